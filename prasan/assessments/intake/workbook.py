"""The same form as a workbook: which sheet and column holds what, and the tree they make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prasan.assessments.intake.nodes import Node, Problem
from prasan.assessments.rules import Sums
from prasan.workbooks.tables import Spreadsheet, Table, place_named

HEAD, LEVELS, GATES = "แบบ", "ระดับ", "เงื่อนไข"
CATEGORIES, INDICATORS, POINTS = "หมวด", "ตัวชี้วัด", "คะแนน"
ENGLISH = "ภาษาอังกฤษ"

# Sheet by sheet, the headings of its columns and what the form calls them.
COLUMNS: dict[str, dict[str, str]] = {
    LEVELS: {"ระดับ": "name", ENGLISH: "name_en", "ตั้งแต่ร้อยละ": "from_percent"},
    GATES: {
        "ของระดับ": "of",
        "ข้อ": "indicator",
        "หมวด": "category",
        "ระดับที่ต้องผ่าน": "level",
        "อย่างน้อย": "least",
        "เพราะ": "reason",
        ENGLISH: "reason_en",
    },
    CATEGORIES: {
        "หมวดที่": "number",
        "ชื่อหมวด": "name",
        ENGLISH: "name_en",
        "น้ำหนัก": "weight",
    },
    INDICATORS: {
        "หมวดที่": "of",
        "ข้อ": "number",
        "ตัวชี้วัด": "name",
        ENGLISH: "name_en",
        "หลักฐาน": "evidence",
        "หลักฐานภาษาอังกฤษ": "evidence_en",
        "ต้องมีหลักฐานตั้งแต่คะแนน": "evidence_from",
        "น้ำหนัก": "weight",
        "ไม่ต้องประเมินเมื่อ": "not_applicable",
        "ช่วงคะแนน": "scale",
        "คำนวณจาก": "fact",
    },
    POINTS: {
        "ข้อ": "of",
        "คะแนน": "points",
        "ความหมาย": "text",
        ENGLISH: "text_en",
        "ค่าที่คำนวณได้ตั้งแต่": "threshold",
    },
}
# The first sheet has one heading a row.
ROWS = {
    "รหัสแบบ": "key",
    "รุ่น": "version",
    "ชื่อแบบ": "name",
    "ชื่อแบบภาษาอังกฤษ": "name_en",
    "ที่มา": "source",
    "ที่มาภาษาอังกฤษ": "source_en",
    "เป็นแบบตัวอย่าง": "is_example",
    "วิธีรวมคะแนน": "sums",
    "จำนวนหมวด": "categories",
    "จำนวนตัวชี้วัด": "indicators",
}
SUMS = {
    Sums.POINTS: "รวมคะแนนทุกข้อ",
    Sums.WEIGHTED: "ถ่วงน้ำหนักรายข้อ",
    Sums.AVERAGES: "เฉลี่ยของค่าเฉลี่ยรายหมวด",
}
NAMES = {
    "key": "รหัสแบบ", "version": "รุ่น", "name": "ชื่อ", "name_en": "ชื่อภาษาอังกฤษ", "source": "ที่มา",
    "source_en": "ที่มาภาษาอังกฤษ", "is_example": "เป็นแบบตัวอย่าง", "sums": "วิธีรวมคะแนน",
    "categories": "หมวด", "indicators": "ตัวชี้วัด", "levels": "ระดับ", "number": "เลขข้อ",
    "from_percent": "ตั้งแต่ร้อยละ", "weight": "น้ำหนัก", "scale": "ช่วงคะแนน", "points": "แผ่นคะแนน",
    "fact": "คำนวณจาก", "thresholds": "ค่าที่คำนวณได้ตั้งแต่", "evidence": "หลักฐาน", "text": "ความหมาย",
    "evidence_en": "หลักฐานภาษาอังกฤษ", "evidence_from": "ต้องมีหลักฐานตั้งแต่คะแนน",
    "not_applicable": "ไม่ต้องประเมินเมื่อ", "least": "อย่างน้อย", "least_percent": "อย่างน้อย",
    "reason": "เพราะ", "reason_en": "เพราะภาษาอังกฤษ", "level": "ระดับที่ต้องผ่าน", "category": "หมวด",
    "indicator": "ข้อ", "text_en": "ความหมายภาษาอังกฤษ",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its cells by what the form calls them, and where it stands."""

    where: str
    cells: Mapping[str, Node]

    def text(self, key: str) -> str:
        return self.cells[key].text.strip() if key in self.cells else ""

    def part(self, *left_out: str) -> dict[str, Node]:
        """The cells that say something."""
        return {
            key: node
            for key, node in self.cells.items()
            if key not in left_out and not node.is_empty
        }


