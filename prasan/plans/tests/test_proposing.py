from datetime import date
from decimal import Decimal

import pytest

from prasan.audit.models import Event
from prasan.plans import actions
from prasan.plans.models import Project, Proposal, Reply
from prasan.plans.rules import State
from prasan.plans.saving import Refused
from prasan.plans.tests import make
from prasan.plans.tests.make import AT, TODAY
from prasan.plans.ways import way


def refusal(error):
    return [(problem.field, problem.text) for problem in error.value.problems]


def test_a_project_is_sent_to_a_plan_once(ngao_officer, project, proposal):
    assert make.proposal(ngao_officer, project, holder=" อำเภองาว ") == proposal
    with pytest.raises(Refused) as error:
        make.proposal(ngao_officer, project, proposed=date(2024, 10, 25))

    assert refusal(error) == [("holder", "เสนอไปยัง แผนพัฒนาอำเภองาว แล้ว บันทึกผลของเรื่องเดิมได้")]
    assert Proposal.objects.count() == 1
    assert Event.objects.filter(verb="project.proposed", area="520505").count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"proposed": date(2022, 6, 14)}, "proposed", "อยู่ก่อนวันที่โครงการเข้าแผน (15 มิ.ย. 2565)"),
        ({"proposed": date(2024, 11, 6)}, "proposed", "อยู่หลังวันนี้"),
        ({"level": "village"}, "level", "แผนระดับนี้ส่งโครงการไปแผนระดับนั้นไม่ได้"),
        ({"holder": " "}, "holder", "ยังไม่ได้บอกหน่วยงานเจ้าของแผน"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused(ngao_officer, project, fields, field, words):
    with pytest.raises(Refused) as error:
        make.proposal(ngao_officer, project, **fields)

    (problem,) = error.value.problems
    assert problem.field == field
    assert words in problem.text
    assert not Proposal.objects.exists()


def test_what_nobody_agreed_to_is_not_sent(ngao_officer, pong_tao):
    draft = make.project(ngao_officer, make.plan(ngao_officer, pong_tao, adopted=None))

    with pytest.raises(Refused, match="แผนฉบับนี้ยังไม่ผ่านความเห็นชอบ"):
        make.proposal(ngao_officer, draft)


def test_a_plan_of_another_place_is_not_asked(ngao_officer, project, thoen, areas):
    elsewhere = make.plan(ngao_officer, thoen, level="district")
    with pytest.raises(Refused, match="เป็นของพื้นที่อื่น"):
        make.proposal(ngao_officer, project, plan=elsewhere)
    around = make.plan(ngao_officer, areas["00"], level="agency", holder="กรมตัวอย่าง")
    assert make.proposal(ngao_officer, project, plan=around).plan == around


def test_a_project_left_out_is_not_sent(ngao_officer, plan, project):
    actions.open_version(by=ngao_officer, plan=plan, said="ทบทวน")
    actions.drop_project(by=ngao_officer, project=project, why="เสร็จแล้ว")

    with pytest.raises(Refused, match="ไม่อยู่ในแผนฉบับล่าสุดแล้ว"):
        make.proposal(ngao_officer, project)


def test_taken_in_whole_it_becomes_the_plans_own_with_all_it_said(
    ngao_officer, pong_tao, plan, district_plan
):
    project = make.project(
        ngao_officer, plan, problem="ขาดอาหาร", places=[actions.Place(pong_tao, "หมู่ 3")]
    )
    sent = make.proposal(ngao_officer, project, plan=district_plan)

    own = make.reply(ngao_officer, sent).target
    assert make.reply(ngao_officer, sent).target == own  # a double click

    assert (own.plan, own.title, own.problem) == (district_plan, project.title, "ขาดอาหาร")
    assert own.inclusions.get().money.get().amount == Decimal("120000.50")
    assert [one.tag for one in own.tags.all()] == ["strong_tambon"]
    assert [str(one) for one in own.places.all()] == ["หมู่ 3 ตำบลปงเตา"]
    assert Reply.objects.count() == 1
    assert Event.objects.filter(verb="proposal.answered", area="5205").count() == 1


def test_a_name_the_plan_has_already_is_told_apart(ngao_officer, ban_rong, sent, district_plan):
    make.reply(ngao_officer, sent)
    other = make.project(ngao_officer, make.plan(ngao_officer, ban_rong))

    own = make.reply(ngao_officer, make.proposal(ngao_officer, other, plan=district_plan)).target

    assert own.title == "ธนาคารอาหารชุมชน (ตำบลบ้านร้อง)"


def test_money_of_years_the_other_plan_lacks_is_not_lost(ngao_officer, plan, ngao):
    short = make.plan(ngao_officer, ngao, level="district", first_year=2568, last_year=2568)
    project = make.project(
        ngao_officer,
        plan,
        first_year=2567,
        last_year=2569,
        money=[(year, "own", Decimal(100)) for year in (2567, 2568, 2569)],
    )

    own = make.reply(ngao_officer, make.proposal(ngao_officer, project, plan=short)).target

    money = own.inclusions.get().money.get()
    assert (money.year, money.amount) == (2568, 300)


def merged_into(by, plan, **fields):
    return make.project(by, plan, title="เกษตรปลอดภัยทั้งอำเภอ", **fields)


@pytest.fixture
def target(ngao_officer, district_plan):
    return merged_into(ngao_officer, district_plan)


def test_merged_projects_keep_all_their_origins(
    ngao_officer, ban_rong, project, sent, district_plan, target
):
    other = make.project(ngao_officer, make.plan(ngao_officer, ban_rong))
    for one in (project, other):
        actions.tell_origin(
            by=ngao_officer,
            project=one,
            kind="forum",
            dated=date(2024, 10, 1),
            today=TODAY,
            place=f"ศาลา{one.plan.area.name}",
        )
    for one in (sent, make.proposal(ngao_officer, other, plan=district_plan)):
        make.reply(ngao_officer, one, "merged", into=target)

    found = way(target, TODAY)

    assert [one.project for one in found.behind] == [project, other]
    assert [str(o) for one in found.behind for o in one.origins] == ["ศาลาปงเตา", "ศาลาบ้านร้อง"]


def test_an_answer_far_above_is_seen_where_it_began(
    ngao_officer, province_officer, project, sent, province_plan
):
    own = make.reply(ngao_officer, sent).target
    higher = make.proposal(ngao_officer, own, plan=province_plan)
    big = make.project(province_officer, province_plan, title="อาหารปลอดภัยลำปาง")
    make.reply(province_officer, higher, "merged", into=big, dated=TODAY)
    make.advance(province_officer, big, dated=TODAY)

    legs = way(project, TODAY).legs

    assert [(leg.depth, leg.state) for leg in legs] == [
        (0, State.ADOPTED),
        (1, State.FUNDED),
    ]
    assert legs[1].granted == 90000
    assert legs[1].target == big
    yesterday = way(project, date(2024, 11, 4)).legs
    assert [leg.state for leg in yesterday] == [State.ADOPTED, State.WAITING]


def test_a_merge_into_itself_or_a_circle_is_refused(ngao_officer, pong_tao, sent, district_plan):
    local = make.plan(ngao_officer, pong_tao, level="local", holder="อบต.ปงเตา")
    own = make.reply(ngao_officer, sent).target
    there = make.reply(ngao_officer, make.proposal(ngao_officer, own, plan=local)).target
    back = make.proposal(ngao_officer, there, plan=district_plan)

    with pytest.raises(Refused, match="รวมเป็นวงไม่ได้ ธนาคารอาหารชุมชน มาจาก"):
        make.reply(ngao_officer, back, "merged", into=own)

    assert not back.replies.exists()


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("nothing", "ยังไม่ได้เลือกว่ารวมกับโครงการใด"),
        ("elsewhere", "โครงการที่เลือกอยู่ในแผนอื่น"),
        ("left out", "โครงการที่เลือกถูกตัดออกจากแผนแล้ว"),
    ],
)
def test_a_merge_names_a_project_of_the_plan_that_answers(
    ngao_officer, project, sent, district_plan, target, case, words
):
    into = {"nothing": None, "elsewhere": project, "left out": target}[case]
    if case == "left out":
        actions.open_version(by=ngao_officer, plan=district_plan, said="ทบทวน")
        actions.drop_project(by=ngao_officer, project=target, why="เสร็จแล้ว")

    with pytest.raises(Refused) as error:
        make.reply(ngao_officer, sent, "merged", into=into, reason="ตรงกัน")

    assert words in str(error.value)
    assert not Reply.objects.exists()


