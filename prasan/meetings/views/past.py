"""Old meetings by workbook: taken along, sent back, looked over, recorded together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.meetings import actions
from prasan.meetings.actions import PastEntry
from prasan.meetings.forms.past import WorkbookForm
from prasan.meetings.models import PastList
from prasan.meetings.past import Past
from prasan.meetings.past_book import committees_of, workbook_of
from prasan.meetings.views.loading import say
from prasan.ui.words import count

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RECENT = 10


@login_required
@require_http_methods(["GET", "POST"])
def index(request: Request, code: str) -> HttpResponse:
    """Where the workbook is had and sent back; a post stages it and leads to its rows."""
    area = _area(request, code)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WorkbookForm(*posted)
    if form.is_valid():
        past = actions.receive_past(
            by=request.user,
            area=area,
            name=form.spreadsheet.name,
            content=form.content,
            cells=form.cells,
            at=clock.now(),
        )
        return redirect(past)
    lists = PastList.objects.standing().visible_to(request.reach).filter(area=area)
    context = {
        "area": area,
        "form": form,
        "lists": lists.select_related("received_by")[:RECENT],
        "committees": committees_of(area),
        "has_errors": bool(form.errors),
    }
    return render(request, "meetings/past_index.html", context)


@login_required
@require_safe
def workbook(request: Request, code: str) -> HttpResponse:
    """The workbook with the committees and their registers."""
    area = _area(request, code)
    name = content_disposition_header(True, f"การประชุมเก่า {area.title}.xlsx") or "attachment"
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(workbook_of(area, clock.today()), content_type=_XLSX, headers=headers)


@login_required
@require_http_methods(["GET", "POST"])
def detail(request: Request, pk: int) -> HttpResponse:
    """Every row as it was understood; a post records those that are ready, or gives the list up."""
    mine = PastList.objects.visible_to(request.reach).select_related("area", "received_by")
    past = get_object_or_404(mine, pk=pk)
    request.reach.must(Right.RECORD, past.area_id)
    found = Past(past, today=clock.today())
    if request.method == "POST":
        return _done(request, found)
    return render(request, "meetings/past.html", {"past": past, "found": found})


def _done(request: Request, found: Past) -> HttpResponse:
    past = found.past
    try:
        if request.POST.get("do") == "drop":
            actions.drop_past(by=request.user, past=past, at=clock.now())
            messages.success(request, _("ยกเลิกไฟล์แล้ว ไม่มีอะไรถูกบันทึก"))
            return redirect("meetings:past_index", past.area_id)
        recorded = actions.record_past(
            by=request.user,
            past=past,
            entries=_entries(found),
            today=clock.today(),
            at=clock.now(),
        )
    except ValidationError as refusal:
        say(request, refusal)
        return redirect(past)
    if recorded:
        told = _("บันทึกการประชุมเก่าแล้ว %(count)s ครั้ง แนบรายงานการประชุมที่หน้าแต่ละครั้งเพื่อให้นับ")
        messages.success(request, told % {"count": count(recorded)})
    else:
        messages.info(request, _("ไม่มีแถวใหม่ที่พร้อมบันทึก"))
    return redirect(past)


def _entries(found: Past) -> list[PastEntry]:
    return [
        PastEntry(
            line=row.line.pk,
            committee=row.committee,
            held=row.held,
            place=row.place,
            presences=row.presences,
            number=row.number,
            began=row.began,
            ended=row.ended,
        )
        for row in found.ready
        if row.committee is not None and row.held is not None
    ]


def _area(request: Request, code: str) -> Area:
    mine = Area.objects.filter(request.reach.q("code"), level__in=[Level.DISTRICT, Level.TAMBON])
    area = get_object_or_404(mine.select_related("parent__parent"), code=code)
    request.reach.must(Right.RECORD, code)
    return area
