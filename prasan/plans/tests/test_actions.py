from datetime import date
from decimal import Decimal

import pytest

from prasan.audit.models import Event
from prasan.plans import actions
from prasan.plans.models import Inclusion, Mission, Plan, PlanVersion, Project
from prasan.plans.saving import Refused, Stale
from prasan.plans.tests import make
from prasan.plans.tests.make import AT


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
    assert PlanVersion.objects.get().number == 1


def test_two_plans_of_a_tambon_share_no_year(ngao_officer, pong_tao, plan):
    with pytest.raises(Refused, match="มีแผน 2566–2570 อยู่แล้ว"):
        make.plan(ngao_officer, pong_tao, first_year=2570, last_year=2574)
    with pytest.raises(Refused, match="มีแผน 2566–2570 อยู่แล้ว"):
        make.plan(ngao_officer, pong_tao, last_year=2569)

    make.plan(ngao_officer, pong_tao, first_year=2571, last_year=2575, adopted=None)
    assert Plan.objects.count() == 2


def test_plans_of_other_levels_kinds_and_offices_stand_beside_each_other(
    ngao_officer, pong_tao, plan
):
    year = {"first_year": 2568, "last_year": 2568}
    make.plan(ngao_officer, pong_tao, kind="needs", **year)
    make.plan(ngao_officer, pong_tao, level="local", holder="อบต.ปงเตา")
    for village in ("หมู่ 1", "หมู่ 2"):
        make.plan(ngao_officer, pong_tao, level="village", holder=village)

    assert sorted(str(one) for one in Plan.objects.all()) == [
        "บัญชีความต้องการประจำปี ตำบลปงเตา 2568",
        "แผนพัฒนาตำบลปงเตา 2566–2570",
        "แผนพัฒนาท้องถิ่น อบต.ปงเตา 2566–2570",
        "แผนพัฒนาหมู่บ้าน หมู่ 1 2566–2570",
        "แผนพัฒนาหมู่บ้าน หมู่ 2 2566–2570",
    ]


def test_only_a_tambon_has_a_tambon_plan(ngao_officer, ngao):
    with pytest.raises(Refused, match="พื้นที่นี้ไม่มีแผนระดับที่เลือก"):
        make.plan(ngao_officer, ngao)


def test_a_resolution_of_another_district_adopts_no_plan(
    ngao_officer, thoen_officer, pong_tao, lom_raet
):
    with pytest.raises(Refused, match="มตินี้เป็นของอำเภออื่น"):
        make.plan(ngao_officer, pong_tao, resolution=make.resolution(thoen_officer, lom_raet))


def test_a_plan_is_corrected_with_old_and_new_kept(ngao_officer, plan):
    fields = {"first_year": 2566, "last_year": 2571}

    corrected = actions.correct_plan(by=ngao_officer, plan=plan, edition=1, **fields)
    again = actions.correct_plan(by=ngao_officer, plan=plan, edition=1, **fields)

    assert (corrected.last_year, again.edition) == (2571, 2)
    assert last_event().changes == {"last_year": ["2570", "2571"]}


def test_a_plan_cannot_shrink_away_from_its_projects(ngao_officer, plan, project):
    with pytest.raises(Refused) as error:
        actions.correct_plan(by=ngao_officer, plan=plan, edition=1, first_year=2566, last_year=2567)

    assert refusal(error) == [("last_year", "มีโครงการของปี 2568 ปีของแผนต้องคลุมถึง")]


def adopt(by, version, adopted, **fields):
    edition = fields.pop("edition", version.edition)
    return actions.adopt_version(by=by, version=version, edition=edition, adopted=adopted, **fields)


def second(by, plan, said="ทบทวนประจำปี 2568"):
    return actions.open_version(by=by, plan=plan, said=said)


def test_a_version_is_opened_once_and_adopted(ngao_officer, pong_tao, plan):
    version = second(ngao_officer, plan)
    assert second(ngao_officer, plan, "อีกครั้ง") == version
    resolution = make.resolution(ngao_officer, pong_tao)

    for _ in range(2):
        adopt(ngao_officer, version, date(2024, 10, 18), edition=1, resolution=resolution)

    version.refresh_from_db()
    assert (version.number, version.adopted) == (2, date(2024, 10, 18))
    assert version.resolved == "มติ คอช.ต. ปงเตา ครั้งที่ 1/2567"
    assert Event.objects.filter(verb="plan.version_opened").count() == 1
    assert Event.objects.filter(verb="plan.version_adopted").count() == 1


