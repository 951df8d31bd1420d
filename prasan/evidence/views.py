"""One piece of evidence: what it is, and the file itself."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from prasan.accounts.middleware import Request
from prasan.evidence.models import Evidence, FileKind

_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Whatever slipped through the inspection may not act in our name. The sandbox would stop the
# browser's own PDF reader, so a PDF that is looked at goes without it, with all else forbidden.
_SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
_READER = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@login_required
@require_GET
def view(request: Request, pk: int) -> HttpResponse:
    """What the file is, when it came, and a look at it."""
    evidence = _mine(request, pk)
    is_there = evidence.file.storage.exists(str(evidence.file))
    return render(request, "evidence/view.html", {"evidence": evidence, "is_there": is_there})


@login_required
@require_GET
def download(request: Request, pk: int) -> HttpResponseBase:
    """The file: to keep, or with `?look` to look at in the browser."""
    evidence = _mine(request, pk)
    kind = FileKind(evidence.kind)
    is_looked_at = "look" in request.GET and kind != FileKind.XLSX
    try:
        content = evidence.file.open("rb")
    except FileNotFoundError:
        return redirect(evidence)
    return FileResponse(
        content,
        as_attachment=not is_looked_at,
        filename=evidence.name,
        content_type=_TYPES[kind],
        headers={
            "Content-Security-Policy": (
                _READER if is_looked_at and kind == FileKind.PDF else _SANDBOX
            ),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )


def _mine(request: Request, pk: int) -> Evidence:
    mine = Evidence.objects.visible_to(request.reach)
    return get_object_or_404(mine.select_related("area__parent__parent", "received_by"), pk=pk)
