"""Missions of a centre: given, reported on, ended."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.areas.rules import holds as area_holds
from prasan.centres.lists import duties as known_duties
from prasan.centres.models import Centre
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.orders.models import Order
from prasan.plans import rules
from prasan.plans.models import Mission, MissionDuty, MissionNote, Project
from prasan.plans.rules import Problem
from prasan.plans.saving import (
    Refused,
    Stale,
    allow,
    amend,
    holds,
    locked,
    record,
    tidy,
    withdraw,
)


@transaction.atomic
def assign_mission(
    *,
    by: User,
    centre: Centre,
    task: str,
    authority: str,
    starts: date,
    ends: date | None = None,
    assigner: Area | None = None,
    order: Order | None = None,
    resolution: Resolution | None = None,
    project: Project | None = None,
    duties: Iterable[str] = (),
    document: Evidence | None = None,
) -> Mission:
    """Give a centre a task by the order or resolution `authority`; `ends` is the day after.

    `assigner` is the district or province that gives it, `project` its place in a plan, `duties`
    those of the centre's ten it falls under. The same mission a second time gives the one there is;
    with other days it is refused.
    """
    Centre.objects.select_for_update().get(pk=centre.pk)
    task, authority = tidy(task), tidy(authority)
    fields = {
        "starts": starts,
        "ends": ends,
        "assigner": assigner,
        "order": order,
        "resolution": resolution,
        "project": project,
        "document": document,
    }
    known = centre.missions.filter(task=task, authority=authority).first()
    if known and holds(known, fields):
        return known
    named = sorted(set(duties))
    allow(rules.mission_problems(starts, ends) + _problems(centre, assigner, project, named))
    if known:
        raise Refused([_assigned_already(known)])
    mission = Mission.objects.create(centre=centre, task=task, authority=authority, **fields)
    MissionDuty.objects.bulk_create(MissionDuty(mission=mission, duty=one) for one in named)
    summary = f"มอบหมายภารกิจแก่ {centre}: {task}"
    changes = {"authority": authority, **fields, "duties": named}
    record(by, "mission.assigned", mission, centre.area_id, summary, changes)
    return mission


@transaction.atomic
def correct_mission(
    *,
    by: User,
    mission: Mission,
    edition: int,
    why: str,
    task: str,
    authority: str,
    starts: date,
    ends: date | None = None,
    assigner: Area | None = None,
    order: Order | None = None,
    resolution: Resolution | None = None,
    duties: Iterable[str] = (),
) -> Mission:
    """Put right what was recorded of a mission, its duties and its days, and say `why`.

    Raises Stale when someone saved since. Saving what stands changes nothing and asks for no
    reason. What was done for it stays within its days.
    """
    mission = locked(mission)
    task, authority, why = tidy(task), tidy(authority), tidy(why)
    fields = {
        "task": task,
        "authority": authority,
        "starts": starts,
        "ends": ends,
        "assigner": assigner,
        "order": order,
        "resolution": resolution,
    }
    before = sorted(mission.duties.values_list("duty", flat=True))
    named = sorted(set(duties))
    if holds(mission, fields) and before == named:
        return mission
    if mission.edition != edition:
        raise Stale(f"{mission.task} {mission.authority}", mission.edition)
    allow(_correction_problems(mission, fields, named, why))
    changes = amend(mission, edition, fields)
    if before != named:
        mission.duties.all().delete()
        MissionDuty.objects.bulk_create(MissionDuty(mission=mission, duty=one) for one in named)
        changes["duties"] = [", ".join(before), ", ".join(named)]
    if mission.edition == edition:
        mission.edition += 1
        mission.save(update_fields=["edition"])
    summary = f"แก้ภารกิจของ {mission.centre}: {why}"
    area = mission.centre.area_id
    record(by, "mission.corrected", mission, area, summary, {**changes, "why": why})
    return mission


@transaction.atomic
def place_mission(*, by: User, mission: Mission, edition: int, project: Project | None) -> Mission:
    """Say which project of a plan a mission is carried out as; None takes it out again.

    Raises Stale when someone saved since. The same project a second time changes nothing.
    """
    mission = locked(mission)
    allow(_problems(mission.centre, None, project, []))
    changes = amend(mission, edition, {"project": project})
    if changes:
        summary = f"ภารกิจของ {mission.centre} อยู่ในแผน: {project or 'ไม่ระบุ'}"
        record(by, "mission.placed", mission, mission.centre.area_id, summary, changes)
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


@transaction.atomic
def note_mission(
    *,
    by: User,
    mission: Mission,
    dated: date,
    said: str,
    at: datetime,
    document: Evidence | None = None,
) -> MissionNote:
    """What was done for a mission on a day. The same note a second time is the one there is."""
    mission = locked(mission)
    said = tidy(said)
    if found := mission.notes.standing().filter(dated=dated, said=said).first():
        return found
    allow(rules.note_problems(dated, said, starts=mission.starts, today=timezone.localdate(at)))
    note = MissionNote.objects.create(
        mission=mission, dated=dated, said=said, document=document, by=by, at=at
    )
    summary = f"ความก้าวหน้าภารกิจของ {mission.centre}: {mission.task}"
    changes = {"dated": dated, "said": said, "document": document}
    record(by, "mission.noted", note, mission.centre.area_id, summary, changes)
    return note


@transaction.atomic
def take_back_note(*, by: User, note: MissionNote, why: str, at: datetime) -> MissionNote:
    """A note told by mistake stands no more and stays to be read. Twice is once."""
    note = locked(note)
    if withdraw(note, by=by, why=why, at=at):
        centre = note.mission.centre
        summary = f"ถอนความก้าวหน้าภารกิจของ {centre}"
        changes = {"why": note.withdrawn_why}
        record(by, "mission.note_withdrawn", note, centre.area_id, summary, changes)
    return note


def _correction_problems(
    mission: Mission, fields: dict[str, Any], duties: list[str], why: str
) -> list[Problem]:
    """What keeps a mission from being put right as `fields` say."""
    problems = rules.mission_problems(fields["starts"], fields["ends"])
    problems += _problems(mission.centre, fields["assigner"], None, duties)
    first = mission.notes.standing().order_by("dated").values_list("dated", flat=True).first()
    problems += rules.mission_correction_problems(fields["starts"], first, why)
    alike = mission.centre.missions.filter(task=fields["task"], authority=fields["authority"])
    if other := alike.exclude(pk=mission.pk).first():
        problems.append(_assigned_already(other))
    return problems


def _problems(
    centre: Centre, assigner: Area | None, project: Project | None, duties: list[str]
) -> list[Problem]:
    problems = []
    if assigner and not area_holds(assigner.pk, centre.area_id):
        problems.append(
            Problem("assigner", f"{centre} ไม่ได้อยู่ใน{assigner} เลือกอำเภอหรือจังหวัดของศูนย์ฯ")
        )
    if project and not area_holds(centre.area_id, project.plan.area_id):
        problems.append(Problem("project", "โครงการอยู่นอกพื้นที่ของศูนย์ฯ เลือกโครงการในพื้นที่นี้"))
    if unknown := [one for one in duties if one not in known_duties()]:
        problems.append(Problem("duties", f"ไม่รู้จักหน้าที่ {', '.join(unknown)} เลือกจากรายการ"))
    return problems


def _assigned_already(mission: Mission) -> Problem:
    return Problem("task", f"มอบหมายภารกิจนี้ตาม{mission.authority}แล้ว แก้วันสิ้นสุดที่ภารกิจเดิมได้")
