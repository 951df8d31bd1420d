"""The workbook of an area: out, in again, and every way it is refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import actions
from prasan.assessments.models import Score
from prasan.assessments.offline import Around, Taken, save, taken, workbook_of
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.centres.actions import open_centre
from prasan.thai.calendar import FiscalYear
from prasan.workbooks.reading import read
from prasan.workbooks.tables import Spreadsheet
from prasan.workbooks.writing import Column, Sheet, write

URL = "/assessments/5205/2568/workbook"
DAY = date(2024, 11, 5)
POINTS, NOTE = 8, 9


def saved_again(content: bytes, change) -> bytes:
    """The workbook as an office program saves it, after `change` was done to its rows."""
    sheets = []
    for table in read("งาน.xlsx", content).tables:
        rows = [list(row) for row in table.rows]
        if table.name == "คะแนน":
            change(rows)
        columns = [Column(each or "-") for each in rows[0]]
        sheets.append(Sheet(table.name, columns, rows[1:], is_hidden=table.is_hidden))
    return write(sheets, title="งาน")


@pytest.fixture
def sent(client, ngao_officer, ngao, framework, year, assessment):
    """Sends the district's workbook after `change` was done to its sheet: sent(change)."""
    client.force_login(ngao_officer)

    def run(change=lambda rows: None, *, content=None, before=lambda: None, url=f"{URL}/"):
        made = content or workbook_of(Around(ngao, year, framework), DAY)
        before()
        file = SimpleUploadedFile("งาน.xlsx", saved_again(made, change))
        answer = client.post(url, {"file": file}, follow=True)
        assert answer.status_code == 200
        return answer.content.decode().replace("\u00a0", " ")

    return run


def row_of(rows, name="520505 1.1") -> int:
    return next(place for place, cells in enumerate(rows) if cells[0] == name)


def on_first(column, value):
    def change(rows):
        rows[row_of(rows)][column] = value

    return change


def test_what_is_filled_in_is_saved_through_the_sheet(sent, assessment):
    shown = sent(on_first(POINTS, "๑"))

    assert "บันทึกจากไฟล์แล้ว" in shown
    assert [(each.points, each.edition) for each in assessment.scores.all()] == [(1, 1)]
    assert Event.objects.filter(verb="assessment.answered").count() == 1


def test_an_unchanged_workbook_changes_nothing(sent, ngao_officer, framework, assessment, now):
    note = "เหตุผล\u200b ที่ยาว\nสองบรรทัด\u00a0ครับ"
    answers = {pk: actions.Answer(1, note=note) for pk in make.answers(framework, 1)}
    actions.save_scores(by=ngao_officer, assessment=assessment, answers=answers, at=now)
    before, events = list(Score.objects.values()), Event.objects.count()

    shown = sent()

    assert "จึงไม่มีอะไรเปลี่ยน" in shown
    assert list(Score.objects.values()) == before
    assert Event.objects.count() == events


def test_every_problem_is_told_by_its_cell_and_nothing_is_saved(sent):
    def change(rows):
        row = row_of(rows)
        rows[row][POINTS] = 7
        rows[row + 1][POINTS] = "ดีมาก"
        rows[row + 2][NOTE] = "ก" * 501
        rows[row + 2][POINTS] = 2

    shown = sent(change)

    for words in ("ข้อ 1.1 ให้ได้", "ข้อ 1.2 ให้ได้ 0 ถึง 2 คะแนน", "เหตุผลยาว 501 อักษร", ">I6<"):
        assert words in shown, words
    assert not Score.objects.exists()


def test_what_someone_saved_meanwhile_is_shown_and_stays(
    sent, ngao_officer, framework, assessment, now
):
    first = make.indicators(framework)[0]

    def meanwhile():
        actions.save_scores(
            by=ngao_officer,
            assessment=assessment,
            answers={first.pk: actions.Answer(0, note="ของเขา")},
            at=now,
        )

    def change(rows):
        rows[row_of(rows)][POINTS] = 1
        rows[row_of(rows) + 1][POINTS] = 2

    shown = sent(change, before=meanwhile)

    assert "มีผู้บันทึกใหม่กว่าไฟล์ ในระบบ: 0 ของเขา ในไฟล์: 1" in shown
    assert [(each.points, each.note) for each in Score.objects.all()] == [(0, "ของเขา")]


