"""What stands behind an answer."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from prasan import clock
from prasan.assessments import actions
from prasan.assessments.models import Proof
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.evidence.actions import keep


@pytest.fixture
def paper(ngao_officer, pong_tao):
    upload = ContentFile(make.pdf(), "คำสั่ง.pdf")
    return keep(by=ngao_officer, area=pong_tao, upload=upload, at=clock.now())


def test_one_file_proves_many_indicators(ngao_officer, assessment, indicators, paper, now):
    for each in (*indicators, indicators[0]):
        actions.add_proof(
            by=ngao_officer, assessment=assessment, indicator=each, evidence=paper, at=now
        )

    assert Proof.objects.filter(evidence=paper).count() == 3
    assert Event.objects.filter(verb="assessment.proof_added").count() == 3


def test_a_fact_stands_as_proof(ngao_officer, assessment, indicators, now):
    given = {
        "by": ngao_officer,
        "assessment": assessment,
        "indicator": indicators[0],
        "fact": "ประชุม 1 จาก 2 ครั้ง",
        "link": "/meetings/tambon/520505/",
        "at": now,
    }

    first, second = actions.use_fact(**given), actions.use_fact(**given)

    assert first == second
    assert str(Proof.objects.get()) == "ประชุม 1 จาก 2 ครั้ง"


def test_one_taken_off_stays_known_and_may_come_back(
    ngao_officer, assessment, indicators, paper, now
):
    given = {"assessment": assessment, "indicator": indicators[0], "evidence": paper, "at": now}
    proof = actions.add_proof(by=ngao_officer, **given)

    for _ in range(2):
        actions.withdraw_proof(by=ngao_officer, proof=proof, at=now)
    assert not assessment.proofs.standing().exists()
    assert Event.objects.filter(verb="assessment.proof_withdrawn").count() == 1

    actions.add_proof(by=ngao_officer, **given)
    assert (assessment.proofs.count(), assessment.proofs.standing().count()) == (2, 1)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({}, "proof_is_a_file_or_a_fact"),
        ({"fact": "ก", "withdrawn_at": make.moment()}, "proof_is_withdrawn_by_someone"),
    ],
)
def test_a_proof_the_table_cannot_hold(
    assessment, ngao_officer, indicators, now, fields, constraint
):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Proof.objects.create(
            assessment=assessment,
            indicator=indicators[0],
            added_by=ngao_officer,
            added_at=now,
            **fields,
        )


def test_a_file_proves_an_indicator_once(assessment, ngao_officer, indicators, paper, now):
    """And so does a fact; the table holds what a second click would make."""
    given = {
        "assessment": assessment,
        "indicator": indicators[0],
        "added_by": ngao_officer,
        "added_at": now,
    }
    for what in ({"evidence": paper}, {"fact": "ประชุม 2 ครั้ง"}):
        Proof.objects.create(**given, **what)
        with pytest.raises(IntegrityError), transaction.atomic():
            Proof.objects.create(**given, **what)
