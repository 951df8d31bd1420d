"""The score a fact suggests."""

from collections.abc import Mapping

from prasan.assessments.rules.shape import Asked


def suggested(
    asked: Asked, value: int, thresholds: Mapping[int, int], *, at_most: bool = False
) -> int:
    """The highest score whose threshold `value` reaches; below all of them the lowest score.

    `at_most` turns the comparison round, for values of which less is better, as days gone by.
    Without any threshold `value` is a percentage, and so much of the scale is suggested, rounded
    down to a score there is.
    Source: ours; the thresholds are data of the form.
    """
    scores = asked.steps or range(asked.least, asked.most + 1)
    if thresholds:
        reached = [
            points
            for points, edge in thresholds.items()
            if (value <= edge if at_most else value >= edge)
        ]
        return max(reached, default=min(scores))
    share = min(max(value, 0), 100)
    wanted = asked.least + (asked.most - asked.least) * share // 100
    return max((each for each in scores if each <= wanted), default=min(scores))
