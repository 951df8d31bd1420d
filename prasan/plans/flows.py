"""What tambons sent to plans of other levels and what came of it, counted by the database."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from prasan.areas.models import within
from prasan.audit import log
from prasan.plans.models import (
    Advance,
    Inclusion,
    Money,
    Plan,
    PlanLevel,
    Project,
    Proposal,
    Reply,
)
from prasan.plans.rules import DONE, FUNDED, STARTED, TAKEN_IN, State
from prasan.plans.rules.flow import NOT_SENT, Stream
from prasan.thai.calendar import FiscalYear

_NOTHING = Value(Decimal(0), output_field=DecimalField(max_digits=20, decimal_places=2))
_BAHT = DecimalField(max_digits=20, decimal_places=2)
# So many are a province's; SQLite takes no more than 32,766 values in one question.
FEW_PLANS, FEW_PROJECTS = 400, 20_000
# Levels from below upward, then what was not sent; states as a project goes through them.
_LEVELS = [*PlanLevel.values, NOT_SENT]
_STATES = [*(state.value for state in State), NOT_SENT]


def kept(code: str, *, year: FiscalYear, day: date, tag: str = "") -> tuple[list[Stream], Decimal]:
    """The flow of an area and what was granted, as `flow` and `granted` have them.

    Counted anew as soon as anything has happened in the province, or for the nation anywhere;
    until then the last ones are handed out again. To be read, not changed. Source: ours, see
    decision 0014.
    """
    return _counted(code, year, day, tag, log.state_of(code))


@lru_cache(maxsize=128)
def _counted(
    code: str, year: FiscalYear, day: date, tag: str, state: tuple[str, ...]
) -> tuple[list[Stream], Decimal]:
    """As the records of `state` give them; `state` is only there to tell records apart."""
    streams = flow([code], year=year, day=day, tag=tag)
    return streams, granted([code], year=year, day=day, tag=tag)


def flow(codes: Collection[str], *, year: FiscalYear, day: date, tag: str = "") -> list[Stream]:
    """The streams of the tambon plans of `year` inside `codes`, as known on `day`; four queries.

    In the order of levels and states. With `tag` only projects that carry it.
    """
    projects = _projects(codes, year, tag)
    streams = [*_sent(projects, day), *_unsent(projects, day)]
    return sorted(streams, key=lambda one: (_LEVELS.index(one.level), _STATES.index(one.state)))


def _projects(codes: Collection[str], year: FiscalYear, tag: str) -> QuerySet[Project]:
    """The projects told of. Up to a province's they are named one by one: asked for as a set,
    the database would walk those of the nation."""
    plans = Plan.objects.of_tambons().covering(year).filter(within(codes, field="area")).order_by()
    some = list(plans.values_list("pk", flat=True)[: FEW_PLANS + 1])
    if len(some) > FEW_PLANS:
        return _held(Q(plan__in=plans), tag)
    numbers = list(_held(Q(plan__in=some), tag).order_by().values_list("pk", flat=True))
    if len(numbers) > FEW_PROJECTS:
        return _held(Q(plan__in=some), tag)
    return Project.objects.filter(pk__in=numbers)


def _held(where: Q, tag: str) -> QuerySet[Project]:
    # Not joined: of all that a plan holds now, the database would begin with the nation's.
    now = Inclusion.objects.filter(project=OuterRef("pk"), until=None)
    found = Project.objects.filter(where, Exists(now))
    return found.tagged(tag) if tag else found


def granted(codes: Collection[str], *, year: FiscalYear, day: date, tag: str = "") -> Decimal:
    """The baht given by `day` to what these projects became; three queries.

    What many were merged into is counted once.
    """
    taken = _proposals(_projects(codes, year, tag), day).filter(kind__in=TAKEN_IN)
    inside = Q(proposal=None, project__in=taken.values("target"))
    outside = Q(proposal__in=taken.values("pk"))
    given = Advance.objects.standing().filter(inside | outside, kind=FUNDED, dated__lte=day)
    found: Decimal | None = given.aggregate(total=Sum("amount"))["total"]
    return found or Decimal(0)


def _proposals(projects: QuerySet[Project], day: date) -> Any:
    """The proposals of `projects`, with the kind and the target of the last answer to each."""
    replies = Reply.objects.standing().filter(proposal=OuterRef("pk"), dated__lte=day)
    last = replies.order_by("-dated", "-pk")
    return Proposal.objects.filter(project__in=projects, proposed__lte=day).annotate(
        kind=Subquery(last.values("kind")[:1]), target=Subquery(last.values("target")[:1])
    )


def _sent(projects: QuerySet[Project], day: date) -> list[Stream]:
    told = (
        _proposals(projects, day)
        .annotate(
            furthest=_furthest(day),
            asked=Coalesce(Subquery(_asked(OuterRef("project"))), _NOTHING, output_field=_BAHT),
        )
        .order_by()
        .values("level", "kind", "furthest")
        .annotate(number=Count("pk"), wanted=Sum("asked"))
    )
    found: dict[tuple[str, str], Stream] = {}
    for row in told:
        key = (row["level"], _state(row["kind"], row["furthest"]))
        before = found.get(key, Stream(*key, 0))
        found[key] = Stream(*key, before.count + row["number"], before.asked + row["wanted"])
    return list(found.values())


def _unsent(projects: QuerySet[Project], day: date) -> list[Stream]:
    sent = Proposal.objects.filter(project=OuterRef("pk"), proposed__lte=day)
    left = projects.filter(~Exists(sent)).annotate(
        asked=Coalesce(Subquery(_asked(OuterRef("pk"))), _NOTHING, output_field=_BAHT)
    )
    found = left.order_by().aggregate(number=Count("pk"), wanted=Sum("asked"))
    if not found["number"]:
        return []
    return [Stream(NOT_SENT, NOT_SENT, found["number"], found["wanted"])]


def _state(kind: str | None, furthest: str | None) -> str:
    """As rules.chain.state has it: taken in, a proposal stands as far as the doing has come."""
    return furthest or kind or State.WAITING.value


def _furthest(day: date) -> Case:
    """How far the doing has come, of what was taken in. Asked once a proposal: it is dear."""
    steps = enumerate((FUNDED, STARTED, DONE))
    rank = Case(*(When(kind=step, then=Value(place)) for place, step in steps))
    last = _doing(day).order_by(rank.desc()).values("kind")[:1]
    return Case(When(kind__in=TAKEN_IN, then=Subquery(last)), output_field=CharField())


def _doing(day: date) -> QuerySet[Advance]:
    """What was done of the project a proposal went into, here or by an office outside."""
    mine = Q(project=OuterRef("target"), proposal=None) | Q(proposal=OuterRef("pk"))
    return Advance.objects.standing().filter(mine, dated__lte=day)


def _asked(project: OuterRef) -> QuerySet[Any, Any]:
    """The money of a project as its plan has it now."""
    rows = Money.objects.filter(inclusion__project=project, inclusion__until=None)
    return rows.order_by().values("inclusion__project").annotate(sum=Sum("amount")).values("sum")
