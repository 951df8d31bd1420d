"""A waiting list before anything is taken: what it says, what is wrong, what would come of it.

Nothing here is stored. Any number of rows costs the same few queries.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from prasan.accounts.reach import Reach
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.committees.models import Kind
from prasan.committees.rules import fits
from prasan.orders.composition import Member
from prasan.registers.asking import ask_who
from prasan.registers.checking import Checks
from prasan.registers.groups import Group
from prasan.registers.reading import (
    Body,
    areas_of,
    open_drafts,
    places_of,
    recorded,
    sitting,
)
from prasan.registers.recalling import Correction, recall
from prasan.registers.rules.answers import Answers
from prasan.registers.rules.lines import Line, ReadSheet
from prasan.registers.rules.lists import read_lists
from prasan.registers.rules.problems import Problem
from prasan.workbooks.tables import Table


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
        self.tables, self.answers = tables, answers
        self.codes = recorded(reach)
        self.areas = areas_of(self.codes, today)
        self.sheets = read_lists(tables, answers, places_of(self.areas))
        self._ask_kinds()
        self._refuse_places()
        by_body = self._by_body()
        # The experts of a ก.บ.ต. are held against the คอช.ต. of the tambon.
        tambons = ((Kind.TAMBON.value, area) for _, area in by_body)
        seats = sitting({*by_body, *tambons}, today)
        self.groups = [
            Group(kind, self.areas[area], by_body[kind, area], seats.get((kind, area), []))
            for kind, area in sorted(by_body, key=_place)
        ]
        by_number = {sheet.number: sheet for sheet in self.sheets}
        self.corrections: Sequence[Correction] = ()
        if sent is not None:
            self.corrections = recall(self.groups, by_number, answers, sent)
        self.matches = ask_who(self.groups, by_number, today)
        Checks(tables, by_number, seats, open_drafts(by_body), today).run(self.groups)

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

    def _by_body(self) -> dict[Body, list[Line]]:
        """The lines of each committee that can be."""
        found: dict[Body, list[Line]] = {}
        for line in self._every():
            if line.kind and line.area in self.areas and fits(line.kind, _level(line.area)):
                found.setdefault((line.kind, line.area), []).append(line)
        return found


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


def _level(code: str) -> str:
    return "district" if len(code) == DISTRICT_DIGITS else "tambon"


def _place(body: Body) -> tuple[str, int]:
    """District first, then its tambons, each with its คอช.ต. before its ก.บ.ต."""
    kinds = [kind.value for kind in Kind]
    return body[1], kinds.index(body[0])
