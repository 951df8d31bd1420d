"""The rulebooks committees are held to: every number, its source, and who confirmed it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.areas.rules import NATION
from prasan.committees import actions
from prasan.committees.forms import ConfirmForm, RevisionForm, WithdrawForm, lines_of
from prasan.committees.models import Confirmation, Kind, Rulebook, RulebookLine
from prasan.committees.rulebooks import Rulebooks, as_line, confirmation_for
from prasan.committees.rules import in_force


@login_required
@require_safe
def rulebook(request: Request) -> HttpResponse:
    """What is wanted of each kind of committee today, where it comes from, who confirmed it."""
    here, today = _here(request.reach), clock.today()
    books = Rulebooks()
    found = [books.on(kind, today, here) for kind in Kind.values]
    context = {"books": [one for one in found if one], "kinds": Kind, "now": clock.now()}
    return render(request, "committees/rulebook.html", context)


@login_required
@require_safe
def version(request: Request, pk: int) -> HttpResponse:
    """One version, line by line; whoever may confirms them here."""
    book = _book(request, pk)
    here = _here(request.reach)
    versions = Rulebook.objects.visible_to(request.reach).filter(kind=book.kind)
    newest = in_force(versions, book.kind, clock.today(), here)
    context = {
        "book": book,
        "lines": [
            (line, as_line(line, here), confirmation_for(line.confirmations.all(), here))
            for line in book.lines.all()
        ],
        "is_in_force": newest is not None and newest.pk == book.pk,
        "newest": newest,
        "may_edit": request.reach.may_somewhere(Right.ADMINISTER),
        "now": clock.now(),
    }
    return render(request, "committees/version.html", context)


@login_required
@require_safe
def history(request: Request, pk: int) -> HttpResponse:
    """Every version of one kind, the newest first, and who confirmed what when."""
    mine = Rulebook.objects.visible_to(request.reach)
    kind = get_object_or_404(mine, pk=pk).kind
    books = mine.filter(kind=kind).for_history()
    acts = Confirmation.objects.select_related("line__rulebook", "area", "by", "withdrawn_by")
    seen = acts.filter(line__rulebook__in=books).order_by("-day", "-pk")
    context = {"kind": Kind(kind), "books": books, "acts": seen, "now": clock.now()}
    return render(request, "committees/history.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def revise(request: Request, pk: int) -> HttpResponse:
    """A new version: the old one stays for its own time."""
    book = _book(request, pk)
    area = _scope(request.reach, book)
    same = Rulebook.objects.filter(kind=book.kind).order_by("pk").last()
    form = RevisionForm(request.POST or None, rulebook=book, newest=same.pk if same else 0)
    lines = lines_of(book, request.POST or None)
    if form.is_valid() and lines.is_valid():
        known = {name: form.cleaned_data[name] for name in ("starts", "regulation", "because")}
        made = actions.revise_rulebook(
            by=request.user,
            rulebook=book,
            area=area,
            lines=lines.wanted,
            at=clock.now(),
            **known,
        )
        messages.success(request, _("บันทึกเกณฑ์ฉบับใหม่แล้ว ฉบับเดิมยังใช้กับวันก่อนหน้า"))
        return redirect(made)
    context = {
        "book": book,
        "area": area,
        "form": form,
        "lines": lines,
        "has_errors": form.is_bound,
    }
    return render(request, "committees/revise.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: Request, pk: int) -> HttpResponse:
    """Say that the clause was read and the line found so, or take that back."""
    line = _line(request, pk)
    area = _scope(request.reach, line.rulebook)
    code = area.code if area else NATION
    standing = confirmation_for(line.confirmations.all(), code)
    if standing:
        return _withdrawn(request, line, area, standing)
    form = ConfirmForm(request.POST or None, initial={"clause": line.clause})
    if form.is_valid():
        actions.confirm_line(
            by=request.user, line=line, area=area, day=clock.today(), **form.cleaned_data
        )
        messages.success(request, _("บันทึกการยืนยันแล้ว"))
        return redirect(line.rulebook)
    shown = as_line(line, code)
    context = {"line": line, "says": shown, "area": area, "form": form}
    return render(request, "committees/confirm.html", context)


def _withdrawn(
    request: Request, line: RulebookLine, area: Area | None, standing: Confirmation
) -> HttpResponse:
    """A line already confirmed: only whoever may speak for that area takes it back."""
    request.reach.must(Right.ADMINISTER, standing.area_id or NATION)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_confirmation(
            by=request.user, confirmation=standing, day=clock.today(), **form.cleaned_data
        )
        messages.success(request, _("ถอนการยืนยันแล้ว"))
        return redirect(line.rulebook)
    shown = as_line(line, area.code if area else NATION)
    context = {"line": line, "says": shown, "area": area, "form": form, "standing": standing}
    return render(request, "committees/confirm.html", context)


def _here(reach: Reach) -> str:
    """The smallest area around all that is in sight."""
    codes = reach.codes
    if not codes or NATION in codes:
        return NATION
    shared = min(codes, key=len)
    while shared and not all(code.startswith(shared) for code in codes):
        shared = shared[:-2]
    return shared or NATION


def _scope(reach: Reach, book: Rulebook) -> Area | None:
    """The area the reader speaks for about `book`: a province for itself, or all (None)."""
    if book.area:
        reach.must(Right.ADMINISTER, book.area.code)
        return book.area
    reach.must_somewhere(Right.ADMINISTER)
    if reach.may(Right.ADMINISTER, NATION):
        return None
    return Area.objects.get(pk=reach.holding(Right.ADMINISTER)[0])


def _book(request: Request, pk: int) -> Rulebook:
    lines = RulebookLine.objects.prefetch_related(_standing())
    mine = Rulebook.objects.visible_to(request.reach).for_history()
    return get_object_or_404(mine.prefetch_related(Prefetch("lines", lines)), pk=pk)


def _line(request: Request, pk: int) -> RulebookLine:
    books = Rulebook.objects.visible_to(request.reach)
    lines = RulebookLine.objects.filter(rulebook__in=books).select_related("rulebook__area")
    return get_object_or_404(lines.prefetch_related(_standing()), pk=pk)


def _standing() -> "Prefetch[str, QuerySet[Confirmation], str]":
    acts = Confirmation.objects.standing().select_related("by", "area")
    return Prefetch("confirmations", acts)
