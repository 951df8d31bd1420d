"""The whole site and one page more: twenty rows of one query in a bare table, behind the log-in.

The measure of bench.board: it goes through the same server, middleware, log-in and database.
"""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from prasan.areas.models import Area
from prasan.audit import log

ROWS = Template(
    "<table>{% for area in areas %}<tr><td>{{ area.code }}</td><td>{{ area.title }}</td></tr>"
    "{% endfor %}</table>"
)


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Twenty rows, and nothing else that a page here has."""
    areas = Area.objects.filter(level="district").order_by("code")[:20]
    return HttpResponse(ROWS.render(Context({"areas": areas})))


@login_required
@transaction.atomic
def event(request: HttpRequest) -> HttpResponse:
    """Lets something happen in the province, so that its boards are computed anew."""
    area = Area.objects.get(code="52")
    log.record(by="bench", verb="bench.happened", target=area, area=area.code, summary="วัดเวลา")
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), path("event/", event), path("", include("prasan.urls"))]
