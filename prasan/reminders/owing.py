"""What is owed with a day, over all directives in force: what reminders speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.areas.rules import holds
from prasan.directives.board import board
from prasan.directives.models import Directive, Obligation
from prasan.thai.calendar import FiscalYear

# A directive whose days lie further back than this is history. Source: ours.
REACH_BACK = timedelta(days=200)


@dataclass(frozen=True)
class Debt:
    """One dated thing a unit still owes, and the day it is due for this unit."""

    directive: Directive
    obligation: Obligation
    area: Area
    due: date


def live(day: date, *, reach: Reach | None = None) -> list[Directive]:
    """Numbered directives with a dated duty that is not long past, oldest first; those in `reach`
    when one is given."""
    since = day - REACH_BACK
    year = FiscalYear.of(since).number
    dated = Obligation.objects.filter(item__directive=OuterRef("pk")).filter(
        Q(due__gte=since) | Q(kind="quota", fiscal_year__gte=year)
    )
    seen = Directive.objects.all() if reach is None else Directive.objects.visible_to(reach)
    issued = seen.filter(letter__number__isnull=False, letter__dated__lte=day)
    return list(
        issued.filter(Exists(dated))
        .select_related("letter__office__area")
        .prefetch_related("addressees")
        .order_by("letter__dated", "pk")
    )


def debts(directive: Directive, day: date, *, codes: Sequence[str] | None = None) -> Iterator[Debt]:
    """Every dated thing still owed under `directive` on `day`, as its board has it; in all areas
    it is addressed to, or in the parts of them inside `codes`.

    What a later letter of the chain asks again of the same district is spoken of there.
    """
    addressed = [one.area_id for one in directive.addressees.all()]
    found = board(directive, codes=addressed if codes is None else codes, day=day)
    renewed = _renewed(found.obligations, day)
    for code, unit in sorted(found.units.items()):
        for duty in found.obligations:
            standing = unit.standings.get(duty.pk)
            if standing is None or standing.due is None or standing.state.is_met:
                continue
            if any(holds(outer, code) for outer in renewed.get(duty.pk, ())):
                continue
            yield Debt(directive, duty, unit.area, standing.due)


def _renewed(obligations: tuple[Obligation, ...], day: date) -> dict[int, list[str]]:
    """For each obligation, the areas a later letter asks it of again; one query."""
    here = {duty.renews_id or duty.pk: duty for duty in obligations}
    mine = obligations[0].item.directive_id if obligations else 0
    again = (
        Obligation.objects.filter(
            renews__in=here, item__directive__letter__dated__lte=day, item__directive__pk__gt=mine
        )
        .exclude(item__directive__letter__number=None)
        .values_list("renews", "item__directive__addressees__area")
    )
    areas: dict[int, list[str]] = {}
    for root, area in again:
        if root in here:
            areas.setdefault(here[root].pk, []).append(area)
    return areas