def from_workbook(book: Spreadsheet) -> tuple[Node | None, list[Problem]]:
    """The tree of the form in `book`, or what keeps it from being one."""
    if problems := list(_shape(book)):
        return None, problems
    parts, problems = _head(book)
    rows = {name: list(_rows(book, name)) for name in COLUMNS}
    problems += _strays(rows)
    levels = [
        _with(
            row, "gates", [_gate(one) for one in rows[GATES] if one.text("of") == row.text("name")]
        )
        for row in rows[LEVELS]
    ]
    points: dict[str, list[Row]] = {}
    for row in rows[POINTS]:
        points.setdefault(row.text("of"), []).append(row)
    indicators: dict[str, list[Node]] = {}
    for row in rows[INDICATORS]:
        node, doubled = _indicator(row, points.get(row.text("number"), []))
        problems += doubled
        indicators.setdefault(_plain(row.text("of")), []).append(node)
    categories = [
        _with(row, "indicators", indicators.get(_plain(row.text("number")), []))
        for row in rows[CATEGORIES]
    ]
    where = f"แผ่น {HEAD}"
    root = {
        **parts,
        "levels": Node(f"แผ่น {LEVELS}", items=levels),
        "categories": Node(f"แผ่น {CATEGORIES}", items=categories),
    }
    return (None, problems) if problems else (Node(where, parts=root), [])


def _shape(book: Spreadsheet) -> Iterator[Problem]:
    """Sheets and headings that are not there."""
    for name in (HEAD, *COLUMNS):
        table = book.table(name)
        if table is None:
            # A form without gates needs no sheet of them.
            if name != GATES:
                told = f"ไม่มีแผ่น {name} เริ่มจากไฟล์ที่ดาวน์โหลดได้จากแบบที่มีอยู่"
                yield Problem(f"แผ่น {name}", "ทั้งไฟล์", told)
        elif name in COLUMNS:
            heads = _headings(table, name)
            for heading in COLUMNS[name]:
                if heading not in heads and heading not in _OPTIONAL:
                    yield Problem(f"แผ่น {name}", f"แผ่น {name}", f"ไม่มีหัวตาราง {heading}")
        for at, shown in table.errors.items() if table else ():
            told = f"สูตรคำนวณไม่ได้ ({shown}) พิมพ์ค่าจริงแทน"
            yield Problem(_cell(name, *at), f"แผ่น {name}", told)


_OPTIONAL = {
    ENGLISH, "หลักฐานภาษาอังกฤษ", "น้ำหนัก", "ไม่ต้องประเมินเมื่อ", "ช่วงคะแนน", "คำนวณจาก",
    "ค่าที่คำนวณได้ตั้งแต่", "ต้องมีหลักฐานตั้งแต่คะแนน", "ระดับที่ต้องผ่าน", "เพราะ", "หลักฐาน",
}  # fmt: skip


def _headings(table: Table, name: str) -> dict[str, tuple[int, int]]:
    """Where each heading stands: the first row that holds the sheet's first heading."""
    first = next(iter(COLUMNS[name]))
    for row, cells in enumerate(table.rows):
        if first in (cell.strip() for cell in cells):
            return {
                cell.strip(): (row, column) for column, cell in enumerate(cells) if cell.strip()
            }
    return {}


