"""Which lines of a register are asked for: by office, series, calendar year and words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils import timezone

from prasan.accounts.models import Office
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.letters import rules
from prasan.letters.models import (
    Incoming,
    IncomingQuerySet,
    Letter,
    LetterQuerySet,
    Series,
    Urgency,
)
from prasan.letters.reading.days import days_in
from prasan.thai.digits import arabic

_PAGE = 50
_LONGEST = 200
_YEAR = re.compile(r"[0-9]{4}$|/[0-9]{2}$")

Rows = TypeVar("Rows", LetterQuerySet, IncomingQuerySet)


@dataclass(frozen=True)
class Asked:
    """What a reader narrowed a register to; `offices` are those there are to choose from."""

    offices: Sequence[Office]
    office: Office | None = None
    series: str = ""
    year: int | None = None
    urgency: str = ""
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
            typed.get("urgency", "") if typed.get("urgency") in Urgency.values else "",
            typed.get("q", "").strip()[:_LONGEST],
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.office or self.series or self.year or self.urgency or self.words)

    @property
    def day(self) -> date | None:
        """The day among the words, when it is said whole: 5 พ.ย. 2567."""
        return self._split[0]

    @property
    def terms(self) -> list[str]:
        """The words but for the day, as they are looked for."""
        return rules.search_terms(self._split[1])

    @property
    def _split(self) -> tuple[date | None, str]:
        typed = arabic(self.words)
        for said in days_in(typed):
            if said.day and _YEAR.search(typed[said.start : said.end]):
                return said.day, f"{typed[: said.start]} {typed[said.end :]}"
        return None, typed

    def letters(self, reach: Reach) -> LetterQuerySet:
        """Letters out, those that came to one's area from other offices too."""
        found = _narrowed(self, Letter.objects.visible_to(reach).issued())
        found = found.filter(dated=self.day) if self.day else found
        return found.filter(series=self.series) if self.series else found

    def received(self, reach: Reach) -> IncomingQuerySet:
        """Letters in; a day is the letter's own or that on which it came."""
        found = _narrowed(self, Incoming.objects.visible_to(reach))
        if not self.day:
            return found
        begins = timezone.make_aware(datetime.combine(self.day, time.min))
        came = Q(received_at__gte=begins, received_at__lt=begins + timedelta(days=1))
        return found.filter(Q(dated=self.day) | came)


def page_of(found: Rows, asked: Asked, number: str | None) -> "Page[Any]":
    """One page of a register. What is searched by words is looked through once, not also counted.

    Page and count of a plain register come from its index.
    """
    if not asked.terms:
        return Paginator(found.for_register(), _PAGE).get_page(number)
    page: Any = Paginator(list(found.values_list("pk", flat=True)), _PAGE).get_page(number)
    rows = {
        one.pk: one
        for one in found.model._default_manager.filter(pk__in=page.object_list).for_register()
    }
    page.object_list = [rows[pk] for pk in page.object_list]
    return page  # type: ignore[no-any-return]


def _narrowed(asked: Asked, rows: Rows) -> Rows:
    if asked.office:
        rows = rows.filter(office=asked.office)
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.urgency:
        rows = rows.filter(urgency=asked.urgency)
    for term in asked.terms:
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
