from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from prasan.audit.models import Event
from prasan.orders.actions import end_appointment, note_origin
from prasan.orders.models import Appointment, DraftOrder
from prasan.orders.tests.make import members, order
from prasan.people.actions import correct_person
from prasan.registers.actions import file_of
from prasan.registers.answering import answers_of
from prasan.registers.models import Intake
from prasan.registers.presenting import Shown
from prasan.registers.preview import Preview, seal_of
from prasan.registers.rules.editions import Change, Row, change_of
from prasan.registers.tests import make
from prasan.registers.workbook import seats_sent
from prasan.workbooks.reading import read

URL = "/registers/5205/workbook/"
ROW = Row("นายดี ใจงาม", "member", "หมู่ 1", "")


@pytest.mark.parametrize(
    ("file", "now", "change"),
    [
        (ROW, ROW, Change.NONE),
        (replace(ROW, represents="หมู่ 2"), ROW, Change.MINE),
        (ROW, replace(ROW, represents="หมู่ 2"), Change.THEIRS),
        (replace(ROW, represents="หมู่ 2"), replace(ROW, represents="หมู่ 3"), Change.BOTH),
        (replace(ROW, represents="หมู่ 2"), replace(ROW, represents="หมู่ 2"), Change.NONE),
        (replace(ROW, phone="0812345678"), ROW, Change.MINE),  # A number that was missing.
        (ROW, replace(ROW, phone="0812345678"), Change.NONE),  # An empty one says nothing.
        (replace(ROW, phone="081"), replace(ROW, represents="หมู่ 2"), Change.BOTH),
    ],
)
def test_who_changed_a_row_is_told(file, now, change):
    assert change_of(ROW.edition, file, now) == change


@pytest.fixture
def seated(officer, ngao, pong_tao):
    order(officer, ngao, "district", members=members(9, family="ใจอำเภอ"))
    return order(officer, pong_tao)


@pytest.fixture
def reach(reach_of, ngao_officer):
    return reach_of(ngao_officer)


def edited(content, *changes):
    """The workbook after somebody typed into it: (name of the row, heading, what is typed).

    Without a heading the row is deleted. Saved as another program would: text, sheets, no more.
    """
    spreadsheet = read("a.xlsx", content)
    rows = [list(row) for row in spreadsheet.table("ทะเบียน").rows]
    head = next(row for row in rows if row[4] == "ชื่อ–สกุล")
    for name, heading, text in changes:
        row = next(row for row in rows if row[4] == name)
        if heading is None:
            rows.remove(row)
        else:
            row[head.index(heading)] = text

    def draw(book, page):
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        hidden = book.add_worksheet("ประสาน")
        for number, row in enumerate(spreadsheet.table("ประสาน").rows):
            hidden.write_row(number, 0, row)
        hidden.hide()

    return make.drawn(draw)


def came_back(officer, ngao, content):
    return make.an_intake(officer, ngao, content, name="สมุดงาน.xlsx")


def shown(intake, reach, today):
    spreadsheet = read(intake.name, file_of(intake))
    sent = seats_sent(spreadsheet)
    return Shown(
        Preview(spreadsheet.shown, answers_of(intake), reach=reach, today=today, sent=sent)
    )


def take(client, intake, reach, today):
    seen = seal_of(shown(intake, reach, today).preview)
    return client.post(f"/registers/intakes/{intake.pk}/take/", {"seen": seen})


def test_it_goes_only_to_who_enters(client, officer, seated, province_officer, thoen_officer):
    assert client.get(URL).status_code == 200
    assert "สมุดงานทะเบียน" in Event.objects.filter(verb="register.taken").get().summary
    client.force_login(thoen_officer)
    assert client.get(URL).status_code == 404
    client.force_login(province_officer)
    assert client.get(URL).status_code == 403


def test_it_is_filled_with_who_sits_and_offers_lists(client, officer, seated):
    content = client.get(URL).content

    spreadsheet = read("a.xlsx", content)
    table = spreadsheet.table("ทะเบียน")
    named = [row for row in table.rows if row[0].isdecimal()]
    assert len(named) == 19
    assert named[9][2:] == (
        *("คอช.ต.", "ปงเตา", "นายบุญส่ง แก้วปันดา", "ประธานกรรมการ", "หมู่ 1", "081-234-5678"),
    )
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<dataValidation ") >= 3
    assert sheet.count('hidden="1"') == 1  # The two columns that know a row are one span.
    assert seats_sent(spreadsheet) == set(Appointment.objects.values_list("pk", flat=True))


