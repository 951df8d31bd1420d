"""Plans as the pages show them: standings with their signs, projects with their answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.plans.models import Answer, Link, Mission, Plan, Project
from prasan.plans.rules import Standing, Step


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
_ANSWERS: dict[str | None, Shown] = {
    None: Shown("wait", "wait", "รอผล"),
    Answer.ADOPTED: Shown("met", "met", Answer.ADOPTED.label),
    Answer.MERGED: Shown("met", "met", Answer.MERGED.label),
    Answer.DEFERRED: Shown("part", "review", Answer.DEFERRED.label),
    Answer.REFUSED: Shown("part", "returned", Answer.REFUSED.label),
}


@dataclass(frozen=True)
class LinkLine:
    """A link with the sign of its answer."""

    link: Link
    shown: Shown


@dataclass(frozen=True)
class ProjectLine:
    """A project with its links, first proposed first."""

    project: Project
    links: Sequence[LinkLine]


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


def link_lines(links: Iterable[Link]) -> list[LinkLine]:
    """`links` with their signs, in the order given."""
    return [LinkLine(link, _ANSWERS[link.answer]) for link in links]


def project_lines(plan: Plan) -> list[ProjectLine]:
    """The projects of a plan with their links, by first year; two queries."""
    projects = plan.projects.order_by("first_year", "pk").prefetch_related("links")
    return [ProjectLine(project, link_lines(project.links.all())) for project in projects]


def mission_lines(missions: Iterable[Mission], day: date) -> list[MissionLine]:
    """`missions` as they stand on `day`, in the order given."""
    return [MissionLine(mission, _mission_shown(mission, day)) for mission in missions]


def next_doing(standing: Standing, code: str, plan: Plan | None) -> Doing | None:
    """The button of the next step; None when nothing is left to do."""
    match standing.step:
        case Step.PLAN:
            return Doing(_("บันทึกแผน"), reverse("plans:new_plan", args=[code]))
        case Step.ADOPTION if plan:
            return Doing(_("ใส่วันเห็นชอบ"), reverse("plans:correct_plan", args=[plan.pk]))
        case Step.PROJECT if plan:
            return Doing(_("เพิ่มโครงการ"), reverse("plans:new_project", args=[plan.pk]))
        case Step.LINK:
            return Doing(_("เสนอแผนระดับอื่น"), reverse("plans:project", args=[standing.project]))
        case Step.ANSWER:
            return Doing(_("บันทึกผล"), reverse("plans:project", args=[standing.project]))
    return None


def _mission_shown(mission: Mission, day: date) -> Shown:
    if mission.starts > day:
        return Shown("wait", "wait", "ยังไม่เริ่ม")
    if mission.ends and mission.ends <= day:
        return Shown("wait", "none", "สิ้นสุดแล้ว")
    return Shown("met", "met", "มีผล")