def test_a_file_from_another_district_is_refused(sent, areas, framework, year):
    other = workbook_of(Around(areas["5208"], year, framework), DAY)

    assert "ไฟล์นี้เป็นของพื้นที่อื่น (รหัส 5208)" in sent(content=other)


def test_a_file_from_another_tambon_is_refused(sent, areas, framework, year):
    other = workbook_of(Around(areas["520504"], year, framework), DAY)

    shown = sent(content=other, url="/assessments/520505/2568/workbook/")

    assert "ไฟล์นี้เป็นของพื้นที่อื่น (รหัส 520504)" in shown


def test_a_row_from_another_tambon_is_refused(sent):
    shown = sent(on_first(0, "520801 1.1"))

    assert "แถวนี้มาจากไฟล์ของพื้นที่อื่น" in shown
    assert not Score.objects.exists()


def test_a_row_twice_and_a_row_of_ones_own_are_refused(sent):
    def change(rows):
        row = row_of(rows)
        rows[row + 1][0] = "520505 1.1"
        rows[row + 2][0] = ""

    shown = sent(change)

    assert "แถวนี้ซ้ำกับแถวก่อนหน้า" in shown
    assert "แถวนี้เพิ่มเข้ามาเอง" in shown


def test_any_other_spreadsheet_is_refused(client, sent):
    file = SimpleUploadedFile("งาน.csv", "ชื่อ,คะแนน\nก,1\n".encode())

    shown = client.post(f"{URL}/", {"file": file}).content.decode()

    assert "ไม่ใช่สมุดงานประเมิน" in shown


def test_a_cell_that_was_locked_and_changed_is_refused(sent):
    for column, value in ((4, "แม่วะ"), (5, "9.9")):
        shown = sent(on_first(column, value))
        assert "ช่องที่ล็อกไว้ถูกแก้ แถวนี้เป็นของ ปงเตา ข้อ 1.1" in shown
    assert not Score.objects.exists()


@pytest.mark.parametrize(
    ("column", "value"), [(1, "5"), (1, "หนึ่ง"), (1, ""), (2, "2"), (3, "เหตุผลอื่น")]
)
def test_a_cell_that_was_hidden_and_changed_is_refused(sent, column, value):
    def change(rows):
        rows[row_of(rows)][column] = value
        rows[row_of(rows)][POINTS] = 1

    assert "ช่องที่ซ่อนไว้ถูกแก้" in sent(change)
    assert not Score.objects.exists()


def test_a_formula_is_refused_even_where_it_counts_well(ngao, framework, year, assessment):
    around = Around(ngao, year, framework)
    file = read("งาน.xlsx", workbook_of(around, DAY))
    table = file.table("คะแนน")
    row = row_of(table.rows)
    rows = [list(cells) for cells in table.rows]
    rows[row][POINTS] = "1"
    counted = replace(table, rows=tuple(map(tuple, rows)), formulas=frozenset({(row, POINTS)}))

    found = taken(Spreadsheet("งาน.xlsx", (file.table("ประสาน"), counted)), around, DAY)

    assert [each.text for each in found.problems] == ["ช่องนี้เป็นสูตร พิมพ์ค่าแทนสูตร"]
    assert not found.answers


def test_a_file_of_another_edition_of_the_form_is_refused(sent, system, ngao, framework, year):
    of_the_small = workbook_of(Around(ngao, year, framework), DAY)
    make.framework(system, make.OTHER)  # in use from now on

    assert "ใช้แบบประเมินคนละรุ่น" in sent(content=of_the_small)


def test_a_file_of_another_year_is_refused(sent, ngao, framework):
    old = workbook_of(Around(ngao, FiscalYear(2567), framework), DAY)

    assert "ไฟล์นี้เป็นของปีงบประมาณ 2567" in sent(content=old)


