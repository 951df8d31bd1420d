from datetime import date

import pytest
from django.core.management import call_command

from prasan.audit.models import Event
from prasan.committees import actions
from prasan.committees.models import Confirmation, Rulebook
from prasan.committees.rulebooks import wants_on
from prasan.committees.tests.make import rulebook

URL = "/committees/rulebook/"
DAY = date(2024, 11, 5)
CODE = "520505"


@pytest.fixture
def book(system):
    return rulebook(system)


@pytest.fixture
def line(book):
    return book.lines.get(topic="members")


def shown(client, url: str) -> str:
    return client.get(url).content.decode().replace("\u00a0", " ")


def edited(book, **changes) -> dict[str, str]:
    """The form as a browser sends it back; `changes` as line_0_low="7" put over it."""
    sent = {
        "starts": "1 ต.ค. 2567",
        "regulation": book.regulation,
        "because": "อ่านข้อ 9 แล้ว",
        "known": str(Rulebook.objects.order_by("pk").last().pk),
        "line-TOTAL_FORMS": "9",
        "line-INITIAL_FORMS": "0",
    }
    for n, one in enumerate(book.lines.all()):
        for name in ("topic", "seat", "post", "low", "high", "words", "clause", "source"):
            value = getattr(one, name)
            sent[f"line-{n}-{name}"] = "" if value is None else str(value)
        sent[f"line-{n}-draw"] = one.words
    sent |= {"line-6-topic": "filers", "line-7-topic": "seat", "line-8-topic": "seat"}
    return sent | {
        name.replace("line_", "line-").replace("_", "-"): v for name, v in changes.items()
    }


@pytest.mark.parametrize("path", ["", "1/", "1/revise/", "lines/1/confirm/", "1/history/"])
def test_a_visitor_is_asked_to_log_in(client, db, path):
    assert client.get(f"{URL}{path}")["Location"].startswith("/accounts/login/")


def test_every_number_says_where_it_comes_from(client, member):
    call_command("load_rulebooks")
    client.force_login(member)

    page = shown(client, URL)

    assert "9–25 คน" in page
    assert page.count("ยังไม่ยืนยัน</span>") == 10  # each number shown, none of the empty ones
    assert "พ.ศ. 2551" in page
    assert "ยังไม่ทราบ ระบบไม่ตรวจจำนวน" in page


def test_no_rulebook_is_said(client, member):
    client.force_login(member)

    assert "ยังไม่ได้ตั้งเกณฑ์" in shown(client, URL)


def test_a_version_is_shown_line_by_line(client, member, book, line, system):
    actions.confirm_line(by=system, line=line, area=None, clause="ข้อ 9", day=DAY)
    client.force_login(member)

    page = shown(client, f"{URL}{book.pk}/")

    assert "ยืนยันแล้ว" in page
    assert "ข้อ 9" in page
    assert "ยังไม่ยืนยัน" in page
    assert "ยืนยันบรรทัดนี้" not in page  # a member reads


def test_an_older_version_says_so(client, member, book, system):
    made = rulebook(system, starts=date(2024, 10, 1))
    client.force_login(member)

    assert made.get_absolute_url() in shown(client, f"{URL}{book.pk}/")
    assert "ไม่ใช่ฉบับที่ใช้อยู่" not in shown(client, made.get_absolute_url())


def test_another_provinces_version_is_not_found(client, province_officer, areas, book, system):
    Rulebook.objects.filter(pk=book.pk).update(area=areas["51"])
    client.force_login(province_officer)
    line = book.lines.get(topic="members")

    for path in (f"{book.pk}/", f"{book.pk}/revise/", f"lines/{line.pk}/confirm/"):
        assert client.get(f"{URL}{path}").status_code == 404
        assert client.post(f"{URL}{path}", {"clause": "ข้อ 9"}).status_code in (404, 405)
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("who", ["reader", "member", "ngao_officer"])
def test_who_may_only_read_is_told_who_edits(client, request, who, book, line):
    client.force_login(request.getfixturevalue(who))

    for path in (f"{book.pk}/revise/", f"lines/{line.pk}/confirm/"):
        assert client.get(f"{URL}{path}").status_code == 403
        assert client.post(f"{URL}{path}", {"clause": "ข้อ 9"}).status_code == 403
    assert Rulebook.objects.count() == 1
    assert not Confirmation.objects.exists()


def test_the_province_confirms_a_line_for_itself(client, province_officer, book, line):
    client.force_login(province_officer)
    assert "จังหวัดลำปาง" in shown(client, f"{URL}lines/{line.pk}/confirm/")

    answer = client.post(f"{URL}lines/{line.pk}/confirm/", {"clause": "ข้อ 9"})

    assert answer["Location"] == f"{URL}{book.pk}/"
    made = Confirmation.objects.get()
    assert (made.area_id, made.clause, made.by) == ("52", "ข้อ 9", province_officer)
    assert Event.objects.get(verb="rulebook.confirmed").area == "52"
    assert "9–25 คน" in shown(client, f"{URL}{book.pk}/")


def test_a_confirmation_needs_the_clause(client, province_officer, line):
    client.force_login(province_officer)

    page = client.post(f"{URL}lines/{line.pk}/confirm/", {"clause": " "}).content.decode()

    assert "ยังไม่ได้กรอกข้อของระเบียบที่อ่าน" in page
    assert not Confirmation.objects.exists()


