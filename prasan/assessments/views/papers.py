"""The form of one centre on paper, filled or to be filled."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.assessments.form_paper import form
from prasan.assessments.models import Indicator
from prasan.assessments.records import Record
from prasan.assessments.views.opened import open_sheet
from prasan.assessments.views.results import KINDS, as_file


@login_required
@require_GET
def form_file(
    request: Request, code: str, year: int, ending: str, is_blank: bool = False
) -> HttpResponse:
    """The form with its answers; `is_blank`, or not begun yet, without any."""
    opened = open_sheet(request, code, year)
    if opened.framework is None or ending not in KINDS:
        raise Http404
    is_filled = opened.assessment is not None and not is_blank
    record = Record.of(opened.assessment) if opened.assessment and is_filled else None
    asked = [] if record else list(Indicator.objects.of_framework(opened.framework.pk))
    # An official paper is in Thai, whatever language its page is read in.
    with translation.override("th"):
        made = form(opened.centre, opened.framework, opened.year, record, asked, day=clock.today())
    set_, kind = KINDS[ending]
    return as_file(set_(made), kind, f"{'form' if record else 'blank'}-{code}-{year}.{ending}")
