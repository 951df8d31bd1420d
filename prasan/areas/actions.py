"""Bringing the areas up to the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from prasan.areas.models import Area
from prasan.areas.register import Listed
from prasan.audit import log

_COLUMNS = ["level", "parent_id", "name", "name_en", "name_sort", "ends", "successor_id"]


@dataclass(frozen=True)
class Loaded:
    """How many areas a load added, changed, ended and found unchanged."""

    added: int
    changed: int
    ended: int
    unchanged: int


@transaction.atomic
def load_areas(*, by: str, listed: Sequence[Listed], today: date) -> Loaded:
    """Make the areas those `listed` (parents first); a second call changes nothing.

    An area no longer listed is ended as of `today`, never deleted.
    """
    known = {area.code: area for area in Area.objects.all()}
    new = [Area(code=row.code, **row.values()) for row in listed if row.code not in known]
    changed = [
        _as_listed(known[row.code], row)
        for row in listed
        if row.code in known and _differs(known[row.code], row)
    ]
    gone = [code for code in set(known) - {row.code for row in listed} if known[code].ends is None]
    _save(new, changed, gone, today)
    loaded = Loaded(len(new), len(changed), len(gone), len(listed) - len(new) - len(changed))
    if new or changed or gone:
        _record(by, loaded)
    return loaded


def _save(new: list[Area], changed: list[Area], gone: list[str], today: date) -> None:
    # Ended areas point at successors that may come later in the list, so links are set last.
    heirs = [area for area in new if area.successor_id]
    links = {area.code: area.successor_id for area in heirs}
    for area in heirs:
        area.successor_id = None
    Area.objects.bulk_create(new, batch_size=500)
    for area in heirs:
        area.successor_id = links[area.code]
    Area.objects.bulk_update(heirs, ["successor"], batch_size=500)
    names = [column.removesuffix("_id") for column in _COLUMNS]
    Area.objects.bulk_update(changed, names, batch_size=500)
    Area.objects.filter(code__in=gone).update(ends=today)


def _record(by: str, loaded: Loaded) -> None:
    log.record(
        by=by,
        verb="areas.loaded",
        target=Area.objects.order_by("code").first() or Area(),
        summary=f"ปรับทะเบียนพื้นที่ เพิ่ม {loaded.added} แก้ {loaded.changed} สิ้นสุด {loaded.ended}",
    )


def _differs(area: Area, row: Listed) -> bool:
    return any(getattr(area, column) != value for column, value in row.values().items())


def _as_listed(area: Area, row: Listed) -> Area:
    for column, value in row.values().items():
        setattr(area, column, value)
    return area
