"""Who may sign an office's letters: named, and ended."""

from datetime import date
from typing import Any

from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.audit import log
from prasan.letters.models import Signatory


@transaction.atomic
def name_signatory(*, by: User, office: Office, **fields: Any) -> Signatory:
    """Someone who may sign the office's letters from `starts`; fields as on Signatory.

    A second call with the same fields changes nothing.
    """
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    known = Signatory.objects.filter(office=office, **fields).first()
    if known:
        return known
    signatory = Signatory.objects.create(office=office, **fields)
    log.record(
        by=by.username,
        verb="signatory.named",
        target=signatory,
        area=office.area_id,
        summary=f"กำหนดผู้ลงนาม {signatory}",
        changes=fields,
    )
    return signatory


@transaction.atomic
def end_signatory(*, by: User, signatory: Signatory, ends: date, because: str) -> Signatory:
    """End someone's signing: `ends` is the first day without it. A second call changes nothing."""
    one = Signatory.objects.select_for_update(of=("self",)).get(pk=signatory.pk)
    if (one.ends, one.ended_because) == (ends, because):
        return one
    old, one.ends, one.ended_because = one.ends, ends, because
    one.save(update_fields=["ends", "ended_because"])
    log.record(
        by=by.username,
        verb="signatory.ended",
        target=one,
        area=one.office.area_id,
        summary=f"สิ้นสุดการลงนามของ {one} เพราะ{because}",
        changes={"ends": [old or "", ends], "because": because},
    )
    return one
