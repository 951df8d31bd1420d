"""For indicators: the meetings of the tambon's committee in a fiscal year."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import within
from prasan.committees.models import Committee, Kind
from prasan.meetings.tallies import Tally, tallies
from prasan.thai.calendar import FiscalYear, format_short

NO_COMMITTEE = _("ยังไม่มี คอช.ต.")

HELD = Fact("meetings_held", _("การประชุมที่นับได้ในปี"), _("ครั้ง"), NO_COMMITTEE)
QUORATE = Fact("meetings_quorate", _("การประชุมที่ครบองค์ประชุม"), "%", NO_COMMITTEE, is_percent=True)
MINUTES = Fact("minutes_adopted", _("รายงานการประชุมที่รับรองแล้ว (0 ถึง 2)"), _("ขั้น"), NO_COMMITTEE)


def read(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, what its คอช.ต. held in `period` up to `day`; five queries."""
    committees = Committee.objects.filter(within(codes, field="area"), kind=Kind.TAMBON)
    return {tally.code: _of(tally, day) for tally in tallies(committees, period=period, day=day)}


SOURCES = [Source((HELD, QUORATE, MINUTES), read)]


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
