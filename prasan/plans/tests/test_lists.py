"""A plan's projects by workbook: out, in, looked over, taken in once."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.audit.models import Event
from prasan.plans import actions
from prasan.plans.actions.plans import newest_version
from prasan.plans.models import Inclusion, Money, Project
from prasan.plans.project_book import workbook_of
from prasan.plans.project_list import ProjectList
from prasan.plans.project_rows import NotOurs, cells_of
from prasan.plans.saving import Refused
from prasan.plans.tests import make
from prasan.workbooks.reading import read
from prasan.workbooks.tables import Spreadsheet, Table
from prasan.workbooks.writing import Column, Sheet, write

HEADS = (
    *("ที่", "โครงการ", "ผู้ดำเนินการ", "ปีที่เริ่ม", "ปีที่สิ้นสุด", "งบปี 2567 (บาท)", "งบปี 2568 (บาท)"),
    *("แหล่งงบประมาณ", "ผู้ได้รับประโยชน์ (คน)", "ตำบลเข้มแข็ง", "ป้ายอื่น", "รหัสแถว"),
)


def row(**cells):
    """One row of the sheet by its headings' first words."""
    names = {
        "number": 0, "title": 1, "doer": 2, "first": 3, "last": 4, "m67": 5, "m68": 6,
        "source": 7, "people": 8, "strong": 9, "tags": 10, "key": 11,
    }  # fmt: skip
    line = [""] * len(HEADS)
    for name, text in cells.items():
        line[names[name]] = text
    return tuple(line)


def listed(plan, *rows, formulas=(), heads=HEADS):
    table = Table("โครงการ", (heads, *rows), formulas=frozenset(formulas))
    return ProjectList(plan, cells_of(Spreadsheet("x.xlsx", (table,))))


def typed(*rows):
    """A file somebody typed."""
    sheet = Sheet("โครงการ", [Column(heading) for heading in HEADS], rows)
    return write([sheet], title="โครงการ")


