"""Directives, their boards, and the list of who has not sent what."""

from collections.abc import Sequence
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS, TAMBON_DIGITS
from prasan.directives import presenting, wording
from prasan.directives.board import Board, Row, board, ready
from prasan.directives.models import Directive, Kind, Submission
from prasan.directives.reminding import all_owed
from prasan.directives.rules import State
from prasan.thai.collation import sort_key
from prasan.ui import words


def directive_in_sight(reach: Reach, pk: int) -> Directive:
    """The directive with its letter, or 404 outside reach."""
    mine = Directive.objects.visible_to(reach).select_related("letter__office__area", "root")
    return get_object_or_404(mine, pk=pk)


def district_in_sight(reach: Reach, directive: Directive, code: str) -> Area:
    """A district whose board the reader may open: in reach, and addressed."""
    addressed = Area.objects.filter(directives_received__directive=directive)
    return get_object_or_404(addressed.filter(reach.q("code")), code=code)


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Every directive in sight, newest first."""
    mine = Directive.objects.visible_to(request.reach).select_related("letter__office__area")
    counted = mine.annotate(
        districts=Count("addressees", distinct=True), due=Max("items__obligations__due")
    )
    page = Paginator(counted.order_by("-letter__dated", "-pk"), 50).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "may_direct": request.reach.may_somewhere(Right.DIRECT)}
    return render(request, "directives/index.html", context)


@login_required
@require_safe
def show(request: Request, pk: int) -> HttpResponse:
    """The board of a directive over all units in reach."""
    directive = directive_in_sight(request.reach, pk)
    found = board(directive, codes=request.reach.codes, day=clock.today())
    tambons_only = all(len(code) == TAMBON_DIGITS for code in request.reach.codes)
    rows = found.tambons() if tambons_only else found.districts()
    context = _context(request, found, rows, in_detail=tambons_only)
    return render(request, "directives/board.html", context)


@login_required
@require_safe
def district(request: Request, pk: int, code: str) -> HttpResponse:
    """The board of one district: itself and its tambons."""
    directive = directive_in_sight(request.reach, pk)
    area = district_in_sight(request.reach, directive, code)
    found = board(directive, codes=[code], day=clock.today())
    context = _context(request, found, found.within(code), in_detail=True)
    context |= {
        "district": area,
        "ready": len(list(ready(found))),
        "may_submit": request.reach.may(Right.SUBMIT, code),
        "may_hand": request.reach.may(Right.RECORD, code),
        "submissions": Submission.objects.filter(directive=directive.root or directive, area=area),
    }
    return render(request, "directives/district.html", context)


@login_required
@require_safe
def missing(request: Request, pk: int) -> HttpResponse:
    """Who has not sent what, as a list and as text for a chat group."""
    directive = directive_in_sight(request.reach, pk)
    found = board(directive, codes=request.reach.codes, day=clock.today())
    owed = all_owed(found)
    due = max((duty.due for duty in found.obligations if duty.due), default=None)
    text = wording.as_chat(directive.title, owed, day=found.day, due=due)
    context = {"directive": directive, "owed": owed, "text": text, "due": due, "now": clock.now()}
    return render(request, "directives/missing.html", context)


def _context(
    request: Request, found: Board, rows: Sequence[Row], *, in_detail: bool
) -> dict[str, object]:
    directive = found.directive
    link = _unit_page if in_detail else partial(_district_page, directive)
    lines = presenting.lines(found, rows, link=link, in_detail=in_detail)
    late = [line for line in lines if line.is_late]
    total = found.total
    due = max((duty.due for duty in found.obligations if duty.due), default=None)
    return {
        "directive": directive,
        "headings": presenting.headings(found.obligations),
        "lines": _chosen(request, lines),
        "all_count": len(lines),
        "late_count": len(late),
        "met_count": len(lines) - len(late),
        "span": len(found.obligations) + 2,
        "caption": _caption(found, total),
        "owed": sum(row.owed for row in rows),
        "days": max(0, (found.day - due).days) if due else 0,
        "is_of_districts": not in_detail,
        "total": list(zip(found.obligations, total.tallies, strict=True)),
        "delivered": _sent(found),
        "show": request.GET.get("show", ""),
        "q": request.GET.get("q", ""),
        "now": clock.now(),
        "due": due,
        "may_direct": request.reach.may(Right.DIRECT, directive.letter.office.area_id),
        "reminders": directive.reminders.select_related("letter__office"),
    }


def _caption(found: Board, total: Row) -> str:
    """What the numbers rest on: the day, how many units, how much of it is verified."""
    sent = _sent(found)
    verified = sum(count.verified for count in total.tallies)
    excused = sum(one.state in (State.WAIVED, State.NOT_EXPECTED) for one in total.standings)
    return gettext(
        "จำนวนที่ครบ / จำนวนที่ต้องมี · ข้อมูล ณ %(moment)s · %(units)s หน่วย "
        "· ส่งแล้ว %(sent)s ตรวจรับแล้ว %(verified)s · ยกเว้น %(excused)s รายการ"
    ) % {
        "moment": f"{words.short_day(clock.now())} {words.clock_time(clock.now())}",
        "units": words.count(len(found.units)),
        "sent": words.count(sent),
        "verified": words.count(verified),
        "excused": words.count(excused),
    }


def _sent(found: Board) -> int:
    """How many things to be sent have been sent; what is counted or kept is not sent."""
    columns = zip(found.obligations, found.total.tallies, strict=True)
    return sum(count.met for duty, count in columns if duty.kind == Kind.DELIVER)


def _chosen(request: Request, lines: list[presenting.Line]) -> list[presenting.Line]:
    """The lines the reader asked for: late or complete ones, and names like what was typed."""
    show, typed = request.GET.get("show"), sort_key(request.GET.get("q", ""))
    if show in ("late", "met"):
        lines = [line for line in lines if line.is_late == (show == "late")]
    wanted = request.GET.get("q", "").strip()
    if not wanted:
        return lines
    return [line for line in lines if wanted in line.area.name or typed == sort_key(line.area.name)]


def _district_page(directive: Directive, area: Area) -> str:
    """Where a line of the wide board leads: to the district's own."""
    return reverse("directives:district", args=[directive.pk, area.code])


def _unit_page(area: Area) -> str:
    """Where a line in detail leads: to the tambon, or to the district's own committee."""
    if len(area.code) == DISTRICT_DIGITS:
        return reverse("committees:detail", args=["district", area.code])
    return reverse("home:tambon", args=[area.code])
