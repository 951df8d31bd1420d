"""What is known of centres, of many at once: a few grouped queries whatever their number."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Q
from django.db.models.functions import Length

from prasan.areas.models import within
from prasan.centres.models import Activity, Centre, Organisation, Review
from prasan.centres.rules import Known
from prasan.thai.calendar import FiscalYear


def known(codes: Sequence[str], *, year: FiscalYear, day: date) -> dict[str, Known]:
    """What the database holds on `day` for the code of each centre inside `codes`; four queries.

    Activities and reviews count from the first day of `year` up to `day`.
    """
    members = _members(codes, day)
    done = _activities(codes, year, day)
    reviewed = _reviews(codes, year, day)
    centres = Centre.objects.filter(within(codes, field="area")).annotate(sealed=Length("phone"))
    rows = centres.values_list("area", "founded", "founded_by", "place", "contact", "sealed")
    return {
        code: Known(
            founded=founded is not None,
            founded_by=bool(founded_by),
            place=bool(place),
            contact=bool(contact and sealed),
            reviewed=reviewed.get(code),
            **members.get(code, {}),
            **done.get(code, {}),
        )
        for code, founded, founded_by, place, contact, sealed in rows
    }


def last_reviews(codes: Sequence[str], day: date) -> dict[str, date]:
    """The day of the last review up to `day` of each centre inside `codes`; one query."""
    held = Review.objects.filter(within(codes, field="centre__area"), held__lte=day)
    newest = held.values("centre__area").annotate(newest=Max("held")).order_by("centre__area")
    return {row["centre__area"]: row["newest"] for row in newest}


def _members(codes: Sequence[str], day: date) -> dict[str, dict[str, int]]:
    inside = Organisation.objects.on(day).filter(within(codes, field="centre__area"))
    return _by_area(
        inside.values("centre__area").annotate(
            organisations=Count("pk"),
            unsized=Count("pk", Q(size=None)),
            unfunded=Count("pk", Q(funds=None)),
            leaderless=Count("pk", Q(leader="")),
        )
    )


def _activities(codes: Sequence[str], year: FiscalYear, day: date) -> dict[str, dict[str, int]]:
    inside = Activity.objects.filter(
        within(codes, field="centre__area"), held__gte=year.first, held__lte=min(day, year.last)
    )
    counted = inside.values("centre__area").annotate(
        activities=Count("pk"), unproved=Count("pk", Q(evidence=None))
    )
    return _by_area(counted)


def _reviews(codes: Sequence[str], year: FiscalYear, day: date) -> dict[str, date]:
    inside = Review.objects.filter(
        within(codes, field="centre__area"), held__gte=year.first, held__lte=min(day, year.last)
    )
    newest = inside.values("centre__area").annotate(newest=Max("held")).order_by("centre__area")
    return {row["centre__area"]: row["newest"] for row in newest}


def _by_area(counted: "object") -> dict[str, dict[str, int]]:
    found = {}
    for row in counted.order_by("centre__area"):  # type: ignore[attr-defined]
        code = row.pop("centre__area")
        found[code] = row
    return found
