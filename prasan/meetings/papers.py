"""What the papers of one meeting say, gathered from its facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from prasan.accounts.models import Office
from prasan.areas.models import Level
from prasan.committees.models import Committee, Seat
from prasan.letters.documents import ExternalLetter, Signature
from prasan.letters.models import Signatory
from prasan.letters.papers import Paper
from prasan.meetings import documents
from prasan.meetings.documents import Body, Call, Hours, Item, LaterDay, Line, Minutes, Part
from prasan.meetings.models import AgendaItem, Meeting, Notice, Presence, Section
from prasan.meetings.room import Place, Room
from prasan.meetings.rules import Span, Stage
from prasan.meetings.sittings import Member, beside, common_agenda, members_of, whole_of
from prasan.orders.models import Appointment
from prasan.thai.calendar import format_long

_WITHOUT_QUORUM = "พิจารณาขณะไม่ครบองค์ประชุม"
_AGAIN = f"{_WITHOUT_QUORUM} นำเข้าวาระอีกครั้งในการประชุมครั้งถัดไป"


def issuing_office(committee: Committee) -> Office | None:
    """The office whose letters call the committee: its own, or its district's; never further up."""
    area = committee.area
    here = [area.pk] if area.level == Level.DISTRICT else [area.pk, area.parent_id]
    return Office.objects.select_related("area").filter(area__in=here).order_by("-area").first()


def seat_words(seat: Appointment) -> str:
    return seat.get_seat_display()


def parts_of(
    items: list[AgendaItem], *, numbers_only: bool = False, notes: Mapping[int, str] | None = None
) -> tuple[Part, ...]:
    """The six standing headings with their items, numbered 5.1, 5.2.

    An item alone under its heading that says no more than it has no number of its own.
    `numbers_only` leaves the minutes out, as in an agenda.
    """
    notes = notes or {}
    found = []
    for section in Section:
        here = [item for item in items if item.section == section]
        lines = []
        for place, item in enumerate(here, start=1):
            number = f"{section.value}.{place}"
            if len(here) == 1 and item.title == section.label:
                number = ""
            told = Item(item.title, number)
            if not numbers_only:
                note = notes.get(item.pk, "")
                told = replace(told, text=item.text, resolution=item.resolution, note=note)
            lines.append(told)
        found.append(Part(section.value, section.label, tuple(lines)))
    return tuple(found)


def call_of(meeting: Meeting, *, signatory: Signatory | None = None) -> Call:
    """What a notice, an agenda and a sign-in sheet of the meeting, or its whole sitting, say."""
    whole = whole_of(meeting)
    first, *others = whole
    members = members_of(whole)
    office = issuing_office(first.committee)
    signer = signatory or (office and _usual_signatory(office, meeting)) or None
    return Call(
        body=first.committee.full_name,
        around=_around(first.committee),
        label=first.label,
        planned=meeting.planned,
        starts=meeting.starts,
        place=meeting.place,
        subject=meeting.subject,
        parts=parts_of(common_agenda(whole), numbers_only=True),
        members=tuple(Line(f"{member.person}", member.office) for member in members),
        sender=(office.hall, office.address) if office else (first.committee.full_name,),
        signature=_signature(signer, members),
        issuing=_issuing(office) if office else (),
        motto=tuple(office.motto.splitlines()) if office else (),
        others=tuple(_body(other) for other in others),
    )


def _body(meeting: Meeting) -> Body:
    return Body(meeting.committee.full_name, _around(meeting.committee), meeting.label)


def notices_of(meeting: Meeting) -> list[tuple[Member, ExternalLetter]]:
    """The notice for each person called, as issued, or as a draft while it is not; one a person,
    however many seats they hold in the sitting."""
    whole = whole_of(meeting)
    notices = Notice.objects.filter(meeting__in=whole).select_related("letter")
    issued = notices.order_by("pk").last()
    if issued is not None:
        letter = ExternalLetter.from_json(issued.letter.content)
    else:
        letter = documents.notice(call_of(meeting), to="")
    return [(member, replace(letter, to=(member.addressed,))) for member in members_of(whole)]


def minutes_paper(meeting: Meeting) -> Paper:
    """The minutes of a meeting as they stand now; a draft until they are on file."""
    return documents.minutes(minutes_of(meeting))