def test_an_answer_is_kept_once_with_its_reason(ngao_officer, proposal):
    first = make.reply(ngao_officer, proposal, "deferred")
    assert make.reply(ngao_officer, proposal, "deferred") == first

    assert (first.kind, first.reason, first.until_year) == ("deferred", "งบปี 2568 ไม่พอ", 2569)
    event = Event.objects.get(verb="proposal.answered")
    assert event.summary == "แผนพัฒนาอำเภองาว ตอบ ธนาคารอาหารชุมชน: เลื่อนไว้ก่อน"


def test_a_later_answer_follows_and_the_earlier_stays(ngao_officer, proposal):
    make.reply(ngao_officer, proposal, "deferred")
    make.reply(ngao_officer, proposal, "adopted", dated=date(2024, 11, 4))

    assert [one.kind for one in proposal.replies.all()] == ["deferred", "adopted"]


def test_a_refusal_without_a_reason_is_not_kept(ngao_officer, proposal):
    with pytest.raises(Refused, match="ยังไม่ได้บอกเหตุผล"):
        make.reply(ngao_officer, proposal, "refused", reason="  ")

    assert not Reply.objects.exists()


def test_only_the_last_answer_is_taken_back_and_it_stays_to_be_read(ngao_officer, proposal):
    first = make.reply(ngao_officer, proposal, "deferred")
    last = make.reply(ngao_officer, proposal, "adopted", dated=date(2024, 11, 4))

    with pytest.raises(Refused, match="ถอนคำตอบล่าสุดก่อน"):
        actions.take_back_reply(by=ngao_officer, reply=first, why="ผิด", at=AT)
    for _ in range(2):
        actions.take_back_reply(by=ngao_officer, reply=last, why="บันทึกผิดโครงการ", at=AT)

    found = way(proposal.project, TODAY)
    assert found.legs[0].state == State.DEFERRED
    assert [one.withdrawn_why for one in found.withdrawn] == ["บันทึกผิดโครงการ"]
    assert Event.objects.filter(verb="proposal.answer_withdrawn").count() == 1


