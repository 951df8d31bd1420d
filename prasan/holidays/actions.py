"""Keeping the list of holidays: loaded from reviewed files, added and corrected by offices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.holidays.models import Holiday
from prasan.thai.calendar import format_short

TAKEN = "วันนี้มีวันหยุด “{name}” แล้ว แก้ชื่อหรือที่มาได้ที่รายการนั้น"


@dataclass(frozen=True)
class Loaded:
    """How many days of one file were added, changed, found unchanged, or left to the office."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0


@transaction.atomic
def load_year(
    *, by: User, area: Area, year: int, listed: Sequence[Mapping[str, Any]], reviewed: date
) -> Loaded:
    """Bring the holidays of a year up to a reviewed file; a second call changes nothing.

    A day that the office withdrew, confirmed or added itself stays as the office has it.
    """
    known: dict[date, Holiday] = {}
    mine = Holiday.objects.select_for_update().filter(area=area)
    for holiday in mine.order_by("-withdrawn_at"):
        known[holiday.day] = holiday
    tally = {"added": 0, "changed": 0, "unchanged": 0, "kept": 0}
    told: dict[str, object] = {}
    for row in listed:
        outcome = _load(known.get(row["day"]), area, row, reviewed)
        tally[outcome] += 1
        if outcome in ("added", "changed"):
            told[f"{row['day']}"] = row["name"]
    if told:
        log.record(
            by=by.username,
            verb="holiday.loaded",
            target=area,
            area=area.code,
            summary=f"บันทึกวันหยุดราชการ พ.ศ. {year} จากแฟ้มที่ตรวจแล้ว {len(told)} วัน",
            changes=told,
        )
    return Loaded(**tally)


@transaction.atomic
def add_holiday(
    *, by: User, area: Area, day: date, name: str, source: str, confirmed: date | None
) -> Holiday:
    """One more day; the same again returns it, another name on that day raises ValidationError."""
    Area.objects.select_for_update().get(pk=area.pk)
    known = Holiday.objects.in_force().filter(area=area, day=day).first()
    if known is not None:
        if (known.name, known.source) == (name, source):
            return known
        raise ValidationError({"day": TAKEN.format(name=known.name)})
    holiday = Holiday.objects.create(
        area=area, day=day, name=name, source=source, confirmed=confirmed
    )
    _record(by, "holiday.added", holiday, f"เพิ่มวันหยุด {holiday}", name=name, source=source)
    return holiday


@transaction.atomic
def correct_holiday(
    *, by: User, holiday: Holiday, name: str, source: str, confirmed: date | None
) -> Holiday:
    """Put name, source or confirmation right; nothing new changes nothing."""
    holiday = Holiday.objects.select_for_update().get(pk=holiday.pk)
    new = {"name": name, "source": source, "confirmed": confirmed}
    changes = {
        field: [getattr(holiday, field) or "", value or ""]
        for field, value in new.items()
        if getattr(holiday, field) != value
    }
    if changes:
        for field in changes:
            setattr(holiday, field, new[field])
        holiday.save(update_fields=list(changes))
        _record(by, "holiday.corrected", holiday, f"แก้วันหยุด {holiday}", **changes)
    return holiday


@transaction.atomic
def withdraw_holiday(*, by: User, holiday: Holiday, why: str, at: datetime) -> Holiday:
    """Take a day off the list, with the reason; a second call changes nothing."""
    holiday = Holiday.objects.select_for_update().get(pk=holiday.pk)
    if holiday.withdrawn_at is None:
        holiday.withdrawn_at, holiday.withdrawn_by, holiday.withdrawn_why = at, by, why
        holiday.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        _record(by, "holiday.withdrawn", holiday, f"ถอนวันหยุด {holiday}", why=why)
    return holiday


def _load(known: Holiday | None, area: Area, row: Mapping[str, Any], reviewed: date) -> str:
    sure = reviewed if row["sure"] else None
    if known is None:
        Holiday.objects.create(
            area=area, day=row["day"], name=row["name"], source=row["source"], confirmed=sure
        )
        return "added"
    if known.withdrawn_at or (known.confirmed and not row["sure"]):
        return "kept"
    if (known.name, known.source, bool(known.confirmed)) == (
        row["name"],
        row["source"],
        row["sure"],
    ):
        return "unchanged"
    known.name, known.source, known.confirmed = row["name"], row["source"], sure
    known.save(update_fields=["name", "source", "confirmed"])
    return "changed"


def _record(by: User, verb: str, holiday: Holiday, summary: str, **changes: object) -> None:
    log.record(
        by=by.username,
        verb=verb,
        target=holiday,
        area=holiday.area_id,
        summary=summary,
        changes={"day": format_short(holiday.day), **changes},
    )
