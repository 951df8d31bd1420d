"""A second meeting of the year: called, checked in by phone, its quorum lost and won back, minuted,
adopted at the next one; and item ๓ of the board turns from 1 to 2, for the tambon and the district.

Played in the last week of the fiscal year the letter asks about.
"""

import re
import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

from tools import server

pytestmark = pytest.mark.browser

# One of ten tambons of Ngao that met once.
DISTRICT, TAMBON = "5205", "520505"
FIRST, SECOND = "2024-09-24", "2024-09-26"


@pytest.fixture
def on_day(demo, tmp_path):
    """Serve one copy of the demonstration on a day; the same data again on the next."""
    data = shutil.copytree(demo, tmp_path / "data")
    with ExitStack() as running:

        def serve(day: str) -> str:
            running.pop_all().close()
            _stand_on(day, data)
            variables = {"PRASAN_DATA": str(data), "PRASAN_DEMO_DAY": day}
            return running.enter_context(server.served(server.free_port(), **variables)).address

        yield serve


def _stand_on(day: str, data: Path) -> None:
    """Move the demonstration's day, which the server checks when it starts."""
    with closing(sqlite3.connect(data / "prasan.sqlite3")) as database, database:
        database.execute("UPDATE home_demonstration SET day = ?", [day])


def counted(page, base) -> tuple[str, str]:
    """What the board of Ngao says of item ๓: for the district itself, and for the tambon."""
    page.goto(f"{base}/directives/")
    page.get_by_role("link", name="ปี 2567").click()
    district = page.locator("tr", has=page.get_by_role("link", name="งาว", exact=True)).first
    district.get_by_role("link", name="งาว", exact=True).click()
    page.wait_for_url(re.compile(rf"/{DISTRICT}/$"))
    return counts_in(page, "อำเภองาว"), counts_in(page, "ปงเตา")


def counts_in(page, name) -> str:
    """The 1/2 of a row."""
    row = page.locator("tbody tr", has=page.get_by_role("rowheader", name=name)).first
    return re.search(r"\d/2", row.inner_text())[0]


def take_back_the_second_of_the_district(page, base) -> None:
    """It was recorded by mistake: the district is left with one, as the tambon."""
    page.goto(f"{base}/meetings/district/{DISTRICT}/?year=2567")
    page.locator(".meet a", has_text="2/2567").click()
    page.get_by_role("link", name="แก้บันทึกการประชุม").click()
    page.get_by_role("link", name=re.compile("ไม่ได้ประชุมจริง")).click()
    page.get_by_label("เหตุที่ถอนบันทึก").fill("บันทึกซ้ำกับการประชุมของจังหวัด")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_text("ถอนบันทึกแล้ว")).to_be_visible()


def meet_in_the_district(page, base, minutes) -> None:
    """Its second meeting, entered after it was over, with its minutes."""
    page.goto(f"{base}/meetings/district/{DISTRICT}/new/")
    page.get_by_label("วันประชุม").fill("23/9/2567")
    page.get_by_role("button", name=re.compile("แสดงกรรมการของวัน")).click()
    page.locator("input[type=radio][value=present]").first.wait_for(state="attached")
    page.get_by_label("สถานที่ประชุม").fill("ที่ว่าการอำเภองาว")
    page.set_input_files("input[type=file]", minutes)
    page.get_by_role("main").get_by_role("button", name="บันทึกการประชุม").click()
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))


def press(page, name) -> None:
    """One step of the clerk's page, which comes back changed."""
    with page.expect_response(re.compile(r"/hold/$")):
        page.get_by_role("main").get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def plan(page, base, day) -> None:
    page.goto(f"{base}/meetings/tambon/{TAMBON}/plan/")
    fill_the_plan(page, day)


def fill_the_plan(page, day) -> None:
    page.get_by_label("วันประชุม").fill(day)
    # Half past midnight: the doors are open at whatever hour this is played.
    page.get_by_label("เริ่มเวลา").fill("0.30")
    page.get_by_label("สถานที่ประชุม").fill("ศาลาประชาคมตำบลปงเตา")
    page.get_by_role("main").get_by_role("button", name="นัดประชุม").click()
    page.wait_for_url(re.compile(r"/agenda/$"))


