from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from prasan import clock
from prasan.assessments import actions
from prasan.assessments.actions import Answer
from prasan.assessments.models import Assessment, Framework, Indicator, Proof, Score
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.centres.actions import open_centre
from prasan.evidence.actions import keep


@pytest.fixture
def save(ngao_officer, assessment, now):
    return lambda answers: actions.save_scores(
        by=ngao_officer, assessment=assessment, answers=answers, at=now
    )


def test_starting_twice_starts_once(ngao_officer, centre, framework, year, assessment):
    again = actions.start_assessment(
        by=ngao_officer, centre=centre, framework=framework, fiscal_year=year
    )

    assert again == assessment
    assert Event.objects.filter(verb="assessment.started").count() == 1


def test_one_begun_stays_on_its_form(system, ngao_officer, centre, year, assessment, framework):
    newer = make.framework(system, make.SMALL.replace("version: 1", "version: 2"))

    again = actions.start_assessment(
        by=ngao_officer, centre=centre, framework=newer, fiscal_year=year
    )

    assert again.framework == framework


def test_a_form_in_draft_cannot_be_used(system, ngao_officer, centre, year):
    draft = make.framework(system, make.SMALL.replace("published: 1 ต.ค. 2566", ""))

    with pytest.raises(ValueError, match="ยังเป็นร่าง"):
        actions.start_assessment(by=ngao_officer, centre=centre, framework=draft, fiscal_year=year)


def test_a_district_centre_is_not_assessed(ngao_officer, ngao, framework, year):
    district = open_centre(by=ngao_officer, area=ngao)

    with pytest.raises(ValueError, match="ระดับตำบล"):
        actions.start_assessment(
            by=ngao_officer, centre=district, framework=framework, fiscal_year=year
        )


def test_answers_are_kept_with_their_reason(save, assessment, indicators):
    save({indicators[0].pk: Answer(1, "เห็นคำสั่งแล้ว"), indicators[1].pk: Answer(None, "รอดูก่อน")})

    kept = {score.indicator: (score.points, score.note) for score in assessment.scores.all()}
    assert kept == {indicators[0]: (1, "เห็นคำสั่งแล้ว"), indicators[1]: (None, "รอดูก่อน")}
    event = Event.objects.get(verb="assessment.answered")
    assert event.changes == {"1.1": ["-", "1 · เห็นคำสั่งแล้ว"], "1.2": ["-", "- · รอดูก่อน"]}


def test_no_points_and_zero_points_are_told_apart(save, assessment, indicators):
    save({indicators[0].pk: Answer(0)})

    assert [mark.points for mark in assessment.marks()] == [0, None, None]


def test_an_empty_answer_to_nothing_makes_no_row(save, indicators):
    save({each.pk: Answer(None) for each in indicators})

    assert not Score.objects.exists()
    assert not Event.objects.filter(verb="assessment.answered").exists()


def test_saving_the_same_twice_saves_once(save, indicators):
    answers = {indicators[0].pk: Answer(1, "มีแล้ว")}
    save(answers)

    save(answers)  # still says edition 0: the second click of a double click

    assert Score.objects.get().edition == 1
    assert Event.objects.filter(verb="assessment.answered").count() == 1


def test_an_older_page_cannot_overwrite_a_newer_answer(save, indicators):
    first, second = indicators[0].pk, indicators[1].pk
    save({first: Answer(1, "ของคนแรก")})

    with pytest.raises(actions.Stale) as refusal:
        save({first: Answer(0, "ของคนที่สอง"), second: Answer(2)})

    assert refusal.value.scores[first].note == "ของคนแรก"
    assert [score.note for score in Score.objects.all()] == ["ของคนแรก"]  # all or nothing


def test_the_page_that_saw_the_newest_answer_changes_it(save, indicators):
    pk = indicators[0].pk
    save({pk: Answer(1)})

    save({pk: Answer(0, edition=1)})

    assert [(score.points, score.edition) for score in Score.objects.all()] == [(0, 2)]


def test_two_officers_may_answer_different_indicators(save, indicators):
    save({indicators[0].pk: Answer(1)})

    save({indicators[1].pk: Answer(2)})

    assert Score.objects.count() == 2


def test_an_answer_taken_back_is_still_seen_as_newer(save, indicators):
    pk = indicators[0].pk
    save({pk: Answer(1)})
    save({pk: Answer(None, edition=1)})

    with pytest.raises(actions.Stale):
        save({pk: Answer(0, edition=1)})


def test_points_over_the_most_are_refused(save, indicators):
    with pytest.raises(ValueError, match="ข้อ 1.1 ให้ได้ 0 ถึง 1 คะแนน"):
        save({indicators[0].pk: Answer(2)})

    assert not Score.objects.exists()