def test_an_unchanged_workbook_changes_nothing(client, officer, ngao, seated, reach, today):
    intake = came_back(officer, ngao, client.get(URL).content)
    events = Event.objects.count()

    page = client.get(intake.get_absolute_url()).content.decode()

    assert "ไม่มีอะไรต้องเปลี่ยน" in page
    assert "/take/" not in page
    take(client, intake, reach, today)
    assert not DraftOrder.objects.exists()
    assert Event.objects.count() == events + 1  # that it was looked at and found so


def test_a_line_put_right_needs_no_order(client, officer, ngao, seated, reach, today):
    content = edited(
        client.get(URL).content,
        ("นายบุญส่ง แก้วปันดา", "ผู้แทนจาก", "กลุ่มออมทรัพย์"),
        ("นายศรีวรรณ แก้วปันดา", "ชื่อ–สกุล", "นางศรีวรรณา แก้วปันดา"),
        ("นายอุดม แก้วปันดา", "โทรศัพท์", "089-111-2222"),
    )
    intake = came_back(officer, ngao, content)

    page = client.get(intake.get_absolute_url()).content.decode()
    assert "กลุ่มออมทรัพย์" in page
    take(client, intake, reach, today)

    held = Appointment.objects.filter(order=seated).order_by("line").select_related("person")
    assert held[0].represents == "กลุ่มออมทรัพย์"
    assert held[1].person.name == "นางศรีวรรณา แก้วปันดา"
    assert held[2].person.phone == "0891112222"
    assert not DraftOrder.objects.exists()
    intake.refresh_from_db()
    assert intake.corrected == 3


def test_who_leaves_and_who_comes_make_a_draft(client, officer, ngao, seated, reach, today):
    content = edited(
        client.get(URL).content,
        ("นายปราณี แก้วปันดา", "ชื่อ–สกุล", "นางใหม่ เข้ามา"),
        ("นายคำปัน แก้วปันดา", None, None),
    )
    intake = came_back(officer, ngao, content)

    take(client, intake, reach, today)

    draft = DraftOrder.objects.get()
    names = [line.given_name for line in draft.lines.order_by("line")]
    assert len(names) == 9
    assert "ใหม่" in names
    assert "คำปัน" not in names
    assert Appointment.objects.held_on(today).filter(order=seated).count() == 10


def test_a_row_changed_by_two_is_asked_about(client, officer, ngao, seated, reach, today):
    content = client.get(URL).content
    seat = seated.appointments.get(line=1)
    note_origin(by=officer, appointment=seat, represents="หมู่ 9")
    content = edited(content, ("นายบุญส่ง แก้วปันดา", "ผู้แทนจาก", "กลุ่มออมทรัพย์"))
    intake = came_back(officer, ngao, content)

    (said,) = shown(intake, reach, today).said
    assert "หมู่ 9" in said.problem.instead
    assert "กลุ่มออมทรัพย์" in said.problem.said
    page = client.get(intake.get_absolute_url()).content.decode()
    assert "ใช้ของในไฟล์" in page

    url = f"/registers/intakes/{intake.pk}/decide/"
    client.post(url, {"at": said.key, "do": "theirs"})
    assert not shown(intake, reach, today).preview.has_work
    client.post(f"/registers/intakes/{intake.pk}/undo/")
    client.post(url, {"at": said.key, "do": "mine"})
    take(client, intake, reach, today)
    seat.refresh_from_db()
    assert seat.represents == "กลุ่มออมทรัพย์"


def test_what_only_somebody_here_changed_stays(client, officer, ngao, seated, reach, today):
    content = client.get(URL).content
    person = seated.appointments.get(line=2).person
    correct_person(
        by=officer,
        person=person,
        title="นาง",
        given_name="ศรีวรรณา",
        family_name="แก้วปันดา",
        phone="",
    )

    intake = came_back(officer, ngao, content)

    assert not shown(intake, reach, today).preview.has_work
    assert shown(intake, reach, today).said == []


def test_who_left_meanwhile_is_asked_about(client, officer, ngao, seated, reach, today):
    content = client.get(URL).content
    seat = seated.appointments.get(line=3)
    end_appointment(by=officer, appointment=seat, ends=today, because="ลาออก")

    intake = came_back(officer, ngao, content)

    assert [one.problem.code for one in shown(intake, reach, today).said] == ["ended"]


def test_the_same_workbook_twice_is_recognised(client, officer, ngao, seated, reach, today):
    content = edited(client.get(URL).content, ("นายบุญส่ง แก้วปันดา", "ผู้แทนจาก", "กลุ่มออมทรัพย์"))
    take(client, came_back(officer, ngao, content), reach, today)

    came_back(officer, ngao, content)

    assert Intake.objects.count() == 1
