"""A paper letter's line corrected; a numbered text never; corrections and replacements drafted."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.audit.models import Event
from prasan.evidence.inspection import Upload, opened
from prasan.evidence.tests import make as files
from prasan.letters.actions import (
    NotOnPaper,
    add_signed_copy,
    cancel_incoming,
    cancel_letter,
    correct_registered,
    draft_again,
    draft_correction,
    receive_letter,
)
from prasan.letters.models import Letter, SignedCopy
from prasan.letters.tests import make

BECAUSE = "พิมพ์ผิดจากต้นฉบับ"


@pytest.fixture
def officer(client, province_officer, office):
    """The officer of the province, at the desk."""
    client.force_login(province_officer)
    return province_officer


@pytest.fixture
def paper(province_officer, office, ngao) -> Letter:
    """The circular of 2566, entered from paper."""
    return make.from_paper(province_officer, office, ngao)


@pytest.fixture
def sent(province_officer, office, ngao) -> Letter:
    return make.sent(province_officer, office, ngao)


def url(name: str, letter: Letter, *more: int) -> str:
    return reverse(f"letters:{name}", args=[letter.pk, *more])


def typed(**change) -> dict[str, object]:
    said = {"number": "๒๕๖๘", "dated": "27 ต.ค. 2566", "urgency": "004", "subject": make.SUBJECT}
    return {**said, "districts": ["5205"], "because": BECAUSE, **change}


def pdf(name: str = "สแกน.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.pdf(), "application/pdf")


def a_copy() -> Upload:
    return opened("สแกน.pdf", files.pdf())


def test_a_line_from_paper_is_put_right_with_the_reason(client, officer, paper):
    said = typed(districts=["5205", "5208"], outside="อธิบดีกรม | กรุงเทพฯ", file=pdf())
    for _click in range(2):
        answer = client.post(url("correct", paper), said)
        said["file"] = pdf()

    paper.refresh_from_db()
    assert answer["Location"] == f"/letters/{paper.pk}/"
    assert (paper.number, paper.year) == (2568, 2566)
    assert [one.name for one in paper.recipients.all()] == ["นายอำเภองาว", "นายอำเภอเถิน", "อธิบดีกรม"]
    assert paper.signed_copies.count() == 1
    event = Event.objects.get(verb="letter.corrected")
    assert event.changes["number"] == ["25668", "2568"]
    assert event.changes["because"] == BECAUSE
    register = client.get(reverse("letters:index"), {"q": "ว2568"}).content.decode()
    assert url("detail", paper) in register
    assert "แก้ทะเบียน" in client.get(url("detail", paper)).content.decode()


def test_the_form_begins_with_what_is_known(client, officer, paper):
    html = client.get(url("correct", paper)).content.decode()

    assert make.SUBJECT in html
    assert "25668" in html
    assert 'value="5205"' in html


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"because": ""}, "ยังไม่ได้กรอกเหตุที่แก้"),
        ({"number": "๑"}, "มีในทะเบียนแล้ว"),
        ({"dated": "6 พ.ย. 2567"}, "อยู่หลังวันนี้"),
        ({"subject": ""}, "ยังไม่ได้กรอกเรื่อง"),
        ({"districts": []}, "ลงรับหนังสือฉบับนี้แล้ว"),
        ({"districts": ["5299"]}, "5299"),
        ({"file": SimpleUploadedFile("ก.pdf", b"no pdf")}, "ไฟล์"),
    ],
)
def test_a_correction_that_cannot_be_is_told_and_changes_nothing(
    client, officer, office, district, paper, change, said
):
    make.from_paper(officer, office, number=1)
    receive_letter(
        by=officer, office=district, received_at=make.moment(), at=make.moment(), letter=paper,
        sender="จังหวัด", dated=paper.dated, addressed="นายอำเภองาว", subject="เรื่อง", urgency="001",
    )  # fmt: skip

    html = client.post(url("correct", paper), typed(**change)).content.decode()

    paper.refresh_from_db()
    assert said in html
    assert paper.number == 25668
    assert not Event.objects.filter(verb="letter.corrected").exists()
    assert not SignedCopy.objects.exists()


def test_a_numbered_text_is_never_changed_and_the_page_says_what_to_do(client, officer, sent, ngao):
    with pytest.raises(NotOnPaper):
        correct_registered(
            by=officer, letter=sent, because=BECAUSE, recipients=[(ngao, "ก")], number=9,
            dated=date(2024, 11, 1), urgency="001", subject="ข",
        )  # fmt: skip
    answer = client.post(url("correct", sent), typed())

    assert answer.status_code == 409
    assert "แก้ในทะเบียนไม่ได้" in answer.content.decode()
    html = client.get(url("detail", sent)).content.decode()
    assert "ข้อความที่ออกเลขแล้วไม่แก้" in html
    assert url("follow", sent) in html
    assert url("correct", sent) not in html
    before = sent.content
    sent.refresh_from_db()
    assert (sent.content, sent.number) == (before, 2598)


@pytest.mark.parametrize("form", ["letter", "memo", "order"])
def test_a_correction_refers_to_its_letter_and_is_drafted_once(client, officer, office, ngao, form):
    series = "order" if form == "order" else "ordinary"
    letter = make.sent(officer, office, ngao, form=form, series=series)

    for _click in range(2):
        answer = client.post(url("follow", letter))

    draft = Letter.objects.drafts().get()
    assert answer["Location"] == url("write", draft)
    assert (draft.refers_to, draft.form, draft.series) == (letter, form, series)
    assert draft.subject.startswith("แก้ไข")
    assert [one.name for one in draft.recipients.all()] == ["นายอำเภองาว"]
    cited = draft.content["references"]
    assert cited == ([] if form == "order" else [letter.citation])
    page = client.get(answer["Location"]).content.decode()
    assert "ยังไม่ได้เติมช่อง {ข้อความเดิม}" in page


def test_the_page_shows_what_refers_to_a_letter(client, officer, office, sent, ngao):
    correction = make.sent(officer, office, ngao, refers_to=sent)

    html = client.get(url("detail", sent)).content.decode()

    assert "หนังสือที่อ้างถึงฉบับนี้" in html
    assert url("detail", correction) in html


def test_a_cancelled_letter_is_drafted_again_under_a_number_of_its_own(client, officer, sent):
    cancel_letter(by=officer, letter=sent, because="ผู้รับผิด", at=make.moment())
    assert "ร่างฉบับแทน" in client.get(url("detail", sent)).content.decode()

    for _click in range(2):
        answer = client.post(url("follow", sent))

    draft = Letter.objects.drafts().get()
    assert answer["Location"] == url("write", draft)
    assert draft.content["body"] == sent.content["body"]
    assert (draft.content["number"], draft.content["written"]) == (None, None)
    assert draft.subject == sent.subject


def test_what_cannot_be_followed_is_told(client, officer, office, paper, ngao):
    draft = make.written(officer, office, ngao)
    with pytest.raises(ValueError, match="ออกเลขแล้ว"):
        draft_correction(by=officer, letter=draft, at=make.moment())
    with pytest.raises(ValueError, match="ยกเลิกแล้ว"):
        draft_again(by=officer, letter=paper, at=make.moment())
    assert client.post(url("follow", draft)).status_code == 404
    cancel_letter(by=officer, letter=paper, because="ซ้ำ", at=make.moment())
    assert client.post(url("follow", paper))["Location"] == url("detail", paper)
    assert client.get(url("correct", paper)).status_code == 409


def test_a_wrong_copy_is_taken_back_with_the_reason_and_kept(client, officer, sent):
    copy = add_signed_copy(by=officer, letter=sent, upload=a_copy(), at=make.moment())
    where = url("withdraw", sent, copy.pk)
    assert where in client.get(url("detail", sent)).content.decode()
    assert "ยังไม่ได้กรอกเหตุที่ถอน" in client.post(where, {"because": ""}).content.decode()
    assert client.get(where).status_code == 200

    assert client.post(where, {"because": "แนบผิดไฟล์"}).status_code == 302

    assert client.post(where, {"because": "อีกครั้ง"}).status_code == 404
    copy.refresh_from_db()
    assert copy.withdrawn_because == "แนบผิดไฟล์"
    html = client.get(url("detail", sent)).content.decode()
    assert "ถอนแล้ว" in html
    assert "แนบผิดไฟล์" in html
    assert Event.objects.filter(verb="letter.copy_withdrawn").count() == 1


def test_a_copy_is_withdrawn_for_a_reason(officer, sent):
    copy = add_signed_copy(by=officer, letter=sent, upload=a_copy(), at=make.moment())

    for change in ({"withdrawn_at": make.moment()}, {"withdrawn_because": "ก"}):
        rows = SignedCopy.objects.filter(pk=copy.pk)
        if "withdrawn_at" in change:
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change, withdrawn_by=officer)


def test_a_received_letters_file_is_replaced_with_the_reason(client, officer, office):
    incoming = make.received(officer, office, text="ข้อความเดิม")
    where = reverse("letters:correct_incoming", args=[incoming.pk])
    said = {name: getattr(incoming, name) for name in ("sender", "their_number", "addressed")}
    said |= {"subject": incoming.subject, "dated": "30 ต.ค. 2567", "urgency": "003"}
    said |= {"because": "สแกนไม่ครบหน้า", "text": "ข้อความเดิม"}
    html = client.get(where).content.decode()
    assert "ข้อความเดิม" in html

    assert client.post(where, {**said, "file": pdf()}).status_code == 302

    incoming.refresh_from_db()
    assert incoming.file.name == "สแกน.pdf"
    event = Event.objects.get(verb="incoming.corrected")
    assert event.changes["because"] == "สแกนไม่ครบหน้า"
    assert "สแกน.pdf" in event.changes["file"][1]
    client.post(where, {**said, "text": "ใหม่ " + "ก" * 500})
    event = Event.objects.filter(verb="incoming.corrected").latest("pk")
    assert len(event.changes["text"][1]) < 210
    cancel_incoming(by=officer, incoming=incoming, because="ซ้ำ", at=make.moment())


def test_who_may_not_corrects_nothing(client, officer, reader, thoen_officer, paper, sent):
    copy = add_signed_copy(by=officer, letter=sent, upload=a_copy(), at=make.moment())
    wheres = [url("correct", paper), url("follow", sent), url("withdraw", sent, copy.pk)]
    for user, status in ((reader, 403), (thoen_officer, 404)):
        client.force_login(user)
        for where in wheres:
            assert client.post(where, typed()).status_code == status, where
        for where in (wheres[0], wheres[2]):
            assert client.get(where).status_code == status, where
    client.logout()
    for where in wheres:
        assert client.post(where)["Location"].startswith("/accounts/login/")
    assert Letter.objects.drafts().count() == 0


def test_more_copies_and_followers_ask_no_more_queries(client, officer, office, sent, ngao):
    def grow(count: int) -> None:
        for _ in range(count):
            make.sent(officer, office, ngao, refers_to=sent)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("detail", sent)).status_code == 200
        return len(queries)

    grow(2)
    few = asked()
    grow(20)
    assert asked() == few
