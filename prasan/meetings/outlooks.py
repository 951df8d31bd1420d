"""Which committees may miss their number this year, district by district."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.areas.progress import address
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.committees.models import Committee, Kind
from prasan.meetings import rules
from prasan.meetings.judged import Standing
from prasan.meetings.listing import Choice, year_asked_for
from prasan.meetings.quota import Counted, quota
from prasan.meetings.rules import Outlook

RISK, UNPLANNED, ALL = "", "open", "all"
_IN_DANGER = (Outlook.MISSED, Outlook.AT_RISK)
_UNPLANNED = (*_IN_DANGER, Outlook.OPEN)
_STANDINGS = {
    Outlook.FREE: Standing("wait", "none", _("ไม่กำหนดจำนวนครั้ง")),
    Outlook.MET: Standing("met", "met", _("ครบ")),
    Outlook.PLANNED: Standing("wait", "wait", _("มีนัดแล้ว")),
    Outlook.OPEN: Standing("wait", "wait", _("ยังมีเวลา")),
    Outlook.AT_RISK: Standing("part", "soon", _("เสี่ยงไม่ครบ")),
    Outlook.MISSED: Standing("late", "late", _("ไม่ครบ")),
}


@dataclass(frozen=True)
class Line:
    """One committee with what may be expected of it."""

    counted: Counted
    area: Area

    @property
    def standing(self) -> Standing:
        return _STANDINGS[self.counted.outlook]

    @property
    def told(self) -> str:
        return rules.outlook_told(self.counted.forecast)

    @property
    def kind_label(self) -> str:
        return Kind(self.counted.kind).label

    @property
    def url(self) -> str:
        return (
            f"{address('meetings:year', self.counted.kind, self.counted.code)}"
            f"?year={self.counted.year}"
        )


@dataclass(frozen=True)
class District:
    """The committees of one district: how many stand how, and those to be shown."""

    area: Area
    tally: Counter[Outlook]
    lines: list[Line]

    @property
    def everyone(self) -> int:
        return self.tally.total()

    @property
    def met(self) -> int:
        return self.tally[Outlook.MET]

    @property
    def planned(self) -> int:
        return self.tally[Outlook.PLANNED]

    @property
    def in_danger(self) -> int:
        return sum(self.tally[one] for one in _IN_DANGER)

    @property
    def open(self) -> int:
        return self.tally[Outlook.OPEN]


class Outlooks:
    """Every committee in reach with the forecast of a fiscal year, as an address asks for it."""

    def __init__(self, asked: QueryDict, *, reach: Reach, today: date) -> None:
        self.year = year_asked_for(asked.get("year", ""), today)
        self.show = asked.get("show", "") if asked.get("show") in (UNPLANNED, ALL) else RISK
        served = Committee.objects.visible_to(reach).filter(kind__in=[Kind.DISTRICT, Kind.TAMBON])
        self.counted = quota(served, period=self.year, day=today)

    @cached_property
    def _shown(self) -> list[Counted]:
        return [one for one in self.counted if self._is_shown(one.outlook)]

    def _is_shown(self, outlook: Outlook) -> bool:
        return self.show == ALL or outlook in (_UNPLANNED if self.show else _IN_DANGER)

    @cached_property
    def tally(self) -> Counter[Outlook]:
        return Counter(one.outlook for one in self.counted)

    @property
    def shows(self) -> list[Choice]:
        counts = {
            RISK: sum(self.tally[one] for one in _IN_DANGER),
            UNPLANNED: sum(self.tally[one] for one in _UNPLANNED),
            ALL: len(self.counted),
        }
        labels = {RISK: _("เสี่ยงไม่ครบ"), UNPLANNED: _("ยังนัดไม่ครบ"), ALL: _("ทุกคณะ")}
        return [
            Choice(labels[show], f"?year={self.year}&show={show}", show == self.show, count)
            for show, count in counts.items()
        ]

    @cached_property
    def codes(self) -> list[str]:
        """The districts with something to show, those with most of it first."""
        found = Counter(one.code[:DISTRICT_DIGITS] for one in self._shown)
        return sorted(found, key=lambda code: (-found[code], code))

    def districts(self, codes: Iterable[str]) -> list[District]:
        """The districts of one page; two queries."""
        wanted = list(codes)
        lines: dict[str, list[Counted]] = {code: [] for code in wanted}
        tallies: dict[str, Counter[Outlook]] = {code: Counter() for code in wanted}
        for one in self.counted:
            code = one.code[:DISTRICT_DIGITS]
            if code in lines:
                tallies[code][one.outlook] += 1
                if self._is_shown(one.outlook):
                    lines[code].append(one)
        named = {*wanted, *(one.code for found in lines.values() for one in found)}
        areas = Area.objects.select_related("parent").in_bulk(named)
        return [
            District(
                areas[code], tallies[code], [Line(one, areas[one.code]) for one in lines[code]]
            )
            for code in wanted
        ]
