"""Evidence in a browser: its page, a newer edition, a check; the lists and forms around it."""

from io import BytesIO

import pikepdf
import pytest

pytestmark = pytest.mark.browser

COMMITTEE = "/committees/tambon/520501/"
WRONG_FORM = """key: wrong
version: 1
name: แบบที่ผิดหลายจุด
source: ทดสอบ
is_example: true
declares: {categories: 5, indicators: 23}
levels: [{name: ระดับ ก, from_percent: 80}]
categories:
  - number: 1
    name: หมวดเดียว
    indicators: [{number: "1.1", name: ข้อเดียว, points: [ไม่มี]}]
"""


def a_pdf(pages=2) -> bytes:
    made = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(made)
    return made.getvalue()


@pytest.fixture
def looked_at(axe):
    """Look for barriers, and for a page wider than its screen, on a phone and on a desk."""

    def check(page) -> None:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{page.url} is {wide} dots wider than {width}"
            axe(page)

    return check


def shown(page, text) -> bool:
    return page.get_by_text(text).first.is_visible()


def test_a_file_is_seen_replaced_and_checked(own_site, new_page, sign_in, looked_at):
    officer = new_page(base_url=own_site)
    sign_in(officer, "ngao")
    officer.goto(COMMITTEE)
    officer.locator("main a[href^='/evidence/']").first.click()
    first = officer.url
    officer.wait_for_load_state("networkidle")
    assert officer.evaluate("document.querySelector('img.picture').naturalWidth") > 1000
    looked_at(officer)

    officer.goto(f"{first}replace/")
    looked_at(officer)
    officer.locator("main form .button-main").click()
    assert officer.title().startswith("มีข้อผิดพลาด")
    looked_at(officer)
    file = {"name": "คำสั่งครบทุกหน้า.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    officer.set_input_files("main input[type=file]", files=[file])
    officer.fill("[name=reason]", "ฉบับเดิมขาดหน้าลงนาม")
    officer.locator("main form .button-main").click()
    officer.wait_for_url(lambda url: "replace" not in url)
    assert officer.url != first
    assert shown(officer, "ทุกฉบับ")
    looked_at(officer)
    newer = officer.url.removeprefix(own_site)

    officer.goto(COMMITTEE)
    assert officer.locator(f"main a[href='{newer}']").count()
    assert shown(officer, "ฉบับก่อน")
    looked_at(officer)

    province = new_page(base_url=own_site)
    sign_in(province, "lampang")
    province.goto(f"{newer}verify/")
    looked_at(province)
    province.locator("[name=finding][value=good]").check()
    province.locator("main form .button-main").click()
    province.wait_for_url(lambda url: "verify" not in url)
    assert shown(province, "ตรงและใช้เป็นหลักฐานได้")
    looked_at(province)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("ngao", "/assessments/results/5205/2567/unproven/"),
        ("lampang", "/assessments/results/52/2568/unproven/"),
        ("ngao", "/assessments/?year=2567"),
        ("ngao", "/assessments/5205/2568/workbook/"),
        ("ngao", "/assessments/520501/2567/check/"),
    ],
)
def test_lists_and_checks_have_no_barrier(page, sign_in, looked_at, who, path):
    sign_in(page, who)

    page.goto(path)

    looked_at(page)


def test_a_form_full_of_mistakes_is_told_without_a_barrier(page, sign_in, looked_at):
    sign_in(page, "admin")
    page.goto("/assessments/frameworks/load/")
    looked_at(page)

    file = {"name": "ผิด.yaml", "mimeType": "text/yaml", "buffer": WRONG_FORM.encode()}
    page.set_input_files("main input[type=file]", files=[file])
    page.locator("main form .button-main").click()

    assert shown(page, "ต้องแก้ในไฟล์")
    looked_at(page)
