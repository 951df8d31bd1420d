"""Looking for persons, and asking whether one is who a row means."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.orders.persons import known
from prasan.people.rules import NEW
from prasan.people.search import find

LISTED = 30


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Persons in sight whose name is like what was typed, with where they sit."""
    words = request.GET.get("q", "").strip()
    found = find(words, reach=request.reach, most=LISTED)
    may_record = request.reach.may_somewhere(Right.RECORD)
    context = {
        "words": words,
        "may_record": may_record,
        "known": known(found.matches, clock.today()),
        "elsewhere": found.elsewhere and may_record,
        "now": clock.now(),
    }
    return render(request, "orders/persons.html", context)


@login_required
@require_safe
def same(request: Request) -> HttpResponse:
    """Is this the same person? The ones a name may mean, to choose from.

    `name` as typed, `near` the code of the area it is typed for, `field` the name of the choice
    in the form around it, `who` what is chosen already.
    """
    request.reach.must_somewhere(Right.RECORD)
    words, near = request.GET.get("name", ""), request.GET.get("near", "")
    found = find(words, reach=request.reach, near=near)
    context = {
        "words": words.strip(),
        "known": known(found.matches, clock.today()),
        "elsewhere": found.elsewhere,
        "field": request.GET.get("field", "") or "who",
        "who": request.GET.get("who", ""),
        "new": NEW,
    }
    return render(request, "orders/_same_person.html", context)
