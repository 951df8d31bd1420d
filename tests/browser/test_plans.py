"""Two Strong Tambon projects of one tambon: from a village forum up to the district, where one is
refused and the other goes on to the province, is merged and funded. The tambon sees both answers,
and the board's items ๕ and ๖ turn.
"""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

REFUSED, MERGED = "ฝายชะลอน้ำห้วยทดลอง", "ตลาดนัดอาหารปลอดภัยทดลอง"
WHY = "ซ้ำกับงานของชลประทานปีนี้"


def tambon_without(page, base, column) -> tuple[str, str]:
    """Name and code of the first tambon of Ngao whose cell is as `column` wants it."""
    page.goto(f"{base}/plans/")
    for row in page.locator("tbody tr:not(.group)").all():
        link = row.get_by_role("rowheader").get_by_role("link")
        if column(row):
            code = re.search(r"/plans/(\d{6})/", link.get_attribute("href"))[1]
            return link.inner_text().removeprefix("ตำบล"), code
    raise AssertionError("the demonstration has such a tambon")


def on_the_board(page, base, tambon) -> str:
    """The row of the tambon on the board of its district."""
    page.goto(f"{base}/directives/")
    page.get_by_role("link", name="ปี 2567").click()
    page.get_by_role("link", name="งาว", exact=True).first.click()
    return page.locator("tr", has=page.get_by_text(tambon, exact=True)).first.inner_text()


def save(page, name) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def new_project(page, base, code, title) -> str:
    """A project of the tambon's plan, born at a village forum and sent to the district's plan."""
    page.goto(f"{base}/plans/{code}/")
    page.get_by_role("link", name=re.compile("^เพิ่มโครงการ")).first.click()
    page.get_by_label("ชื่อโครงการ").fill(title)
    page.get_by_label("ปัญหาหรือความต้องการ").fill("น้ำแล้งทุกปี")
    page.get_by_label("ปีที่เริ่ม (พ.ศ.)").fill("๒๕๖๘")
    page.get_by_label("ตำบลเข้มแข็ง", exact=True).check()
    page.get_by_label("จำนวนเงิน (บาท)").first.fill("๑๒๐,๐๐๐")
    save(page, "เพิ่มโครงการ")
    page.get_by_role("link", name="บอกที่มา").click()
    page.get_by_label("เวทีประชาคม", exact=True).check()
    page.get_by_label("วันที่", exact=True).fill("1 ต.ค. 2567")
    page.get_by_label("สถานที่จัดประชาคม").fill("ศาลาหมู่ 3")
    page.get_by_label("รายละเอียด").fill("มติประชาคมเห็นชอบ 42 เสียง")
    save(page, "บันทึกที่มา")
    expect(page.get_by_text("มติประชาคมเห็นชอบ")).to_be_visible()
    propose(page, "แผนพัฒนาอำเภองาว")
    return page.url


def propose(page, plan) -> None:
    page.get_by_role("link", name="เสนอเข้าแผนระดับอื่น").click()
    options = page.get_by_label("แผนที่เสนอ").locator("option")
    wanted = options.filter(has_text=plan).first.get_attribute("value")
    page.get_by_label("แผนที่เสนอ").select_option(wanted)
    page.get_by_label("วันที่เสนอ").fill("2 พ.ย. 2567")
    save(page, "บันทึกการเสนอแผน")


def answer(page, kind, *, why="", into="") -> None:
    page.get_by_label(kind, exact=True).check()
    if into:
        page.get_by_label(re.compile(r"^รวมกับโครงการ\s")).select_option(label=into)
    page.get_by_label("วันที่ตอบ").fill("4 พ.ย. 2567")
    page.get_by_label("เหตุผล").fill(why)
    save(page, "บันทึกคำตอบ")


