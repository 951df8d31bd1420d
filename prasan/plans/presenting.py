"""Plans as the pages show them: standings with their signs, projects with their answers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.plans import rules
from prasan.plans.models import (
    Advance,
    Inclusion,
    InclusionQuerySet,
    Mission,
    Money,
    Plan,
    PlanVersion,
    Project,
    ProjectTag,
    Proposal,
    Reply,
)
from prasan.plans.rules import Said, Standing, State, Step
from prasan.plans.tags import STRONG


@dataclass(frozen=True)
class Shown:
    """A standing as {% state %} shows it."""

    css: str
    sign: str
    label: str


_STEPS = {
    Step.PLAN: Shown("wait", "wait", "ยังไม่มีแผน"),
    Step.ADOPTION: Shown("part", "part", "รอเห็นชอบ"),
    Step.PROJECT: Shown("part", "part", "ยังไม่มีโครงการ"),
    Step.LINK: Shown("part", "part", "ยังไม่เชื่อม"),
    Step.ANSWER: Shown("met", "met", "เชื่อมแล้ว"),
    Step.DONE: Shown("met", "met", "มีแผนรับแล้ว"),
}
_STATES = {
    State.WAITING: Shown("wait", "wait", "รอคำตอบ"),
    State.ADOPTED: Shown("met", "met", "รับเข้าแผน"),
    State.MERGED: Shown("met", "met", "รวมกับโครงการอื่น"),
    State.DEFERRED: Shown("part", "review", "เลื่อนไว้ก่อน"),
    State.REFUSED: Shown("part", "returned", "ไม่รับ"),
    State.FUNDED: Shown("met", "met", "ได้รับงบประมาณ"),
    State.STARTED: Shown("met", "met", "กำลังดำเนินการ"),
    State.DONE: Shown("met", "met", "แล้วเสร็จ"),
}


@dataclass(frozen=True)
class SentLine:
    """A proposal with the sign of its answer, and the reason where it was not taken in."""

    proposal: Proposal
    shown: Shown
    reason: str = ""

    @property
    def told(self) -> str:
        """Where it was sent and what came back, in one line of a paper."""
        because = f" เพราะ{self.reason}" if self.reason else ""
        return f"{self.proposal}: {self.shown.label}{because}"


@dataclass(frozen=True)
class ProjectLine:
    """A project as a version of its plan has it, with its proposals, first proposed first."""

    project: Project
    inclusion: Inclusion
    total: Decimal
    is_strong: bool
    sent: Sequence[SentLine]


@dataclass(frozen=True)
class MissionLine:
    """A mission with the sign of where it stands on the day."""

    mission: Mission
    shown: Shown


@dataclass(frozen=True)
class Doing:
    """The next step as a button: what it says, and where it is done."""

    label: str
    url: str


def step_shown(standing: Standing) -> Shown:
    """The sign and word of a tambon's Strong Tambon."""
    return _STEPS[standing.step]


def state_shown(state: State) -> Shown:
    """The sign and word of where a proposal stands."""
    return _STATES[state]


def answers_told(sent: Iterable[SentLine]) -> str:
    """A line for each plan a project was sent to, as papers and workbooks have it."""
    return "\n".join(one.told for one in sent) or "ยังไม่ได้เสนอ"


def project_lines(plan: Plan, version: PlanVersion, day: date) -> list[ProjectLine]:
    """The projects of one version with their proposals, by first year; seven queries."""
    return _project_lines(list(_standing(plan, version).order_by("first_year", "project_id")), day)


def first_lines(plan: Plan, version: PlanVersion, day: date, many: int) -> list[ProjectLine]:
    """At most so `many` of them, those of the Strong Tambon before the others."""
    mark = ProjectTag.objects.filter(project=OuterRef("project"), tag=STRONG)
    ordered = _standing(plan, version).order_by(Exists(mark).desc(), "first_year", "project_id")
    return _project_lines(list(ordered[:many]), day)


def _standing(plan: Plan, version: PlanVersion) -> InclusionQuerySet:
    stand = Inclusion.objects.filter(project__plan=plan).in_version(version.number)
    return stand.select_related("project")


def _project_lines(inclusions: Sequence[Inclusion], day: date) -> list[ProjectLine]:
    money = Money.objects.filter(inclusion__in=[one.pk for one in inclusions]).order_by()
    totals = dict(money.values_list("inclusion").annotate(total=Sum("amount")))
    numbers = [one.project_id for one in inclusions]
    strong = set(
        ProjectTag.objects.filter(project__in=numbers, tag=STRONG).values_list("project", flat=True)
    )
    lines = sent_lines(numbers, day)
    return [
        ProjectLine(
            one.project,
            one,
            totals.get(one.pk) or Decimal(0),
            one.project_id in strong,
            lines.get(one.project_id, []),
        )
        for one in inclusions
    ]


