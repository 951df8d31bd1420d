"""What each row of a workbook of old meetings means, with all that keeps it from being recorded.

Judged anew at every look, from a fixed number of queries: an order registered meanwhile puts a
row right by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property

from django.core.exceptions import ValidationError

from prasan.committees.models import Committee
from prasan.holidays.models import Holiday, holidays_of
from prasan.holidays.rules import is_working_day
from prasan.meetings import paper, rules
from prasan.meetings.actions.record import FUTURE
from prasan.meetings.fields import ThaiTimeField
from prasan.meetings.models import Meeting, PastLine, PastList, Presence
from prasan.meetings.past_book import HEADINGS, committees_of, seated
from prasan.meetings.rulebooks import Rulebooks
from prasan.meetings.seats import no_seats
from prasan.orders.models import Appointment
from prasan.thai.calendar import buddhist_year, format_short, parse_date, weekday
from prasan.thai.digits import arabic


@dataclass
class Row:
    """A line with what it was understood as."""

    line: PastLine
    committee: Committee | None = None
    held: date | None = None
    number: int | None = None
    began: time | None = None
    ended: time | None = None
    seats: list[Appointment] = field(default_factory=list)
    presences: dict[int, Presence] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    # The meeting of that day, where one is on file already.
    known: Meeting | None = None

    @property
    def place(self) -> str:
        return " ".join(self.line.place.split())

    @property
    def is_ready(self) -> bool:
        return not self.problems and self.known is None and self.line.meeting_id is None

    @property
    def present(self) -> int:
        return sum(one is Presence.PRESENT for one in self.presences.values())

    @property
    def missing(self) -> list[tuple[Appointment, str]]:
        """Who was not there, with how, to be read against the minutes."""
        return [
            (seat, self.presences[seat.pk].label)
            for seat in self.seats
            if self.presences.get(seat.pk, Presence.PRESENT) is not Presence.PRESENT
        ]

    def wrong(self, name: str, sentence: str) -> None:
        """A problem of one cell, named as the file has it."""
        self.problems.append(f"แถว {self.line.row} {HEADINGS[name]}: {sentence}")


class Past:
    """A list with all that judging its rows takes."""

    def __init__(self, past: PastList, *, today: date) -> None:
        self.past, self.today = past, today
        self._committees = {str(one): one for one in committees_of(past.area)}
        self._by_pk = {one.pk: one for one in self._committees.values()}
        self._books = Rulebooks()

    @cached_property
    def rows(self) -> list[Row]:
        rows = [self._read(line) for line in self.past.lines.select_related("meeting")]
        self._against_records(rows)
        self._against_each_other(rows)
        days = [row.held for row in rows if row.is_ready and row.held]
        holidays = holidays_of([self.past.area.code], min(days), max(days)) if days else {}
        for row in rows:
            self._doubt(row, holidays)
        return rows

    @property
    def ready(self) -> list[Row]:
        """Those that can be recorded, committee by committee in the order they were held."""
        ready = [row for row in self.rows if row.is_ready]
        return sorted(ready, key=lambda row: (row.committee.pk if row.committee else 0, row.held))

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.problems]

    @property
    def done(self) -> list[Row]:
        """Those that are on file: from this list, or from before."""
        return [row for row in self.rows if row.line.meeting_id or row.known]

    @cached_property
    def _seats(self) -> dict[int, list[Appointment]]:
        told: dict[int, list[Appointment]] = {}
        seats = Appointment.objects.filter(order__committee__in=list(self._by_pk))
        for seat in seats.for_register():
            told.setdefault(seat.order.committee_id, []).append(seat)
        return told

    def _read(self, line: PastLine) -> Row:
        row = Row(line)
        if line.meeting is not None:
            row.committee = self._by_pk.get(line.meeting.committee_id)
            row.held = line.meeting.held
            return row
        row.problems += [f"แถว {line.row} {said}" for said in line.broken.splitlines()]
        if not line.broken:
            self._read_cells(row)
        return row

    def _read_cells(self, row: Row) -> None:
        line = row.line
        row.committee = self._committees.get(" ".join(line.committee.split()))
        if row.committee is None:
            told = f"ไม่รู้จัก “{line.committee}” ใน{self.past.area}" if line.committee else "ยังว่างอยู่"
            row.wrong("committee", f"{told} เลือกจากรายการในช่อง")
        row.held = self._day(row)
        row.number = _number(row)
        row.began, row.ended = _hour(row, "began"), _hour(row, "ended")
        if row.began and row.ended and row.ended <= row.began:
            row.wrong("ended", "เวลาเลิกไม่ได้อยู่หลังเวลาเริ่ม ตรวจเวลาทั้งสอง")
        if not row.place:
            row.wrong("place", "ยังว่างอยู่ ใส่สถานที่ประชุม")
        elif len(row.place) > 200:
            row.wrong("place", "ยาวเกิน 200 ตัวอักษร")
        if row.committee is not None and row.held is not None:
            self._read_roll(row, row.committee, row.held)

    def _day(self, row: Row) -> date | None:
        if not row.line.held:
            row.wrong("held", "ยังว่างอยู่ ใส่วันประชุม")
            return None
        try:
            held = parse_date(row.line.held)
        except ValueError as error:
            row.wrong("held", str(error))
            return None
        if held > self.today:
            row.wrong("held", FUTURE)
        return held

    def _read_roll(self, row: Row, committee: Committee, held: date) -> None:
        row.seats = seated(self._seats.get(committee.pk, []), held)
        if not row.seats:
            row.wrong("held", no_seats(committee, held))
            return
        told: dict[str, set[int]] = {}
        for name in ("absent", "excused"):
            try:
                register = [f"{seat.person}" for seat in row.seats]
                told[name] = paper.places(getattr(row.line, name), register)
            except ValueError as error:
                row.wrong(name, str(error))
        if len(told) < 2:
            return
        try:
            pks = [seat.pk for seat in row.seats]
            row.presences = paper.presences(pks, told["absent"], told["excused"])
        except ValueError as error:
            row.wrong("excused", str(error))

    def _against_records(self, rows: list[Row]) -> None:
        """What is on file already: the day, and the number in its calendar year; one query."""
        years = {buddhist_year(row.held) for row in rows if row.held}
        on_file = Meeting.objects.standing().filter(committee__in=list(self._by_pk))
        by_day: dict[tuple[int, date], Meeting] = {}
        by_number: dict[tuple[int, int, int], Meeting] = {}
        for meeting in on_file.filter(year__in=years).with_roll():
            by_day[meeting.committee_id, meeting.planned] = meeting
            by_number[meeting.committee_id, meeting.year, meeting.number] = meeting
        for row in rows:
            if row.line.meeting_id or row.committee is None or row.held is None:
                continue
            same_day = by_day.get((row.committee.pk, row.held))
            if same_day is not None and same_day.held:
                # What is on file stays; the rest of the row does not matter any more.
                row.known, row.problems = same_day, []
                continue
            if same_day is not None and same_day.opened_at:
                row.wrong("held", f"การประชุมครั้งที่ {same_day.label} เปิดอยู่ในระบบ ปิดประชุมที่หน้านั้น")
            taken = by_number.get((row.committee.pk, buddhist_year(row.held), row.number or 0))
            if taken is not None and taken != same_day:
                row.wrong(
                    "number",
                    f"ครั้งที่ {taken.label} เป็นการประชุมวันที่ {format_short(taken.planned)} แล้ว",
                )

    def _against_each_other(self, rows: list[Row]) -> None:
        days: dict[tuple[int, date], int] = {}
        numbers: dict[tuple[int, int, int], int] = {}
        for row in rows:
            if row.line.meeting_id or row.known or row.committee is None or row.held is None:
                continue
            first = days.setdefault((row.committee.pk, row.held), row.line.row)
            if first != row.line.row:
                row.wrong("held", f"วันเดียวกับแถว {first} คณะเดียวกันประชุมวันละครั้ง ลบแถวใดแถวหนึ่ง")
            if row.number is None:
                continue
            key = (row.committee.pk, buddhist_year(row.held), row.number)
            first = numbers.setdefault(key, row.line.row)
            if first != row.line.row:
                row.wrong("number", f"ครั้งที่เดียวกับแถว {first}")

    def _doubt(self, row: Row, holidays: Mapping[date, Holiday]) -> None:
        """What may be so, and is worth a look."""
        if row.known is not None:
            row.doubts.append(_on_file(row, row.known))
        if not row.is_ready or row.committee is None or row.held is None:
            return
        terms = self._books.on(row.committee.kind, row.held, row.committee.area_id)
        if not rules.quorate(row.present, len(row.seats), terms.quorum_percent):
            row.doubts.append(
                f"มา {row.present} จาก {len(row.seats)} คน ไม่ครบองค์ประชุม บันทึกได้ แต่ครั้งนี้ไม่นับ"
            )
        if not is_working_day(row.held, holidays):
            closed = holidays.get(row.held)
            what = closed.name if closed else weekday(row.held)
            row.doubts.append(f"{format_short(row.held)} ตรงกับ{what} ตรวจวันกับรายงานการประชุม")


def _on_file(row: Row, known: Meeting) -> str:
    told = f"บันทึกไว้แล้วเป็นครั้งที่ {known.label} แถวนี้ไม่บันทึกซ้ำ"
    if row.presences and row.present != known.present:
        return (
            f"{told} ที่บันทึกไว้มา {known.present} คน ในไฟล์มา {row.present} คน ถ้าต้องแก้ แก้ที่หน้าการประชุมนั้น"
        )
    return told


def _number(row: Row) -> int | None:
    typed = arabic(row.line.number).strip().removeprefix("ครั้งที่").strip()
    if not typed:
        return None
    number, _, year = typed.partition("/")
    if not number.isdecimal() or not 1 <= int(number) <= 99:
        row.wrong("number", f"อ่าน “{row.line.number}” ไม่ได้ ใส่ตัวเลข 1 ถึง 99 หรือเว้นว่าง")
        return None
    if year and row.held and year != str(buddhist_year(row.held)):
        row.wrong("number", f"เลข {typed} ไม่ใช่ของปี {buddhist_year(row.held)} ที่ประชุม ตรวจวันหรือครั้งที่")
    return int(number)


def _hour(row: Row, name: str) -> time | None:
    try:
        hour: time | None = ThaiTimeField(required=False).clean(getattr(row.line, name))
    except ValidationError as error:
        row.wrong(name, error.messages[0])
        return None
    return hour
