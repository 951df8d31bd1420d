"""The file itself, and pictures of its pages."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET

from prasan.accounts.middleware import Request
from prasan.evidence import previews
from prasan.evidence.models import FileKind
from prasan.evidence.previews import Size
from prasan.evidence.views.opened import mine

_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Whatever slipped through the inspection may not act in our name. The sandbox would stop the
# browser's own PDF reader, so a PDF that is looked at goes without it, with all else forbidden.
_SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
_SIZES = {"small": Size.SMALL, "large": Size.LARGE}
_NO_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 160" width="240" height="320">'
    '<path d="M20 10h56l24 24v116H20z" fill="#fff" stroke="#767c8c" stroke-width="3"/>'
    '<path d="M76 10v24h24" fill="none" stroke="#767c8c" stroke-width="3"/></svg>'
)
_READER = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@login_required
@require_GET
def download(request: Request, pk: int) -> HttpResponseBase:
    """The file: to keep, or with `?look` to look at in the browser."""
    evidence = mine(request, pk)
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


@login_required
@require_GET
def preview(request: Request, pk: int, page: int, size: str) -> HttpResponse:
    """One page as a small picture, or a drawn sheet of paper where none can be made."""
    evidence = mine(request, pk)
    if size not in _SIZES or not evidence.has_preview or not 1 <= page <= (evidence.pages or 1):
        raise Http404
    etag = f'"{previews.mark(evidence, page, _SIZES[size])}"'
    if known := get_conditional_response(request, etag=etag):
        return known
    made = previews.picture(evidence, page, _SIZES[size])
    response = HttpResponse(made or _NO_PICTURE, "image/jpeg" if made else "image/svg+xml")
    if made:
        response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