def room(page):
    return page.locator("#room")


def fill_the_room(page, count) -> None:
    for _one in range(count):
        press(page, re.compile("^มา"))


def minutes_of(page, text) -> None:
    """Write on the first item; it saves itself."""
    first = page.locator("section.form").filter(has=page.get_by_label("บันทึกการประชุม")).first
    first.get_by_label("บันทึกการประชุม").fill(text)
    first.get_by_label("มติที่ประชุม").fill("รับทราบ")
    expect(first.get_by_role("status")).to_contain_text("บันทึกแล้ว ฉบับที่", timeout=10_000)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "รายงานการประชุม คอช.อ.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 840)
    document.save(path)
    return path


def test_a_meeting_from_its_call_to_its_adoption(on_day, new_page, sign_in, axe, paper):
    base = on_day(FIRST)
    desk = new_page(base_url=base)
    sign_in(desk, "ngao")
    take_back_the_second_of_the_district(desk, base)
    assert counted(desk, base) == ("1/2", "1/2")

    plan(desk, base, "24/9/2567")
    axe(desk)
    desk.get_by_label("เรื่อง", exact=True).fill("แผนพัฒนาตำบล ฉบับทบทวน")
    desk.get_by_role("button", name="เพิ่มในวาระ").click()
    expect(desk.get_by_text("5.1")).to_be_visible()
    desk.get_by_role("link", name="วาระพร้อมแล้ว ไปเรียกประชุม").click()
    desk.wait_for_url(re.compile(r"/convene/$"))
    axe(desk)
    desk.get_by_role("button", name=re.compile("เรียกประชุมกรรมการ")).click()
    expect(desk.get_by_text("เรียกประชุมแล้ว ส่งหนังสือ")).to_be_visible()
    desk.goto(re.sub(r"convene/$", "", desk.url))
    axe(desk)
    meeting = desk.url
    desk.get_by_role("link", name="ลงชื่อและเปิดประชุม").click()

    # All but one of the quorum by the clerk, the last by phone.
    quorum = int(re.search(r"อย่างน้อย (\d+) คน", room(desk).inner_text())[1])
    fill_the_room(desk, quorum - 1)
    expect(room(desk)).to_contain_text("ขาดอีก 1 คน")
    axe(desk)
    desk.get_by_role("link", name="แสดง QR ลงชื่อ").click()
    desk.wait_for_url(re.compile(r"/code/$"))
    axe(desk)
    address = desk.get_by_role("link", name="เปิดหน้าลงชื่อบนเครื่องนี้").get_attribute("href")
    phone = new_page(base_url=base, viewport={"width": 390, "height": 844}, has_touch=True)
    phone.goto(address)
    axe(phone)
    phone.get_by_role("radio").nth(quorum).check()
    phone.get_by_role("button", name="ลงชื่อ").click()
    expect(phone.get_by_role("heading", name="ลงชื่อแล้ว")).to_be_visible()
    expect(room(desk)).to_contain_text("ครบองค์ประชุม", timeout=10_000)

    desk.goto(f"{meeting}hold/")
    press(desk, "เปิดประชุม")
    press(desk, re.compile("^เริ่มวาระนี้"))
    press(desk, re.compile("^ออก"))
    expect(room(desk)).to_contain_text("มติที่ลงขณะนี้ใช้ไม่ได้")
    axe(desk)
    # Whoever left comes back by the same code.
    phone.goto(address)
    phone.get_by_role("radio").first.check()
    phone.get_by_role("button", name="ลงชื่อ").click()
    expect(room(desk)).to_contain_text("ครบองค์ประชุม", timeout=10_000)
    expect(room(desk)).not_to_contain_text("ใช้ไม่ได้")

    desk.goto(f"{meeting}minutes/")
    minutes_of(desk, "ประธานแจ้งว่าจังหวัดขอให้ทุกตำบลประชุมอย่างน้อยปีละ 2 ครั้ง")
    axe(desk)
    people = desk.locator("#people")
    people.get_by_label("ผู้จดรายงานการประชุม").fill("นางสาวสมมุติ ใจดี")
    people.get_by_role("button").click()
    expect(desk.get_by_text("บันทึกผู้จด ผู้ตรวจ")).to_be_visible()
    desk.goto(f"{meeting}hold/")
    # The hour stands there already: this very minute.
    press(desk, "ปิดประชุม")
    desk.wait_for_url(meeting)
    axe(desk)
    desk.get_by_role("link", name="จดรายงานการประชุม").click()
    desk.get_by_role("button", name="ออกรายงานการประชุม").click()
    expect(desk.get_by_text("ออกรายงานการประชุมแล้ว")).to_be_visible()
    axe(desk)

    assert counted(desk, base) == ("1/2", "2/2")
    meet_in_the_district(desk, base, paper)
    assert counted(desk, base) == ("2/2", "2/2")
    # The code of a meeting that is over.
    phone.goto(address)
    expect(phone.get_by_text("ปิดแล้ว ลงชื่อไม่ได้แล้ว")).to_be_visible()

    base = on_day(SECOND)
    desk = new_page(base_url=base)
    sign_in(desk, "ngao")
    plan(desk, base, "26/9/2567")
    expect(desk.get_by_text("รับรองรายงานการประชุมครั้งที่").first).to_be_visible()
    desk.goto(re.sub(r"agenda/$", "hold/", desk.url))
    fill_the_room(desk, quorum)
    press(desk, "เปิดประชุม")
    desk.goto(re.sub(r"hold/$", "minutes/", desk.url))
    desk.get_by_role("button", name="ที่ประชุมรับรองรายงาน").click()
    expect(desk.get_by_text("รับรองรายงานการประชุมแล้ว")).to_be_visible()
    axe(desk)
    path = meeting.split("/meetings/")[1]
    desk.goto(f"{base}/meetings/{path}")
    expect(
        desk.get_by_text("โดยไม่มีการแก้ไข").or_(desk.get_by_text("รับรองรายงาน")).first
    ).to_be_visible()
    axe(desk)


