"""What earlier meetings of a committee left for the next one."""

from collections.abc import Iterator

from prasan.meetings import rules
from prasan.meetings.models import AgendaItem, Meeting, MeetingQuerySet, Resolution, Section
from prasan.meetings.room import Room


def minutes_to_adopt(meeting: Meeting) -> Meeting | None:
    """The newest meeting before this one whose minutes no meeting adopted or is about to."""
    waiting = _held_before(meeting).filter(adopted=None).order_by("-held")
    newest: Meeting | None = waiting.first()
    if newest is None:
        return None
    asked = AgendaItem.objects.filter(adopts=newest, meeting__held=None, meeting__cancelled=None)
    here = AgendaItem.objects.filter(adopts=newest, meeting=meeting)
    return None if asked.on_agenda().exists() or here.exists() else newest


def carried_items(meeting: Meeting) -> Iterator[AgendaItem]:
    """New items, not saved, for what is to be done still and what was not settled last time.

    One item for each older item with resolutions not yet done, under เรื่องสืบเนื่อง; then what the
    last meeting put off, left open or settled without a quorum, under its own heading again.
    """
    known = set(meeting.items.exclude(carried_from=None).values_list("carried_from", flat=True))
    for item, told in _with_work_left(meeting):
        if item.pk not in known:
            known.add(item.pk)
            yield AgendaItem(
                section=Section.ARISING, title=item.title, brief=told, carried_from=item
            )
    for item in _not_settled(meeting):
        if item.pk not in known:
            yield AgendaItem(
                section=item.section, title=item.title, brief=item.brief, carried_from=item
            )


def _held_before(meeting: Meeting) -> MeetingQuerySet:
    return Meeting.objects.filter(committee=meeting.committee_id, held__lt=meeting.planned)


def _with_work_left(meeting: Meeting) -> Iterator[tuple[AgendaItem, str]]:
    """Items of earlier meetings with resolutions still to be done, and these in words."""
    left = Resolution.objects.to_do().filter(item__meeting__in=_held_before(meeting))
    told: dict[AgendaItem, list[str]] = {}
    for resolution in left.select_related("item").order_by("item__meeting__held", "item", "line"):
        told.setdefault(resolution.item, []).append(resolution.in_words)
    for item, lines in told.items():
        yield item, "\n".join(lines)


def _not_settled(meeting: Meeting) -> Iterator[AgendaItem]:
    """Items for decision of the last meeting that come up again."""
    last = _held_before(meeting).order_by("-held").select_related("committee").first()
    if last is None:
        return
    items = list(last.items.on_agenda().filter(section=Section.DECISION))
    room = Room(last) if items else None
    for item in items:
        had_quorum = room is None or room.had_quorum_for(item)
        if rules.goes_on(is_settled=item.is_settled, is_open_to_do=False, had_quorum=had_quorum):
            yield item
