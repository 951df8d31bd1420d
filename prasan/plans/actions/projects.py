"""Projects of a plan: added, put right, changed in a new version, left out of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.areas.rules import holds as area_holds
from prasan.centres.models import Activity
from prasan.plans import chains, rules
from prasan.plans.actions.plans import newest_version
from prasan.plans.models import (
    Doer,
    Inclusion,
    Money,
    Plan,
    PlanVersion,
    Project,
    ProjectActivity,
    ProjectPlace,
    ProjectTag,
)
from prasan.plans.rules import Problem
from prasan.plans.rules.money import Row
from prasan.plans.saving import Refused, Stale, allow, amend, locked, record, tidy
from prasan.plans.tags import tags


@dataclass(frozen=True)
class Place:
    """Where a project is done; the village in words where it has no code here."""

    area: Area
    village: str = ""


@dataclass(frozen=True)
class Outline:
    """All that one line of a plan says of a project.

    `money` are year, source and baht; rows of nothing are left out.
    """

    title: str
    first_year: int
    last_year: int
    money: Sequence[Row] = ()
    problem: str = ""
    doer: str = Doer.VILLAGE
    doer_name: str = ""
    beneficiaries: int | None = None
    tags: Iterable[str] = ()
    places: Sequence[Place] = field(default_factory=tuple)

    @property
    def fields(self) -> dict[str, object]:
        """What stands on the project itself."""
        return {
            "title": tidy(self.title),
            "problem": tidy(self.problem),
            "doer": self.doer,
            "doer_name": tidy(self.doer_name),
            "beneficiaries": self.beneficiaries,
        }

    @property
    def terms(self) -> dict[str, object]:
        """What stands in its plan, version by version."""
        return {
            "first_year": self.first_year,
            "last_year": self.last_year,
            "money": sorted((y, s, Decimal(a).quantize(CENT)) for y, s, a in self.money if a),
        }


CENT = Decimal("0.01")


@transaction.atomic
def add_project(*, by: User, plan: Plan, outline: Outline) -> Project:
    """A project in the newest version of `plan`.

    The same project a second time gives the one there is; another of that name is refused. One
    that an earlier version left out comes back.
    """
    plan = locked(plan)
    version = newest_version(plan)
    known = plan.projects.filter(title=tidy(outline.title)).first()
    if known and said(known) == wanted(outline):
        return known
    allow(outline_problems(outline, plan))
    if known and known.inclusions.filter(until=None).exists():
        raise Refused([name_taken()])
    project = known or Project.objects.create(plan=plan, **outline.fields)
    _include(project, version, outline)
    _name(project, outline)
    verb, words = ("returned", "นำกลับ") if known else ("added", "เพิ่ม")
    summary = f"{words}โครงการ {project} ใน{plan} {version}"
    record(by, f"project.{verb}", project, plan.area_id, summary, wanted(outline))
    return project


@transaction.atomic
def correct_project(*, by: User, project: Project, edition: int, outline: Outline) -> Project:
    """Put a project right, or change it in the plan's newest version.

    Years and money that an earlier version brought stay as they were there: the change stands from
    the newest version on. Raises Stale when someone saved since; saving what stands changes
    nothing.
    """
    plan = locked(project.plan)
    project = locked(project)
    before, after = said(project), wanted(outline)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not changes:
        return project
    if project.edition != edition:
        raise Stale(_now(before, changes), project.edition)
    namesake = plan.projects.filter(title=after["title"]).exclude(pk=project.pk).first()
    allow(outline_problems(outline, plan) + ([name_taken()] if namesake else []))
    _change_terms(project, newest_version(plan), outline, changes)
    amend(project, edition, outline.fields)
    if project.edition == edition:
        project.edition += 1
        project.save(update_fields=["edition"])
    _name(project, outline)
    summary = f"แก้โครงการ {project}"
    record(by, "project.corrected", project, plan.area_id, summary, changes)
    return project


@transaction.atomic
def drop_project(*, by: User, project: Project, why: str) -> Project:
    """Leave a project out from the plan's newest version on; it stays to be read. Twice is once.

    Refused while other projects stand in this one: they are answered first, so that nothing
    disappears in silence.
    """
    plan = locked(project.plan)
    project = locked(project)
    inclusion = project.inclusions.filter(until=None).select_related("since").first()
    if inclusion is None:
        return project
    version, why = newest_version(plan), tidy(why)
    allow(_drop_problems(project, inclusion, version, why))
    inclusion.until = version
    inclusion.save(update_fields=["until"])
    summary = f"ตัดโครงการ {project} ออกจาก{plan} ตั้งแต่{version}: {why}"
    record(by, "project.dropped", project, plan.area_id, summary, {"why": why})
    return project


@transaction.atomic
def show_activity(*, by: User, project: Project, activity: Activity) -> ProjectActivity:
    """Say that an activity of a centre carried a project out. Twice is once."""
    project = locked(project)
    if found := project.activities.filter(activity=activity).first():
        return found
    if not area_holds(project.plan.area_id, activity.centre.area_id):
        raise Refused([Problem("activity", "กิจกรรมของศูนย์ฯ อื่น เลือกกิจกรรมในพื้นที่ของแผน")])
    made = ProjectActivity.objects.create(project=project, activity=activity)
    summary = f"กิจกรรมของโครงการ {project}: {activity}"
    code = project.plan.area_id
    record(by, "project.activity_shown", project, code, summary, {"activity": activity})
    return made


def said(project: Project) -> dict[str, object]:
    """What a project says now, in the words an outline uses; without terms when it is left out."""
    inclusion = project.inclusions.filter(until=None).prefetch_related("money").first()
    money = inclusion.money.all() if inclusion else []
    return {
        "title": project.title,
        "problem": project.problem,
        "doer": project.doer,
        "doer_name": project.doer_name,
        "beneficiaries": project.beneficiaries,
        "first_year": inclusion.first_year if inclusion else None,
        "last_year": inclusion.last_year if inclusion else None,
        "money": sorted((one.year, one.source, one.amount) for one in money),
        "tags": sorted(one.tag for one in project.tags.all()),
        "places": sorted((one.area_id, one.village) for one in project.places.all()),
    }


def wanted(outline: Outline) -> dict[str, object]:
    """What a project is to say, in the words of `said`."""
    return {
        **outline.fields,
        **outline.terms,
        "tags": sorted(set(outline.tags)),
        "places": sorted({(one.area.pk, tidy(one.village)) for one in outline.places}),
    }


def outline_problems(outline: Outline, plan: Plan) -> list[Problem]:
    """What keeps a line from standing in `plan`; without a query."""
    span = (plan.first_year, plan.last_year)
    problems = rules.project_problems(outline.first_year, outline.last_year, outline.money, span)
    if not tidy(outline.title):
        problems.append(Problem("title", "ยังไม่ได้ใส่ชื่อโครงการ"))
    if unknown := sorted(set(outline.tags) - set(tags())):
        problems.append(Problem("tags", f"ไม่รู้จักป้าย {', '.join(unknown)} เลือกจากรายการ"))
    outside = [one.area for one in outline.places if not area_holds(plan.area_id, one.area.pk)]
    if outside:
        problems.append(Problem("places", f"{outside[0]}อยู่นอกพื้นที่ของแผน เลือกพื้นที่ใน{plan.area}"))
    return problems


def _include(project: Project, version: PlanVersion, outline: Outline) -> None:
    inclusion = Inclusion.objects.create(
        project=project,
        since=version,
        first_year=outline.first_year,
        last_year=outline.last_year,
    )
    _pay(inclusion, outline)


def _pay(inclusion: Inclusion, outline: Outline) -> None:
    Money.objects.bulk_create(
        Money(inclusion=inclusion, year=year, source=source, amount=amount)
        for year, source, amount in outline.money
        if amount
    )


def _change_terms(
    project: Project, version: PlanVersion, outline: Outline, changes: dict[str, list[object]]
) -> None:
    """Years and money: put right where this version brought them, else new from it on."""
    if not changes.keys() & outline.terms.keys():
        return
    standing = project.inclusions.filter(until=None).first()
    if standing is None:
        raise Refused([Problem("", "โครงการนี้ไม่อยู่ในแผนฉบับล่าสุด เพิ่มกลับเข้าแผนก่อน")])
    if standing.since_id != version.pk:
        standing.until = version
        standing.save(update_fields=["until"])
        _include(project, version, outline)
        return
    standing.first_year, standing.last_year = outline.first_year, outline.last_year
    standing.save(update_fields=["first_year", "last_year"])
    standing.money.all().delete()
    _pay(standing, outline)


def _name(project: Project, outline: Outline) -> None:
    """Its tags and places, as the outline says now."""
    wanted, have = set(outline.tags), {one.tag for one in project.tags.all()}
    project.tags.filter(tag__in=have - wanted).delete()
    ProjectTag.objects.bulk_create(
        ProjectTag(project=project, tag=tag) for tag in sorted(wanted - have)
    )
    places = {(one.area.pk, tidy(one.village)) for one in outline.places}
    known = {(one.area_id, one.village): one for one in project.places.all()}
    for key, row in known.items():
        if key not in places:
            row.delete()
    ProjectPlace.objects.bulk_create(
        ProjectPlace(project=project, area_id=code, village=village)
        for code, village in sorted(places - known.keys())
    )


def _drop_problems(
    project: Project, inclusion: Inclusion, version: PlanVersion, why: str
) -> list[Problem]:
    if inclusion.since_id == version.pk:
        text = f"โครงการนี้เข้าแผนใน{version} เปิดฉบับใหม่ก่อน แล้วจึงตัดออก"
        return [Problem("", text)]
    behind = chains.taken_into(project.pk)
    if behind:
        text = (
            f"โครงการนี้รับโครงการของแผนอื่นไว้ {len(behind)} โครงการ "
            "ตอบกลับโครงการเหล่านั้นก่อน (เลื่อนหรือไม่รับ พร้อมเหตุผล) แล้วจึงตัดออก"
        )
        return [Problem("", text)]
    return [] if why else [Problem("why", "ยังไม่ได้บอกเหตุที่ตัดออก บอกตามมติที่ปรับแผน")]


def name_taken() -> Problem:
    """That the plan has a project of this name already."""
    return Problem("title", "มีโครงการชื่อนี้ในแผนแล้ว แก้โครงการเดิม หรือตั้งชื่อให้ต่างกัน")


def _now(before: dict[str, object], changes: dict[str, list[object]]) -> str:
    """What stands now of the fields in question, as one line."""
    return " · ".join(f"{_LABELS.get(name, name)} {_word(before[name])}" for name in changes)


_LABELS = {
    "title": "ชื่อโครงการ",
    "problem": "ปัญหา",
    "doer": "ผู้ดำเนินการ",
    "doer_name": "ชื่อผู้ดำเนินการ",
    "beneficiaries": "ผู้ได้รับประโยชน์",
    "first_year": "ปีที่เริ่ม",
    "last_year": "ปีที่สิ้นสุด",
    "money": "งบประมาณ (บาท)",
    "tags": "ป้าย",
    "places": "พื้นที่",
}


def _word(value: object) -> str:
    if isinstance(value, list):
        amounts = [row[2] for row in value if isinstance(row, tuple) and len(row) == 3]
        if amounts:
            return f"{sum(amounts):,.2f}"
        return f"{len(value)} รายการ"
    return "ว่าง" if value in (None, "") else str(value)
