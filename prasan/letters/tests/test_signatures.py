"""Signatures by certificate: good, expired, someone else's, altered, appended; and scans."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from prasan import environment
from prasan.audit.models import Event
from prasan.evidence.tests import make as files
from prasan.letters.actions import name_signatory
from prasan.letters.models import Letter, SignedCopy
from prasan.letters.signatures import CannotSign, Certificate, Standing, signed, verdict_on
from prasan.letters.tests import make
from prasan.letters.tests.authority import PASSWORD, YEAR, Authority

OWNER = "นายแสงเทียน สมมุติวงศ์"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def office_file(authority) -> bytes:
    """A certificate that holds from long before the letter until after today."""
    return authority.issue(OWNER, starts=NOW - 10 * YEAR, ends=NOW + YEAR)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return files.pdf(pages=2)


@pytest.fixture(scope="module")
def good(office_file, pdf) -> bytes:
    certificate = Certificate.opened(office_file, PASSWORD)
    return signed(pdf, certificate, reason="ทดสอบ", at=NOW)


def judged(content: bytes, authority: Authority, *, names=(OWNER,), at=NOW):
    return verdict_on(content, roots=[authority.root], names=names, at=at)


def test_a_signature_over_the_whole_file_is_good(good, authority, pdf):
    verdict = judged(good, authority)

    assert (verdict.standing, verdict.owner) == (Standing.GOOD, OWNER)
    assert "ครอบคลุมทั้งไฟล์" in verdict.text
    assert verdict.is_good
    assert good.startswith(pdf)  # what was signed stands in the file as it was


def test_spaces_in_a_name_do_not_matter(good, authority):
    assert judged(good, authority, names=["นายแสงเทียน  สมมุติวงศ์ "]).is_good


def test_a_certificate_of_someone_else_is_told(good, authority):
    verdict = judged(good, authority, names=["นางดวงแก้ว", "สำนักงานพัฒนาชุมชน", ""])

    assert verdict.standing == Standing.SOMEONE_ELSE
    assert "ไม่ใช่ผู้ลงนามหรือสำนักงาน" in verdict.text
    assert not verdict.is_good


def test_an_issuer_nobody_trusts_is_told(good):
    verdict = judged(good, Authority("ผู้อื่น"))

    assert verdict.standing == Standing.NOT_TRUSTED
    assert "ไม่ได้ออกโดยผู้ออกใบรับรองที่เครื่องนี้เชื่อถือ" in verdict.text


def test_a_certificate_over_when_the_copy_came_is_told(good, authority):
    verdict = judged(good, authority, at=NOW + 2 * YEAR)

    assert verdict.standing == Standing.EXPIRED
    assert "หมดอายุ" in verdict.text


def test_a_changed_byte_makes_it_worthless(good, authority):
    place = good.index(b"/MediaBox")
    changed = good[:place] + good[place:].replace(b"612", b"613", 1)
    assert changed != good

    verdict = judged(changed, authority)

    assert verdict.standing == Standing.ALTERED
    assert "ถูกแก้หลังลงลายมือชื่อ" in verdict.text


@pytest.mark.parametrize(
    ("more", "standing"),
    [(b"\n% more", Standing.APPENDED), (b"\n%%EOF\n", Standing.UNREADABLE)],
)
def test_bytes_added_after_the_signature_make_it_worthless(good, authority, more, standing):
    verdict = judged(good + more, authority)

    assert verdict.standing == standing
    assert not verdict.is_good


def test_a_revision_added_after_the_signature_makes_it_worthless(good, authority):
    writer = IncrementalPdfFileWriter(BytesIO(good))
    writer.root["/PageMode"] = writer.root.raw_get("/Type")
    writer.update_root()
    made = BytesIO()
    writer.write(made)

    verdict = judged(made.getvalue(), authority)

    assert verdict.standing == Standing.APPENDED
    assert "มีข้อมูลต่อท้าย" in verdict.text


def test_a_second_signature_over_all_of_it_is_good(good, authority, office_file):
    certificate = Certificate.opened(office_file, PASSWORD)

    twice = signed(good, certificate, reason="รับรอง", at=NOW, field="Second")

    assert judged(twice, authority).is_good
    assert judged(twice + b"\n% more", authority).standing == Standing.APPENDED


def test_a_scan_counts_as_it_did(authority, pdf):
    verdict = judged(pdf, authority)

    assert verdict.standing == Standing.BY_HAND
    assert "ลงนามด้วยปากกา" in verdict.text
    assert verdict.is_good


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and no more", b"\x00" * 40])
def test_what_cannot_be_read_is_told(authority, content):
    assert judged(content, authority).standing == Standing.UNREADABLE


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (NOW - 2 * YEAR, NOW - timedelta(days=1), "หมดอายุเมื่อ"),
        (NOW + timedelta(days=1), NOW + YEAR, "ใช้ได้ตั้งแต่วันที่"),
    ],
)
def test_a_certificate_outside_its_time_signs_nothing(authority, pdf, starts, ends, said):
    certificate = Certificate.opened(authority.issue(OWNER, starts=starts, ends=ends), PASSWORD)

    with pytest.raises(CannotSign, match=said):
        signed(pdf, certificate, reason="ทดสอบ", at=NOW)


@pytest.mark.parametrize(("spoiled", "password"), [(False, "ผิด"), (True, PASSWORD)])
def test_a_certificate_that_does_not_open_says_whom_to_ask(office_file, spoiled, password):
    with pytest.raises(CannotSign, match="ผู้ดูแลเครื่อง"):
        Certificate.opened(b"not one" if spoiled else office_file, password)


@pytest.fixture
def letter(province_officer, office, ngao, today) -> Letter:
    signatory = name_signatory(
        by=province_officer,
        office=office,
        name=OWNER,
        post_title="พัฒนาการจังหวัด",
        starts=today.replace(month=10),
    )
    sent = make.sent(province_officer, office, ngao)
    Letter.objects.filter(pk=sent.pk).update(signatory=signatory)
    return sent


@pytest.fixture
def folder(settings, tmp_path, office_file, authority):
    """Where the office's certificate lies, with its password beside it."""
    (tmp_path / "ลป 0019.3.p12").write_bytes(office_file)
    (tmp_path / "ลป 0019.3.password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "root.pem").write_bytes(authority.pem)
    settings.SIGNING = tmp_path
    return tmp_path


def urls(letter: Letter) -> tuple[str, str, str]:
    names = ("detail", "sign", "signed_copy")
    return tuple(reverse(f"letters:{name}", args=[letter.pk]) for name in names)


def test_a_letter_is_signed_once_with_the_offices_certificate(
    client, province_officer, folder, letter
):
    client.force_login(province_officer)
    page, sign, _ = urls(letter)
    assert "ลงลายมือชื่ออิเล็กทรอนิกส์" in client.get(page).content.decode()

    for _click in range(2):
        assert client.post(sign)["Location"] == page

    copy = SignedCopy.objects.get()
    assert copy.file.kind == "pdf"
    assert Event.objects.filter(verb="letter.signed", area="52").count() == 1
    html = client.get(page).content.decode()
    assert "ลายมือชื่อถูกต้อง" in html
    assert OWNER in html


def test_without_a_certificate_the_page_says_how_it_is_done_by_hand(
    client, province_officer, letter
):
    client.force_login(province_officer)
    page, sign, _ = urls(letter)

    html = client.get(page).content.decode()
    answer = client.post(sign, follow=True).content.decode()

    assert "พิมพ์ ลงนามด้วยปากกา สแกน แล้วแนบสำเนา" in html
    assert sign not in html
    assert "สำนักงานนี้ยังไม่มีใบรับรองในเครื่อง" in answer
    assert not SignedCopy.objects.exists()


def test_a_certificate_without_its_password_says_whom_to_ask(
    client, province_officer, folder, letter
):
    (folder / "ลป 0019.3.password").unlink()
    client.force_login(province_officer)
    page, sign, _ = urls(letter)

    assert client.get(page).status_code == 200
    assert "ไม่มีแฟ้มรหัสผ่าน" in client.post(sign, follow=True).content.decode()


def upload(content: bytes, name: str = "ลงนาม.pdf") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda good: good, "ลายมือชื่อถูกต้อง"),
        (lambda good: good.replace(b"612", b"613", 1), "ถูกแก้หลังลงลายมือชื่อ"),
        (lambda good: good + b"\n%%EOF\n", "ใช้ไม่ได้"),
        (lambda good: files.pdf(), "ลงนามด้วยปากกา"),
    ],
)
def test_a_copy_that_came_is_judged_beside_its_file(
    client, province_officer, folder, letter, good, change, said
):
    client.force_login(province_officer)
    page, _, add = urls(letter)

    for _click in range(2):
        assert client.post(add, upload(change(good))).status_code == 302

    assert said in client.get(page).content.decode()
    assert SignedCopy.objects.count() == 1


