"""A letter read in fills the form of a directive; nothing is kept before the officer saves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.audit.models import Event
from prasan.directives.models import Directive
from prasan.directives.proposing import duties_of
from prasan.letters.models import Letter
from prasan.letters.reading import read
from prasan.letters.reading.measuring import DEVELOPMENT
from prasan.letters.tests import make as letters

URL = "/directives/new/"
LAMPANG = (DEVELOPMENT / "26-the-letter-of-lampang.yaml").read_text(encoding="utf-8")
LETTER = "\n".join(line[2:] for line in LAMPANG.split("says:")[0].splitlines()[1:])


@pytest.fixture
def officer(client, province_officer, office):
    client.force_login(province_officer)
    return province_officer


def post(client, **sent):
    return client.post(URL, {"read": "1", **sent})


def test_the_letter_fills_the_form(client, officer):
    page = post(client, letter=LETTER)

    form, items = page.context["form"], page.context["items"]
    assert form["number"].value() == 2598
    assert form["fiscal_year"].value() == 2568
    assert form["urgency"].value() == "004"
    assert sorted(form["addressees"].value()) == ["5205", "5208"]  # those of the small world
    assert [item["duties"].value() for item in items.forms[:6]] == [
        [
            "district_order_copies",
            "tambon_order_copies",
            "integrated_order_copies",
            "registers",
        ],
        ["assessments_filed"],
        ["meetings_held"],
        ["experts"],
        ["missions"],
        ["strong_tambon"],
    ]
    assert not Letter.objects.exists()
    assert not Directive.objects.exists()


def test_what_is_doubtful_stands_above_the_form(client, officer):
    page = post(client, letter=LETTER).content.decode()

    assert "คำต่อท้ายหน้า" in page
    assert "คนละปีกับหนังสือนี้" in page
    assert "นายอำเภอเมืองปาน" in page  # no district of the small world


def test_what_was_read_can_be_saved_as_it_is(client, officer):
    page = post(client, letter=LETTER)
    form, items = page.context["form"], page.context["items"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"dated": "5 พ.ย. 2567", "due": "15 พ.ย. 2567"}
    sent |= {"item-TOTAL_FORMS": len(items.forms), "item-INITIAL_FORMS": len(items.initial)}
    for place, item in enumerate(items.forms):
        sent |= {f"item-{place}-{name}": item[name].value() or "" for name in item.fields}
        sent[f"item-{place}-duties"] = item["duties"].value() or []

    response = client.post(URL, sent)

    assert response.status_code == 302
    directive = Directive.objects.get()
    assert directive.items.count() == 6
    assert Event.objects.filter(verb="directive.issued").count() == 1


def test_an_item_due_on_a_day_of_its_own_keeps_it(client, officer):
    letter = LETTER.replace(
        "๒๓ ตัวชี้วัด ให้สำนักงานพัฒนาชุมชนจังหวัดลำปาง ภายในวันที่ ๑๕", "๒๓ ตัวชี้วัด ภายในวันที่ ๒๙"
    )

    page = post(client, letter=letter)

    assert page.context["items"].forms[1]["due"].value().isoformat() == "2024-11-29"


def test_a_holiday_is_pointed_out(client, officer):
    page = post(client, letter=LETTER.replace("ภายในวันที่ ๑๕", "ภายในวันที่ ๑๖")).content.decode()

    assert "ตรงกับวันเสาร์" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"letter": ""}, "ไม่มีข้อความของหนังสือ"),
        ({"file": SimpleUploadedFile("สแกน.pdf", b"%PDF-1.7 cut")}, "เสียหาย"),
        ({"file": SimpleUploadedFile("ภาพ.jpg", b"\xff\xd8\xff")}, "เป็นภาพ"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(client, officer, sent, said):
    page = post(client, **sent)

    assert page.status_code == 200
    assert said in page.content.decode()
    assert page.context["proposal"] is None


def test_another_letter_gives_no_items_and_says_so(client, officer):
    page = post(
        client, letter="เรียน ท่านผู้มีเกียรติ ขอเชิญร่วมงานเลี้ยงประจำปีของหมู่บ้านสาธิตในวันเสาร์นี้ ตั้งแต่เวลาเย็น"
    )

    assert "ไม่พบสิ่งที่ขอให้ดำเนินการ" in page.content.decode()


def test_who_may_not_direct_reads_nothing_in(client, ngao_officer, office):
    client.force_login(ngao_officer)

    assert post(client, letter=LETTER).status_code == 403


def test_a_duty_is_proposed_by_words_and_kind():
    items = read(LETTER).items

    assert duties_of(items[2]) == ["meetings_held"]
    assert duties_of(items[5]) == ["strong_tambon"]


def test_a_reference_is_held_against_the_registers(client, officer, office, ngao):
    unknown = "ที่ ลป 0019.3/ว 25668 ไม่พบในทะเบียน"
    assert unknown in post(client, letter=LETTER).content.decode()

    letters.from_paper(officer, office, ngao)

    assert unknown not in post(client, letter=LETTER).content.decode()


def test_a_letter_received_is_passed_down_as_ones_own(client, officer, office):
    incoming = letters.received(officer, office, text=LETTER)

    page = client.get(URL, {"incoming": incoming.pk})

    form, items = page.context["form"], page.context["items"]
    assert form["number"].value() is None  # one's own letter has its own
    assert form["dated"].value() is None
    assert items.forms[1]["duties"].value() == ["assessments_filed"]
    assert incoming.get_absolute_url() in page.content.decode()


def test_a_letter_received_elsewhere_fills_nothing(client, officer, someone, areas):
    other = letters.office(officer, areas["51"], code="ลพ 0019")
    incoming = letters.received(officer, other, text=LETTER)

    page = client.get(URL, {"incoming": incoming.pk})

    assert page.context["incoming"] is None
    assert page.context["proposal"] is None


def test_each_proposal_stands_beside_the_words_that_gave_it(client, officer):
    parts = post(client, letter=LETTER).context["parts"]

    assert len(parts) == 6
    copies, assessments, meetings = parts[0], parts[1], parts[2]
    assert [duty.words for duty in copies.chosen] == [
        "สำเนาคำสั่งแต่งตั้ง … คอช.อ.",
        "สำเนาคำสั่งแต่งตั้ง … คอช.ต.",
        "สำเนาคำสั่งแต่งตั้ง … ก.บ.ต.",
        "ปรับปรุงฐานข้อมูล",
    ]
    assert assessments.due == "ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗"
    assert meetings.quota == "๒ ครั้ง/ปี"
    assert [part.kind for part in parts] == [
        *["ส่งภายในกำหนด"] * 2,
        "ครบจำนวนในปี",
        "ให้เป็นปัจจุบัน",
        *["ขับเคลื่อนต่อเนื่อง"] * 2,
    ]
    assert [part.shows_due for part in parts] == [True, True, False, False, False, False]


def test_a_doubt_about_an_item_stands_at_the_item(client, officer):
    page = post(client, letter=LETTER.replace("ภายในวันที่ ๑๕", "ภายในวันที่ ๑๖"))

    beside = [doubt.code for doubt in page.context["parts"][1].doubts]
    above = [doubt.code for doubt in page.context["proposal"].of_letter]
    assert beside == ["deadline_on_holiday"]
    assert "deadline_on_holiday" not in above
    assert "catchword_wrong" in above


@pytest.mark.parametrize(
    ("said", "duties"),
    [
        ("จัดประชุม คอช.ต. อย่างน้อยปีละ ๒ ครั้ง", ["meetings_held"]),
        ("จัดประชุม ก.บ.อ. อย่างน้อย ๔ ครั้งต่อปี", []),
        ("ส่งรายงานการประชุม คอช.ต. ปีละ ๒ ครั้ง", []),
        ("จัดทำ/ปรับปรุงฐานข้อมูล และทบทวนคำสั่ง", ["registers"]),
        ("ปรับปรุงฐานข้อมูลแผนพัฒนาตำบลให้เป็นปัจจุบัน", []),
    ],
)
def test_what_another_body_does_is_not_taken_for_ours(said, duties):
    text = f"เรื่อง ก\nเรียน นายอำเภองาว\nขอให้ดำเนินการ ดังนี้\n๑. {said}\nจึงเรียนมา"

    assert duties_of(read(text).items[0]) == duties


def test_another_number_of_meetings_is_pointed_out(client, officer):
    page = post(client, letter=LETTER.replace("อย่างน้อย ๒ ครั้ง/ปี", "อย่างน้อย ๔ ครั้ง/ปี"))

    beside = [doubt.code for doubt in page.context["parts"][2].doubts]
    assert beside == ["quota_counted_otherwise"]
