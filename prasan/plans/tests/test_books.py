"""The book of a district or a province: what it tells, as a job, in three forms."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.jobs.models import Job
from prasan.plans.books import book, paper, workbook
from prasan.plans.tests import make
from prasan.plans.tests.test_papers import words
from prasan.thai.calendar import FiscalYear
from prasan.workbooks.reading import read

YEAR, DAY = FiscalYear(2568), make.TODAY


def asked(client, user, code="5205", ending="pdf"):
    client.force_login(user)
    return client.post(reverse(f"plans:book_{ending}", args=[code]))


def test_a_visitor_goes_to_the_door_and_looking_starts_nothing(client, ngao, ngao_officer):
    address = reverse("plans:book_pdf", args=["5205"])
    assert client.post(address).headers["Location"].startswith("/accounts/login/")
    client.force_login(ngao_officer)
    assert client.get(address).status_code == 405


def test_another_district_and_a_tambon_have_no_book(client, thoen_officer, ngao_officer, areas):
    assert asked(client, thoen_officer).status_code == 404
    assert asked(client, ngao_officer, "520505").status_code == 404
    assert not Job.objects.exists()


def test_a_districts_book_names_every_project_and_its_answers(client, ngao_officer, proposal):
    make.reply(ngao_officer, proposal, "refused")
    answer = asked(client, ngao_officer)

    job = Job.objects.get()
    assert answer.headers["Location"] == job.get_absolute_url()
    assert job.problem == ""
    with job.result_file.open() as made:
        said = words(made.read())
    for told in ("ธนาคารอาหารชุมชน", "ตำบลปงเตา", "๑๒๐,๐๐๐.๕๐", "งบปี๒๕๖๘ไม่พอ", "ไม่รับ"):
        assert told in said


def test_a_provinces_book_tells_each_tambon(areas, ngao_officer, proposal):
    held = book(areas["52"], year=YEAR, day=DAY)
    told = paper(held).blocks[-1]
    rows = [row for row in told.rows if isinstance(row, tuple)]
    assert ("ตำบลปงเตา", "1", "120,000.50", "0", "1", "0", "1") in rows
    assert ("ตำบลล้อมแรด", "0", "0", "0", "0", "0", "0") in rows
    assert told.total == ("รวม", "1", "120,000.50", "0", "1", "0", "1")


def test_the_workbook_has_a_row_for_each_project_and_no_formula(areas, ngao_officer, plan):
    make.project(ngao_officer, plan, title="=1+1 ตลาดชุมชน")
    made = ZipFile(BytesIO(workbook(book(areas["52"], year=YEAR, day=DAY))))
    sheet = made.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "ตลาดชุมชน" in made.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_double_click_starts_one_job_of_each_kind(client, ngao_officer, project, ending):
    asked(client, ngao_officer, ending=ending)
    assert Job.objects.get().result_name.endswith(f".{ending}")


def test_without_projects_the_book_says_so(areas, ngao):
    held = book(areas["5205"], year=YEAR, day=DAY)
    assert "ยังไม่มีโครงการในแผน" in paper(held).blocks[-1].rows[0].text


def test_a_book_asks_as_much_for_many_projects_as_for_few(areas, ngao_officer, plan):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            book(areas["52"], year=YEAR, day=DAY)
        return len(asked)

    make.proposal(ngao_officer, make.project(ngao_officer, plan))
    few = queries()
    for number in range(20):
        made = make.project(ngao_officer, plan, title=f"โครงการที่ {number}")
        make.proposal(ngao_officer, made)
    assert queries() == few <= 17


@pytest.fixture
def ordered(ngao_officer, plan):
    """Two projects of one plan, scored by the committee; the later one first."""
    first = make.project(ngao_officer, plan)
    second = make.project(ngao_officer, plan, title="ธนาคารขยะ")
    make.scored(ngao_officer, plan, {first: (2, 10), second: (9, 33)}, citation="มติ คอช.ต. 1/2568")
    return first, second


def test_a_districts_book_follows_the_committees_order_and_tells_how(areas, ordered):
    table = paper(book(areas["5205"], year=YEAR, day=DAY)).blocks[-1]
    rows = [row for row in table.rows if isinstance(row, tuple)]
    assert [row[:2] for row in rows] == [
        ("1\n(42/50)", "ธนาคารขยะ (ตำบลเข้มแข็ง)"),
        ("2\n(12/50)", "ธนาคารอาหารชุมชน (ตำบลเข้มแข็ง)"),
    ]
    method = "ให้คะแนนตามเกณฑ์ (ความเร่งด่วน 10 คะแนน ผู้ได้รับประโยชน์ 40 คะแนน) เมื่อ 1 พ.ย. 2567"
    assert f"จัดลำดับ: {method} มติ คอช.ต. 1/2568" in " ".join(
        row.text for row in table.rows if not isinstance(row, tuple)
    )


def test_what_came_in_after_the_order_stands_last(areas, ngao_officer, plan, ordered):
    make.project(ngao_officer, plan, title="กลุ่มใหม่")
    table = paper(book(areas["5205"], year=YEAR, day=DAY)).blocks[-1]
    assert [row[0] for row in table.rows if isinstance(row, tuple)][-1] == "–"


def test_the_workbook_tells_place_points_and_method(areas, ordered):
    content = workbook(book(areas["52"], year=YEAR, day=DAY))
    table = read("เล่ม.xlsx", content).shown[0]
    head = next(row for row in table.rows if "โครงการ" in row)
    rows = [dict(zip(head, row, strict=True)) for row in table.rows if row[1] == "ปงเตา"]
    places = [(row["ลำดับความสำคัญ"], row["คะแนน"], row["คะแนนเต็ม"]) for row in rows]
    assert places == [("1", "42", "50"), ("2", "12", "50")]
    assert rows[0]["ปีที่เริ่ม"] == "2568"
    methods = read("เล่ม.xlsx", content).table("วิธีจัดลำดับ")
    assert methods
    assert methods.rows[-1][-1].startswith("ให้คะแนนตามเกณฑ์ (ความเร่งด่วน 10 คะแนน")


def test_orders_of_many_plans_are_found_in_a_fixed_number_of_queries(areas, ngao_officer, ordered):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            book(areas["52"], year=YEAR, day=DAY)
        return len(asked)

    few = queries()
    other = make.plan(ngao_officer, areas["520504"])
    make.ranked(ngao_officer, other, [make.project(ngao_officer, other)])
    assert queries() == few