def _rows(book: Spreadsheet, name: str) -> Iterator[Row]:
    table = book.table(name)
    if table is None:
        return
    heads = _headings(table, name)
    top = next(iter(heads.values()))[0]
    columns = {key: heads[title][1] for title, key in COLUMNS[name].items() if title in heads}
    for at, cells in enumerate(table.rows[top + 1 :], start=top + 1):
        if not any(cells[column].strip() for column in columns.values()):
            continue
        nodes = {
            key: Node(_cell(name, at, column), cells[column]) for key, column in columns.items()
        }
        yield Row(f"แผ่น {name} แถว {at + 1}", nodes)


def _head(book: Spreadsheet) -> tuple[dict[str, Node], list[Problem]]:
    """The rows of the first sheet: a heading, then its value."""
    table = book.table(HEAD)
    assert table is not None
    found: dict[str, Node] = {}
    problems: list[Problem] = []
    for at, cells in enumerate(table.rows):
        heading = cells[0].strip()
        if heading not in ROWS:
            continue
        value = cells[1] if len(cells) > 1 else ""
        node = Node(_cell(HEAD, at, 1), value)
        if ROWS[heading] in found:
            problems.append(Problem(node.where, "หัวแบบ", f"{heading} มีสองแถว เหลือไว้แถวเดียว"))
        elif not node.is_empty:
            found[ROWS[heading]] = node
    declared: dict[str, Node] = {
        key: found.pop(key) for key in ("categories", "indicators") if key in found
    }
    if declared:
        found["declares"] = Node(f"แผ่น {HEAD}", parts=declared)
    if sums := found.get("sums"):
        by_label = {label: str(key) for key, label in SUMS.items()}
        found["sums"] = Node(sums.where, by_label.get(sums.text.strip(), sums.text))
    return found, problems


def _strays(rows: Mapping[str, list[Row]]) -> list[Problem]:
    """Rows that belong to nothing: gates of no level, indicators of no category, and so on."""
    owners = (
        (GATES, LEVELS, "name", "ระดับ"),
        (INDICATORS, CATEGORIES, "number", "หมวด"),
        (POINTS, INDICATORS, "number", "ข้อ"),
    )
    found = []
    for name, owner, key, word in owners:
        known = {_plain(row.text(key)) for row in rows[owner]}
        for row in rows[name]:
            if _plain(row.text("of")) not in known:
                told = f"อ้าง{word} {row.text('of') or 'ว่าง'} ซึ่งไม่มีในแผ่น {owner}"
                found.append(Problem(row.cells["of"].where, f"แผ่น {name}", told))
    return found


def _gate(row: Row) -> Node:
    parts = row.part("of")
    if "category" in parts and "least" in parts:
        parts["least_percent"] = parts.pop("least")
    return Node(row.where, parts=parts)


def _indicator(row: Row, points: list[Row]) -> tuple[Node, list[Problem]]:
    """The indicator with its rows of points as headings, and scores told twice."""
    parts = row.part("of")
    meanings: dict[str, Node] = {}
    thresholds: dict[str, Node] = {}
    problems = []
    for each in points:
        score = _plain(each.text("points"))
        if score in meanings:
            told = f"คะแนน {score} ซ้ำกัน แต่ละคะแนนมีแถวเดียว"
            problems.append(Problem(each.cells["points"].where, f"ข้อ {row.text('number')}", told))
        meanings[score] = Node(each.where, parts=each.part("of", "points", "threshold"))
        if each.text("threshold"):
            thresholds[score] = each.cells["threshold"]
    if meanings:
        parts["points"] = Node(points[0].where, parts=meanings)
    if thresholds:
        parts["thresholds"] = Node(points[0].where, parts=thresholds)
    return Node(row.where, parts=parts), problems


def _with(row: Row, key: str, items: list[Node]) -> Node:
    parts = row.part()
    if items or key != "gates":
        parts[key] = Node(row.where, items=items)
    return Node(row.where, parts=parts)


def _cell(name: str, row: int, column: int) -> str:
    return f"แผ่น {name} ช่อง {place_named(row, column)}"


def _plain(number: str) -> str:
    """A whole number as a program may have told it: 2.0 is 2; 1.10 stays 1.10."""
    shorter = number.strip().removesuffix(".0")
    return shorter if shorter.isdigit() else number.strip()
