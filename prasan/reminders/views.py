"""One's own reminders, the ledger of a directive, and how one is reminded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, Max, Prefetch, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.directives.models import Directive
from prasan.reminders import actions
from prasan.reminders.channels import carriers
from prasan.reminders.forms import AddressForm, EndStepForm, StepForm
from prasan.reminders.models import Address, Dispatch, Message, Step
from prasan.reminders.showing import shown_address, shown_line
from prasan.thai.digits import arabic

_PAGE, _LEDGER_PAGE = 20, 60


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What one is reminded of, what was not acknowledged yet first."""
    mine = Message.objects.for_inbox(request.user)
    read = Case(When(acknowledged_at=None, then=0), default=1)
    page = Paginator(mine.order_by(read, "-made_at", "-pk"), _PAGE).get_page(
        arabic(request.GET.get("page", "1"))
    )
    context = {"page": page, "unread": mine.unread().count(), "now": clock.now()}
    return render(request, "reminders/index.html", context)


@login_required
@require_POST
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """Say that one has read a reminder."""
    message = get_object_or_404(Message.objects.for_inbox(request.user), pk=pk)
    message = actions.acknowledge(by=request.user, message=message, at=clock.now())
    if request.htmx:
        return render(request, "reminders/_message.html", {"message": message})
    return redirect("reminders:index")


@login_required
@require_safe
def ledger(request: Request, pk: int) -> HttpResponse:
    """What was said under one directive to whom in reach, by which way, and what became of it."""
    seen = Directive.objects.visible_to(request.reach).select_related("letter__office__area")
    directive = get_object_or_404(seen, pk=pk)
    lines = (
        Dispatch.objects.visible_to(request.reach)
        .filter(obligation__item__directive=directive)
        .select_related("obligation__item", "area")
        .prefetch_related(
            Prefetch(
                "messages", Message.objects.select_related("recipient", "instead_of").order_by("pk")
            )
        )
        .order_by("-made_at", "area", "obligation__item__number", "obligation__place", "channel")
    )
    page = Paginator(lines, _LEDGER_PAGE).get_page(arabic(request.GET.get("page", "1")))
    context = {
        "directive": directive,
        "page": page,
        "lines": [shown_line(line) for line in page],
        "last": lines.aggregate(last=Max("made_at"))["last"],
        "now": clock.now(),
    }
    return render(request, "reminders/ledger.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def addresses(request: Request) -> HttpResponse:
    """Where one wishes to be reminded outside the house; a post gives one address."""
    channels = sorted(carriers())
    form = AddressForm(request.POST or None, channels=channels)
    if form.is_valid():
        given = {field: form.cleaned_data[field] for field in ("channel", "value")}
        actions.give_address(by=request.user, at=clock.now(), **given)
        messages.success(request, _("บันทึกที่อยู่แล้ว"))
        return redirect("reminders:addresses")
    mine = Address.objects.standing().filter(user=request.user)
    context = {
        "form": form,
        "channels": channels,
        "mine": [shown_address(address) for address in mine],
    }
    return render(request, "reminders/addresses.html", context)


@login_required
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """No more reminders at one's address."""
    address = get_object_or_404(Address.objects.filter(user=request.user), pk=pk)
    actions.withdraw_address(by=request.user, address=address, at=clock.now())
    messages.success(request, _("เลิกรับการแจ้งเตือนที่นั่นแล้ว"))
    return redirect("reminders:addresses")


@login_required
@require_http_methods(["GET", "POST"])
def steps(request: Request) -> HttpResponse:
    """The steps by which an office reminds; a post adds one."""
    request.reach.must_somewhere(Right.DIRECT)
    mine = _offices(request)
    form = StepForm(request.POST or None, areas=mine)
    if form.is_valid() and _added(request, form):
        return redirect("reminders:steps")
    today = clock.today()
    kept = [(area, list(Step.objects.of(area.code).on(today))) for area in mine]
    return render(request, "reminders/steps.html", {"form": form, "kept": kept, "today": today})


@login_required
@require_http_methods(["GET", "POST"])
def end_step(request: Request, code: str, pk: int) -> HttpResponse:
    """Use a step no more in the province `code`, with the reason."""
    area = get_object_or_404(Area.objects.filter(request.reach.q("code")), pk=code)
    request.reach.must(Right.DIRECT, area.code)
    step = get_object_or_404(Step.objects.of(area.code), pk=pk)
    form = EndStepForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.end_step(by=request.user, area=area, step=step, ends=clock.today(), why=why)
        messages.success(request, _("เลิกใช้ขั้นเตือนแล้ว"))
        return redirect("reminders:steps")
    return render(request, "reminders/end_step.html", {"step": step, "area": area, "form": form})


def _offices(request: Request) -> QuerySet[Area]:
    """The provinces whose steps one keeps."""
    codes = request.reach.holding(Right.DIRECT)
    return Area.objects.filter(code__in=codes, level=Level.PROVINCE).order_by("code")


def _added(request: Request, form: StepForm) -> bool:
    """Whether the step was added; what it is refused for stands at its field."""
    try:
        actions.add_step(
            by=request.user,
            area=form.cleaned_data["area"],
            offset=form.offset,
            audience=form.cleaned_data["audience"],
            starts=clock.today(),
        )
    except ValidationError as refusal:
        form.add_error("days", refusal.messages)
        return False
    messages.success(request, _("เพิ่มขั้นเตือนแล้ว"))
    return True
