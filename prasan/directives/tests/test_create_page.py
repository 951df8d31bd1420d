"""Entering a circular from paper and what it orders."""

from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.directives.models import Directive, Obligation
from prasan.directives.tests import make
from prasan.letters.models import Letter

URL = "/directives/new/"
HEAD = {
    "number": "๒๕๖๖๘",
    "dated": "27 ต.ค. 2566",
    "urgency": "004",
    "subject": "การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน",
    "title": "งาน ศอช. ปี 2567",
    "fiscal_year": "2567",
    "due": "๓๑/๑๐/๒๕๖๗",
    "addressees": ["5205", "5208"],
}


def typed(items=(("ส่งสำเนาคำสั่ง", ["tambon_order_copies"]),), **head):
    """The form as the browser sends it: the head, and ten items, most of them empty."""
    sent = {**HEAD, **head, "item-TOTAL_FORMS": "10", "item-INITIAL_FORMS": "0"}
    for place, (text, duties) in enumerate(items):
        sent |= {f"item-{place}-text": text, f"item-{place}-duties": list(duties)}
    return sent


@pytest.fixture
def officer(client, province_officer, office):
    client.force_login(province_officer)
    return province_officer


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    assert client.post(URL, typed())["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["ngao_officer", "tambon_officer", "member", "reader"])
def test_who_may_not_direct_is_told_who_may(client, request, role, office):
    client.force_login(request.getfixturevalue(role))

    assert client.get(URL).status_code == 403
    response = client.post(URL, typed())
    assert response.status_code == 403
    assert "เจ้าหน้าที่พัฒนาชุมชนจังหวัด" in response.content.decode()
    assert not Letter.objects.exists()


def test_without_an_office_the_page_says_what_to_do(client, province_officer):
    client.force_login(province_officer)

    assert "ยังไม่มีสำนักงานที่ออกหนังสือ" in client.get(URL).content.decode()
    assert "ยังไม่มีสำนักงานที่ออกหนังสือ" in client.post(URL, typed()).content.decode()


def test_another_province_cannot_write_in_this_offices_name(client, someone, areas, office):
    client.force_login(someone("lamphun", "province", areas["51"]))

    client.post(URL, typed())

    assert not Letter.objects.exists()


def test_the_page_offers_the_provinces_districts(client, officer):
    page = client.get(URL).content.decode()

    assert "อำเภองาว" in page
    assert "อำเภอเถิน" in page
    assert 'value="2568"' in page  # this fiscal year


def test_the_province_enters_a_letter(client, officer):
    items = [
        ("ส่งสำเนา", ["tambon_order_copies", "registers"]),
        ("ประชุมปีละ ๒ ครั้ง", ["meetings_held"]),
    ]

    response = client.post(URL, typed(items))

    made = Directive.objects.get()
    assert response["Location"] == f"/directives/{made.pk}/"
    assert (made.title, made.fiscal_year, made.letter.label) == (
        "งาน ศอช. ปี 2567",
        2567,
        "ลป 0019.3/ว 25668",
    )
    assert made.letter.dated == date(2023, 10, 27)
    assert [one.area_id for one in made.addressees.all()] == ["5205", "5208"]
    asked = Obligation.objects.order_by("item__number", "place")
    assert list(asked.values_list("item__number", "measure", "due")) == [
        (1, "tambon_order_copies", make.DUE),
        (1, "registers", None),
        (2, "meetings_held", None),
    ]
    assert Event.objects.get(verb="directive.issued").by == "lampang"
    assert client.get(response["Location"]).status_code == 200


def test_a_letter_of_today_may_be_due_today(client, officer):
    client.post(URL, typed(dated="5 พ.ย. 2567", due="5 พ.ย. 2567"))

    assert Obligation.objects.get().due == make.TODAY


def test_an_item_may_ask_nothing_that_is_counted(client, officer):
    client.post(URL, typed([("รายงานให้ทราบ", []), ("มอบภารกิจ", ["missions"])], due=""))

    assert Directive.objects.get().items.count() == 2


def test_empty_items_in_between_are_passed_over(client, officer):
    items = [("ก", ["missions"]), ("", []), ("ค", ["strong_tambon"])]

    client.post(URL, typed(items))

    numbered = Directive.objects.get().items.values_list("number", "text")
    assert list(numbered) == [(1, "ก"), (2, "ค")]


def test_a_double_click_enters_once(client, officer):
    first, second = client.post(URL, typed()), client.post(URL, typed())

    assert first["Location"] == second["Location"]
    assert Directive.objects.count() == Letter.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"title": "อีกเรื่อง"},
        {"addressees": ["5205"]},
        {"items": (("ข้อความอื่น", ["tambon_order_copies"]),)},
        {"dated": "28 ต.ค. 2566"},
    ],
)
def test_another_letter_with_the_number_is_refused_and_kept(client, officer, other):
    client.post(URL, typed())

    page = client.post(URL, typed(**other)).content.decode()

    assert "เลข ว 25668 ปี 2566 มีในทะเบียนแล้ว ตรวจเลขหรือเปิดหนังสือฉบับนั้น" in page
    assert f'value="{other.get("title", HEAD["title"])}"' in page
    assert Directive.objects.count() == Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ({"number": "ว 12"}, "พิมพ์เป็นจำนวนเต็ม"),
        ({"dated": "6 พ.ย. 2567"}, "วันที่หนังสืออยู่หลังวันนี้ 5 พ.ย. 2567"),
        ({"dated": "27/10/2023"}, "ปี 2023 เป็นปี ค.ศ."),
        ({"due": "26 ต.ค. 2566"}, "กำหนดส่งอยู่ก่อนวันที่ของหนังสือ"),
        ({"due": ""}, "มีรายการที่ต้องส่ง แต่ยังไม่ได้ใส่กำหนดส่ง"),
        ({"addressees": []}, "ยังไม่ได้เลือกอำเภอ เลือกอย่างน้อย 1 อำเภอ"),
        ({"fiscal_year": "2024"}, "ปีงบประมาณ"),
        ({"subject": ""}, "เรื่อง"),
    ],
)
def test_what_is_wrong_with_the_head_is_said_and_everything_is_kept(client, officer, head, message):
    page = client.post(URL, typed(**{"title": "ชื่อที่พิมพ์ไว้", **head})).content.decode()

    errors = page[page.index('class="errors') :]
    assert message in errors[: errors.index("</ul>")]
    assert 'value="ชื่อที่พิมพ์ไว้"' in page
    assert "ส่งสำเนาคำสั่ง" in page
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([], "ยังไม่มีข้อความข้อใดเลย คัดลอกข้อ 1 จากหนังสือ"),
        ([("", ["missions"])], "เลือกสิ่งที่ต้องทำแล้ว แต่ยังไม่มีข้อความของข้อนี้"),
        (
            [("ก", ["missions"]), ("ข", ["missions"])],
            "การมอบหมายภารกิจ เลือกไว้มากกว่าหนึ่งข้อ เลือกไว้ข้อเดียว",
        ),
    ],
)
def test_what_is_wrong_with_the_items_is_said(client, officer, items, message):
    page = client.post(URL, typed(items)).content.decode()

    assert message in page
    assert not Letter.objects.exists()