@pytest.mark.parametrize("width", [390, 1280])
def test_two_committees_in_one_room(on_day, new_page, sign_in, axe, width):
    """Who sits on both is told of once; each opens by its own quorum."""
    base = on_day(FIRST)
    page = new_page(base_url=base, viewport={"width": width, "height": 900})
    sign_in(page, "ngao")
    page.goto(f"{base}/meetings/tambon/{TAMBON}/plan/")
    page.get_by_label("ก.บ.ต. ปงเตา").check()
    fill_the_plan(page, "24/9/2567")
    meeting = re.sub(r"agenda/$", "", page.url)
    page.goto(f"{meeting}convene/")
    axe(page)
    page.get_by_role("button", name=re.compile("เรียกประชุมกรรมการ")).click()
    page.goto(f"{meeting}hold/")
    quorums = page.locator(".quorum")
    expect(quorums).to_have_count(2)
    fill_the_room(page, 5)
    press(page, "เปิดประชุม")
    expect(page.get_by_text("ก.บ.ต. ปงเตา ยังเปิดประชุมไม่ได้")).to_be_visible()
    expect(quorums.first).to_contain_text("ครบองค์ประชุม")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(on_day, new_page, sign_in, axe, width):
    base = on_day(FIRST)
    page = new_page(base_url=base, viewport={"width": width, "height": 900})
    sign_in(page, "ngao")
    plan(page, base, "24/9/2567")
    meeting = re.sub(r"agenda/$", "", page.url)
    for part in ("", "agenda/", "convene/", "hold/", "code/", "minutes/", "plan/", "cancel/"):
        page.goto(f"{meeting}{part}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, part
        axe(page)
