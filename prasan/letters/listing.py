"""Which lines of a register are asked for: by office, series, calendar year and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from prasan.accounts.models import Office
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.letters import rules
from prasan.letters.models import Incoming, IncomingQuerySet, Letter, LetterQuerySet, Series
from prasan.thai.digits import arabic

Rows = TypeVar("Rows", LetterQuerySet, IncomingQuerySet)


@dataclass(frozen=True)
class Asked:
    """What a reader narrowed a register to; `offices` are those there are to choose from."""

    offices: Sequence[Office]
    office: Office | None = None
    series: str = ""
    year: int | None = None
    words: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, str], offices: Sequence[Office]) -> "Asked":
        """What stands in an address; anything that cannot be is passed over."""
        year, chosen = arabic(typed.get("year", "")), typed.get("office", "")
        series = typed.get("series", "")
        return cls(
            offices,
            next((office for office in offices if str(office.pk) == chosen), None),
            series if series in Series.outgoing() else "",
            int(year) if year.isdecimal() and len(year) == 4 else None,
            typed.get("q", "").strip(),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.office or self.series or self.year or self.words)

    def letters(self, reach: Reach) -> LetterQuerySet:
        """Letters out, those that came to one's area from other offices too."""
        found = _narrowed(self, Letter.objects.visible_to(reach).issued())
        return found.filter(series=self.series) if self.series else found

    def received(self, reach: Reach) -> IncomingQuerySet:
        return _narrowed(self, Incoming.objects.visible_to(reach))


def _narrowed(asked: Asked, rows: Rows) -> Rows:
    if asked.office:
        rows = rows.filter(office=asked.office)
    if asked.year:
        rows = rows.filter(year=asked.year)
    for term in rules.search_terms(asked.words):
        rows = rows.filter(words__contains=term)
    return rows


def offices_in_sight(reach: Reach) -> list[Office]:
    return list(Office.objects.filter(reach.q("area")).select_related("area").order_by("area"))


def offices_of(reach: Reach) -> list[Office]:
    """The offices whose registers one keeps: those of one's own post, not those below it."""
    codes = reach.holding(Right.CORRESPOND)
    return list(Office.objects.filter(area__in=codes).select_related("area").order_by("area", "pk"))


def own_office(reach: Reach) -> Office | None:
    """The first of the offices whose registers one keeps."""
    return next(iter(offices_of(reach)), None)


def districts_under(offices: Sequence[Office], day: date) -> list[Area]:
    """The districts offices write to, those that are on `day`."""
    codes = [office.area_id for office in offices]
    return list(Area.objects.within(codes).filter(level=Level.DISTRICT).on(day))
