"""Keeping what was uploaded, replacing it by a newer edition, dating and verifying it."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.evidence import rules
from prasan.evidence.inspection import Upload, opened
from prasan.evidence.models import (
    Evidence,
    Finding,
    HeldUpload,
    HeldUploadQuerySet,
    Revision,
    Verification,
    chains,
)
from prasan.thai.calendar import format_long

# As the audit writes it, whatever language the page is read in.
_FOUND = {Finding.GOOD: "ใช้เป็นหลักฐานได้", Finding.DOUBTED: "ยังใช้ไม่ได้"}


class Replaced(ValueError):
    """Someone replaced the file before; `newest` is what stands now."""

    def __init__(self, newest: Evidence) -> None:
        super().__init__(f"มีผู้แทนที่ไฟล์นี้แล้วด้วย {newest} ดูฉบับนั้นก่อน แล้วแทนที่จากหน้านั้น")
        self.newest = newest


class Known(ValueError):
    """The new file cannot replace the old one: it is an edition somewhere already."""

    def __init__(self, other: Evidence) -> None:
        super().__init__(f"ไฟล์นี้เก็บไว้แล้วในชื่อ {other} และเป็นฉบับหนึ่งอยู่แล้ว เลือกไฟล์ใหม่")
        self.other = other


class OwnFile(ValueError):
    """Whoever sent a file does not verify it."""

    def __init__(self) -> None:
        super().__init__("ท่านเป็นผู้ส่งไฟล์นี้ ให้คนอื่นที่มีหน้าที่ตรวจเป็นผู้ตรวจ")


@transaction.atomic
def keep(
    *, by: User, area: Area, upload: "Upload | File[Any]", dated: date | None = None, at: datetime
) -> Evidence:
    """Keep `upload` as evidence of `area`; the same content in the same area is kept once.

    A plain file is opened first and may raise Refused; an `Upload` was opened before. The bytes
    are written before the row: undone halfway, a file without a row is left, never the reverse.
    """
    good = upload if isinstance(upload, Upload) else opened(upload.name or "", upload.read())
    evidence = Evidence.objects.filter(area=area, sha256=good.sha256).first()
    if evidence is None:
        evidence = _kept(by, area, good, dated, at)
    if good.held:
        _let_go(HeldUpload.objects.filter(pk=good.held, user=by, evidence=None), evidence)
    return evidence


@transaction.atomic
def hold(*, by: User, upload: Upload) -> HeldUpload:
    """Keep `upload` aside for `by` until its form is right. No fact yet, so no event."""
    held = HeldUpload(user=by, name=upload.name)
    held.file.save(upload.sha256, ContentFile(upload.content), save=False)
    held.save()
    return held


@transaction.atomic
def sweep(*, before: datetime) -> int:
    """Throw away what was held before that moment; returns how many. A second call finds none."""
    old = list(HeldUpload.objects.before(before))
    for held in old:
        _remove_copy(held)
    HeldUpload.objects.filter(pk__in=[held.pk for held in old]).delete()
    return len(old)


@transaction.atomic
def replace(
    *,
    by: User,
    older: Evidence,
    upload: "Upload | File[Any]",
    reason: str,
    dated: date | None = None,
    at: datetime,
) -> Evidence:
    """Let a newer file stand wherever `older` was shown; returns it. The older one stays.

    The same file a second time changes nothing. Raises Replaced when `older` is no longer the
    newest, and Known when the file is an edition already.
    """
    chain = _locked(older)
    newer = keep(by=by, area=older.area, upload=upload, dated=dated, at=at)
    if chain[-1] == newer.pk and older.pk in chain[-2:-1]:
        return newer
    if chain[-1] != older.pk:
        raise Replaced(Evidence.objects.get(pk=chain[-1]))
    if newer.pk in chain or chains([newer.pk]):
        raise Known(newer)
    revision = Revision.objects.create(
        evidence=newer, first_id=chain[0], number=len(chain) + 1, reason=reason, by=by, at=at
    )
    log.record(
        by=by.username,
        verb="evidence.replaced",
        target=newer,
        area=older.area_id,
        summary=f"แทนที่หลักฐาน {older} ด้วย {revision}",
        changes={"name": [older.name, newer.name], "reason": reason, "number": revision.number},
    )
    return newer


@transaction.atomic
def date_evidence(*, by: User, evidence: Evidence, dated: date, reason: str = "") -> Evidence:
    """Say of which day the file is. One that was dated is corrected with a reason."""
    locked = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if locked.dated == dated:
        return locked
    before, locked.dated = locked.dated, dated
    locked.save(update_fields=["dated"])
    log.record(
        by=by.username,
        verb="evidence.dated",
        target=locked,
        area=locked.area_id,
        summary=f"ลงวันที่หลักฐาน {locked} เป็น {format_long(dated)}",
        changes={"dated": [before, dated], **({"reason": reason} if reason else {})},
    )
    return locked


@transaction.atomic
def verify(
    *, by: User, evidence: Evidence, finding: Finding, note: str = "", at: datetime
) -> Verification:
    """Say of a file that was looked at whether it proves what it is for.

    The same word again of the same person adds nothing. Raises OwnFile for one's own file.
    """
    locked = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if not rules.may_verify(sender=locked.received_by_id, checker=by.pk):
        raise OwnFile
    last = locked.verifications.order_by("pk").last()
    if last and (last.by_id, last.finding, last.note) == (by.pk, finding, note):
        return last
    made = locked.verifications.create(finding=finding, note=note, by=by, at=at)
    log.record(
        by=by.username,
        verb="evidence.verified",
        target=locked,
        area=locked.area_id,
        summary=f"ตรวจหลักฐาน {locked}: {_FOUND[finding]}",
        changes={"finding": finding.value, **({"note": note} if note else {})},
    )
    return made


def _locked(evidence: Evidence) -> list[int]:
    """The ids of the chain, oldest first, held until the transaction ends."""
    revision = Revision.objects.filter(evidence=evidence).first()
    first = revision.first_id if revision else evidence.pk
    Evidence.objects.select_for_update().get(pk=first)
    later = Revision.objects.filter(first=first).order_by("number")
    return [first, *later.values_list("evidence", flat=True)]


def _kept(by: User, area: Area, good: Upload, dated: date | None, at: datetime) -> Evidence:
    evidence, is_new = Evidence.objects.get_or_create(
        area=area,
        sha256=good.sha256,
        defaults={
            "name": good.name,
            "kind": good.kind,
            "size": good.size,
            "pages": good.pages,
            "file": _written(Evidence.file.field.storage, good),
            "dated": dated,
            "received_at": at,
            "received_by": by,
        },
    )
    if is_new:
        log.record(
            by=by.username,
            verb="evidence.kept",
            target=evidence,
            area=area.code,
            summary=f"เก็บหลักฐาน {good.name}",
            changes={"name": good.name, "size": good.size, "sha256": good.sha256},
        )
    return evidence


def _written(storage: Storage, good: Upload) -> str:
    """The place of the bytes, named by what they are; a copy already there is used again.

    One cut short by a fall of the machine has another size, and is written anew.
    """
    place = f"evidence/{good.sha256[:2]}/{good.sha256}.{good.kind.value}"
    if storage.exists(place):
        if storage.size(place) == good.size:
            return place
        storage.delete(place)
    return storage.save(place, ContentFile(good.content))


def _let_go(own: HeldUploadQuerySet, evidence: Evidence) -> None:
    for held in own:
        _remove_copy(held)
        held.file, held.evidence = "", evidence
        held.save(update_fields=["file", "evidence"])


def _remove_copy(held: HeldUpload) -> None:
    """Remove the held bytes, once it is sure that the row no longer needs them."""
    if held.file:
        transaction.on_commit(partial(held.file.storage.delete, str(held.file)))
