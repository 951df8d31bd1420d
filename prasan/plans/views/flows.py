"""What came of the projects that tambons sent up: a picture with its table."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.areas.models import Area
from prasan.areas.rules import TAMBON_DIGITS
from prasan.plans.flows import Asked
from prasan.plans.models import PlanLevel
from prasan.plans.presenting import state_shown
from prasan.plans.roll_up import rolled_up
from prasan.plans.rules import State
from prasan.plans.rules.flow import NOT_SENT, total, totals
from prasan.plans.sankey import sankey
from prasan.plans.tags import STRONG
from prasan.plans.views.books import LEVELS
from prasan.thai.calendar import FiscalYear
from prasan.ui.templatetags.ui import baht, count

# What the ribbons tell, as the address asks: money, else how many.
MONEY = "money"
# How many seconds a page counts; what is left it counts when it asks again. Source: ours.
PATIENCE = 0.5


@login_required
@require_safe
def flows(request: Request, code: str) -> HttpResponse:
    """The flow of an area: from its tambons to the plans that took their projects in, by state."""
    area = get_object_or_404(Area.objects.filter(request.reach.q("code")), pk=code)
    year, day = FiscalYear.of(clock.today()), clock.today()
    tag = STRONG if request.GET.get("tag") == STRONG else ""
    by_money = request.GET.get("by") == MONEY
    found = rolled_up(Asked(area.code, year, day, tag), seconds=PATIENCE)
    if not found.is_whole:
        context = {"area": area, "counted": found.counted, "of": found.of}
        return render(request, "plans/flow_counting.html", context)
    streams = found.streams
    inner = Area.objects.filter(parent=area).on(day).order_by("name_sort", "code")
    context = {
        "area": area,
        "year": year,
        "lines": [(level_name(one.level), state_name(one.state), one) for one in streams],
        "levels": [
            (level_name(key), held) for key, held in totals(streams, lambda one: one.level).items()
        ],
        "total": total(streams),
        "granted": found.granted,
        "picture": sankey(
            streams,
            weight=(lambda one: one.asked) if by_money else (lambda one: Decimal(one.count)),
            level=level_name,
            state=state_name,
            told=_in_baht if by_money else _in_pieces,
        ),
        "by_money": by_money,
        "strong": STRONG,
        "tag": tag,
        "has_book": area.level in LEVELS,
        "inner": inner if len(area.code) < TAMBON_DIGITS else [],
        "now": clock.now(),
    }
    return render(request, "plans/flow.html", context)


def level_name(level: str) -> str:
    """The name of a level of plans, or that nothing was sent."""
    return _("ยังไม่เสนอแผนใด") if level == NOT_SENT else _(str(PlanLevel(level).label))


def state_name(state: str) -> str:
    """The name of where proposals stand."""
    return _("อยู่ในแผนตำบล") if state == NOT_SENT else _(state_shown(State(state)).label)


def _in_pieces(number: str) -> str:
    return _("%(n)s โครงการ") % {"n": count(int(Decimal(number)))}


def _in_baht(number: str) -> str:
    return baht(Decimal(number))
