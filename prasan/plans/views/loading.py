"""What the pages of plans load: within reach or 404, with the right or 403."""

from typing import Any

from django.shortcuts import get_object_or_404

from prasan.accounts.middleware import Request
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.areas.rules import NATION, PROVINCE_DIGITS
from prasan.plans.models import Plan, Project, Proposal

Posted = tuple[Any, Any]


def right_over(code: str) -> Right:
    """Which right keeps the plans of an area: a province's are kept, and answered for, by those
    who decide there; all others are recorded by the districts' officers. Source: decision 0041."""
    is_wide = code == NATION or len(code) <= PROVINCE_DIGITS
    return Right.DECIDE if is_wide else Right.RECORD


def may_keep(reach: Reach, code: str) -> bool:
    """Whether one may record the plans of the area `code` and answer for them."""
    return reach.may(right_over(code), code)


def must_keep(reach: Reach, code: str) -> None:
    reach.must(right_over(code), code)


def may_answer(reach: Reach, proposal: Proposal) -> bool:
    """The keepers of the plan it was sent to; where that is not on file here, the senders."""
    plan = proposal.plan or proposal.project.plan
    return may_keep(reach, plan.area_id)


def must_answer(reach: Reach, proposal: Proposal) -> None:
    plan = proposal.plan or proposal.project.plan
    must_keep(reach, plan.area_id)


def posted(request: Request) -> Posted:
    """The data and the files of a post; nothing when the page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def area_of(request: Request, code: str) -> Area:
    """An area that may have plans, within reach; else 404."""
    areas = Area.objects.within(request.reach.codes).select_related("parent__parent")
    return get_object_or_404(areas, code=code)


def tambon_of(request: Request, code: str) -> Area:
    """The tambon `code` within reach, with its district and province; else 404."""
    areas = Area.objects.within(request.reach.codes).select_related("parent__parent")
    return get_object_or_404(areas, code=code, level=Level.TAMBON)


def plan_of(request: Request, pk: int) -> Plan:
    plans = Plan.objects.visible_to(request.reach).select_related("area", "committee__area")
    return get_object_or_404(plans, pk=pk)


def project_of(request: Request, pk: int) -> Project:
    projects = Project.objects.visible_to(request.reach)
    return get_object_or_404(projects.select_related("plan__area__parent__parent"), pk=pk)


def proposal_of(request: Request, pk: int) -> Proposal:
    proposals = Proposal.objects.visible_to(request.reach)
    loaded = proposals.select_related("project__plan__area", "plan__area")
    return get_object_or_404(loaded, pk=pk)
