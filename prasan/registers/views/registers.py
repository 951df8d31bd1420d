"""The register of an area: on the screen which, and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.committees.models import Kind
from prasan.committees.rules import fits
from prasan.letters import typesetting
from prasan.orders.rolls import asked_day
from prasan.registers import actions, documents
from prasan.registers.register import Register, register_of
from prasan.registers.views.downloads import PDF, attachment
from prasan.registers.workbook import workbook_of
from prasan.thai.calendar import format_short
from prasan.ui.reader import THAI, digits

LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.TAMBON)


@login_required
@require_http_methods(["GET"])
def area(request: Request, code: str) -> HttpResponse:
    """Which register of an area: of which committees, on which day, as what."""
    area = _area(request, code)
    today = clock.today()
    day, problem = asked_day(request.GET.get("on", ""), today)
    kind = _kind(request, area)
    context = {
        "area": area,
        "register": register_of(area, day, kind=kind, with_phones=False),
        "kinds": [one for one in Kind if area.level != Level.TAMBON or fits(one, area.level)],
        "kind": kind,
        "day": day,
        "day_typed": request.GET.get("on", ""),
        "day_problem": problem,
        "may_call": request.reach.may(Right.CONTACT, code),
        "may_record": request.reach.may(Right.RECORD, code),
        "query": request.GET.urlencode(),
    }
    return render(request, "registers/area.html", context)


@login_required
@require_http_methods(["GET"])
def excel(request: Request, code: str) -> HttpResponse:
    """The register as a spreadsheet."""
    register = _taken(request, code)
    in_thai_digits = digits() == THAI
    content = documents.workbook(register, in_thai_digits=in_thai_digits)
    return attachment(content, f"{_name(register)}.xlsx")


@login_required
@require_http_methods(["GET"])
def pdf(request: Request, code: str) -> HttpResponse:
    """The register as an official paper."""
    register = _taken(request, code)
    content = typesetting.pdf(documents.paper(register), words=_names(register))
    return attachment(content, f"{_name(register)}.pdf", PDF)


def _taken(request: Request, code: str) -> Register:
    """The register that is asked for; one with telephone numbers is noted as taken along."""
    area = _area(request, code)
    day, problem = asked_day(request.GET.get("on", ""), clock.today())
    if problem:
        raise Http404
    kind = _kind(request, area)
    may_call = request.reach.may(Right.CONTACT, code) and bool(request.GET.get("phones"))
    register = register_of(area, day, kind=kind, with_phones=may_call)
    if may_call:
        actions.note_taken(by=request.user, area=area, day=day, members=register.members)
    return register


def _area(request: Request, code: str) -> Area:
    mine = Area.objects.within(request.reach.codes).filter(level__in=LEVELS)
    return get_object_or_404(mine.select_related("parent__parent"), code=code)


def _kind(request: Request, area: Area) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in set(Kind) else ""


def _name(register: Register) -> str:
    return f"{register.title} {format_short(register.day)}"


def _names(register: Register) -> set[str]:
    """Names of persons, which no line may part."""
    return {word for body in register.bodies for one in body.entries for word in one.name.split()}


@login_required
@require_http_methods(["GET"])
def workbook(request: Request, code: str) -> HttpResponse:
    """The workbook of an area, pre-filled, to be corrected and sent back; it holds numbers."""
    area = _area(request, code)
    request.reach.must(Right.RECORD, code)
    today = clock.today()
    content = workbook_of(area, today)
    actions.note_taken(by=request.user, area=area, day=today, members=None)
    return attachment(content, f"สมุดงานทะเบียน {area.title} {format_short(today)}.xlsx")
