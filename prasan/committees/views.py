"""The rulebooks committees are held to, with the source of every number."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.committees.models import Kind, Rulebook


@login_required
@require_http_methods(["GET"])
def rulebook(request: Request) -> HttpResponse:
    """What is wanted of each kind of committee today, where it comes from, who confirmed it."""
    newest = {
        book.kind: book
        for book in Rulebook.objects.on(clock.today()).select_related("confirmed_by")
    }
    books = [newest[kind] for kind in Kind.values if kind in newest]
    return render(request, "committees/rulebook.html", {"books": books, "now": clock.now()})
