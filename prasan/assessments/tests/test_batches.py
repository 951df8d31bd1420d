"""Several results accepted together, after a look at a sample."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from prasan.areas.models import Area
from prasan.assessments import actions, batches
from prasan.assessments.actions import Answer, Look
from prasan.assessments.models import Assessment, Batch, Sampled
from prasan.assessments.tests import make
from prasan.assessments.workflow import Tier
from prasan.audit.log import faults
from prasan.centres.actions import open_centre


@pytest.fixture
def both(system, ngao_officer, centre, ban_rong, framework, year):
    """The results of both tambons of Ngao, filed: six answers."""
    return [
        actions.file_complete(
            by=ngao_officer,
            centre=each,
            framework=framework,
            fiscal_year=year,
            answers=make.answers(framework, 1),
            at=make.moment(),
        )
        for each in (centre, open_centre(by=system, area=ban_rong))
    ]


@pytest.fixture
def drawn(both, ngao, year):
    return lambda tier=Tier.DISTRICT: batches.draw([ngao.code], year, tier)


@pytest.fixture
def together(ngao_officer, ngao, year, now):
    return lambda looks, tier=Tier.DISTRICT: actions.agree_together(
        by=ngao_officer, area=ngao, fiscal_year=year, tier=tier, looks=looks, at=now
    )


def all_well(drawn):
    return {each.pk: Look(is_agreed=True) for each in drawn.sample}


def lasts():
    return list(Assessment.objects.with_steps().order_by("pk").values_list("last", flat=True))


def test_the_lot_is_the_same_until_something_changes(drawn, both, ngao_officer, now):
    first = drawn()

    assert [each.pk for each in first.sample] == [each.pk for each in drawn().sample]
    assert (len(first.ready), first.answers, len(first.sample)) == (2, 6, 5)


def test_all_are_verified_after_a_look_at_the_sample(drawn, together, both):
    looks = all_well(drawn())

    batch, left_out = together(looks)

    assert (lasts(), left_out) == (["verified", "verified"], [])
    assert (batch.answers, batch.sampled.count(), batch.steps.count()) == (6, 5, 2)
    assert together(looks) == (None, [])  # a second call finds nothing
    assert Batch.objects.count() == 1


def test_what_was_not_looked_at_is_not_accepted(drawn, together):
    looks = all_well(drawn())
    looks.popitem()

    with pytest.raises(actions.Redrawn, match="สุ่มใหม่"):
        together(looks)

    assert (lasts(), Batch.objects.count()) == (["filed", "filed"], 0)


def test_another_sample_than_the_drawn_is_not_accepted(drawn, together, both):
    left = {each.pk for one in both for each in one.scores.all()}
    looks = all_well(drawn())
    looks.popitem()
    looks[(left - {each.pk for each in drawn().sample}).pop()] = Look(is_agreed=True)

    with pytest.raises(actions.Redrawn):
        together(looks)


def test_one_that_was_doubted_is_left_out(drawn, together, both):
    looks = all_well(drawn())
    doubted = drawn().sample[0]
    looks[doubted.pk] = Look(is_agreed=False, note="ไม่มีหลักฐาน")

    _, left_out = together(looks)

    assert left_out == [doubted.assessment]
    assert sorted(lasts()) == ["filed", "verified"]
    assert Sampled.objects.get(is_agreed=False).note == "ไม่มีหลักฐาน"


def test_one_that_waits_for_its_second_person_is_held_back(
    drawn, together, both, ngao_officer, framework, now
):
    first = make.indicators(framework)[0].pk
    actions.reopen_assessment(by=ngao_officer, assessment=both[0], reason="แก้", at=now)
    given = Answer(0, "ต่างจากที่คิด", edition=1, suggested=1)
    actions.save_scores(by=ngao_officer, assessment=both[0], answers={first: given}, at=now)
    actions.file_assessment(by=ngao_officer, assessment=both[0], at=now)

    found = drawn()

    assert [(each, why) for each, why in found.held] == [
        (both[0], "ข้อ 1.1 ให้ต่างจากที่ระบบคิด รอคนที่สองยืนยัน")
    ]
    together(all_well(found))
    assert lasts() == ["filed", "verified"]


def test_the_province_accepts_what_the_district_verified(drawn, together):
    together(all_well(drawn()))

    together(all_well(drawn(Tier.PROVINCE)), Tier.PROVINCE)

    assert lasts() == ["accepted", "accepted"]


def test_one_that_differs_without_a_reason_is_held_back(
    drawn, together, both, ngao_officer, framework, now
):
    first = make.indicators(framework)[0].pk
    actions.save_scores(
        by=ngao_officer, assessment=both[0], tier=Tier.DISTRICT, answers={first: Answer(0)}, at=now
    )

    found = drawn()

    assert found.held == [(both[0], "ข้อ 1.1 ให้ต่างจากเดิม เขียนเหตุผลก่อน")]
    together(all_well(found))
    assert lasts() == ["filed", "verified"]


def test_agreeing_costs_the_same_for_two_and_for_forty(
    both, system, ngao, ngao_officer, framework, year, now, drawn, together
):
    looks = all_well(drawn())
    with CaptureQueriesContext(connection) as two:
        together(looks)
    for place in range(40):
        area = Area.objects.create(
            code=f"5205{place + 20}", level="tambon", parent=ngao, name=f"ต{place}", name_sort="ต"
        )
        actions.file_complete(
            by=ngao_officer,
            centre=open_centre(by=system, area=area),
            framework=framework,
            fiscal_year=year,
            answers=make.answers(framework, 1),
            at=make.moment(),
        )
    looks = all_well(drawn())

    with CaptureQueriesContext(connection) as many:
        together(looks)

    assert lasts() == ["verified"] * 42
    assert list(faults()) == []
    # Some more where rows are written, as an engine takes only so many at once.
    reads = [sum(q["sql"].startswith("SELECT") for q in asked) for asked in (two, many)]
    assert reads[0] == reads[1]
    assert len(many) <= len(two) + 4


def test_drawing_costs_the_same_for_one_and_for_two(drawn, both, ngao_officer, now):
    actions.reopen_assessment(by=ngao_officer, assessment=both[0], reason="แก้", at=now)
    with CaptureQueriesContext(connection) as one:
        drawn()
    actions.file_assessment(by=ngao_officer, assessment=both[0], at=now)

    with CaptureQueriesContext(connection) as two:
        drawn()

    assert len(one) == len(two)


def test_a_disagreement_says_why(drawn, together):
    together(all_well(drawn()))

    with pytest.raises(IntegrityError, match="disagreement_says_why"), transaction.atomic():
        Sampled.objects.update(is_agreed=False)


def test_an_answer_is_sampled_once(drawn, together):
    batch, _ = together(all_well(drawn()))

    with pytest.raises(IntegrityError), transaction.atomic():
        Sampled.objects.create(batch=batch, score=batch.sampled.all()[0].score, is_agreed=True)


def test_what_waits_is_counted_in_three_queries_for_a_district(
    both, ngao_officer, reach_of, ngao, year, now
):
    actions.reopen_assessment(by=ngao_officer, assessment=both[0], reason="แก้", at=now)
    reach = reach_of(ngao_officer)
    with CaptureQueriesContext(connection) as one:
        assert [each.many for each in batches.pending(reach)] == [1]
    actions.file_assessment(by=ngao_officer, assessment=both[0], at=now)

    with CaptureQueriesContext(connection) as two:
        found = batches.pending(reach)

    assert found == [batches.Pending(ngao, year, Tier.DISTRICT, 2, unproven=2)]
    assert len(one) == len(two) == 3
