"""Each letter as paper, and what the register says of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.models import Office
from prasan.accounts.rights import Right
from prasan.letters import typesetting
from prasan.letters.actions import Rests, cancel_letter, resting_on, say_retention
from prasan.letters.composing import printed
from prasan.letters.documents import ExternalLetter
from prasan.letters.forms.registers import CancelForm, KeepingForm
from prasan.letters.judging import expected_names, judged, shown_as
from prasan.letters.listing import offices_of
from prasan.letters.models import Incoming, Letter, Recipient, SignedCopy
from prasan.letters.papers import Paper
from prasan.letters.signatures import CannotSign, Verdict, certificate_of

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_WIDTH = 1000
_FOLLOWERS = 20


@login_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One letter: what the register says of it, and its pages."""
    letter = _in_sight(request, pk)
    may_change = request.reach.may(Right.CORRESPOND, letter.office.area_id)
    seen = Letter.objects.visible_to(request.reach).filter(referred_by=letter)
    context = {
        "letter": letter,
        "pages": page_numbers(letter),
        "refers_to_in_sight": seen.exists(),
        "receipts": _receipts(request, letter),
        "may_change": may_change,
        "may_write": may_change and letter.is_draft and not resting_on(letter),
        "followers": _followers(request, letter),
        "copies": _copies(letter),
        "has_certificate": has_certificate(letter.office),
        "to_receive": _to_receive(request, letter),
        "batch_in_sight": letter.batch_id and request.reach.sees(letter.office.area_id),
        "kept_until": letter.retention and letter.dated and letter.retention.until(letter.dated),
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


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancels a letter that has its number; the number stays in the register."""
    letter = _in_sight(request, pk)
    request.reach.must(Right.CORRESPOND, letter.office.area_id)
    form = CancelForm(request.POST or None)
    if form.is_valid() and _cancelled(request, letter, form):
        messages.success(request, _("ยกเลิกหนังสือ %s แล้ว เลขยังอยู่ในทะเบียน") % letter.label)
        return redirect("letters:detail", letter.pk)
    back = reverse("letters:detail", args=[letter.pk])
    return render(
        request, "letters/cancel.html", {"what": letter.label, "form": form, "back": back}
    )


@login_required
@require_http_methods(["GET", "POST"])
def keeping(request: Request, pk: int) -> HttpResponse:
    """Says how long a letter of one's office is kept."""
    letter = _in_sight(request, pk)
    request.reach.must(Right.CORRESPOND, letter.office.area_id)
    form = KeepingForm(request.POST or None, initial={"retention": letter.retention_id})
    if form.is_valid():
        say_retention(by=request.user, letter=letter, **form.cleaned_data)
        messages.success(request, _("กำหนดอายุการเก็บแล้ว"))
        return redirect("letters:detail", letter.pk)
    return render(request, "letters/keeping.html", {"letter": letter, "form": form})


def _cancelled(request: Request, letter: Letter, form: CancelForm) -> bool:
    try:
        cancel_letter(
            by=request.user,
            letter=letter,
            because=form.cleaned_data["because"],
            at=clock.now(),
        )
    except (Rests, ValueError) as refused:
        form.add_error(None, _("ยกเลิกไม่ได้ %s") % refused)
        return False
    return True


def _receipts(request: Request, letter: Letter) -> list[tuple[Recipient, Incoming | None]]:
    """Each addressee with its receive number: all for the sender, else those in sight."""
    received = letter.receipts.standing().select_related("office")
    if not request.reach.sees(letter.office.area_id):
        received = received.visible_to(request.reach)
    by_area = {one.office.area_id: one for one in received}
    is_sender = request.reach.sees(letter.office.area_id)
    return [
        (one, by_area.get(one.area_id or ""))
        for one in letter.recipients.all()
        if is_sender or (one.area_id and request.reach.sees(one.area_id))
    ]


def _copies(letter: Letter) -> list[tuple[SignedCopy, Verdict, tuple[str, str]]]:
    """Each signed copy with what its signature is worth, and how that is shown."""
    names = expected_names(letter)
    found = []
    for copy in letter.signed_copies.select_related("file", "added_by", "withdrawn_by"):
        verdict = judged(copy.file, names)
        found.append((copy, verdict, shown_as(verdict)))
    return found


def _followers(request: Request, letter: Letter) -> list[Letter]:
    """Numbered letters in sight that refer to it: corrections and reminders."""
    seen = Letter.objects.visible_to(request.reach).issued().filter(refers_to=letter)
    return list(seen.select_related("office")[:_FOLLOWERS])


def has_certificate(office: Office) -> bool:
    """Whether the office has one; one that cannot be opened says why when it is used."""
    try:
        return certificate_of(office) is not None
    except CannotSign:
        return True


def _to_receive(request: Request, letter: Letter) -> bool:
    """Whether the letter waits to be received by an office of whoever looks."""
    offices = offices_of(request.reach)
    return Letter.objects.awaiting(offices).filter(pk=letter.pk).exists()


def page_numbers(letter: Letter) -> range:
    """1 up to the last page of the letter; none when it has no text here."""
    return range(1, typesetting.pages(_content(letter)) + 1) if letter.content else range(0)


def _in_sight(request: Request, pk: int) -> Letter:
    mine = Letter.objects.visible_to(request.reach).select_related(
        *("office__area", "refers_to__office__area", "numbered_by", "sent_by", "drafted_by"),
        *("retention", "cancelled_by", "signatory", "begun_from__template"),
    )
    return get_object_or_404(mine.prefetch_related("recipients"), pk=pk)


def _content(letter: Letter) -> ExternalLetter | Paper:
    """What the engine prints; a letter entered from paper has no text here."""
    if not letter.content:
        raise Http404
    return printed(letter)


def as_file(body: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=kind, headers=headers)


def _name(letter: Letter) -> str:
    if letter.number is None:
        return f"ร่างหนังสือ {letter.pk}"
    mark = "ว" if letter.is_circular else "ที่"
    return f"หนังสือ {mark} {letter.number}-{letter.year}"
