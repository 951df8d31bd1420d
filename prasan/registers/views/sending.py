"""The front page of registers: what goes out, what comes in, what waits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.registers import actions
from prasan.registers.forms import SendForm
from prasan.registers.models import Intake
from prasan.registers.reading import recorded

LATEST = 20


@login_required
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """Registers to take along, and lists that were sent in; a post sends one."""
    if request.method == "POST":
        request.reach.must_somewhere(Right.RECORD)
    areas = list(Area.objects.filter(code__in=recorded(request.reach)).order_by("code"))
    form = SendForm(request.POST or None, request.FILES or None, areas=areas) if areas else None
    if form and request.method == "POST" and form.is_valid():
        return redirect(_received(request, form))
    intakes = Intake.objects.visible_to(request.reach).for_list()
    context = {
        "form": form,
        "has_errors": bool(form and form.errors),
        "intakes": intakes[:LATEST] if areas else [],
        "offered": _offered(request),
    }
    return render(request, "registers/index.html", context)


def _received(request: Request, form: SendForm) -> Intake:
    """The list as it waits; one that is known already is told to be so."""
    at = clock.now()
    intake = actions.receive(
        by=request.user,
        area=form.area_chosen,
        name=form.cleaned_data["file"].name or "",
        content=form.content,
        at=at,
    )
    if intake.taken_at:
        messages.info(request, _("ไฟล์เดียวกันนี้นำเข้าแล้ว ไม่ได้บันทึกซ้ำ ผลของครั้งนั้นอยู่ด้านล่าง"))
    elif intake.received_at != at:
        messages.info(request, _("ไฟล์เดียวกันนี้ส่งมาแล้วและยังรอนำเข้าอยู่ ตรวจต่อได้เลย"))
    return intake


def _offered(request: Request) -> list[Area]:
    """The areas whose register may be taken along from here: those of the reader's posts."""
    codes = [code for code in request.reach.codes if len(code) <= 6 and code != "00"]
    return list(Area.objects.filter(code__in=codes).order_by("code"))
