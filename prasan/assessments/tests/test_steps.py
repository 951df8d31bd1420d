"""A result on its way from the centre to the province, and back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from prasan.assessments import actions
from prasan.assessments.actions import Answer
from prasan.assessments.models import Remark, Score, Step
from prasan.assessments.tests import make
from prasan.assessments.workflow import State, Tier
from prasan.audit.models import Event


@pytest.fixture
def filed(tambon_officer, centre, framework, year):
    return actions.file_complete(
        by=tambon_officer,
        centre=centre,
        framework=framework,
        fiscal_year=year,
        answers=make.answers(framework, 1),
        at=make.moment(),
    )


@pytest.fixture
def verified(filed, ngao_officer, now):
    return actions.agree(by=ngao_officer, assessment=filed, tier=Tier.DISTRICT, at=now)


def later(now, days=1):
    return now + timedelta(days=days)


def points(assessment, tier):
    mine = assessment.scores.of(tier).order_by("indicator__number")
    return [each.points for each in mine]


def kinds(assessment):
    return [each.kind for each in assessment.steps.all()]


def verbs():
    mine = Event.objects.filter(verb__startswith="assessment.").order_by("place")
    return [event.verb.removeprefix("assessment.") for event in mine]


def test_the_district_takes_over_what_it_does_not_contradict(filed, ngao_officer, now):
    actions.agree(by=ngao_officer, assessment=filed, tier=Tier.DISTRICT, at=now)

    assert points(filed, Tier.SELF) == points(filed, Tier.DISTRICT) == [1, 1, 1]
    assert {each.by for each in filed.scores.of(Tier.DISTRICT)} == {ngao_officer}
    assert filed.state == State.FILED  # the row in hand is as it was read
    filed.__dict__.pop("last")
    assert filed.state == State.VERIFIED


def test_agreeing_twice_agrees_once(verified, ngao_officer, now):
    actions.agree(by=ngao_officer, assessment=verified, tier=Tier.DISTRICT, at=later(now))

    assert kinds(verified) == ["filed", "verified"]
    assert verbs().count("verified") == 1


def test_three_scores_stay_three(verified, ngao_officer, province_officer, framework, now):
    first = make.indicators(framework)[0]
    actions.send_back(by=province_officer, assessment=verified, reason="ดูข้อ 1.1", at=now)
    given = Answer(0, "ไม่มีสำเนาคำสั่ง", edition=1)
    actions.save_scores(
        by=ngao_officer, assessment=verified, tier=Tier.DISTRICT, answers={first.pk: given}, at=now
    )
    actions.agree(by=ngao_officer, assessment=verified, tier=Tier.DISTRICT, at=now)
    actions.agree(by=province_officer, assessment=verified, tier=Tier.PROVINCE, at=now)

    assert points(verified, Tier.SELF) == [1, 1, 1]
    assert points(verified, Tier.DISTRICT) == points(verified, Tier.PROVINCE) == [0, 1, 1]
    whys = verified.scores.filter(indicator=first).order_by("pk").values_list("tier", "note", "by")
    assert list(whys) == [
        ("self", "", verified.steps.get(kind="filed").by_id),
        ("district", "ไม่มีสำเนาคำสั่ง", ngao_officer.pk),
        ("province", "", province_officer.pk),
    ]


def test_the_district_says_why_it_scores_otherwise(filed, ngao_officer, framework, now):
    first = make.indicators(framework)[0]
    actions.save_scores(
        by=ngao_officer, assessment=filed, tier=Tier.DISTRICT, answers={first.pk: Answer(0)}, at=now
    )

    with pytest.raises(actions.Unreasoned, match=r"ข้อ 1\.1 ให้ต่างจากเดิม เขียนเหตุผลก่อน"):
        actions.agree(by=ngao_officer, assessment=filed, tier=Tier.DISTRICT, at=now)

    assert kinds(filed) == ["filed"]
    assert points(filed, Tier.DISTRICT) == [0]  # nothing half-saved


@pytest.mark.parametrize("tier", [Tier.DISTRICT, Tier.PROVINCE])
def test_a_tier_waits_for_its_turn(assessment, ngao_officer, indicators, now, tier):
    given = {indicators[0].pk: Answer(1)}

    with pytest.raises(actions.Closed):
        actions.save_scores(
            by=ngao_officer, assessment=assessment, tier=tier, answers=given, at=now
        )
    with pytest.raises(actions.Closed):
        actions.agree(by=ngao_officer, assessment=assessment, tier=tier, at=now)

    assert not Score.objects.exists()


def test_the_province_cannot_accept_what_the_district_has_not_seen(filed, province_officer, now):
    with pytest.raises(actions.Closed, match="ยื่นผลแล้ว รออำเภอตรวจ"):
        actions.agree(by=province_officer, assessment=filed, tier=Tier.PROVINCE, at=now)


def test_what_is_returned_says_what_to_put_right_and_is_filed_anew(
    filed, ngao_officer, tambon_officer, framework, now
):
    first, second, _ = make.indicators(framework)
    for _ in range(2):  # the second click of a double click
        actions.return_assessment(
            by=ngao_officer,
            assessment=filed,
            reason="แก้สองข้อ",
            remarks={first.pk: "แนบสำเนาคำสั่ง", second.pk: ""},
            at=now,
        )

    assert kinds(filed) == ["filed", "returned"]
    assert [(each.indicator, each.text) for each in Remark.objects.all()] == [
        (first, "แนบสำเนาคำสั่ง")
    ]
    change = {first.pk: Answer(0, "ยังไม่มีสำเนา", edition=1)}
    actions.save_scores(by=tambon_officer, assessment=filed, answers=change, at=later(now))
    actions.file_assessment(by=tambon_officer, assessment=filed, at=later(now))
    assert [(each.kind, each.day) for each in filed.steps.all()] == [
        ("filed", make.FILED),
        ("returned", date(2024, 11, 5)),
        ("filed", date(2024, 11, 6)),
    ]


def test_an_agreement_follows_the_answer_that_was_corrected(
    verified, ngao_officer, province_officer, tambon_officer, framework, now
):
    """What the district took over in the first round says nothing against the second."""
    first = make.indicators(framework)[0]
    actions.send_back(by=province_officer, assessment=verified, reason="ให้ศูนย์ฯ แก้", at=now)
    actions.return_assessment(by=ngao_officer, assessment=verified, reason="แก้ข้อ 1.1", at=now)
    change = {first.pk: Answer(0, edition=1)}
    actions.save_scores(by=tambon_officer, assessment=verified, answers=change, at=later(now))
    actions.file_assessment(by=tambon_officer, assessment=verified, at=later(now))

    actions.agree(by=ngao_officer, assessment=verified, tier=Tier.DISTRICT, at=later(now, 2))

    assert points(verified, Tier.DISTRICT) == [0, 1, 1]


def test_an_accepted_result_is_locked_until_it_is_reopened(
    verified, province_officer, tambon_officer, framework, now
):
    actions.agree(by=province_officer, assessment=verified, tier=Tier.PROVINCE, at=now)
    first = make.indicators(framework)[0]
    change = {first.pk: Answer(0, edition=1)}

    for tier in Tier:
        with pytest.raises(actions.Closed, match="จังหวัดรับรองแล้ว"):
            actions.save_scores(
                by=tambon_officer, assessment=verified, answers=change, tier=tier, at=now
            )
    with pytest.raises(actions.Closed):
        actions.return_assessment(by=tambon_officer, assessment=verified, reason="แก้", at=now)

    actions.reopen_assessment(
        by=province_officer, assessment=verified, reason="พบหลักฐานใหม่", at=now
    )
    actions.save_scores(by=tambon_officer, assessment=verified, answers=change, at=now)
    assert points(verified, Tier.SELF) == [0, 1, 1]
    assert points(verified, Tier.PROVINCE) == [1, 1, 1]


def test_what_the_district_verified_is_not_taken_back_by_the_centre(verified, tambon_officer, now):
    with pytest.raises(actions.Closed, match="อำเภอยืนยันแล้ว รอจังหวัดรับรอง"):
        actions.reopen_assessment(by=tambon_officer, assessment=verified, reason="แก้", at=now)


@pytest.fixture
def overruled(tambon_officer, assessment, framework, now):
    """Filed with one value that differs from the computed one."""
    answers = make.answers(framework, 1)
    first = make.indicators(framework)[0].pk
    answers[first] = replace(
        answers[first], note="มีคำสั่งใหม่แล้ว", suggested=0, basis="ครบวาระ 30 ก.ย. 2567"
    )
    actions.save_scores(by=tambon_officer, assessment=assessment, answers=answers, at=now)
    actions.file_assessment(by=tambon_officer, assessment=assessment, at=now)
    return assessment.scores.get(indicator=first)


def test_overruling_without_a_reason_is_not_filed(tambon_officer, assessment, framework, now):
    answers = make.answers(framework, 1)
    first = make.indicators(framework)[0].pk
    answers[first] = replace(answers[first], suggested=0)
    actions.save_scores(by=tambon_officer, assessment=assessment, answers=answers, at=now)

    with pytest.raises(actions.Unanswered, match=r"ให้ต่างจากที่ระบบคิดไว้ \(0\) .* คือข้อ 1\.1"):
        actions.file_assessment(by=tambon_officer, assessment=assessment, at=now)


def test_an_overruled_value_is_not_verified_without_its_second_person(
    overruled, assessment, ngao_officer, now
):
    with pytest.raises(actions.Unconfirmed, match=r"ข้อ 1\.1 ให้ต่างจากที่ระบบคิด"):
        actions.agree(by=ngao_officer, assessment=assessment, tier=Tier.DISTRICT, at=now)

    actions.confirm(by=ngao_officer, score=overruled, at=now)
    actions.confirm(by=ngao_officer, score=overruled, at=later(now))  # harmless
    actions.agree(by=ngao_officer, assessment=assessment, tier=Tier.DISTRICT, at=now)

    overruled.refresh_from_db()
    assert (overruled.confirmed_by, overruled.confirmed_at) == (ngao_officer, now)
    assert verbs().count("confirmed") == 1


def test_the_second_person_is_not_the_first(overruled, tambon_officer, now):
    with pytest.raises(ValueError, match="ท่านเป็นผู้ให้คะแนนเอง"):
        actions.confirm(by=tambon_officer, score=overruled, at=now)

    with (
        pytest.raises(IntegrityError, match="second_person_is_another"),
        transaction.atomic(),
    ):
        Score.objects.filter(pk=overruled.pk).update(confirmed_by=tambon_officer, confirmed_at=now)


def test_what_changed_since_it_was_looked_at_is_not_confirmed(overruled, ngao_officer, now):
    with pytest.raises(actions.Stale):
        actions.confirm(by=ngao_officer, score=overruled, at=now, edition=9)


def test_a_changed_answer_is_confirmed_anew(
    overruled, assessment, ngao_officer, tambon_officer, now
):
    actions.confirm(by=ngao_officer, score=overruled, at=now)
    actions.return_assessment(by=ngao_officer, assessment=assessment, reason="เขียนให้ชัด", at=now)
    change = Answer(1, "คำสั่งที่ 12/2567", edition=1, suggested=0, basis="ครบวาระ")
    actions.save_scores(
        by=tambon_officer, assessment=assessment, answers={overruled.indicator_id: change}, at=now
    )

    overruled.refresh_from_db()
    assert (overruled.confirmed_by, overruled.basis) == (None, "ครบวาระ")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"is_not_applicable": True}, "not_applicable_has_no_points"),
        ({"confirmed_at": make.moment()}, "score_is_confirmed_by_someone"),
    ],
)
def test_a_score_the_table_cannot_hold(filed, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Score.objects.filter(tier=Tier.SELF).update(**change)


def test_going_back_says_why(filed):
    with pytest.raises(IntegrityError, match="going_back_says_why"), transaction.atomic():
        Step.objects.filter(assessment=filed).update(kind="returned")


def test_a_step_has_its_place(filed, ngao_officer, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(
            assessment=filed, number=1, kind="filed", day=now.date(), at=now, by=ngao_officer
        )


def test_an_indicator_is_remarked_once_a_step(filed, framework):
    step, first = filed.steps.get(), make.indicators(framework)[0]
    Remark.objects.create(step=step, indicator=first, text="ก")

    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(step=step, indicator=first, text="ข")


def test_steps_up_to_a_day_tell_how_it_stood_then(verified, now):
    mine = verified.__class__.objects
    before, on_filing, after = (
        mine.with_steps(day).get() for day in (date(2024, 11, 3), make.FILED, None)
    )

    assert (before.last, before.filed) == (None, None)
    assert (on_filing.last, on_filing.filed) == ("filed", make.FILED)
    assert (after.last, after.filed) == ("verified", make.FILED)
