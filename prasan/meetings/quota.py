"""The quota of very many committees at once: a province, the nation.

Where `tallies` loads meetings to show them, this only counts, and lets the database do it: five
queries for eight committees or eight thousand. What counts is said twice for that, here and in
`rules.counts`; a test holds the two together.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, ExpressionWrapper, F, IntegerField, Max, Q, QuerySet

from prasan.committees.models import Committee, CommitteeQuerySet
from prasan.meetings import rules
from prasan.meetings.models import COUNTED_PRESENT, Attendance, Meeting
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
    listed = list(committees.values_list("pk", "kind", "area"))
    done = _done(committees, {pk: (kind, code) for pk, kind, code in listed}, books, period, day)
    appointed = _appointed(committees, period, day)
    judged_on = min(day, period.last)
    return [
        Counted(
            pk,
            kind,
            code,
            books.on(kind, judged_on, code).meetings_a_year,
            done.get(pk, 0),
            appointed.get(pk, ()),
            period,
            day,
        )
        for pk, kind, code in listed
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
    committees: CommitteeQuerySet,
    places: dict[int, tuple[str, str]],
    books: Rulebooks,
    period: FiscalYear,
    day: date,
) -> Counter[int]:
    """By committee, how many meetings of the year count: minutes on file, quorum present.

    A committee meets once a day (a constraint), so meetings are days.
    """
    lines = Attendance.objects.of_the_first_day().filter(
        _of(committees, "meeting__"),
        meeting__held__gte=period.first,
        meeting__held__lte=min(day, period.last),
        meeting__minutes__isnull=False,
    )
    shares = books.percents({kind for kind, _ in places.values()})
    if len(shares) == 1:
        return Counter(pk for (pk,) in _quorate(lines, shares.pop(), "meeting__committee"))
    done: Counter[int] = Counter()
    for share in shares:
        for pk, held in _quorate(lines, share, "meeting__committee", "meeting__held"):
            done[pk] += books.on(places[pk][0], held, places[pk][1]).quorum_percent == share
    return done


def _quorate(
    lines: QuerySet[Attendance], percent: int, *fields: str
) -> QuerySet[Attendance, tuple[Any, ...]]:
    """`fields` of each meeting with a quorum: the share rounded up is reached just when a
    hundred times those who came is no less than that share of the seats."""
    came = Count("presence", filter=Q(presence__in=COUNTED_PRESENT))
    rolls = lines.order_by().values("meeting", *fields).annotate(came=came, seats=Count("*"))
    quorate = rolls.annotate(
        hundredfold=ExpressionWrapper(F("came") * 100, IntegerField()),
        share=ExpressionWrapper(F("seats") * percent, IntegerField()),
    ).filter(hundredfold__gte=F("share"))
    named: QuerySet[Attendance, tuple[Any, ...]] = quorate.values_list(*fields)
    return named


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
