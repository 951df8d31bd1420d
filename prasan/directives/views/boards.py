"""Directives, their boards, and the list of who has not sent what."""

from collections.abc import Sequence
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level, within
from prasan.areas.rules import DISTRICT_DIGITS, NATION, PROVINCE_DIGITS, TAMBON_DIGITS
from prasan.directives import deriving, presenting, wording
from prasan.directives.board import Board, Row, board, ready
from prasan.directives.levels import levels
from prasan.directives.models import Directive, Kind, Obligation, Submission
from prasan.directives.reminding import all_owed
from prasan.directives.roll_up import Nation, over_nation
from prasan.directives.rules import State, Tally
from prasan.thai.collation import sort_key
from prasan.ui import words

# How many seconds a page counts; what is left it counts when it asks again. Source: ours.
PATIENCE = 0.5


def directive_in_sight(reach: Reach, pk: int) -> Directive:
    """The directive with its letter, or 404 outside reach."""
    mine = Directive.objects.visible_to(reach).select_related(
        "letter__office__area", "root", "parent"
    )
    return get_object_or_404(mine, pk=pk)


def district_in_sight(reach: Reach, directive: Directive, code: str) -> Area:
    """A district whose board the reader may open: in reach, and addressed itself, inside an
    addressed province, or with tambons that are."""
    area = get_object_or_404(Area.objects.filter(reach.q("code"), level=Level.DISTRICT), code=code)
    around = Q(area__in=[code[:PROVINCE_DIGITS], code]) | within([code], field="area")
    if not directive.addressees.filter(around).exists():
        raise Http404
    return area


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
    units = [one.area for one in directive.addressees.select_related("area")]
    codes = _asked_for(request)
    provinces = [unit for unit in units if unit.level == Level.PROVINCE]
    found: Board | Nation
    if NATION in codes and len(provinces) == len(units) > 0:
        found = over_nation(directive, day=clock.today(), seconds=PATIENCE)
        if not found.is_whole:
            counted = {"directive": directive, "counted": len(found.provinces), "of": found.asked}
            return render(request, "directives/counting.html", counted)
        context = _of_nation(request, found)
    else:
        found = board(directive, codes=codes, day=clock.today())
        in_detail = all(len(code) == TAMBON_DIGITS for code in codes) or all(
            len(unit.code) == TAMBON_DIGITS for unit in units
        )
        if in_detail:
            rows = found.tambons()
        else:
            rows = found.of(provinces) if NATION in codes and provinces else found.districts()
        context = _context(request, found, rows, in_detail=in_detail)
    seen = [unit for unit in units if request.reach.sees(unit.code)]
    context |= {
        "levels": levels(found, seen),
        "units": deriving.unit_name(directive.letter.office.area_id),
        "may_pass": bool(passing_codes(request.reach, directive)),
        "may_keep": request.reach.may_at(Right.PASS, directive.letter.office.area_id),
        "is_of_provinces": bool(provinces) and NATION in codes,
    }
    return render(request, "directives/board.html", context)


def _asked_for(request: Request) -> tuple[str, ...]:
    """The areas shown: those in reach, or the one of them the reader asked for."""
    asked = request.GET.get("area", "")
    is_code = asked.isascii() and asked.isdigit()
    return (asked,) if is_code and request.reach.sees(asked) else request.reach.codes


def passing_codes(reach: Reach, directive: Directive) -> list[str]:
    """The areas a directive is addressed to for which the reader may pass it down; one query."""
    if directive.revoked_at is not None:
        return []
    held = [code for code in reach.holding(Right.PASS) if len(code) <= DISTRICT_DIGITS]
    addressed = directive.addressees.filter(area__in=held).values_list("area", flat=True)
    return list(addressed) if held else []


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
        "may_submit": request.reach.may(Right.SUBMIT, code)
        and directive.addressees.filter(area=code).exists(),
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
    link = _unit_page if in_detail else partial(_district_page, found.directive)
    lines = presenting.lines(found, rows, link=link, in_detail=in_detail)
    columns = list(zip(found.obligations, found.total.tallies, strict=True))
    excused = sum(one.state in (State.WAIVED, State.NOT_EXPECTED) for one in found.total.standings)
    caption = _caption(columns, units=len(found.units), excused=excused)
    context = _of_lines(request, found.directive, lines, columns, caption)
    return context | {"is_of_districts": not in_detail}


def _of_nation(request: Request, found: Nation) -> dict[str, object]:
    link = partial(_district_page, found.directive)
    lines = presenting.lines_of_provinces(found.obligations, found.provinces, link=link)
    columns = [(duty, found.total[duty.pk]) for duty in found.obligations]
    units = sum(one.units for one in found.provinces)
    caption = _caption(columns, units=units, excused=sum(one.excused for one in found.provinces))
    context = _of_lines(request, found.directive, lines, columns, caption)
    return context | {"is_of_districts": True}


def _of_lines(
    request: Request,
    directive: Directive,
    lines: list[presenting.Line],
    columns: list[tuple[Obligation, Tally]],
    caption: str,
) -> dict[str, object]:
    late = [line for line in lines if line.is_late]
    obligations = [duty for duty, _ in columns]
    due = max((duty.due for duty in obligations if duty.due), default=None)
    return {
        "directive": directive,
        "headings": presenting.headings(obligations),
        "lines": _chosen(request, lines),
        "all_count": len(lines),
        "late_count": len(late),
        "met_count": len(lines) - len(late),
        "span": len(obligations) + 2,
        "caption": caption,
        "owed": sum(line.owed for line in lines),
        "days": max(0, (clock.today() - due).days) if due else 0,
        "total": columns,
        "delivered": _sent(columns),
        "show": request.GET.get("show", ""),
        "q": request.GET.get("q", ""),
        "now": clock.now(),
        "due": due,
        "may_direct": request.reach.may(Right.DIRECT, directive.letter.office.area_id),
        "reminders": directive.reminders.select_related("letter__office"),
    }


def _caption(columns: Sequence[tuple[Obligation, Tally]], *, units: int, excused: int) -> str:
    """What the numbers rest on: the day, how many units, how much of it is verified."""
    return gettext(
        "จำนวนที่ครบ / จำนวนที่ต้องมี · ข้อมูล ณ %(moment)s · %(units)s หน่วย "
        "· ส่งแล้ว %(sent)s ตรวจรับแล้ว %(verified)s · ยกเว้น %(excused)s รายการ"
    ) % {
        "moment": f"{words.short_day(clock.now())} {words.clock_time(clock.now())}",
        "units": words.count(units),
        "sent": words.count(_sent(columns)),
        "verified": words.count(sum(count.verified for _, count in columns)),
        "excused": words.count(excused),
    }


def _sent(columns: Sequence[tuple[Obligation, Tally]]) -> int:
    """How many things to be sent have been sent; what is counted or kept is not sent."""
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
    """Where a line of the wide board leads: to the district's own, or to a province's part."""
    if area.level == Level.PROVINCE:
        return f"{reverse('directives:board', args=[directive.pk])}?area={area.code}"
    return reverse("directives:district", args=[directive.pk, area.code])


def _unit_page(area: Area) -> str:
    """Where a line in detail leads: to the tambon, or to the district's own committee."""
    if len(area.code) == DISTRICT_DIGITS:
        return reverse("committees:detail", args=["district", area.code])
    return reverse("home:tambon", args=[area.code])
