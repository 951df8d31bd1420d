from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from prasan.plans.models import (
    Advance,
    Inclusion,
    Mission,
    MissionDuty,
    MissionNote,
    Money,
    Origin,
    Plan,
    PlanVersion,
    Project,
    ProjectActivity,
    ProjectPlace,
    ProjectTag,
    Proposal,
    Reply,
)
from prasan.plans.tests import make
from prasan.plans.tests.make import AT
from prasan.thai.calendar import FiscalYear


def again(row, **fields):
    """The same row a second time."""
    row.pk = None
    for name, value in fields.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_plan_of_a_kind_starts_once_a_year(plan):
    again(Plan.objects.get())


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("plan_ends_no_earlier_than_it_starts", {"last_year": 2565}),
        ("plan_of_an_office_names_it", {"level": "local"}),
    ],
)
def test_a_plan_holds_together(plan, name, fields):
    with pytest.raises(IntegrityError, match=name):
        Plan.objects.update(**fields)


def test_plan_version_has_its_number(plan):
    again(PlanVersion.objects.get())


def test_plan_versions_count_from_one(plan):
    with pytest.raises(IntegrityError, match="plan_versions_count_from_one"):
        PlanVersion.objects.update(number=0)


def test_project_is_in_a_plan_once(project):
    again(Project.objects.get())


def test_project_stands_in_a_plan_once(project):
    version = PlanVersion.objects.create(plan=project.plan, number=2)
    again(Inclusion.objects.get(), since=version)


def test_version_brings_a_project_once(project):
    version = PlanVersion.objects.create(plan=project.plan, number=2)
    again(Inclusion.objects.get(), until=version)


@pytest.mark.parametrize(
    ("name", "fields"),
    [("project_ends_no_earlier_than_it_starts", {"last_year": 2567})],
)
def test_years_of_a_project_hold_together(project, name, fields):
    with pytest.raises(IntegrityError, match=name):
        Inclusion.objects.update(**fields)


def test_inclusion_ends_in_another_version(project):
    with pytest.raises(IntegrityError, match="inclusion_ends_in_another_version"):
        Inclusion.objects.update(until=Inclusion.objects.get().since)


def test_money_of_a_year_and_source_stands_once(project):
    again(Money.objects.get())


def test_project_budget_is_not_negative(project):
    with pytest.raises(IntegrityError, match="project_budget_is_not_negative"):
        Money.objects.update(amount=Decimal("-0.01"))


def test_project_has_a_tag_once(project):
    again(ProjectTag.objects.get())


def test_project_names_a_place_once(project):
    again(ProjectPlace.objects.create(project=project, area=project.plan.area))


def test_activity_serves_a_project_once(project, centre):
    activity = centre.activities.create(held=date(2024, 10, 1), name="ตลาดนัดชุมชน")
    again(ProjectActivity.objects.create(project=project, activity=activity))


def test_proposal_goes_to_a_plan_once(sent):
    again(Proposal.objects.get())


def test_proposal_goes_to_a_holder_once(proposal):
    again(Proposal.objects.get())


def test_proposal_names_the_holder(proposal):
    with pytest.raises(IntegrityError, match="proposal_names_the_holder"):
        Proposal.objects.update(holder="")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("reply_says_why", {"kind": "refused"}),
        ("reply_says_why", {"kind": "merged"}),
        ("only_a_deferral_names_a_year", {"until_year": 2569}),
        ("only_what_is_taken_in_has_a_target", {"kind": "refused", "reason": "x", "target": 0}),
        ("reply_is_taken_back_with_a_reason", {"withdrawn_at": AT}),
    ],
)
def test_an_answer_holds_together(ngao_officer, proposal, name, fields):
    make.reply(ngao_officer, proposal)
    if "target" in fields:
        fields = {**fields, "target": proposal.project}

    with pytest.raises(IntegrityError, match=name):
        Reply.objects.update(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("money_granted_says_how_much_and_whose", {"amount": None}),
        ("money_granted_says_how_much_and_whose", {"source": None}),
        ("money_granted_says_how_much_and_whose", {"kind": "started"}),
        (
            "what_is_done_says_its_result",
            {"kind": "done", "amount": None, "source": None, "result": ""},
        ),
        ("advance_is_taken_back_with_a_reason", {"withdrawn_why": "ผิด"}),
    ],
)
def test_a_step_of_the_doing_holds_together(ngao_officer, project, name, fields):
    make.advance(ngao_officer, project)

    with pytest.raises(IntegrityError, match=name):
        Advance.objects.update(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("origin_is_of_its_kind", {"place": ""}),
        ("origin_is_of_its_kind", {"kind": "resolution"}),
        ("origin_is_taken_back_with_a_reason", {"withdrawn_at": AT}),
    ],
)
def test_an_origin_holds_together(project, name, fields):
    Origin.objects.create(project=project, kind="forum", dated=date(2024, 10, 1), place="ศาลา")

    with pytest.raises(IntegrityError, match=name):
        Origin.objects.update(**fields)


def test_resolution_is_origin_of_a_project_once(ngao_officer, project, pong_tao):
    resolution = make.resolution(ngao_officer, pong_tao)
    again(
        Origin.objects.create(
            project=project, kind="resolution", dated=date(2024, 11, 1), resolution=resolution
        )
    )


def test_mission_is_assigned_once(mission):
    again(Mission.objects.get(), starts=date(2025, 1, 1))


def test_mission_names_a_duty_once(mission):
    again(MissionDuty.objects.create(mission=mission, duty="drugs"))


def test_mission_ends_after_it_starts(mission):
    with pytest.raises(IntegrityError, match="mission_ends_after_it_starts"):
        Mission.objects.filter(pk=mission.pk).update(ends=mission.starts)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("mission_note_says_something", {"said": ""}),
        ("mission_note_is_taken_back_with_a_reason", {"withdrawn_at": AT}),
    ],
)
def test_a_note_holds_together(mission, ngao_officer, name, fields):
    MissionNote.objects.create(
        mission=mission, dated=date(2024, 11, 1), said="ประชุม", by=ngao_officer, at=AT
    )

    with pytest.raises(IntegrityError, match=name):
        MissionNote.objects.update(**fields)


@pytest.mark.parametrize(("year", "count"), [(2565, 0), (2566, 1), (2570, 1), (2571, 0)])
def test_a_plan_covers_both_its_end_years(plan, year, count):
    assert Plan.objects.covering(FiscalYear(year)).count() == count


def test_each_is_seen_only_within_reach(ngao_officer, thoen_officer, proposal, mission, reach_of):
    make.reply(ngao_officer, proposal)
    make.advance(ngao_officer, proposal.project)
    Origin.objects.create(
        project=proposal.project, kind="forum", dated=date(2024, 10, 1), place="ศาลา"
    )
    MissionNote.objects.create(
        mission=mission, dated=date(2024, 11, 1), said="ประชุม", by=ngao_officer, at=AT
    )
    seen = (
        *(Plan, PlanVersion, Project, Inclusion, Origin, Proposal, Reply, Advance),
        *(Mission, MissionNote),
    )
    for model in seen:
        assert model.objects.visible_to(reach_of(ngao_officer)).count() == 1, model
        assert not model.objects.visible_to(reach_of(thoen_officer)).exists(), model
