"""How long letters are kept: loaded from a reviewed file, and said of a letter."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.rules import NATION
from prasan.audit import log
from prasan.letters.models import Letter, Retention


@transaction.atomic
def load_retention(*, by: User, listed: Sequence[Mapping[str, Any]]) -> int:
    """Bring the classes up to the file; returns how many changed. A second call changes none."""
    changed = 0
    for place, row in enumerate(listed, start=1):
        said = {**row, "place": place, "confirmed": row["confirmed"]}
        known = Retention.objects.select_for_update().filter(key=row["key"]).first()
        if known and all(getattr(known, name) == value for name, value in said.items()):
            continue
        kept, _ = Retention.objects.update_or_create(key=row["key"], defaults=said)
        changed += 1
        log.record(
            by=by.username,
            verb="retention.loaded",
            target=kept,
            area=NATION,
            summary=f"บันทึกอายุการเก็บ {kept}",
            changes={"years": kept.years or "", "source": kept.source},
        )
    return changed


@transaction.atomic
def say_retention(*, by: User, letter: Letter, retention: Retention | None) -> Letter:
    """How long a letter of ours is kept; the same again changes nothing."""
    one = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if one.retention_id == (retention.pk if retention else None):
        return one
    old, one.retention = one.retention, retention
    one.save(update_fields=["retention"])
    log.record(
        by=by.username,
        verb="letter.retention_said",
        target=one,
        area=one.office.area_id,
        summary=f"กำหนดอายุการเก็บหนังสือ {one.label}",
        changes={"retention": [str(old or ""), str(retention or "")]},
    )
    return one
