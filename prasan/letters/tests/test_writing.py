"""Writing any letter: from a template, checked, issued, sent; and the templates themselves."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from prasan.audit.models import Event
from prasan.letters import typesetting, wording
from prasan.letters.composing import printed
from prasan.letters.documents import Paragraph
from prasan.letters.models import Letter
from prasan.letters.tests import make

NEW, TEMPLATES = reverse("letters:create"), reverse("letters:templates")
TEMPLATE_NEW = reverse("letters:template_create")


@pytest.fixture
def draft(client, province_officer, office) -> Letter:
    client.force_login(province_officer)
    client.post(NEW, {"office": office.pk, "form": "letter"})
    return Letter.objects.get()


def at(letter: Letter) -> str:
    return reverse("letters:write", args=[letter.pk])


def typed(signatory, /, **change) -> dict[str, object]:
    said = {
        "edition": 1,
        "subject": "ขอข้อมูลทะเบียน",
        "urgency": "001",
        "districts": ["5205"],
        "body": "ด้วยจังหวัดขอข้อมูล\n\n๑. ทะเบียน\n๒. คำสั่ง\n\nจึงเรียนมาเพื่อโปรดพิจารณา",
        "signatory": signatory.pk,
        "do": "issue",
    }
    return {**said, **change}


def test_paragraphs_and_numbers_are_read_as_typed():
    read = wording.paragraphs("ด้วย\nจังหวัด\n\n๑. หนึ่ง\n๒. สอง\nต่อ\n\n๑.๑ ย่อย\n(1) วงเล็บ\n\n\nจบ")

    assert read == [
        Paragraph("ด้วย จังหวัด"),
        Paragraph("หนึ่ง", "๑."),
        Paragraph("สอง ต่อ", "๒."),
        Paragraph("ย่อย", "๑.๑"),
        Paragraph("วงเล็บ", "(1)"),
        Paragraph("จบ"),
    ]


@given(
    st.lists(st.tuples(st.sampled_from(["", "๑.", "2."]), st.text("กขค ", min_size=1)), max_size=6)
)
def test_what_is_shown_for_editing_reads_back_the_same(body):
    body = [(number, " ".join(text.split())) for number, text in body if text.strip()]

    read = wording.paragraphs(wording.as_typed(body))

    assert [(one.number, one.text) for one in read] == body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("วันที่ {วันประชุม}", ""),
        ("วันที่ {วันประชุม", "ไม่ครบคู่"),
        ("{ก{ข}}", "ไม่ครบคู่"),
        ("{}", "ไม่มีชื่อ"),
        ("{ปีงบประมาน}", "คล้าย {ปีงบประมาณ}"),
    ],
)
def test_the_places_of_a_template_are_checked(text, said):
    problems = list(wording.field_problems(text))

    assert said in " ".join(problems)
    assert bool(problems) == bool(said)


def test_a_letter_is_written_numbered_and_sent(client, draft, signatory, ngao):
    answer = client.post(at(draft), typed(signatory, outside="อธิบดีกรม | กรุงเทพฯ 10210"))

    draft.refresh_from_db()
    assert answer["Location"] == f"/letters/{draft.pk}/"
    assert (draft.label, draft.dated) == ("ลป 0019.3/1", make.TODAY)
    assert [(one.name, one.address) for one in draft.recipients.all()] == [
        ("นายอำเภองาว", ""),
        ("อธิบดีกรม", "กรุงเทพฯ 10210"),
    ]
    assert draft.content["signature"]["name"] == "นายแสงเทียน"
    send = reverse("letters:send", args=[draft.pk])
    for _ in range(2):
        assert client.post(send).status_code == 302
    assert Event.objects.filter(verb="letter.sent").count() == 1
    assert client.get(at(draft))["Location"] == f"/letters/{draft.pk}/"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"outside": "อธิบดีกรมการพัฒนาชุมชน"}, "ไม่มีที่อยู่และไม่อยู่ในพื้นที่ใด"),
        ({"districts": []}, "ยังไม่มีผู้รับ"),
        ({"body": ""}, "ยังไม่มีเนื้อความ"),
        ({"body": "วันที่ {วันประชุม}"}, "ยังไม่ได้เติมช่อง {วันประชุม}"),
        ({"signatory": ""}, "ยังไม่ได้เลือกผู้ลงนาม"),
        ({"subject": ""}, "ยังไม่ได้กรอกเรื่อง"),
        ({"edition": 0}, "มีผู้บันทึกร่างนี้หลังจากท่านเปิดหน้า"),
    ],
)
def test_what_keeps_a_letter_from_its_number_is_told(client, draft, signatory, change, said):
    html = client.post(at(draft), typed(signatory, **change)).content.decode()

    draft.refresh_from_db()
    assert said in html
    assert draft.is_draft
    assert "ขอข้อมูลทะเบียน" in html or "subject" in change


def test_a_doubtful_reference_is_told_and_does_not_block(client, draft, signatory):
    line = "หนังสือจังหวัดลำปาง ที่ ลป 0019.3/ว 25668 ลงวันที่ 27 ตุลาคม 2566"
    client.post(at(draft), typed(signatory, references=line, do="save"))

    html = client.get(at(draft)).content.decode()

    assert "ไม่พบในทะเบียนรับหรือส่ง" in html
    client.post(at(draft), typed(signatory, references=line, edition=2))
    draft.refresh_from_db()
    assert draft.number == 1


def test_a_template_begins_a_letter_with_what_is_known_filled_in(
    client, province_officer, office, template
):
    client.force_login(province_officer)

    client.post(NEW, {"office": office.pk, "form": "memo", "template": template.pk})

    begun = Letter.objects.get()
    assert begun.form == "letter"  # the template's own kind
    assert begun.subject == "ขอเชิญประชุม ปี 2568"
    texts = [one["text"] for one in begun.content["body"]]
    assert texts[0] == f"ด้วย{office.name}จะประชุมวันที่ {{วันประชุม}}"
    assert "ยังไม่ได้เติมช่อง {วันประชุม}" in client.get(at(begun)).content.decode()


def test_who_may_not_write_writes_nothing(
    client, reader, ngao_officer, thoen_officer, draft, template, signatory
):
    template_url = reverse("letters:template", args=[template.pk])
    send = reverse("letters:send", args=[draft.pk])
    client.force_login(reader)
    for url in (NEW, TEMPLATE_NEW, at(draft), template_url):
        assert client.get(url).status_code == 403, url
        assert client.post(url, {}).status_code == 403, url
    assert client.post(send).status_code == 403
    client.force_login(thoen_officer)
    for url in (at(draft), template_url):
        assert client.get(url).status_code == 404, url
        assert client.post(url, {}).status_code == 404, url
    assert client.post(send).status_code == 404
    client.logout()
    for url in (NEW, TEMPLATES, TEMPLATE_NEW, at(draft), template_url):
        assert client.get(url)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("form", ["letter", "memo", "order"])
def test_every_kind_of_draft_prints_even_while_it_is_empty(client, province_officer, office, form):
    client.force_login(province_officer)
    client.post(NEW, {"office": office.pk, "form": form})
    empty = Letter.objects.select_related("office").get()

    assert typesetting.pdf(printed(empty)).startswith(b"%PDF-")
    assert client.get(at(empty)).status_code == 200


def test_an_order_is_numbered_in_a_series_of_its_own(client, province_officer, office, signatory):
    client.force_login(province_officer)
    client.post(NEW, {"office": office.pk, "form": "order"})
    order = Letter.objects.get()

    client.post(at(order), typed(signatory, body="อาศัยอำนาจ จึงแต่งตั้งคณะทำงาน"))

    order.refresh_from_db()
    assert (order.label, order.series) == ("1/2567", "order")
