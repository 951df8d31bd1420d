"""What the electronic signatures of a PDF are worth."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
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
    APPENDED = "appended"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verdict:
    """How a copy stands, who signed it by the certificate, and what to tell, in Thai."""

    standing: Standing
    text: str
    owner: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it may be relied on: signed well, or a scan that people judge by eye."""
        return self.standing in (Standing.GOOD, Standing.BY_HAND)


def verdict_on(
    pdf: bytes, *, roots: Sequence[x509.Certificate], names: Sequence[str], at: datetime
) -> Verdict:
    """What the signatures of `pdf` are worth, judged as of the moment `at` it was received.

    The newest signature must cover the whole file, and every one must be whole; what was added
    after it makes the copy worthless, however harmless it looks. `roots` are who is trusted to
    issue certificates, `names` whose signature is expected. A file without any is a scan, which
    counts as much as it did before.

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
        context = ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False)
        states = [validate_pdf_signature(one, context) for one in found]
    except (PdfError, SignatureValidationError, SigningError, ValueError, KeyError, TypeError):
        return Verdict(Standing.UNREADABLE, "อ่านลายมือชื่ออิเล็กทรอนิกส์ในไฟล์นี้ไม่ได้ ขอไฟล์ต้นฉบับจากผู้ส่งอีกครั้ง")
    return _judged(states, names, at)


def _judged(states: Sequence[PdfSignatureStatus], names: Sequence[str], at: datetime) -> Verdict:
    newest = states[-1]
    certificate = newest.signing_cert
    owner = str(certificate.subject.native.get("common_name", ""))
    if not all(one.intact and one.valid for one in states):
        return Verdict(
            Standing.ALTERED, "เนื้อหาถูกแก้หลังลงลายมือชื่อ ใช้ไฟล์นี้เป็นหลักฐานไม่ได้ ขอไฟล์ใหม่จากผู้ส่ง", owner
        )
    if newest.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return Verdict(
            Standing.APPENDED, "มีข้อมูลต่อท้ายหลังลงลายมือชื่อ ลายมือชื่อไม่ครอบคลุมทั้งไฟล์ ขอไฟล์ใหม่จากผู้ส่ง", owner
        )
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        ended = format_short(certificate.not_valid_after.date())
        return Verdict(
            Standing.EXPIRED, f"ใบรับรองของ {owner} ใช้ได้ถึง {ended} หมดอายุหรือยังไม่เริ่มในวันที่ได้รับ", owner
        )
    if not all(one.trusted for one in states):
        return Verdict(
            Standing.NOT_TRUSTED,
            f"ใบรับรองของ {owner} ไม่ได้ออกโดยผู้ออกใบรับรองที่เครื่องนี้เชื่อถือ ตรวจกับผู้ส่งก่อนใช้",
            owner,
        )
    if names and not _is_one_of(certificate, names):
        return Verdict(
            Standing.SOMEONE_ELSE, f"ใบรับรองเป็นของ {owner} ไม่ใช่ผู้ลงนามหรือสำนักงานของหนังสือฉบับนี้", owner
        )
    return Verdict(Standing.GOOD, f"ลายมือชื่ออิเล็กทรอนิกส์ของ {owner} ครอบคลุมทั้งไฟล์ ไม่ถูกแก้", owner)


def _is_one_of(certificate: x509.Certificate, names: Sequence[str]) -> bool:
    """Whether the certificate names a person or an office among `names`, whole."""
    said = {_plain(str(value)) for value in certificate.subject.native.values()}
    return any(_plain(name) in said for name in names if name)


def _plain(name: str) -> str:
    return "".join(tidy(name).split())
