"""The count of meetings of many committees at once, whatever asks for it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from prasan.committees.models import CommitteeQuerySet
from prasan.meetings import rules
from prasan.meetings.models import Meeting
from prasan.meetings.rulebooks import Rulebooks
from prasan.meetings.rules import Sitting
from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Tally:
    """One committee's meetings of one fiscal year, as judged on a day."""

    kind: str
    code: str
    year: FiscalYear
    needed: int
    sittings: tuple[Sitting, ...]
    minutes: tuple[str, ...]

    def get_absolute_url(self) -> str:
        return f"{reverse('meetings:year', args=[self.kind, self.code])}?year={self.year}"

    @cached_property
    def days(self) -> list[date]:
        """The days that count, in order."""
        return rules.days_counted(self.sittings, self.year)

    @property
    def done(self) -> int:
        return len(self.days)

    @property
    def owed(self) -> int:
        return rules.meetings_owed(self.days, self.year, self.needed)

    @property
    def met(self) -> date | None:
        return rules.met_on(self.days, self.year, self.needed)

    @property
    def why(self) -> str:
        """Why meetings held do not count, while some are owed."""
        return rules.why_short(self.sittings, self.year) if self.owed else ""

    @property
    def note(self) -> str:
        """1 จาก 2 ครั้ง, and why one does not count."""
        return f"{self.done} จาก {self.needed} ครั้ง {self.why}".strip()

    @property
    def proofs(self) -> tuple[str, ...]:
        """Checksums of the minutes of the meetings that count."""
        paired = zip(self.sittings, self.minutes, strict=True)
        return tuple(sha for sitting, sha in paired if rules.counts(sitting))


def tallies(committees: CommitteeQuerySet, *, period: FiscalYear, day: date) -> Iterator[Tally]:
    """The tally of each of `committees`, in their order: three queries for any number of them."""
    books = Rulebooks()
    held = _held(committees, period, day)
    judged_on = min(day, period.last)
    for pk, kind, code in committees.values_list("pk", "kind", "area"):
        meetings = held.get(pk, [])
        yield Tally(
            kind=kind,
            code=code,
            year=period,
            needed=books.on(kind, judged_on).meetings_a_year,
            sittings=tuple(meeting.sitting(books.on(kind, meeting.held)) for meeting in meetings),
            minutes=tuple(
                meeting.minutes.sha256 if meeting.minutes else "" for meeting in meetings
            ),
        )


def _held(committees: CommitteeQuerySet, period: FiscalYear, day: date) -> dict[int, list[Meeting]]:
    found = defaultdict(list)
    meetings = Meeting.objects.filter(committee__in=committees.order_by()).in_year(period).by(day)
    for meeting in meetings.with_roll().select_related("minutes").order_by("held"):
        found[meeting.committee_id].append(meeting)
    return found
