"""Every tambon in reach: whose Strong Tambon is in the plan and sent up, and who waits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count

from prasan.accounts.reach import Reach
from prasan.areas.models import Area, AreaQuerySet, Level
from prasan.plans import rules
from prasan.plans.facts import strong_facts
from prasan.plans.models import Mission, Plan, PlanLevel, Project, Proposal, ProposalQuerySet
from prasan.plans.presenting import Doing, Shown, next_doing, step_shown
from prasan.plans.rules import Standing
from prasan.thai.calendar import FiscalYear

# What `show` in the address may say; anything else means every tambon.
MET, OWED, WAITING = "met", "owed", "waiting"


@dataclass(frozen=True)
class TambonLine:
    """One tambon of the list: its plan covering the year, how full it is, where it stands.

    `waiting` counts links without an answer, `missions` those of its centre in force.
    """

    area: Area
    plan: Plan | None
    projects: int
    waiting: int
    missions: int
    standing: Standing
    shown: Shown
    doing: Doing | None

    @property
    def levels(self) -> list[tuple[str, bool]]:
        """Each level above, and whether a live proposal of the programme goes there."""
        return [
            (PlanLevel(level).label, level in self.standing.levels)
            for level in rules.DESTINATIONS["tambon"]
        ]


class Overview:
    """The tambons in reach on a day: nine queries to make, and four more for a page of lines."""

    def __init__(self, reach: Reach, day: date) -> None:
        self.day, self.year = day, FiscalYear.of(day)
        self._links: ProposalQuerySet = Proposal.objects.visible_to(reach).waiting_on(day)
        self._tambons: AreaQuerySet = (
            Area.objects.within(reach.codes).filter(level=Level.TAMBON).on(day)
        )
        facts = strong_facts(Plan.objects.of_tambons().visible_to(reach), day)
        self._standings = {
            code: rules.strong_tambon(plans, self.year, day) for code, plans in facts.items()
        }
        self.total = self._tambons.count()
        self.met = self.chosen(MET).count()
        self.waiting = self.chosen(WAITING).count()

    @property
    def owed(self) -> int:
        return self.total - self.met

    def chosen(self, show: str, named: str = "") -> AreaQuerySet:
        """The tambons that are MET, OWED or WAITING for an answer, else all; by code.

        `named` is part of a name, with or without the word ตำบล.
        """
        tambons = self._tambons.select_related("parent__parent").order_by("code")
        tambons = tambons.filter(name__icontains=named.removeprefix("ตำบล").strip())
        met = [code for code, standing in self._standings.items() if standing.is_met]
        if show == MET:
            return tambons.filter(code__in=met)
        if show == OWED:
            return tambons.exclude(code__in=met)
        if show == WAITING:
            return tambons.filter(code__in=self._links.values("project__plan__area"))
        return tambons

    def lines(self, areas: Iterable[Area]) -> list[TambonLine]:
        """`areas` with all a line of the list shows; four queries however many there are."""
        areas = list(areas)
        codes = [area.code for area in areas]
        covering = Plan.objects.of_tambons().filter(area__in=codes).covering(self.year)
        plans = {plan.area_id: plan for plan in covering}
        projects = _numbers(
            Project.objects.in_plan().filter(plan__in=covering), "plan__area", codes
        )
        waiting = _numbers(self._links, "project__plan__area", codes)
        missions = _numbers(Mission.objects.on(self.day), "centre__area", codes)
        return [
            TambonLine(
                area=area,
                plan=plans.get(area.code),
                projects=projects.get(area.code, 0),
                waiting=waiting.get(area.code, 0),
                missions=missions.get(area.code, 0),
                standing=(standing := self._standing(area.code)),
                shown=step_shown(standing),
                doing=next_doing(standing, area.code, plans.get(area.code)),
            )
            for area in areas
        ]

    def _standing(self, code: str) -> Standing:
        return self._standings.get(code) or rules.strong_tambon([], self.year, self.day)


def _numbers(rows: models.QuerySet[Any], path: str, codes: Collection[str]) -> dict[str, int]:
    """How many of `rows` each of `codes` has, where `path` leads to the code; one query."""
    found = rows.filter(**{f"{path}__in": codes}).order_by()
    return dict(found.values_list(path).annotate(number=Count("pk")))
