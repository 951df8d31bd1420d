"""Committees with seats, minutes and meetings, made through the actions of each app."""

from datetime import date, datetime, time
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan import clock
from prasan.accounts.models import Office
from prasan.committees import actions as committees
from prasan.committees.models import Committee, Kind, Rulebook
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.letters.actions import name_signatory
from prasan.meetings.actions import (
    arrive,
    draft_meeting,
    receive_past,
    record_meeting,
    seats_on,
    tell_resolution,
)
from prasan.meetings.models import AgendaItem, Meeting, PastList, Presence, Resolution, Section
from prasan.meetings.past_book import Cells
from prasan.orders import actions as orders
from prasan.orders.models import Appointment, Order, Seat
from prasan.orders.rules import Member
from prasan.orders.succession import SeatChange

BANGKOK = ZoneInfo("Asia/Bangkok")
SEATED = date(2023, 10, 1)


def committee(*, by, area, kind=Kind.TAMBON, seats=5, starts=SEATED) -> Committee:
    """A committee with `seats` members, นางบุญมี1 to the last, under one order."""
    made = committees.establish(by=by, area=area, kind=kind)
    posts = [Seat.CHAIR, Seat.SECRETARY] + [Seat.MEMBER] * (seats - 2)
    members = [Member("นาง", f"บุญมี{n}", "ศรีสุข", post) for n, post in enumerate(posts, start=1)]
    orders.register_order(
        by=by,
        committee=made,
        number=Order.objects.count() + 1,
        year=2566,
        signed=starts,
        starts=starts,
        expires=None,
        signatory="นายสมมุติ ใจดี",
        members=members,
    )
    return made


def ended(seat: Appointment, *, by, ends: date) -> None:
    """The holder of `seat` resigned; `ends` is the first day without them."""
    orders.end_appointment(by=by, appointment=seat, ends=ends, because="ลาออก")


def seated(*, by, committee, starts: date) -> Appointment:
    """Someone who joins by an order that changes the one in force."""
    order = Order.objects.get(committee=committee)
    joins = SeatChange(member=Member("นาย", "คำแสน", "ใจมา", Seat.MEMBER))
    draft = orders.draft_amendment(
        by=by, committee=committee, order=order, changes=[joins], at=at(8)
    )
    signed = {"signed": starts, "starts": starts, "signatory": "นายสมมุติ ใจดี", "number": 900}
    return orders.sign_order(by=by, draft=draft, **signed).seats_added.get()


def office(*, by, area) -> Office:
    """The letterhead of a district, and who signs."""
    made = Office.objects.create(
        area=area,
        name=f"สำนักงานพัฒนาชุมชน{area}",
        code="ลป 0519",
        hall=f"ที่ว่าการ{area}",
        address="ลป 52110",
    )
    signs = {"name": "นายธนากร วิเศษชัยชาญ", "post_title": f"นาย{area}"}
    name_signatory(by=by, office=made, starts=date(2024, 1, 1), **signs)
    return made


def rulebook(*, by, kind=Kind.TAMBON, starts=date(2020, 1, 1), percent=50, a_year=2) -> Rulebook:
    """A version of a rulebook, which nobody confirmed yet."""
    numbers = {"quorum": percent, "meetings": a_year}
    lines = [{"topic": topic, "low": low, "source": "ตัวอย่าง"} for topic, low in numbers.items()]
    row = {"kind": kind, "starts": starts, "regulation": "ตัวอย่าง", "lines": lines}
    committees.load_rulebooks(by=by, listed=[row])
    return Rulebook.objects.get(kind=kind, starts=starts)


def own_rulebook(*, by, area, kind=Kind.TAMBON, percent, a_year=2) -> Rulebook:
    """A version an office made for its own area, after the nation's: another quorum."""
    nation = rulebook(by=by, kind=kind)
    numbers = {"quorum": percent, "meetings": a_year}
    return committees.revise_rulebook(
        by=by,
        rulebook=nation,
        area=area,
        starts=date(2023, 1, 1),
        regulation="ตัวอย่าง",
        because="มติคณะกรรมการ",
        lines=[committees.Wanted(topic, low=low, source="มติ") for topic, low in numbers.items()],
        at=at(8),
    )


def pdf(mark="a") -> SimpleUploadedFile:
    """Minutes as an officer chooses them: a PDF of one page. Another `mark` is another file."""
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842 + ord(mark)))
        document.save(out, deterministic_id=True)
    return SimpleUploadedFile(f"รายงานการประชุม-{mark}.pdf", out.getvalue(), "application/pdf")


def minutes(*, by, area, mark="a") -> Evidence:
    return keep(by=by, area=area, upload=pdf(mark), at=clock.now())


def meeting(*, by, committee, held, today, came=5, **more) -> Meeting:
    """A meeting at which the first `came` of the seats were present, the rest absent."""
    seats = seats_on(committee, held).values_list("pk", flat=True)
    presences = dict.fromkeys(list(seats)[:came], Presence.PRESENT)
    facts = {"place": "ศาลาประชาคมตำบลปงเตา", "presences": presences, **more}
    return record_meeting(by=by, committee=committee, held=held, today=today, **facts)


DAY = date(2024, 11, 5)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """A moment of the day all tests play on."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANGKOK)


def draft(*, by, committee, planned=DAY, **more) -> Meeting:
    """A meeting called for nine o'clock of the day all tests play on."""
    facts = {"place": "ศาลาประชาคมตำบลปงเตา", "starts": time(9), "at": at(7), **more}
    return draft_meeting(by=by, committee=committee, planned=planned, **facts)


def came(*, by, meeting, lines, moment) -> None:
    """The holders of the seats on `lines` of the register are in the room from `moment`."""
    for seat in seats_on(meeting.committee, meeting.planned).filter(line__in=lines):
        arrive(by=by, meeting=meeting, seat=seat, at=moment)


def resolved(by, meeting, text="ส่งแผนให้ อบต.", due=date(2024, 11, 30)) -> Resolution:
    """A resolution of a meeting held, under a new item for decision."""
    item = AgendaItem.objects.create(
        meeting=meeting, section=Section.DECISION, place=AgendaItem.objects.count() + 50, title=text
    )
    return tell_resolution(by=by, item=item, text=text, responsible="นางบุญมี1 ศรีสุข", due=due)


def a_list(by, area) -> PastList:
    """A workbook of old meetings that waits, with one row."""
    cells = [Cells(5, {"committee": "คอช.ต. ปงเตา", "held": "18/10/2567", "place": "วัด"})]
    return receive_past(
        by=by, area=area, name="การประชุมเก่า.xlsx", content=b"", cells=cells, at=at(8)
    )
