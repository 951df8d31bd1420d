"""What was answered lately about one's own projects, however far above."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.plans import chains
from prasan.plans.models import Advance, Project, Proposal, Reply
from prasan.plans.rules import reached

# How long an answer is news, and how many are told at once.
FRESH = timedelta(days=14)
MOST = 5


@dataclass(frozen=True)
class News:
    """An answer, or a step of the doing, and the project in sight that it is about."""

    project: Project
    fact: Reply | Advance
    whose: str

    @property
    def what(self) -> str:
        return self.fact.get_kind_display()


def news(reach: Reach, by: User, at: datetime) -> list[News]:
    """What others told about the projects of tambons and districts in reach, newest first.

    Two queries for each level their projects went to, and four. A province sees its own plans, and
    the list of those who wait; to tell it of every tambon's answer would say nothing.
    """
    if not reach.codes or any(len(code) < DISTRICT_DIGITS for code in reach.codes):
        return []
    # Made one of each here: asked to, the database would walk the proposals of the nation.
    sent = Proposal.objects.filter(reach.q("project__plan__area")).order_by()
    mine = set(sent.values_list("project", flat=True))
    edges: dict[int, list[int]] = defaultdict(list)
    for one in chains.upward(mine):
        edges[one.project].append(one.target)
    above = {target for targets in edges.values() for target in targets}
    facts = _fresh([*mine, *above], by, at)
    return _told(facts, mine, edges)


def _fresh(projects: Sequence[int], by: User, at: datetime) -> list[tuple[int, Reply | Advance]]:
    """Each fresh fact with the project it is about, newest first."""
    replies = Reply.objects.standing().filter(proposal__project__in=projects, at__gt=at - FRESH)
    steps = Advance.objects.standing().filter(project__in=projects, at__gt=at - FRESH)
    found: list[tuple[int, Reply | Advance]] = [
        (one.proposal.project_id, one) for one in replies.exclude(by=by).select_related("proposal")
    ]
    found += [(one.project_id, one) for one in steps.exclude(by=by).select_related("proposal")]
    return sorted(found, key=lambda pair: pair[1].at, reverse=True)


def _told(
    facts: Iterable[tuple[int, Reply | Advance]],
    mine: set[int],
    edges: dict[int, list[int]],
) -> list[News]:
    """The facts of one's own projects, each told once, at the first project it reaches back to."""
    behind = {pk: {pk, *reached(pk, edges)} for pk in mine}
    chosen: list[tuple[int, Reply | Advance]] = []
    for about, fact in facts:
        origin = next((pk for pk in sorted(mine) if about in behind[pk]), None)
        if origin is not None and len(chosen) < MOST:
            chosen.append((origin, fact))
    named = Project.objects.select_related("plan__area").in_bulk([pk for pk, _ in chosen])
    return [News(named[pk], fact, _whose(fact)) for pk, fact in chosen]


def _whose(fact: Reply | Advance) -> str:
    """Who answered: the plan it was sent to; of a step, the office that does it."""
    return str(fact.proposal) if fact.proposal else ""
