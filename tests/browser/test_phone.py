"""An assessment by phone with the line cut in the middle, checked, accepted, and on the board."""

import re
from io import BytesIO

import pikepdf
import pytest

pytestmark = pytest.mark.browser

SHEET = "/assessments/520505/2567/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LINE = ".answer-now [data-keep-line]"


@pytest.fixture
def hand(own_site, new_page):
    """The phone of the community development officer, on a site of the test's own."""
    return new_page(base_url=own_site, **PHONE)


@pytest.fixture
def desk(own_site, new_page):
    """Makes a page at a desk, signed in as someone."""
    return lambda: new_page(base_url=own_site)


def now(page):
    return page.locator(".answer-now")


def step(page, where: str) -> None:
    page.locator(f"[data-walk-{where}]").click()


def sent(page) -> None:
    page.locator(".answer-now [data-sent]").wait_for()


def none_kept(page) -> None:
    """Wait until this browser keeps nothing that the server does not have."""
    kept = "Object.keys(localStorage).filter(key => key.startsWith('prasan:')).length"
    for _ in range(100):
        if page.evaluate(kept) == 0:
            return
        page.wait_for_timeout(200)
    raise AssertionError("an answer was kept and never sent")


def type_reason(page, text: str) -> None:
    now(page).locator("details").evaluate("each => { each.open = true }")
    now(page).locator("textarea").fill(text)


@pytest.fixture
def looked_at(axe):
    """Look for barriers on the page as wide as a phone and as wide as a desk."""

    def check(page) -> None:
        size = page.viewport_size
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
        page.set_viewport_size(size)

    return check


def test_nothing_is_lost_on_the_way_to_the_board(hand, desk, sign_in, looked_at):
    sign_in(hand, "pattana")
    hand.goto(SHEET)
    assert hand.locator(".answer:visible").count() == 1
    looked_at(hand)

    now(hand).locator(".choice").last.click()
    sent(hand)
    answered_without_a_line(hand)
    two_files_without_a_line(hand)
    closed_without_a_line(hand)
    both_at_once(hand, desk(), sign_in, looked_at)
    file(hand, looked_at)

    officer = desk()
    sign_in(officer, "ngao")
    verify(officer, looked_at)
    report(officer)
    province = desk()
    sign_in(province, "lampang")
    accept(province, looked_at)

    assert on_the_board(province) == "1"


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


def two_files_without_a_line(hand) -> None:
    """Two files chosen for one indicator, one after the other: both arrive."""
    hand.context.set_offline(True)
    now(hand).locator("details").evaluate("each => { each.open = true }")
    chooser = now(hand).locator("input[type=file]").first
    for pages in (1, 2):
        chooser.set_input_files(
            {"name": f"หน้า {pages}.pdf", "mimeType": "application/pdf", "buffer": pdf(pages)}
        )
        hand.locator(f'{LINE}[data-what="kept"]').wait_for()

    hand.context.set_offline(False)
    none_kept(hand)
    hand.reload()
    shown = now(hand).locator(".answer-file").inner_text()
    assert "หน้า 1.pdf" in shown
    assert "หน้า 2.pdf" in shown


def pdf(pages: int) -> bytes:
    made = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(made)
    return made.getvalue()


def closed_without_a_line(hand) -> None:
    """The page is closed with an answer not sent: the same phone sends it when it is opened."""
    address = now(hand).get_attribute("id")
    hand.context.set_offline(True)
    type_reason(hand, "ปิดหน้าไปก่อนมีสัญญาณ")
    hand.goto("about:blank")
    hand.context.set_offline(False)
    hand.goto(f"{SHEET}#{address}")
    none_kept(hand)
    assert now(hand).locator("textarea").input_value() == "ปิดหน้าไปก่อนมีสัญญาณ"
    reopened(hand, address, "ปิดหน้าไปก่อนมีสัญญาณ")


