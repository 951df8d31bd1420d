"""The offices that send letters: letterhead, who signs, where the numbers start."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.actions import correct_office, open_office
from prasan.accounts.middleware import Request
from prasan.accounts.models import Office
from prasan.accounts.rights import Right
from prasan.accounts.views.sight import places
from prasan.letters.actions import end_signatory, name_signatory, open_series
from prasan.letters.forms.offices import (
    EndSignatoryForm,
    OfficeCorrectionForm,
    OfficeForm,
    SeriesForm,
    SignatoryForm,
)
from prasan.letters.models import Counter, Signatory
from prasan.thai.digits import arabic


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The offices in sight, each with who signs for it today."""
    seen = Office.objects.filter(request.reach.q("area")).select_related("area")
    page = Paginator(seen.order_by("area", "name"), 50).get_page(
        arabic(request.GET.get("page", "1"))
    )
    signing: dict[int, list[Signatory]] = {}
    for one in Signatory.objects.filter(office__in=list(page)).on(clock.today()).order_by("starts"):
        signing.setdefault(one.office_id, []).append(one)
    context = {
        "page": page,
        "rows": [(office, signing.get(office.pk, [])) for office in page],
        "may_open": request.reach.may_somewhere(Right.ADMINISTER),
    }
    return render(request, "letters/offices.html", context)


@login_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One office: its letterhead, its signatories, its numbers."""
    office, today = _office(request, pk), clock.today()
    signatories = office.signatories.order_by("-starts", "-pk")
    context = {
        "office": office,
        "signatories": [(one, one.ends is None or one.ends > today) for one in signatories],
        "counters": Counter.objects.filter(office=office).order_by("-year", "series"),
        "may_change": request.reach.may(Right.ADMINISTER, office.area_id),
        "may_keep": _may_keep(request, office),
    }
    return render(request, "letters/office.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new office."""
    request.reach.must_somewhere(Right.ADMINISTER)
    today = clock.today()
    codes = request.reach.holding(Right.ADMINISTER)
    form = OfficeForm(request.POST or None, codes=codes, today=today)
    if form.is_valid():
        office = form.other or _opened(request, form)
        if office is not None:
            messages.success(request, _("เพิ่ม%(office)sแล้ว ต่อไปกำหนดผู้ลงนาม") % {"office": office})
            return redirect("letters:office", office.pk)
    context = {"form": form, "places": places(request.reach, today)}
    return render(request, "letters/office_create.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Puts a letterhead right."""
    office = _office_to_change(request, pk)
    form = OfficeCorrectionForm(request.POST or None, office=office)
    if form.is_valid():
        correct_office(by=request.user, office=office, **form.cleaned_data)
        messages.success(request, _("แก้หัวหนังสือแล้ว ใช้กับหนังสือที่จะออกเลขต่อไป"))
        return redirect("letters:office", office.pk)
    return render(request, "letters/office_correct.html", {"office": office, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def signatory(request: Request, pk: int) -> HttpResponse:
    """Someone more who may sign."""
    office = _office_to_keep(request, pk)
    form = SignatoryForm(request.POST or None, initial={"starts": clock.today()})
    if form.is_valid():
        name_signatory(by=request.user, office=office, **form.cleaned_data)
        messages.success(request, _("กำหนดผู้ลงนามแล้ว"))
        return redirect("letters:office", office.pk)
    return render(request, "letters/office_signatory.html", {"office": office, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """Ends someone's signing."""
    seen = Signatory.objects.filter(request.reach.q("office__area")).select_related("office__area")
    one = get_object_or_404(seen, pk=pk)
    _must_keep(request, one.office)
    initial = {"ends": one.ends or clock.today()}
    form = EndSignatoryForm(request.POST or None, starts=one.starts, initial=initial)
    if form.is_valid():
        end_signatory(by=request.user, signatory=one, **form.cleaned_data)
        messages.success(request, _("บันทึกวันสิ้นสุดการลงนามแล้ว"))
        return redirect("letters:office", one.office_id)
    return render(request, "letters/office_end.html", {"signatory": one, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def series(request: Request, pk: int) -> HttpResponse:
    """Where a series of numbers stands when its letters begin to be numbered here."""
    office = _office_to_keep(request, pk)
    form = SeriesForm(request.POST or None, today=clock.today())
    if form.is_valid():
        try:
            open_series(by=request.user, office=office, **form.cleaned_data)
        except ValueError as refused:
            form.add_error("last", str(refused))
        else:
            messages.success(request, _("ตั้งเลขล่าสุดแล้ว"))
            return redirect("letters:office", office.pk)
    return render(request, "letters/office_series.html", {"office": office, "form": form})


def _office(request: Request, pk: int) -> Office:
    seen = Office.objects.filter(request.reach.q("area")).select_related("area")
    return get_object_or_404(seen, pk=pk)


def _office_to_change(request: Request, pk: int) -> Office:
    office = _office(request, pk)
    request.reach.must(Right.ADMINISTER, office.area_id)
    return office


def _office_to_keep(request: Request, pk: int) -> Office:
    office = _office(request, pk)
    _must_keep(request, office)
    return office


def _may_keep(request: Request, office: Office) -> bool:
    """Who signs and where numbers stand is kept by the office itself, or whoever opened it."""
    rights = (Right.CORRESPOND, Right.ADMINISTER)
    return any(request.reach.may(right, office.area_id) for right in rights)


def _must_keep(request: Request, office: Office) -> None:
    if not _may_keep(request, office):
        request.reach.must(Right.CORRESPOND, office.area_id)


def _opened(request: Request, form: OfficeForm) -> Office | None:
    """The new office; None when another took its code just now."""
    try:
        with transaction.atomic():
            return open_office(by=request.user, area=form.cleaned_data["area"], **form.letterhead)
    except IntegrityError:
        form.add_error("code", _("มีสำนักงานอื่นใช้รหัสนี้แล้ว"))
        return None
