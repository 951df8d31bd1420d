"""What the system computed is frozen when a result is filed."""

from collections.abc import Mapping
from dataclasses import dataclass

from prasan.areas.facts import Basis
from prasan.assessments.models import Frozen, FrozenFact, Score, Step
from prasan.assessments.models.frozen import FACT_LIMIT, LINK_LIMIT, NOTE_LIMIT


@dataclass(frozen=True)
class Computed:
    """What the system computes for one indicator, None when its records cannot tell; `basis` says
    what from, `facts` are the records behind it."""

    points: int | None
    basis: str
    facts: tuple[Basis, ...] = ()


def hold_against(scores: Mapping[int, Score], computed: Mapping[int, Computed]) -> None:
    """Keep beside each answer what the system computes now. What was confirmed against another
    computed value is to be confirmed anew."""
    changed = []
    for pk, now in computed.items():
        score, basis = scores.get(pk), now.basis[:NOTE_LIMIT]
        if score is None or (score.suggested, score.basis) == (now.points, basis):
            continue
        if score.suggested != now.points:
            score.confirmed_by = score.confirmed_at = None
        score.suggested, score.basis = now.points, basis
        changed.append(score)
    Score.objects.bulk_update(changed, ["suggested", "basis", "confirmed_by", "confirmed_at"])


def freeze(filing: Step, computed: Mapping[int, Computed]) -> None:
    """Keep with the filing what was computed at it, and the records behind; two inserts."""
    rows = Frozen.objects.bulk_create(
        Frozen(step=filing, indicator_id=pk, points=now.points, note=now.basis[:NOTE_LIMIT])
        for pk, now in computed.items()
    )
    FrozenFact.objects.bulk_create(
        FrozenFact(
            frozen=row, place=place, text=fact.text[:FACT_LIMIT], link=fact.link[:LINK_LIMIT]
        )
        for row in rows
        for place, fact in enumerate(computed[row.indicator_id].facts, start=1)
    )
