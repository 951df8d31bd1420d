from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.assessments import actions, workflow
from prasan.assessments.checks import Check
from prasan.assessments.views.opened import Opened, open_sheet
from prasan.assessments.views.result import may_confirm
from prasan.assessments.workflow import Tier


@login_required
@require_http_methods(["GET", "POST"])
def checking(request: Request, code: str, year: int) -> HttpResponse:
    """The district, or the province, looks at every answer: agrees, scores otherwise, or gives
    the sheet back with what to put right."""
    opened = open_sheet(request, code, year)
    turn = opened.turn
    right = workflow.right_to_score(turn) if turn else Right.DECIDE
    request.reach.must(right if turn != Tier.SELF else Right.VERIFY, code)
    if opened.assessment is None or turn is None or turn == Tier.SELF:
        return redirect(opened.url)
    check = Check(opened.assessment, turn, request.POST or None)
    if request.method == "POST" and check.is_valid():
        done = _do(request, opened, check)
        if done is not None:
            return done
    return render(request, "assessments/check.html", _context(request, opened, check))


def _context(request: Request, opened: Opened, check: Check) -> dict[str, Any]:
    back = _("ส่งกลับให้ศูนย์ฯ แก้") if check.tier == Tier.DISTRICT else _("ส่งกลับให้อำเภอตรวจใหม่")
    agree = _("ยืนยันผลตรวจ") if check.tier == Tier.DISTRICT else _("รับรองผล")
    return {
        "opened": opened,
        "framework": opened.framework,
        "check": check,
        "record": check.record,
        "lines": check.problems,
        "has_errors": bool(check.problems),
        "agree": agree,
        "back": back,
        "may_confirm": may_confirm(request, opened),
        "today": clock.today(),
    }


def _do(request: Request, opened: Opened, check: Check) -> HttpResponse | None:
    """What was asked for; None when something keeps it, which the page then tells."""
    assert opened.assessment is not None
    do, by, now = request.POST.get("do"), request.user, clock.now()
    assessment = opened.assessment
    try:
        if do == "back":
            return _give_back(request, opened, check)
        # Both or neither: the page that tells what is missing must not be an older one by then.
        with transaction.atomic():
            actions.save_scores(
                by=by, assessment=assessment, tier=check.tier, answers=check.answers, at=now
            )
            if do == "agree":
                actions.agree(by=by, assessment=assessment, tier=check.tier, at=now)
    except (actions.Unreasoned, actions.Unconfirmed) as refusal:
        check.point_out(refusal.numbers, str(refusal))
        return None
    except actions.Stale:
        check.problems.append(("", _("มีผู้บันทึกใหม่กว่าหน้าที่เปิดอยู่ เปิดหน้านี้ใหม่แล้วดูอีกครั้ง")))
        return None
    except actions.Closed as refusal:
        messages.warning(request, str(refusal))
        return redirect(opened.url)
    if do != "agree":
        messages.success(request, _("บันทึกแล้ว ยังไม่ยืนยัน"))
        return redirect("assessments:check", opened.centre.area_id, opened.year.number)
    told = _("ยืนยันผลตรวจแล้ว") if check.tier == Tier.DISTRICT else _("รับรองผลแล้ว")
    messages.success(request, told)
    return redirect(opened.url)


def _give_back(request: Request, opened: Opened, check: Check) -> HttpResponse | None:
    assert opened.assessment is not None
    if not check.reason:
        check.problems.append(("reason", _("เขียนสั้น ๆ ว่าส่งกลับเพราะอะไร")))
        return None
    act = actions.return_assessment if check.tier == Tier.DISTRICT else actions.send_back
    act(
        by=request.user,
        assessment=opened.assessment,
        reason=check.reason,
        remarks=check.remarks,
        at=clock.now(),
    )
    messages.success(request, _("ส่งกลับแล้ว พร้อมข้อที่ต้องแก้"))
    return redirect(opened.url)
