"""The papers of a meeting as files: notice, sign-in sheet, minutes, calendar."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.letters import typesetting
from prasan.letters.typesetting import Document
from prasan.meetings import documents
from prasan.meetings.documents import call_words
from prasan.meetings.models import Meeting
from prasan.meetings.papers import call_of, minutes_paper, notices_of
from prasan.meetings.room import moment
from prasan.meetings.rules import FIRST_HOUR
from prasan.meetings.sittings import whole_of
from prasan.meetings.views.loading import meeting_in_sight

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# How long a meeting is shown in a calendar where its end is not known.
_USUAL = timedelta(hours=3)


@login_required
@require_safe
def notice(request: Request, pk: int, seat: int, ending: str) -> HttpResponse:
    """One member's notice."""
    meeting = meeting_in_sight(request, pk)
    for member, letter in notices_of(meeting):
        if seat in [one.pk for one in member.seats]:
            return _paper(letter, ending, f"หนังสือเชิญประชุม {meeting.label} {member.person}")
    raise Http404


@login_required
@require_safe
def sign_in(request: Request, pk: int, ending: str) -> HttpResponse:
    """The sheet to sign on coming."""
    meeting = meeting_in_sight(request, pk)
    sheet = documents.sign_in_sheet(call_of(meeting))
    return _paper(sheet, ending, f"ใบลงชื่อ {meeting}")


@login_required
@require_safe
def minutes(request: Request, pk: int, ending: str) -> HttpResponse:
    """The minutes as they stand now; what counted is the file among the evidence."""
    meeting = meeting_in_sight(request, pk)
    return _paper(minutes_paper(meeting), ending, f"รายงานการประชุม {meeting}")


@login_required
@require_safe
def calendar(request: Request, pk: int) -> HttpResponse:
    """The meeting for a phone's calendar; the same address later brings the newer plan."""
    meeting = meeting_in_sight(request, pk)
    body = _calendar(meeting, request.build_absolute_uri(meeting.get_absolute_url()))
    return _file(body, "text/calendar; charset=utf-8", f"ประชุม {meeting}.ics")


def _calendar(meeting: Meeting, address: str) -> bytes:
    whole = Calendar()
    whole.add("prodid", "-//Prasan//meetings//TH")
    whole.add("version", "2.0")
    event = Event()
    sitting = whole_of(meeting)
    kept = f"gathering-{meeting.gathering_id}" if len(sitting) > 1 else f"meeting-{meeting.pk}"
    event.add("uid", f"{kept}@prasan")
    event.add("dtstamp", clock.now())
    event.add("summary", "ประชุม " + " ร่วมกับ ".join(f"{one}" for one in sitting))
    starts = moment(meeting.planned, meeting.starts or FIRST_HOUR)
    if meeting.starts is None:
        event.add("dtstart", meeting.planned)
    else:
        event.add("dtstart", starts)
        event.add("dtend", _end(meeting, starts))
    event.add("location", meeting.place)
    event.add("description", call_words(call_of(meeting)))
    event.add("url", address)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    whole.add_component(event)
    written: bytes = whole.to_ical()
    return written


def _end(meeting: Meeting, starts: datetime) -> datetime:
    return moment(meeting.planned, meeting.ends) if meeting.ends else starts + _USUAL


def _paper(document: Document, ending: str, name: str) -> HttpResponse:
    if ending == "pdf":
        return _file(typesetting.pdf(document), "application/pdf", f"{name}.pdf")
    return _file(typesetting.docx(document), _DOCX, f"{name}.docx")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name.replace("/", "-")) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=kind, headers=headers)
