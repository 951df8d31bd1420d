"""The count of meetings of many committees at once, whatever asks for it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from prasan.areas.progress import address
from prasan.committees.models import CommitteeQuerySet, Kind
from prasan.meetings import rules
from prasan.meetings.judged import Judged, Standing
from prasan.meetings.models import Meeting
from prasan.meetings.rulebooks import Rulebooks
from prasan.meetings.rules import Sitting, Terms
from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Tally:
    """One committee's meetings of one fiscal year, as judged on a day."""

    kind: str
    code: str
    year: FiscalYear
    day: date
    terms: Terms
    judged: tuple[Judged, ...]

    def get_absolute_url(self) -> str:
        return f"{address('meetings:year', self.kind, self.code)}?year={self.year}"

    @property
    def kind_label(self) -> str:
        return Kind(self.kind).label

    @property
    def needed(self) -> int:
        return self.terms.meetings_a_year

    @cached_property
    def days(self) -> list[date]:
        """The days that count, in order."""
        return rules.days_counted(self._sittings, self.year)

    @property
    def done(self) -> int:
        return len(self.days)

    @property
    def owed(self) -> int:
        return rules.meetings_owed(self.days, self.year, self.needed)

    @property
    def places_left(self) -> range:
        """One for each meeting still owed."""
        return range(self.owed)

    @property
    def met(self) -> date | None:
        return rules.met_on(self.days, self.year, self.needed)

    @property
    def days_left(self) -> int:
        """Days the committee still has to meet in; 0 on the last day and after."""
        return max(0, (self.year.last - self.day).days)

    @property
    def standing(self) -> Standing:
        if not self.needed:
            return Standing("wait", "none", _("ไม่กำหนดจำนวนครั้ง"))
        if not self.owed:
            return Standing("met", "met", _("ครบ"))
        short = _("ขาดอีก %(count)s ครั้ง") % {"count": self.owed}
        if self.day > self.year.last:
            return Standing("late", "late", short)
        return Standing("wait", "wait", short)

    @property
    def why(self) -> str:
        """Why meetings held do not count, while some are owed."""
        return rules.why_short(self._sittings, self.year) if self.owed else ""

    @property
    def note(self) -> str:
        """1 จาก 2 ครั้ง, and why one does not count."""
        return f"{self.done} จาก {self.needed} ครั้ง {self.why}".strip()

    @property
    def proofs(self) -> tuple[int, ...]:
        """The minutes of the meetings that count, by their ids."""
        filed = (judged.meeting.minutes_id for judged in self.judged if judged.counts)
        return tuple(pk for pk in filed if pk)

    @property
    def _sittings(self) -> list[Sitting]:
        return [judged.sitting for judged in self.judged]


def tallies(committees: CommitteeQuerySet, *, period: FiscalYear, day: date) -> Iterator[Tally]:
    """The tally of each of `committees`, in their order: four queries for any number of them."""
    return tallies_by_year(committees, periods=[period], day=day)


def tallies_by_year(
    committees: CommitteeQuerySet, *, periods: Sequence[FiscalYear], day: date
) -> Iterator[Tally]:
    """The same of several years, those of a committee together; not one query more."""
    books = Rulebooks()
    held = _held(committees, periods, day)
    for pk, kind, code in committees.values_list("pk", "kind", "area"):
        for period in periods:
            yield Tally(
                kind=kind,
                code=code,
                year=period,
                day=day,
                terms=books.on(kind, min(day, period.last), code),
                judged=tuple(
                    Judged(meeting, books.on(kind, meeting.planned, code))
                    for meeting in held.get((pk, period), [])
                ),
            )


def _held(
    committees: CommitteeQuerySet, periods: Sequence[FiscalYear], day: date
) -> dict[tuple[int, FiscalYear], list[Meeting]]:
    found = defaultdict(list)
    mine = Meeting.objects.filter(committee__in=committees.order_by())
    meetings = mine.in_years(periods).by(day).with_roll().select_related("minutes")
    for meeting in meetings.order_by("held"):
        if meeting.held:
            found[meeting.committee_id, FiscalYear.of(meeting.held)].append(meeting)
    return found
