"""The board as its page shows it: lines and cells ready to print, nothing left to decide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from prasan.areas.models import Area
from prasan.directives.board import Board, Row
from prasan.directives.measures import DUTIES
from prasan.directives.models import Kind, Obligation
from prasan.directives.rules import Standing, State, Tally
from prasan.directives.standings import Shown, in_words, mission_words, shown
from prasan.thai.digits import thai

_UNDATED = {Kind.KEEP, Kind.DRIVE}


@dataclass(frozen=True)
class Heading:
    """One item of the letter above its columns."""

    number: int
    columns: tuple[Obligation, ...]


@dataclass(frozen=True)
class Cell:
    """One cell: `css`, `sign`, what is seen, what is heard, where it leads, its heading."""

    css: str
    sign: str
    met: str
    whole: str
    words: str
    heard: str
    link: str
    label: str
    opens: bool


@dataclass(frozen=True)
class Line:
    """One line: an area, where it leads, how it stands as a whole, and its cells."""

    area: Area
    link: str
    state: Shown
    cells: tuple[Cell, ...]
    is_late: bool
    owed: int


@dataclass(frozen=True)
class Province:
    """A province on the board of the nation: its tallies by obligation, and how it stands."""

    area: Area
    tallies: Mapping[int, Tally]
    state: Shown
    owed: int
    days: int
    units: int
    excused: int

    @property
    def is_late(self) -> bool:
        return self.owed > 0


def headings(obligations: Sequence[Obligation]) -> list[Heading]:
    """The items of the letter, each with its columns."""
    by_item = groupby(obligations, key=lambda duty: duty.item.number)
    return [Heading(number, tuple(columns)) for number, columns in by_item]


def lines(
    board: Board, rows: Sequence[Row], *, link: Callable[[Area], str], in_detail: bool
) -> list[Line]:
    """The rows as lines, those that fall short first; `in_detail` says each cell in words."""
    shown_rows = sorted(rows, key=lambda row: (not row.is_late, -row.owed, row.area.code))
    return [
        Line(
            row.area,
            link(row.area),
            whole(row),
            tuple(_cells(board, row, link(row.area), in_detail=in_detail)),
            row.is_late,
            row.owed,
        )
        for row in shown_rows
    ]


def lines_of_provinces(
    obligations: Sequence[Obligation], rows: Sequence[Province], *, link: Callable[[Area], str]
) -> list[Line]:
    """The provinces as lines, those that fall short first."""
    shown_rows = sorted(rows, key=lambda row: (not row.is_late, -row.owed, row.area.code))
    lines_ = []
    for row in shown_rows:
        place, item, cells = link(row.area), None, []
        for duty in obligations:
            opens, item = duty.item_id != item, duty.item_id
            label = f"{thai(duty.item.number)} {duty.label}"
            cells.append(_counted(duty, row.tallies[duty.pk], place, label, opens=opens))
        lines_.append(Line(row.area, place, row.state, tuple(cells), row.is_late, row.owed))
    return lines_


def whole(row: Row) -> Shown:
    """How a unit stands as a whole: its weakest standing, with the reason in words."""
    if row.is_late:
        weakest = max((one for one in row.standings if one.is_late), key=lambda one: one.state)
        look = shown(weakest.state)
        return Shown(look.css, look.sign, row.why)
    dated = [one for one in row.standings if one.due is not None]
    if any(one.state in (State.DUE_SOON, State.RETURNED) for one in dated):
        return shown(max(one.state for one in dated))
    waiting = sum(one.state == State.SENT for one in dated)
    if waiting:
        return Shown("met", "met-late", f"รอตรวจรับ {waiting} รายการ")
    if any(one.state == State.OPEN for one in dated):
        return shown(State.OPEN)
    late = max((one.days for one in dated if one.state == State.MET_LATE), default=0)
    if late:
        return Shown("met", "met-late", f"ครบ ส่งช้า {late} วัน")
    return shown(State.MET)


def _cells(board: Board, row: Row, link: str, *, in_detail: bool) -> list[Cell]:
    cells, item = [], None
    for duty, count in zip(board.obligations, row.tallies, strict=True):
        opens, item = duty.item_id != item, duty.item_id
        label = f"{thai(duty.item.number)} {duty.label}"
        standing = board.units[row.area.code].standings.get(duty.pk) if in_detail else None
        if standing:
            cells.append(_detailed(duty, standing, label, opens=opens))
        else:
            cells.append(_counted(duty, count, link, label, opens=opens))
    return cells


def _counted(duty: Obligation, count: Tally, link: str, label: str, *, opens: bool) -> Cell:
    look = shown(count.state)
    words = mission_words(count.state) if duty.kind in _UNDATED else look.label
    if count.state == State.NOT_APPLICABLE or not count.expected:
        return Cell("none", "none", "", "", "", words, "", label, opens)
    met, whole_ = str(count.met), str(count.expected)
    return Cell(look.css, look.sign, met, whole_, "", words, link, label, opens)


def _detailed(duty: Obligation, standing: Standing, label: str, *, opens: bool) -> Cell:
    look = shown(standing.state)
    words = words_of(duty, standing)
    said = standing.note if look.css != "met" and standing.note else words
    if duty.kind == Kind.QUOTA:
        met, whole_ = str(standing.done), str(standing.needed)
        return Cell(look.css, look.sign, met, whole_, "", words, standing.link, label, opens)
    heard = words if said != words else ""
    return Cell(look.css, look.sign, "", "", said, heard, standing.link, label, opens)


def words_of(duty: Obligation, standing: Standing) -> str:
    """A standing in words; what has no day is never said to be not due."""
    return mission_words(standing.state) if duty.kind in _UNDATED else in_words(standing)


@dataclass(frozen=True)
class DutyLine:
    """One duty of one unit as a list shows it."""

    obligation: Obligation
    what: str
    standing: Standing
    state: Shown
    text: str


def duty_lines(board: Board, code: str) -> list[DutyLine]:
    """Every duty of one unit, the weakest first, then in the letter's order."""
    unit = board.units.get(code)
    if unit is None:
        return []
    found = [
        (duty, unit.standings[duty.pk]) for duty in board.obligations if duty.pk in unit.standings
    ]
    found.sort(key=lambda pair: -max(pair[1].state, State.OPEN))
    return [_duty_line(duty, standing) for duty, standing in found]


def _duty_line(duty: Obligation, standing: Standing) -> DutyLine:
    look = shown(standing.state)
    said = Shown(look.css, look.sign, words_of(duty, standing))
    return DutyLine(duty, DUTIES[duty.measure].owed, standing, said, standing.note)