def minutes_of(meeting: Meeting) -> Minutes:
    room = Room(meeting)
    items = list(meeting.items.on_agenda())
    # Only what was for decision comes up again by itself (carrying.carried_items).
    lacking = {
        item.pk: _AGAIN if item.section == Section.DECISION else _WITHOUT_QUORUM
        for item in room.lacking(items)
    }
    present, absent = _roll(room, meeting.planned)
    return Minutes(
        body=meeting.committee.full_name,
        around=_around(meeting.committee),
        label=meeting.label,
        held=meeting.planned,
        place=meeting.place,
        present=present,
        absent=absent,
        guests=tuple(Line(guest.name, guest.post) for guest in meeting.guests.all()),
        hours=tuple(
            Hours(one.day, one.began, one.ended, one.adjourned_because) for one in room.stretches
        ),
        seats=room.seats_on(meeting.planned),
        quorum=room.quorum_on(meeting.planned),
        chair=_chair([place for place in room.places if place.came]),
        gaps=tuple(gap_words(gap) for gap in room.gaps),
        parts=parts_of(items, notes=lacking),
        writer=Line(meeting.writer, meeting.writer_post),
        checker=Line(meeting.checker, meeting.checker_post),
        adopted=_adopted(meeting),
        is_draft=meeting.stage in (Stage.DRAFT, Stage.CONVENED, Stage.OPEN),
        later=tuple(
            LaterDay(day, *_roll(room, day), room.seats_on(day), room.quorum_on(day))
            for day in room.later_days
        ),
        beside=tuple(_body(other) for other in beside(meeting, whole_of(meeting))),
    )


def _roll(room: Room, day: date) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Who came on a day, and who did not."""
    places = room.places_on(day)
    spans = [span for on, span in room.spans if on == day]
    return (
        tuple(_present(place, spans) for place in places if place.came),
        tuple(_absent(place) for place in places if not place.came),
    )


def gap_words(gap: Span) -> str:
    """When the quorum was missing, for a reader."""
    since = f"{timezone.localtime(gap.begins):%H.%M}"
    if gap.ends is None:
        return f"ตั้งแต่เวลา {since} น. ไม่ครบองค์ประชุม"
    return f"ระหว่างเวลา {since} ถึง {timezone.localtime(gap.ends):%H.%M} น. ไม่ครบองค์ประชุม"


def _around(committee: Committee) -> str:
    """The district and province a committee lies in, as official papers add them."""
    area = committee.area
    above = [area.parent]
    if area.level != Level.DISTRICT:
        above.append(area.parent.parent if area.parent else None)
    return " ".join(one.title for one in above if one)


def _usual_signatory(office: Office, meeting: Meeting) -> Signatory | None:
    return Signatory.objects.filter(office=office).on(meeting.planned).order_by("starts").last()


def _signature(signatory: Signatory | None, members: Sequence[Member]) -> Signature:
    """The office's signatory; without one the chair signs for the committee."""
    if signatory is not None:
        return Signature(signatory.name, tuple(signatory.lines))
    seats = (seat for member in members for seat in member.seats)
    chair = next((seat for seat in seats if seat.seat == Seat.CHAIR), None)
    return Signature(f"{chair.person}", (seat_words(chair),)) if chair else Signature()


def _issuing(office: Office) -> tuple[str, ...]:
    lines = (
        office.section or office.name,
        office.telephone and f"โทร. {office.telephone}",
        office.fax and f"โทรสาร {office.fax}",
    )
    return tuple(line for line in lines if line)


def _present(place: Place, spans: Sequence[Span]) -> Line:
    """A member who came; a substitute stands under their own name with whom they stand for."""
    note = ", ".join(_hours(place, spans))
    if place.presence == Presence.SUBSTITUTE:
        return Line(place.substitute, f"แทน {place.seat.person}", note)
    return Line(f"{place.seat.person}", seat_words(place.seat), note)


def _hours(place: Place, spans: Sequence[Span]) -> Iterator[str]:
    """Late and early, against the hours the meeting was on that day."""
    if not place.stays or not spans:
        return
    begins, ends = spans[0].begins, spans[-1].ends
    first, last = place.stays[0].arrived_at, place.stays[-1].left_at
    if first > begins:
        yield f"มา {timezone.localtime(first):%H.%M} น."
    if last is not None and ends is not None and last < ends:
        yield f"ออก {timezone.localtime(last):%H.%M} น."


def _absent(place: Place) -> Line:
    why = "ลา" if place.presence == Presence.EXCUSED else "ขาด"
    return Line(f"{place.seat.person}", seat_words(place.seat), why)


def _chair(present: list[Place]) -> str:
    """Who led: the chair, or the vice-chair in their absence."""
    for office in (Seat.CHAIR, Seat.VICE_CHAIR):
        for place in present:
            if place.seat.seat == office and not place.substitute:
                return f"{place.seat.person}"
    return ""


def _adopted(meeting: Meeting) -> str:
    if meeting.adopted is None or meeting.adopted_in is None:
        return ""
    how = f"โดยมีการแก้ไข ดังนี้ {meeting.adopted_with}" if meeting.adopted_with else "โดยไม่มีการแก้ไข"
    return (
        f"ที่ประชุมครั้งที่ {meeting.adopted_in.label} วันที่ {format_long(meeting.adopted)} "
        f"รับรองรายงานการประชุมนี้ {how}"
    )
