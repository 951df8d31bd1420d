"""The register of letters, and each letter as paper."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from prasan.accounts.middleware import Request
from prasan.letters import typesetting
from prasan.letters.documents import ExternalLetter
from prasan.letters.models import Letter

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_WIDTH = 1000


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Letters out, newest number first, and the drafts of one's own office."""
    mine = Letter.objects.visible_to(request.reach).for_register()
    drafts = Letter.objects.visible_to(request.reach).drafts().select_related("drafted_by")
    context = {
        "page": Paginator(mine.issued(), 50).get_page(request.GET.get("page")),
        "drafts": drafts.order_by("-pk")[:20],
    }
    return render(request, "letters/index.html", context)


@login_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One letter: what the register says of it, and its pages."""
    letter = _in_sight(request, pk)
    seen = Letter.objects.visible_to(request.reach).filter(referred_by=letter)
    context = {
        "letter": letter,
        "pages": page_numbers(letter),
        "refers_to_in_sight": seen.exists(),
    }
    return render(request, "letters/detail.html", context)


@login_required
@require_safe
@cache_control(private=True, max_age=86400, immutable=True)
def page(request: Request, pk: int, edition: int, number: int) -> HttpResponse:
    """One page of a letter as a picture; `edition` keeps an older picture from being shown."""
    letter = _in_sight(request, pk)
    pictures = typesetting.page_images(_content(letter), width_px=_PAGE_WIDTH)
    if letter.edition != edition or not 1 <= number <= len(pictures):
        raise Http404
    return HttpResponse(pictures[number - 1], content_type="image/png")


@login_required
@require_safe
def pdf(request: Request, pk: int) -> HttpResponse:
    """The letter as PDF/A."""
    letter = _in_sight(request, pk)
    return as_file(typesetting.pdf(_content(letter)), "application/pdf", f"{_name(letter)}.pdf")


@login_required
@require_safe
def docx(request: Request, pk: int) -> HttpResponse:
    """The letter as an editable Word file."""
    letter = _in_sight(request, pk)
    return as_file(typesetting.docx(_content(letter)), _DOCX, f"{_name(letter)}.docx")


def page_numbers(letter: Letter) -> range:
    """1 up to the last page of the letter; none when it has no text here."""
    return range(1, typesetting.pages(_content(letter)) + 1) if letter.content else range(0)


def _in_sight(request: Request, pk: int) -> Letter:
    mine = Letter.objects.visible_to(request.reach).select_related(
        "office__area", "refers_to__office__area", "numbered_by", "sent_by", "drafted_by"
    )
    return get_object_or_404(mine.prefetch_related("recipients"), pk=pk)


def _content(letter: Letter) -> ExternalLetter:
    """What the engine prints; a letter entered from paper has no text here."""
    if not letter.content:
        raise Http404
    return ExternalLetter.from_json(letter.content)


def as_file(body: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=kind, headers=headers)


def _name(letter: Letter) -> str:
    if letter.number is None:
        return f"ร่างหนังสือ {letter.pk}"
    mark = "ว" if letter.is_circular else "ที่"
    return f"หนังสือ {mark} {letter.number}-{letter.year}"
