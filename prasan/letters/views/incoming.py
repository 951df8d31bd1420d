"""Letters received: entered, read, passed on, corrected, cancelled."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.evidence.actions import keep
from prasan.evidence.inspection import Upload
from prasan.letters.actions import (
    NumberTaken,
    cancel_incoming,
    correct_incoming,
    pass_on,
    receive_letter,
)
from prasan.letters.forms.registers import (
    CancelForm,
    CorrectIncomingForm,
    IncomingForm,
    PassForm,
    ReceiveForm,
    filled_from,
)
from prasan.letters.judging import judged, shown_as
from prasan.letters.listing import offices_of
from prasan.letters.models import Incoming, Letter
from prasan.letters.reading import Reading, Unreadable, read, text_of
from prasan.letters.references import cited


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """Enters a letter from outside; asked to, fills the form from the letter itself first."""
    request.reach.must_somewhere(Right.CORRESPOND)
    offices, now = offices_of(request.reach), clock.now()
    if not offices:
        return render(request, "letters/no_office.html")
    typed = request.POST if request.method == "POST" else None
    form = IncomingForm(typed, request.FILES or None, user=request.user, offices=offices, now=now)
    context: dict[str, object] = {"form": form}
    if typed is not None and typed.get("do") == "read":
        form, context = _read(request, form, typed)
    elif form.is_valid() and (incoming := _received(request, form)):
        messages.success(request, _("ลงรับแล้ว เลขรับ %s") % incoming.label)
        return redirect(incoming)
    return render(request, "letters/receive_new.html", {**context, "form": form})


def _read(
    request: Request, form: IncomingForm, typed: QueryDict
) -> tuple[IncomingForm, dict[str, object]]:
    """The form with what the letter says of itself; what was typed already stays.

    Only what the file or the text can be is checked; the rest is not asked for yet.
    """
    form.is_valid()
    form.hold_uploads()
    upload, said = form.cleaned_data.get("file"), form.cleaned_data.get("text", "")
    word = _word(request)
    try:
        text = text_of(*word) if word else _text(upload, said)
        refused = ""
    except Unreadable as problem:
        text, refused = "", str(problem)
    if "file" in form.errors and word is None:
        text, refused = "", " ".join(str(one) for one in form.errors["file"])
    reading = read(text) if text else Reading()
    shown = IncomingForm(
        None,
        user=request.user,
        offices=offices_of(request.reach),
        now=form.now,
        initial={**_typed(typed), "text": text or said, **_new(filled_from(reading), typed)},
    )
    shown.fields["file"].widget.held = form.fields["file"].widget.held
    context: dict[str, object] = {
        "reading": reading if text else None,
        "refused": refused,
        "is_word": bool(word and text),
        "cited": cited(reading.references, request.reach),
        "ours": _ours(request, reading),
        "has_errors": bool(refused),
    }
    return shown, context


def _word(request: Request) -> tuple[str, bytes] | None:
    """A Word file sent to be read: it is no copy of what was signed, so it is never kept."""
    file = request.FILES.get("file")
    if file is None or not str(file.name).lower().endswith((".docx", ".doc")):
        return None
    file.seek(0)
    return str(file.name), file.read()


def _text(upload: Upload | None, said: str) -> str:
    if upload is not None:
        return text_of(upload.name, upload.content)
    return text_of("", said.encode())


def _typed(typed: QueryDict) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if value and name != "do"}


def _new(found: Mapping[str, Any], typed: QueryDict) -> dict[str, Any]:
    """What the letter says where nothing was typed; the urgency of a list is never empty."""
    return {
        name: value
        for name, value in found.items()
        if not typed.get(name, "").strip() or name == "urgency"
    }


def _ours(request: Request, reading: Reading) -> Letter | None:
    """The letter of another office of ours that this paper is, when it waits to be received."""
    if not reading.number or not reading.dated:
        return None
    waiting = Letter.objects.awaiting(offices_of(request.reach)).filter(dated=reading.dated)
    for letter in waiting.select_related("office"):
        if letter.label == reading.number:
            return letter
    return None


def _received(request: Request, form: IncomingForm) -> Incoming | None:
    cleaned, now = form.cleaned_data, clock.now()
    office, upload = cleaned["office"], cleaned["file"]
    file = keep(by=request.user, area=office.area, upload=upload, at=now) if upload else None
    text = cleaned["text"] or _text_if_any(upload)
    moment = form.received_at()
    assert moment is not None  # a valid form has one
    try:
        return receive_letter(
            by=request.user,
            office=office,
            received_at=moment,
            at=now,
            number=cleaned["number"],
            file=file,
            text=text,
            **form.said(),
        )
    except NumberTaken as taken:
        said = _("เลขรับ %(number)s ใช้ไปแล้ว ตรวจเลขกับทะเบียนบนกระดาษ หรือเว้นว่างให้ระบบให้เลขถัดไป")
        form.add_error("number", said % {"number": str(taken)})
        return None


def _text_if_any(upload: Upload | None) -> str:
    """The words of the file; a scan has none, and is kept all the same."""
    try:
        return text_of(upload.name, upload.content) if upload else ""
    except Unreadable:
        return ""


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: Request, pk: int) -> HttpResponse:
    """Receives a letter that another office of ours sent here."""
    seen = Letter.objects.visible_to(request.reach).standing().filter(sent_at__isnull=False)
    letter = get_object_or_404(seen.select_related("office"), pk=pk)
    request.reach.must_somewhere(Right.CORRESPOND)
    addressed = set(letter.recipients.values_list("area", flat=True))
    offices = [one for one in offices_of(request.reach) if one.area_id in addressed]
    if not offices:
        return render(request, "letters/not_ours.html", {"letter": letter})
    form = ReceiveForm(request.POST or None, offices=offices, letter=letter, now=clock.now())
    if form.is_valid():
        office, moment = form.cleaned_data["office"], form.received_at()
        assert moment  # a valid form has one
        assert letter.dated  # and a letter that was sent its day
        incoming = receive_letter(
            by=request.user,
            office=office,
            received_at=moment,
            at=clock.now(),
            letter=letter,
            sender=letter.office.name,
            their_number=letter.label,
            dated=letter.dated,
            addressed=_addressed(letter, office.area_id),
            subject=letter.subject,
            urgency=letter.urgency,
            retention=form.cleaned_data["retention"],
        )
        messages.success(request, _("ลงรับแล้ว เลขรับ %s ผู้ส่งเห็นเลขและวันที่รับ") % incoming.label)
        return redirect(incoming)
    return render(request, "letters/receive.html", {"letter": letter, "form": form})


def _addressed(letter: Letter, code: str) -> str:
    return ", ".join(letter.recipients.filter(area=code).values_list("name", flat=True))


@login_required
@require_http_methods(["GET", "POST"])
def detail(request: Request, pk: int) -> HttpResponse:
    """One letter received: what the register says, what it asks; a post passes it on."""
    incoming = _in_sight(request, pk)
    may_change = request.reach.may(Right.CORRESPOND, incoming.office.area_id)
    if request.method == "POST":
        request.reach.must(Right.CORRESPOND, incoming.office.area_id)
    form = PassForm(request.POST or None)
    if form.is_valid():
        pass_on(by=request.user, incoming=incoming, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("บันทึกการส่งต่อแล้ว"))
        return redirect(incoming)
    reading = _reading(incoming)
    verdict = judged(incoming.file) if incoming.file else None
    context = {
        "incoming": incoming,
        "passings": incoming.passings.select_related("passed_by"),
        "form": form,
        "may_change": may_change and not incoming.cancelled_at,
        "may_pass": request.reach.may_at(Right.PASS, incoming.office.area_id),
        "reading": reading,
        "cited": cited(reading.references, request.reach) if reading else [],
        "letter_in_sight": incoming.letter_id
        and Letter.objects.visible_to(request.reach).filter(pk=incoming.letter_id).exists(),
        "verdict": verdict,
        "shown": shown_as(verdict) if verdict else None,
        "kept_until": incoming.retention and incoming.retention.until(incoming.dated),
    }
    return render(request, "letters/incoming.html", context)


def _reading(incoming: Incoming) -> Reading | None:
    return read(incoming.text) if incoming.text else None


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Puts right what was copied from the letter."""
    incoming = _to_change(request, pk)
    initial = {name: getattr(incoming, name) for name in (*CorrectIncomingForm.SAID, "text")}
    form = CorrectIncomingForm(
        request.POST or None, request.FILES or None, user=request.user, initial=initial
    )
    if form.is_valid():
        correct_incoming(
            by=request.user,
            incoming=incoming,
            because=form.cleaned_data["because"],
            **form.said(),
            **_file_and_text(request, incoming, form),
        )
        messages.success(request, _("แก้ทะเบียนแล้ว"))
        return redirect(incoming)
    return render(request, "letters/correct_incoming.html", {"incoming": incoming, "form": form})


