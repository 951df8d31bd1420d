"""For indicators: the tambon's plan, its projects, and what other plans took in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import within
from prasan.areas.progress import address
from prasan.plans.models import Link, Plan, PlanQuerySet, Project
from prasan.plans.rules import REFUSED, TAKEN_IN
from prasan.thai.calendar import FiscalYear, format_short

NO_PLAN = _("ยังไม่มีแผนพัฒนาตำบล")

CURRENT = Fact("plan_current", _("แผนพัฒนาตำบลเป็นปัจจุบัน (0 ถึง 2)"), _("ขั้น"), NO_PLAN)
VILLAGES = Fact("villages_in_plan", _("หมู่บ้านที่มีโครงการในแผน"), "%", NO_PLAN, is_percent=True)
SENT_UP = Fact("projects_sent_up", _("โครงการที่แผนระดับอื่นรับ (0 ถึง 2)"), _("ขั้น"), NO_PLAN)
STRONG = Fact("strong_projects", _("โครงการตำบลเข้มแข็งในแผน"), _("โครงการ"), NO_PLAN)
LEVELS = Fact("strong_levels", _("ระดับแผนที่โครงการตำบลเข้มแข็งเชื่อม"), _("ระดับ"), NO_PLAN)


@dataclass(frozen=True)
class Sent:
    """A project proposed to another plan, as known on the day."""

    destination: str
    answer: str | None


@dataclass
class Kept:
    """A project in the plan by the day."""

    pk: int
    title: str
    is_strong: bool
    entered: date
    sent: list[Sent] = field(default_factory=list)

    @property
    def basis(self) -> Basis:
        return Basis(f"โครงการ {self.title}", address("plans:project", self.pk))


def read(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, what its plan of `period` comes to on `day`; three queries."""
    plans = Plan.objects.filter(within(codes, field="area")).covering(period)
    projects = _projects(plans, day)
    return {
        plan.area_id: _of(plan, projects[plan.pk], period, day)
        for plan in plans.order_by("first_year", "pk")
    }


SOURCES = [Source((CURRENT, VILLAGES, SENT_UP, STRONG, LEVELS), read)]


def _projects(plans: PlanQuerySet, day: date) -> dict[int, list[Kept]]:
    mine = Project.objects.filter(plan__in=plans.order_by().values("pk"), entered__lte=day)
    by_pk: dict[int, Kept] = {}
    found: dict[int, list[Kept]] = defaultdict(list)
    columns = ("pk", "plan", "title", "is_strong_tambon", "entered")
    for pk, plan, title, is_strong, entered in mine.order_by("pk").values_list(*columns):
        by_pk[pk] = Kept(pk, title, is_strong, entered)
        found[plan].append(by_pk[pk])
    links = Link.objects.filter(project__in=mine.order_by().values("pk"), proposed__lte=day)
    for pk, destination, answer, answered in links.order_by("pk").values_list(
        "project", "destination", "answer", "answered"
    ):
        known = answer if answered is not None and answered <= day else None
        by_pk[pk].sent.append(Sent(destination, known))
    return found


def _of(plan: Plan, projects: list[Kept], period: FiscalYear, day: date) -> dict[str, Reading]:
    page = Basis(f"แผนพัฒนาตำบล {plan.years}", address("plans:tambon", plan.area_id))
    strong = [one for one in projects if one.is_strong]
    unknown = "โครงการยังไม่บันทึกว่ามาจากหมู่บ้านใด จึงคิดให้ไม่ได้"
    return {
        CURRENT.key: _current(plan, projects, period, day, page),
        VILLAGES.key: Reading(None, unknown, (page,)),
        SENT_UP.key: _sent_up(projects, page),
        STRONG.key: Reading(
            len(strong),
            f"มี {len(strong)} โครงการ" if strong else "ยังไม่มีโครงการตำบลเข้มแข็งในแผน",
            tuple(one.basis for one in strong) or (page,),
        ),
        LEVELS.key: _levels(strong, page),
    }


def _current(
    plan: Plan, projects: list[Kept], period: FiscalYear, day: date, page: Basis
) -> Reading:
    """2 with a plan adopted or taken up again in the year, 1 with one that covers it, 0 without.

    A plan was taken up again when a project came into it within the year.
    """
    if plan.adopted is None or plan.adopted > day:
        return Reading(0, "มีแผน ยังไม่บันทึกวันเห็นชอบ", (page,))
    days = [plan.adopted, *(one.entered for one in projects)]
    latest = max(one for one in days)
    words = f"คลุมปี {period} ปรับล่าสุด {format_short(latest)}"
    is_reviewed = any(period.first <= one <= period.last for one in days)
    return Reading(2 if is_reviewed else 1, words, (page,))


def _sent_up(projects: list[Kept], page: Basis) -> Reading:
    """2 with a project another plan took in, 1 with one proposed, 0 with none."""
    sent = [one for one in projects if one.sent]
    taken = [one for one in sent if any(link.answer in TAKEN_IN for link in one.sent)]
    if taken:
        words = f"แผนระดับอื่นรับแล้ว {len(taken)} จาก {len(sent)} โครงการที่เสนอ"
        return Reading(2, words, tuple(one.basis for one in taken))
    if sent:
        words = f"เสนอแล้ว {len(sent)} โครงการ ยังไม่มีแผนระดับอื่นรับ"
        return Reading(1, words, tuple(one.basis for one in sent))
    return Reading(0, "ยังไม่ได้เสนอโครงการไปแผนระดับอื่น", (page,))


def _levels(strong: list[Kept], page: Basis) -> Reading:
    """To how many levels the Strong Tambon's projects go; a refusal does not count."""
    linked = [one for one in strong if any(link.answer != REFUSED for link in one.sent)]
    levels = {link.destination for one in linked for link in one.sent if link.answer != REFUSED}
    words = f"เชื่อมกับแผนระดับอื่น {len(levels)} ระดับ" if levels else "ยังไม่เชื่อมกับแผนระดับอื่น"
    return Reading(len(levels), words, tuple(one.basis for one in linked) or (page,))