def sent(content, name="โครงการ.xlsx"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def rich(ngao_officer, plan, project):
    """A second project: three years, two sources, a duty, people."""
    outline = make.outline(
        title="ตลาดชุมชน =1+1",
        first_year=2566,
        last_year=2568,
        money=[(2566, "own", Decimal(5000)), (2568, "local", Decimal("999999999999.99"))],
        tags=["drugs", "nature"],
        beneficiaries=250,
        problem="คนในตำบลไม่มีที่ขายของ",
        doer="local",
        doer_name="อบต.ปงเตา",
        places=[actions.Place(plan.area, "หมู่ 3 บ้านปงเตา"), actions.Place(plan.area)],
    )
    return actions.add_project(by=ngao_officer, plan=plan, outline=outline)


def test_what_goes_out_comes_back_unchanged(plan, project, rich):
    content = workbook_of(plan, newest_version(plan))

    found = ProjectList(plan, cells_of(read("x.xlsx", content)))

    assert (len(found.new), len(found.changed), found.same, found.problems) == (0, 0, 2, [])
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "dataValidation" in sheet


def test_a_list_adds_and_changes_and_a_second_time_nothing(ngao_officer, plan, project, rich):
    rows = [
        row(
            title="ฝายชะลอน้ำ", first="๒๕๖๗", last="2568", m67="12,500.50", source="จังหวัดหรือกลุ่มจังหวัด"
        ),
        row(m68="7000", source="ชุมชนสมทบเอง"),
        row(title=project.title, first="2568", m68="200000 บาท", strong="ใช่", people="๘๐"),
    ]
    found = listed(plan, *rows)
    assert (len(found.new), len(found.changed), found.problems) == (1, 1, [])
    assert found.changed[0].changed == ["ผู้ได้รับประโยชน์", "งบประมาณ"]

    taken = actions.take_list(by=ngao_officer, plan=plan, entries=found.ready)
    again = actions.take_list(by=ngao_officer, plan=plan, entries=found.ready)
    once_more = listed(plan, *rows)

    assert (taken.added, taken.changed) == (1, 1)
    assert (again.added, again.changed) == (0, 0)
    assert (once_more.ready, once_more.same) == ([], 2)
    new = Project.objects.get(title="ฝายชะลอน้ำ")
    money = Money.objects.filter(inclusion__project=new).values_list("year", "source", "amount")
    assert set(money) == {(2567, "province", Decimal("12500.50")), (2568, "own", Decimal(7000))}
    project.refresh_from_db()
    assert (project.beneficiaries, project.edition) == (80, 2)
    assert [one.tag for one in project.tags.all()] == ["strong_tambon"]
    event = Event.objects.get(verb="plan.list_taken")
    assert (event.area, event.by) == ("520505", "ngao")
    assert "เพิ่ม 1 แก้ 1 โครงการ" in event.summary
    # What the list does not name stays.
    assert Inclusion.objects.filter(until=None, project__plan=plan).count() == 3


def test_a_new_version_keeps_what_stood_before(ngao_officer, plan, project):
    version = actions.open_version(by=ngao_officer, plan=plan, said="ทบทวน")
    found = listed(plan, row(title=project.title, first="2568", m68="5", strong="ใช่"))

    actions.take_list(by=ngao_officer, plan=plan, entries=found.ready)

    before, now = project.inclusions.order_by("pk")
    assert (before.until, now.since) == (version, version)
    assert before.money.get().amount == Decimal("120000.50")
    assert now.money.get().amount == 5


def test_one_left_out_comes_back_by_its_name(ngao_officer, plan, project):
    actions.open_version(by=ngao_officer, plan=plan, said="ทบทวน")
    actions.drop_project(by=ngao_officer, project=project, why="ทำแล้ว")
    found = listed(plan, row(title=project.title, first="2568", m68="5", strong="ใช่"))

    actions.take_list(by=ngao_officer, plan=plan, entries=found.ready)

    assert project.inclusions.filter(until=None).get().money.get().amount == 5
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"m68": "-5"}, "แถว 2 ช่อง G2 งบปี 2568 (บาท): งบประมาณติดลบ"),
        ({"m68": "สองแสน"}, "แถว 2 ช่อง G2 งบปี 2568 (บาท): อ่านงบ “สองแสน” ไม่ได้"),
        ({"m68": "1e9"}, "อ่านงบ “1e9” ไม่ได้"),
        ({"m68": "0.001"}, "ทศนิยมเกิน 2 ตำแหน่ง"),
        ({"m68": "9999999999999"}, "งบประมาณมากเกินไป"),
        ({"m67": "10"}, "งบปี 2567 อยู่นอกปีของโครงการ (2568)"),
        ({"first": "2571"}, "แถว 2 ช่อง D2 ปีที่เริ่ม: ปี 2571 อยู่นอกแผน 2566–2570"),
        ({"first": "2025"}, "ถ้าหมายถึงปีนี้ให้พิมพ์ 2568"),
        ({"last": "2567"}, "ปีที่สิ้นสุด 2567 อยู่ก่อนปีที่เริ่ม 2568"),
        ({"first": "ปีหน้า"}, "แถว 2 ช่อง D2 ปีที่เริ่ม: อ่านปี “ปีหน้า” ไม่ได้"),
        ({"first": ""}, "ยังไม่ได้ใส่ปี"),
        ({"title": ""}, "แถว 2 ช่อง B2 โครงการ: ยังไม่ได้ใส่ชื่อโครงการ"),
        ({"doer": "ใครก็ได้"}, "แถว 2 ช่อง C2 ผู้ดำเนินการ: ไม่มี “ใครก็ได้” ให้เลือก"),
        ({"m68": "1", "source": "ถุงเงิน"}, "ช่อง H2 แหล่งงบประมาณ: ไม่มี “ถุงเงิน” ให้เลือก"),
        ({"people": "-3"}, "ช่อง I2 ผู้ได้รับประโยชน์ (คน): อ่านจำนวน “-3” ไม่ได้"),
        ({"strong": "อาจจะ"}, "ช่อง J2 ตำบลเข้มแข็ง: อ่าน “อาจจะ” ไม่ได้"),
        ({"tags": "ไม่มีป้ายนี้"}, "ช่อง K2 ป้ายอื่น: ไม่มี “ไม่มีป้ายนี้” ให้เลือก"),
        ({"title": "ก" * 251}, "ยาวเกิน 250 ตัวอักษร"),
    ],
)
def test_a_broken_row_says_where_and_what_to_do(plan, cells, sentence):
    found = listed(plan, row(**{"title": "ฝายชะลอน้ำ", "first": "2568", **cells}))

    assert sentence in "\n".join(found.problems)
    assert found.ready == []


def test_formulas_are_refused_and_names_stand_once(plan, project):
    good = row(number="1", title="ฝาย", first="2568", m68="5")
    twice = row(number="2", title=" ฝาย ", first="2569")
    sums = row(number="3", title="บ่อ", first="2568", m68="10")

    found = listed(plan, good, twice, sums, formulas={(3, 6)})

    assert found.problems == [
        "แถว 3 ช่อง B3 โครงการ: ซ้ำกับแถว 2 รวมเป็นแถวเดียว หรือตั้งชื่อให้ต่างกัน",
        "แถว 4 ช่อง G4 งบปี 2568 (บาท) เป็นสูตร พิมพ์ค่าลงในช่องแทนสูตร",
    ]
    assert len(found.ready) == 1


