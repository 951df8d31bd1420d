"""Loading the meeting of an address as far as the reader's reach goes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.meetings.models import AgendaItem, Meeting
from prasan.meetings.sittings import whole_of

_AROUND = "committee__area__parent__parent"


def meeting_in_sight(request: Request, pk: int) -> Meeting:
    """The meeting, or 404 outside the reach."""
    mine = Meeting.objects.visible_to(request.reach)
    return get_object_or_404(mine.select_related(_AROUND, "minutes", "signed_minutes"), pk=pk)


def meeting_to_record(request: Request, pk: int) -> Meeting:
    """The meeting for one who may record it: 404 outside the reach, 403 without the right."""
    meeting = meeting_in_sight(request, pk)
    request.reach.must(Right.RECORD, meeting.committee.area_id)
    return meeting


def sitting_to_record(request: Request, pk: int) -> tuple[Meeting, list[Meeting]]:
    """The meeting with all that are held with it, for one who may record every one of them."""
    meeting = meeting_to_record(request, pk)
    whole = whole_of(meeting)
    for one in whole:
        request.reach.must(Right.RECORD, one.committee.area_id)
    return meeting, whole


def item_to_record(request: Request, pk: int) -> AgendaItem:
    """An agenda item for one who may record its meeting."""
    mine = Meeting.objects.visible_to(request.reach)
    items = AgendaItem.objects.on_agenda().filter(meeting__in=mine)
    item = get_object_or_404(items.select_related(f"meeting__{_AROUND}"), pk=pk)
    request.reach.must(Right.RECORD, item.meeting.committee.area_id)
    return item


def may_record(request: Request, *meetings: Meeting) -> bool:
    """Whether the reader may record each of them."""
    return all(request.reach.may(Right.RECORD, one.committee.area_id) for one in meetings)


def say(request: HttpRequest, refusal: ValidationError) -> None:
    """Show why something was not done, where no field is to blame."""
    for sentence in refusal.messages:
        messages.error(request, sentence)
