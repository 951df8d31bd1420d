"""A batch of letters: what is in it, its files, and that it went out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.jobs import actions as jobs
from prasan.jobs.models import Job
from prasan.letters import batches
from prasan.letters.actions import record_batch_sent
from prasan.letters.jobs import FILES
from prasan.letters.models import Batch, Letter
from prasan.letters.views.letters import as_file, has_certificate
from prasan.thai.digits import arabic
from prasan.ui.reader import THAI, digits

_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """The letters of a batch, whether they are signed and sent, and its files."""
    batch = _in_sight(request, pk)
    letters = Letter.objects.filter(batch=batch).order_by("number").select_related("office")
    shown = letters.prefetch_related("recipients", "signed_copies")
    page = Paginator(shown, _PAGE).get_page(arabic(request.GET.get("page", "1")))
    told = batches.told(batch)
    context = {
        "batch": batch,
        "told": told,
        "page": page,
        "files": {kept.ending: kept for kept in batch.files.all()},
        "first": letters.first(),
        "last": letters.last(),
        "job": _open_job(request, batch),
        "may_change": request.reach.may(Right.CORRESPOND, batch.office.area_id),
        "has_certificate": has_certificate(batch.office),
    }
    return render(request, "letters/batch.html", context)


@login_required
@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    """Let the files be made and lead to the job; the one under way is given again."""
    batch = _in_sight(request, pk)
    request.reach.must(Right.CORRESPOND, batch.office.area_id)
    count = batches.letters_of(batch).count()
    if not count:
        messages.error(request, _("หนังสือทุกฉบับในชุดนี้ยกเลิกแล้ว ไม่มีฉบับที่จะพิมพ์"))
        return redirect("letters:batch", batch.pk)
    return redirect(start_files(request, batch, count, begins_odd=request.POST.get("odd") == "1"))


def start_files(request: Request, batch: Batch, count: int, *, begins_odd: bool) -> Job:
    """The job that makes the files of a batch of `count` letters."""
    return jobs.start(
        by=request.user,
        kind=FILES,
        title=f"จัดทำไฟล์หนังสือ {count} ฉบับ {batch.subject}"[:200],
        area=batch.office.area,
        total=count,
        at=clock.now(),
        now=timezone.now(),
        arguments={"batch": batch.pk, "odd": begins_odd},
    )


@login_required
@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Record that the whole batch went out."""
    batch = _in_sight(request, pk)
    request.reach.must(Right.CORRESPOND, batch.office.area_id)
    count = record_batch_sent(by=request.user, batch=batch, at=clock.now())
    if count:
        messages.success(request, _("บันทึกว่าส่งแล้ว %(n)s ฉบับ") % {"n": count})
    return redirect("letters:batch", batch.pk)


@login_required
@require_safe
def file(request: Request, pk: int, ending: str) -> HttpResponseBase:
    """One file of a batch; back to its page when it is not there (any more)."""
    batch = _in_sight(request, pk)
    if ending == "xlsx":
        content = batches.workbook(batch, in_thai_digits=digits() == THAI)
        return as_file(content, _XLSX, batches.joined_name(batch, ending))
    kept = batch.files.filter(ending=ending).first()
    try:
        if kept is None:
            raise FileNotFoundError
        opened = kept.file.open("rb")
    except FileNotFoundError:
        messages.info(request, _("ยังไม่มีไฟล์นี้ หรือเก็บครบ 7 วันและลบแล้ว กดจัดทำไฟล์อีกครั้ง"))
        return redirect("letters:batch", batch.pk)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"}
    name = batches.joined_name(batch, ending)
    return FileResponse(opened, as_attachment=True, filename=name, headers=headers)


def _in_sight(request: Request, pk: int) -> Batch:
    mine = Batch.objects.visible_to(request.reach).select_related("office__area", "numbered_by")
    return get_object_or_404(mine, pk=pk)


def _open_job(request: Request, batch: Batch) -> Job | None:
    """The job of whoever looks that makes the files just now."""
    mine = Job.objects.open().filter(kind=FILES, by=request.user, area=batch.office.area)
    return next((job for job in mine if job.arguments.get("batch") == batch.pk), None)
