"""Which centres there are, and where they are expected."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.centres.models import Centre, Expectation


@transaction.atomic
def open_centre(*, by: User, area: Area, founded: date | None = None, place: str = "") -> Centre:
    """The centre of `area`, a district or tambon; one that is open already stays as it is."""
    centre, is_new = Centre.objects.get_or_create(
        area=area, defaults={"founded": founded, "place": place}
    )
    if is_new:
        log.record(
            by=by.username,
            verb="centre.opened",
            target=centre,
            area=area.code,
            summary=f"ตั้ง {centre}",
            changes={"founded": founded or "", "place": place},
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
def describe_centre(*, by: User, centre: Centre, founded: date | None, place: str) -> Centre:
    """Put right when `centre` was founded and where it is; saying the same again does nothing."""
    stored = Centre.objects.select_for_update().get(pk=centre.pk)
    old = {"founded": stored.founded, "place": stored.place}
    new = {"founded": founded, "place": place}
    if old == new:
        return stored
    stored.founded, stored.place = founded, place
    stored.save(update_fields=["founded", "place"])
    log.record(
        by=by.username,
        verb="centre.described",
        target=stored,
        area=stored.area_id,
        summary=f"แก้ข้อมูล {stored}",
        changes={
            name: [old[name] or "", new[name] or ""] for name in new if old[name] != new[name]
        },
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
