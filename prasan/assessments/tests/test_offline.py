"""The workbook of an area: out, in again, and every way it is refused."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.assessments import actions
from prasan.assessments.models import Score
from prasan.assessments.offline import Around, workbook_of
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.workbooks.reading import read
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
    answers = {pk: actions.Answer(1, note="เหตุผล") for pk in make.answers(framework, 1)}
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
