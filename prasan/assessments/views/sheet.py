from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.assessments import actions
from prasan.assessments.computing import Suggestion
from prasan.assessments.forms import BASIS_LIMIT, given
from prasan.assessments.models import Assessment, Framework, Step
from prasan.assessments.sheets import Row, Sheet
from prasan.assessments.views.opened import NoCentre, Opened, number, open_sheet
from prasan.assessments.views.result import show_result
from prasan.assessments.workflow import State, Tier
from prasan.audit.models import Event
from prasan.committees.models import Kind
from prasan.committees.rulebooks import rulebook_on
from prasan.committees.rules import Line, Topic, may_file, said
from prasan.evidence.actions import keep
from prasan.thai.calendar import FiscalYear
from prasan.ui.words import count


@login_required
@require_GET
def centre(request: Request, code: str) -> HttpResponse:
    """Leads to the centre's sheet of this fiscal year."""
    try:
        return redirect(open_sheet(request, code, FiscalYear.of(clock.today()).number).url)
    except NoCentre as missing:
        return _no_centre(request, missing)


@login_required
@require_http_methods(["GET", "POST"])
def sheet(request: Request, code: str, year: int) -> HttpResponse:
    """One centre's form for a year; a post saves all answers, and goes on to filing if asked."""
    try:
        opened = open_sheet(request, code, year)
    except NoCentre as missing:
        return _no_centre(request, missing)
    if request.method == "POST":
        request.reach.must(Right.ASSESS, code)
    if opened.framework is None:
        return render(request, "assessments/no_form.html", {"opened": opened})
    if request.method == "POST":
        return _save(request, opened, opened.framework)
    may = request.reach.may(Right.ASSESS, code)
    if not opened.assessment and not may:
        return render(request, "assessments/not_begun.html", {"opened": opened})
    template = "form" if may and not opened.is_filed else "result"
    if template == "result":
        return show_result(request, opened)
    found = Sheet(
        opened.framework,
        opened.assessment,
        user=request.user,
        indicators=opened.indicators,
        suggestions=opened.suggestions(),
    )
    return _show(request, opened, found, template)