def test_a_picture_of_the_signed_paper_counts_too(client, province_officer, letter):
    client.force_login(province_officer)
    page, _, add = urls(letter)

    client.post(add, upload(files.picture(), "ภาพ.jpg"))

    assert "ลงนามด้วยปากกา" in client.get(page).content.decode()


def test_a_spreadsheet_has_no_signature(client, province_officer, letter):
    client.force_login(province_officer)
    _, _, add = urls(letter)

    assert "ไฟล์ Excel ไม่มีลายมือชื่อ" in client.post(add, upload(files.xlsx())).content.decode()


def test_who_may_not_signs_nothing(client, letter, reader, ngao_officer, thoen_officer):
    page, sign, add = urls(letter)
    assert client.get(add)["Location"].startswith("/accounts/login/")
    for user, answer in ((reader, 403), (ngao_officer, 404), (thoen_officer, 404)):
        client.force_login(user)
        assert client.post(sign).status_code == answer
        assert client.post(add, {}).status_code == answer
    assert "ฉบับที่ลงนาม" not in client.get(page).content.decode()  # Thoen was not addressed


def test_the_folder_of_certificates_must_be_there(monkeypatch, tmp_path):
    monkeypatch.setenv("PRASAN_SIGNING", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="PRASAN_SIGNING"):
        environment.optional_folder("PRASAN_SIGNING")
    monkeypatch.setenv("PRASAN_SIGNING", "signing")
    with pytest.raises(ImproperlyConfigured, match="whole path"):
        environment.optional_folder("PRASAN_SIGNING")
    monkeypatch.delenv("PRASAN_SIGNING")
    assert environment.optional_folder("PRASAN_SIGNING") is None
