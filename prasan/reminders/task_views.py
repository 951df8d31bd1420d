"""Handing a thing of an office to a person in it, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.directives.models import Directive
from prasan.reminders import actions
from prasan.reminders import tasks as handing
from prasan.reminders.forms import TakeBackForm, TaskForm
from prasan.reminders.models import Task


@login_required
@require_http_methods(["GET", "POST"])
def tasks(request: Request, pk: int, code: str) -> HttpResponse:
    """What a district's office still owes under a directive, and who has what in hand."""
    seen = Directive.objects.visible_to(request.reach).select_related("letter__office__area")
    directive = get_object_or_404(seen, pk=pk)
    offices = Area.objects.filter(request.reach.q("code"), level=Level.DISTRICT)
    area = get_object_or_404(offices.filter(directives_received__directive=directive), code=code)
    request.reach.must(Right.RECORD, code)
    today = clock.today()
    given = list(handing.of_office(code).standing().for_list())
    taken = {(task.obligation_id, task.area_id) for task in given}
    things = [
        one
        for one in handing.open_things(directive, code, today)
        if (one.obligation.renews_id or one.obligation.pk, one.area.code) not in taken
        or request.method == "POST"
    ]
    form = TaskForm(request.POST or None, things=things, people=handing.colleagues(code, today))
    if form.is_valid() and _handed(request, form):
        return redirect("reminders:tasks", directive.pk, code)
    context = {
        "directive": directive,
        "area": area,
        "form": form,
        "given": given,
        "undone": {task.pk for task in handing.undone(handing.of_office(code), today)},
        "back": handing.of_office(code).exclude(taken_back_at=None).for_list()
        .select_related("taken_back_by").order_by("-taken_back_at")[:10],
        "has_things": bool(things),
        "today": today,
        "now": clock.now(),
    }  # fmt: skip
    return render(request, "reminders/tasks.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: Request, pk: int) -> HttpResponse:
    """The office has a task again, with the reason."""
    task = get_object_or_404(Task.objects.visible_to(request.reach, request.user).for_list(), pk=pk)
    if task.user_id != request.user.pk:
        request.reach.must(Right.RECORD, task.area_id)
    directive = task.obligation.item.directive_id
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        actions.take_back(by=request.user, task=task, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("เรียกคืนงานแล้ว"))
        district = task.area_id[:4]
        if request.reach.may(Right.RECORD, district):
            return redirect("reminders:tasks", directive, district)
        return redirect("home:week")
    return render(request, "reminders/take_back.html", {"task": task, "form": form})


def _handed(request: Request, form: TaskForm) -> bool:
    """Whether the thing was handed on; what it is refused for stands at its field."""
    try:
        task = actions.hand_task(by=request.user, at=clock.now(), **form.facts)
    except actions.WrongTask as wrong:
        form.add_error(wrong.field, str(wrong))
        return False
    messages.success(request, _("มอบหมายให้ %(user)s แล้ว") % {"user": task.user})
    return True
