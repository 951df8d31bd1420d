"""The way of one project through the plans: what was sent where, what came back, who stands behind.

Answers far above belong to the project they began with, so they are told there whatever the
reader's reach: of a plan out of sight only its name, its answer and the reason.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from prasan.plans import chains, rules
from prasan.plans.models import Advance, Origin, Project, Proposal, Reply
from prasan.plans.rules import Said, State


@dataclass(frozen=True)
class Leg:
    """One proposal on the way: `depth` 0 is sent by the project itself, 1 by what took it in."""

    depth: int
    proposal: Proposal
    replies: Sequence[Reply]
    advances: Sequence[Advance]
    state: State
    target: Project | None

    @property
    def last(self) -> Reply | None:
        """The answer that holds."""
        return self.replies[-1] if self.replies else None

    @property
    def granted(self) -> Decimal:
        """What the project it became part of got, in baht."""
        return sum((one.amount for one in self.advances if one.amount), Decimal(0))


@dataclass(frozen=True)
class Behind:
    """A project that stands in this one, with where it was born."""

    project: Project
    origins: Sequence[Origin]


@dataclass
class Way:
    """Everything known of the way of `project` on a day."""

    project: Project
    legs: list[Leg] = field(default_factory=list)
    behind: list[Behind] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    advances: list[Advance] = field(default_factory=list)
    withdrawn: list[Reply] = field(default_factory=list)

    @property
    def papers(self) -> list[Reply | Advance | Origin]:
        """Everything shown that may have a file."""
        found: list[Reply | Advance | Origin] = [*self.origins, *self.advances]
        for leg in self.legs:
            found += [*leg.replies, *leg.advances]
        return found

    @property
    def furthest(self) -> State | None:
        """How far it has come in any plan; None where it was sent nowhere."""
        order = list(State)
        states = [one.state for one in self.legs]
        return max(states, key=order.index) if states else None


def way(project: Project, day: date) -> Way:
    """The whole way of `project`, up and down; two queries for each step, and eight."""
    up, down = chains.upward([project.pk]), chains.downward([project.pk])
    on_way = {project.pk, *(one.target for one in up)}
    behind = {one.project for one in down} - {project.pk}
    proposals = _proposals(on_way)
    replies, withdrawn = _replies(on_way)
    advances = _advances(on_way)
    targets = {one.proposal: one.target for one in up}
    named = {one.pk: one for one in _projects([*on_way, *behind])}
    told = Way(project, advances=[one for one in advances[project.pk] if not one.proposal_id])
    loaded = _Loaded(proposals, replies, advances, targets, named)
    told.legs = list(_legs(loaded, project.pk, 0, day, set()))
    origins = _origins([project.pk, *behind])
    told.origins = origins[project.pk]
    told.behind = [Behind(named[pk], origins[pk]) for pk in sorted(behind)]
    told.withdrawn = withdrawn
    return told


@dataclass(frozen=True)
class _Loaded:
    """The rows of a whole way, by what they belong to."""

    proposals: Mapping[int, list[Proposal]]
    replies: Mapping[int, list[Reply]]
    advances: Mapping[int, list[Advance]]
    targets: Mapping[int, int]
    named: Mapping[int, Project]


def _legs(loaded: _Loaded, pk: int, depth: int, day: date, seen: set[int]) -> Iterator[Leg]:
    """Every leg from `pk` on, each followed by those of the project that took it in."""
    if pk in seen:
        return
    seen.add(pk)
    for proposal in loaded.proposals.get(pk, []):
        target = loaded.targets.get(proposal.pk)
        yield _leg(loaded, proposal, target, depth, day)
        if target:
            yield from _legs(loaded, target, depth + 1, day, seen)


def _leg(loaded: _Loaded, proposal: Proposal, target: int | None, depth: int, day: date) -> Leg:
    """One proposal with what came of it: done by what took it in, or by its holder."""
    owner = target or proposal.project_id
    doer = None if target else proposal.pk
    done = [one for one in loaded.advances.get(owner, []) if one.proposal_id == doer]
    given = loaded.replies.get(proposal.pk, [])
    state = rules.state(
        [Said(one.kind, one.dated, one.target_id) for one in given],
        [Said(one.kind, one.dated) for one in done],
        day,
    )
    return Leg(depth, proposal, given, done, state, loaded.named.get(target or 0))


def _projects(numbers: Collection[int]) -> list[Project]:
    return list(Project.objects.filter(pk__in=numbers).select_related("plan__area"))


def _proposals(projects: Collection[int]) -> dict[int, list[Proposal]]:
    found: dict[int, list[Proposal]] = defaultdict(list)
    rows = Proposal.objects.filter(project__in=projects).order_by("proposed", "pk")
    for one in rows.select_related("plan__area", "project__plan__area"):
        found[one.project_id].append(one)
    return found


def _replies(projects: Collection[int]) -> tuple[dict[int, list[Reply]], list[Reply]]:
    """The answers that stand, by proposal, oldest first; and those taken back."""
    rows = Reply.objects.filter(proposal__project__in=projects).order_by("dated", "pk")
    standing: dict[int, list[Reply]] = defaultdict(list)
    withdrawn = []
    for one in rows.select_related("proposal", "document", "target"):
        if one.withdrawn_at:
            withdrawn.append(one)
        else:
            standing[one.proposal_id].append(one)
    return standing, withdrawn


def _advances(projects: Collection[int]) -> dict[int, list[Advance]]:
    found: dict[int, list[Advance]] = defaultdict(list)
    rows = Advance.objects.standing().filter(project__in=projects).order_by("dated", "pk")
    for one in rows.select_related("document", "proposal"):
        found[one.project_id].append(one)
    return found


def _origins(projects: Collection[int]) -> dict[int, list[Origin]]:
    found: dict[int, list[Origin]] = defaultdict(list)
    rows = Origin.objects.standing().filter(project__in=projects).order_by("dated", "pk")
    for one in rows.select_related(
        "resolution__item__meeting__committee__area", "indicator", "document"
    ):
        found[one.project_id].append(one)
    return found
