"""One project of a file as it was understood, and how its cells are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from prasan.plans.actions import Outline
from prasan.plans.actions.listed import Entry, Standing
from prasan.plans.models import MoneySource
from prasan.plans.project_rows import Cells
from prasan.plans.rules import BUDGET, figure
from prasan.plans.rules import lines as read
from prasan.plans.saving import tidy

Value = TypeVar("Value")
_SOURCES = {one.value: one.label for one in MoneySource}
_NAMES = {
    "title": "ชื่อโครงการ",
    "problem": "ปัญหา",
    "doer": "ผู้ดำเนินการ",
    "doer_name": "ชื่อผู้ดำเนินการ",
    "beneficiaries": "ผู้ได้รับประโยชน์",
    "first_year": "ปีที่เริ่ม",
    "last_year": "ปีที่สิ้นสุด",
    "money": "งบประมาณ",
    "tags": "ป้าย",
    "places": "พื้นที่",
}


@dataclass
class Line:
    """A project of the file as it was understood."""

    cells: Sequence[Cells]
    entry: Entry | None = None
    standing: Standing | None = None
    problems: list[str] = field(default_factory=list)
    is_conflict: bool = False

    @property
    def row(self) -> int:
        return self.cells[0].row

    @property
    def title(self) -> str:
        return tidy(self.cells[0].texts.get("title", ""))

    @property
    def total(self) -> Decimal:
        money = self.entry.outline.money if self.entry else ()
        return sum((amount for _, _, amount in money), Decimal(0))

    @property
    def years(self) -> str:
        if self.entry is None:
            return ""
        first, last = self.entry.outline.first_year, self.entry.outline.last_year
        return str(first) if first == last else f"{first}–{last}"

    @property
    def is_new(self) -> bool:
        return not self.problems and self.standing is None

    @property
    def is_changed(self) -> bool:
        return bool(not self.problems and self.standing and self.changed)

    @cached_property
    def changed(self) -> list[str]:
        """What the line changes of the project there is, by its fields' names."""
        if self.standing is None or self.entry is None:
            return []
        return [_NAMES[name] for name in self.standing.changes(self.entry.outline)]

    def try_to(
        self, name: str, cells: Cells, take: Callable[[str], Value], text: str
    ) -> Value | None:
        """What a cell says; None with a problem that names the cell."""
        try:
            return take(text)
        except read.Unreadable as refusal:
            self.problems.append(f"{cells.where(name)}: {refusal}")
            return None


def years(line: Line) -> tuple[int | None, int | None]:
    """When a project begins and ends: as it says, else the years it has money in."""
    first, texts = line.cells[0], line.cells[0].texts
    begin = line.try_to("first_year", first, read.year_in, texts.get("first_year", ""))
    end = line.try_to("last_year", first, read.year_in, texts.get("last_year", ""))
    if begin is None and not line.problems:
        paid = sorted(
            year
            for cells in line.cells
            for year, text in cells.money.items()
            if text.strip("-–0., ")
        )
        begin, end = (paid[0], end or paid[-1]) if paid else (None, end)
    return begin, end


def money(line: Line, begin: int | None) -> list[tuple[int, str, Decimal]]:
    """What each row of a project has by year; an amount without a year is of the year it begins."""
    money = []
    for cells in line.cells:
        source = line.try_to(
            "source",
            cells,
            lambda t: read.choice_in(t, _SOURCES, MoneySource.OPEN),
            cells.texts.get("source", ""),
        )
        amounts = [(year, str(year), text) for year, text in cells.money.items()]
        if begin is not None and not any(cells.money.values()):
            amounts.append((begin, BUDGET, cells.texts.get(BUDGET, "")))
        for year, name, text in amounts:
            amount = line.try_to(name, cells, read.baht_in, text)
            if amount is not None and amount < 0:
                line.problems.append(f"{cells.where(name)}: งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า")
            elif amount and source:
                money.append((year, source, amount))
    return money


def kept(outline: Outline, line: Line) -> Outline:
    """`outline` with what the project there is says wherever the file has no column for it."""
    if line.standing is None:
        return outline
    texts, said = line.cells[0].texts, line.standing.said
    fields: dict[str, Any] = {
        name: said[name]
        for name in ("problem", "doer", "doer_name", "beneficiaries")
        if name not in texts
    }
    if not line.cells[0].money and BUDGET not in texts:
        fields["money"] = said["money"]
    return replace(outline, **fields)


def changed_here(line: Line) -> bool:
    """Whether somebody changed the project since the file went out, and the file says otherwise."""
    entry, standing = line.entry, line.standing
    if entry is None or standing is None or entry.edition is None:
        return False
    return entry.edition != standing.project.edition and bool(standing.changes(entry.outline))


def conflict(line: Line) -> str:
    """What the plan says now beside what the file says, field by field."""
    assert line.standing
    assert line.entry
    told = " · ".join(
        f"{_NAMES[name]} ในแผน {_value(old)} ในไฟล์ {_value(new)}"
        for name, (old, new) in line.standing.changes(line.entry.outline).items()
    )
    where = line.cells[0].where("title")
    return f"{where}: มีผู้แก้โครงการนี้หลังดาวน์โหลดสมุดงาน {told}"


def _value(value: object) -> str:
    if isinstance(value, list):
        amounts = [row[2] for row in value if isinstance(row, tuple) and len(row) == 3]
        return f"{figure(sum(amounts))} บาท" if amounts else f"{len(value)} รายการ"
    return "ว่าง" if value in (None, "") else str(value)
