"""Signed copies: made with the office's certificate, or added as they came."""

from datetime import datetime

from django.db import transaction
from pyhanko.sign.timestamps import TimeStamper

from prasan.accounts.models import User
from prasan.audit import log
from prasan.evidence.actions import keep
from prasan.evidence.inspection import Upload, opened
from prasan.evidence.models import Evidence
from prasan.letters.models import Letter, SignedCopy
from prasan.letters.signatures import Certificate, signed


@transaction.atomic
def sign_letter(
    *,
    by: User,
    letter: Letter,
    pdf: bytes,
    certificate: Certificate,
    now: datetime,
    at: datetime,
    timestamper: TimeStamper | None = None,
) -> SignedCopy:
    """Sign `pdf`, the numbered letter, with its office's certificate, and keep it.

    `now` is the real hour, which the certificate must hold at. Raises CannotSign. A letter signed
    here before keeps that copy.
    """
    one = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    name = _name(one)
    known = one.signed_copies.filter(file__name=name, withdrawn_at=None).first()
    if known is not None:
        return known
    content = signed(pdf, certificate, reason=f"หนังสือ {one.label}", at=now, timestamper=timestamper)
    file = keep(by=by, area=one.office.area, upload=opened(name, content), dated=one.dated, at=at)
    return _added(by, one, file, f"ลงลายมือชื่ออิเล็กทรอนิกส์บนหนังสือ {one.label}", "letter.signed", at)


@transaction.atomic
def add_signed_copy(*, by: User, letter: Letter, upload: Upload, at: datetime) -> SignedCopy:
    """Keep a signed copy that came from outside; the same file twice is one."""
    one = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    file = keep(by=by, area=one.office.area, upload=upload, dated=one.dated, at=at)
    known = one.signed_copies.filter(file=file).first()
    if known is not None:
        return known
    return _added(by, one, file, f"แนบสำเนาลงนามของหนังสือ {one.label}", "letter.copy_added", at)


def _added(
    by: User, letter: Letter, file: Evidence, summary: str, verb: str, at: datetime
) -> SignedCopy:
    copy = SignedCopy.objects.create(letter=letter, file=file, added_at=at, added_by=by)
    log.record(
        by=by.username,
        verb=verb,
        target=letter,
        area=letter.office.area_id,
        summary=summary,
        changes={"copy": file.name, "sha256": file.sha256},
    )
    return copy


def _name(letter: Letter) -> str:
    return f"ลงลายมือชื่อ {letter.label}.pdf".replace("/", "-")
