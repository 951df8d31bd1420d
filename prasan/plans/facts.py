"""What the Strong Tambon rule needs to know of many plans at once."""

from collections import defaultdict

from prasan.plans.models import Link, PlanQuerySet, Project
from prasan.plans.rules import PlanFacts, Sent, StrongProject


def strong_facts(plans: PlanQuerySet) -> dict[str, list[PlanFacts]]:
    """The facts of `plans` by tambon code; three queries however many there are."""
    projects = _projects(plans)
    facts: dict[str, list[PlanFacts]] = defaultdict(list)
    columns = ("pk", "area", "first_year", "last_year", "adopted", "document__sha256")
    for pk, area, first, last, adopted, proof in plans.order_by("pk").values_list(*columns):
        facts[area].append(PlanFacts(first, last, adopted, projects[pk], proof or ""))
    return facts


def _projects(plans: PlanQuerySet) -> dict[int, list[StrongProject]]:
    chosen = Project.objects.filter(plan__in=plans.order_by().values("pk"), is_strong_tambon=True)
    sent: dict[int, list[Sent]] = defaultdict(list)
    links = Link.objects.filter(project__in=chosen.order_by().values("pk")).order_by("pk")
    columns = ("project", "proposed", "answer", "answered")
    for project, proposed, answer, answered in links.values_list(*columns):
        sent[project].append(Sent(proposed, answer, answered))
    projects: dict[int, list[StrongProject]] = defaultdict(list)
    for pk, plan, entered in chosen.order_by("pk").values_list("pk", "plan", "entered"):
        projects[plan].append(StrongProject(pk, entered, sent[pk]))
    return projects
