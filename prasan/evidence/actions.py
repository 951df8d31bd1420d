"""Keeping what was uploaded."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.evidence.inspection import Upload, opened
from prasan.evidence.models import Evidence, HeldUpload, HeldUploadQuerySet


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
