"""The rows of an order walked by keys, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BLOCK = "ชื่อ-สกุล\tตำแหน่ง\tหมู่บ้าน\nนายก สมมุติดี\tเหรัญญิก\tหมู่ 3"
_PASTE = """([id, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { bubbles: true, cancelable: true, clipboardData: data };
  const event = new ClipboardEvent("paste", how);
  document.getElementById(id).dispatchEvent(event);
}"""


def test_the_grid_is_walked_by_keys(page, sign_in):
    sign_in(page, "ngao")
    page.goto("/orders/new/tambon/520505/")

    def at():
        return page.evaluate("document.activeElement.id")

    def value(name):
        return page.input_value(f"#id_{name}")

    page.click("#id_row-0-name")
    for key, place in (
        ("ArrowDown", "id_row-1-name"),
        ("ArrowRight", "id_row-1-seat"),
        ("ArrowRight", "id_row-1-represents"),
        ("Control+Home", "id_row-0-name"),
        ("End", "id_row-0-phone"),
        ("ArrowLeft", "id_row-0-represents"),
    ):
        page.keyboard.press(key)
        assert at() == place

    old = value("row-0-represents")
    page.keyboard.type("หมู่ 77")
    assert value("row-0-represents") == "หมู่ 77"  # typing replaces
    page.keyboard.press("Escape")
    assert value("row-0-represents") == old

    page.keyboard.type("หมู่ 88")
    page.keyboard.press("Enter")
    assert at() == "id_row-1-represents"
    below = value("row-1-represents")
    page.keyboard.press("Control+d")
    assert value("row-1-represents") == "หมู่ 88"
    page.keyboard.press("Delete")
    assert value("row-1-represents") == ""
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert value("row-1-represents") == below


def test_a_block_is_pasted_and_told_apart_and_f8_leads_to_what_is_wrong(page, sign_in):
    sign_in(page, "ngao")
    page.goto("/orders/new/tambon/520505/")

    page.evaluate(_PASTE, ["id_row-9-name", BLOCK])
    expect(page.locator("#id_row-9-name")).to_have_value("นายก สมมุติดี")

    assert page.input_value("#id_row-9-seat") == "treasurer"
    assert page.input_value("#id_row-9-represents") == "หมู่ 3"
    page.click("#id_row-0-name")
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.id") == "id_row-9-name"  # a second treasurer