def test_a_version_says_why_and_keeps_to_the_order(ngao_officer, plan):
    with pytest.raises(Refused, match="ยังไม่ได้บอกเหตุที่ปรับแผน"):
        second(ngao_officer, plan, "  ")
    version = second(ngao_officer, plan)
    with pytest.raises(Refused, match="อยู่ก่อนฉบับก่อน"):
        adopt(ngao_officer, version, date(2022, 6, 14))
    adopt(ngao_officer, version, date(2024, 10, 18))
    with pytest.raises(Refused, match="ฉบับนี้ต้องมีวันเห็นชอบ"):
        adopt(ngao_officer, plan.versions.get(number=1), None)
    with pytest.raises(Stale, match="เห็นชอบเมื่อ 18 ต.ค. 2567"):
        adopt(ngao_officer, version, date(2024, 10, 19), edition=1)


def test_a_project_is_added_once_however_often_it_is_posted(ngao_officer, plan, project):
    assert make.project(ngao_officer, plan, title="  ธนาคารอาหารชุมชน ") == project
    assert Inclusion.objects.get().money.get().amount == Decimal("120000.50")
    assert Event.objects.filter(verb="project.added").count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"first_year": 2571}, "first_year", "ปี 2571 อยู่นอกแผน 2566–2570"),
        ({"budget": Decimal(-1)}, "budget", "งบประมาณติดลบ"),
        ({"first_year": 2569}, "title", "มีโครงการชื่อนี้ในแผนแล้ว"),
        ({"title": "  "}, "title", "ยังไม่ได้ใส่ชื่อโครงการ"),
        ({"title": "ใหม่", "tags": ["moon"]}, "tags", "ไม่รู้จักป้าย moon"),
    ],
)
def test_a_project_that_cannot_stand_is_refused(ngao_officer, plan, project, fields, field, words):
    with pytest.raises(Refused) as error:
        make.project(ngao_officer, plan, **fields)

    (problem,) = error.value.problems
    assert problem.field == field
    assert problem.text.startswith(words)
    assert Project.objects.count() == 1


def test_a_project_lies_within_its_plan(ngao_officer, plan, lom_raet, pong_tao):
    with pytest.raises(Refused, match="ตำบลล้อมแรดอยู่นอกพื้นที่ของแผน"):
        make.project(ngao_officer, plan, places=[actions.Place(lom_raet)])

    made = make.project(ngao_officer, plan, places=[actions.Place(pong_tao, "หมู่ 3")] * 2)
    assert [str(one) for one in made.places.all()] == ["หมู่ 3 ตำบลปงเตา"]


def corrected(officer, project, edition=None, **fields):
    return actions.correct_project(
        by=officer,
        project=project,
        edition=project.edition if edition is None else edition,
        outline=make.outline(**fields),
    )


def test_a_project_is_corrected(ngao_officer, project):
    assert corrected(ngao_officer, project, budget=Decimal(90000)).edition == 2
    assert Inclusion.objects.get().money.get().amount == 90000
    assert "money" in last_event().changes


def test_saving_what_stands_changes_nothing(ngao_officer, project):
    events = Event.objects.count()

    assert corrected(ngao_officer, project, edition=99).edition == 1
    assert Event.objects.count() == events


def test_an_older_form_does_not_overwrite_a_newer_project(ngao_officer, project):
    corrected(ngao_officer, project, budget=Decimal(90000))

    with pytest.raises(Stale) as error:
        corrected(ngao_officer, project, edition=1, budget=Decimal(70000))

    assert "ตอนนี้เป็น งบประมาณ (บาท) 90,000.00" in str(error.value)
    assert error.value.edition == 2
    assert corrected(ngao_officer, project, edition=2, budget=Decimal(70000)).edition == 3


def test_what_an_adopted_version_said_stays_when_a_later_one_changes_it(
    ngao_officer, plan, project
):
    version = second(ngao_officer, plan)

    corrected(ngao_officer, project, budget=Decimal(90000), last_year=2569)

    first, after = Inclusion.objects.order_by("since__number")
    assert (first.until, first.last_year) == (version, 2568)
    assert first.money.get().amount == Decimal("120000.50")
    assert (after.since, after.until, after.last_year) == (version, None, 2569)
    assert after.money.get().amount == 90000


def test_a_corrected_project_keeps_the_rules_too(ngao_officer, plan, project):
    make.project(ngao_officer, plan, title="ฝายชะลอน้ำห้วยอูน")

    with pytest.raises(Refused) as error:
        corrected(ngao_officer, project, title="ฝายชะลอน้ำห้วยอูน", first_year=2571)

    assert [field for field, _ in refusal(error)] == ["first_year", "title"]


def drop(by, project, why="ทำแล้วด้วยงบของหมู่บ้าน"):
    return actions.drop_project(by=by, project=project, why=why)


