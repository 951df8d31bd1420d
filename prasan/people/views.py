"""The telephone number of a person, whole."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.people import actions
from prasan.people.models import Person
from prasan.thai.phones import format_phone


@login_required
@require_http_methods(["POST"])
def contact(request: Request, pk: int) -> HttpResponse:
    """The number, after the look was recorded; a post, so that no robot or link looks by chance."""
    person = get_object_or_404(Person.objects.visible_to(request.reach), pk=pk)
    request.reach.must(Right.CONTACT, person.area_id)
    phone = actions.see_contact(by=request.user, person=person)
    context = {"person": person, "phone": format_phone(phone), "digits_only": phone}
    template = "people/_contact.html" if request.htmx else "people/contact.html"
    return render(request, template, context)