def test_someone_elses_change_is_not_written_over(ngao_officer, plan, project, rich):
    key = f"{project.pk}-1"
    changed = make.outline(budget=Decimal(7))
    actions.correct_project(by=ngao_officer, project=project, edition=1, outline=changed)

    found = listed(plan, row(title=project.title, first="2568", m68="9", strong="ใช่", key=key))
    renamed = listed(plan, row(title=rich.title, first="2568", key=f"{project.pk}-2"))

    told = "มีผู้แก้โครงการนี้หลังดาวน์โหลดสมุดงาน งบประมาณ ในแผน 7 บาท ในไฟล์ 9 บาท"
    assert found.problems == [f"แถว 2 ช่อง B2 โครงการ: {told}"]
    assert found.conflicts == found.broken
    assert "มีโครงการชื่อนี้ในแผนแล้ว" in renamed.problems[0]


def test_a_list_that_cannot_stand_leaves_nothing(ngao_officer, plan):
    good = listed(plan, row(title="ฝาย", first="2568")).ready
    bad = actions.Entry(make.outline(title="บ่อ", first_year=2599))

    with pytest.raises(Refused, match="อยู่นอกแผน"):
        actions.take_list(by=ngao_officer, plan=plan, entries=[*good, bad])

    assert not Project.objects.exists()
    assert not Event.objects.filter(verb="plan.list_taken").exists()


def test_five_thousand_rows_some_broken(ngao_officer, plan, django_assert_max_num_queries):
    def some(number):
        broken = {"m68": "ห้าพัน"} if number % 10 == 0 else {"m68": str(number)}
        return row(number=str(number), title=f"โครงการที่ {number}", first="2568", **broken)

    rows = [some(number) for number in range(1, 5001)]
    found = listed(plan, *rows)
    assert (len(found.new), len(found.broken), len(found.problems)) == (4500, 500, 500)
    assert "แถว 11 ช่อง G11" in found.problems[0]

    with django_assert_max_num_queries(120):
        actions.take_list(by=ngao_officer, plan=plan, entries=found.ready)
    with django_assert_max_num_queries(8):
        again = listed(plan, *rows)
        assert (again.ready, again.same, len(again.broken)) == ([], 4500, 500)
    more = [row(title=f"โครงการที่ {n}", first="2568", m68="1") for n in range(11, 20)]
    changed = listed(plan, *more)
    assert len(changed.changed) == 9

    assert Project.objects.count() == 4500


def test_other_spreadsheets_are_refused(plan):
    with pytest.raises(NotOurs, match="ไม่พบหัวคอลัมน์ “โครงการ” กับ “ปีที่เริ่ม”"):
        listed(plan, ("x",), heads=("ชื่อ",))
    with pytest.raises(NotOurs, match="ยังไม่มีโครงการ"):
        listed(plan, row(number="1"))


def test_the_pages_take_a_file_in(client, ngao_officer, thoen_officer, reader, plan, project):
    url = f"/plans/plan/{plan.pk}/list/"
    book = f"/plans/plan/{plan.pk}/workbook/"
    assert client.get(url).status_code == client.get(book).status_code == 302
    client.force_login(thoen_officer)
    assert client.get(url).status_code == client.post(url).status_code == 404
    assert client.get(book).status_code == 404
    client.force_login(reader)
    assert client.get(url).status_code == client.post(url).status_code == 403
    client.force_login(ngao_officer)
    assert "ดาวน์โหลดสมุดงาน" in client.get(url).content.decode()
    assert "ยังไม่ได้เลือกไฟล์" in client.post(url).content.decode()
    wrong = client.post(url, {"file": sent(make.picture(), "รูป.png")}).content.decode()
    assert "ไฟล์นี้ไม่ใช่ตาราง" in wrong

    assert client.get(book)["Content-Type"].endswith("spreadsheetml.sheet")
    good = row(title="ฝายชะลอน้ำ", first="2568", m68="12000")
    content = typed(good, row(title="บ่อ", first="x"))
    page = client.post(url, {"file": sent(content)}).content.decode().replace("\u00a0", " ")
    assert "ฝายชะลอน้ำ" in page
    assert "1 โครงการที่ต้องแก้ในไฟล์" in page
    assert "แถว 3 ช่อง D3 ปีที่เริ่ม: อ่านปี “x” ไม่ได้" in page
    assert "รับ 1 โครงการเข้าแผน" in page
    assert Project.objects.count() == 1
    token = page.split('name="file-held" value="')[1].split('"')[0]
    for _ in range(2):
        answer = client.post(url, {"do": "take", "file-held": token})
        assert answer.status_code == 302

    assert Project.objects.filter(title="ฝายชะลอน้ำ").count() == 1
    assert Event.objects.filter(verb="plan.list_taken").count() == 1


