"""The days on which offices are closed: a year of them, one put right, one withdrawn."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.holidays import actions
from prasan.holidays.forms import CorrectionForm, HolidayForm, WithdrawalForm
from prasan.holidays.models import Holiday
from prasan.thai.calendar import ERA, buddhist_year, weekday
from prasan.thai.digits import arabic


@login_required
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """The days of one calendar year; a post adds one."""
    form = _form(request)
    if form is not None and form.is_valid() and _added(request, form):
        return redirect(f"{request.path}?year={buddhist_year(form.cleaned_data['day'])}")
    this = buddhist_year(clock.today())
    year = _year_asked_for(request.GET.get("year", ""), this)
    days = Holiday.objects.visible_to(request.reach).between(
        date(year - ERA, 1, 1), date(year - ERA, 12, 31)
    )
    mine = set(Holiday.objects.kept_by(request.reach).values_list("pk", flat=True))
    context = {
        "year": year,
        "years": sorted({year, *range(this - 1, this + 3)}),
        "days": [
            (one, weekday(one.day), one.pk in mine) for one in days.select_related("area__parent")
        ],
        "form": form,
        "now": clock.now(),
    }
    return render(request, "holidays/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Put name, source or confirmation of a day right."""
    holiday = _kept(request, pk)
    form = CorrectionForm(request.POST or None, holiday=holiday)
    if form.is_valid():
        told = form.told(clock.today())
        actions.correct_holiday(by=request.user, holiday=holiday, **told)
        messages.success(request, _("บันทึกแล้ว"))
        return redirect(holiday)
    return render(request, "holidays/correct.html", {"holiday": holiday, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a day off the list, with the reason."""
    holiday = _kept(request, pk)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.withdraw_holiday(by=request.user, holiday=holiday, why=why, at=clock.now())
        messages.success(request, _("ถอนวันหยุดแล้ว"))
        return redirect(holiday)
    return render(request, "holidays/withdraw.html", {"holiday": holiday, "form": form})


def _form(request: Request) -> HolidayForm | None:
    """The form for one more day; None for who keeps no list, and a post of theirs is refused."""
    if request.method == "POST":
        request.reach.must_somewhere(Right.ADMINISTER)
    codes = request.reach.holding(Right.ADMINISTER)
    levels = (Level.NATION, Level.PROVINCE)
    areas = Area.objects.within(codes).filter(level__in=levels).order_by("code")
    if not areas.exists():
        return None
    return HolidayForm(request.POST or None, areas=areas)


def _added(request: Request, form: HolidayForm) -> bool:
    """Whether the day was added; what it is refused for stands at its field."""
    told = form.told(clock.today())
    area, day = form.cleaned_data["area"], form.cleaned_data["day"]
    try:
        actions.add_holiday(by=request.user, area=area, day=day, **told)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("เพิ่มวันหยุดแล้ว"))
    return True


def _kept(request: Request, pk: int) -> Holiday:
    kept = Holiday.objects.kept_by(request.reach).in_force().select_related("area")
    return get_object_or_404(kept, pk=pk)


def _year_asked_for(text: str, this: int) -> int:
    number = arabic(text)
    known = number.isascii() and number.isdigit() and 2500 <= int(number) <= 2699
    return int(number) if known else this
