"""The quota of very many committees at once: a province, the nation.

Where `tallies` loads meetings to show them, this only counts, and lets the database do it: five
queries for eight committees or eight thousand. What counts is said twice for that, here and in
`rules.counts`; a test holds the two together.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import (
    Count,
    ExpressionWrapper,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce

from prasan.committees.models import Committee, CommitteeQuerySet
from prasan.meetings import rules
from prasan.meetings.models import COUNTED_PRESENT, Attendance, Meeting, MeetingQuerySet
from prasan.meetings.rulebooks import Rulebooks
from prasan.meetings.rules import Forecast, Outlook
from prasan.thai.calendar import FiscalYear, buddhist_year


class Counted(NamedTuple):
    """One committee's number of a fiscal year, as known on a day."""

    pk: int
    kind: str
    code: str
    needed: int
    done: int
    appointed: tuple[date, ...]
    year: FiscalYear
    day: date

    @property
    def owed(self) -> int:
        return max(0, self.needed - self.done)

    @property
    def forecast(self) -> Forecast:
        return rules.forecast(
            counted=self.done,
            needed=self.needed,
            appointed=self.appointed,
            year=self.year,
            today=self.day,
        )

    @property
    def outlook(self) -> Outlook:
        return self.forecast.outlook


def quota(committees: CommitteeQuerySet, *, period: FiscalYear, day: date) -> list[Counted]:
    """The count of each of `committees`, in their order."""
    books = Rulebooks()
    appointed = _appointed(committees, period, day)
    judged_on = min(day, period.last)
    return [
        Counted(
            pk,
            kind,
            code,
            books.on(kind, judged_on, code).meetings_a_year,
            done,
            appointed.get(pk, ()),
            period,
            day,
        )
        for pk, kind, code, done in _done(committees, books, period, judged_on)
    ]


@dataclass(frozen=True)
class Numbers:
    """A committee's meetings of one calendar year, by which minutes are numbered."""

    year: int
    held: int
    last: int


def numbers_of(committee: Committee, period: FiscalYear) -> list[Numbers]:
    """The two calendar years a fiscal year lies in: meetings held, and the last number given."""
    years = (buddhist_year(period.first), buddhist_year(period.last))
    rows = Meeting.objects.standing().filter(committee=committee, year__in=years).order_by()
    found = {
        year: Numbers(year, held, last)
        for year, held, last in rows.values_list("year").annotate(Count("held"), Max("number"))
    }
    return [found.get(year, Numbers(year, 0, 0)) for year in years]


def _done(
    committees: CommitteeQuerySet, books: Rulebooks, period: FiscalYear, until: date
) -> Iterator[tuple[int, str, str, int]]:
    """Each committee with how many meetings of the year count: minutes on file, quorum present.

    A committee meets once a day (a constraint), so meetings are days. Where one share makes the
    quorum everywhere, the database counts; where there are several, it finds the meetings that
    have each of them, and we pick those of the share that held for a meeting.
    """
    filed = Meeting.objects.in_year(period).by(until).filter(minutes__isnull=False).order_by()
    shares = books.percents(committees.order_by().values_list("kind", flat=True).distinct())
    if len(shares) == 1:
        mine = _quorate(filed, shares.pop()).filter(committee=OuterRef("pk"))
        counted = mine.values("committee").annotate(done=Count("pk")).values("done")
        told = committees.annotate(done=Coalesce(Subquery(counted), 0))
        yield from told.values_list("pk", "kind", "area", "done")
        return
    done: Counter[int] = Counter()
    filed = filed.filter(_of(committees))
    for share in shares:
        quorate = _quorate(filed, share).values_list(
            "committee", "planned", "committee__kind", "committee__area"
        )
        for pk, day, kind, code in quorate:
            done[pk] += books.on(kind, day, code).quorum_percent == share
    for pk, kind, code in committees.values_list("pk", "kind", "area"):
        yield pk, kind, code, done[pk]


def _quorate(meetings: MeetingQuerySet, percent: int) -> MeetingQuerySet:
    """Those of `meetings` with a quorum: the share rounded up is reached just when a hundred
    times those who came is no less than that share of the seats."""
    roll = Attendance.objects.of_the_first_day().filter(meeting=OuterRef("pk"))
    came = Count("presence", filter=Q(presence__in=COUNTED_PRESENT))
    spare = ExpressionWrapper(came * 100 - Count("*") * percent, IntegerField())
    return meetings.annotate(
        spare=Subquery(roll.order_by().values("meeting").annotate(spare=spare).values("spare"))
    ).filter(spare__gte=0)


def _appointed(
    committees: CommitteeQuerySet, period: FiscalYear, day: date
) -> dict[int, tuple[date, ...]]:
    """By committee, the days of meetings that are drafted, called or under way, from `day` on."""
    coming = Meeting.objects.to_come().filter(_of(committees))
    coming = coming.filter(planned__gte=max(day, period.first), planned__lte=period.last)
    days: dict[int, tuple[date, ...]] = {}
    for committee, planned in coming.order_by("planned").values_list("committee", "planned"):
        days[committee] = (*days.get(committee, ()), planned)
    return days


def _of(committees: CommitteeQuerySet, path: str = "") -> Q:
    """A condition on a meeting's committee."""
    return Q(**{f"{path}committee__in": committees.order_by().values("pk")})
