"""Signing a PDF with a certificate and its key (PAdES B-B, with a time-stamp B-T)."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import pkcs12  # type: ignore[import-untyped]
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from prasan.thai.calendar import format_short

_FIELD = "Prasan"


class CannotSign(ValueError):
    """Why no signature can be made; its text says so in Thai, and what to do."""


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, opened: whose it is, and from when to when it holds."""

    signer: signers.SimpleSigner
    owner: str
    starts: datetime
    ends: datetime

    @classmethod
    def opened(cls, content: bytes, password: str) -> "Certificate":
        """From a PKCS #12 file; raises CannotSign when it or its password is wrong."""
        try:
            pkcs12.Pfx.load(content, strict=True)
            signer = signers.SimpleSigner.load_pkcs12_data(
                content, other_certs=[], passphrase=password.encode()
            )
        except (ValueError, TypeError, KeyError):
            signer = None
        if signer is None or signer.signing_cert is None:
            raise CannotSign(
                "เปิดใบรับรองของสำนักงานไม่ได้ ไฟล์หรือรหัสผ่านไม่ตรงกัน ให้ผู้ดูแลเครื่องตรวจแฟ้มใบรับรองและแฟ้มรหัสผ่าน"
            )
        certificate = signer.signing_cert
        return cls(
            signer,
            str(certificate.subject.native.get("common_name", certificate.subject.human_friendly)),
            certificate.not_valid_before,
            certificate.not_valid_after,
        )


def signed(
    pdf: bytes,
    certificate: Certificate,
    *,
    reason: str,
    at: datetime,
    field: str = _FIELD,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """`pdf` with the signature over all of it; raises CannotSign outside the certificate's time.

    With a `timestamper` the signature says when it was made by a clock that is not ours; when
    none comes, nothing is signed. A further signature on the same file needs its own `field`.
    """
    if at < certificate.starts:
        since = format_short(certificate.starts.date())
        raise CannotSign(f"ใบรับรองของสำนักงานใช้ได้ตั้งแต่วันที่ {since} ยังลงลายมือชื่อไม่ได้")
    if at > certificate.ends:
        until = format_short(certificate.ends.date())
        raise CannotSign(
            f"ใบรับรองของสำนักงานหมดอายุเมื่อ {until} ต่ออายุก่อน หรือพิมพ์ลงนามด้วยปากกาแล้วแนบสำเนา"
        )
    details = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=certificate.owner,
        reason=reason,
    )
    signer = signers.PdfSigner(
        details,
        certificate.signer,
        timestamper=timestamper,
        new_field_spec=fields.SigFieldSpec(field),
    )
    made = BytesIO()
    try:
        signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=made)
    except (TimestampRequestError, OSError, ValueError) as refused:
        if timestamper is None:
            raise
        raise CannotSign(
            "ผู้ให้ตราเวลาไม่ตอบ จึงยังไม่ได้ลงลายมือชื่อ ลองอีกครั้ง หรือพิมพ์ลงนามด้วยปากกาแล้วแนบสำเนา"
        ) from refused
    return made.getvalue()
