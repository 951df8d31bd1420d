"""A district from its messy workbook to signed orders, sent, accepted, and met on the board."""

import re
from itertools import count, product

import pypdfium2
import pytest
from playwright.sync_api import expect

from prasan.workbooks.tests.make import xlsx

pytestmark = pytest.mark.browser

# Its terms are over and three of its tambons have no ก.บ.ต. at all.
DISTRICT = "เมืองปาน"
TAMBONS = ["เมืองปาน", "บ้านขอ", "ทุ่งกว๋าว", "แจ้ซ้อน", "หัวเมือง"]
MISSPELT, MEANT = "ต.ทุ่งกวาว", "ทุ่งกว๋าว"
IMPOSSIBLE, RIGHT = "๓๑ ก.พ. ๒๕๖๗", "๑ พ.ย. ๒๕๖๗"
SIGNED = "1 พ.ย. 2567"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PEOPLE = 9
DRAFTS = 1 + 2 * len(TAMBONS)

_TITLES = ["นาย", "นางสาว", "น.ส.", "นาง ", "นาย  "]
_GIVEN = ["กรกฎ", "ขจร", "เฉลียว", "ณัฐชา", "ไพลิน", "มยุรี", "วิเชียร", "ศุภร", "หฤทัย", "โอภาส"]
_FAMILY = ["ในนิทาน", "เรื่องแต่ง", "บทละคร", "ตามตำรา", "แบบฝึกหัด", "นวนิยาย", "ละครเวที", "หุ่นกระบอก"]
_SEATS = ["ประธานฯ", "รองประธาน คนที่ ๑", "เลขาฯ", "เหรัญญิก", *["กก."] * (PEOPLE - 4)]
_HEAD = ["ลำดับ", "ชื่อ - นามสกุล", "ตำบล", "ตำแหน่ง", "ผู้แทนจาก", "วันที่มีผล", "วันครบวาระ", "เบอร์โทร"]
_POSTS = [
    ("ประธาน", "ปลัดอำเภอผู้รับผิดชอบตำบล"),
    ("กรรมการโดยตำแหน่ง", "กำนันตำบล"),
    ("กรรมการโดยตำแหน่ง", "ผู้ใหญ่บ้าน หมู่ ๒"),
    ("กรรมการโดยตำแหน่ง", "ปลัดองค์กรปกครองส่วนท้องถิ่น"),
    ("กรรมการและเลขานุการ", "พัฒนากรผู้รับผิดชอบตำบล"),
]


def workbook() -> bytes:
    """What the district has kept for years: three sheets, each with its title rows."""
    names = (f"{given} {family}" for family, given in product(_FAMILY, _GIVEN))
    numbers = count(1)

    def row(tambon, seat, origin, name=None):
        number = next(numbers)
        name = name or f"{_TITLES[number % len(_TITLES)]}{next(names)}"
        phone = _thai(f"080-001-{number:04}")
        day = IMPOSSIBLE if number == PEOPLE + 2 else RIGHT
        return [_thai(number), name, tambon, seat, origin, day, "๓๑ ต.ค. ๒๕๗๑", phone]

    district = [row("", seat, f"ต.{TAMBONS[place % 5]}") for place, seat in enumerate(_SEATS)]
    tambon, integrated = [], []
    for place in TAMBONS:
        said = MISSPELT if place == MEANT else f"ต.{place}"
        sitting = [row(said, seat, f"หมู่ {_thai(n)}") for n, seat in enumerate(_SEATS, start=1)]
        tambon += [*sitting, [], [_thai(PEOPLE + 1)]]  # a row numbered beforehand, left empty
        integrated += [row(f"ต. {place}", *post) for post in _POSTS]
        integrated += [row(place, "ผู้ทรงคุณวุฒิ", "คอช.ต.", name=one[1]) for one in sitting[:3]]
    above = f"อ.{DISTRICT} จ.ลำปาง"
    return xlsx(
        [],
        sheets={
            "อำเภอ": [["ทะเบียน คอช.อ."], [above], [], _HEAD, *district],
            "ตำบล": [["บัญชีรายชื่อ คอช.ต. ทุกตำบล"], [above], [], _HEAD, *tambon],
            "กบต": [["รายชื่อ ก.บ.ต."], [above], _HEAD, *integrated, ["รวม", "", "", "", "", ""]],
        },
    )


def _thai(said: object) -> str:
    return str(said).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


@pytest.fixture
def desk(own_site, new_page):
    return new_page(base_url=own_site)


@pytest.fixture
def check(desk, axe):
    """Look at the open page as a reader with aids would; also as wide as a phone, if asked."""

    def look(*, on_phone: bool = False) -> None:
        axe(desk)
        if on_phone:
            desk.set_viewport_size(PHONE)
            axe(desk)
            width = desk.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE["width"], f"{desk.url} is {width} wide"
            desk.set_viewport_size(DESK)

    return look


@pytest.fixture
def as_user(desk, sign_in):
    def change(username: str) -> None:
        desk.context.clear_cookies()
        sign_in(desk, username)

    return change


@pytest.fixture
def messy(tmp_path):
    path = tmp_path / "ทะเบียน เมืองปาน (แก้ล่าสุด).xlsx"
    path.write_bytes(workbook())
    return path


