"""Which centres there are, what is known of each, and where they are expected."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.centres.models import Centre, Expectation

DESCRIBED = (
    "founded", "founded_by", "place", "building", "latitude", "longitude", "contact",
)  # fmt: skip


@transaction.atomic
def open_centre(
    *,
    by: User,
    area: Area,
    founded: date | None = None,
    place: str = "",
    phone: str = "",
    **facts: object,
) -> Centre:
    """The centre of `area`, a district or tambon; one that is open already stays as it is."""
    centre, is_new = Centre.objects.get_or_create(
        area=area, defaults={"founded": founded, "place": place, "phone": phone, **facts}
    )
    if is_new:
        known = {name: value for name, value in facts.items() if value not in (None, "")}
        log.record(
            by=by.username,
            verb="centre.opened",
            target=centre,
            area=area.code,
            summary=f"ตั้ง {centre}",
            changes={"founded": founded or "", "place": place, **known},
        )
    return centre


@transaction.atomic
def open_centres(*, by: User, areas: Sequence[Area], founded: date | None = None) -> list[Centre]:
    """Open the centres still missing in `areas`; returns the new ones in code order.

    One event for each province, since events are chained by province. A second call does nothing.
    """
    has_one = set(Centre.objects.filter(area__in=areas).values_list("area", flat=True))
    missing = {area.code: area for area in areas if area.code not in has_one}
    wanted = [Centre(area=missing[code], founded=founded) for code in sorted(missing)]
    opened = Centre.objects.bulk_create(wanted, batch_size=500)
    for province, group in groupby(opened, key=lambda centre: centre.area_id[:2]):
        centres = list(group)
        log.record(
            by=by.username,
            verb="centre.opened_many",
            target=centres[0],
            area=province,
            summary=f"ตั้งศูนย์ฯ {len(centres)} แห่ง",
            changes={"areas": [centre.area_id for centre in centres], "founded": founded or ""},
        )
    return opened


@transaction.atomic
def describe_centre(*, by: User, centre: Centre, phone: str = "", **facts: object) -> Centre:
    """Put right what is known of `centre`, as far as `facts` speak of it.

    Saying the same again does nothing. An empty telephone keeps the known one; an event says that
    it changed, never which it is.
    """
    stored = Centre.objects.select_for_update(of=("self",)).get(pk=centre.pk)
    changes: dict[str, object] = {}
    for name, value in facts.items():
        if name not in DESCRIBED:
            raise TypeError(f"{name} is nothing a centre is described by")
        if getattr(stored, name) != value:
            before = getattr(stored, name)
            changes[name] = ["" if one is None else one for one in (before, value)]
            setattr(stored, name, value)
    if phone and phone != stored.phone:
        stored.phone, changes["phone"] = phone, "เปลี่ยน"
    if not changes:
        return stored
    stored.save(update_fields=[*changes])
    log.record(
        by=by.username,
        verb="centre.described",
        target=stored,
        area=stored.area_id,
        summary=f"แก้ข้อมูล {stored}",
        changes=changes,
    )
    return stored


@transaction.atomic
def set_expectation(
    *, by: User, area: Area, is_expected: bool, reason: str, starts: date
) -> Expectation:
    """Say that a centre is, or is not, expected in `area` from `starts` on.

    Earlier ones stay as history. Saying the same again returns what was said.
    """
    Area.objects.select_for_update().get(pk=area.pk)
    last = area.expectations.order_by("pk").last()
    said = (is_expected, reason, starts)
    if last and (last.is_expected, last.reason, last.starts) == said:
        return last
    expectation = Expectation.objects.create(
        area=area, is_expected=is_expected, reason=reason, starts=starts
    )
    log.record(
        by=by.username,
        verb="expectation.set",
        target=expectation,
        area=area.code,
        summary=f"กำหนดว่า{expectation}",
        changes={"is_expected": is_expected, "reason": reason, "starts": starts},
    )
    return expectation
