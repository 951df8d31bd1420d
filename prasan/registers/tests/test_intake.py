"""A list sent in: what is wrong with it is said, and settled."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.accounts.rights import Role
from prasan.audit.models import Event
from prasan.orders.tests.make import order
from prasan.registers.models import Intake
from prasan.registers.tests import make
from prasan.registers.tests.sending import URL, nothing_is_saved, page_of, press, sent, shown
from prasan.workbooks.parsing.limits import MOST_UNPACKED
from prasan.workbooks.reading import read
from prasan.workbooks.tests.make import closed_with_password, replaced, with_cells


def test_a_visitor_is_asked_to_log_in(client, areas):
    for url in (URL, "/registers/intakes/1/"):
        assert client.get(url)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, intake):
    client.force_login(thoen_officer)

    for what in ("", "file/"):
        assert client.get(f"{intake.get_absolute_url()}{what}").status_code == 404
    for what in ("decide/", "columns/", "undo/", "drop/"):
        assert client.post(f"{intake.get_absolute_url()}{what}").status_code == 404


def test_who_does_not_enter_does_not_see_the_cells(client, province_officer, intake):
    client.force_login(province_officer)

    assert client.get(intake.get_absolute_url()).status_code == 403
    assert client.post(f"{intake.get_absolute_url()}drop/").status_code == 403
    assert client.post(URL).status_code == 403


def test_a_list_is_sent_in_and_waits(client, officer, ngao):
    response = sent(client, make.a_list(*make.rows()))

    intake = Intake.objects.get()
    assert response["Location"] == intake.get_absolute_url()
    assert (intake.area, intake.name, intake.received_by) == (ngao, "รายชื่อ.xlsx", officer)
    assert Event.objects.latest("pk").verb == "intake.received"
    assert "081" not in intake.content
    assert nothing_is_saved()


def test_the_same_file_twice_is_the_same_list(client, officer):
    content = make.a_list(*make.rows())
    first = sent(client, content)

    second = sent(client, content, "อีกชื่อ.xlsx")

    assert second["Location"] == first["Location"]
    assert Intake.objects.count() == 1
    assert "ส่งมาแล้วและยังรอนำเข้าอยู่" in page_of(client, second["Location"])


@pytest.mark.parametrize(
    ("content", "says", "to_do"),
    [
        (closed_with_password(), "ใส่รหัสผ่านไว้", "เอารหัสผ่านออก"),
        (make.a_list(*make.rows())[:-300], "เสียหายหรือมาไม่ครบ", "บันทึกใหม่"),
        (
            with_cells('<row r="200000"><c r="A200000"><v>1</v></c></row>'),
            "มีข้อมูลเลยแถวที่ 50,000",
            "แบ่งเป็นหลายไฟล์",
        ),
        (
            with_cells('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'),
            "มีข้อมูลเลยคอลัมน์ที่ 256 XFD1",
            "ลบคอลัมน์ที่ไม่ใช้",
        ),
        (
            replaced(make.a_list(*make.rows()), "xl/styles.xml", " " * (MOST_UNPACKED + 1)),
            "คลายออกแล้วใหญ่เกินกว่าจะเปิดได้",
            "คัดเฉพาะตารางที่ใช้",
        ),
        (b"%PDF-1.7", "ไม่ใช่ตาราง", "บันทึกเป็น Excel"),
        (b"", "ว่างเปล่า", "เลือกไฟล์อีกครั้ง"),
    ],
    ids=["password", "truncated", "200,000 rows", "wide", "bomb", "no table", "nothing"],
)
def test_what_cannot_be_read_is_said_at_the_file(client, officer, content, says, to_do):
    response = sent(client, content)

    page = response.content.decode()
    assert response.status_code == 200
    assert says in page
    assert to_do in page
    assert not Intake.objects.exists()


def test_all_problems_are_said_at_once_by_row_and_column(client, officer, intake):
    page = page_of(client, intake.get_absolute_url())

    for place, text in [
        ("แถว 5 ช่อง C", "ใกล้เคียงที่สุดคือ ปงเตา"),
        ("แถว 6 ช่อง E", "เดือนกุมภาพันธ์ปีนั้นมี 28 วัน"),
        ("แถว 6 ช่อง F", "มี 5 หลัก"),
        ("แถว 8 ช่อง E", "น่าจะเป็นปี ค.ศ."),
        ("แถว 9 ช่อง B", "ข้อความขึ้นต้นด้วย = เป็นสูตร"),
        ("แถว 10 ช่อง B", "ชื่อซ้ำกับแถว 4"),
        ("แถว 11 ช่อง D", "เป็นประธานกรรมการคนที่ 2"),
    ]:
        assert place in page
        assert text in page
    assert nothing_is_saved()


def test_one_click_takes_a_suggestion(client, officer, intake, reach, today):
    said = next(one for one in shown(intake, reach, today).said if one.problem.code == "place")

    response = press(client, intake, said, "cure")

    assert response["Location"].startswith(intake.get_absolute_url())
    assert "place" not in {one.problem.code for one in shown(intake, reach, today).said}
    assert nothing_is_saved()


def test_every_problem_can_be_settled_and_every_answer_taken_back(
    client, officer, intake, reach, today
):
    def at(code, blocks=True):
        said = shown(intake, reach, today).said
        return next(o for o in said if o.problem.code == code and o.problem.blocks == blocks)

    press(client, intake, at("place"), "cure")
    press(client, intake, at("phone"), "cure")
    press(client, intake, at("day"), "type", "1/10/2563")
    press(client, intake, at("day", blocks=False), "accept")
    press(client, intake, at("formula"), "type", "นายหก ใจดี")
    press(client, intake, at("twice"), "skip")
    press(client, intake, at("posts"), "cure")

    assert shown(intake, reach, today).said == []
    assert len(shown(intake, reach, today).preview.ready) == 6
    client.post(f"/registers/intakes/{intake.pk}/undo/")
    assert [one.problem.code for one in shown(intake, reach, today).said] == ["posts"]


def test_a_button_of_another_problem_does_nothing(client, officer, intake, reach, today):
    said = next(one for one in shown(intake, reach, today).said if one.problem.code == "formula")

    press(client, intake, said, "accept")
    client.post(f"/registers/intakes/{intake.pk}/decide/", {"at": "9.9.9.x", "do": "cure"})

    assert not intake.answers.exists()


def test_the_list_waits_while_one_is_away(client, officer, intake, reach, today):
    said = next(one for one in shown(intake, reach, today).said if one.problem.code == "place")
    press(client, intake, said, "cure")
    client.logout()

    client.force_login(officer)

    assert "รอตรวจและนำเข้า" in page_of(client, URL)
    assert "ปงเต่า" not in [one.problem.said for one in shown(intake, reach, today).said]


def test_headings_that_match_nothing_are_said_and_can_be_told(client, officer, ngao):
    lines = [
        ["ก", "ข", "ค"],
        ["นายดี ใจงาม", "ปงเตา", "ประธาน"],
        ["นางสม ใจงาม", "ปงเตา", "กรรมการ"],
    ]
    intake = make.an_intake(officer, ngao, make.xlsx(lines))

    page = page_of(client, intake.get_absolute_url())
    assert "ไม่พบหัวตารางที่รู้จัก" in page
    assert nothing_is_saved()

    told = {"sheet": "0", "column-0": "name", "column-1": "tambon", "column-2": "seat"}
    client.post(f"/registers/intakes/{intake.pk}/columns/", {**told, "kind": "tambon"})

    page = page_of(client, intake.get_absolute_url())
    assert "ไม่พบหัวตารางที่รู้จัก" not in page
    assert "คอช.ต. ปงเตา" in page


def test_a_column_that_is_not_understood_is_named(client, officer, ngao):
    head = [*make.HEAD, "สถานะทางเศรษฐกิจ"]
    lines = [[*line, "ดี"] for line in make.rows()]
    intake = make.an_intake(officer, ngao, make.a_list(*lines, head=head))

    page = page_of(client, intake.get_absolute_url())

    assert "คอลัมน์ที่ไม่รู้จักและจะไม่นำเข้า:" in page
    assert "สถานะทางเศรษฐกิจ" in page


def test_a_committee_nobody_names_is_asked_for(client, officer, ngao):
    intake = make.an_intake(officer, ngao, make.a_list(*make.rows(), title="รายชื่อ"))

    assert "เป็นของคณะกรรมการใด" in page_of(client, intake.get_absolute_url())
    client.post(f"/registers/intakes/{intake.pk}/columns/", {"sheet": "0", "kind": "integrated"})

    assert "ก.บ.ต. ปงเตา" in page_of(client, intake.get_absolute_url())


@pytest.mark.parametrize(
    ("size", "says", "ready"),
    [(8, "กรรมการ 8 คน น้อยกว่าเกณฑ์", 8), (26, "กรรมการ 26 คน มากกว่าเกณฑ์", 0)],
)
def test_too_few_are_remarked_and_too_many_held_back(
    client, officer, ngao, rulebooks, reach, today, size, says, ready
):
    intake = make.an_intake(officer, ngao, make.a_list(*make.rows(size)))

    assert says in page_of(client, intake.get_absolute_url())
    assert len(shown(intake, reach, today).preview.ready) == ready
    assert nothing_is_saved()


def test_a_person_of_a_like_name_is_asked_about(client, officer, ngao, ban_rong, reach, today):
    order(officer, ban_rong)  # with นายบุญส่ง แก้วปันดา
    lines = [*make.rows(2), make.row(3, "นายบุญส่ง แก้วปันดา")]
    intake = make.an_intake(officer, ngao, make.a_list(*lines))
    said = shown(intake, reach, today).find("0.5.1.person")

    assert "เป็นคนเดียวกันหรือไม่" in said.problem.text
    known = said.matches[0].person
    press(client, intake, said, str(known.pk))

    members = shown(intake, reach, today).preview.to_draft[0].members
    assert [member.who for member in members] == ["", "", str(known.pk)]


def test_a_list_given_up_is_thrown_away(client, officer, intake):
    client.post(f"/registers/intakes/{intake.pk}/drop/")
    client.post(f"/registers/intakes/{intake.pk}/drop/")

    intake.refresh_from_db()
    assert intake.content == ""
    assert [event.verb for event in Event.objects.filter(kind="registers.intake")] == [
        "intake.received",
        "intake.dropped",
    ]
    assert "ยกเลิกแล้ว" in page_of(client, intake.get_absolute_url())
    client.post(f"/registers/intakes/{intake.pk}/decide/", {"at": "0.4.2.place", "do": "cure"})
    assert not intake.answers.exists()


def test_the_marked_file_says_why_and_comes_back(client, officer, intake):
    response = client.get(f"/registers/intakes/{intake.pk}/file/")

    (table,) = read("a.xlsx", response.content).shown
    head = next(n for n, row in enumerate(table.rows) if "ชื่อ-สกุล" in row)
    assert table.rows[head][-1] == "เหตุผลที่ไม่นำเข้า"
    reasons = {row[1]: row[-1] for row in table.rows[head + 1 :]}
    assert "ใกล้เคียงที่สุดคือ ปงเตา" in reasons["นายสวัสดิ์ ปัญญา"]
    assert reasons["=HYPERLINK(1)"]
    assert b"<f>" not in response.content
    again = sent(client, response.content, "แก้แล้ว.xlsx")
    assert "คอลัมน์ที่ไม่รู้จัก" not in page_of(client, again["Location"])


def test_htmx_gets_the_part_alone(client, officer, intake):
    page = client.get(intake.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    assert 'id="intake"' in page
    assert "<html" not in page


def test_forty_lines_cost_no_more_queries_than_two(client, officer, ngao):
    counts = []
    for size in (2, 40):
        lines = make.rows(size // 2) + make.rows(size // 2, "บ้านร้อง", 50)
        intake = make.an_intake(officer, ngao, make.a_list(*lines))
        client.get(intake.get_absolute_url())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(intake.get_absolute_url()).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_tambon_officer_sends_only_what_is_theirs(client, someone, ban_rong, today, reach_of):
    officer = someone("banrong", Role.TAMBON, ban_rong)
    client.force_login(officer)
    intake = Intake.objects.get(pk=make.an_intake(officer, ban_rong).pk)

    page = page_of(client, intake.get_absolute_url())

    assert "ไม่พบตำบลนี้ในพื้นที่ของท่าน" in page or "นอกพื้นที่ของท่าน" in page