def test_a_confirmation_is_withdrawn(client, province_officer, book, line, areas):
    actions.confirm_line(by=province_officer, line=line, area=areas["52"], clause="ก", day=DAY)
    client.force_login(province_officer)
    url = f"{URL}lines/{line.pk}/confirm/"
    assert "ถอนการยืนยัน" in shown(client, url)

    assert "ยังไม่ได้กรอกเหตุที่ถอน" in client.post(url, {"because": ""}).content.decode()
    assert client.post(url, {"because": "อ่านผิดข้อ"}).status_code == 302

    assert not Confirmation.objects.standing().exists()
    assert "อ่านผิดข้อ" in shown(client, f"{URL}{book.pk}/history/")


def test_the_nations_confirmation_is_not_the_provinces_to_withdraw(
    client, province_officer, line, system
):
    actions.confirm_line(by=system, line=line, area=None, clause="ข้อ 9", day=DAY)
    client.force_login(province_officer)

    answer = client.post(f"{URL}lines/{line.pk}/confirm/", {"because": "ก"})

    assert answer.status_code == 403
    assert Confirmation.objects.standing().exists()


def test_an_office_makes_a_new_version(client, province_officer, book):
    client.force_login(province_officer)
    assert 'value="ระเบียบ"' in shown(client, f"{URL}{book.pk}/revise/")

    answer = client.post(f"{URL}{book.pk}/revise/", edited(book, line_0_low="๗", line_0_high="15"))

    made = Rulebook.objects.get(because="อ่านข้อ 9 แล้ว")
    assert answer["Location"] == made.get_absolute_url()
    assert (made.area_id, made.starts, made.entered_by) == (
        "52",
        date(2024, 10, 1),
        province_officer,
    )
    assert wants_on("tambon", DAY, CODE).members.low == 7
    assert wants_on("tambon", date(2024, 9, 30), CODE).members.low == 9
    assert Event.objects.get(verb="rulebook.revised").area == "52"
    assert "อ่านข้อ 9 แล้ว" in shown(client, f"{URL}{book.pk}/history/")


def test_a_seat_is_added_and_one_taken_out(client, province_officer, book):
    client.force_login(province_officer)
    more = {"line_7_seat": "treasurer", "line_7_low": "1", "line_7_source": "ข้อ 9"}

    client.post(f"{URL}{book.pk}/revise/", edited(book, **more, **{"line_5_drop": "on"}))

    assert [one.seat for one in wants_on("tambon", DAY, CODE).seats] == ["chair", "treasurer"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts": "1 ม.ค. 2551"}, "อยู่ก่อนวันที่ฉบับเดิมเริ่มใช้"),
        ({"because": ""}, "ยังไม่ได้กรอกเหตุที่แก้"),
        ({"known": "0"}, "มีผู้แก้เกณฑ์นี้ไปก่อนแล้ว"),
        ({"line_0_low": "30"}, "แถว 1 อย่างน้อย 30 มากกว่าอย่างมาก 25"),
        ({"line_0_low": "เก้า"}, "พิมพ์เป็นจำนวนเต็ม"),
        ({"line_0_source": ""}, "แถว 1 ยังไม่มีที่มา"),
        ({"line_2_low": "101"}, "แถว 3 ร้อยละ 101 ไม่ได้"),
        ({"line_7_low": "1", "line_7_source": "ก"}, "แถว 8 ยังไม่ได้เลือกตำแหน่ง"),
        (
            {"line_7_seat": "chair", "line_7_source": "ก"},
            "แถว 8 ซ้ำกับแถวก่อนหน้า",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(client, province_officer, book, changes, said):
    client.force_login(province_officer)

    page = client.post(f"{URL}{book.pk}/revise/", edited(book, **changes)).content.decode()

    assert said in page
    assert "อ่านข้อ 9 แล้ว" in page or "because" in changes  # nothing typed is lost
    assert Rulebook.objects.count() == 1


def test_the_history_names_every_version_of_the_kind(client, member, book, system):
    rulebook(system, "district")
    client.force_login(member)

    page = shown(client, f"{URL}{book.pk}/history/")

    assert page.count("ค่าตั้งต้นที่มากับระบบ") == 1
    assert "ยังไม่มีบรรทัดใดได้รับการยืนยัน" in page


@pytest.mark.parametrize("confirmed", [False, True])
def test_pages_cost_the_same_however_much_is_confirmed(
    client, system, member, confirmed, django_assert_max_num_queries
):
    call_command("load_rulebooks")
    book = Rulebook.objects.get(kind="tambon")
    for line in book.lines.all() if confirmed else []:
        actions.confirm_line(by=system, line=line, area=None, clause="ก", day=DAY)
    client.force_login(member)

    with django_assert_max_num_queries(5):
        client.get(URL)
    with django_assert_max_num_queries(7):
        client.get(f"{URL}{book.pk}/")
    with django_assert_max_num_queries(6):
        client.get(f"{URL}{book.pk}/history/")


def test_the_province_names_who_files_from_a_day_on(client, province_officer, book):
    client.force_login(province_officer)
    sent = edited(book) | {"line-6-filers": ["member", "district"]}

    page = shown(client, f"{URL}{book.pk}/revise/")
    refused = client.post(f"{URL}{book.pk}/revise/", sent)
    client.post(f"{URL}{book.pk}/revise/", sent | {"line-6-source": "หนังสือกรม"})

    assert "พัฒนากร" in page
    assert "ยังไม่มีที่มา" in refused.content.decode()
    assert wants_on("tambon", DAY, CODE).filers.words == "member district"
    assert wants_on("tambon", date(2024, 9, 30), CODE).filers.words == ""


def test_naming_nobody_leaves_the_rulebook_silent(client, province_officer, book):
    client.force_login(province_officer)

    client.post(f"{URL}{book.pk}/revise/", edited(book))

    assert Rulebook.objects.count() == 2
    assert not wants_on("tambon", DAY, CODE).filers.is_known
