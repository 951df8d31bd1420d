"""Plans by level and years, their projects, where these come from and go, and missions."""

from prasan.plans.models.mission import Mission, MissionDuty, MissionNote
from prasan.plans.models.origin import Origin, OriginKind
from prasan.plans.models.plan import Plan, PlanKind, PlanLevel, PlanQuerySet, PlanVersion
from prasan.plans.models.priority import (
    PriorityCriterion,
    PriorityMethod,
    PriorityPlace,
    PriorityPoints,
    PriorityRound,
)
from prasan.plans.models.project import (
    Doer,
    Inclusion,
    InclusionQuerySet,
    Money,
    MoneySource,
    Project,
    ProjectActivity,
    ProjectPlace,
    ProjectTag,
)
from prasan.plans.models.proposal import (
    Advance,
    Decision,
    Milestone,
    Proposal,
    ProposalQuerySet,
    Reply,
    ReplyQuerySet,
)

__all__ = [
    "Advance",
    "Decision",
    "Doer",
    "Inclusion",
    "InclusionQuerySet",
    "Milestone",
    "Mission",
    "MissionDuty",
    "MissionNote",
    "Money",
    "MoneySource",
    "Origin",
    "OriginKind",
    "Plan",
    "PlanKind",
    "PlanLevel",
    "PlanQuerySet",
    "PlanVersion",
    "PriorityCriterion",
    "PriorityMethod",
    "PriorityPlace",
    "PriorityPoints",
    "PriorityRound",
    "Project",
    "ProjectActivity",
    "ProjectPlace",
    "ProjectTag",
    "Proposal",
    "ProposalQuerySet",
    "Reply",
    "ReplyQuerySet",
]
