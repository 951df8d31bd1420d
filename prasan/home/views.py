"""The front page, a tambon at a glance, the phone's menu, and the notices."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.directives.models import Addressee, Directive
from prasan.home import desk
from prasan.home import tambon as glance
from prasan.home.week import monday
from prasan.home.week import week as glance_at_week
from prasan.plans.news import news as plan_news

# Weeks further off than this hold nothing we know.
_FAR = 370


@login_required
@require_safe
def front(request: Request) -> HttpResponse:
    """What I owe and by when, what waits for me, what changed."""
    today, reach = clock.today(), request.reach
    found = desk.summaries(reach, today)
    newest = next((one for one in found if one.late), found[0] if found else None)
    sending, ready = desk.to_send(found, reach)
    context = {
        "summaries": found,
        "newest": newest,
        "duties": desk.own_duties(newest, reach) if newest else [],
        "sending": sending,
        "ready": ready,
        "to_receive": desk.to_receive(reach),
        "to_judge": desk.to_judge(reach),
        "to_check": desk.to_check(reach),
        "drafts": desk.drafts(reach),
        "jobs": desk.jobs(reach, request.user, clock.now()),
        "unread": desk.unread(request.user),
        "news": plan_news(reach, request.user, clock.now()),
        "coming": desk.coming(reach, today),
        "changes": desk.changes(reach, request.user),
        "areas": Area.objects.filter(code__in=reach.codes),
        "may_direct": reach.may_somewhere(Right.DIRECT),
        "may_administer": reach.may_somewhere(Right.ADMINISTER),
        "now": clock.now(),
    }
    return render(request, "home/front.html", context)


@login_required
@require_safe
def tambon(request: Request, code: str) -> HttpResponse:
    """One tambon: what it owes, who sits, how it meets, how strong it is, what it plans."""
    mine = Area.objects.filter(request.reach.q("code"), level=Level.TAMBON)
    area = get_object_or_404(mine.select_related("parent__parent", "centre"), code=code)
    today = clock.today()
    newest = Directive.objects.at_hand(request.reach).select_related("letter__office__area", "root")
    around = [area.code[:digits] for digits in (2, 4, 6)]
    asked = newest.filter(pk__in=Addressee.objects.filter(area__in=around).values("directive"))
    owing = glance.owing(list(asked[: glance.DIRECTIVES]), area, today)
    offices = {one.directive.letter.office.area_id for one in owing}
    context = {
        "area": area,
        "owing": owing,
        "committees": glance.committees(area, today),
        "centre": glance.centre(area, today),
        "may_record": request.reach.may(Right.RECORD, code),
        # Who gave a directive may excuse from it, and no tier above.
        "keeps": [one for one in offices if request.reach.may_at(Right.PASS, one)],
        "sees_district": request.reach.sees(area.code[:-2]),
        "now": clock.now(),
        **glance.figures(area, today),
    }
    return render(request, "home/tambon.html", context)


@login_required
@require_safe
def week(request: Request) -> HttpResponse:
    """One's week, this one or another by the day it is asked for."""
    today = clock.today()
    first = monday(_day_asked_for(request.GET.get("from", ""), today))
    context = {
        "week": glance_at_week(request.reach, request.user, first=first, today=today),
        "before": first - timedelta(days=7),
        "after": first + timedelta(days=7),
        "today": today,
        "is_this": first == monday(today),
        "now": clock.now(),
    }
    return render(request, "home/week.html", context)


@login_required
@require_safe
def menu(request: Request) -> HttpResponse:
    """Everything the bar under the thumb has no room for."""
    context = {
        "section": "menu",
        "may_direct": request.reach.may_somewhere(Right.DIRECT),
        "may_administer": request.reach.may_somewhere(Right.ADMINISTER),
        "may_see_trail": any(
            request.reach.may_somewhere(right) for right in (Right.ADMINISTER, Right.DIRECT)
        ),
    }
    return render(request, "home/menu.html", context)


@require_safe
def notices(request: Request) -> HttpResponse:
    """Where the data comes from, and under which licences."""
    return render(request, "home/notices.html")


def _day_asked_for(text: str, today: date) -> date:
    """The day of an address, 2024-11-05; today for anything else."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if abs((asked - today).days) <= _FAR else today