def test_a_file_can_be_the_proof(save, ngao_officer, pong_tao, indicators):
    upload = ContentFile(make.pdf(), "คำสั่ง.pdf")
    proof = keep(by=ngao_officer, area=pong_tao, upload=upload, at=clock.now())

    save({indicators[0].pk: Answer(1, files=(proof,))})

    assert Proof.objects.get().evidence == proof
    assert Event.objects.get(verb="assessment.answered").changes == {"1.1": ["-", "1 · คำสั่ง.pdf"]}


def test_a_result_is_filed_once(save, ngao_officer, thoen_officer, assessment, framework, now):
    save(make.answers(framework, 1, 2, 0))
    actions.file_assessment(by=ngao_officer, assessment=assessment, at=make.moment())

    actions.file_assessment(by=thoen_officer, assessment=assessment, at=now)

    step = assessment.steps.get()
    assert (step.kind, step.day, step.by) == ("filed", make.FILED, ngao_officer)
    event = Event.objects.get(verb="assessment.filed")
    assert event.summary.endswith("ปีงบประมาณ 2568 3 จาก 5 คะแนน")


def test_an_unfinished_result_is_not_filed_and_says_what_is_missing(
    save, ngao_officer, assessment, framework, now
):
    save(make.answers(framework, 1, None))

    with pytest.raises(actions.Unanswered, match=r"ยังไม่ได้เลือกคะแนน 2 ข้อ คือข้อ 1\.2 2\.1"):
        actions.file_assessment(by=ngao_officer, assessment=assessment, at=now)

    assert not assessment.steps.exists()


def test_a_filed_result_is_locked(save, ngao_officer, assessment, framework, now):
    answers = make.answers(framework, 1)
    save(answers)
    actions.file_assessment(by=ngao_officer, assessment=assessment, at=now)

    save(answers)  # says nothing new
    with pytest.raises(actions.Closed):
        save({pk: replace(each, points=0, edition=1) for pk, each in answers.items()})

    assert {score.points for score in Score.objects.all()} == {1}


def test_all_at_once_or_nothing(ngao_officer, centre, framework, year, today, now):
    given = {"by": ngao_officer, "centre": centre, "framework": framework, "fiscal_year": year}

    with pytest.raises(actions.Unanswered):
        actions.file_complete(**given, answers=make.answers(framework, 1, None), at=now)
    assert not Assessment.objects.exists()

    filed = actions.file_complete(**given, answers=make.answers(framework, 1), at=now)
    assert (filed.steps.get().day, filed.scores.count()) == (today, 3)


def test_saving_costs_the_same_for_one_answer_and_for_22(
    ngao_officer, centre, example, year, now, django_assert_num_queries
):
    assessment = actions.start_assessment(
        by=ngao_officer, centre=centre, framework=example, fiscal_year=year
    )
    given = list(make.answers(example, 1).items())

    with CaptureQueriesContext(connection) as one:
        actions.save_scores(by=ngao_officer, assessment=assessment, answers=dict(given[:1]), at=now)
    with django_assert_num_queries(len(one)):
        actions.save_scores(by=ngao_officer, assessment=assessment, answers=dict(given[1:]), at=now)


def test_loading_the_same_form_again_changes_nothing(system):
    made, first = actions.load_framework(by=system, form=make.form())
    again, second = actions.load_framework(by=system, form=make.form())

    assert (made, first, second) == (again, "added", "unchanged")
    assert (Framework.objects.count(), Indicator.objects.count()) == (1, 3)
    assert Event.objects.filter(verb__startswith="framework.").count() == 2


def test_a_draft_is_replaced_and_then_published(system):
    draft = make.SMALL.replace("published: 1 ต.ค. 2566", "").replace("ข้อแรก", "ข้อเดิม")
    make.framework(system, draft)

    framework, outcome = actions.load_framework(by=system, form=make.form())

    assert (outcome, str(framework.published)) == ("changed", "2023-10-01")
    assert [each.name for each in make.indicators(framework)] == ["ข้อแรก", "ข้อสอง", "ข้อสาม"]


def test_a_published_version_is_not_changed(system, framework):
    changed = make.form(make.SMALL.replace("ข้อแรก", "ข้อแก้"))

    with pytest.raises(actions.Published, match="ให้เพิ่ม version เป็น 2"):
        actions.load_framework(by=system, form=changed)

    assert not Indicator.objects.filter(name="ข้อแก้").exists()


def test_the_example_is_five_categories_and_23_indicators(example):
    sizes = [each.indicators.count() for each in example.categories.all()]

    assert sizes == [5, 5, 5, 4, 4]
    assert example.is_example
    assert sum(each.most for each in example.shape.asked) == 46


def test_an_indicator_is_scored_once(save, ngao_officer, assessment, indicators, now):
    save({indicators[0].pk: Answer(1)})

    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(
            assessment=assessment, indicator=indicators[0], points=2, by=ngao_officer, at=now
        )
