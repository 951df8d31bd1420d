from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from prasan.plans.models import Link, Mission, Plan, Project
from prasan.thai.calendar import FiscalYear


def test_area_has_one_plan_from_a_year(plan):
    with pytest.raises(IntegrityError):
        Plan.objects.create(area=plan.area, first_year=2566, last_year=2570)


def test_plan_ends_no_earlier_than_it_starts(plan):
    with pytest.raises(IntegrityError, match="plan_ends_no_earlier_than_it_starts"):
        Plan.objects.filter(pk=plan.pk).update(last_year=2565)


def test_project_is_in_a_plan_once(project):
    with pytest.raises(IntegrityError):
        Project.objects.create(
            plan=project.plan,
            title=project.title,
            first_year=2566,
            budget=0,
            entered=project.entered,
        )


def test_project_budget_is_not_negative(project):
    with pytest.raises(IntegrityError, match="project_budget_is_not_negative"):
        Project.objects.filter(pk=project.pk).update(budget=Decimal("-0.01"))


def test_project_goes_to_a_plan_once(link):
    with pytest.raises(IntegrityError):
        Link.objects.create(
            project=link.project,
            destination=link.destination,
            holder=link.holder,
            proposed=link.proposed,
        )


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("link_is_answered_on_a_day", {"answer": "adopted"}),
        ("link_answer_says_why", {"answer": "merged", "answered": date(2024, 11, 1)}),
        (
            "link_is_answered_after_it_is_proposed",
            {"answer": "adopted", "answered": date(2024, 10, 19)},
        ),
    ],
)
def test_link_answers_hold_together(link, name, fields):
    with pytest.raises(IntegrityError, match=name):
        Link.objects.filter(pk=link.pk).update(**fields)


def test_mission_is_assigned_once(mission):
    with pytest.raises(IntegrityError):
        Mission.objects.create(
            centre=mission.centre,
            task=mission.task,
            authority=mission.authority,
            starts=date(2025, 1, 1),
        )


def test_mission_ends_after_it_starts(mission):
    with pytest.raises(IntegrityError, match="mission_ends_after_it_starts"):
        Mission.objects.filter(pk=mission.pk).update(ends=mission.starts)


@pytest.mark.parametrize(("year", "count"), [(2565, 0), (2566, 1), (2570, 1), (2571, 0)])
def test_a_plan_covers_both_its_end_years(plan, year, count):
    assert Plan.objects.covering(FiscalYear(year)).count() == count


def test_each_is_seen_only_within_reach(link, mission, reach_of, ngao_officer, thoen_officer):
    for model in (Plan, Project, Link, Mission):
        assert model.objects.visible_to(reach_of(ngao_officer)).count() == 1
        assert not model.objects.visible_to(reach_of(thoen_officer)).exists()
