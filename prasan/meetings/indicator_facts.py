"""For indicators: the meetings of a tambon's committee in a fiscal year, and what came of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import within
from prasan.areas.progress import address
from prasan.committees.models import Committee, Kind
from prasan.meetings.models import Completion, Meeting, Resolution
from prasan.meetings.outcomes import outcomes
from prasan.meetings.rules import followed_up, resolution_told
from prasan.meetings.tallies import Tally, tallies
from prasan.thai.calendar import FiscalYear, format_short

NO_COMMITTEE = _("ยังไม่มี คอช.ต.")

HELD = Fact("meetings_held", _("การประชุมที่นับได้ในปี"), _("ครั้ง"), NO_COMMITTEE)
QUORATE = Fact("meetings_quorate", _("การประชุมที่ครบองค์ประชุม"), "%", NO_COMMITTEE, is_percent=True)
MINUTES = Fact("minutes_adopted", _("รายงานการประชุมที่รับรองแล้ว (0 ถึง 2)"), _("ขั้น"), NO_COMMITTEE)

FOLLOWED_UP = Fact(
    "resolutions_in_time", _("มติที่แล้วเสร็จตามกำหนด"), "%", NO_COMMITTEE, is_percent=True
)


def read(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, what its คอช.ต. held in `period` up to `day`; five queries."""
    committees = Committee.objects.filter(within(codes, field="area"), kind=Kind.TAMBON)
    return {tally.code: _of(tally, day) for tally in tallies(committees, period=period, day=day)}


@dataclass(frozen=True)
class Resolved:
    """One resolution as indicators look at it."""

    pk: int
    text: str
    due: date | None
    done: date | None

    def basis(self, day: date) -> Basis:
        told = resolution_told(self.due, self.done, day)
        return Basis(f"{self.text} {told}", address("meetings:resolution", self.pk))


def read_resolutions(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, how what its คอช.ต. resolved in `period` was followed up; two queries, and
    those of the apps that carry resolutions out."""
    committees = Committee.objects.filter(within(codes, field="area"), kind=Kind.TAMBON)
    held = Meeting.objects.filter(committee__in=committees.order_by()).in_year(period).by(day)
    done = Completion.objects.standing().filter(resolution=OuterRef("pk"), done__lte=day)
    chosen = (
        Resolution.objects.filter(item__meeting__in=held.order_by(), item__is_dropped=False)
        .annotate(done_on=Subquery(done.order_by().values("done")[:1]))
        .order_by("item__meeting", "item", "line")
        .values_list("item__meeting__committee__area", "pk", "text", "due", "done_on")
    )
    found: dict[str, list[Resolved]] = defaultdict(list)
    rows = list(chosen)
    elsewhere = outcomes([pk for _, pk, *_ in rows])
    for code, pk, text, due, told in rows:
        outcome = elsewhere.get(pk)
        days = [one for one in (told, outcome and outcome.done) if one and one <= day]
        found[code].append(Resolved(pk, text, due, min(days, default=None)))
    codes_of_committees = committees.order_by().values_list("area", flat=True)
    return {
        code: {FOLLOWED_UP.key: _followed_up(code, found[code], day)}
        for code in codes_of_committees
    }


SOURCES = [
    Source((HELD, QUORATE, MINUTES), read),
    Source((FOLLOWED_UP,), read_resolutions),
]


def _of(tally: Tally, day: date) -> dict[str, Reading]:
    basis = tuple(
        Basis(
            f"ประชุม {format_short(one.meeting.planned)} {one.standing.label}",
            one.meeting.get_absolute_url(),
        )
        for one in tally.judged
    ) or (Basis("การประชุมของปี", tally.get_absolute_url()),)
    return {
        HELD.key: Reading(tally.done, tally.note, basis),
        QUORATE.key: _quorate(tally, basis),
        MINUTES.key: _minutes(tally, day, basis),
    }


def _quorate(tally: Tally, basis: tuple[Basis, ...]) -> Reading:
    held = len(tally.judged)
    if not held:
        return Reading(0, "ยังไม่ได้ประชุมในปีนี้", basis)
    quorate = sum(one.is_quorate for one in tally.judged)
    return Reading(quorate * 100 // held, f"ครบองค์ประชุม {quorate} จาก {held} ครั้ง", basis)


def _minutes(tally: Tally, day: date, basis: tuple[Basis, ...]) -> Reading:
    """2 with the minutes of every meeting adopted, 1 with some on file, 0 with none.

    Minutes of the last meeting are adopted in the next: then they are still owed, and it says so.
    """
    filed = [one.meeting for one in tally.judged if one.meeting.minutes_id]
    adopted = [one for one in filed if one.adopted and one.adopted <= day]
    if not filed:
        return Reading(0, "ยังไม่มีรายงานการประชุมในปีนี้", basis)
    words = f"รับรองแล้ว {len(adopted)} จาก {len(tally.judged)} ครั้ง"
    return Reading(2 if len(adopted) == len(tally.judged) else 1, words, basis)


def _followed_up(code: str, resolved: Sequence[Resolved], day: date) -> Reading:
    """The share done in time; nothing where no resolution can be judged yet."""
    year = Basis("การประชุมของปี", address("meetings:year", Kind.TAMBON, code))
    basis = tuple(one.basis(day) for one in resolved) or (year,)
    in_time, judged = followed_up(((one.due, one.done) for one in resolved), day)
    if not resolved:
        return Reading(None, "ยังไม่มีมติที่ต้องดำเนินการในปีนี้ จึงคิดให้ไม่ได้", basis)
    if not judged:
        return Reading(None, f"มติ {len(resolved)} เรื่องยังไม่ถึงกำหนด จึงคิดให้ไม่ได้", basis)
    return Reading(in_time * 100 // judged, f"แล้วเสร็จตามกำหนด {in_time} จาก {judged} เรื่อง", basis)
