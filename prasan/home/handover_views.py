"""A post handed over: what goes along, the act, the new holder's word; and what nobody holds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan import clock
from prasan.accounts import actions, administration
from prasan.accounts.middleware import Request
from prasan.accounts.models import Assignment, Handover, User
from prasan.accounts.rights import OFFICERS, Right
from prasan.home import handover as handing
from prasan.home.handover_paper import record
from prasan.letters import typesetting
from prasan.ui.fields import ThaiDateField

_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class HandOverForm(forms.Form):
    """To whom a post goes, and from which day."""

    to = forms.ChoiceField(
        label=gettext_lazy("ผู้รับหน้าที่"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("ไม่พบบัญชีนี้ ผู้รับหน้าที่ต้องมีบัญชีที่เปิดอยู่ ให้ผู้ดูแลเปิดบัญชีก่อน")
        },
    )
    day = ThaiDateField(
        label=gettext_lazy("รับหน้าที่วันที่"), help_text=gettext_lazy("ผู้ส่งมอบมีหน้าที่ถึงวันก่อนหน้า")
    )
    note = forms.CharField(label=gettext_lazy("หมายเหตุ"), max_length=300, required=False)

    def __init__(self, *args: Any, people: "QuerySet[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("ยังไม่มีผู้รับ หน้าที่จะว่างและขึ้นที่งานที่ไม่มีผู้ถือ")),
            *((key, f"{user} {user.post_title}".strip()) for key, user in self.people.items()),
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action `hand_over` takes."""
        typed = self.cleaned_data
        note = " ".join(typed["note"].split())
        return {"to": self.people.get(typed["to"]), "day": typed["day"], "note": note}


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """One's own posts to hand over, and those one was handed."""
    today, me = clock.today(), request.user
    mine = Assignment.objects.filter(Q(ends=None) | Q(ends__gt=today), user=me, role__in=OFFICERS)
    to_me = Handover.objects.filter(Q(to__user=me) | Q(post__user=me))
    context = {
        "mine": mine.select_related("area__parent"),
        "handovers": to_me.select_related("post__user", "post__area__parent", "to__user").order_by(
            "-day", "-pk"
        ),
        "may_see_unheld": request.reach.own.may_somewhere(Right.ADMINISTER),
        "now": clock.now(),
    }
    return render(request, "home/handovers.html", context)


@login_required
@require_safe
def handover(request: Request, pk: int) -> HttpResponse:
    """What goes along with a post, as of today, and how far its handing over has come."""
    post, done = _post(request, pk)
    context = {
        "post": post,
        "done": done,
        "parts": handing.packet(post, clock.today()),
        "may_give": done is None and _may_give(request, post),
        "may_take": bool(done and done.to and done.to.user_id == request.user.pk),
        "today": clock.today(),
        "now": clock.now(),
    }
    return render(request, "home/handover.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def give(request: Request, pk: int) -> HttpResponse:
    """The act: the post ends for one and begins for the other."""
    post, done = _post(request, pk)
    if not _may_give(request, post):
        raise PermissionDenied(_("ผู้มีสิทธิมอบหน้าที่ในพื้นที่นี้เป็นผู้บันทึกการส่งมอบ ท่านดูรายการส่งมอบได้"))
    form = HandOverForm(
        request.POST or None, people=_people(request, post), initial={"day": clock.today()}
    )
    if form.is_valid() and _given(request, form, post):
        return redirect("home:handover", post.pk)
    return render(request, "home/give_post.html", {"post": post, "done": done, "form": form})


@login_required
@require_POST
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """The new holder says they have seen what is handed over."""
    post, done = _post(request, pk)
    if done is None:
        raise Http404
    if done.to is None or done.to.user_id != request.user.pk:
        raise PermissionDenied(_("ผู้รับหน้าที่คนใหม่เป็นผู้กดรับมอบ ท่านดูรายการส่งมอบได้"))
    actions.acknowledge_handover(by=request.user, handover=done, at=clock.now())
    messages.success(request, _("รับมอบหน้าที่แล้ว"))
    return redirect("home:handover", post.pk)


@login_required
@require_safe
def paper(request: Request, pk: int, ending: str) -> HttpResponse:
    """The record of the handing over, PDF or Word, with what goes along today."""
    post, done = _post(request, pk)
    if ending not in _KINDS:
        raise Http404
    today = clock.today()
    # A paper is Thai, whatever its reader's screen.
    with translation.override("th"):
        parts = handing.packet(post, today)
    made = record(
        post=f"{post.get_role_display()} {post.area}",
        holder=str(post.user),
        to=str(done.to.user) if done and done.to else "",
        since=done.day if done else None,
        parts=parts,
        day=today,
    )
    content = typesetting.pdf(made) if ending == "pdf" else typesetting.docx(made)
    name = content_disposition_header(True, f"{made.title}.{ending}") or "attachment"
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=_KINDS[ending], headers=headers)


@login_required
@require_safe
def unheld(request: Request) -> HttpResponse:
    """What has nobody to see to it in the areas one administers."""
    request.reach.own.must_somewhere(Right.ADMINISTER)
    parts = handing.unheld(request.reach, clock.today())
    context = {"parts": parts, "total": sum(part.total for part in parts), "now": clock.now()}
    return render(request, "home/unheld.html", context)


def _post(request: Request, pk: int) -> tuple[Assignment, Handover | None]:
    """A post whose handing over one may look at: its holder, the next, who looks after either."""
    posts = Assignment.objects.select_related("user", "area__parent").filter(role__in=OFFICERS)
    mine = Q(user=request.user) | Q(handover__to__user=request.user)
    post = get_object_or_404(posts.filter(mine | request.reach.own.q("area")), pk=pk)
    done = (
        Handover.objects.filter(post=post)
        .select_related("to__user", "acknowledged_by", "made_by")
        .first()
    )
    is_mine = request.user.pk in (post.user_id, done.to.user_id if done and done.to else None)
    if not is_mine and not administration.may_name(request.reach, request.user, post):
        raise PermissionDenied(_("รายการส่งมอบเปิดได้โดยผู้ส่งมอบ ผู้รับมอบ และผู้กำกับชั้นเหนือ"))
    return post, done


def _may_give(request: Request, post: Assignment) -> bool:
    return administration.may_give(request.reach.own, post.role, post.area_id)


def _people(request: Request, post: Assignment) -> "QuerySet[User]":
    """Who may take a post over: the open accounts one looks after, but its holder."""
    people = administration.users_of(request.reach.own).filter(is_active=True)
    return people.exclude(pk=post.user_id).order_by("full_name", "pk")


def _given(request: Request, form: HandOverForm, post: Assignment) -> bool:
    """Whether it was handed over; what it is refused for stands at its field."""
    try:
        actions.hand_over(by=request.user, post=post, at=clock.now(), **form.facts)
    except actions.Wrong as wrong:
        form.add_error(wrong.field, str(wrong))
        return False
    except actions.Refused as refused:
        form.add_error("day", str(refused))
        return False
    messages.success(request, _("บันทึกการส่งมอบหน้าที่แล้ว"))
    return True
