"""An assessment by phone with the line cut in the middle."""

import pytest

pytestmark = pytest.mark.browser

SHEET = "/assessments/520505/2567/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LINE = ".answer-now [data-keep-line]"


@pytest.fixture
def hand(own_site, new_page):
    """The phone of the community development officer, on a site of the test's own."""
    return new_page(base_url=own_site, **PHONE)


def now(page):
    return page.locator(".answer-now")


def step(page, where: str) -> None:
    page.locator(f"[data-walk-{where}]").click()


def sent(page) -> None:
    page.locator(".answer-now [data-sent]").wait_for()


def type_reason(page, text: str) -> None:
    now(page).locator("details").evaluate("each => { each.open = true }")
    now(page).locator("textarea").fill(text)


def test_what_is_typed_without_a_line_is_kept_and_sent(hand, sign_in, axe):
    sign_in(hand, "pattana")
    hand.goto(SHEET)
    assert hand.locator(".answer:visible").count() == 1
    axe(hand)

    now(hand).locator(".choice").last.click()
    sent(hand)
    answered_without_a_line(hand)


def answered_without_a_line(hand) -> None:
    """Cut while answering: kept here, sent by itself when the line is back."""
    step(hand, "back")
    hand.context.set_offline(True)
    type_reason(hand, "ฝนตกหนัก เขียนไว้ก่อนที่ศาลา")
    now(hand).locator(".answer-number").click()  # the reason is left, so it would be sent
    hand.locator(f'{LINE}[data-what="kept"]').wait_for()
    assert "เก็บไว้ในเครื่องนี้" in hand.locator(LINE).inner_text()
    assert hand.locator("[data-keep-notice]").is_visible()
    step(hand, "back")  # the other indicators are there without a line
    assert hand.locator(".answer:visible").count() == 1
    step(hand, "on")

    hand.context.set_offline(False)
    sent(hand)
    hand.locator("[data-keep-notice]").wait_for(state="hidden")