def test_what_was_filed_meanwhile_is_refused_by_its_row(
    sent, ngao_officer, framework, assessment, now
):
    def meanwhile():
        answers = make.answers(framework, 1)
        actions.save_scores(by=ngao_officer, assessment=assessment, answers=answers, at=now)
        actions.file_assessment(by=ngao_officer, assessment=assessment, at=now)

    shown = sent(on_first(POINTS, 0), before=meanwhile)

    assert "ศูนย์ฯ นี้ยื่นผลไปแล้ว" in shown
    assert set(Score.objects.values_list("points", flat=True)) == {1}


def test_what_was_filed_while_it_is_saved_leaves_nothing_half_saved(
    ngao_officer, ngao, ban_rong, framework, year, assessment, now
):
    """Two centres in one file; the second was filed after the file was looked at."""
    open_centre(by=ngao_officer, area=ban_rong)
    around = Around(ngao, year, framework)
    answers = make.answers(framework, 1)
    actions.save_scores(by=ngao_officer, assessment=assessment, answers=answers, at=now)
    actions.file_assessment(by=ngao_officer, assessment=assessment, at=now)
    changed = {pk: actions.Answer(0, edition=1) for pk in answers}
    given = Taken(answers={"520504": make.answers(framework, 1, 2, 2), "520505": changed})

    with pytest.raises(actions.Closed):
        save(by=ngao_officer, around=around, answers=given, at=now)

    assert not Score.objects.filter(assessment__centre__area=ban_rong).exists()


def test_each_cell_offers_the_scores_of_its_own_indicator(system, ngao, year, centre):
    other = make.framework(system, make.OTHER)
    around = Around(ngao, year, other)

    book = read("งาน.xlsx", workbook_of(around, DAY))

    lists = {
        tuple(filter(None, column)) for column in zip(*book.table("รายการเลือก").rows, strict=True)
    }
    every = tuple(map(str, range(101)))
    assert lists == {every, (*every, "ไม่เข้าข่าย"), ("0", "1", "3", "5")}


def test_it_goes_out_and_in_whatever_language_is_read(client, sent, assessment):
    client.cookies["django_language"] = "en"

    shown = sent(on_first(POINTS, "1"))

    assert [each.points for each in assessment.scores.all()] == [1]
    assert "1 indicator" in shown or "Saved" in shown


def test_queries_do_not_grow_with_rows_or_centres(
    ngao_officer, ngao, ban_rong, framework, year, assessment, now
):
    def counted(points):
        around = Around(ngao, year, framework)

        def change(rows):
            for place, value in enumerate(points):
                rows[row_of(rows) + place][POINTS] = value

        content = saved_again(workbook_of(around, DAY), change)
        with CaptureQueriesContext(connection) as taking:
            again = Around(ngao, year, framework)
            found = taken(read("งาน.xlsx", content), again, DAY)
        with CaptureQueriesContext(connection) as saving:
            save(by=ngao_officer, around=again, answers=found, at=now)
        assert found.many == len(points)
        return len(taking), len(saving)

    one = counted([1])
    open_centre(by=ngao_officer, area=ban_rong)
    three = counted([0, 1, 2])

    assert one[0] == three[0]
    assert three[1] <= one[1] + 1


def test_a_filed_sheet_is_not_in_the_workbook(ngao_officer, ngao, framework, year, assessment, now):
    actions.save_scores(
        by=ngao_officer, assessment=assessment, answers=make.answers(framework, 1), at=now
    )
    assert "520505" in Around(ngao, year, framework).centres
    actions.file_assessment(by=ngao_officer, assessment=assessment, at=now)

    assert "520505" not in Around(ngao, year, framework).centres


@pytest.mark.parametrize("url", [f"{URL}/", f"{URL}.xlsx"])
def test_only_those_who_score_have_the_workbook(
    client, ngao_officer, thoen_officer, reader, framework, assessment, url
):
    assert client.get(url).status_code == 302
    for user, status in ((thoen_officer, 404), (reader, 403), (ngao_officer, 200)):
        client.force_login(user)
        assert client.get(url).status_code == status


def test_the_list_leads_a_district_to_its_workbook(client, ngao_officer, reader, assessment):
    client.force_login(ngao_officer)
    assert f'href="{URL}/"' in client.get("/assessments/").content.decode()
    client.force_login(reader)
    assert f'href="{URL}/"' not in client.get("/assessments/?area=5205").content.decode()
