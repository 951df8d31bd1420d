"""What stands behind an answer: files and facts, added and taken off."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.assessments import workflow
from prasan.assessments.actions import telling
from prasan.assessments.models import Assessment, Indicator, Proof
from prasan.assessments.workflow import Tier
from prasan.evidence.models import Evidence, load


def standing(assessment: Assessment) -> dict[int, list[Proof]]:
    """The proofs that were not taken off, by indicator id; one query."""
    found: dict[int, list[Proof]] = {}
    for each in assessment.proofs.standing().select_related("evidence").order_by("pk"):
        found.setdefault(each.indicator_id, []).append(each)
    return found


def standing_of(assessments: Iterable[int]) -> dict[tuple[int, int], list[Proof]]:
    """The same of several, by assessment and indicator id; one query."""
    found: dict[tuple[int, int], list[Proof]] = {}
    mine = Proof.objects.standing().filter(assessment__in=set(assessments))
    for each in mine.select_related("evidence").order_by("pk"):
        found.setdefault((each.assessment_id, each.indicator_id), []).append(each)
    return found


def load_files(found: Iterable[Iterable[Proof]]) -> None:
    """Bring editions and checks of all their files, for a page that shows them; two queries."""
    load(each.evidence for mine in found for each in mine if each.evidence)


def changes(mine: list[Proof] | None, answer: telling.Backed) -> bool:
    """Whether the answer adds a file that is not there, or takes one off that is."""
    files = {each.evidence_id for each in mine or ()}
    there = {each.pk for each in mine or ()}
    is_new = any(each.pk not in files for each in answer.files)
    return is_new or bool(answer.withdrawn & there)


def keep(
    *,
    by: User,
    assessment: Assessment,
    answers: Mapping[int, telling.Backed],
    standing: Mapping[int, list[Proof]],
    at: datetime,
) -> None:
    """Write what changes() found; the caller records the event."""
    gone: set[int] = set()
    for pk, answer in answers.items():
        gone |= answer.withdrawn & {each.pk for each in standing.get(pk, ())}
        files = {each.evidence_id for each in standing.get(pk, ())}
        for each in answer.files:
            if each.pk not in files:
                _add(by, assessment, pk, at, evidence=each)
                files.add(each.pk)
    if gone:
        Proof.objects.filter(pk__in=gone).update(withdrawn_by=by, withdrawn_at=at)


@transaction.atomic
def add_proof(
    *, by: User, assessment: Assessment, indicator: Indicator, evidence: Evidence, at: datetime
) -> Proof:
    """Let a file that is kept already prove one indicator more; a second time adds nothing."""
    locked = telling.locked(assessment)
    known = locked.proofs.standing().filter(indicator=indicator, evidence=evidence).first()
    if known:
        return known
    proof = _add(by, locked, indicator.pk, at, evidence=evidence)
    _tell(by, "assessment.proof_added", locked, f"ใช้ {evidence.name} เป็นหลักฐานข้อ", indicator)
    return proof


@transaction.atomic
def prove(
    *,
    by: User,
    assessment: Assessment,
    evidence: Evidence,
    indicators: Iterable[int],
    at: datetime,
) -> None:
    """Let a file that is kept prove exactly `indicators`, ids of the form; the rest let it go.

    A second call changes nothing. Raises Closed when the sheet was filed meanwhile.
    """
    locked = telling.locked(assessment)
    if workflow.turn(locked.state) != Tier.SELF:
        raise telling.Closed(locked.state)
    wanted = set(indicators)
    mine = {each.indicator_id: each for each in locked.proofs.standing().filter(evidence=evidence)}
    added, gone = wanted - mine.keys(), mine.keys() - wanted
    for pk in sorted(added):
        _add(by, locked, pk, at, evidence=evidence)
    taken = [mine[pk].pk for pk in gone]
    Proof.objects.filter(pk__in=taken).update(withdrawn_by=by, withdrawn_at=at)
    if added or gone:
        of = Indicator.objects.filter(pk__in=wanted).order_by("category__number", "place")
        numbers = " ".join(each.number for each in of) or "ไม่มี"
        told = f"ใช้ {evidence.name} เป็นหลักฐานข้อ {numbers}"
        telling.record(by, "assessment.proof_spread", locked, f"{told} {locked}")


@transaction.atomic
def use_fact(
    *,
    by: User,
    assessment: Assessment,
    indicator: Indicator,
    fact: str,
    link: str,
    at: datetime,
) -> Proof:
    """Let a fact the system holds stand as proof; a second time adds nothing."""
    locked = telling.locked(assessment)
    known = locked.proofs.standing().filter(indicator=indicator, evidence=None, fact=fact).first()
    if known:
        return known
    proof = _add(by, locked, indicator.pk, at, fact=fact, link=link)
    _tell(by, "assessment.proof_added", locked, f"ใช้ข้อเท็จจริง {fact} เป็นหลักฐานข้อ", indicator)
    return proof


@transaction.atomic
def withdraw_proof(*, by: User, proof: Proof, at: datetime) -> Proof:
    """Take a proof off its indicator; file and fact stay, and so does that it was there."""
    locked = telling.locked(proof.assessment)
    mine = locked.proofs.select_related("evidence", "indicator").get(pk=proof.pk)
    if mine.withdrawn_at is None:
        mine.withdrawn_by, mine.withdrawn_at = by, at
        mine.save(update_fields=["withdrawn_by", "withdrawn_at"])
        _tell(by, "assessment.proof_withdrawn", locked, f"เอา {mine} ออกจากข้อ", mine.indicator)
    return mine


def _add(
    by: User,
    assessment: Assessment,
    indicator: int,
    at: datetime,
    *,
    evidence: Evidence | None = None,
    fact: str = "",
    link: str = "",
) -> Proof:
    return Proof.objects.create(
        assessment=assessment,
        indicator_id=indicator,
        evidence=evidence,
        fact=fact,
        link=link,
        added_by=by,
        added_at=at,
    )


def _tell(by: User, verb: str, assessment: Assessment, words: str, indicator: Indicator) -> None:
    telling.record(by, verb, assessment, f"{words} {indicator.number} {assessment}")
