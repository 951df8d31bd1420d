"""Which committees the list of meetings shows, as its address asks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.accounts.reach import Reach
from prasan.committees.models import Committee, CommitteeQuerySet, Kind
from prasan.meetings.quota import Counted, quota
from prasan.meetings.tallies import Tally, tallies
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import arabic

_EARLIEST = 2500
SHORT, MET = "short", "met"


@dataclass(frozen=True)
class Choice:
    """One link of a filter."""

    label: str | Promise
    url: str
    is_current: bool
    count: int | None = None


def year_asked_for(text: str, today: date) -> FiscalYear:
    """The fiscal year an address names; this one when it names none, or one yet to come."""
    this = FiscalYear.of(today)
    number = arabic(text)
    if not (number.isascii() and number.isdigit()):
        return this
    return FiscalYear(int(number)) if _EARLIEST <= int(number) <= this.number else this


def recent_years(shown: FiscalYear, today: date) -> list[FiscalYear]:
    """This year and the three before it, and the one shown when it is older still."""
    this = FiscalYear.of(today).number
    numbers = {this - back for back in range(4)} | {shown.number}
    return [FiscalYear(number) for number in sorted(numbers, reverse=True)]


def _one_of(known: Collection[str], asked: str) -> str:
    return asked if asked in known else ""


class Listing:
    """The committees in reach with the tally of a year, narrowed by kind, name and what is owed."""

    def __init__(self, asked: QueryDict, *, reach: Reach, today: date) -> None:
        self.year = year_asked_for(asked.get("year", ""), today)
        self.kind = _one_of(Kind.values, asked.get("kind", ""))
        self.show = _one_of((SHORT, MET), asked.get("show", ""))
        self.query = " ".join(asked.get("q", "").split())
        self._committees = Committee.objects.visible_to(reach)
        self._today = today

    @cached_property
    def counted(self) -> list[Counted]:
        """Every committee asked for, in the order of areas."""
        return quota(self._narrowed(), period=self.year, day=self._today)

    @property
    def chosen(self) -> list[Counted]:
        """Those the list shows: all, or only those that owe, or only those that do not."""
        if not self.show:
            return self.counted
        return [one for one in self.counted if bool(one.owed) == (self.show == SHORT)]

    def tallies(self, shown: Iterable[Counted]) -> list[Tally]:
        """Those shown with their meetings: only a page of them is loaded."""
        committees = Committee.objects.filter(pk__in=[one.pk for one in shown])
        return list(tallies(committees, period=self.year, day=self._today))

    @property
    def short(self) -> int:
        return sum(bool(one.owed) for one in self.counted)

    @property
    def shows(self) -> list[Choice]:
        everyone = len(self.counted)
        counts = {"": everyone, SHORT: self.short, MET: everyone - self.short}
        labels = {"": _("ทั้งหมด"), SHORT: _("ยังไม่ครบ"), MET: _("ครบแล้ว")}
        return [
            Choice(labels[show], self.address(show=show), show == self.show, count)
            for show, count in counts.items()
        ]

    @property
    def kinds(self) -> list[Choice]:
        both = Choice(_("คอช. ทุกระดับ"), self.address(kind=""), not self.kind)
        return [
            both,
            *(Choice(kind.label, self.address(kind=kind), kind == self.kind) for kind in Kind),
        ]

    @property
    def years(self) -> list[Choice]:
        return [
            Choice(f"{year}", self.address(year=f"{year}"), year == self.year)
            for year in recent_years(self.year, self._today)
        ]

    def address(self, **changes: str) -> str:
        """The address of this list with some of it changed."""
        kept = {**self.asked, "q": self.query, **changes}
        return f"?{urlencode({name: value for name, value in kept.items() if value})}"

    @property
    def asked(self) -> dict[str, str]:
        """What a search keeps: all of the address but the words searched for."""
        return {"year": f"{self.year}", "kind": self.kind, "show": self.show}

    @property
    def without_query(self) -> str:
        return self.address(q="")

    def _narrowed(self) -> CommitteeQuerySet:
        """The ก.บ.ต. has no meetings to owe, so it shows only when asked for."""
        kinds = [self.kind] if self.kind else [Kind.DISTRICT, Kind.TAMBON]
        found = self._committees.filter(kind__in=kinds)
        if not self.query:
            return found
        name = self.query.removeprefix("ตำบล").removeprefix("อำเภอ").strip()
        return found.filter(Q(area__name__icontains=name) | Q(area__parent__name__icontains=name))
