"""Passing a letter from above down: begun from its line in the register or its board, written
beside its paper, and issued with its directive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.models import Office
from prasan.accounts.rights import WHO, Right
from prasan.directives import actions
from prasan.directives.actions import CannotPass
from prasan.directives.deriving import Derived, unit_name
from prasan.directives.measures import DUTIES
from prasan.directives.models import Cascade, Directive
from prasan.directives.passing import chosen, holidays_around, units_below
from prasan.directives.passing_forms import (
    BasePassedFormSet,
    CascadeForm,
    PassedForm,
    cascade_initial,
    passed_forms,
)
from prasan.directives.views.boards import directive_in_sight, passing_codes
from prasan.letters.actions import MayNotSign, Stale
from prasan.letters.models import Counter, Incoming
from prasan.letters.views import page_numbers
from prasan.thai.calendar import buddhist_year


@dataclass(frozen=True)
class Part:
    """One item as the page shows it: its form, the day it gets, and what it can be counted by."""

    form: PassedForm
    day: Derived | None
    own: date | None
    is_ours: bool
    asked: str


@login_required
@require_POST
def pass_received(request: Request, pk: int) -> HttpResponse:
    """Begin to pass a letter received down, or open the draft of it one has."""
    seen = Incoming.objects.visible_to(request.reach).standing()
    received = get_object_or_404(seen.select_related("office__area", "letter"), pk=pk)
    request.reach.must_at(Right.PASS, received.office.area_id)
    parent = Directive.objects.filter(letter=received.letter_id or 0).first()
    if parent is None and received.letter_id:
        messages.warning(request, _("หนังสือฉบับนี้ไม่มีข้อสั่งการ จึงไม่มีสิ่งที่จะสั่งการต่อ"))
        return redirect(received)
    return _begun(request, received.office, received, parent)


@login_required
@require_POST
def pass_on(request: Request, pk: int) -> HttpResponse:
    """The same from the board of a letter of ours; it must be in one's register first."""
    parent = directive_in_sight(request.reach, pk)
    codes = passing_codes(request.reach, parent)
    if not codes:
        raise PermissionDenied(_("หน้านี้เป็นหน้าที่ของ%(who)s") % {"who": WHO[Right.PASS]})
    office = Office.objects.filter(area__in=codes).select_related("area").order_by("pk").first()
    if office is None:
        messages.warning(request, _("สำนักงานของท่านยังไม่มีในระบบ ให้จังหวัดเพิ่มที่ สำนักงานและผู้ลงนาม"))
        return redirect("directives:board", pk)
    standing = Incoming.objects.standing().filter(office=office, letter=parent.letter)
    received = standing.first()
    if received is None:
        messages.info(request, _("ลงรับหนังสือฉบับนี้ก่อน แล้วจึงสั่งการต่อได้จากหน้าเลขรับ"))
        return redirect("letters:receive", parent.letter_id)
    return _begun(request, office, received, parent)


def _begun(
    request: Request, office: Office, received: Incoming, parent: Directive | None
) -> HttpResponse:
    try:
        cascade = actions.begin_cascade(
            by=request.user, office=office, received=received, parent=parent, at=clock.now()
        )
    except CannotPass as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect(received)
    return redirect("directives:cascade", cascade.pk)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """A draft beside its paper; a post saves it, and issues it when that was pressed."""
    cascade = _in_sight(request, pk)
    letter = cascade.letter
    if not letter.is_draft:
        return redirect("directives:board", letter.directive.pk)
    request.reach.must_at(Right.PASS, letter.office.area_id)
    today, choices = clock.today(), chosen(cascade)
    form = CascadeForm(
        request.POST or None,
        initial=cascade_initial(cascade, choices),
        cascade=cascade,
        units=units_below(letter.office.area, today),
        today=today,
    )
    items = passed_forms(
        request.POST or None,
        choices.items,
        letter.office.area_id,
        is_ours=cascade.parent_id is not None,
    )
    # Both are asked, so that every mistake shows at once.
    if all([form.is_valid(), items.is_valid()]) and (
        answer := _save(request, cascade, form, items)
    ):
        return answer
    return render(request, "directives/cascade.html", _context(request, pk, form, items))


