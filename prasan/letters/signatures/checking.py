"""What the electronic signatures of a PDF are worth."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import crl, x509  # type: ignore[import-untyped]
from django.utils import timezone
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from prasan.thai.calendar import format_short
from prasan.thai.text import tidy

# It tells of every certificate it does not like; the verdict does so in Thai.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class Standing(StrEnum):
    """What a signed copy is worth, best first."""

    GOOD = "good"
    BY_HAND = "by_hand"
    SOMEONE_ELSE = "someone_else"
    NOT_TRUSTED = "not_trusted"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    REVOKED = "revoked"
    APPENDED = "appended"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verdict:
    """How a copy stands, who signed it by the certificate, and what to tell, in Thai.

    `when` says by whose clock it was signed, `count` how many signatures it has.
    """

    standing: Standing
    text: str
    owner: str = ""
    when: str = ""
    count: int = 0

    @property
    def is_good(self) -> bool:
        """Whether it may be relied on: signed well, or a scan that people judge by eye."""
        return self.standing in (Standing.GOOD, Standing.BY_HAND)


def verdict_on(
    pdf: bytes,
    *,
    roots: Sequence[x509.Certificate],
    names: Sequence[str],
    at: datetime,
    revoked: Sequence[crl.CertificateList] = (),
) -> Verdict:
    """What the signatures of `pdf` are worth, judged as of the moment `at` it was received.

    The newest signature must cover the whole file, and every one must be whole; what was added
    after it makes the copy worthless, however harmless it looks. `roots` are who is trusted to
    issue certificates and time-stamps, `names` whose signature is expected, `revoked` the lists
    of certificates taken back. A time-stamp that is trusted tells when it was signed; then the
    certificate need only have held at that hour. A file without any is a scan, which counts as
    much as it did before.

    Source: measured, see decision 0047; the Electronic Transactions Act B.E. 2544, section 26,
    for what a reliable signature is: clauses not confirmed.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        found = list(reader.embedded_regular_signatures)
        if not found:
            return Verdict(
                Standing.BY_HAND, "ไม่มีลายมือชื่ออิเล็กทรอนิกส์ เป็นสำเนาที่ลงนามด้วยปากกา ใช้ได้เท่ากัน"
            )
        states = _states(found, roots, at)
        stamped = _stamped(states[-1])
        moment = min(at, stamped) if stamped else at
        if moment != at:
            states = _states(found, roots, moment)
    except (PdfError, SignatureValidationError, SigningError, ValueError, KeyError, TypeError):
        return Verdict(Standing.UNREADABLE, "อ่านลายมือชื่ออิเล็กทรอนิกส์ในไฟล์นี้ไม่ได้ ขอไฟล์ต้นฉบับจากผู้ส่งอีกครั้ง")
    judged = _judged(states, names, moment, revoked)
    return replace(judged, when=_when(states[-1], stamped), count=len(states))


def _states(
    found: Sequence[EmbeddedPdfSignature],
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> list[PdfSignatureStatus]:
    return [
        validate_pdf_signature(
            one,
            ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False),
        )
        for one in found
    ]


def _stamped(state: PdfSignatureStatus) -> datetime | None:
    """When a time-stamp that is trusted says it was signed."""
    stamp = state.timestamp_validity
    is_good = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    return stamp.timestamp if stamp is not None and is_good else None


def _when(state: PdfSignatureStatus, stamped: datetime | None) -> str:
    """By whose clock it was signed."""
    if stamped:
        here = timezone.localtime(stamped)
        return f"มีตราเวลา ลงนามเมื่อ {format_short(here.date())} เวลา {here:%H.%M} น."
    if state.timestamp_validity is not None:
        return "มีตราเวลา แต่ไม่ได้ออกโดยผู้ให้ตราเวลาที่เครื่องนี้เชื่อถือ จึงไม่ใช้เป็นหลักฐานเวลา"
    return "ไม่มีตราเวลา เวลาที่ลงนามเป็นของเครื่องผู้ลงนาม จึงพิสูจน์ไม่ได้"


