"""Plans, projects and missions as an officer would enter them, through actions."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from prasan import clock
from prasan.centres.actions import open_centre
from prasan.centres.models import Centre
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.meetings.tests import make as meetings
from prasan.plans import actions
from prasan.plans.models import (
    Advance,
    Mission,
    MissionNote,
    Origin,
    Plan,
    PriorityRound,
    Project,
    Proposal,
    Reply,
)
from prasan.plans.rules import Scale
from prasan.plans.tags import STRONG

TODAY = date(2024, 11, 5)
AT = datetime(2024, 11, 5, 9, tzinfo=ZoneInfo("Asia/Bangkok"))


def centre(by, area) -> Centre:
    return open_centre(by=by, area=area)


def plan(by, area, **fields) -> Plan:
    values = {"first_year": 2566, "last_year": 2570, "adopted": date(2022, 6, 15)}
    return actions.adopt_plan(by=by, area=area, **{**values, **fields})


def outline(**fields) -> actions.Outline:
    """A project of the Strong Tambon programme, in one year unless told."""
    first = fields.pop("first_year", 2568)
    budget = fields.pop("budget", Decimal("120000.50"))
    values = {
        "title": "ธนาคารอาหารชุมชน",
        "first_year": first,
        "last_year": first,
        "money": [(first, "open", budget)],
        "tags": [STRONG],
    }
    return actions.Outline(**{**values, **fields})


def project(by, plan, **fields) -> Project:
    return actions.add_project(by=by, plan=plan, outline=outline(**fields))


def proposal(by, project, **fields) -> Proposal:
    values = {"proposed": date(2024, 10, 20), "today": TODAY}
    if "plan" not in fields:
        values |= {"level": "district", "holder": "อำเภองาว"}
    return actions.propose(by=by, project=project, **{**values, **fields})


def reply(by, proposal, kind="adopted", **fields) -> Reply:
    values = {"kind": kind, "dated": date(2024, 11, 1), "at": AT}
    if kind in ("deferred", "refused"):
        values["reason"] = "งบปี 2568 ไม่พอ"
    if kind == "deferred":
        values["until_year"] = 2569
    if kind == "merged" and proposal.plan is None:
        values["reason"] = "รวมกับโครงการเกษตรปลอดภัยของอำเภอ"
    return actions.reply(by=by, proposal=proposal, **{**values, **fields})


def advance(by, project, kind="funded", **fields) -> Advance:
    values = {"kind": kind, "dated": date(2024, 11, 2), "at": AT}
    if kind == "funded":
        values |= {"amount": Decimal(90000), "source": "province"}
    if kind == "done":
        values["result"] = "มีธนาคารอาหาร 9 หมู่บ้าน"
    return actions.advance(by=by, project=project, **{**values, **fields})


def mission(by, centre, **fields) -> Mission:
    values = {
        "task": "ขับเคลื่อนแผนพัฒนาตำบล",
        "authority": "คำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗",
        "starts": date(2024, 10, 1),
    }
    return actions.assign_mission(by=by, centre=centre, **{**values, **fields})


def forum(by, project, **fields) -> Origin:
    values = {"kind": "forum", "dated": date(2024, 10, 1), "today": TODAY, "place": "ศาลาหมู่ 3"}
    return actions.tell_origin(by=by, project=project, **{**values, **fields})


def note(by, mission, **fields) -> MissionNote:
    values = {"dated": date(2024, 11, 1), "said": "ประชุมประชาคม 9 หมู่บ้าน", "at": AT}
    return actions.note_mission(by=by, mission=mission, **{**values, **fields})


def resolution(by, area, text="เสนอโครงการธนาคารอาหาร") -> Resolution:
    """A resolution of the area's committee, of 18 October 2567."""
    committee = meetings.committee(by=by, area=area)
    held = meetings.meeting(by=by, committee=committee, held=date(2024, 10, 18), today=TODAY)
    return meetings.resolved(by, held, text=text)


def picture() -> bytes:
    """A small PNG, as a scanner gives one."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return content.getvalue()


def paper(by, area) -> Evidence:
    upload = SimpleUploadedFile("คำสั่ง.png", picture(), content_type="image/png")
    return keep(by=by, area=area, upload=upload, at=clock.now())


def ranked(by, plan, projects, **fields) -> PriorityRound:
    """The committee put `projects` in the order given."""
    places = {one.pk: place for place, one in enumerate(projects, start=1)}
    return prioritised(by, plan, method="ranked", places=places, **fields)


def scored(by, plan, points, scales=(("ความเร่งด่วน", 10), ("ผู้ได้รับประโยชน์", 40)), **fields):
    """The committee gave `points`, by project, by the criteria of `scales`."""
    values = {
        "scales": [Scale(name, Decimal(most)) for name, most in scales],
        "points": {key.pk: [Decimal(one) for one in row] for key, row in points.items()},
    }
    return prioritised(by, plan, method="scored", **values, **fields)


def prioritised(by, plan, **fields) -> PriorityRound:
    values = {"decided": date(2024, 11, 1), "today": TODAY, "at": AT}
    return actions.set_priorities(by=by, plan=plan, **{**values, **fields})
