"""The centres: all of them, one district's, one centre, and where one is expected."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, AreaQuerySet, Level
from prasan.areas.rules import DISTRICT_DIGITS, NATION
from prasan.centres import actions
from prasan.centres.expected import unexpected
from prasan.centres.forms import CentreForm, ExpectationForm
from prasan.centres.listing import places
from prasan.centres.models import Centre
from prasan.centres.search import find
from prasan.centres.tallies import tallies, totals
from prasan.thai.digits import arabic

PAGE = 50


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The districts in sight with their centres, or what a search by name finds."""
    codes, words = request.reach.codes, request.GET.get("q", "").strip()
    if not words and len(codes) == 1 and len(codes[0]) == DISTRICT_DIGITS:
        return redirect("centres:district", codes[0])
    today = clock.today()
    found = find(words, reach=request.reach, day=today)
    listed = found.codes if words else _listed(request.reach)
    page = Paginator(listed, PAGE).get_page(arabic(request.GET.get("page", "1")))
    exempt = unexpected(codes, day=today)
    known = tallies(codes, exempt=exempt, day=today)
    areas = Area.objects.select_related("parent__parent", "centre").in_bulk(list(page))
    context = {
        "page": page,
        "places": places((areas[code] for code in page), exempt, known),
        "totals": totals(known),
        "words": words,
        "shows_where": bool(words) or len(codes) > 1 or codes == (NATION,),
        "nearest": found.nearest,
        "now": clock.now(),
    }
    return render(request, "centres/index.html", context)


@login_required
@require_safe
def district(request: Request, code: str) -> HttpResponse:
    """One district's own centre and those of its tambons."""
    mine = _areas(request.reach).filter(level=Level.DISTRICT)
    area = get_object_or_404(mine, code=code)
    today = clock.today()
    exempt = unexpected([code], day=today)
    known = tallies([code], exempt=exempt, day=today)
    tambons = Area.objects.within([code]).on(today).filter(level=Level.TAMBON)
    context = {
        "area": area,
        "own": places([area], exempt, known)[0],
        "places": places(tambons.select_related("centre"), exempt, {}),
        "tally": known.get(code),
        "may_record": request.reach.may(Right.RECORD, code),
        "may_administer": request.reach.may(Right.ADMINISTER, code),
        "now": clock.now(),
    }
    return render(request, "centres/district.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def centre(request: Request, code: str) -> HttpResponse:
    """Open the centre of one area, or put right what is known of it."""
    area = _one(request.reach, code)
    request.reach.must(Right.RECORD, code)
    known = Centre.objects.filter(area=area).first()
    form = CentreForm(request.POST or None, centre=known, today=clock.today())
    if form.is_valid():
        _save(request.user, area, known, form)
        messages.success(request, _("บันทึกข้อมูลศูนย์ฯ ของ%(area)sแล้ว") % {"area": area})
        return _home_of(area)
    return render(request, "centres/centre.html", {"area": area, "centre": known, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def expectation(request: Request, code: str) -> HttpResponse:
    """Whether a centre is expected in one area, with all that was said; a post says it anew."""
    area = _one(request.reach, code)
    if request.method == "POST":
        request.reach.must(Right.ADMINISTER, code)
    told = list(area.expectations.order_by("pk"))
    form = ExpectationForm(request.POST or None, area=area, told=told)
    if form.is_valid():
        actions.set_expectation(by=request.user, area=area, **form.facts)
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("centres:expectation", code)
    context = {
        "area": area,
        "form": form,
        "told": told[::-1],
        "exempt": unexpected([code], day=clock.today()).get(code),
        "may_administer": request.reach.may(Right.ADMINISTER, code),
        "sees_district": request.reach.sees(code[:DISTRICT_DIGITS]),
        "now": clock.now(),
    }
    return render(request, "centres/expectation.html", context)


def _listed(reach: Reach) -> list[str]:
    """Every district in sight, and the tambons of those who see only tambons."""
    alone = [code for code in reach.codes if len(code) > DISTRICT_DIGITS]
    districts = Q(level=Level.DISTRICT) & reach.q("code")
    areas = Area.objects.filter(districts | Q(code__in=alone)).on(clock.today())
    return list(areas.values_list("code", flat=True))


def _areas(reach: Reach) -> AreaQuerySet:
    return Area.objects.filter(reach.q("code")).select_related("parent__parent", "centre")


def _one(reach: Reach, code: str) -> Area:
    return get_object_or_404(_areas(reach), code=code, level__in=[Level.DISTRICT, Level.TAMBON])


def _save(by: User, area: Area, known: Centre | None, form: CentreForm) -> None:
    if known is None:
        actions.open_centre(by=by, area=area, **form.facts)
    else:
        actions.describe_centre(by=by, centre=known, **form.facts)


def _home_of(area: Area) -> HttpResponse:
    name = "centres:district" if area.level == Level.DISTRICT else "home:tambon"
    return redirect(name, area.code)
