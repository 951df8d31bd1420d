"""What the Strong Tambon rule needs to know of many plans at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from prasan.plans.models import (
    Inclusion,
    PlanQuerySet,
    PlanVersion,
    Project,
    ProjectTag,
    Proposal,
    Reply,
)
from prasan.plans.rules import PlanFacts, Said, Sent, Span, StrongProject
from prasan.plans.tags import STRONG

# So many plans, of one tambon or of a few, are looked through one by one.
FEW = 50


def strong_facts(plans: PlanQuerySet, day: date) -> dict[str, list[PlanFacts]]:
    """The facts of `plans` by tambon code; seven queries at most, however many there are."""
    columns = ("pk", "area", "first_year", "last_year")
    rows = list(plans.order_by("pk").values_list(*columns))
    projects = _projects(_strong(plans, [row[0] for row in rows]))
    versions = _versions(plans)
    facts: dict[str, list[PlanFacts]] = defaultdict(list)
    for pk, area, first, last in rows:
        known = [one for one in versions[pk] if one.adopted and one.adopted <= day]
        proofs = [one.document_id for one in known if one.document_id]
        facts[area].append(
            PlanFacts(
                first,
                last,
                versions[pk][0].adopted,
                projects[pk],
                proof=proofs[-1] if proofs else None,
                has_resolution=not known or known[-1].names_resolution,
            )
        )
    return facts


def _strong(plans: PlanQuerySet, numbers: Sequence[int]) -> "QuerySet[Project, Project]":
    """The projects of the programme in `plans`, whose ids are `numbers`.

    Of a few plans, each of their projects is asked for the tag; of many, the tag is asked for its
    projects. The other way round either would walk the projects of the nation.
    """
    if len(numbers) > FEW:
        return Project.objects.filter(plan__in=plans.order_by().values("pk")).tagged(STRONG)
    mark = ProjectTag.objects.filter(project=OuterRef("pk"), tag=STRONG)
    found = Project.objects.filter(Exists(mark), plan__in=numbers)
    return Project.objects.filter(pk__in=list(found.order_by().values_list("pk", flat=True)))


def sent(projects: "QuerySet[Project, Project]") -> dict[int, list[Sent]]:
    """Where each project was sent, with the answers that stand; two queries."""
    numbers = projects.order_by().values("pk")
    replies = said(Reply.objects.standing().filter(proposal__project__in=numbers))
    found: dict[int, list[Sent]] = defaultdict(list)
    proposals = Proposal.objects.filter(project__in=numbers).order_by("pk")
    for pk, project, level, proposed in proposals.values_list("pk", "project", "level", "proposed"):
        found[project].append(Sent(level, proposed, tuple(replies[pk])))
    return found


def said(replies: "QuerySet[Reply, Reply]") -> dict[int, list[Said]]:
    """The answers by their proposal, in the order they count; one query."""
    found: dict[int, list[Said]] = defaultdict(list)
    rows = replies.order_by("dated", "pk").values_list("proposal", "kind", "dated", "target")
    for proposal, kind, dated, target in rows:
        found[proposal].append(Said(kind, dated, target))
    return found


def _versions(plans: PlanQuerySet) -> dict[int, list[PlanVersion]]:
    rows = PlanVersion.objects.filter(plan__in=plans.order_by().values("pk"))
    found: dict[int, list[PlanVersion]] = defaultdict(list)
    for one in rows.order_by("plan_id", "number"):
        found[one.plan_id].append(one)
    return found


def _projects(chosen: "QuerySet[Project, Project]") -> dict[int, list[StrongProject]]:
    spans = _spans(chosen)
    proposals = sent(chosen)
    projects: dict[int, list[StrongProject]] = defaultdict(list)
    for pk, plan in chosen.order_by("pk").values_list("pk", "plan"):
        projects[plan].append(StrongProject(pk, tuple(spans[pk]), proposals[pk]))
    return projects


def _spans(chosen: "QuerySet[Project, Project]") -> dict[int, list[Span]]:
    """From which day until which each project stands in its plan.

    A version that only changes its years or money goes on with the span before it.
    """
    rows = Inclusion.objects.filter(project__in=chosen.order_by().values("pk"))
    columns = ("project", "since", "since__adopted", "until", "until__adopted")
    found: dict[int, list[Span]] = defaultdict(list)
    last: dict[int, int | None] = {}
    for pk, since, entered, until, left in rows.order_by("since__number").values_list(*columns):
        if found[pk] and last[pk] == since:
            entered = found[pk].pop().entered
        found[pk].append(Span(entered, left if until else None))
        last[pk] = until
    return found
