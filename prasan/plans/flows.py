"""What tambons sent to plans of other levels and what came of it, counted by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
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
from prasan.areas.rules import NATION, parent_code
from prasan.plans.models import Advance, Money, Plan, PlanLevel, Project, ProjectTag, Reply
from prasan.plans.rules import DESTINATIONS, DONE, FUNDED, STARTED, TAKEN_IN, State
from prasan.plans.rules.flow import NOT_SENT, Stream, ordered
from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Asked:
    """Whose flow is asked for: the tambon plans of `year` in the area `code`, known on `day`.

    With `tag` only projects that carry it.
    """

    code: str
    year: FiscalYear
    day: date
    tag: str = ""


@dataclass(frozen=True)
class Flow:
    """The streams of an area, and the baht granted to what its projects became.

    `inside` was granted to projects of the area itself; `beyond`, by project, to those of plans
    around it, in which projects of other areas may stand too: of several areas each counts once.
    """

    streams: tuple[Stream, ...]
    inside: Decimal
    beyond: Mapping[int, Decimal]

    @property
    def granted(self) -> Decimal:
        return sum(self.beyond.values(), self.inside)


def flow(asked: Asked) -> Flow:
    """The flow of an area, in the order of levels and states; five queries."""
    inside = _granted_here(asked) + _granted_by_offices(asked)
    return Flow(tuple(ordered(_streams(asked))), inside, _granted_beyond(asked))


def _streams(asked: Asked) -> list[Stream]:
    """Every project once for each plan it was sent to, once in all where it was sent nowhere.

    What does not count is told apart in the groups, and no row filtered by it: so the database
    begins with the plans of the area and walks their projects in one pass.
    """
    day = asked.day
    known = Q(sent__replies__withdrawn_at=None, sent__replies__dated__lte=day)
    rows = (
        _projects(asked)
        .alias(
            now=FilteredRelation("inclusions", condition=Q(inclusions__until=None)),
            sent=FilteredRelation("proposals", condition=Q(proposals__proposed__lte=day)),
        )
        .alias(answer=FilteredRelation("sent__replies", condition=known))
        .alias(baht=_baht(OuterRef("now__pk")))
        .annotate(
            counts=_counts(day),
            level=F("sent__level"),
            kind=F("answer__kind"),
            furthest=_furthest(day),
        )
        .order_by()
        .values("counts", "level", "kind", "furthest")
        .annotate(number=Count("pk"), wanted=Sum("baht"))
    )
    found: dict[tuple[str, str], Stream] = {}
    for row in rows:
        if row["counts"]:
            key = (row["level"] or NOT_SENT, _state(row))
            before = found.get(key, Stream(*key, 0))
            wanted = before.asked + (row["wanted"] or 0)
            found[key] = Stream(*key, before.count + row["number"], wanted)
    return list(found.values())


def _counts(day: date) -> Case:
    """Whether the newest version of the plan holds the project, and no later answer followed."""
    later = _later(day, OuterRef("sent__pk"), OuterRef("answer__dated"), OuterRef("answer__pk"))
    is_in = Case(When(answer=None, then=Value(1)), When(Exists(later), then=Value(0)), default=1)
    return Case(When(now=None, then=Value(0)), default=is_in)


def _state(row: Mapping[str, Any]) -> str:
    """As rules.chain.state has it: taken in, a proposal stands as far as the doing has come."""
    if row["level"] is None:
        return NOT_SENT
    return str(row["furthest"] or row["kind"] or State.WAITING.value)


def _projects(asked: Asked) -> QuerySet[Project]:
    """The projects of the plans asked for, also those that the newest version has no more."""
    mine: QuerySet[Project] = _of(Project.objects.all(), asked, "")
    return mine


def _of(rows: Any, asked: Asked, to: str) -> Any:
    """Of `rows`, those whose project, by the way `to` it, is one asked for."""
    wanted = Q(
        **{
            f"{to}plan__level": PlanLevel.TAMBON,
            f"{to}plan__first_year__lte": asked.year.number,
            f"{to}plan__last_year__gte": asked.year.number,
        }
    )
    if asked.tag:
        # Asked of each project: joined, the database would begin with all that carry the tag.
        wanted &= Q(Exists(ProjectTag.objects.filter(project=OuterRef(f"{to}pk"), tag=asked.tag)))
    return rows.filter(wanted, within([asked.code], field=f"{to}plan__area"))


def _replies(day: date) -> QuerySet[Reply]:
    return Reply.objects.standing().filter(dated__lte=day)


def _later(day: date, proposal: OuterRef, dated: OuterRef, pk: OuterRef) -> QuerySet[Reply]:
    """The answers that followed one: the last of a day is the one that was given last."""
    follows = Q(dated__gt=dated) | Q(dated=dated, pk__gt=pk)
    return _replies(day).filter(follows, proposal=proposal)


def _steps(day: date) -> QuerySet[Advance]:
    return Advance.objects.standing().filter(dated__lte=day)


def _furthest(day: date) -> Case:
    """How far the doing has come, of what was taken in. Asked only of that: it is dear.

    It is done by the project it went into, or else by an office whose plan is not on file here.
    """
    here = _steps(day).filter(project=OuterRef("answer__target"), proposal=None)
    there = _steps(day).filter(proposal=OuterRef("sent__pk"))
    rank = Case(
        *(When(kind=step, then=Value(place)) for place, step in enumerate((FUNDED, STARTED, DONE)))
    )
    far = [Subquery(one.order_by(rank.desc()).values("kind")[:1]) for one in (here, there)]
    return Case(When(answer__kind__in=TAKEN_IN, then=Coalesce(*far)))


def _baht(inclusion: OuterRef) -> Subquery:
    """The money of a project as its plan has it now."""
    rows = Money.objects.filter(inclusion=inclusion).order_by().values("inclusion")
    return Subquery(rows.annotate(sum=Sum("amount")).values("sum"))


def _taken(asked: Asked) -> QuerySet[Reply]:
    """The answers that hold and by which projects asked for stand in others."""
    later = _later(asked.day, OuterRef("proposal"), OuterRef("dated"), OuterRef("pk"))
    held = Q(proposal__project__inclusions__until=None, proposal__project__inclusions__isnull=False)
    rows = _replies(asked.day).filter(~Exists(later), held, kind__in=TAKEN_IN)
    mine: QuerySet[Reply] = _of(rows, asked, "proposal__project__").filter(
        proposal__proposed__lte=asked.day
    )
    return mine


def _funded(day: date) -> QuerySet[Advance]:
    return _steps(day).filter(kind=FUNDED).order_by()


def _granted_here(asked: Asked) -> Decimal:
    """To projects inside the area. Grouped, not filtered, as the streams are."""
    above = DESTINATIONS[PlanLevel.TAMBON]
    here = Project.objects.filter(within([asked.code], field="plan__area"), plan__level__in=above)
    paid = Q(
        advances__withdrawn_at=None,
        advances__proposal=None,
        advances__kind=FUNDED,
        advances__dated__lte=asked.day,
    )
    taken = Exists(_taken(asked).filter(target=OuterRef("pk")))
    counts = Case(When(paid=None, then=Value(0)), When(taken, then=Value(1)), default=Value(0))
    rows = here.alias(paid=FilteredRelation("advances", condition=paid)).annotate(counts=counts)
    sums = rows.order_by().values("counts").annotate(baht=Sum("paid__amount"))
    return sum((row["baht"] for row in sums if row["counts"]), Decimal(0))


def _granted_beyond(asked: Asked) -> dict[int, Decimal]:
    """To projects of plans around the area, by project."""
    if asked.code == NATION:
        return {}
    around, code = [], asked.code
    while outer := parent_code(code):
        around.append(code := outer)
    # Named one by one: of all that was answered, the database would begin with the nation's.
    plans = list(Plan.objects.filter(area__in=around).order_by().values_list("pk", flat=True))
    if not plans:
        return {}
    taken = _taken(asked).filter(proposal__plan__in=plans, target__isnull=False)
    targets = taken.order_by().values("target")
    rows = _funded(asked.day).filter(project__in=targets, proposal=None)
    return dict(rows.values_list("project").annotate(baht=Sum("amount")))


def _granted_by_offices(asked: Asked) -> Decimal:
    """By offices whose plan is not on file here."""
    rows = _of(_funded(asked.day).filter(proposal__isnull=False), asked, "project__").filter(
        Exists(_taken(asked).filter(proposal=OuterRef("proposal")))
    )
    found: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return found or Decimal(0)
