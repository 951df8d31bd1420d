"""The afternoon of 5 November 2567: who is late, the reminder, the missing work, the report.

Done by people's own steps, once as the page is meant and once without any script.
"""

import re

import pypdfium2
import pytest
from docx import Document

pytestmark = pytest.mark.browser

LATE = ["เมืองลำปาง", "เมืองปาน", "เถิน", "เสริมงาม", "งาว"]


@pytest.fixture(params=["with scripts", "without scripts"])
def desk(request, own_site, new_page):
    """A page on a site of its own; `desk.check` looks for barriers where scripts can run."""
    has_scripts = request.param == "with scripts"
    page = new_page(base_url=own_site, java_script_enabled=has_scripts, accept_downloads=True)
    page.has_scripts = has_scripts
    return page


@pytest.fixture
def check(desk, axe):
    """Look at the page as a reader with aids would; a script must run for it."""
    return lambda: axe(desk) if desk.has_scripts else None


@pytest.fixture
def as_user(desk, sign_in):
    def change(username: str) -> None:
        desk.context.clear_cookies()
        sign_in(desk, username)

    return change


@pytest.fixture
def signed_copy(tmp_path):
    """A small real PDF, standing for the scanned copy."""
    path = tmp_path / "สำเนาคำสั่ง.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(path)
    return path


@pytest.fixture
def minutes(tmp_path):
    path = tmp_path / "รายงานการประชุม.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 841)
    document.save(path)
    return path


def late_districts(page) -> list[str]:
    """The names in the late group of the open board, top to bottom."""
    names, is_late = [], False
    for row in page.locator(".board tbody tr").all():
        if "group" in (row.get_attribute("class") or ""):
            is_late = row.inner_text().startswith("ค้างส่ง")
        elif is_late:
            names.append(row.locator("th a").inner_text())
    return names


def open_board(page) -> None:
    page.goto("/directives/")
    page.get_by_role("link", name="ปี 2567").click()


def test_the_afternoon(desk, as_user, check, signed_copy, minutes):
    as_user("lampang")
    check()
    open_board(desk)
    assert sorted(late_districts(desk)) == sorted(LATE)
    check()

    drill_to_the_missing_order(desk, check)
    remind(desk, check)

    as_user("ngao")
    attach_the_order(desk, check, signed_copy)
    record_the_meeting(desk, check, minutes)
    file_the_assessment(desk, check)
    receipt = send_the_report(desk, check)

    as_user("lampang")
    accept(desk, check, receipt)
    open_board(desk)
    assert sorted(late_districts(desk)) == sorted(set(LATE) - {"งาว"})


def drill_to_the_missing_order(page, check) -> None:
    page.get_by_role("link", name="งาว", exact=True).click()
    check()
    page.get_by_role("link", name="มีคำสั่งแล้ว ยังไม่แนบสำเนา").click()
    assert "/orders/" in page.url
    assert "ยังไม่แนบ" in page.locator("main").inner_text()
    check()
    page.go_back()
    page.get_by_role("link", name="ปงเตา", exact=True).click()
    check()
    page.go_back()
    page.locator(".crumbs a").last.click()
    assert len(late_districts(page)) == 5


def remind(page, check) -> None:
    page.get_by_role("button", name=re.compile("ร่างหนังสือเตือน")).click()
    assert page.locator("input[name=addressees]:checked").count() == 5
    check()

    page.fill("input[name=due]", "31 ก.พ. 2567")
    page.fill("textarea[name=extra]", "ขอบคุณทุกอำเภอที่ส่งแล้ว")
    page.get_by_role("button", name="บันทึกร่างและดูตัวอย่าง").click()
    assert "เดือนกุมภาพันธ์ปีนั้นมี 29 วัน" in page.locator(".errors").inner_text()
    assert page.input_value("textarea[name=extra]") == "ขอบคุณทุกอำเภอที่ส่งแล้ว"
    check()

    page.fill("input[name=due]", "15 พ.ย. 2567")
    page.get_by_role("button", name="บันทึกร่างและดูตัวอย่าง").click()
    page.get_by_role("button", name="ออกเลขและบันทึกว่าส่งแล้ว").click()
    assert "ว ๒๕๙๘" in page.locator("h1").inner_text()
    check()
    read_the_letter(page)


