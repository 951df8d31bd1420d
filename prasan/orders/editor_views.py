"""The committee editor: a draft order as a grid, kept while it is typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.committees.actions import establish
from prasan.committees.models import Kind
from prasan.committees.rules import fits
from prasan.orders import actions
from prasan.orders.composition import Member
from prasan.orders.drafts import member_sitting, seats_on
from prasan.orders.editor import Editor, head_of
from prasan.orders.forms import PlanForm
from prasan.orders.models import DraftOrder

KEEP, APART = "keep", "apart"


@login_required
@require_POST
def begin(request: Request, kind: str, code: str) -> HttpResponse:
    """A draft that starts from who sits now, or the one that is open already."""
    area = get_object_or_404(Area.objects.within(request.reach.codes), code=code)
    if not fits(kind, area.level):
        raise Http404
    request.reach.must(Right.RECORD, code)
    committee = establish(by=request.user, area=area, kind=Kind(kind))
    drafts = DraftOrder.objects.open().filter(committee=committee, purpose="appoint")
    draft = drafts.first() or actions.draft_order(
        by=request.user,
        committee=committee,
        members=[member_sitting(seat) for seat in seats_on(area, kind, clock.today())],
        at=clock.now(),
    )
    return redirect("orders:edit", draft.pk)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """The grid of one draft. Whatever button sends it, what was typed is kept first."""
    draft = _draft(request, pk)
    request.reach.must(Right.RECORD, draft.committee.area_id)
    if draft.is_open and draft.is_amendment:
        return redirect("orders:edit_amendment", pk)
    if not draft.is_open:
        return redirect(draft.committee)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(
        data,
        initial=head_of(draft),
        kind=draft.committee.kind,
        code=draft.committee.area_id,
        today=clock.today(),
    )
    editor = Editor(draft=draft, form=form, today=clock.today(), data=data)
    if data is not None and APART in data and form.is_valid():
        return redirect("orders:edit", _apart(request, editor).pk)
    stale = _keep(request, editor) if data is not None and form.is_valid() else False
    if data is not None and not stale and form.is_valid() and _is_done(request, editor):
        messages.success(request, _("บันทึกร่างแล้ว ยังไม่มีผลจนกว่าจะมีคำสั่งที่ลงนาม"))
        return redirect(draft)
    context = {
        "order": draft,
        "area": draft.committee.area,
        "kind": Kind(draft.committee.kind),
        "committee": draft.committee,
        "draft": editor,
        "form": form,
        "edition": data.get("edition") if data is not None and stale else draft.edition,
        "stale": stale,
        "kept_at": clock.now() if data is not None and not stale and form.is_valid() else None,
        "has_errors": bool(form.errors),
        "wants": editor.wants,
    }
    return render(request, "orders/edit.html", context)


def _is_done(request: Request, editor: Editor) -> bool:
    """Whether the main button was pressed: neither keeping on the way nor another."""
    return not editor.is_draft and KEEP not in request.POST


def _keep(request: Request, editor: Editor) -> bool:
    """Write what was typed; True where someone else has written meanwhile, and nothing is."""
    plan = editor.plan.cleaned_data
    draft = editor.order
    try:
        kept = actions.redraft(
            by=request.user,
            draft=draft,
            members=editor.members,
            planned=plan["planned"],
            expires=editor.expires,
            signatory=plan["signatory"],
            signatory_post=plan["signatory_post"],
            edition=plan["edition"],
        )
    except actions.Stale:
        return True
    draft.edition = kept.edition
    return False


def _apart(request: Request, editor: Editor) -> DraftOrder:
    """What was typed as a draft of its own, beside the one someone else has changed."""
    plan, draft = editor.plan.cleaned_data, editor.order
    members: list[Member] = editor.members
    return actions.draft_order(
        by=request.user,
        committee=draft.committee,
        members=members,
        at=clock.now(),
        planned=plan["planned"],
        expires=editor.expires,
        signatory=plan["signatory"],
        signatory_post=plan["signatory_post"],
        renews=draft.follows,
    )


def _draft(request: Request, pk: int) -> DraftOrder:
    mine = DraftOrder.objects.visible_to(request.reach).for_list()
    return get_object_or_404(mine, pk=pk)