def _file_and_text(
    request: Request, incoming: Incoming, form: CorrectIncomingForm
) -> dict[str, Any]:
    """What changes of file and text; a new file is read again unless a text was typed."""
    upload, text = form.cleaned_data["file"], form.cleaned_data["text"]
    if upload is None:
        return {"text": text}
    file = keep(by=request.user, area=incoming.office.area, upload=upload, at=clock.now())
    is_old = " ".join(text.split()) == " ".join(incoming.text.split())
    return {"file": file, "text": _text_if_any(upload) if is_old else text}


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancels a receive number, which stays in the register."""
    incoming = _to_change(request, pk)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        cancel_incoming(
            by=request.user,
            incoming=incoming,
            because=form.cleaned_data["because"],
            at=clock.now(),
        )
        messages.success(request, _("ยกเลิกเลขรับ %s แล้ว") % incoming.label)
        return redirect(incoming)
    context = {"what": incoming.label, "form": form, "back": incoming.get_absolute_url()}
    return render(request, "letters/cancel.html", context)


def _in_sight(request: Request, pk: int) -> Incoming:
    seen = Incoming.objects.visible_to(request.reach).select_related(
        "office__area", "letter", "file", "retention", "entered_by", "cancelled_by"
    )
    return get_object_or_404(seen, pk=pk)


def _to_change(request: Request, pk: int) -> Incoming:
    incoming = _in_sight(request, pk)
    request.reach.must(Right.CORRESPOND, incoming.office.area_id)
    return incoming
