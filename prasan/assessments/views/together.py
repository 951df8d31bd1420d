from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.areas.models import Area, Level
from prasan.assessments import actions, batches, workflow
from prasan.assessments.actions import Look
from prasan.assessments.actions.proofs import load_files, standing_of
from prasan.assessments.records import given_at
from prasan.assessments.views.opened import FIRST_YEAR
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear


@login_required
@require_http_methods(["GET", "POST"])
def together(request: Request, code: str, year: int) -> HttpResponse:
    """A district verifies, or a province accepts, all that waits, after a look at a sample."""
    areas = Area.objects.filter(request.reach.q("code"), level__in=batches.TIERS)
    area = get_object_or_404(areas, code=code)
    if not FIRST_YEAR <= year <= FiscalYear.of(clock.today()).number:
        raise Http404
    tier = batches.TIERS[Level(area.level)]
    request.reach.must(workflow.right_to_score(tier), code)
    looks, problems = _looks(request.POST)
    if request.method == "POST" and not problems:
        try:
            batch, left_out = actions.agree_together(
                by=request.user,
                area=area,
                fiscal_year=FiscalYear(year),
                tier=tier,
                looks=looks,
                at=clock.now(),
            )
        except actions.Redrawn as refusal:
            problems = [str(refusal)]
        else:
            return _done(request, area, year, batch is not None, left_out)
    return render(
        request, "assessments/together.html", _context(request, area, year, tier, problems)
    )


def _context(
    request: Request, area: Area, year: int, tier: Tier, problems: list[str]
) -> dict[str, Any]:
    drawn = batches.draw([area.code], FiscalYear(year), tier)
    proofs = standing_of(each.assessment_id for each in drawn.sample)
    load_files(proofs.values())
    given = given_at(each.assessment_id for each in drawn.sample)
    return {
        "area": area,
        "year": FiscalYear(year),
        "tier": tier,
        "drawn": drawn,
        "sample": [
            {
                "score": each,
                "proofs": proofs.get((each.assessment_id, each.indicator_id), []),
                "given_at": given.get(each.assessment_id),
                "meaning": each.indicator.meaning_of(each.points),
                "look": request.POST.get(f"look{each.pk}", ""),
                "note": request.POST.get(f"note{each.pk}", ""),
            }
            for each in drawn.sample
        ],
        "lines": [("", text) for text in problems],
        "has_errors": bool(problems),
        "verb": _("ยืนยันผลตรวจ") if tier == Tier.DISTRICT else _("รับรองผล"),
        "today": clock.today(),
    }


def _looks(post: Mapping[str, str]) -> tuple[dict[int, Look], list[str]]:
    """What was found in each answer drawn, and what is still missing."""
    looks, problems = {}, []
    for name, found in post.items():
        key = name.removeprefix("look")
        if name == key or not key.isdecimal() or found not in ("yes", "no"):
            continue
        note = " ".join(post.get(f"note{key}", "").split())[:300]
        if found == "no" and not note:
            problems.append(_("ข้อที่ไม่เห็นด้วย เขียนเหตุผลสั้น ๆ"))
        looks[int(key)] = Look(is_agreed=found == "yes", note=note)
    if post and not looks:
        problems.append(_("ดูข้อที่สุ่มให้ครบก่อน แล้วเลือกว่าเห็นด้วยหรือไม่"))
    return looks, problems[:1]


def _done(
    request: Request, area: Area, year: int, is_any: bool, left_out: list[Any]
) -> HttpResponse:
    if not is_any:
        messages.warning(request, _("ไม่มีผลประเมินที่รออยู่แล้ว"))
    elif left_out:
        names = " ".join(str(each.centre) for each in left_out)
        told = _("บันทึกแล้ว เว้นไว้ตรวจเอง %(names)s") % {"names": names}
        messages.success(request, told)
    else:
        messages.success(request, _("บันทึกแล้วทุกศูนย์ฯ"))
    return redirect(f"{reverse('assessments:index')}?year={year}&area={area.code}")
