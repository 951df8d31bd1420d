"""What a tier says of a whole result, and what keeps it from agreeing."""

from collections.abc import Mapping

from prasan.assessments import workflow
from prasan.assessments.models import Score
from prasan.assessments.workflow import Tier

Scores = Mapping[int, Score]


def own_words(below: Scores, above: Scores) -> dict[int, Score]:
    """What the tier says itself, by indicator id.

    An agreement with an older answer is none: it gave no reason, and the one below was changed
    since. A word of one's own that differs always has a reason.
    """
    return {pk: each for pk, each in above.items() if not _is_followed(each, below.get(pk))}


def unconfirmed(tier: Tier, below: Scores) -> list[str]:
    """The numbers that wait for their second person, which the district looks at."""
    if tier != Tier.DISTRICT:
        return []
    return workflow.unconfirmed(each.said for each in below.values())


def unreasoned(below: Scores, above: Scores) -> list[str]:
    """The numbers the tier scores otherwise and does not say why."""
    said = {each.indicator.number: each.said for each in below.values()}
    return workflow.unreasoned(said, [each.said for each in own_words(below, above).values()])


def _is_followed(above: Score, below: Score | None) -> bool:
    return below is not None and not above.note and above.at < below.at