@pytest.fixture
def scan(tmp_path):
    """Make a small real PDF, ever another, standing for a scanned order."""

    def make(number: int):
        path = tmp_path / f"คำสั่ง {number}.pdf"
        document = pypdfium2.PdfDocument.new()
        document.new_page(595, 700 + number)
        document.save(path)
        return path

    return make


def test_from_a_messy_workbook_to_signed_orders(desk, as_user, check, messy, scan):
    as_user("lampang")
    assert len(late_items(desk, check)) == 5

    as_user("d5213")
    upload(desk, check, messy)
    put_right(desk, check)
    drafts = take_in(desk, check)
    for number, address in enumerate(drafts, start=1):
        sign(desk, check, address, number, scan(number))
    receipt = send_the_report(desk, check)

    as_user("lampang")
    accept(desk, check, receipt)
    assert late_items(desk, check) == []


def late_items(page, check) -> list[str]:
    """The columns of items ๑ and ๔ in which the board has the district not met."""
    page.goto("/directives/")
    page.get_by_role("link", name="ปี 2567").click()
    check()
    row = page.locator(".board tbody tr").filter(
        has=page.get_by_role("link", name=DISTRICT, exact=True)
    )
    cells = row.locator("td").filter(has=page.locator(".cell"))
    asked = [
        (cell.get_attribute("data-label"), cell.locator(".cell").get_attribute("class"))
        for cell in cells.all()
        if re.match("[๑1๔4] ", cell.get_attribute("data-label") or "")
    ]
    assert len(asked) == 5  # copies of three kinds, the register, the experts
    return [label for label, css in asked if "cell-met" not in css]


def upload(page, check, messy) -> None:
    page.goto("/registers/")
    check(on_phone=True)
    page.set_input_files("input[type=file]", messy)
    page.get_by_role("button", name="ตรวจไฟล์").click()
    expect(page.locator(".figure-count").first).to_contain_text(
        str(PEOPLE * (len(TAMBONS) + 1) + 8 * len(TAMBONS))
    )
    check(on_phone=True)


def put_right(page, check) -> None:
    """One click for a tambon misspelt nine times, one cell typed anew; then nothing is wrong."""
    problems = page.locator(".problems tbody tr")
    expect(problems).to_have_count(2)
    expect(page.get_by_role("button", name="นำเข้าทั้งไฟล์")).to_be_disabled()

    page.get_by_role("button", name=f"ใช้ {MEANT}").click()
    expect(problems).to_have_count(1)
    assert "เดือนกุมภาพันธ์ปีนั้นมี 29 วัน" in problems.inner_text()
    check(on_phone=True)

    problems.locator("input[name=text]").fill(RIGHT)
    problems.get_by_role("button", name=re.compile("^ใช้")).click()
    expect(page.get_by_text("ไม่พบปัญหาในไฟล์นี้")).to_be_visible()
    check(on_phone=True)


def take_in(page, check) -> list[str]:
    """The addresses of the drafts: the district's first, each คอช.ต. before its ก.บ.ต."""
    page.get_by_role("button", name="นำเข้าทั้งไฟล์").click()
    drafts = page.locator("main a[href^='/orders/drafts/']")
    expect(drafts).to_have_count(DRAFTS)
    check(on_phone=True)
    return [link.get_attribute("href") for link in drafts.all()]


def sign(page, check, address: str, number: int, copy) -> None:
    """Sign a draft; the first copy is attached on the order's page, the others at once."""
    is_shown = number <= 3  # one of each kind; the others look alike
    page.goto(address)
    expect(page.get_by_role("heading", name="พร้อมลงนาม")).to_be_visible()
    if is_shown:
        check(on_phone=True)
    page.get_by_role("link", name="บันทึกการลงนาม").click()
    page.fill("input[name=signed]", SIGNED)
    page.fill("input[name=number]", f"{_thai(700 + number)}/๒๕๖๗")
    page.fill("input[name=signatory]", "นายอำเภอเมืองปาน")
    if number > 1:
        page.set_input_files("input[type=file]", copy)
    if is_shown:
        check(on_phone=True)
    page.get_by_role("button", name="บันทึกการลงนาม").click()
    page.wait_for_url(re.compile(r"/orders/\d+/$"))
    if number == 1:
        expect(page.locator("main")).to_contain_text("ยังไม่แนบ")
        page.set_input_files("input[type=file]", copy)
        page.get_by_role("button", name="แนบสำเนาคำสั่ง").click()
    expect(page.locator(".facts").get_by_role("link", name=copy.name)).to_be_visible()
    if is_shown:
        check(on_phone=True)


def send_the_report(page, check) -> str:
    page.goto("/")
    check()
    page.get_by_role("link", name=re.compile("ส่งรายงาน พร้อมส่ง")).click()
    orders = re.compile(r"^(คอช\.อ\.|คอช\.ต\.|ก\.บ\.ต\.)$")
    copies = page.locator("form tbody tr").filter(has=page.locator("th", has_text=orders))
    expect(copies).to_have_count(DRAFTS)
    check()
    page.get_by_role("button", name=re.compile("รายการถึงจังหวัด")).click()
    assert "เลขรับ 5213/2567/" in page.locator("h1").inner_text()
    check()
    return page.url


def accept(page, check, receipt: str) -> None:
    page.goto(receipt)
    check()
    page.get_by_role("button", name=re.compile("บันทึกผลการตรวจ")).click()
    expect(page.get_by_role("heading", name="ตรวจแล้วทุกรายการ")).to_be_visible()
    check()