def test_every_mistake_shows_at_once(client, officer):
    page = client.post(URL, typed([("", ["missions"])], subject="", addressees=[])).content.decode()

    assert "ยังไม่ได้เลือกอำเภอ" in page
    assert "ยังไม่มีข้อความของข้อนี้" in page


def test_a_fresh_form_has_one_item_and_offers_more(client, officer):
    page = client.get(URL)

    assert len(page.context["parts"]) == 1
    assert 'name="add"' in page.content.decode()


def test_adding_an_item_keeps_everything_typed_and_scolds_nobody(client, officer):
    sent = typed(title="ชื่อที่พิมพ์ไว้", subject="", dated="ไม่ใช่วัน")

    page = client.post(URL, {**sent, "item-TOTAL_FORMS": "1", "add": "1"})

    parts, said = page.context["parts"], page.content.decode()
    assert len(parts) == 2
    assert parts[0].form["text"].value() == "ส่งสำเนาคำสั่ง"
    assert [duty.label for duty in parts[0].chosen] == ["ส่งภายในกำหนด: สำเนาคำสั่งแต่งตั้ง คอช.ต."]
    assert not parts[1].form["text"].value()
    assert 'value="ชื่อที่พิมพ์ไว้"' in said
    assert 'value="ไม่ใช่วัน"' in said
    assert 'value="5205"' in said
    assert 'class="errors"' not in said
    assert not Letter.objects.exists()


def test_no_more_items_are_offered_than_can_be_saved(client, officer):
    items = [("ก", [])] * 39

    page = client.post(URL, {**typed(items), "item-TOTAL_FORMS": "39", "add": "1"})

    assert len(page.context["parts"]) == 40
    assert 'name="add"' not in page.content.decode()
    assert len(client.post(URL, {"item-TOTAL_FORMS": "²", "add": "1"}).context["parts"]) == 1


def test_a_double_choice_keeps_the_ticks_in_sight(client, officer):
    page = client.post(URL, typed([("ก", ["missions"]), ("ข", ["missions"])]))

    assert [len(part.chosen) for part in page.context["parts"][:2]] == [1, 1]