def _save(
    request: Request, cascade: Cascade, form: CascadeForm, items: BasePassedFormSet
) -> HttpResponse | None:
    """Save, and issue when asked; None when the page must say what is wrong."""
    is_issued = request.POST.get("do") == "issue"
    if is_issued and not form.cleaned_data["signatory"]:
        form.add_error("signatory", _("ยังไม่ได้เลือกผู้ลงนาม เลือกก่อนออกเลข"))
        return None
    try:
        saved = actions.save_cascade(
            by=request.user,
            cascade=cascade,
            edition=form.cleaned_data["edition"],
            choices=form.choices(items.passed()),
            today=clock.today(),
        )
        form.take_edition(saved.letter.edition)
        if is_issued:
            return _issue(request, saved, form)
    except Stale:
        form.take_edition(_in_sight(request, cascade.pk).letter.edition)
        form.add_error(
            None,
            _("มีผู้บันทึกร่างนี้หลังจากท่านเปิดหน้า ข้อความของท่านยังอยู่ครบ กดบันทึกอีกครั้งเพื่อใช้ของท่าน"),
        )
        return None
    except MayNotSign as refused:
        form.add_error(None, refused)
        return None
    except CannotPass as refused:
        # The draft was saved; only its number was refused.
        for name, told in refused.message_dict.items():
            form.add_error(name if name in form.fields else None, told)
        return None
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect("directives:cascade", cascade.pk)


def _issue(request: Request, saved: Cascade, form: CascadeForm) -> HttpResponse:
    now = clock.now()
    issued = actions.issue_cascade(
        by=request.user,
        cascade=saved,
        edition=saved.letter.edition,
        dated=now.date(),
        at=now,
        later_is_meant=form.cleaned_data["later_is_meant"],
    )
    messages.success(
        request,
        _("ออกเลข %(label)s บันทึกว่าส่งแล้ว และเริ่มนับตามกำหนดใหม่") % {"label": issued.letter.label},
    )
    return redirect("directives:board", issued.pk)


def _in_sight(request: Request, pk: int) -> Cascade:
    mine = Cascade.objects.visible_to(request.reach).select_related(
        "letter__office__area", "letter__signatory", "received", "parent__letter__office__area"
    )
    return get_object_or_404(mine, pk=pk)


def _context(
    request: Request, pk: int, form: CascadeForm, items: BasePassedFormSet
) -> dict[str, object]:
    """The page of the draft as it is kept now."""
    cascade, today = _in_sight(request, pk), clock.today()
    letter, choices = cascade.letter, chosen(cascade)
    counter = Counter.objects.filter(
        office=letter.office, series=letter.series, year=buddhist_year(today)
    ).first()
    holidays = holidays_around(letter.office, today)
    days = [one.day(dated=today, holidays=holidays) for one in choices.items]
    return {
        "cascade": cascade,
        "letter": letter,
        "form": form,
        "items": items,
        "parts": _parts(items, days),
        "units": unit_name(letter.office.area_id),
        "all_units": len(form.fields["addressees"].choices),  # type: ignore[attr-defined]
        "later": "later_is_meant" in form.errors or form["later_is_meant"].value(),
        "next_number": (counter.last if counter else 0) + 1,
        "pages": page_numbers(letter),
        "now": clock.now(),
    }


def _parts(items: BasePassedFormSet, days: Sequence[Derived | None]) -> list[Part]:
    return [
        Part(
            form,
            days[place] if place < len(days) else None,
            form.kept.own,
            form.kept.source is not None,
            " · ".join(DUTIES[key].owed for key in form.kept.measures),
        )
        for place, form in enumerate(items.forms)
    ]
