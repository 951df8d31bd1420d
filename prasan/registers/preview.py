"""A waiting list before anything is taken: what it says, what is wrong, what would come of it.

Nothing here is stored. Any number of rows costs the same few queries.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.committees.models import Kind
from prasan.committees.rulebooks import Rulebooks
from prasan.committees.rules import Wants, fits
from prasan.orders.composition import CHAIR, MEMBER, SECRETARY, Member, composition
from prasan.orders.composition import Problem as Misfit
from prasan.orders.models import Appointment
from prasan.orders.persons import Known, known
from prasan.people import search
from prasan.people.rules import matching
from prasan.registers.reading import (
    Body,
    areas_of,
    names_of,
    open_drafts,
    places_of,
    recorded,
    sitting,
)
from prasan.registers.recalling import Correction, recall
from prasan.registers.rules.answers import Answers
from prasan.registers.rules.headings import Meaning
from prasan.registers.rules.lines import Line, ReadSheet
from prasan.registers.rules.lists import read_lists
from prasan.registers.rules.problems import Cure, Problem
from prasan.registers.workbook import came_since
from prasan.thai.calendar import format_short
from prasan.workbooks.tables import Table

# From here on it is asked whether a person of a like name is meant.
ASKED_FROM = 90


@dataclass
class Group:
    """The lines of one committee: what its draft order would hold."""

    kind: str
    area: Area
    lines: list[Line]
    seats: Sequence[Appointment]
    notes: list[str] = field(default_factory=list)
    # Who came to sit while a workbook was away; they stay.
    newcomers: list[Appointment] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{Kind(self.kind).label} {self.area.name}"

    @property
    def ready(self) -> list[Line]:
        return [line for line in self.lines if line.is_ready and line.member]

    @property
    def members(self) -> list[Member]:
        return [line.member for line in self.ready if line.member]

    @property
    def is_whole(self) -> bool:
        return len(self.ready) == len(self.lines)

    @property
    def is_known(self) -> bool:
        """Whether the very people sit already, in the very offices."""
        if not self.is_whole or not self.seats:
            return False
        held = Counter((seat.seat, self._one(seat)) for seat in self.seats)
        return held == Counter((member.seat, self._named(member)) for member in self.members)

    @property
    def joining(self) -> int:
        held = {self._one(seat) for seat in self.seats}
        return sum(self._named(member) not in held for member in self.members)

    @property
    def leaving(self) -> int:
        named = {self._named(member) for member in self.members}
        return sum(self._one(seat) not in named for seat in self.seats) if self.is_whole else 0

    @property
    def _chosen(self) -> set[str]:
        """Persons who are known by their key and not by their name."""
        return {member.who for member in self.members if member.who}

    def _one(self, seat: Appointment) -> str:
        return str(seat.person_id) if str(seat.person_id) in self._chosen else _key(seat)

    def _named(self, member: Member) -> str:
        return member.who or member.key

    @property
    def starts(self) -> date | None:
        """The day most of its lines give."""
        days = Counter(line.starts for line in self.lines if line.starts)
        return days.most_common(1)[0][0] if days else None

    @property
    def expires(self) -> date | None:
        """The first day after the term most of its lines give."""
        days = Counter(line.ends for line in self.lines if line.ends)
        if not days:
            return None
        after = days.most_common(1)[0][0] + timedelta(days=1)
        return after if self.starts is None or after > self.starts else None


class Preview:
    """`tables` read as `answers` say, within `reach`, on `today`."""

    def __init__(
        self,
        tables: Sequence[Table],
        answers: Answers,
        *,
        reach: Reach,
        today: date,
        sent: frozenset[int] | None = None,
    ) -> None:
        """`sent` are the seats that went out with a workbook of ours; None for other lists."""
        self.sent = sent
        self.tables, self.answers, self.today = tables, answers, today
        self.codes = recorded(reach)
        self.areas = areas_of(self.codes, today)
        self.sheets = read_lists(tables, answers, places_of(self.areas))
        self._ask_kinds()
        self._refuse_places()
        self.groups = self._grouped()
        self.corrections: list[Correction] = []
        self._recall()
        self.matches: dict[tuple[int, int], list[Known]] = {}
        self._ask_who()
        self._check_groups()

    @cached_property
    def lines(self) -> list[Line]:
        return [line for sheet in self.sheets for line in sheet.lines]

    @property
    def ready(self) -> list[Line]:
        """Lines that would be taken in."""
        return [line for group in self.to_draft for line in group.ready]

    @cached_property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.is_blocked]

    @cached_property
    def doubtful(self) -> list[Line]:
        return [line for line in self.lines if line.problems and not line.is_blocked]

    @cached_property
    def known_lines(self) -> int:
        """Lines of committees that already sit so."""
        return sum(len(group.lines) for group in self.groups if group.is_known)

    @cached_property
    def to_draft(self) -> list[Group]:
        """Committees that would get a draft order."""
        return [group for group in self.groups if group.ready and not group.is_known]

    @property
    def has_work(self) -> bool:
        """Whether taking in would change anything."""
        return bool(self.to_draft or self.to_correct)

    @property
    def to_correct(self) -> list[Correction]:
        """Lines of the register that would be put right: those of rows without problems."""
        wrong = {line.seat for line in self.lines if line.problems}
        return [one for one in self.corrections if str(one.seat.pk) not in wrong]

    @property
    def blank(self) -> int:
        return sum(sheet.blank for sheet in self.sheets)

    @property
    def passed(self) -> int:
        return sum(len(sheet.passed) for sheet in self.sheets)

    @cached_property
    def problems(self) -> list[Problem]:
        """All problems of all sheets, in the order of the file."""
        return [problem for line in self.lines for problem in line.problems]

    @property
    def unread(self) -> list[ReadSheet]:
        """Sheets whose headings match nothing."""
        return [sheet for sheet in self.sheets if sheet.head is None]

    @property
    def kindless(self) -> list[ReadSheet]:
        """Sheets with lines of which nobody knows to what committee they belong."""
        return [sheet for sheet in self.sheets if any(not line.kind for line in sheet.lines)]

    def sheet(self, number: int) -> ReadSheet | None:
        return next((sheet for sheet in self.sheets if sheet.number == number), None)

    def _ask_kinds(self) -> None:
        for line in self._every():
            if not line.kind and not any(problem.code == "kind" for problem in line.problems):
                text = "ไม่รู้ว่าเป็นคณะกรรมการใด เลือก คอช.อ. คอช.ต. หรือ ก.บ.ต. ให้แผ่นงานนี้"
                line.problems.append(Problem(line.sheet, line.row, None, "kind", text))

    def _refuse_places(self) -> None:
        """Lines of a place that such a committee cannot have, or that is not this reader's."""
        for line in self._every():
            area = self.areas.get(line.area)
            if not (line.kind and line.area) or area is None:
                continue
            if not fits(line.kind, area.level):
                text = f"{Kind(line.kind).label} ตั้งใน{area.title}ไม่ได้ ใส่ตำบลของแถวนี้"
                line.problems.append(Problem(line.sheet, line.row, None, "level", text))
            elif not any(line.area.startswith(code) for code in self.codes):
                text = f"{area.title} ไม่ใช่พื้นที่ที่ท่านบันทึกได้"
                line.problems.append(Problem(line.sheet, line.row, None, "reach", text))

    def _every(self) -> Iterator[Line]:
        return (line for sheet in self.sheets for line in sheet.lines)

    def _grouped(self) -> list[Group]:
        by_body: dict[Body, list[Line]] = {}
        for line in self._every():
            if line.kind and line.area in self.areas and fits(line.kind, _level(line.area)):
                by_body.setdefault((line.kind, line.area), []).append(line)
        self._drafts = open_drafts(by_body)
        self._sitting = sitting(
            {*by_body, *((Kind.TAMBON.value, area) for _, area in by_body)}, self.today
        )
        return [
            Group(kind, self.areas[area], lines, self._sitting.get((kind, area), []))
            for (kind, area), lines in sorted(by_body.items(), key=lambda item: _place(item[0]))
        ]

    def _recall(self) -> None:
        """Bind the rows of our own workbook to the seats they went out with."""
        if self.sent is None:
            return
        for group in self.groups:
            held = {seat.pk: seat for seat in group.seats}
            for line in group.lines:
                if not line.seat.isdecimal():
                    continue
                seat = held.get(int(line.seat))
                if seat is None:
                    self._ended_meanwhile(line)
                    continue
                column = self._column(line, Meaning.NAME, Meaning.GIVEN)
                correction = recall(line, seat, self.answers, column)
                if correction:
                    self.corrections.append(correction)
            group.newcomers = came_since(self.sent, group.seats)
            for seat in group.newcomers:
                group.notes.append(f"{seat.person.name} เข้ามาหลังจากรับสมุดงานไป จะคงไว้ในคณะ")

    def _ended_meanwhile(self, line: Line) -> None:
        if line.member and int(line.seat) in (self.sent or ()):
            text = "ผู้นี้พ้นตำแหน่งไปแล้วระหว่างที่ไฟล์อยู่กับท่าน ยืนยันถ้าจะแต่งตั้งอีกครั้ง"
            column = self._column(line, Meaning.NAME, Meaning.GIVEN)
            spot = (line.sheet, -1 if column is None else column, "ended", line.member.name)
            if spot not in self.answers.accepted:
                line.problems.append(
                    Problem(
                        *(line.sheet, line.row, column, "ended", text, line.member.name),
                        *(Cure.ACCEPT, "", "แต่งตั้งอีกครั้ง"),
                        blocks=False,
                    )
                )

    def _ask_who(self) -> None:
        """Ask about lines whose name is like that of a person who is recorded already."""
        asked = [
            (group, line)
            for group in self.groups
            for line in group.lines
            if line.member and not line.member.who
        ]
        districts = {group.area.code[:DISTRICT_DIGITS] for group in self.groups}
        found = search.suggest([line.member for _, line in asked if line.member], codes=districts)
        unsure: list[tuple[Line, list[search.Match]]] = []
        for (group, line), matches in zip(asked, found, strict=True):
            if line.member is None:
                continue
            if line.person:
                line.member = replace(line.member, who=line.person)
                continue
            here = group.area.code
            likely = [
                one
                for one in matches
                if one.likeness >= ASKED_FROM
                and one.person.area_id[:DISTRICT_DIGITS] == here[:DISTRICT_DIGITS]
            ]
            own = [one for one in likely if one.is_same_name and one.person.area_id == here]
            if likely and len(own) != 1:
                unsure.append((line, likely))
        if unsure:
            self._tell_apart(unsure)

    def _tell_apart(self, unsure: Sequence[tuple[Line, list[search.Match]]]) -> None:
        told = known([match for _, matches in unsure for match in matches], self.today)
        by_person = {one.person.pk: one for one in told}
        for line, matches in unsure:
            self.matches[(line.sheet, line.row)] = [by_person[one.person.pk] for one in matches]
            name = line.member.name if line.member else ""
            text = f"มีผู้ชื่อคล้ายกันในทะเบียน คือ {matches[0].person.name} เป็นคนเดียวกันหรือไม่"
            column = self._column(line, Meaning.NAME, Meaning.GIVEN)
            line.problems.append(
                Problem(
                    *(line.sheet, line.row, column, "person", text, name),
                    cure=Cure.PERSON,
                    blocks=False,
                )
            )

    def _check_groups(self) -> None:
        """What the rulebook and the order's own form want of each committee."""
        rulebooks = Rulebooks(*{group.kind for group in self.groups})
        asked = {group.area.code for group in self.groups if group.kind == Kind.INTEGRATED}
        fresh = {
            group.area.code: {member.key: member.name for member in group.members}
            for group in self.groups
            if group.kind == Kind.TAMBON and group.area.code in asked
        }
        known: dict[tuple[str, date, str], Wants] = {}
        for group in self.groups:
            self._remark(group)
            named = [line for line in group.lines if line.member]
            if not named:
                continue
            tambon = None
            if group.kind == Kind.INTEGRATED:
                seats = self._sitting.get((Kind.TAMBON.value, group.area.code), [])
                tambon = fresh.get(group.area.code) or names_of(seats)
            # What an office confirmed holds for its whole district.
            key = (group.kind, group.starts or self.today, group.area.code[:DISTRICT_DIGITS])
            if key not in known:
                known[key] = rulebooks.wants(*key)
            wants = known[key]
            found = composition(
                [line.member for line in named if line.member],
                wants,
                tambon,
                rows=[line.row + 1 for line in named],
            )
            self._say(group, {line.row + 1: line for line in named}, found)

    def _remark(self, group: Group) -> None:
        """What a reader should know before a draft is made of a committee."""
        days = {line.starts for line in group.lines if line.starts}
        if group.starts and len(days) > 1:
            day = format_short(group.starts)
            group.notes.append(f"วันในไฟล์ไม่ตรงกันทุกแถว จะใช้ {day} ซึ่งมีมากที่สุด")
        if drafts := self._drafts.get((group.kind, group.area.code), 0):
            group.notes.append(f"มีร่างคำสั่งที่ยังไม่ลงนามอยู่แล้ว {drafts} ฉบับ จะเพิ่มอีก 1 ฉบับ")

    def _say(self, group: Group, by_row: Mapping[int, Line], found: Sequence[Misfit]) -> None:
        for misfit in found:
            line = by_row.get(misfit.line or 0)
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
            column = self._column(line, Meaning.NAME, Meaning.GIVEN)
            return Problem(
                *(*place, column, "twice", text, member.name), Cure.SKIP, cure_label="ข้ามแถวนี้"
            )
        others = [one.member for one in _before(group, line) if one.member]
        if any(one.seat == member.seat for one in others) and member.seat != MEMBER:
            column = self._column(line, Meaning.SEAT)
            said, instead = self._said(line, column), "กรรมการ"
            return Problem(
                *place, column, "posts", text, said, Cure.CELL, instead, f"เปลี่ยนเป็น{instead}"
            )
        column = self._column(line, Meaning.NAME, Meaning.GIVEN)
        return Problem(*place, column, "misfit", text, member.name)

    def _column(self, line: Line, *meanings: Meaning) -> int | None:
        sheet = self.sheet(line.sheet)
        columns = sheet.meanings if sheet else {}
        return next((place for place, one in columns.items() if one in meanings), None)

    def _said(self, line: Line, column: int | None) -> str:
        return "" if column is None else self.tables[line.sheet].rows[line.row][column]


def seal_of(preview: Preview) -> str:
    """What was shown, in short: taking in asks that it is still the same."""
    told: list[object] = [
        (group.kind, group.area.code, [_said_of(member) for member in group.members])
        for group in preview.to_draft
    ]
    told += [(one.seat.pk, one.before, _said_of(one.after)) for one in preview.to_correct]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _said_of(member: Member) -> tuple[str, ...]:
    return member.name, member.seat, member.represents, member.phone, member.who


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


def _key(seat: Appointment) -> str:
    return matching(seat.person.given_name, seat.person.family_name)


def _level(code: str) -> str:
    return "district" if len(code) == DISTRICT_DIGITS else "tambon"


def _place(body: Body) -> tuple[str, int]:
    """District first, then its tambons, each with its คอช.ต. before its ก.บ.ต."""
    kinds = [kind.value for kind in Kind]
    return body[1], kinds.index(body[0])


__all__ = ["Group", "Preview", "seal_of"]
