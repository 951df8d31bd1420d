"""One person: who they are, where they sat, and what may be put right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.home.people.forms import CitizenIdForm, NameForm
from prasan.home.people.page import others, sat
from prasan.people import actions
from prasan.people.models import Person
from prasan.thai.citizen import format_citizen_id


@login_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """Who this is; the address of one who was merged leads to the other."""
    person = _person(request, pk)
    if person.merged_into:
        return redirect(person.merged_into)
    today, code = clock.today(), person.area_id
    seats = sat([person], today)[person.pk]
    may_record = request.reach.may(Right.RECORD, code)
    context = {
        "person": person,
        "seats": seats,
        "now_seats": [one for one in seats if one.is_now],
        "former_names": person.former_names.all(),
        "merges": person.merges.filter(undone_at=None).select_related("gone", "by"),
        "others": others(person, request.reach) if may_record else [],
        "may_record": may_record,
        "may_call": request.reach.may(Right.CONTACT, code),
        "now": clock.now(),
    }
    return render(request, "home/people/detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def name(request: Request, pk: int) -> HttpResponse:
    """Put a name right, or let a new one be borne from a day on."""
    person = _person(request, pk)
    request.reach.must(Right.RECORD, person.area_id)
    form = NameForm(request.POST or None, person=person, today=clock.today())
    if form.is_valid():
        _name(request, person, form)
        messages.success(request, _("บันทึกชื่อแล้ว"))
        return redirect(person)
    return render(request, "home/people/name.html", {"person": person, "form": form})


@login_required
@sensitive_post_parameters("citizen_id")
@require_http_methods(["GET", "POST"])
def citizen_id(request: Request, pk: int) -> HttpResponse:
    """Record the number on the card of one person."""
    person = _person(request, pk)
    request.reach.must(Right.RECORD, person.area_id)
    form = CitizenIdForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.record_citizen_id(by=request.user, person=person, **form.cleaned_data)
        except actions.Taken as taken:
            form.add_error("citizen_id", _taken(request, taken.holder))
        else:
            messages.success(request, _("บันทึกเลขประจำตัวประชาชนแล้ว"))
            return redirect(person)
    return render(request, "home/people/citizen_id.html", {"person": person, "form": form})


@login_required
@require_http_methods(["POST"])
def look(request: Request, pk: int) -> HttpResponse:
    """The number whole, after the look was recorded; a post, so that no link looks by chance."""
    person = _person(request, pk)
    request.reach.must(Right.CONTACT, person.area_id)
    number = actions.see_citizen_id(by=request.user, person=person)
    context = {"person": person, "number": format_citizen_id(number)}
    template = "home/people/_number.html" if request.htmx else "home/people/number.html"
    return render(request, template, context)


def _person(request: Request, pk: int) -> Person:
    mine = Person.objects.visible_to(request.reach)
    return get_object_or_404(mine.select_related("area__parent__parent", "merged_into"), pk=pk)


def _name(request: Request, person: Person, form: NameForm) -> None:
    phone = form.cleaned_data["phone"]
    if form.is_change:
        since = form.cleaned_data["since"]
        actions.change_name(by=request.user, person=person, since=since, **form.facts)
        person.refresh_from_db()
    # What is as it was leaves no event.
    actions.correct_person(by=request.user, person=person, phone=phone, **form.facts)


def _taken(request: Request, holder: Person) -> str:
    """Whose number it is, for those who see that person; for others only that it is someone's."""
    if request.reach.sees(holder.area_id):
        return _(
            "เลขนี้บันทึกเป็นของ %(person)s %(area)s แล้ว ถ้าเป็นคนเดียวกัน รวมสองระเบียน ถ้าไม่ใช่ ตรวจกับบัตร"
        ) % {"person": holder.name, "area": holder.area.title}
    return _("เลขนี้บันทึกเป็นของผู้อื่นนอกพื้นที่ของท่านแล้ว ตรวจกับบัตรอีกครั้ง ถ้าตรงกัน แจ้งสำนักงานพัฒนาชุมชนจังหวัด")
