"""What is owed with a day, over all directives in force: what reminders speak of."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.areas.rules import holds
from prasan.directives.board import board
from prasan.directives.models import Directive, Excuse, Exemption, Obligation
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
    """Numbered directives with a dated duty that is not long past, oldest first; those at hand in
    `reach` when one is given. What was revoked binds nobody."""
    since = day - REACH_BACK
    year = FiscalYear.of(since).number
    dated = Obligation.objects.filter(item__directive=OuterRef("pk")).filter(
        Q(due__gte=since) | Q(kind="quota", fiscal_year__gte=year)
    )
    every = Directive.objects
    seen = every.standing() if reach is None else every.at_hand(reach)
    issued = seen.filter(letter__number__isnull=False, letter__dated__lte=day)
    return list(
        issued.filter(Exists(dated))
        .select_related("letter__office__area")
        .prefetch_related("addressees")
        .order_by("letter__dated", "pk")
    )


def debts(
    directive: Directive,
    day: date,
    *,
    codes: Sequence[str] | None = None,
    among: Collection[Directive] | None = None,
) -> Iterator[Debt]:
    """Every dated thing still owed under `directive` on `day`, as its board has it; in all areas
    it is addressed to, or in the parts of them inside `codes`.

    What a later letter of the chain asks again of the same unit, be it a reminder or one that
    passes it down, is spoken of there; of those in `among` only, when some are named.
    """
    addressed = [one.area_id for one in directive.addressees.all()]
    found = board(directive, codes=addressed if codes is None else codes, day=day)
    renewed = _renewed(found.obligations, day, among)
    for code, unit in sorted(found.units.items()):
        for duty in found.obligations:
            standing = unit.standings.get(duty.pk)
            if standing is None or standing.due is None or standing.state.is_met:
                continue
            if any(holds(outer, code) for outer in renewed.get(duty.pk, ())):
                continue
            yield Debt(directive, duty, unit.area, standing.due)


def _renewed(
    obligations: tuple[Obligation, ...], day: date, among: Collection[Directive] | None
) -> dict[int, list[str]]:
    """For each obligation, the areas a later letter asks it of again; one query, two where some
    unit was excused by the later letter: of that one the earlier speaks again."""
    here = {duty.renews_id or duty.pk: duty for duty in obligations}
    mine = obligations[0].item.directive_id if obligations else 0
    again = Obligation.objects.filter(
        renews__in=here,
        item__directive__letter__dated__lte=day,
        item__directive__pk__gt=mine,
        item__directive__revoked_at=None,
    ).exclude(item__directive__letter__number=None)
    if among is not None:
        again = again.filter(item__directive__in=among)
    rows = list(again.values_list("pk", "renews", "item__directive__addressees__area"))
    excused = _excused([pk for pk, _, _ in rows])
    areas: dict[int, list[str]] = {}
    for pk, root, area in rows:
        if root in here and (pk, area) not in excused:
            areas.setdefault(here[root].pk, []).append(area)
    return areas


def _excused(obligations: Collection[int]) -> set[tuple[int, str]]:
    """The units whose last exception released them from one of `obligations`."""
    if not obligations:
        return set()
    granted = Exemption.objects.filter(obligation__in=obligations).order_by("granted", "pk")
    last = {(one.obligation_id, one.area_id): one.excuse for one in granted}
    return {key for key, excuse in last.items() if excuse != Excuse.EXTENDED}
