"""A plan's list of projects as a workbook: out as it stands, and its rows read in again.

A project whose money has several sources has a row for each: those below the first only say the
source and the amounts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from prasan.plans.models import Doer, Inclusion, MoneySource, Plan, PlanVersion
from prasan.plans.tags import STRONG, tags
from prasan.thai.digits import arabic
from prasan.workbooks.tables import ERRORS, Spreadsheet, Table, place_named
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write

PROJECTS, TAGS = "โครงการ", "ป้าย"
# What each column is called, by what a line keeps of it; those of money are one for each year.
HEADINGS = {
    "number": "ที่",
    "title": "โครงการ",
    "problem": "ปัญหาหรือความต้องการ",
    "villages": "พื้นที่ดำเนินการ",
    "doer": "ผู้ดำเนินการ",
    "doer_name": "ชื่อผู้ดำเนินการ",
    "first_year": "ปีที่เริ่ม",
    "last_year": "ปีที่สิ้นสุด",
    "source": "แหล่งงบประมาณ",
    "beneficiaries": "ผู้ได้รับประโยชน์ (คน)",
    "strong": "ตำบลเข้มแข็ง",
    "tags": "ป้ายอื่น",
    "key": "รหัสแถว",
}
MONEY = "งบปี {year} (บาท)"
_MONEY = re.compile(r"งบ(?:ประมาณ)?\s*ปี\s*(\d{4})\s*(?:\(บาท\))?")
_NEEDED = ("title", "first_year")
MOST = 10_000
_FREE_ROWS = 60
_LONGEST = {"title": 250, "problem": 1000, "doer_name": 150}


class NotOurs(ValueError):
    """A spreadsheet that is no list of projects; its text says what to do."""


@dataclass(frozen=True)
class Cells:
    """One row as it stands in the file: `row` from 1, texts by column, money texts by year.

    `broken` are sentences about cells that cannot be taken as they are; `places` what the file
    calls the columns.
    """

    row: int
    texts: dict[str, str]
    money: dict[int, str]
    places: dict[str, str]
    broken: list[str] = field(default_factory=list)

    def where(self, name: str) -> str:
        """A cell of this row, so that it is found in the file."""
        letter = self.places.get(name, "")
        heading = MONEY.format(year=name) if name.isdecimal() else HEADINGS.get(name, "")
        cell = f" ช่อง {letter}{self.row}" if letter else ""
        return f"แถว {self.row}{cell} {heading}".rstrip()


def workbook_of(plan: Plan, version: PlanVersion) -> bytes:
    """The projects of one version with free rows below; four queries."""
    rows: list[list[Value]] = []
    years = range(plan.first_year, plan.last_year + 1)
    for number, inclusion in enumerate(_standing(plan, version), start=1):
        rows += _rows(number, inclusion, years, plan.area_id)
    title = f"โครงการใน{plan}"
    listed = [[name] for code, name in tags().items() if code != STRONG]
    sheets = [
        Sheet(
            PROJECTS,
            _columns(plan, years),
            rows,
            title=[title, "แถวละหนึ่งโครงการ งบหลายแหล่งให้เพิ่มแถวถัดไป ใส่เฉพาะแหล่งกับจำนวนเงิน"],
            free_rows=_FREE_ROWS,
        ),
        Sheet(TAGS, [Column("ป้ายที่ใช้ได้", 50)], listed, is_portrait=True),
    ]
    return write(sheets, title=title)


def _standing(plan: Plan, version: PlanVersion) -> list[Inclusion]:
    found = Inclusion.objects.filter(project__plan=plan).in_version(version.number)
    loaded = found.select_related("project").order_by("first_year", "project")
    return list(loaded.prefetch_related("money", "project__tags", "project__places"))


def _rows(
    number: int, inclusion: Inclusion, years: Sequence[int], area: str
) -> Iterator[list[Value]]:
    project = inclusion.project
    named = [
        tags()[one.tag] for one in project.tags.all() if one.tag != STRONG and one.tag in tags()
    ]
    villages = [one.village for one in project.places.all() if one.village and one.area_id == area]
    key = f"{project.pk}-{project.edition}"
    paid: dict[str, dict[int, Decimal]] = {}
    for one in inclusion.money.all():
        paid.setdefault(one.source, {})[one.year] = one.amount
    for place, (source, amounts) in enumerate((paid or {"": {}}).items()):
        money: list[Value] = [float(amounts[year]) if year in amounts else None for year in years]
        label = MoneySource(source).label if source else ""
        if place:
            yield [*[None] * 8, *money, label, None, None, None, key]
            continue
        yield [
            *(number, project.title, project.problem, "; ".join(villages)),
            *(project.get_doer_display(), project.doer_name),
            *(inclusion.first_year, inclusion.last_year, *money, label, project.beneficiaries),
            "ใช่" if any(one.tag == STRONG for one in project.tags.all()) else None,
            *("; ".join(named), key),
        ]


def _columns(plan: Plan, years: Sequence[int]) -> list[Column]:
    year = f"ปี พ.ศ. ในแผน {plan.years}"
    baht = "เป็นบาท เว้นว่างเมื่อไม่มี"
    return [
        Column(HEADINGS["number"], 6, Kind.WHOLE, is_centred=True),
        Column(HEADINGS["title"], 38),
        Column(HEADINGS["problem"], 30),
        Column(HEADINGS["villages"], 20, tip="เช่น หมู่ 3 บ้านปงเตา คั่นด้วย ; เว้นว่างถ้าทำทั้งพื้นที่"),
        Column(HEADINGS["doer"], 22, choices=[one.label for one in Doer], is_strict=True),
        Column(HEADINGS["doer_name"], 18, tip="เช่น อบต.ปงเตา"),
        Column(HEADINGS["first_year"], 9, tip=year, is_centred=True),
        Column(HEADINGS["last_year"], 9, tip=f"{year} เว้นว่างถ้าทำปีเดียว", is_centred=True),
        *(Column(MONEY.format(year=one), 15, Kind.NUMBER, tip=baht) for one in years),
        Column(HEADINGS["source"], 22, choices=[one.label for one in MoneySource], is_strict=True),
        Column(HEADINGS["beneficiaries"], 13, Kind.WHOLE),
        Column(HEADINGS["strong"], 10, choices=["ใช่"], is_centred=True),
        Column(HEADINGS["tags"], 26, tip="ชื่อตามแผ่น “ป้าย” หลายป้ายคั่นด้วย ;"),
        Column(HEADINGS["key"], 12, is_hidden=True),
    ]


def cells_of(spreadsheet: Spreadsheet) -> list[list[Cells]]:
    """The rows of each project, first row first. NotOurs for any other file, or too long a one."""
    table, head = _table(spreadsheet)
    heads = [" ".join(arabic(cell).split()) for cell in table.rows[head]]
    places = {name: heads.index(text) for name, text in HEADINGS.items() if text in heads}
    money = {
        int(found[1]): at for at, text in enumerate(heads) if (found := _MONEY.fullmatch(text))
    }
    groups: list[list[Cells]] = []
    for row in range(head + 1, len(table.rows)):
        cells = _cells(table, row, places, money)
        if not _says_something(cells):
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


def _table(spreadsheet: Spreadsheet) -> tuple[Table, int]:
    wanted = {HEADINGS[name] for name in _NEEDED}
    for table in spreadsheet.shown:
        for row, cells in enumerate(table.rows[:30]):
            if wanted <= {" ".join(cell.split()) for cell in cells}:
                return table, row
    needed = " และ ".join(HEADINGS[name] for name in _NEEDED)
    raise NotOurs(f"ไม่พบหัวคอลัมน์ {needed} ในไฟล์นี้ ดาวน์โหลดสมุดงานจากหน้านี้ วางโครงการลงไป แล้วส่งไฟล์นั้น")


def _cells(table: Table, row: int, places: dict[str, int], money: dict[int, int]) -> Cells:
    line = table.rows[row]
    named = {**places, **{str(year): at for year, at in money.items()}}
    cells = Cells(
        row + 1,
        {name: line[at].strip() for name, at in places.items()},
        {year: line[at].strip() for year, at in money.items()},
        {name: place_named(row, at).rstrip("0123456789") for name, at in named.items()},
    )
    for name, at in named.items():
        cells.broken.extend(_broken(table, cells, name, (row, at)))
    return cells


def _broken(table: Table, cells: Cells, name: str, place: tuple[int, int]) -> Iterator[str]:
    text = table.rows[place[0]][place[1]]
    if name in ("number", "key"):
        return
    if place in table.formulas:
        yield f"{cells.where(name)} เป็นสูตร พิมพ์ค่าลงในช่องแทนสูตร"
    elif place in table.errors or text in ERRORS:
        yield f"{cells.where(name)} แสดง {text} พิมพ์ค่าที่ถูกต้องแทน"
    elif len(text) > _LONGEST.get(name, 1000):
        yield f"{cells.where(name)} ยาวเกิน {_LONGEST.get(name, 1000):,} ตัวอักษร ย่อให้สั้นลง"


def _says_something(cells: Cells) -> bool:
    """The number of a line, its mark and what is chosen by a list say nothing alone."""
    plain = (text for name, text in cells.texts.items() if name not in ("number", "key"))
    return any(plain) or any(cells.money.values())


def _goes_on(cells: Cells, first: Cells) -> bool:
    """Whether a row only adds money to the project above it; in merged cells its texts repeat."""
    if cells.texts.get("key", first.texts.get("key")) not in ("", first.texts.get("key")):
        return False
    rest = [name for name in cells.texts if name not in ("source", "key")]
    is_bare = not any(cells.texts[name] for name in rest)
    is_repeated = all(cells.texts[name] == first.texts[name] for name in rest)
    adds = cells.texts.get("source") or any(cells.money.values())
    return bool(adds) and (is_bare or is_repeated)