def read_the_letter(page) -> None:
    with page.expect_download() as got:
        page.get_by_role("link", name="ดาวน์โหลด PDF").click()
    text = "".join(
        leaf.get_textpage().get_text_range() for leaf in pypdfium2.PdfDocument(got.value.path())
    )
    bare = re.sub(r"\s", "", text)
    assert "๑๕พฤศจิกายน๒๕๖๗" in bare
    assert all(f"นายอำเภอ{name}" in bare for name in LATE)
    assert "นายอำเภอแม่เมาะ" not in bare

    with page.expect_download() as got:
        page.get_by_role("link", name="ดาวน์โหลด Word").click()
    words = "\n".join(line.text for line in Document(got.value.path()).paragraphs)
    assert "ขอบคุณทุกอำเภอที่ส่งแล้ว" in words


def attach_the_order(page, check, signed_copy) -> None:
    page.goto("/")
    duty = page.locator(".duties > li", has_text="สำเนาคำสั่งแต่งตั้ง คอช.ต.")
    duty.get_by_role("link").click()
    check()
    page.set_input_files("input[type=file]", signed_copy)
    page.get_by_role("button", name=re.compile("แนบสำเนา")).click()
    assert "สำเนาคำสั่ง.pdf" in page.locator("main").inner_text()


def record_the_meeting(page, check, minutes) -> None:
    page.goto("/")
    duty = page.locator(".duties > li", has_text="การประชุมให้ครบ")
    duty.get_by_role("link").click()
    check()
    page.get_by_role("link", name="บันทึกการประชุม").first.click()
    page.fill("input[name=held]", "24 ก.ย. 2567")
    page.get_by_role("button", name=re.compile("แสดงกรรมการของวัน")).click()
    page.locator("input[type=radio][value=present]").first.wait_for(state="attached")
    page.fill("input[name=place]", "ศาลาอเนกประสงค์ตำบลปงเตา")
    page.set_input_files("input[type=file]", minutes)
    check()
    page.get_by_role("button", name="บันทึกการประชุม").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/"))
    check()


def file_the_assessment(page, check) -> None:
    page.goto("/")
    duty = page.locator(".duties > li", has_text="ผลการประเมินและจัดระดับ")
    duty.get_by_role("link").click()
    check()
    open_question = (
        page.locator("fieldset, article, section, li")
        .filter(has=page.locator("input[type=radio]"))
        .filter(has_not=page.locator("input[type=radio]:checked"))
    )
    open_question.last.locator("input[type=radio]").last.check()
    page.get_by_role("button", name="ตรวจและยื่นผล").click()
    check()
    settle(page)
    page.get_by_role("button", name=re.compile("ยื่นผล")).click()
    assert "ยื่นผล" in page.locator("main").inner_text()


def settle(page) -> None:
    """Answer as the system computes now: the meeting just recorded has changed what it finds."""
    if not page.locator("[data-errors]").count():
        return
    for wrong in page.locator(".answer", has=page.locator(".field-wrong")).all():
        wrong.locator(".choice", has=page.locator(".choice-found")).locator("input").check()
    page.get_by_role("button", name="ตรวจและยื่นผล").click()


def send_the_report(page, check) -> str:
    page.goto("/")
    page.get_by_role("link", name=re.compile("ส่งรายงาน พร้อมส่ง 2 รายการ")).click()
    check()
    page.get_by_role("button", name=re.compile("ส่ง 2 รายการถึงจังหวัด")).click()
    assert "เลขรับ 5205/2567/2" in page.locator("h1").inner_text()
    check()
    return page.url


def accept(page, check, receipt: str) -> None:
    page.goto(receipt)
    check()
    page.get_by_role("button", name=re.compile("บันทึกผลการตรวจ 2 รายการ")).click()
    assert "ตรวจแล้วทุกรายการ" in page.locator("main").inner_text()
