from datetime import date
from decimal import Decimal

import pytest

from prasan.audit.models import Event
from prasan.plans import actions
from prasan.plans.models import Answer, Link, Mission, Plan, Project
from prasan.plans.saving import Refused, Stale
from prasan.plans.tests import make


def last_event():
    return Event.objects.order_by("-pk").first()


def refusal(error):
    return [(problem.field, problem.text) for problem in error.value.problems]


def test_a_plan_is_adopted_once_however_often_it_is_posted(ngao_officer, pong_tao, plan):
    events = Event.objects.count()

    assert make.plan(ngao_officer, pong_tao) == plan
    assert (Plan.objects.count(), Event.objects.count()) == (1, events)
    event = last_event()
    assert (event.verb, event.by, event.area) == ("plan.adopted", "ngao", "520505")
    assert event.summary == "บันทึกแผนพัฒนาตำบลปงเตา 2566–2570"
    assert event.changes["document"] == ""


def test_two_plans_of_a_tambon_share_no_year(ngao_officer, pong_tao, plan):
    with pytest.raises(Refused, match="มีแผน 2566–2570 อยู่แล้ว"):
        make.plan(ngao_officer, pong_tao, first_year=2570, last_year=2574)
    with pytest.raises(Refused, match="มีแผน 2566–2570 อยู่แล้ว"):
        make.plan(ngao_officer, pong_tao, last_year=2569)

    make.plan(ngao_officer, pong_tao, first_year=2571, last_year=2575, adopted=None)
    assert Plan.objects.count() == 2


def test_only_a_tambon_has_a_tambon_plan(ngao_officer, ngao):
    with pytest.raises(Refused, match="อำเภองาวไม่ใช่ตำบล"):
        make.plan(ngao_officer, ngao)


def test_a_plan_is_corrected_with_old_and_new_kept(ngao_officer, plan):
    fields = {"first_year": 2566, "last_year": 2571, "adopted": plan.adopted, "document": None}

    corrected = actions.correct_plan(by=ngao_officer, plan=plan, edition=1, **fields)
    again = actions.correct_plan(by=ngao_officer, plan=plan, edition=1, **fields)

    assert (corrected.last_year, again.edition) == (2571, 2)
    assert last_event().changes == {"last_year": ["2570", "2571"]}


def test_a_plan_cannot_shrink_away_from_its_projects(ngao_officer, plan, project):
    with pytest.raises(Refused) as error:
        actions.correct_plan(
            by=ngao_officer,
            plan=plan,
            edition=1,
            first_year=2566,
            last_year=2567,
            adopted=plan.adopted,
            document=None,
        )

    assert refusal(error) == [("last_year", "มีโครงการที่เริ่มปี 2568 ปีของแผนต้องคลุมถึง")]


def test_a_project_is_added_once_however_often_it_is_posted(ngao_officer, plan, project):
    assert make.project(ngao_officer, plan, title="  ธนาคารอาหารชุมชน ") == project
    assert Project.objects.get().budget == Decimal("120000.50")
    assert Event.objects.filter(verb="project.added").count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"first_year": 2571}, "first_year", "ปี 2571 อยู่นอกแผน 2566–2570"),
        ({"budget": Decimal(-1)}, "budget", "งบประมาณติดลบ"),
        ({"first_year": 2569}, "title", "มีโครงการชื่อนี้ในแผนแล้ว (เริ่มปี 2568)"),
    ],
)
def test_a_project_that_cannot_stand_is_refused(ngao_officer, plan, project, fields, field, words):
    with pytest.raises(Refused) as error:
        make.project(ngao_officer, plan, **fields)

    (problem,) = error.value.problems
    assert problem.field == field
    assert problem.text.startswith(words)
    assert Project.objects.count() == 1


def corrected(officer, project, **fields):
    values = {
        name: getattr(project, name)
        for name in ("title", "first_year", "budget", "is_strong_tambon", "entered")
    }
    edition = fields.pop("edition", project.edition)
    return actions.correct_project(
        by=officer, project=project, edition=edition, **{**values, **fields}
    )


def test_a_project_is_corrected(ngao_officer, project):
    assert corrected(ngao_officer, project, budget=Decimal(90000)).edition == 2
    assert last_event().changes == {"budget": ["120000.50", "90000"]}


def test_an_older_form_does_not_overwrite_a_newer_project(ngao_officer, project):
    corrected(ngao_officer, project, budget=Decimal(90000))

    with pytest.raises(Stale) as error:
        corrected(ngao_officer, project, budget=Decimal(70000))

    assert "ตอนนี้เป็น งบประมาณ (บาท) 90,000.00" in str(error.value)
    assert error.value.edition == 2
    assert corrected(ngao_officer, project, budget=Decimal(70000), edition=2).edition == 3


