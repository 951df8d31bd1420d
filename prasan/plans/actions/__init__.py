"""A tambon's plan, its projects and where they are sent, and the missions of a centre.

What cannot stand raises Refused, which names the field and says in Thai what to do.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area, Level
from prasan.centres.models import Centre
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.plans import rules
from prasan.plans.actions.origins import take_back_origin, tell_origin
from prasan.plans.models import Answer, Link, Mission, Plan, Project
from prasan.plans.rules import Problem
from prasan.plans.saving import Refused, allow, amend, holds, locked, record

__all__ = ["take_back_origin", "tell_origin"]


@transaction.atomic
def adopt_plan(
    *,
    by: User,
    area: Area,
    first_year: int,
    last_year: int,
    adopted: date | None,
    document: Evidence | None = None,
) -> Plan:
    """A tambon's plan of the Buddhist years `first_year` to `last_year`, both included.

    `adopted` is None while the plan is not yet agreed to. The same plan a second time gives the
    one there is; a plan whose years meet another's is refused.
    """
    Area.objects.select_for_update().get(pk=area.pk)
    fields = {"last_year": last_year, "adopted": adopted, "document": document}
    others = list(Plan.objects.filter(area=area))
    for plan in others:
        if plan.first_year == first_year and holds(plan, fields):
            return plan
    if area.level != Level.TAMBON:
        raise Refused([Problem("", f"แผนพัฒนาตำบลเป็นของตำบล {area}ไม่ใช่ตำบล")])
    allow(rules.plan_problems(first_year, last_year, _spans(others)))
    plan = Plan.objects.create(area=area, first_year=first_year, **fields)
    record(by, "plan.adopted", plan, area.pk, f"บันทึก{plan}", {"first_year": first_year, **fields})
    return plan


@transaction.atomic
def correct_plan(
    *,
    by: User,
    plan: Plan,
    edition: int,
    first_year: int,
    last_year: int,
    adopted: date | None,
    document: Evidence | None,
) -> Plan:
    """Put a plan's years, day of adoption and file right; `edition` is the one the writer saw.

    Raises Stale when someone saved since. Saving what stands already changes nothing.
    """
    Area.objects.select_for_update().get(pk=plan.area_id)
    others = _spans(Plan.objects.filter(area=plan.area_id).exclude(pk=plan.pk))
    years = plan.projects.values_list("first_year", flat=True)
    allow(rules.plan_problems(first_year, last_year, others, years))
    fields = {
        "first_year": first_year,
        "last_year": last_year,
        "adopted": adopted,
        "document": document,
    }
    plan = locked(plan)
    changes = amend(plan, edition, fields)
    if changes:
        record(by, "plan.corrected", plan, plan.area_id, f"แก้{plan}", changes)
    return plan


@transaction.atomic
def add_project(
    *,
    by: User,
    plan: Plan,
    title: str,
    first_year: int,
    budget: Decimal,
    is_strong_tambon: bool,
    entered: date,
) -> Project:
    """A project in `plan`, with a budget in baht, since `entered`.

    The same project a second time gives the one there is; another project of that name is refused.
    """
    plan = locked(plan)
    title = " ".join(title.split())
    fields = {
        "first_year": first_year,
        "budget": budget,
        "is_strong_tambon": is_strong_tambon,
        "entered": entered,
    }
    known = plan.projects.filter(title=title).first()
    if known and holds(known, fields):
        return known
    allow(rules.project_problems(first_year, budget, (plan.first_year, plan.last_year)))
    if known:
        raise Refused([_name_taken(known)])
    project = Project.objects.create(plan=plan, title=title, **fields)
    summary = f"เพิ่มโครงการ {title} ใน{plan}"
    record(by, "project.added", project, plan.area_id, summary, {"title": title, **fields})
    return project


@transaction.atomic
def correct_project(
    *,
    by: User,
    project: Project,
    edition: int,
    title: str,
    first_year: int,
    budget: Decimal,
    is_strong_tambon: bool,
    entered: date,
) -> Project:
    """Put a project right; `edition` is the one the writer saw.

    Raises Stale when someone saved since. Saving what stands already changes nothing.
    """
    plan = locked(project.plan)
    title = " ".join(title.split())
    fields = {
        "title": title,
        "first_year": first_year,
        "budget": budget,
        "is_strong_tambon": is_strong_tambon,
        "entered": entered,
    }
    problems = rules.project_problems(first_year, budget, (plan.first_year, plan.last_year))
    problems += rules.entered_problems(entered, project.links.values_list("proposed", flat=True))
    namesake = plan.projects.filter(title=title).exclude(pk=project.pk).first()
    allow(problems + ([_name_taken(namesake)] if namesake else []))
    project = locked(project)
    changes = amend(project, edition, fields)
    if changes:
        record(by, "project.corrected", project, plan.area_id, f"แก้โครงการ {title}", changes)
    return project


@transaction.atomic
def link_project(
    *, by: User, project: Project, destination: str, holder: str, proposed: date
) -> Link:
    """Send a project up to the plan of another level, kept by the office `holder`.

    Sent there once: the same link a second time gives the one there is, with another day it is
    refused.
    """
    project = locked(project)
    holder = " ".join(holder.split())
    known = project.links.filter(destination=destination, holder=holder).first()
    if known and known.proposed == proposed:
        return known
    if known:
        raise Refused([_sent_already(known)])
    allow(rules.link_problems(proposed, project.entered))
    fields = {"destination": destination, "holder": holder, "proposed": proposed}
    link = Link.objects.create(project=project, **fields)
    record(by, "project.linked", link, project.plan.area_id, f"เสนอ {project} ไปยัง {link}", fields)
    return link


@transaction.atomic
def answer_link(
    *,
    by: User,
    link: Link,
    answer: str,
    answered: date,
    reason: str = "",
    edition: int | None = None,
) -> Link:
    """What the office answered; a later answer takes the place of a deferral or a slip.

    `edition` is the one the writer saw; None means the one in `link`. Raises Stale when someone
    answered since. The same answer a second time changes nothing.
    """
    seen = link.edition if edition is None else edition
    link = locked(link)
    reason = " ".join(reason.split())
    allow(rules.answer_problems(answer, answered, reason, link.proposed))
    fields = {"answer": answer, "answered": answered, "reason": reason}
    changes = amend(link, seen, fields)
    if changes:
        summary = f"{link} ตอบ {link.project}: {Answer(answer).label}"
        record(by, "link.answered", link, link.project.plan.area_id, summary, changes)
    return link


@transaction.atomic
def assign_mission(
    *,
    by: User,
    centre: Centre,
    task: str,
    authority: str,
    starts: date,
    ends: date | None = None,
    document: Evidence | None = None,
    resolution: Resolution | None = None,
) -> Mission:
    """Give a centre a task by the order or resolution `authority`; `ends` is the day after.

    The same mission a second time gives the one there is; with other days it is refused.
    """
    Centre.objects.select_for_update().get(pk=centre.pk)
    task, authority = " ".join(task.split()), " ".join(authority.split())
    fields = {"starts": starts, "ends": ends, "document": document, "resolution": resolution}
    known = centre.missions.filter(task=task, authority=authority).first()
    if known and holds(known, fields):
        return known
    allow(rules.mission_problems(starts, ends))
    if known:
        raise Refused([_assigned_already(known)])
    mission = Mission.objects.create(centre=centre, task=task, authority=authority, **fields)
    summary = f"มอบหมายภารกิจแก่ {centre}: {task}"
    changes = {"authority": authority, **fields}
    record(by, "mission.assigned", mission, centre.area_id, summary, changes)
    return mission


@transaction.atomic
def end_mission(*, by: User, mission: Mission, edition: int, ends: date | None) -> Mission:
    """End a mission: `ends` is the first day without it; None opens it again.

    Raises Stale when someone saved since. The same day a second time changes nothing.
    """
    mission = locked(mission)
    allow(rules.mission_problems(mission.starts, ends))
    changes = amend(mission, edition, {"ends": ends})
    if changes:
        verb, words = ("ended", "สิ้นสุด") if ends else ("reopened", "ไม่กำหนดวันสิ้นสุด")
        summary = f"{words}ภารกิจของ {mission.centre}: {mission.task}"
        record(by, f"mission.{verb}", mission, mission.centre.area_id, summary, changes)
    return mission


def _spans(plans: Iterable[Plan]) -> list[tuple[int, int]]:
    return [(plan.first_year, plan.last_year) for plan in plans]


def _name_taken(project: Project) -> Problem:
    year = project.first_year
    return Problem("title", f"มีโครงการชื่อนี้ในแผนแล้ว (เริ่มปี {year}) แก้โครงการเดิม หรือตั้งชื่อให้ต่างกัน")


def _sent_already(link: Link) -> Problem:
    return Problem("holder", f"เสนอไปยัง {link} แล้ว บันทึกผลของเรื่องเดิมได้")


def _assigned_already(mission: Mission) -> Problem:
    return Problem("task", f"มอบหมายภารกิจนี้ตาม{mission.authority}แล้ว แก้วันสิ้นสุดที่ภารกิจเดิมได้")