def test_two_projects_go_up_and_both_answers_come_back(own_site, new_page, sign_in, axe):
    base = own_site
    desk = new_page(base_url=base)
    sign_in(desk, "ngao")
    name, code = tambon_without(desk, base, lambda row: "ยังไม่มีโครงการ" in row.inner_text())
    before = on_the_board(desk, base, name)

    refused = new_project(desk, base, code, REFUSED)
    axe(desk)
    merged = new_project(desk, base, code, MERGED)
    assert on_the_board(desk, base, name) != before  # sent up: item ๖ is met

    # The district answers both: no to one, the other becomes its own and goes on.
    desk.goto(f"{base}/plans/waiting/")
    axe(desk)
    desk.get_by_role("row", name=re.compile(REFUSED)).get_by_role("link", name="ตอบ").click()
    axe(desk)
    answer(desk, "ไม่รับเข้าแผน")
    expect(desk.get_by_role("main")).to_contain_text("ยังไม่ได้บอกเหตุผล")
    axe(desk)
    answer(desk, "ไม่รับเข้าแผน", why=WHY)
    desk.goto(f"{base}/plans/waiting/")
    desk.get_by_role("row", name=re.compile(MERGED)).get_by_role("link", name="ตอบ").click()
    answer(desk, "รับเข้าแผนทั้งโครงการ")
    desk.get_by_role("link", name="เปิดโครงการที่รับไว้").first.click()
    propose(desk, "แผนพัฒนาจังหวัดลำปาง")

    # The province merges it into a project of its own, and gives money.
    province = new_page(base_url=base)
    sign_in(province, "lampang")
    province.goto(f"{base}/plans/waiting/?level=province")
    province.get_by_role("row", name=re.compile(MERGED)).get_by_role("link", name="ตอบ").click()
    answer(province, "รวมกับโครงการอื่น", into="อาหารปลอดภัยทั้งจังหวัด")
    province.get_by_role("link", name="เปิดโครงการที่รับไว้").first.click()
    expect(province.get_by_role("region", name="ที่มา")).to_contain_text(MERGED)
    province.get_by_role("link", name="บันทึกความก้าวหน้า").first.click()
    axe(province)
    province.get_by_label("ได้รับงบประมาณ", exact=True).check()
    province.get_by_label("วันที่", exact=True).fill("5 พ.ย. 2567")
    province.get_by_label("จำนวนเงินที่ได้รับ (บาท)").fill("๓๐๐,๐๐๐")
    province.get_by_label("แหล่งงบประมาณ").select_option("province")
    save(province, "บันทึกความก้าวหน้า")
    axe(province)

    # Both answers stand where the projects began, on a phone too.
    phone = new_page(base_url=base, viewport={"width": 390, "height": 844}, has_touch=True)
    sign_in(phone, "ngao")
    phone.goto(refused)
    expect(phone.get_by_role("region", name="เส้นทางของโครงการ")).to_contain_text(WHY)
    axe(phone)
    phone.goto(merged)
    way = phone.get_by_role("region", name="เส้นทางของโครงการ")
    expect(way).to_contain_text("อาหารปลอดภัยทั้งจังหวัด")
    expect(way).to_contain_text("ได้รับงบประมาณ")
    expect(way).to_contain_text(re.compile("300,000"))
    axe(phone)
    phone.goto(f"{base}/plans/{code}/")
    expect(phone.get_by_role("region", name="มีคำตอบใหม่")).to_contain_text("รวมกับโครงการอื่น")
    axe(phone)
    phone.goto(f"{base}/plans/strong/{code}/")
    axe(phone)


def test_a_mission_given_turns_item_five(own_site, new_page, sign_in, axe):
    base = own_site
    desk = new_page(base_url=base)
    sign_in(desk, "ngao")
    name, code = tambon_without(
        desk, base, lambda row: row.get_by_role("cell").last.inner_text().startswith("0")
    )
    before = on_the_board(desk, base, name)

    desk.goto(f"{base}/plans/missions/{code}/")
    desk.get_by_label("ภารกิจ", exact=True).fill("ขับเคลื่อนแผนพัฒนาตำบล")
    desk.get_by_label("คำสั่งหรือมติที่มอบหมาย").fill("คำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗")
    desk.get_by_label("ตั้งแต่วันที่").fill("1 ก.ย. 2567")
    desk.get_by_label("เศรษฐกิจพอเพียง", exact=True).check()
    save(desk, "บันทึกการมอบหมาย")
    axe(desk)
    desk.get_by_role("link", name="ขับเคลื่อนแผนพัฒนาตำบล", exact=True).first.click()
    desk.get_by_label("วันที่", exact=True).fill("1 พ.ย. 2567")
    desk.get_by_label("สิ่งที่ทำ").fill("ประชุมประชาคม 9 หมู่บ้าน")
    save(desk, "บันทึกความก้าวหน้า")
    expect(desk.get_by_text("ประชุมประชาคม")).to_be_visible()
    axe(desk)

    assert on_the_board(desk, base, name) != before
