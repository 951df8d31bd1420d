"""What the rulebook and the order's own form want of each committee of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.areas.rules import DISTRICT_DIGITS
from prasan.committees.models import Kind
from prasan.committees.rulebooks import Rulebooks
from prasan.committees.rules import Wants
from prasan.orders.composition import CHAIR, MEMBER, SECRETARY, Member, composition
from prasan.orders.composition import Problem as Misfit
from prasan.orders.models import Appointment
from prasan.registers.groups import Group
from prasan.registers.reading import Body, names_of
from prasan.registers.rules.headings import Meaning
from prasan.registers.rules.lines import Line, ReadSheet
from prasan.registers.rules.problems import Cure, Problem
from prasan.thai.calendar import format_short
from prasan.workbooks.tables import Table


@dataclass(frozen=True)
class Checks:
    """Says at the lines and in the notes of each committee what does not fit.

    `seats` are those who sit on `today`, `drafts` how many orders wait to be signed, by committee.
    """

    tables: Sequence[Table]
    sheets: Mapping[int, ReadSheet]
    seats: Mapping[Body, Sequence[Appointment]]
    drafts: Mapping[Body, int]
    today: date

    def run(self, groups: Sequence[Group]) -> None:
        """Any number of committees costs the same two queries."""
        rulebooks = Rulebooks(*{group.kind for group in groups})
        named = _named(groups)
        known: dict[tuple[str, date, str], Wants] = {}
        for group in groups:
            self._remark(group)
            # What an office confirmed holds for its whole district.
            key = (group.kind, group.starts or self.today, group.area.code[:DISTRICT_DIGITS])
            if key not in known:
                known[key] = rulebooks.wants(*key)
            self._check(group, known[key], named)

    def _check(self, group: Group, wants: Wants, named: Mapping[str, Mapping[str, str]]) -> None:
        lines = {line.row + 1: line for line in group.lines if line.member}
        if not lines:
            return
        tambon = None
        if group.kind == Kind.INTEGRATED:
            seats = self.seats.get((Kind.TAMBON.value, group.area.code), [])
            tambon = named.get(group.area.code) or names_of(seats)
        members = [line.member for line in lines.values() if line.member]
        found = composition(members, wants, tambon, rows=list(lines))
        for misfit in found:
            self._say(group, lines.get(misfit.line or 0), misfit)

    def _remark(self, group: Group) -> None:
        """What a reader should know before a draft is made of a committee."""
        days = {line.starts for line in group.lines if line.starts}
        if group.starts and len(days) > 1:
            day = format_short(group.starts)
            group.notes.append(f"วันในไฟล์ไม่ตรงกันทุกแถว จะใช้ {day} ซึ่งมีมากที่สุด")
        if drafts := self.drafts.get((group.kind, group.area.code), 0):
            group.notes.append(f"มีร่างคำสั่งที่ยังไม่ลงนามอยู่แล้ว {drafts} ฉบับ จะเพิ่มอีก 1 ฉบับ")

    def _say(self, group: Group, line: Line | None, misfit: Misfit) -> None:
        text = f"{misfit.text} {misfit.why}".strip()
        if line and misfit.blocks and not _lacks_title(group, line):
            line.problems.append(self._at_line(group, line, f"{group}: {text}"))
        elif misfit.blocks and not misfit.seat and line is None:
            # Too many for the rulebook: none of them can be told to be the one too many.
            first = group.lines[0]
            for one in group.lines:
                one.problems.append(
                    Problem(first.sheet, one.row, None, "too_many", f"{group}: {text}")
                )
        else:
            group.notes.append(text)

    def _at_line(self, group: Group, line: Line, text: str) -> Problem:
        """Someone named twice is left out once, a second chair may become a member."""
        member, place = line.member, (line.sheet, line.row)
        assert member is not None
        if any(one.member and one.member.key == member.key for one in _before(group, line)):
            column = self.sheets[line.sheet].name_column
            return Problem(
                *(*place, column, "twice", text, member.name), Cure.SKIP, cure_label="ข้ามแถวนี้"
            )
        others = [one.member for one in _before(group, line) if one.member]
        if any(one.seat == member.seat for one in others) and member.seat != MEMBER:
            column = self.sheets[line.sheet].column(Meaning.SEAT)
            said, instead = self._said(line, column), "กรรมการ"
            return Problem(
                *place, column, "posts", text, said, Cure.CELL, instead, f"เปลี่ยนเป็น{instead}"
            )
        column = self.sheets[line.sheet].name_column
        return Problem(*place, column, "misfit", text, member.name)

    def _said(self, line: Line, column: int | None) -> str:
        return "" if column is None else self.tables[line.sheet].rows[line.row][column]


def _named(groups: Sequence[Group]) -> dict[str, dict[str, str]]:
    """Whom the list itself names for the คอช.ต. of each tambon whose ก.บ.ต. it names too."""
    asked = {group.area.code for group in groups if group.kind == Kind.INTEGRATED}
    return {
        group.area.code: {member.key: member.name for member in group.members}
        for group in groups
        if group.kind == Kind.TAMBON and group.area.code in asked
    }


def _lacks_title(group: Group, line: Line) -> bool:
    """A name without a title keeps a draft from being signed, not from being written."""
    member = line.member
    if member is None or member.title:
        return False
    others = [one.member for one in group.lines if one.member and one is not line]
    return not any(one.key == member.key or _is_one_post(one, member) for one in others)


def _is_one_post(one: Member, other: Member) -> bool:
    return one.seat == other.seat and one.seat in (CHAIR, SECRETARY)


def _before(group: Group, line: Line) -> list[Line]:
    return group.lines[: group.lines.index(line)]
