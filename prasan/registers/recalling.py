"""Rows of our own workbook that came back, held against what the records say now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prasan.committees.models import Seat
from prasan.orders.composition import Member
from prasan.orders.models import Appointment
from prasan.people.rules import alike, spoken
from prasan.registers.groups import Group
from prasan.registers.rules.answers import Answers
from prasan.registers.rules.editions import Change, Row, change_of
from prasan.registers.rules.lines import Line, ReadSheet
from prasan.registers.rules.problems import Cure, Problem
from prasan.registers.workbook import came_since, row_of

# A name that is less alike than this was not corrected: somebody else took the seat.
SAME_PERSON = 75


@dataclass(frozen=True)
class Correction:
    """A line of the register that a workbook puts right: the seat, what it says, what it will."""

    seat: Appointment
    before: Row
    after: Member

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What changes, from what, to what; a telephone number is only said to change."""
        told = [
            ("ชื่อ–สกุล", self.before.name, self.after.name),
            ("ผู้แทนจาก", self.before.represents, self.after.represents),
        ]
        if self.after.phone and self.after.phone != self.before.phone:
            told.append(("โทรศัพท์", "หมายเลขเดิม", "หมายเลขในไฟล์"))
        return [(what, before or "(ว่าง)", after) for what, before, after in told if before != after]


def recall(
    groups: Sequence[Group],
    sheets: Mapping[int, ReadSheet],
    answers: Answers,
    sent: frozenset[int],
) -> list[Correction]:
    """Bind the rows of our own workbook to the seats they went out with; what they put right.

    `sent` are the seats that went out with it.
    """
    corrections = []
    for group in groups:
        held = {seat.pk: seat for seat in group.seats}
        for line in group.lines:
            if not line.seat.isdecimal():
                continue
            column = sheets[line.sheet].name_column
            if seat := held.get(int(line.seat)):
                corrections.append(bind(line, seat, answers, column))
            elif int(line.seat) in sent:
                _ask_again(line, answers, column)
        group.newcomers = came_since(sent, group.seats)
        for seat in group.newcomers:
            group.notes.append(f"{seat.person.name} เข้ามาหลังจากรับสมุดงานไป จะคงไว้ในคณะ")
    return [one for one in corrections if one]


def _ask_again(line: Line, answers: Answers, column: int | None) -> None:
    """Whose seat ended while the file was away is appointed again only if somebody says so."""
    if line.member is None:
        return
    text = "ผู้นี้พ้นตำแหน่งไปแล้วระหว่างที่ไฟล์อยู่กับท่าน ยืนยันถ้าจะแต่งตั้งอีกครั้ง"
    spot = (line.sheet, -1 if column is None else column, "ended", line.member.name)
    if spot not in answers.accepted:
        line.problems.append(
            Problem(
                *(line.sheet, line.row, column, "ended", text, line.member.name),
                *(Cure.ACCEPT, "", "แต่งตั้งอีกครั้ง"),
                blocks=False,
            )
        )


def bind(line: Line, seat: Appointment, answers: Answers, column: int | None) -> Correction | None:
    """Bind `line` to the `seat` it went out with, and tell what it corrects.

    Where somebody changed the seat meanwhile and the file did too, it is asked whose counts.
    """
    member = line.member
    if member is None:
        return None
    now = row_of(seat)
    file = Row(member.name, member.seat, member.represents, member.phone)
    change = change_of(line.edition, file, now)
    kept = answers.keeps.get((line.sheet, line.row), "")
    if change is Change.BOTH and not kept:
        line.problems.append(_conflict(line, file, now, column))
    if change is Change.THEIRS or kept == "theirs":
        line.member = as_member(seat)
        return None
    if alike(spoken(member), spoken(seat.person)) < SAME_PERSON:
        return None
    line.member = replace(member, who=str(seat.person_id))
    correction = Correction(seat, now, member)
    return correction if change is not Change.NONE and correction.changes else None


def as_member(seat: Appointment) -> Member:
    """The one who sits, as a line of an order; the telephone stays where it is."""
    person = seat.person
    return Member(
        person.title,
        person.given_name,
        person.family_name,
        seat.seat,
        seat.represents,
        who=str(person.pk),
    )


def _conflict(line: Line, file: Row, now: Row, column: int | None) -> Problem:
    text = "มีผู้แก้แถวนี้ในระบบระหว่างที่ไฟล์อยู่กับท่าน เลือกว่าจะใช้ของใคร"
    said = f"ในไฟล์: {_told(file)}"
    return Problem(
        *(line.sheet, line.row, column, "conflict", text, said),
        *(Cure.KEEP, f"ในระบบ: {_told(now)}"),
        blocks=False,
    )


def _told(row: Row) -> str:
    office = Seat(row.seat).label if row.seat in set(Seat) else row.seat
    return " · ".join(part for part in (row.name, office, row.represents) if part)