def test_a_project_is_left_out_of_a_later_version_and_may_come_back(ngao_officer, plan, project):
    with pytest.raises(Refused, match="เปิดฉบับใหม่ก่อน แล้วจึงตัดออก"):
        drop(ngao_officer, project)
    version = second(ngao_officer, plan)
    with pytest.raises(Refused, match="ยังไม่ได้บอกเหตุที่ตัดออก"):
        drop(ngao_officer, project, " ")

    for _ in range(2):
        drop(ngao_officer, project)

    assert Inclusion.objects.get().until == version
    assert not Project.objects.in_plan().exists()
    assert Project.objects.get() == project  # never deleted
    assert Event.objects.filter(verb="project.dropped").count() == 1
    with pytest.raises(Refused, match="เพิ่มกลับเข้าแผนก่อน"):
        corrected(ngao_officer, project, budget=Decimal(1))

    assert make.project(ngao_officer, plan) == project
    assert last_event().verb == "project.returned"
    assert Project.objects.in_plan().get() == project


def test_a_project_that_others_came_from_is_not_left_out_in_silence(
    ngao_officer, sent, district_plan
):
    own = make.reply(ngao_officer, sent).target
    second(ngao_officer, district_plan)

    with pytest.raises(Refused, match="รับโครงการของแผนอื่นไว้ 1 โครงการ ตอบกลับโครงการเหล่านั้นก่อน"):
        drop(ngao_officer, own)

    make.reply(ngao_officer, sent, "refused", dated=date(2024, 11, 4))
    drop(ngao_officer, own)
    assert own not in Project.objects.in_plan()


def test_a_mission_is_assigned_once(ngao_officer, centre):
    mission = make.mission(ngao_officer, centre)

    assert make.mission(ngao_officer, centre) == mission
    with pytest.raises(Refused, match="มอบหมายภารกิจนี้ตามคำสั่งอำเภองาว"):
        make.mission(ngao_officer, centre, ends=date(2025, 10, 1))
    assert Mission.objects.count() == 1
    event = last_event()
    assert (event.verb, event.area) == ("mission.assigned", "520505")
    assert event.summary == "มอบหมายภารกิจแก่ ศอช.ต. ปงเตา: ขับเคลื่อนแผนพัฒนาตำบล"


def test_a_mission_names_who_gave_it_its_duties_and_its_place_in_the_plan(
    ngao_officer, centre, ngao, thoen, project
):
    made = make.mission(
        ngao_officer, centre, assigner=ngao, duties=["drugs", "drugs"], project=project
    )

    assert [one.duty for one in made.duties.all()] == ["drugs"]
    assert (made.assigner, made.project) == (ngao, project)
    with pytest.raises(Refused, match="ไม่ได้อยู่ในอำเภอเถิน"):
        make.mission(ngao_officer, centre, task="อื่น", assigner=thoen)
    with pytest.raises(Refused, match="ไม่รู้จักหน้าที่ moon"):
        make.mission(ngao_officer, centre, task="อื่น", duties=["moon"])


def test_a_mission_is_put_into_the_plan_later(ngao_officer, mission, project):
    for _ in range(2):
        actions.place_mission(by=ngao_officer, mission=mission, edition=1, project=project)

    assert Mission.objects.get().project == project
    assert Event.objects.filter(verb="mission.placed").count() == 1


def test_a_project_elsewhere_is_no_place_for_a_mission(
    ngao_officer, thoen_officer, mission, lom_raet
):
    foreign = make.project(thoen_officer, make.plan(thoen_officer, lom_raet))

    with pytest.raises(Refused, match="โครงการอยู่นอกพื้นที่ของศูนย์ฯ"):
        actions.place_mission(by=ngao_officer, mission=mission, edition=1, project=foreign)


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


def test_what_was_done_for_a_mission_is_told_once_and_taken_back(ngao_officer, mission):
    told = {"mission": mission, "dated": date(2024, 11, 1), "said": "ประชุมประชาคม 9 หมู่บ้าน"}

    note = actions.note_mission(by=ngao_officer, at=AT, **told)
    assert actions.note_mission(by=ngao_officer, at=AT, **told) == note
    with pytest.raises(Refused, match="ยังไม่ได้บอกเหตุที่ถอน"):
        actions.take_back_note(by=ngao_officer, note=note, why=" ", at=AT)
    for _ in range(2):
        actions.take_back_note(by=ngao_officer, note=note, why="ซ้ำ", at=AT)

    assert not mission.notes.standing().exists()
    assert mission.notes.get().withdrawn_why == "ซ้ำ"
    assert Event.objects.filter(verb__startswith="mission.note").count() == 2
