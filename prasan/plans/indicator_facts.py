"""For indicators: the tambon's plan, its projects, and what other plans took in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import Area, Level, within
from prasan.areas.progress import address
from prasan.plans.facts import sent
from prasan.plans.models import (
    Inclusion,
    Plan,
    PlanQuerySet,
    PlanVersion,
    Project,
    ProjectPlace,
    ProjectTag,
)
from prasan.plans.rules import REFUSED, TAKEN_IN, Sent
from prasan.plans.tags import STRONG
from prasan.thai.calendar import FiscalYear, format_short

NO_PLAN = _("ยังไม่มีแผนพัฒนาตำบล")

CURRENT = Fact("plan_current", _("แผนพัฒนาตำบลเป็นปัจจุบัน (0 ถึง 2)"), _("ขั้น"), NO_PLAN)
VILLAGES = Fact("villages_in_plan", _("หมู่บ้านที่มีโครงการในแผน"), "%", NO_PLAN, is_percent=True)
SENT_UP = Fact("projects_sent_up", _("โครงการที่แผนระดับอื่นรับ (0 ถึง 2)"), _("ขั้น"), NO_PLAN)
STRONG_PROJECTS = Fact("strong_projects", _("โครงการตำบลเข้มแข็งในแผน"), _("โครงการ"), NO_PLAN)
LEVELS = Fact("strong_levels", _("ระดับแผนที่โครงการตำบลเข้มแข็งเชื่อม"), _("ระดับ"), NO_PLAN)


@dataclass(frozen=True)
class Kept:
    """A project that stands in the plan on the day."""

    pk: int
    title: str
    is_strong: bool
    sent: tuple[Sent, ...]
    villages: tuple[str, ...]

    @property
    def basis(self) -> Basis:
        return Basis(f"โครงการ {self.title}", address("plans:project", self.pk))


def read(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, what its plan of `period` comes to on `day`; eight queries."""
    plans = Plan.objects.of_tambons().filter(within(codes, field="area")).covering(period)
    projects, versions = _projects(plans, day), _versions(plans, day)
    chosen = list(plans.order_by("first_year", "pk"))
    villages = _villages(plans, day)
    return {
        plan.area_id: _of(
            plan, projects[plan.pk], versions[plan.pk], villages[plan.area_id], period, day
        )
        for plan in chosen
    }


SOURCES = [Source((CURRENT, VILLAGES, SENT_UP, STRONG_PROJECTS, LEVELS), read)]


def _projects(plans: PlanQuerySet, day: date) -> dict[int, list[Kept]]:
    """The projects in the version of each plan that is in force, or the first while none is."""
    mine = Project.objects.filter(plan__in=plans.order_by().values("pk"))
    is_in = Inclusion.objects.filter(project__in=mine.order_by().values("pk"))
    is_in = is_in.filter(since__adopted__lte=day).exclude(until__adopted__lte=day)
    standing = set(is_in.order_by().values_list("project", flat=True))
    proposals = sent(mine)
    villages: dict[int, list[str]] = defaultdict(list)
    places = ProjectPlace.objects.filter(project__in=mine.order_by().values("pk"))
    of_villages = places.filter(area__level=Level.VILLAGE)
    for project, code in of_villages.order_by("project_id", "area_id").values_list(
        "project", "area"
    ):
        villages[project].append(code)
    found: dict[int, list[Kept]] = defaultdict(list)
    # Each project is asked for its tag: the tag's own index would walk those of the whole nation.
    mark = ProjectTag.objects.filter(project=OuterRef("pk"), tag=STRONG)
    columns = ("pk", "plan", "title", "is_strong")
    for pk, plan, title, is_strong in (
        mine.annotate(is_strong=Exists(mark)).order_by("pk").values_list(*columns)
    ):
        if pk in standing:
            known = tuple(one for one in proposals[pk] if one.proposed <= day)
            found[plan].append(Kept(pk, title, is_strong, known, tuple(villages[pk])))
    return found


