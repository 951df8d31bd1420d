"""The whole site and one page more: twenty rows of one query in a bare table, behind the log-in.

The measure of bench.board: it goes through the same server, middleware, log-in and database.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from prasan.areas.models import Area

ROWS = Template(
    "<table>{% for area in areas %}<tr><td>{{ area.code }}</td><td>{{ area.title }}</td></tr>"
    "{% endfor %}</table>"
)


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Twenty rows, and nothing else that a page here has."""
    areas = Area.objects.filter(level="district").order_by("code")[:20]
    return HttpResponse(ROWS.render(Context({"areas": areas})))


urlpatterns = [path("bare/", bare), path("", include("prasan.urls"))]
