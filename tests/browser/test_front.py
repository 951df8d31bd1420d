"""The first minutes: the log-in and the front page, on a desk, on a phone, without scripts."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("device", ["page", "phone"])
def test_the_log_in_has_no_fault(device, request, axe):
    page = request.getfixturevalue(device)

    page.goto("/")

    assert "/login" in page.url
    axe(page)


@pytest.mark.parametrize("device", ["page", "phone", "page_without_js"])
@pytest.mark.parametrize("username", ["lampang", "ngao", "pattana", "member", "reader", "admin"])
def test_every_account_reaches_its_front_page(device, username, request, sign_in, axe):
    page = request.getfixturevalue(device)

    sign_in(page, username)

    assert page.locator("h1").count() == 1
    if device != "page_without_js":
        axe(page)


def test_the_page_face_arrives(page):
    page.goto("/")

    assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)") > 0


def test_a_phone_never_scrolls_sideways(phone, sign_in):
    sign_in(phone, "lampang")

    wide = phone.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