def test_taken_in_again_after_a_refusal_it_is_the_same_project(ngao_officer, sent):
    own = make.reply(ngao_officer, sent).target
    make.reply(ngao_officer, sent, "refused", dated=date(2024, 11, 2))

    again = make.reply(ngao_officer, sent, dated=date(2024, 11, 3)).target

    assert again == own
    assert Project.objects.count() == 2


def test_an_office_outside_gets_money_and_does_it(ngao_officer, proposal):
    project = proposal.project
    with pytest.raises(Refused, match="แผนนั้นยังไม่ได้รับโครงการ"):
        make.advance(ngao_officer, project, proposal=proposal)
    make.reply(ngao_officer, proposal)
    for kind in ("funded", "started", "done"):
        make.advance(ngao_officer, project, kind, proposal=proposal, dated=TODAY)

    assert way(project, TODAY).legs[0].state == State.DONE
    with pytest.raises(Refused, match="ดำเนินการแล้วเสร็จแล้ว คำตอบเปลี่ยนไม่ได้อีก"):
        make.reply(ngao_officer, proposal, "refused", dated=TODAY)
    with pytest.raises(Refused, match="ถอนคำตอบไม่ได้"):
        actions.take_back_reply(by=ngao_officer, reply=proposal.replies.get(), why="ผิด", at=AT)


def test_money_is_told_where_the_project_is_carried_out(ngao_officer, sent):
    make.reply(ngao_officer, sent)

    with pytest.raises(Refused, match="บันทึกความก้าวหน้าที่โครงการของแผนที่รับไว้"):
        make.advance(ngao_officer, sent.project, proposal=sent)


def test_a_step_is_told_once_and_taken_back(ngao_officer, project):
    step = make.advance(ngao_officer, project)
    assert make.advance(ngao_officer, project) == step
    started = make.advance(ngao_officer, project, "started")
    done = make.advance(ngao_officer, project, "done")
    with pytest.raises(Refused, match="ถอนวันแล้วเสร็จก่อน"):
        actions.take_back_advance(by=ngao_officer, advance=started, why="ผิด", at=AT)
    for one in (done, started, started):
        actions.take_back_advance(by=ngao_officer, advance=one, why="ผิด", at=AT)

    assert list(project.advances.standing()) == [step]
    assert Event.objects.filter(verb="project.advance_withdrawn").count() == 2


def test_what_its_own_plan_left_out_is_not_taken_in(ngao_officer, plan, project, sent):
    version = actions.open_version(by=ngao_officer, plan=plan, said="ทบทวน")
    actions.drop_project(by=ngao_officer, project=project, why="ทำแล้ว")
    assert version.number == 2

    with pytest.raises(Refused, match="ต้นทางตัดโครงการนี้ออกจากแผนแล้ว"):
        make.reply(ngao_officer, sent, "adopted")
    make.reply(ngao_officer, sent, "refused")


def test_taken_in_again_a_project_left_out_meanwhile_comes_back(ngao_officer, sent, district_plan):
    first = make.reply(ngao_officer, sent, "adopted")
    make.reply(ngao_officer, sent, "refused", dated=date(2024, 11, 2))
    actions.open_version(by=ngao_officer, plan=district_plan, said="ทบทวน")
    actions.drop_project(by=ngao_officer, project=first.target, why="ไม่รับแล้ว")

    again = make.reply(ngao_officer, sent, "adopted", dated=date(2024, 11, 3))

    assert again.target == first.target
    assert again.target.inclusions.filter(until=None).exists()
