"""How far areas have come with their missions and their Strong Tambon."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from prasan.areas.models import within
from prasan.areas.progress import Progress, address
from prasan.plans import rules
from prasan.plans.facts import strong_facts
from prasan.plans.models import Mission, Plan
from prasan.thai.calendar import FiscalYear, format_short

NOTE_LENGTH = 60


def missions(*, codes: Sequence[str], period: FiscalYear, day: date) -> dict[str, Progress]:
    """Whether the centre of each district and tambon has a mission; one query.

    A centre whose missions had not begun by `day` is left out. The note is the order or the
    resolution that gave it.
    """
    begun = Mission.objects.filter(within(codes, field="centre__area"), starts__lte=day)
    by_code: dict[str, list[Mission]] = defaultdict(list)
    for mission in begun.order_by("starts", "pk").select_related("centre"):
        by_code[mission.centre.area_id].append(mission)
    return {code: _mission(code, held, period, day) for code, held in by_code.items()}


def strong_tambon(*, codes: Sequence[str], period: FiscalYear, day: date) -> dict[str, Progress]:
    """Whether the Strong Tambon of each tambon is in its plan and sent up; six queries.

    A tambon without any plan is left out. The note says what is there or what is missing.
    """
    plans = Plan.objects.of_tambons().filter(within(codes, field="area"))
    return {
        code: _strong_tambon(code, facts, period, day)
        for code, facts in strong_facts(plans, day).items()
    }


def _mission(code: str, begun: Sequence[Mission], period: FiscalYear, day: date) -> Progress:
    """The progress of one centre; `begun` holds at least one mission, oldest first."""
    counted = [m for m in begun if rules.mission_counts(m.starts, m.ends, period, day)]
    link = address("plans:missions", code)
    if not counted:
        return Progress(0, 1, None, _lapsed(begun, period), link)
    proofs = tuple(mission.document_id for mission in counted if mission.document_id)
    return Progress(1, 1, counted[0].starts, _short(counted[-1].authority), link, proofs)


def _lapsed(begun: Sequence[Mission], period: FiscalYear) -> str:
    """Why none of the missions counts for `period`: over before it, or given after it."""
    ended = [mission.until for mission in begun if mission.until and mission.until < period.first]
    if not ended:
        return f"มอบหมายหลังสิ้นปีงบประมาณ {period}"
    return f"ภารกิจเดิมสิ้นสุด {format_short(max(ended))} ยังไม่มอบใหม่"


def _strong_tambon(
    code: str, facts: Sequence[rules.PlanFacts], period: FiscalYear, day: date
) -> Progress:
    standing = rules.strong_tambon(facts, period, day)
    if standing.project and not standing.is_met:
        link = address("plans:project", standing.project)
    else:
        link = address("plans:tambon", code)
    proofs = tuple(plan.proof for plan in facts if plan.proof and plan.covers(period))
    note = standing.note
    if standing.is_met and standing.lacks_resolution:
        note += " ยังไม่ระบุมติ"
    return Progress(int(standing.is_met), 1, standing.met, note, link, proofs)


def _short(text: str) -> str:
    return text if len(text) <= NOTE_LENGTH else f"{text[: NOTE_LENGTH - 1]}…"