def test_a_corrected_project_keeps_the_rules_too(ngao_officer, plan, project, link):
    make.project(ngao_officer, plan, title="ฝายชะลอน้ำห้วยอูน")

    with pytest.raises(Refused) as error:
        corrected(
            ngao_officer,
            project,
            title="ฝายชะลอน้ำห้วยอูน",
            entered=date(2024, 11, 1),
            first_year=2571,
        )

    assert [field for field, _ in refusal(error)] == ["first_year", "entered", "title"]


def test_a_project_is_sent_to_a_plan_once(ngao_officer, project, link):
    assert make.link(ngao_officer, project, holder=" อำเภองาว ") == link
    with pytest.raises(Refused) as error:
        make.link(ngao_officer, project, proposed=date(2024, 10, 25))

    assert refusal(error) == [("holder", "เสนอไปยัง แผนพัฒนาอำเภอ อำเภองาว แล้ว บันทึกผลของเรื่องเดิมได้")]
    assert Link.objects.count() == 1
    assert Event.objects.filter(verb="project.linked", area="520505").count() == 1


def test_a_project_is_not_sent_before_it_is_in_the_plan(ngao_officer, project):
    with pytest.raises(Refused, match="ก่อนวันที่โครงการเข้าแผน"):
        make.link(ngao_officer, project, proposed=date(2023, 10, 11))


def answered(officer, link, answer=Answer.DEFERRED, on=date(2024, 11, 1), **fields):
    return actions.answer_link(by=officer, link=link, answer=answer, answered=on, **fields)


def test_an_answer_is_kept_once_with_its_reason(ngao_officer, link):
    first = answered(ngao_officer, link, reason="งบปี 2568 ไม่พอ")
    answered(ngao_officer, link, reason="งบปี 2568 ไม่พอ")

    assert (first.answer, first.reason) == ("deferred", "งบปี 2568 ไม่พอ")
    assert Event.objects.filter(verb="link.answered").count() == 1
    assert last_event().summary == "แผนพัฒนาอำเภอ อำเภองาว ตอบ ธนาคารอาหารชุมชน: เลื่อน"


def test_a_deferred_project_is_taken_in_later(ngao_officer, link):
    deferred = answered(ngao_officer, link, reason="งบไม่พอ")

    taken = answered(ngao_officer, deferred, Answer.ADOPTED, date(2024, 11, 4))

    assert (taken.answer, taken.reason) == ("adopted", "")
    assert last_event().changes["answer"] == ["deferred", "adopted"]


def test_two_officers_do_not_answer_over_each_other(ngao_officer, link):
    answered(ngao_officer, link, Answer.ADOPTED)

    with pytest.raises(Stale, match="ผล รับเข้าแผน"):
        answered(ngao_officer, link, Answer.REFUSED, reason="ไม่เข้ายุทธศาสตร์")


def test_an_answer_that_cannot_stand_is_refused(ngao_officer, link):
    with pytest.raises(Refused) as error:
        answered(ngao_officer, link, Answer.REFUSED, date(2024, 10, 19), reason="  ")

    assert [field for field, _ in refusal(error)] == ["answered", "reason"]
    assert Link.objects.get().answer is None


def test_a_mission_is_assigned_once(ngao_officer, centre):
    mission = make.mission(ngao_officer, centre)

    assert make.mission(ngao_officer, centre) == mission
    with pytest.raises(Refused, match="มอบหมายภารกิจนี้ตามคำสั่งอำเภองาว"):
        make.mission(ngao_officer, centre, ends=date(2025, 10, 1))
    assert Mission.objects.count() == 1
    event = last_event()
    assert (event.verb, event.area) == ("mission.assigned", "520505")
    assert event.summary == "มอบหมายภารกิจแก่ ศอช.ต. ปงเตา: ขับเคลื่อนแผนพัฒนาตำบล"


def test_a_mission_does_not_end_before_it_starts(ngao_officer, centre):
    with pytest.raises(Refused, match="วันสุดท้ายอยู่ก่อนวันเริ่ม"):
        make.mission(ngao_officer, centre, ends=date(2024, 10, 1))
    mission = make.mission(ngao_officer, centre)
    with pytest.raises(Refused, match="วันสุดท้ายอยู่ก่อนวันเริ่ม"):
        actions.end_mission(by=ngao_officer, mission=mission, edition=1, ends=date(2024, 9, 1))


def test_a_mission_is_ended_and_opened_again(ngao_officer, centre):
    mission, ends = make.mission(ngao_officer, centre), date(2025, 10, 1)

    ended = actions.end_mission(by=ngao_officer, mission=mission, edition=1, ends=ends)
    actions.end_mission(by=ngao_officer, mission=mission, edition=1, ends=ends)
    assert (ended.ends, last_event().verb) == (ends, "mission.ended")
    assert Event.objects.filter(verb="mission.ended").count() == 1

    with pytest.raises(Stale, match="พ้นภารกิจวันที่ 1 ต.ค. 2568"):
        actions.end_mission(by=ngao_officer, mission=mission, edition=1, ends=None)
    opened = actions.end_mission(by=ngao_officer, mission=mission, edition=2, ends=None)
    assert (opened.ends, last_event().verb) == (None, "mission.reopened")
