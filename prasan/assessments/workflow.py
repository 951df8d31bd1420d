"""Who looks at an assessment when: the three scores, the steps between them, and what they ask.

Everything here is a rule on plain values. Steps are facts; the state follows from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from math import isqrt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from prasan.accounts.rights import Right

SAMPLE_LEAST, SAMPLE_MOST = 5, 30


class Tier(TextChoices):
    """Whose word a score is (ชั้นของคะแนน); the three are kept apart for ever."""

    SELF = "self", _("ประเมินตนเอง")
    DISTRICT = "district", _("อำเภอตรวจ")
    PROVINCE = "province", _("จังหวัดรับรอง")


class Move(TextChoices):
    """What someone did with the whole assessment on a day (ขั้นตอน)."""

    FILED = "filed", _("ยื่นผล")
    RETURNED = "returned", _("อำเภอส่งกลับให้แก้")
    VERIFIED = "verified", _("อำเภอยืนยันผลตรวจ")
    SENT_BACK = "sent_back", _("ส่งกลับให้อำเภอตรวจใหม่")
    ACCEPTED = "accepted", _("จังหวัดรับรอง")
    REOPENED = "reopened", _("เปิดแก้ไข")


class State(StrEnum):
    """How an assessment stands; computed from its last step."""

    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    VERIFIED = "verified"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"
    REOPENED = "reopened"


_TURN = {
    State.DRAFT: Tier.SELF,
    State.RETURNED: Tier.SELF,
    State.REOPENED: Tier.SELF,
    State.FILED: Tier.DISTRICT,
    State.SENT_BACK: Tier.DISTRICT,
    State.VERIFIED: Tier.PROVINCE,
}
# From which states a step may be taken, and the right it takes there. A tier may take its own
# step back until the next tier has taken its.
_MAY: dict[Move, dict[State, tuple[Right, ...]]] = {
    Move.FILED: dict.fromkeys((State.DRAFT, State.RETURNED, State.REOPENED), (Right.ASSESS,)),
    Move.VERIFIED: dict.fromkeys((State.FILED, State.SENT_BACK), (Right.VERIFY,)),
    Move.RETURNED: dict.fromkeys((State.FILED, State.SENT_BACK), (Right.VERIFY,)),
    Move.ACCEPTED: {State.VERIFIED: (Right.DECIDE,)},
    Move.SENT_BACK: {State.VERIFIED: (Right.DECIDE, Right.VERIFY)},
    Move.REOPENED: {State.FILED: (Right.ASSESS,), State.ACCEPTED: (Right.DECIDE,)},
}
_RIGHT_OF = {Tier.SELF: Right.ASSESS, Tier.DISTRICT: Right.VERIFY, Tier.PROVINCE: Right.DECIDE}
_TOLD = {
    State.DRAFT: "ศูนย์ฯ ยังไม่ได้ยื่นผล จึงยังตรวจไม่ได้",
    State.RETURNED: "ส่งกลับให้ศูนย์ฯ แก้อยู่ รอให้ยื่นผลใหม่ก่อน",
    State.REOPENED: "เปิดให้ศูนย์ฯ แก้อยู่ รอให้ยื่นผลใหม่ก่อน",
    State.FILED: "ยื่นผลแล้ว รออำเภอตรวจ",
    State.SENT_BACK: "ส่งกลับให้อำเภอตรวจใหม่ รออำเภอยืนยัน",
    State.VERIFIED: "อำเภอยืนยันแล้ว รอจังหวัดรับรอง",
    State.ACCEPTED: "จังหวัดรับรองแล้ว ผลนี้แก้ไม่ได้ ถ้าต้องแก้ให้จังหวัดเปิดแก้ไขพร้อมเหตุผล",
}
# What each tier checks, by which step it agrees, and what waits for it.
BELOW = {Tier.DISTRICT: Tier.SELF, Tier.PROVINCE: Tier.DISTRICT}
AGREES = {Tier.DISTRICT: Move.VERIFIED, Tier.PROVINCE: Move.ACCEPTED}
WAITING = {Tier.DISTRICT: (Move.FILED, Move.SENT_BACK), Tier.PROVINCE: (Move.VERIFIED,)}
# Steps that say why.
REASONED = frozenset({Move.RETURNED, Move.SENT_BACK, Move.REOPENED})


@dataclass(frozen=True)
class Said:
    """One indicator's answer of one tier, as far as the steps look at it.

    `suggested` is what the system computed, None where it computes nothing.
    """

    number: str
    points: int | None
    is_not_applicable: bool = False
    note: str = ""
    suggested: int | None = None
    is_confirmed: bool = False

    @property
    def is_given(self) -> bool:
        return self.points is not None or self.is_not_applicable


def state(steps: Sequence[str]) -> State:
    """How an assessment stands after `steps`, oldest first: a draft before the first.

    Source: ours; the order centre, district, province is the letter's (item 2) and DOMAIN's.
    """
    return State(steps[-1]) if steps else State.DRAFT


def turn(standing: State) -> Tier | None:
    """Whose turn it is to say something; nobody's once it is accepted.

    Source: ours.
    """
    return _TURN.get(standing)


def may_take(step: Move, standing: State) -> bool:
    """Whether `step` can follow on `standing`.

    Source: ours.
    """
    return standing in _MAY[step]


def rights_for(step: Move, standing: State) -> tuple[Right, ...]:
    """The rights of which one is needed to take `step` now; none when it cannot be taken.

    Source: ours; no tier overwrites another, see decision 0004.
    """
    return _MAY[step].get(standing, ())


def right_to_score(tier: Tier) -> Right:
    """The right it takes to say the points of a tier.

    Source: ours.
    """
    return _RIGHT_OF[tier]


def is_overruled(said: Said) -> bool:
    """Whether the assessor says something else than the system computed.

    Source: ours.
    """
    return said.suggested is not None and said.is_given and said.points != said.suggested


def gaps(answers: Iterable[Said]) -> list[tuple[str, str]]:
    """What keeps a sheet from being filed: (number, what to do), in the order given.

    Source: ours; that overruling wants a reason is the form's example rule.
    """
    found = []
    for said in answers:
        if not said.is_given:
            found.append((said.number, "ยังไม่ได้เลือกคะแนน"))
        elif is_overruled(said) and not said.note.strip():
            found.append((said.number, f"ให้ต่างจากที่ระบบคิดไว้ ({said.suggested}) เขียนเหตุผลสั้น ๆ"))
    return found


def unconfirmed(answers: Iterable[Said]) -> list[str]:
    """The numbers that overrule a computed value and were not looked at by a second person.

    Source: ours.
    """
    return [said.number for said in answers if is_overruled(said) and not said.is_confirmed]


def may_confirm(*, scorer: int, second: int) -> bool:
    """A second person is someone else than the one who gave the points.

    Source: ours.
    """
    return scorer != second


def unreasoned(below: Mapping[str, Said], above: Iterable[Said]) -> list[str]:
    """The numbers where a tier differs from the one below and does not say why.

    Source: ours.
    """
    return [
        said.number
        for said in above
        if said.is_given and not said.note.strip() and _differs(below.get(said.number), said)
    ]


def lacks_proof(points: int | None, *, wanted_from: int | None, proofs: int) -> bool:
    """Whether points were given for which the form wants a proof, and there is none.

    Where the form does not say from which score, the first point above none wants one.
    Source: ours; what wants a proof is data of the form.
    """
    least = 1 if wanted_from is None else wanted_from
    return points is not None and points >= max(least, 1) and not proofs


def told(standing: State) -> str:
    """What to say to someone whose turn it is not.

    Source: ours.
    """
    return _TOLD[standing]


def sample_size(answers: int) -> int:
    """How many of so many answers are looked at before they are accepted together.

    The square root, at least 5 and at most 30; all of them when there are fewer.
    Source: ours, after the square-root rule of acceptance sampling; not confirmed.
    """
    return min(answers, max(SAMPLE_LEAST, min(SAMPLE_MOST, isqrt(answers))))


def sample(keys: Iterable[str], seed: str) -> list[str]:
    """The answers to look at: drawn by lot, and yet the same whenever they are drawn again.

    The lot is the digest of `seed` and key: nobody can choose what is drawn, and whoever doubts
    it can draw again. In the order of the keys.
    Source: ours.
    """
    every = sorted(set(keys))
    drawn = sorted(every, key=lambda key: sha256(f"{seed}|{key}".encode()).hexdigest())
    return sorted(drawn[: sample_size(len(every))])


def _differs(below: Said | None, above: Said) -> bool:
    if below is None:
        return False
    return (below.points, below.is_not_applicable) != (above.points, above.is_not_applicable)