def _judged(
    states: Sequence[PdfSignatureStatus],
    names: Sequence[str],
    at: datetime,
    revoked: Sequence[crl.CertificateList],
) -> Verdict:
    newest = states[-1]
    certificate = newest.signing_cert
    owner = _owner(certificate)
    for standing, is_so, text in (
        (
            Standing.ALTERED,
            not all(one.intact and one.valid for one in states),
            "เนื้อหาถูกแก้หลังลงลายมือชื่อ ใช้ไฟล์นี้เป็นหลักฐานไม่ได้ ขอไฟล์ใหม่จากผู้ส่ง",
        ),
        (
            Standing.APPENDED,
            newest.coverage != SignatureCoverageLevel.ENTIRE_FILE,
            "มีข้อมูลต่อท้ายหลังลงลายมือชื่อ ลายมือชื่อไม่ครอบคลุมทั้งไฟล์ ขอไฟล์ใหม่จากผู้ส่ง",
        ),
    ):
        if is_so:
            return Verdict(standing, text, owner)
    for state in states:
        if problem := _distrust(state, at, revoked):
            return Verdict(*problem, owner)
    if names and not _is_one_of(certificate, names):
        return Verdict(
            Standing.SOMEONE_ELSE, f"ใบรับรองเป็นของ {owner} ไม่ใช่ผู้ลงนามหรือสำนักงานของหนังสือฉบับนี้", owner
        )
    more = "" if len(states) == 1 else f" และลายมือชื่อก่อนหน้าอีก {len(states) - 1} รายการถูกต้อง"
    return Verdict(Standing.GOOD, f"ลายมือชื่ออิเล็กทรอนิกส์ของ {owner} ครอบคลุมทั้งไฟล์ ไม่ถูกแก้{more}", owner)


def _distrust(
    state: PdfSignatureStatus, at: datetime, revoked: Sequence[crl.CertificateList]
) -> tuple[Standing, str] | None:
    """Why the certificate of one signature is not relied on at `at`; None when it is."""
    certificate = state.signing_cert
    owner = _owner(certificate)
    if at < certificate.not_valid_before:
        since = format_short(certificate.not_valid_before.date())
        return Standing.NOT_YET, f"ใบรับรองของ {owner} เริ่มใช้ {since} ยังไม่เริ่มในวันที่ได้รับ ตรวจกับผู้ส่ง"
    if at > certificate.not_valid_after:
        ended = format_short(certificate.not_valid_after.date())
        return (
            Standing.EXPIRED,
            f"ใบรับรองของ {owner} ใช้ได้ถึง {ended} หมดอายุแล้วในวันที่ได้รับ ขอไฟล์ใหม่จากผู้ส่ง",
        )
    taken_back = _taken_back(certificate, revoked)
    if taken_back and taken_back <= at:
        gone = format_short(taken_back.date())
        return Standing.REVOKED, f"ใบรับรองของ {owner} ถูกเพิกถอนเมื่อ {gone} ใช้เป็นหลักฐานไม่ได้ ตรวจกับผู้ส่ง"
    if state.trusted:
        return None
    if certificate.self_issued:
        return (
            Standing.NOT_TRUSTED,
            f"{owner} ออกใบรับรองให้ตนเอง ไม่มีผู้อื่นรับรองว่าเป็นผู้ใด ตรวจกับผู้ส่งก่อนใช้",
        )
    return (
        Standing.NOT_TRUSTED,
        f"ใบรับรองของ {owner} ไม่ได้ออกโดยผู้ออกใบรับรองที่เครื่องนี้เชื่อถือ ตรวจกับผู้ส่งก่อนใช้",
    )


def _taken_back(
    certificate: x509.Certificate, revoked: Sequence[crl.CertificateList]
) -> datetime | None:
    """Since when the one who issued a certificate lists it as taken back.

    Looked up here, for the library looks only where a certificate says itself where to ask. The
    lists lie in a folder of the machine and are believed as they are.
    """
    for listed in revoked:
        if listed.issuer == certificate.issuer:
            for one in listed["tbs_cert_list"]["revoked_certificates"] or ():
                if one["user_certificate"].native == certificate.serial_number:
                    since: datetime = one["revocation_date"].native
                    return since
    return None


def _owner(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name", ""))


def _is_one_of(certificate: x509.Certificate, names: Sequence[str]) -> bool:
    """Whether the certificate names a person or an office among `names`, whole."""
    said = {_plain(str(value)) for value in certificate.subject.native.values()}
    return any(_plain(name) in said for name in names if name)


def _plain(name: str) -> str:
    return "".join(tidy(name).split())
