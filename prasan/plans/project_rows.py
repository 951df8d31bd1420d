"""The rows of a spreadsheet that lists projects, project by project: ours, or another office's.

A project whose money has several sources has a row for each: those below the first only say the
source and the amounts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from prasan.plans.project_book import HEADINGS, MONEY
from prasan.plans.rules import BUDGET, columns_of, is_banner, is_sum, list_head
from prasan.workbooks.headings import repeats
from prasan.workbooks.tables import ERRORS, Spreadsheet, Table, place_named

MOST = 10_000
_LONGEST = {"title": 250, "problem": 1000, "doer_name": 150}
# What says nothing of a project by itself.
_SILENT = ("number", "key")


class NotOurs(ValueError):
    """A spreadsheet that is no list of projects; its text says what to do."""


@dataclass(frozen=True)
class Cells:
    """One row as it stands in the file: `row` from 1, texts by column, money texts by year.

    `broken` are sentences about cells that cannot be taken as they are; `places` the letters of
    the columns, `heads` what the file calls them.
    """

    row: int
    texts: dict[str, str]
    money: dict[int, str]
    places: dict[str, str]
    heads: dict[str, str]
    broken: list[str] = field(default_factory=list)

    def where(self, name: str) -> str:
        """A cell of this row, so that it is found in the file."""
        letter = self.places.get(name, "")
        ours = MONEY.format(year=name) if name.isdecimal() else HEADINGS.get(name, "")
        cell = f" ช่อง {letter}{self.row}" if letter else ""
        return f"แถว {self.row}{cell} {self.heads.get(name, ours)}".rstrip()


def cells_of(spreadsheet: Spreadsheet) -> list[list[Cells]]:
    """The rows of each project, first row first. NotOurs for any other file, or too long a one."""
    table, heads, first = _table(spreadsheet)
    known = columns_of(heads)
    # Of two rows of headings each may come again on a later page.
    headed = [heads, *table.rows[max(first - 2, 0) : first]]
    groups: list[list[Cells]] = []
    for row in range(first, len(table.rows)):
        if is_banner(table.rows[row]) or any(repeats(table.rows[row], one) for one in headed):
            continue
        cells = _cells(table, row, heads, known)
        if not _says_something(cells) or is_sum(*_names(cells)):
            continue
        if groups and _goes_on(cells, groups[-1][0]):
            groups[-1].append(cells)
        else:
            groups.append([cells])
    if len(groups) > MOST:
        raise NotOurs(f"ไฟล์นี้มี {len(groups):,} โครงการ รับได้ครั้งละ {MOST:,} แบ่งเป็นหลายไฟล์แล้วส่งอีกครั้ง")
    if not groups:
        raise NotOurs("ไฟล์นี้ยังไม่มีโครงการ ใส่ชื่อโครงการกับปีในแผ่น “โครงการ” แล้วส่งอีกครั้ง")
    return groups


def _table(spreadsheet: Spreadsheet) -> tuple[Table, list[str], int]:
    """The first sheet that lists projects, its headings, and its first row below them."""
    for table in spreadsheet.shown:
        if found := list_head(table.rows):
            return table, *found
    raise NotOurs(
        "ไม่พบหัวคอลัมน์ “โครงการ” กับ “ปีที่เริ่ม” หรืองบของแต่ละปีในไฟล์นี้ "
        "ตั้งหัวคอลัมน์ให้ตรง หรือดาวน์โหลดสมุดงานจากหน้านี้ วางโครงการลงไป แล้วส่งไฟล์นั้น"
    )


def _cells(table: Table, row: int, heads: list[str], known: dict[str, int]) -> Cells:
    line = table.rows[row]
    cells = Cells(
        row + 1,
        {name: line[at].strip() for name, at in known.items() if not name.isdecimal()},
        {int(name): line[at].strip() for name, at in known.items() if name.isdecimal()},
        {name: place_named(row, at).rstrip("0123456789") for name, at in known.items()},
        {name: " ".join(heads[at].split()) for name, at in known.items()},
    )
    for name, at in known.items():
        cells.broken.extend(_broken(table, cells, name, (row, at)))
    return cells


def _broken(table: Table, cells: Cells, name: str, place: tuple[int, int]) -> Iterator[str]:
    text = table.rows[place[0]][place[1]]
    if name in _SILENT:
        return
    if place in table.formulas:
        yield f"{cells.where(name)} เป็นสูตร พิมพ์ค่าลงในช่องแทนสูตร"
    elif place in table.errors or text in ERRORS:
        yield f"{cells.where(name)} แสดง {text} พิมพ์ค่าที่ถูกต้องแทน"
    elif len(text) > _LONGEST.get(name, 1000):
        yield f"{cells.where(name)} ยาวเกิน {_LONGEST.get(name, 1000):,} ตัวอักษร ย่อให้สั้นลง"


def _says_something(cells: Cells) -> bool:
    """The number of a line, its mark and what is chosen by a list say nothing alone."""
    plain = (text for name, text in cells.texts.items() if name not in _SILENT)
    return any(plain) or any(cells.money.values())


def _names(cells: Cells) -> list[str]:
    """Where a sum stands: in place of a name or of a number."""
    if cells.texts.get("key"):
        return []
    return [cells.texts.get(name, "") for name in ("title", "number")]


def _goes_on(cells: Cells, first: Cells) -> bool:
    """Whether a row only adds money to the project above it; in merged cells its texts repeat."""
    if cells.texts.get("key", first.texts.get("key")) not in ("", first.texts.get("key")):
        return False
    rest = [name for name in cells.texts if name not in ("source", "key", BUDGET)]
    is_bare = not any(cells.texts[name] for name in rest)
    is_repeated = all(cells.texts[name] == first.texts[name] for name in rest)
    adds = cells.texts.get("source") or cells.texts.get(BUDGET) or any(cells.money.values())
    return bool(adds) and (is_bare or is_repeated)
