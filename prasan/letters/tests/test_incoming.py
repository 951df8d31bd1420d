"""Letters received: by hand, from the file, from an office of ours; passed on and corrected."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from prasan.audit.models import Event
from prasan.evidence.models import HeldUpload
from prasan.evidence.tests import make as files
from prasan.letters import typesetting
from prasan.letters.actions import cancel_incoming, cancel_letter, receive_letter
from prasan.letters.documents import ExternalLetter, Paragraph
from prasan.letters.models import Incoming, Letter
from prasan.letters.tests import make

NEW, IN = reverse("letters:receive_new"), reverse("letters:received_index")
FACE = pytest.mark.usefixtures("db")


def typed(office, **change) -> dict[str, object]:
    said = {
        "office": office.pk,
        "received_day": "5 พ.ย. 2567",
        "received_time": "๙.๓๐",
        "sender": "กรมการพัฒนาชุมชน",
        "their_number": "มท 0402/ว 123",
        "dated": "๓๐ ต.ค. ๒๕๖๗",
        "urgency": "003",
        "secrecy": "001",
        "addressed": "นายอำเภองาว",
        "subject": "การขับเคลื่อนงาน",
        "do": "receive",
    }
    return {**said, **change}


@pytest.fixture
def sent(province_officer, office, ngao) -> Letter:
    return make.sent(province_officer, office, ngao)


@pytest.fixture
def incoming(ngao_officer, district) -> Incoming:
    return make.received(ngao_officer, district)


def pages(incoming: Incoming) -> list[str]:
    names = ("received", "correct_incoming", "cancel_incoming")
    return [reverse(f"letters:{name}", args=[incoming.pk]) for name in names]


def test_a_visitor_is_asked_to_log_in(client, incoming, sent):
    for url in [IN, NEW, *pages(incoming), reverse("letters:receive", args=[sent.pk])]:
        assert client.get(url)["Location"].startswith("/accounts/login/"), url


def test_another_district_does_not_find_it(client, thoen_officer, incoming, sent):
    client.force_login(thoen_officer)
    for url in [*pages(incoming), reverse("letters:receive", args=[sent.pk])]:
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"because": "x"}).status_code == 404, url
    assert Incoming.objects.get().cancelled_at is None


def test_a_reader_changes_nothing(client, reader, incoming, sent):
    client.force_login(reader)
    page, *changes = pages(incoming)

    assert client.get(page).status_code == 200
    assert client.post(page, {"to": "ก"}).status_code == 403
    for url in [NEW, *changes, reverse("letters:receive", args=[sent.pk])]:
        assert client.get(url).status_code == 403, url
        assert client.post(url, {}).status_code == 403, url


def test_a_letter_is_received_under_the_next_number(client, ngao_officer, district):
    client.force_login(ngao_officer)

    answers = [client.post(NEW, typed(district)) for _ in range(2)]

    incoming = Incoming.objects.get()
    assert {answer["Location"] for answer in answers} == {incoming.get_absolute_url()}
    assert (incoming.label, incoming.their_number) == ("1/2567", "มท 0402/ว 123")
    assert incoming.received_at == make.moment(hour=9).replace(minute=30)
    assert incoming.dated == date(2024, 10, 30)
    event = Event.objects.get(verb="incoming.received")
    assert (event.by, event.area) == ("ngao", "5205")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"secrecy": "002"}, "หนังสือลับไม่ลงทะเบียนที่นี่"),
        ({"secrecy": "004"}, "ทะเบียนลับ"),
        ({"dated": "6 พ.ย. 2567"}, "วันที่ของหนังสืออยู่หลังวันนี้"),
        ({"received_day": "6 พ.ย. 2567"}, "วันเวลาที่รับอยู่หลังเวลานี้"),
        ({"received_day": "29 ต.ค. 2567"}, "รับก่อนวันที่ของหนังสือ 30 ต.ค. 2567 ไม่ได้"),
        ({"received_time": "25.00"}, "ไม่มีในนาฬิกา"),
        ({"received_day": "31/11/2567"}, "ไม่มีในปฏิทิน"),
        ({"dated": "2024"}, "อ่านวันที่"),
        ({"sender": ""}, "ยังไม่ได้กรอกจาก"),
        ({"number": "๓"}, "เลขรับ 3/2567 ใช้ไปแล้ว"),
        ({"number": "สาม"}, "พิมพ์เป็นจำนวนเต็ม"),
    ],
)
def test_what_cannot_be_received_is_told_and_kept(client, ngao_officer, district, change, said):
    make.received(ngao_officer, district, number=3, their_number="อื่น")
    client.force_login(ngao_officer)

    html = client.post(NEW, typed(district, **change)).content.decode()

    assert said in html
    assert "การขับเคลื่อนงาน" in html
    assert Incoming.objects.count() == 1


def test_the_same_letter_twice_is_told_with_its_number(client, ngao_officer, district, incoming):
    client.force_login(ngao_officer)

    html = client.post(NEW, typed(district, received_time="10.00")).content.decode()

    assert "หนังสือฉบับนี้รับไว้แล้วเป็นเลขรับ 1/2567" in html


def test_numbers_run_by_office_and_year(province_officer, ngao_officer, office, district):
    first = make.received(ngao_officer, district)
    other = make.received(province_officer, office)
    last_year = make.received(
        ngao_officer,
        district,
        received_at=make.moment(date(2023, 12, 28)),
        dated=date(2023, 12, 1),
    )

    assert [one.label for one in (first, other, last_year)] == ["1/2567", "1/2567", "1/2566"]


def test_a_number_given_on_paper_is_passed_over_later(ngao_officer, district):
    make.received(ngao_officer, district, number=2, their_number="ก 1/1")

    given = [make.received(ngao_officer, district, their_number=f"ข 1/{n}").number for n in (1, 2)]

    assert given == [1, 3]


def test_a_letter_of_ours_waits_at_the_other_end_and_the_sender_sees_it_received(
    client, ngao_officer, province_officer, district, sent
):
    client.force_login(ngao_officer)
    url = reverse("letters:receive", args=[sent.pk])
    assert url in client.get(IN).content.decode()
    assert url in client.get(f"/letters/{sent.pk}/").content.decode()

    answers = [
        client.post(url, {"office": district.pk, "received_day": "5 พ.ย. 2567", "received_time": t})
        for t in ("11.00", "11.05")
    ]

    incoming = Incoming.objects.get()
    assert {answer["Location"] for answer in answers} == {incoming.get_absolute_url()}
    assert (incoming.letter, incoming.their_number) == (sent, "ลป 0019.3/ว 2598")
    assert (incoming.addressed, incoming.sender) == ("นายอำเภองาว", sent.office.name)
    assert url not in client.get(IN).content.decode()
    client.force_login(province_officer)
    page = client.get(f"/letters/{sent.pk}/").content.decode()
    assert "ลงรับแล้ว เลขรับ ๑/๒๕๖๗" in page
    assert "11.00" in page


def test_what_was_cancelled_or_not_sent_does_not_wait(
    province_officer, office, district, ngao, sent
):
    make.written(province_officer, office, ngao)
    assert list(Letter.objects.awaiting([district])) == [sent]

    cancel_letter(by=province_officer, letter=sent, because="ผิด", at=make.moment())

    assert list(Letter.objects.awaiting([district])) == []


def test_a_letter_cancelled_at_the_other_end_waits_again(ngao_officer, district, sent):
    incoming = make.received(ngao_officer, district, letter=sent)
    assert list(Letter.objects.awaiting([district])) == []

    for _ in range(2):
        cancel_incoming(by=ngao_officer, incoming=incoming, because="รับผิด", at=make.moment())

    assert list(Letter.objects.awaiting([district])) == [sent]
    again = make.received(ngao_officer, district, letter=sent)
    assert again.number == 2
    assert Event.objects.filter(verb="incoming.cancelled").count() == 1


def test_who_was_not_addressed_is_told_so(client, province_officer, district, sent, office):
    client.force_login(province_officer)
    thoen = make.sent(province_officer, office)

    html = client.get(reverse("letters:receive", args=[thoen.pk])).content.decode()

    assert "ไม่ได้ส่งถึงสำนักงานของท่าน" in html


def a_pdf(**change) -> bytes:
    letter = ExternalLetter(
        subject="การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน",
        to=("นายอำเภองาว",),
        number="มท ๐๔๐๒/ว ๑๒๓",
        place=("กรมการพัฒนาชุมชน",),
        written=date(2024, 10, 30),
        urgency="ด่วนมาก",
        references=("หนังสือจังหวัดลำปาง ที่ ลป ๐๐๑๙.๓/ว ๒๕๙๘ ลงวันที่ ๕ พฤศจิกายน ๒๕๖๗",),
        body=(
            Paragraph("ขอให้อำเภอดำเนินการ ดังนี้"),
            Paragraph("ส่งสำเนาคำสั่งแต่งตั้ง ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", "๑."),
            Paragraph("จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ"),
        ),
    )
    return typesetting.pdf(letter)


def test_the_form_is_filled_from_the_file_and_references_are_looked_up(
    client, ngao_officer, district, sent
):
    client.force_login(ngao_officer)
    file = SimpleUploadedFile("หนังสือ.pdf", a_pdf(), "application/pdf")

    page = client.post(NEW, {"office": district.pk, "do": "read", "file": file})
    html = page.content.decode()

    form = page.context["form"]
    assert form.initial["their_number"] == "มท 0402/ว 123"
    assert form.initial["dated"] == date(2024, 10, 30)
    assert form.initial["urgency"] == "003"
    assert "ส่งสำเนาคำสั่งแต่งตั้ง" in html
    assert f'href="/letters/{sent.pk}/"' in html  # the reference stands in the register
    assert "ยังไม่ได้กรอก" not in html
    assert not Incoming.objects.exists()

    held = page.context["form"].fields["file"].widget
    token = held.get_context("file", None, {})["token"]
    client.post(NEW, typed(district, **{"file-held": token}))
    incoming = Incoming.objects.get()
    assert incoming.file.name == "หนังสือ.pdf"
    assert "สำเนาคำสั่ง" in incoming.text
    assert "ไม่พบในทะเบียน" not in client.get(incoming.get_absolute_url()).content.decode()


def test_a_scan_without_words_is_told_and_kept(client, ngao_officer, district):
    client.force_login(ngao_officer)
    file = SimpleUploadedFile("สแกน.pdf", files.pdf(), "application/pdf")

    page = client.post(NEW, {**typed(district), "do": "read", "file": file})

    assert "PDF นี้เป็นภาพสแกน" in page.content.decode()
    assert "สแกน.pdf" in page.content.decode()
    assert page.context["form"].initial["sender"] == "กรมการพัฒนาชุมชน"


def test_pasted_words_of_a_letter_that_waits_here_point_at_it(client, ngao_officer, district, sent):
    client.force_login(ngao_officer)
    text = (
        "ที่ ลป ๐๐๑๙.๓/ว ๒๕๙๘\n๕ พฤศจิกายน ๒๕๖๗\nเรื่อง ขอเร่งรัด\nเรียน นายอำเภองาว\nด้วยจังหวัดขอให้ส่งรายงาน"
    )

    html = client.post(NEW, {"office": district.pk, "do": "read", "text": text}).content.decode()

    assert "ฉบับนี้ส่งมาทางระบบแล้ว" in html
    assert reverse("letters:receive", args=[sent.pk]) in html


def test_a_letter_is_passed_on_once_a_click(client, ngao_officer, incoming):
    client.force_login(ngao_officer)
    url = incoming.get_absolute_url()

    for _ in range(2):
        assert client.post(url, {"to": "กลุ่มงานส่งเสริมฯ", "note": "ดำเนินการ"}).status_code == 302

    assert [str(one) for one in incoming.passings.all()] == ["กลุ่มงานส่งเสริมฯ"]
    assert Event.objects.filter(verb="incoming.passed").count() == 1
    assert "ยังไม่ได้กรอกส่งให้" in client.post(url, {"to": ""}).content.decode()


def test_a_line_is_corrected_with_a_reason(client, ngao_officer, incoming):
    client.force_login(ngao_officer)
    url = reverse("letters:correct_incoming", args=[incoming.pk])
    assert client.get(url).status_code == 200
    said = typed(incoming.office, subject="เรื่องใหม่", because="พิมพ์ผิด")

    assert client.post(url, said).status_code == 302

    incoming.refresh_from_db()
    assert (incoming.subject, incoming.number) == ("เรื่องใหม่", 1)
    event = Event.objects.get(verb="incoming.corrected")
    assert event.changes["because"] == "พิมพ์ผิด"
    assert "เรื่องใหม่" in client.get(IN, {"q": "เรื่อง ใหม่"}).content.decode()
    assert "ยังไม่ได้กรอกเหตุที่แก้" in client.post(url, {**said, "because": ""}).content.decode()


def test_a_cancelled_line_says_so_and_why(client, ngao_officer, incoming):
    client.force_login(ngao_officer)

    client.post(reverse("letters:cancel_incoming", args=[incoming.pk]), {"because": "ลงซ้ำ"})

    assert "ลงซ้ำ" in client.get(incoming.get_absolute_url()).content.decode()
    assert "ยกเลิก" in client.get(IN).content.decode()


def test_a_receipt_without_the_letter_of_ours_is_its_own_line(ngao_officer, district):
    said = {"sender": "ก", "dated": make.TODAY, "addressed": "ข", "urgency": "001"}
    moments = {"received_at": make.moment(), "at": make.moment()}

    for subject in ("หนึ่ง", "สอง", "สอง"):
        receive_letter(
            by=ngao_officer,
            office=district,
            their_number="",
            subject=subject,
            **said,
            **moments,
        )

    assert Incoming.objects.count() == 2


def test_the_front_page_says_what_waits_to_be_received(client, ngao_officer, district, sent):
    client.force_login(ngao_officer)
    url = reverse("letters:receive", args=[sent.pk])

    assert url in client.get("/").content.decode()

    make.received(ngao_officer, district, letter=sent)
    assert url not in client.get("/").content.decode()


def word_file(text):
    document, packed = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(packed)
    return SimpleUploadedFile("หนังสือ.docx", packed.getvalue())


def test_a_word_file_fills_the_form_and_is_not_kept(client, ngao_officer, district):
    client.force_login(ngao_officer)
    text = (
        "ที่ มท ๐๔๐๒/ว ๑๒๓\n๓๐ ตุลาคม ๒๕๖๗\nเรื่อง งานของศูนย์\nเรียน นายอำเภองาว\n"
        "ขอให้ส่งแผน ภายในวันที่ ๑๕ พ.ย. ๒๕๖๗"
    )

    page = client.post(NEW, {"office": district.pk, "do": "read", "file": word_file(text)})

    html = page.content.decode()
    assert page.context["form"]["their_number"].value() == "มท 0402/ว 123"
    assert "แนบ PDF หรือภาพสแกนก่อนลงรับ" in html
    assert not HeldUpload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("เก่า.doc", b"\xd0\xcf\x11\xe0 old", "Word แบบเก่า"),
        ("ตัด.docx", b"PK\x03\x04 cut", "เสียหาย"),
        ("ว่าง.docx", b"", "0 ไบต์"),
    ],
)
def test_a_word_file_that_cannot_be_read_says_what_to_do(
    client, ngao_officer, district, name, content, said
):
    client.force_login(ngao_officer)
    file = SimpleUploadedFile(name, content)

    html = client.post(NEW, {"office": district.pk, "do": "read", "file": file}).content.decode()

    assert said in html
    assert "แนบ PDF หรือภาพสแกนก่อนลงรับ" not in html


def test_a_word_file_is_not_taken_as_the_signed_copy(client, ngao_officer, district):
    client.force_login(ngao_officer)

    html = client.post(NEW, typed(district, file=word_file("ก"))).content.decode()

    assert "ไฟล์ Word" in html
    assert not Incoming.objects.exists()
