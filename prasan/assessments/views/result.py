from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.assessments import actions, workflow
from prasan.assessments.records import Record
from prasan.assessments.views.opened import Opened, number, open_sheet
from prasan.assessments.workflow import Move, Tier


def show_result(request: Request, opened: Opened) -> HttpResponse:
    """All three scores to read, what was done, and the way to what may be done now."""
    assert opened.assessment is not None
    record = Record.of(opened.assessment)
    context = {
        "opened": opened,
        "record": record,
        "tiers": list(Tier),
        "framework": opened.framework,
        "told": workflow.told(opened.state),
        "may_check": may_check(request, opened),
        "may_reopen": _may_reopen(request, opened),
        "may_confirm": may_confirm(request, opened),
        "today": clock.today(),
    }
    return render(request, "assessments/result.html", context)


@login_required
@require_POST
def confirming(request: Request, code: str, year: int, indicator: int) -> HttpResponse:
    """A second person agrees that a computed value is overruled."""
    opened = open_sheet(request, code, year)
    if not may_confirm(request, opened):
        raise PermissionDenied(_("หน้านี้เป็นหน้าที่ของกรรมการศูนย์ฯ หรือเจ้าหน้าที่ผู้รับผิดชอบ ท่านดูข้อมูลได้"))
    if opened.assessment is None:
        raise Http404
    score = get_object_or_404(opened.assessment.scores.of(Tier.SELF), indicator=indicator)
    try:
        actions.confirm(
            by=request.user,
            score=score,
            at=clock.now(),
            edition=number(request.POST.get("edition", "")),
        )
    except ValueError as refusal:
        messages.warning(request, str(refusal))
    except actions.Stale:
        messages.warning(request, _("ข้อนี้เพิ่งเปลี่ยนไป อ่านอีกครั้งแล้วจึงยืนยัน"))
    else:
        messages.success(request, _("ยืนยันเป็นคนที่สองแล้ว"))
    back = "assessments:check" if may_check(request, opened) else "assessments:sheet"
    return redirect(back, code, year)


def may_check(request: Request, opened: Opened) -> bool:
    """Whether it is the turn of a tier above the centre, and this reader's to take."""
    turn, code = opened.turn, opened.centre.area_id
    if turn is None or turn == Tier.SELF:
        return False
    return request.reach.may(workflow.right_to_score(turn), code)


def may_confirm(request: Request, opened: Opened) -> bool:
    """Anyone who may score here can be the second person; the action tells the two apart."""
    code = opened.centre.area_id
    return any(request.reach.may(right, code) for right in (Right.ASSESS, Right.VERIFY))


def _may_reopen(request: Request, opened: Opened) -> bool:
    rights = workflow.rights_for(Move.REOPENED, opened.state)
    return any(request.reach.may(right, opened.centre.area_id) for right in rights)
