"""The way of projects through the plans of all levels, as queries: one for each step of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from prasan.plans.models import Reply, ReplyQuerySet
from prasan.plans.rules import TAKEN_IN, reached

# More steps than there are levels, and back and forth between neighbours; a backstop only.
LONGEST = 20


@dataclass(frozen=True)
class Taking:
    """That one project now stands in another, by the last answer to its proposal."""

    proposal: int
    project: int
    target: int


def taken_from(projects: Collection[int]) -> list[Taking]:
    """Where each of `projects` stands in other plans now, by the answers on file; one query."""
    return _standing(Reply.objects.standing().filter(proposal__project__in=projects))


def taken_in(targets: Collection[int]) -> list[Taking]:
    """What stands in each of `targets` now; one query."""
    named = Reply.objects.standing().filter(target__in=targets).order_by().values("proposal")
    found = _standing(Reply.objects.standing().filter(proposal__in=named))
    return [one for one in found if one.target in targets]


def upward(start: Collection[int]) -> list[Taking]:
    """Every step of the way of `start` upward; one query for each level it reaches."""
    return _walk(start, taken_from, "target")


def downward(start: Collection[int]) -> list[Taking]:
    """Every step by which other projects came into `start`; one query for each level."""
    return _walk(start, taken_in, "project")


def taken_into(project: int) -> set[int]:
    """The projects that stand in `project` directly."""
    return {one.project for one in taken_in([project])}


def circle(project: int, target: int) -> bool:
    """Whether taking `project` into `target` would close a circle."""
    if project == target:
        return True
    edges: dict[int, list[int]] = {}
    for one in upward([target]):
        edges.setdefault(one.project, []).append(one.target)
    return project in reached(target, edges)


def _standing(replies: ReplyQuerySet) -> list[Taking]:
    """The takings of the last answers among `replies`."""
    columns = ("proposal", "proposal__project", "kind", "target")
    last: dict[int, tuple[int, str, int | None]] = {}
    for proposal, project, kind, target in replies.order_by("dated", "pk").values_list(*columns):
        last[proposal] = (project, kind, target)
    return [
        Taking(proposal, project, target)
        for proposal, (project, kind, target) in last.items()
        if kind in TAKEN_IN and target is not None
    ]


def _walk(
    start: Collection[int], step: Callable[[Collection[int]], list[Taking]], along: str
) -> list[Taking]:
    found: list[Taking] = []
    seen, ahead = set(start), set(start)
    for _ in range(LONGEST):
        if not ahead:
            break
        steps = step(ahead)
        found += steps
        ahead = {getattr(one, along) for one in steps} - seen
        seen |= ahead
    return found