@pytest.mark.parametrize("number", [2, 40])
def test_the_look_costs_the_same_for_many_rows(plan, project, number, django_assert_num_queries):
    rows = [row(title=f"ก{n}", first="2568") for n in range(number)]
    with django_assert_num_queries(5):
        assert len(listed(plan, *rows).new) == number


def csv_of(*rows, encoding="utf-8"):
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_separated_text_of_any_office_is_read(plan, encoding):
    content = csv_of(
        ("ลำดับ", "ชื่อโครงการ/กิจกรรม", "ปีงบประมาณ", "งบประมาณ (บาท)"),
        ("1", "ฝายชะลอน้ำ", "2568", "12500"),
        ("", "รวมทั้งสิ้น", "", "12500"),
        encoding=encoding,
    )
    found = ProjectList(plan, cells_of(read("โครงการ.csv", content)))

    assert found.problems == []
    assert [(line.title, line.years, line.total) for line in found.new] == [
        ("ฝายชะลอน้ำ", "2568", Decimal(12500))
    ]


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_old_excel_and_open_document_are_read(plan, ending):
    sample = Path(__file__).parent / "samples" / f"projects.{ending}"
    found = ProjectList(plan, cells_of(read(sample.name, sample.read_bytes())))

    assert found.problems == []
    assert [(line.title, line.years, line.total) for line in found.new] == [
        ("ฝายชะลอน้ำ", "2568", Decimal(12500)),
        ("ตลาดชุมชน", "2567–2568", Decimal(9000)),
    ]


def test_a_local_authoritys_form_with_two_rows_of_headings_is_understood(plan):
    """Titles above, years below a merged heading, a strategy from side to side, sums, and the
    headings again on the next page."""
    upper = ("ที่", "โครงการ", "วัตถุประสงค์", "งบประมาณ", "งบประมาณ", "หน่วยงานรับผิดชอบหลัก")
    lower = ("ที่", "โครงการ", "วัตถุประสงค์", "2567 (บาท)", "2568 (บาท)", "หน่วยงานรับผิดชอบหลัก")
    banner = ("ยุทธศาสตร์ที่ 1 ด้านโครงสร้างพื้นฐาน",) * 6
    rows = [
        ("แบบ ผ. 02",) * 6,
        *(upper, lower, banner),
        ("๑", "ถนนเข้าแปลงเกษตร", "ขนผลผลิต", "-", "250,000", "อบต.ปงเตา"),
        ("2", "คลองไส้ไก่", "", "10,000", "20,000", "สำนักงานชลประทานลำปาง"),
        ("รวม", "รวม 2 โครงการ", "", "10,000", "270,000", ""),
        *(upper, lower),
        ("3", "กลุ่มจักสาน", "", "", "5,000", "กลุ่มแม่บ้านหมู่ 3"),
    ]
    table = Table("ผ.02", tuple(rows))
    found = ProjectList(plan, cells_of(Spreadsheet("x.xls", (table,))))

    assert found.problems == []
    told = [(one.title, one.years, one.entry.outline.doer, one.total) for one in found.new]
    assert told == [
        ("ถนนเข้าแปลงเกษตร", "2568", "local", Decimal(250000)),
        ("คลองไส้ไก่", "2567–2568", "agency", Decimal(30000)),
        ("กลุ่มจักสาน", "2568", "village", Decimal(5000)),
    ]


def test_a_column_the_file_does_not_have_changes_nothing(plan, rich):
    heads = ("โครงการ", "ปีที่เริ่ม", "ปีที่สิ้นสุด")
    found = listed(plan, (rich.title, "2566", "2568"), heads=heads)
    assert (found.same, found.problems) == (1, [])


def test_the_file_counts_over_a_later_change_only_when_that_is_chosen(
    client, ngao_officer, plan, project
):
    content = typed(
        row(title=project.title, first="2568", m68="9", strong="ใช่", key=f"{project.pk}-1")
    )
    changed = make.outline(budget=Decimal(7))
    actions.correct_project(by=ngao_officer, project=project, edition=1, outline=changed)
    client.force_login(ngao_officer)
    url = f"/plans/plan/{plan.pk}/list/"

    client.post(url, {"file": sent(content), "do": "take"})
    assert Money.objects.get(inclusion__until=None).amount == 7
    page = client.post(url, {"file": sent(content)}).text.replace("\u00a0", " ")
    assert "ให้ใช้ค่าในไฟล์" in page
    assert "งบประมาณ ในแผน 7 บาท ในไฟล์ 9 บาท" in page

    client.post(url, {"file": sent(content), "overwrite": "on", "do": "take"})
    assert Money.objects.get(inclusion__until=None).amount == 9
