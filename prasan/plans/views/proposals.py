"""Projects sent to plans of other levels: sent, answered, and those that wait."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.plans import actions
from prasan.plans.forms.base import WhyForm
from prasan.plans.forms.proposals import ProposalForm, ReplyForm
from prasan.plans.models import PlanLevel, Proposal, Reply
from prasan.plans.saving import with_document
from prasan.plans.views.loading import (
    may_answer,
    must_answer,
    must_keep,
    posted,
    project_of,
    proposal_of,
)
from prasan.plans.waiting import by_age, by_level, waiting
from prasan.thai.digits import arabic

PAGE = 50


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: Request, pk: int) -> HttpResponse:
    """A project sent to a plan of another level."""
    project = project_of(request, pk)
    must_keep(request.reach, project.plan.area_id)
    form = ProposalForm(request.POST or None, today=clock.today(), project=project)
    send = partial(actions.propose, by=request.user, project=project, today=clock.today())
    if form.do(send):
        messages.success(request, _("บันทึกการเสนอแผนแล้ว คำตอบจะขึ้นที่หน้านี้ทันทีที่มี"))
        return redirect("plans:project", pk)
    context = {
        "form": form,
        "project": project,
        "title": _("เสนอเข้าแผนระดับอื่น"),
        "button": _("บันทึกการเสนอแผน"),
    }
    return render(request, "plans/about_project.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """What the plan it was sent to answers; a later answer follows the earlier ones."""
    proposal = proposal_of(request, pk)
    must_answer(request.reach, proposal)
    area = (proposal.plan or proposal.project.plan).area
    form = ReplyForm(*posted(request), user=request.user, today=clock.today(), proposal=proposal)
    give = partial(actions.reply, proposal=proposal, at=clock.now())
    if form.do(with_document(give, by=request.user, area=area, at=clock.now())):
        messages.success(request, _("บันทึกคำตอบแล้ว ต้นทางเห็นแล้ว"))
        if proposal.plan_id and not request.reach.sees(proposal.project.plan.area_id):
            return redirect("plans:waiting")
        return redirect("plans:project", proposal.project_id)
    replies = proposal.replies.standing().order_by("dated", "pk").select_related("target")
    context = {"form": form, "proposal": proposal, "replies": replies}
    return render(request, "plans/answer.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: Request, pk: int) -> HttpResponse:
    """The last answer was given by mistake."""
    found = Reply.objects.visible_to(request.reach)
    given = get_object_or_404(
        found.select_related("proposal__project__plan__area", "proposal__plan"), pk=pk
    )
    must_answer(request.reach, given.proposal)
    form = WhyForm(request.POST or None, today=clock.today())
    action = partial(actions.take_back_reply, by=request.user, reply=given, at=clock.now())
    if form.do(action):
        messages.success(request, _("ถอนคำตอบแล้ว"))
        return redirect("plans:answer", given.proposal_id)
    context = {
        "form": form,
        "project": given.proposal.project,
        "title": _("ถอนสิ่งที่บันทึกผิด"),
        "lead": f"{given.proposal} · {given.get_kind_display()}",
        "button": _("ถอน"),
    }
    return render(request, "plans/why.html", context)


@login_required
@require_safe
def waiting_list(request: Request) -> HttpResponse:
    """Projects nobody answered yet, oldest first, so that none falls between two levels."""
    day = clock.today()
    level = request.GET.get("level", "")
    mine = Proposal.objects.visible_to(request.reach).waiting_on(day)
    chosen = mine.filter(level=level) if level in PlanLevel.values else mine
    page = Paginator(waiting(chosen), PAGE).get_page(arabic(request.GET.get("page", "")))
    context = {
        "page": page,
        "lines": [(one, (day - one.proposed).days, may_answer(request.reach, one)) for one in page],
        "levels": by_level(mine),
        "ages": by_age(chosen, day),
        "level": level,
        "total": mine.count(),
        "now": clock.now(),
    }
    return render(request, "plans/waiting.html", context)
