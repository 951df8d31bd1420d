import zipfile
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.audit.models import Event
from prasan.orders.tests.make import amended, drafted, members, order
from prasan.registers import documents
from prasan.registers.register import register_of
from prasan.workbooks.reading import read

URL = "/registers/5205/"


@pytest.fixture
def seated(ngao_officer, ngao, pong_tao, ban_rong):
    """A คอช.อ., a คอช.ต. and a ก.บ.ต. of Ngao."""
    order(ngao_officer, ngao, "district", members=members(9, family="ใจอำเภอ"))
    order(ngao_officer, pong_tao)
    order(ngao_officer, pong_tao, "integrated", members=members(9, family="ใจบูรณา"))


def rows(response):
    (table,) = read("a.xlsx", response.content).shown
    head = next(n for n, row in enumerate(table.rows) if "ชื่อ–สกุล" in row)
    return [
        dict(zip(table.rows[head], row, strict=True))
        for row in table.rows[head + 1 :]
        if row[0].isdigit()
    ]


def test_a_visitor_is_asked_to_log_in(client, areas):
    for what in ("", "excel/", "pdf/"):
        assert client.get(URL + what)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, seated):
    client.force_login(thoen_officer)

    for what in ("", "excel/", "pdf/"):
        assert client.get(URL + what).status_code == 404


def test_the_register_holds_every_committee_of_the_district(client, officer, seated):
    told = rows(client.get(f"{URL}excel/"))

    assert [row["คณะกรรมการ"] for row in told[::10]] == ["คอช.อ.", "คอช.ต.", "ก.บ.ต."]
    assert len(told) == 28
    assert told[9]["ชื่อ–สกุล"] == "นายบุญส่ง แก้วปันดา"
    assert (told[9]["ตั้งแต่วันที่"], told[9]["วันสุดท้ายของวาระ"]) == ("1/10/2567", "30/9/2571")


def test_of_one_kind_and_of_any_day(client, officer, seated, pong_tao):
    assert len(rows(client.get(f"{URL}excel/?kind=integrated"))) == 9
    assert rows(client.get(f"{URL}excel/?on=1/9/2567")) == []
    assert client.get(f"{URL}excel/?on=xx").status_code == 404
    assert len(rows(client.get("/registers/520505/excel/"))) == 19
    assert "อ่านวันที่" in client.get(f"{URL}?on=xx").content.decode()


def test_numbers_only_where_one_may_call_and_each_time_is_noted(
    client, officer, province_officer, reader, seated
):
    assert "โทรศัพท์" not in rows(client.get(f"{URL}excel/"))[0]
    assert not Event.objects.filter(verb="register.taken").exists()

    assert rows(client.get(f"{URL}excel/?phones=1"))[0]["โทรศัพท์"] == "081-234-5678"
    client.get(f"{URL}pdf/?phones=1")

    told = Event.objects.filter(verb="register.taken")
    assert [event.by for event in told] == ["ngao", "ngao"]
    assert "28 คน" in told[0].summary
    assert "081" not in f"{told[0].summary}{told[0].changes}"
    client.force_login(reader)
    assert "โทรศัพท์" not in rows(client.get(f"{URL}excel/?phones=1"))[0]
    assert told.count() == 2


def test_digits_are_those_the_reader_chose(client, officer, seated):
    def form(response):
        return zipfile.ZipFile(BytesIO(response.content)).read("xl/styles.xml").decode()

    assert "[$-107041E]" in form(client.get(f"{URL}excel/"))
    client.cookies["digits"] = "thai"
    assert "[$-D07041E]" in form(client.get(f"{URL}excel/"))


def test_nobodys_name_leaves_as_a_formula(client, officer, ngao, pong_tao):
    evil = [
        type(one)(one.title, one.given_name, one.family_name, one.seat, '=HYPERLINK("x")')
        for one in members()
    ]
    order(officer, pong_tao, members=evil)

    content = client.get(f"{URL}excel/").content

    assert b"<f>" not in zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_the_paper_bears_its_day_and_is_the_same_twice(client, officer, seated, ngao, today):
    response = client.get(f"{URL}pdf/")

    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert len(pdf.pages) >= 1
        box = pdf.pages[0].mediabox
        assert box[2] > box[3]
    assert response.content == client.get(f"{URL}pdf/").content
    paper = documents.paper(register_of(ngao, today, with_phones=False))
    assert paper.foot == "ข้อมูล ณ วันที่ 5 พฤศจิกายน 2567"


def test_an_empty_register_says_so(client, officer, ngao):
    page = client.get(URL).content.decode()

    assert "ไม่มีกรรมการที่ดำรงตำแหน่งในวันนี้" in page
    assert rows(client.get(f"{URL}excel/")) == []
    assert client.get(f"{URL}pdf/").status_code == 200


def test_a_register_costs_one_query_whatever_its_size(seated, ngao):
    for day in (date(2024, 11, 5), date(2020, 1, 1)):
        with CaptureQueriesContext(connection) as queries:
            register_of(ngao, day, with_phones=True)
        assert len(queries) == 1


def test_a_draft_is_not_in_the_register(ngao_officer, ngao, pong_tao):
    drafted(ngao_officer, pong_tao)

    assert register_of(ngao, date(2024, 11, 5), with_phones=False).members == 0


def test_who_an_amendment_added_is_listed_in_the_one_committee(ngao_officer, ngao, pong_tao):
    base = order(ngao_officer, pong_tao, number=7)
    before = register_of(ngao, date(2024, 11, 5), with_phones=False).members
    amended(ngao_officer, base)

    register = register_of(ngao, date(2024, 11, 5), with_phones=False)

    (body,) = register.bodies
    assert register.members == before + 1
    assert {entry.order for entry in body.entries[:-1]} == {body.entries[0].order}