def reopened(hand, address: str, text: str) -> None:
    """The server has it: a page opened anew shows the reason."""
    hand.goto("about:blank")
    hand.goto(f"{SHEET}#{address}")
    assert now(hand).locator("textarea").input_value() == text


def both_at_once(hand, other, sign_in, looked_at) -> None:
    """Someone else answers meanwhile: both answers side by side, and the person decides."""
    name = now(hand).get_attribute("id")
    hand.context.set_offline(True)
    type_reason(hand, "ของคนที่ศาลา")
    sign_in(other, "ngao")
    other.goto(SHEET)
    theirs = other.locator(f"#{name}")
    theirs.locator("textarea").fill("ของคนที่อำเภอ")
    theirs.locator("legend").first.click()
    theirs.locator("[data-sent]").wait_for()

    hand.context.set_offline(False)
    clash = now(hand).locator(".clash")
    clash.wait_for()
    assert "ของคนที่อำเภอ" in clash.locator(".clash-side").first.inner_text()
    assert "ของคนที่ศาลา" in clash.locator(".clash-side").last.inner_text()
    looked_at(hand)
    clash.get_by_role("button", name=re.compile("ใช้ของท่าน")).click()
    hand.get_by_text("บันทึกคำตอบแล้ว").wait_for()
    reopened(hand, name, "ของคนที่ศาลา")


def file(hand, looked_at) -> None:
    while hand.locator("[data-walk-on]").is_visible():
        step(hand, "on")
    with hand.expect_navigation():
        hand.get_by_role("button", name="ตรวจและยื่นผล").click()
    while hand.locator("[data-errors]").count():
        now(hand).locator(".choice", has=hand.locator(".choice-found")).click()
        sent(hand)
        # Waited for as begun: the old page's errors are there until it is left.
        with hand.expect_navigation():
            hand.evaluate("document.querySelector('button[value=file]').click()")
    looked_at(hand)
    hand.get_by_role("button", name=re.compile("ยื่นผล")).click()
    assert "ยื่นผลแล้ว" in hand.locator("main").inner_text()
    looked_at(hand)


def verify(officer, looked_at) -> None:
    officer.goto("/assessments/5205/2567/together/")
    assert "ปงเตา" in officer.locator("main").inner_text()
    looked_at(officer)
    officer.goto(SHEET)
    looked_at(officer)
    officer.get_by_role("link", name="ตรวจผลประเมิน").click()
    looked_at(officer)
    officer.get_by_role("button", name="ยืนยันผลตรวจ").click()
    assert "อำเภอยืนยันแล้ว รอจังหวัดรับรอง" in officer.locator("main").inner_text()


def report(officer) -> None:
    officer.goto("/")
    officer.get_by_role("link", name=re.compile("ส่งรายงาน")).click()
    officer.get_by_role("button", name=re.compile("ถึงจังหวัด")).click()


def accept(province, looked_at) -> None:
    province.goto("/assessments/52/2567/together/")
    assert "ปงเตา" in province.locator("main").inner_text()
    looked_at(province)
    province.goto(f"{SHEET}check/")
    looked_at(province)
    province.get_by_role("button", name="รับรองผล", exact=True).click()
    assert "จังหวัดรับรองแล้ว" in province.locator("main").inner_text()
    looked_at(province)


def on_the_board(page) -> str:
    """How many of item ๒ Pong Tao has, in the board of its district."""
    page.goto("/directives/")
    page.get_by_role("link", name="ปี 2567").click()
    page.get_by_role("link", name="งาว", exact=True).click()
    row = page.locator(".board tbody tr", has=page.get_by_role("link", name="ปงเตา", exact=True))
    heads = page.locator(".board thead tr").last.locator("th").all_inner_texts()
    place = next(n for n, head in enumerate(heads) if "ประเมิน" in head)
    cell = row.locator("th, td").nth(place)
    return "1" if cell.locator("use[href='#i-met'], use[href='#i-met-late']").count() else "0"