def sent_lines(projects: Collection[int], day: date) -> dict[int, list[SentLine]]:
    """Where each of `projects` was sent and what came back, by project; four queries."""
    proposals = list(Proposal.objects.filter(project__in=projects).order_by("proposed", "pk"))
    replies: dict[int, list[Reply]] = defaultdict(list)
    standing = Reply.objects.standing().filter(proposal__in=[one.pk for one in proposals])
    for given in standing.order_by("dated", "pk"):
        replies[given.proposal_id].append(given)
    targets = [one.target_id for given in replies.values() for one in given if one.target_id]
    advances = list(Advance.objects.standing().filter(_of_any(targets, proposals)))
    found: dict[int, list[SentLine]] = defaultdict(list)
    for one in proposals:
        found[one.project_id].append(_sent_line(one, replies[one.pk], advances, day))
    return found


@dataclass(frozen=True)
class PlanLine:
    """A plan of a list: its newest version, how many projects it holds, for how much."""

    plan: Plan
    version: PlanVersion | None
    projects: int
    total: Decimal


def plan_lines(plans: Sequence[Plan]) -> list[PlanLine]:
    """`plans` with what their newest version holds, in the order given; three queries."""
    numbers = [one.pk for one in plans]
    versions = PlanVersion.objects.filter(plan__in=numbers).order_by("number")
    newest = {one.plan_id: one for one in versions}
    stand = Inclusion.objects.filter(project__plan__in=numbers, until=None).order_by()
    counts = dict(stand.values_list("project__plan").annotate(number=Count("pk")))
    money = Money.objects.filter(inclusion__project__plan__in=numbers, inclusion__until=None)
    totals = dict(
        money.order_by().values_list("inclusion__project__plan").annotate(total=Sum("amount"))
    )
    return [
        PlanLine(one, newest.get(one.pk), counts.get(one.pk, 0), totals.get(one.pk) or Decimal(0))
        for one in plans
    ]


def _of_any(targets: Collection[int], proposals: Collection[Proposal]) -> Q:
    own = Q(proposal__in=[one.pk for one in proposals])
    return Q(project__in=targets, proposal=None) | own


def _sent_line(
    proposal: Proposal, replies: Sequence[Reply], advances: Iterable[Advance], day: date
) -> SentLine:
    known = [one for one in replies if one.dated <= day]
    last = known[-1] if known else None
    target = last.target_id if last else None
    done = [
        Said(one.kind, one.dated)
        for one in advances
        if (one.project_id == target and not one.proposal_id) or one.proposal_id == proposal.pk
    ]
    state = rules.state([Said(one.kind, one.dated) for one in known], done, day)
    reason = last.reason if last and not state.is_taken_in else ""
    return SentLine(proposal, state_shown(state), reason)


def mission_lines(missions: Iterable[Mission], day: date) -> list[MissionLine]:
    """`missions` as they stand on `day`, in the order given."""
    return [MissionLine(mission, _mission_shown(mission, day)) for mission in missions]


def next_doing(standing: Standing, code: str, plan: Plan | None) -> Doing | None:
    """The button of the next step; None when nothing is left to do."""
    match standing.step:
        case Step.PLAN:
            return Doing(_("บันทึกแผน"), reverse("plans:new_plan", args=[code]))
        case Step.ADOPTION if plan:
            return Doing(_("ใส่วันเห็นชอบ"), reverse("plans:plan", args=[plan.pk]))
        case Step.PROJECT if plan:
            return Doing(_("เพิ่มโครงการ"), reverse("plans:new_project", args=[plan.pk]))
        case Step.LINK:
            return Doing(_("เสนอแผนระดับอื่น"), reverse("plans:project", args=[standing.project]))
        case Step.ANSWER:
            return Doing(_("ดูคำตอบ"), reverse("plans:project", args=[standing.project]))
        case Step.DONE if plan and standing.lacks_resolution:
            return Doing(_("ระบุมติ"), reverse("plans:plan", args=[plan.pk]))
    return None


def _mission_shown(mission: Mission, day: date) -> Shown:
    if mission.starts > day:
        return Shown("wait", "wait", "ยังไม่เริ่ม")
    if mission.ends and mission.ends <= day:
        return Shown("wait", "none", "สิ้นสุดแล้ว")
    return Shown("met", "met", "มีผล")
