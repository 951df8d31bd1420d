"""Every standing of a signed copy in words; time-stamps asked of a service; copies received."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import crl
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from prasan import environment
from prasan.evidence.actions import keep
from prasan.evidence.inspection import opened
from prasan.evidence.tests import make as files
from prasan.letters.models import SignedCopy
from prasan.letters.signatures import (
    CannotSign,
    Certificate,
    Standing,
    Verdict,
    revocations,
    signed,
    timestamper,
    verdict_on,
)
from prasan.letters.tests import make
from prasan.letters.tests.authority import PASSWORD, YEAR, Authority, self_signed

OWNER, OTHER = "นายแสงเทียน สมมุติวงศ์", "นางดวงแก้ว สมมุติ"
NOW = datetime.now(UTC)
SERIAL = 4711


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def certificate(authority) -> Certificate:
    issued = authority.issue(OWNER, starts=NOW - 10 * YEAR, ends=NOW + YEAR, serial=SERIAL)
    return Certificate.opened(issued, PASSWORD)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return files.pdf(pages=2)


@pytest.fixture(scope="module")
def good(certificate, pdf) -> bytes:
    return signed(pdf, certificate, reason="ทดสอบ", at=NOW)


@pytest.fixture
def folder(settings, tmp_path, authority):
    """Where the trusted lie, and the lists of what was taken back."""
    for name in ("roots", "revoked"):
        (tmp_path / name).mkdir()
    (tmp_path / "roots" / "root.pem").write_bytes(authority.pem)
    settings.SIGNING = tmp_path
    return tmp_path


def judged(content: bytes, authority: Authority, *, at: datetime = NOW, **more) -> Verdict:
    return verdict_on(content, roots=[authority.root], names=[OWNER], at=at, **more)


def test_a_certificate_that_had_not_begun_is_told_apart_from_one_that_is_over(good, authority):
    early = judged(good, authority, at=NOW - 11 * YEAR)
    late = judged(good, authority, at=NOW + 2 * YEAR)

    assert (early.standing, late.standing) == (Standing.NOT_YET, Standing.EXPIRED)
    assert "ยังไม่เริ่มในวันที่ได้รับ" in early.text
    assert "หมดอายุแล้วในวันที่ได้รับ" in late.text
    assert not early.is_good
    assert not late.is_good


@pytest.mark.parametrize(
    ("serial", "standing"), [(SERIAL, Standing.REVOKED), (SERIAL + 1, Standing.GOOD)]
)
def test_a_certificate_taken_back_is_told_where_that_is_known(good, authority, serial, standing):
    listed = crl.CertificateList.load(authority.revoked(serial, at=NOW - timedelta(days=3)))

    verdict = judged(good, authority, revoked=[listed])

    assert verdict.standing == standing
    assert ("ถูกเพิกถอนเมื่อ" in verdict.text) == (standing is Standing.REVOKED)


def test_what_came_before_it_was_taken_back_stands(good, authority):
    listed = crl.CertificateList.load(authority.revoked(SERIAL, at=NOW + timedelta(days=3)))
    of_another = crl.CertificateList.load(Authority("ผู้อื่น").revoked(SERIAL, at=NOW))

    assert judged(good, authority, revoked=[listed]).is_good
    assert judged(good, authority, revoked=[of_another]).is_good
    nothing = crl.CertificateList.load(authority.revoked(at=NOW))
    assert judged(good, authority, revoked=[nothing]).is_good


def test_who_vouches_for_themselves_is_told(pdf, authority):
    own = Certificate.opened(self_signed(OWNER), PASSWORD)

    verdict = judged(signed(pdf, own, reason="ทดสอบ", at=NOW), authority)

    assert verdict.standing == Standing.NOT_TRUSTED
    assert "ออกใบรับรองให้ตนเอง" in verdict.text


def test_several_signatures_are_counted_and_each_must_stand(good, authority, certificate, pdf):
    other = Certificate.opened(authority.issue(OTHER, starts=NOW - YEAR, ends=NOW + YEAR), PASSWORD)
    twice = signed(
        signed(pdf, other, reason="ผ่าน", at=NOW, field="First"), certificate, reason="ลงนาม", at=NOW
    )

    verdict = judged(twice, authority)
    assert (verdict.standing, verdict.count) == (Standing.GOOD, 2)
    assert "ลายมือชื่อก่อนหน้าอีก 1 รายการถูกต้อง" in verdict.text

    own = Certificate.opened(self_signed(OTHER), PASSWORD)
    doubtful = signed(
        signed(pdf, own, reason="ผ่าน", at=NOW, field="First"), certificate, reason="ลงนาม", at=NOW
    )
    verdict = judged(doubtful, authority)
    assert verdict.standing == Standing.NOT_TRUSTED
    assert OTHER in verdict.text

    changed = doubtful.replace(b"612", b"613", 1)
    assert judged(changed, authority).standing == Standing.ALTERED


def test_a_signature_over_a_part_only_is_worthless(good, authority):
    assert judged(good + b"\n% more", authority).standing == Standing.APPENDED
    assert "ไม่ครอบคลุมทั้งไฟล์" in judged(good + b"\n% more", authority).text


def test_without_a_time_stamp_that_is_said(good, authority):
    verdict = judged(good, authority)

    assert verdict.is_good
    assert "ไม่มีตราเวลา" in verdict.when
    assert "พิสูจน์ไม่ได้" in verdict.when


def test_a_scan_has_no_hour_and_no_signature(pdf, authority):
    verdict = judged(pdf, authority)

    assert (verdict.when, verdict.count) == ("", 0)


def test_a_time_stamp_tells_when_it_was_signed(settings, pdf, authority, certificate):
    with authority.stamping() as address:
        settings.TIMESTAMPS = address
        stamped = signed(pdf, certificate, reason="ทดสอบ", at=NOW, timestamper=timestamper())

    # Received after the certificate was over; it held when it was signed.
    verdict = judged(stamped, authority, at=NOW + 2 * YEAR)
    assert verdict.is_good
    assert verdict.when.startswith("มีตราเวลา ลงนามเมื่อ")


def test_a_time_stamp_of_nobody_trusted_proves_no_hour(settings, pdf, authority, certificate):
    with Authority("ผู้อื่น").stamping() as address:
        settings.TIMESTAMPS = address
        stamped = signed(pdf, certificate, reason="ทดสอบ", at=NOW, timestamper=timestamper())

    assert judged(stamped, authority).is_good
    assert "ไม่ได้ออกโดยผู้ให้ตราเวลาที่เครื่องนี้เชื่อถือ" in judged(stamped, authority).when
    assert judged(stamped, authority, at=NOW + 2 * YEAR).standing == Standing.EXPIRED


def test_a_service_that_does_not_answer_keeps_from_signing(settings, pdf, certificate):
    settings.TIMESTAMPS = "http://127.0.0.1:9/"

    with pytest.raises(CannotSign, match="ผู้ให้ตราเวลาไม่ตอบ"):
        signed(pdf, certificate, reason="ทดสอบ", at=NOW, timestamper=timestamper())


def test_time_stamps_are_asked_for_only_where_an_address_is_set(settings, monkeypatch):
    settings.TIMESTAMPS = ""
    assert timestamper() is None
    monkeypatch.setenv("PRASAN_TIMESTAMPS", "tsa.example")
    with pytest.raises(ImproperlyConfigured, match="PRASAN_TIMESTAMPS"):
        environment.optional_address("PRASAN_TIMESTAMPS")
    monkeypatch.setenv("PRASAN_TIMESTAMPS", "https://tsa.example/")
    assert environment.optional_address("PRASAN_TIMESTAMPS") == "https://tsa.example/"


def test_lists_of_what_was_taken_back_lie_in_the_folder(folder, authority, settings):
    assert revocations() == []
    (folder / "revoked" / "a.crl").write_bytes(authority.revoked(SERIAL, at=NOW))
    (folder / "revoked" / "b.crl").write_bytes(b"no list")

    assert len(revocations()) == 1
    settings.SIGNING = None
    assert revocations() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda good: good, "ครอบคลุมทั้งไฟล์ ไม่ถูกแก้"),
        (lambda good: good.replace(b"612", b"613", 1), "ถูกแก้หลังลงลายมือชื่อ"),
        (lambda good: files.pdf(), "ลงนามด้วยปากกา"),
    ],
)
def test_the_file_of_a_received_letter_is_judged(
    client, province_officer, office, folder, good, change, said
):
    upload = opened("ก.pdf", change(good))
    file = keep(by=province_officer, area=office.area, upload=upload, at=make.moment())
    incoming = make.received(province_officer, office, file=file)
    client.force_login(province_officer)

    html = client.get(incoming.get_absolute_url()).content.decode()

    assert said in html
    assert "ลายมือชื่อในไฟล์" in html


def test_a_signed_file_is_received_and_shown(client, province_officer, office, folder, good):
    client.force_login(province_officer)
    said = {
        "office": office.pk, "received_day": "5 พ.ย. 2567", "received_time": "9.00",
        "sender": "กรม", "dated": "1 พ.ย. 2567", "addressed": "จังหวัด", "subject": "เรื่อง",
        "urgency": "001", "secrecy": "001", "file": SimpleUploadedFile("ก.pdf", good),
    }  # fmt: skip

    answer = client.post(reverse("letters:receive_new"), said, follow=True)

    html = answer.content.decode()
    assert "ลายมือชื่อถูกต้อง" in html
    assert "ไม่มีตราเวลา" in html
    assert not SignedCopy.objects.exists()
