"""A tambon's plan as a paper."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.centres.models import Centre
from prasan.letters import typesetting
from prasan.plans import presenting, rules
from prasan.plans.actions.plans import newest_version
from prasan.plans.facts import strong_facts
from prasan.plans.models import Plan
from prasan.plans.papers import tambon_paper
from prasan.plans.priorities import in_order, standing_order
from prasan.plans.views.loading import tambon_of
from prasan.thai.calendar import FiscalYear

_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@login_required
@require_safe
def paper(request: Request, code: str, ending: str) -> HttpResponse:
    """The plan in force of a tambon, with what came of its projects, to be handed round."""
    area, day = tambon_of(request, code), clock.today()
    mine = Plan.objects.filter(area=area).of_tambons()
    year = FiscalYear.of(day)
    found = mine.covering(year).select_related("area").order_by("-first_year", "kind")
    plan = found.first()
    version = newest_version(plan) if plan else None
    order = standing_order(version) if version else None
    lines = presenting.project_lines(plan, version, day) if plan and version else []
    centre = Centre.objects.filter(area=area).select_related("area").first()
    missions = list(centre.missions.on(day).order_by("starts", "pk")) if centre else []
    standing = rules.strong_tambon(strong_facts(mine, day).get(code, []), year, day)
    made = tambon_paper(
        area,
        plan,
        version,
        in_order(lines, order),
        standing,
        day,
        order=order,
        centre=centre,
        missions=missions,
    )
    content = typesetting.pdf(made) if ending == "pdf" else typesetting.docx(made)
    name = content_disposition_header(True, f"{made.title}.{ending}") or "attachment"
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=_KINDS[ending], headers=headers)