@login_required
@require_POST
def answer(request: Request, code: str, year: int, indicator: int) -> HttpResponse:
    """Saves one indicator while the others are still being answered; answers with fragments."""
    opened = open_sheet(request, code, year)
    request.reach.must(Right.ASSESS, code)
    if opened.framework is None:
        raise Http404
    typed = Sheet(
        opened.framework,
        opened.assessment,
        user=request.user,
        indicators=opened.indicators,
        data=request.POST,
        files=request.FILES,
        only=indicator,
    )
    if indicator not in typed.rows:
        raise Http404
    is_kept = typed.is_valid() and _keep(request, opened, typed)
    if not request.htmx:
        return redirect(f"{opened.url}#a{indicator}")
    if is_kept:
        typed = Sheet(
            opened.framework,
            opened.assessment,
            user=request.user,
            indicators=opened.indicators,
        )
    context = {
        **_context(opened, typed),
        "row": typed.rows[indicator],
        "is_kept": is_kept,
        "has_file_changed": is_kept and _touches_file(request, typed.rows[indicator]),
        "now": clock.now(),
    }
    return render(request, "assessments/_saved.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def filing(request: Request, code: str, year: int) -> HttpResponse:
    """A last look at all answers; a post files them."""
    opened = open_sheet(request, code, year)
    request.reach.must(Right.ASSESS, code)
    if opened.assessment is None or opened.framework is None or opened.is_filed:
        return redirect(opened.url)
    found = opened.suggestions()
    rulebook = rulebook_on(Kind.TAMBON, clock.today(), code)
    filers = rulebook.wants.filers if rulebook else Line(Topic.FILERS)
    may = may_file(filers, request.reach.roles(Right.ASSESS, code))
    if request.method == "POST":
        if not may:
            raise PermissionDenied(f"ผู้ยื่นผลประเมินแทนศูนย์ฯ คือ{said(filers)} คำตอบของท่านเก็บไว้แล้ว")
        return _file(request, opened, found)
    shown = Sheet(
        opened.framework,
        opened.assessment,
        user=request.user,
        indicators=opened.indicators,
        suggestions=found,
    )
    more = {"rulebook": rulebook, "filers": filers, "may_file": may}
    return _show(request, opened, shown, "filing", **more)


def _file(request: Request, opened: Opened, found: Mapping[int, Suggestion]) -> HttpResponse:
    assert opened.assessment is not None
    try:
        actions.file_assessment(
            by=request.user,
            assessment=opened.assessment,
            at=clock.now(),
            seen=number(request.POST.get("seen", "")),
            computed={pk: each.frozen() for pk, each in found.items()},
        )
    except actions.Unanswered as refusal:
        messages.warning(request, str(refusal))
        return redirect(opened.url)
    except actions.Stale:
        messages.warning(request, _("มีคำตอบที่เปลี่ยนไประหว่างนี้ ดูอีกครั้งก่อนยื่น"))
        return redirect(request.path)
    messages.success(request, _("ยื่นผลประเมินแล้ว"))
    return redirect(opened.url)


def _no_centre(request: Request, missing: NoCentre) -> HttpResponse:
    """Where to begin when the tambon has no centre yet; still a page that is not there."""
    return render(request, "assessments/no_centre.html", {"area": missing.area}, status=404)


def _save(request: Request, opened: Opened, framework: Framework) -> HttpResponse:
    found = opened.suggestions()
    typed = Sheet(
        framework,
        opened.assessment,
        user=request.user,
        indicators=opened.indicators,
        data=request.POST,
        files=request.FILES,
        suggestions=found,
    )
    if not (typed.is_valid() and _keep(request, opened, typed)):
        typed.hold_uploads()
        return _show(request, opened, typed, "form")
    if "fact" in request.POST:
        return _use_fact(request, opened, typed)
    if request.POST.get("do") == "suggested":
        return _take_suggested(request, opened, typed)
    if request.POST.get("do") != "file":
        messages.success(request, _("บันทึกคำตอบแล้ว"))
        return redirect(opened.url)
    kept = Sheet(
        framework,
        opened.assessment,
        user=request.user,
        indicators=opened.indicators,
        suggestions=found,
    )
    if not (gaps := kept.gaps):
        return redirect("assessments:file", opened.centre.area_id, opened.year.number)
    kept.point_out_gaps(gaps)
    heading = _("บันทึกคำตอบแล้ว แต่ยังยื่นไม่ได้ ขาดอีก %(count)s ข้อ") % {"count": count(len(gaps))}
    return _show(request, opened, kept, "form", heading=heading)


def _use_fact(request: Request, opened: Opened, typed: Sheet) -> HttpResponse:
    """Let the record someone pressed stand as proof of its indicator."""
    pk, _dash, place = str(request.POST["fact"]).partition("-")
    row = typed.rows.get(number(pk) or 0)
    found = row.suggestion.basis if row and row.suggestion else ()
    chosen = number(place)
    if row is None or opened.assessment is None or chosen is None or chosen >= len(found):
        raise Http404
    actions.use_fact(
        by=request.user,
        assessment=opened.assessment,
        indicator=row.indicator,
        fact=found[chosen].text,
        link=found[chosen].link,
        at=clock.now(),
    )
    messages.success(request, _("ใช้ข้อเท็จจริงนี้เป็นหลักฐานแล้ว"))
    return redirect(f"{opened.url}#a{row.indicator.pk}")


def _take_suggested(request: Request, opened: Opened, typed: Sheet) -> HttpResponse:
    """Answer what has no answer yet with what the system computed."""
    assert opened.assessment is not None
    mine = opened.assessment.scores.of(Tier.SELF).in_bulk(field_name="pk").values()
    known = {each.indicator_id: each for each in mine}
    answers = {
        pk: actions.Answer(
            points=row.suggestion.points,
            note=known[pk].note if pk in known else "",
            edition=known[pk].edition if pk in known else 0,
            suggested=row.suggestion.points,
            basis=row.suggestion.note[:BASIS_LIMIT],
        )
        for pk, row in typed.rows.items()
        if row.suggestion
        and row.suggestion.points is not None
        and not (pk in known and given(known[pk]).value)
    }
    actions.save_scores(
        by=request.user, assessment=opened.assessment, answers=answers, at=clock.now()
    )
    told = _("ใช้คะแนนที่ระบบคิด %(count)s ข้อแล้ว ดูทุกข้อก่อนยื่น") % {"count": count(len(answers))}
    messages.success(request, told)
    return redirect(opened.url)


def _keep(request: Request, opened: Opened, typed: Sheet) -> bool:
    """Save what was typed, all of it or nothing; what keeps it from being saved is pointed out."""
    assert opened.framework is not None
    try:
        with transaction.atomic():
            if opened.assessment is None:
                opened.assessment = actions.start_assessment(
                    by=request.user,
                    centre=opened.centre,
                    framework=opened.framework,
                    fiscal_year=opened.year,
                )
            answers = {
                pk: _answer(request, opened, row)
                for pk, row in typed.bound.items()
                if row.form.cleaned_data["take"] != "theirs"
            }
            opened.assessment = actions.save_scores(
                by=request.user, assessment=opened.assessment, answers=answers, at=clock.now()
            )
    except actions.Stale as refusal:
        typed.point_out(refusal.scores)
        return False
    except actions.Closed:
        typed.is_too_late = True
        return False
    return True


def _answer(request: Request, opened: Opened, row: Row) -> actions.Answer:
    area, now = opened.centre.area, clock.now()
    files = [keep(by=request.user, area=area, upload=each, at=now) for each in row.form.uploads]
    return row.form.answer(files)


def _show(
    request: Request, opened: Opened, shown: Sheet, template: str, **more: Any
) -> HttpResponse:
    return render(request, f"assessments/{template}.html", {**_context(opened, shown), **more})


def _context(opened: Opened, shown: Sheet) -> dict[str, Any]:
    lines, returned = shown.lines, _returned(opened)
    for remark in returned.remarks.all() if returned else ():
        shown.rows[remark.indicator_id].remark = remark.text
    return {
        "opened": opened,
        "sheet": shown,
        "groups": shown.groups,
        "totals": shown.totals,
        "lines": lines,
        "heading": _("มี %(count)s จุดที่ต้องดูก่อน") % {"count": count(len(lines))},
        "has_errors": bool(lines),
        "last": _last_saved(opened.assessment),
        "returned": returned,
        "can_suggest": shown.suggested,
        "today": clock.today(),
    }


def _returned(opened: Opened) -> Step | None:
    """Why it is in the centre's hands again, with what to put right."""
    if opened.assessment is None or opened.state not in (State.RETURNED, State.REOPENED):
        return None
    mine = opened.assessment.steps.select_related("by").prefetch_related("remarks__indicator")
    return mine.order_by("number").last()


def _last_saved(assessment: Assessment | None) -> Event | None:
    if assessment is None:
        return None
    mine = Event.objects.filter(kind=Assessment._meta.label_lower, target=str(assessment.pk))
    return mine.order_by("place").last()


def _touches_file(request: Request, row: Row) -> bool:
    names = [row.form.add_prefix(name) for name in ("proof", "photo", "drop")]
    return any(name in request.FILES or name in request.POST for name in names)