def _versions(plans: PlanQuerySet, day: date) -> dict[int, list[date]]:
    """The days on which versions of each plan were adopted by `day`."""
    rows = PlanVersion.objects.filter(plan__in=plans.order_by().values("pk")).adopted_by(day)
    found: dict[int, list[date]] = defaultdict(list)
    for plan, adopted in rows.values_list("plan", "adopted"):
        if adopted:
            found[plan].append(adopted)
    return found


def _villages(plans: PlanQuerySet, day: date) -> dict[str, set[str]]:
    """The villages on file of each tambon that has one of `plans`."""
    inside = Area.objects.filter(parent__in=plans.order_by().values("area"), level=Level.VILLAGE)
    found: dict[str, set[str]] = defaultdict(set)
    for code, parent in inside.on(day).values_list("code", "parent"):
        found[str(parent)].add(code)
    return found


def _of(
    plan: Plan,
    projects: list[Kept],
    adopted: list[date],
    villages: set[str],
    period: FiscalYear,
    day: date,
) -> dict[str, Reading]:
    page = Basis(f"แผนพัฒนาตำบล {plan.years}", address("plans:tambon", plan.area_id))
    strong = [one for one in projects if one.is_strong]
    return {
        CURRENT.key: _current(adopted, period, page),
        VILLAGES.key: _in_villages(projects, villages, page),
        SENT_UP.key: _sent_up(projects, day, page),
        STRONG_PROJECTS.key: Reading(
            len(strong),
            f"มี {len(strong)} โครงการ" if strong else "ยังไม่มีโครงการตำบลเข้มแข็งในแผน",
            tuple(one.basis for one in strong) or (page,),
        ),
        LEVELS.key: _levels(strong, day, page),
    }


def _in_villages(projects: list[Kept], villages: set[str], page: Basis) -> Reading:
    """The share of the tambon's villages with a project; nothing without a list of them."""
    if not villages:
        return Reading(None, "ยังไม่มีทะเบียนหมู่บ้านของตำบลนี้ จึงคิดให้ไม่ได้", (page,))
    done = [one for one in projects if villages.intersection(one.villages)]
    reached = {code for one in done for code in one.villages} & villages
    words = f"มีโครงการใน {len(reached)} จาก {len(villages)} หมู่บ้าน"
    basis = tuple(one.basis for one in done) or (page,)
    return Reading(len(reached) * 100 // len(villages), words, basis)


def _current(adopted: list[date], period: FiscalYear, page: Basis) -> Reading:
    """2 with a version adopted in the year, 1 with a plan that covers it, 0 without."""
    if not adopted:
        return Reading(0, "มีแผน ยังไม่บันทึกวันเห็นชอบ", (page,))
    latest = max(adopted)
    words = f"คลุมปี {period} ปรับล่าสุด {format_short(latest)}"
    is_reviewed = any(period.first <= one <= period.last for one in adopted)
    return Reading(2 if is_reviewed else 1, words, (page,))


def _sent_up(projects: list[Kept], day: date, page: Basis) -> Reading:
    """2 with a project another plan took in, 1 with one proposed, 0 with none."""
    sent = [one for one in projects if one.sent]
    taken = [one for one in sent if any(link.answer_on(day) in TAKEN_IN for link in one.sent)]
    if taken:
        words = f"แผนระดับอื่นรับแล้ว {len(taken)} จาก {len(sent)} โครงการที่เสนอ"
        return Reading(2, words, tuple(one.basis for one in taken))
    if sent:
        words = f"เสนอแล้ว {len(sent)} โครงการ ยังไม่มีแผนระดับอื่นรับ"
        return Reading(1, words, tuple(one.basis for one in sent))
    return Reading(0, "ยังไม่ได้เสนอโครงการไปแผนระดับอื่น", (page,))


def _levels(strong: list[Kept], day: date, page: Basis) -> Reading:
    """To how many levels the Strong Tambon's projects go; a refusal does not count."""
    live = [
        (one, link.level) for one in strong for link in one.sent if link.answer_on(day) != REFUSED
    ]
    levels = {level for _, level in live}
    words = f"เชื่อมกับแผนระดับอื่น {len(levels)} ระดับ" if levels else "ยังไม่เชื่อมกับแผนระดับอื่น"
    return Reading(
        len(levels), words, tuple({one.pk: one.basis for one, _ in live}.values()) or (page,)
    )
