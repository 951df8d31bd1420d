"""A block of cells copied from a spreadsheet, understood as rows of people. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from prasan.committees.offices import Office, office_of
from prasan.people.rules import split_name
from prasan.thai.digits import arabic
from prasan.thai.text import tidy

_MARKS = re.compile(r"[\s.ฯ/,()–—:_-]+")
_HEADINGS = (
    ("phone", ("โทร", "เบอร์", "มือถือ", "phone", "tel")),
    ("citizen", ("บัตรประชาชน", "ประจำตัว")),
    ("title", ("คำนำหน้า",)),
    ("family", ("นามสกุล", "สกุล")),
    ("seat", ("ตำแหน่งในคณะ", "ตำแหน่งกรรมการ", "ตำแหน่ง")),
    ("represents", ("ผู้แทน", "ตัวแทน", "มาจาก", "ที่มา", "องค์กร", "กลุ่ม", "หมู่", "บ้าน", "ที่อยู่", "สังกัด")),
    ("number", ("ลำดับ", "ที่", "no")),
)  # fmt: skip
_FIELDS = ("name", "seat", "represents", "phone")
_TITLES = frozenset(
    [
        "นาย",
        "นาง",
        "นางสาว",
        "น.ส.",
        "น.ส",
        "ด.ช.",
        "ด.ญ.",
        "ดร.",
        "พระ",
        "พระครู",
        "พระมหา",
        "พระอธิการ",
        "แม่ชี",
        "ร.ต.",
        "ร.ต.ต.",
        "ด.ต.",
        "จ.ส.อ.",
        "ว่าที่ร.ต.",
    ]
)
_FORMULA = re.compile(r"\s*(=|@|[+-]\s*[A-Za-z(])")
_CITIZEN_DIGITS = 13
_LONGEST_OFFICE = 40


@dataclass(frozen=True)
class Block:
    """Rows as the form holds them (name, seat, represents, phone), what to tell, what is left.

    `rest` is the text of the lines for which there was no room.
    """

    rows: list[dict[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    rest: str = ""


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take `text` for a formula; a lone dash or +66 is none."""
    return bool(_FORMULA.match(text))


def read_block(text: str, *, first: str = "name", room: int = 100) -> Block:
    """The people in `text`, cells parted by tabs, of whom `room` at most are taken.

    Columns are told by a row of headings, else by what is in them, else by their order from the
    field `first` on. Nothing is thrown away unsaid: what could not be placed is told.
    Source: ours, from lists that district offices keep.
    """
    lines = [line for line in _lines(text) if any(line)]
    if not lines:
        return Block(told=["ที่วางมาไม่มีข้อความ คัดลอกช่องจาก Excel แล้ววางอีกครั้ง"])
    told: list[str] = []
    columns = _headed(lines[0])
    if columns:
        lines = lines[1:]
    elif _is_strange_head(lines):
        strange = " ".join(f"“{cell}”" for cell in lines[0] if cell)
        told.append(f"ไม่รู้จักหัวตาราง {strange} จึงดูจากข้อมูลในแต่ละคอลัมน์ ตรวจก่อนบันทึก")
        lines = lines[1:]
    columns = columns or _guessed(lines, first)
    taken, left = lines[:room], lines[room:]
    rows = [_row(line, columns) for line in taken]
    if left:
        told.append(
            f"ที่วางมามี {len(lines)} แถว ใส่ได้ {len(taken)} แถว อีก {len(left)} แถวยังอยู่ในช่องวาง"
        )
    return Block(rows, [*told, *_unplaced(taken, columns)], _text(left))


def _lines(text: str) -> Iterable[list[str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for line in plain.split("\n"):
        yield [tidy(cell.strip().strip('"')) for cell in line.split("\t")]


def _text(lines: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(line) for line in lines)


def _headed(cells: Sequence[str]) -> dict[int, str]:
    """What each column holds by its heading; nothing where this is no row of headings."""
    if any(_is_name(cell) or any(ch.isdigit() for ch in arabic(cell)) for cell in cells):
        return {}
    found = {place: told for place, cell in enumerate(cells) if (told := _heading(cell))}
    known = set(found.values())
    if not known & {"name", "family", "title", "given"} or len(known) < min(2, len(cells)):
        return {}
    if "family" in known:
        found = {place: "given" if told == "name" else told for place, told in found.items()}
    return found


def _heading(cell: str) -> str | None:
    said = _MARKS.sub("", cell).casefold()
    if not said:
        return None
    if said.startswith("ชื่อ") and not said.startswith(("ชื่อกลุ่ม", "ชื่อองค์กร", "ชื่อบ้าน")):
        return "name"
    for meaning, words in _HEADINGS:
        if meaning == "number" and said in words:
            return meaning
        if meaning != "number" and any(word in said for word in words):
            return meaning
    return None


def _is_strange_head(lines: Sequence[Sequence[str]]) -> bool:
    """A first row with nobody in it over rows with people."""
    head, below = lines[0], lines[1:4]
    return (
        len([cell for cell in head if cell]) > 1
        and bool(below)
        and not any(_is_person(cell) for cell in head)
        and all(any(_is_person(cell) for cell in line) for line in below)
    )


def _guessed(lines: Sequence[Sequence[str]], first: str) -> dict[int, str]:
    """What each column holds by what is in it."""
    width = max((len(line) for line in lines), default=0)
    found: dict[int, str] = {}
    for place in range(width):
        cells = [line[place] for line in lines if place < len(line) and line[place]]
        meaning = _meaning(cells)
        if meaning and meaning not in found.values():
            found[place] = meaning
    if "title" in found.values() and "name" not in found.values():
        start = next(place for place, told in found.items() if told == "title")
        names = [place for place in range(start + 1, width) if place not in found][:2]
        found |= dict(zip(names, ("given", "family"), strict=False))
    if not {"name", "given"} & set(found.values()):
        return _ordered(width, first)
    spare = [place for place in range(width) if place not in found]
    if spare and "represents" not in found.values():
        found[spare[0]] = "represents"
    return found


def _ordered(width: int, first: str) -> dict[int, str]:
    fields = _FIELDS[_FIELDS.index(first) if first in _FIELDS else 0 :]
    return dict(zip(range(width), fields, strict=False))


def _meaning(cells: Sequence[str]) -> str | None:
    """What most of `cells` are."""
    for meaning, test in _TESTS:
        if cells and sum(test(cell) for cell in cells) * 2 > len(cells):
            return meaning
    return None


def _is_name(cell: str) -> bool:
    try:
        split_name(cell)
    except ValueError:
        return False
    return True


def _is_person(cell: str) -> bool:
    return _is_name(cell) or cell in _TITLES


def _digits(cell: str) -> str:
    return re.sub(r"[\s.()+-]", "", arabic(cell))


def _is_citizen(cell: str) -> bool:
    return len(_digits(cell)) == _CITIZEN_DIGITS and _digits(cell).isdecimal()


def _is_phone(cell: str) -> bool:
    bare = _digits(cell)
    return bare.isdecimal() and 8 <= len(bare) <= 11


def _is_number(cell: str) -> bool:
    bare = arabic(cell).rstrip(".)")
    return bare.isdecimal() and len(bare) <= 3


_TESTS = (
    ("title", lambda cell: cell in _TITLES),
    ("name", _is_name),
    ("citizen", _is_citizen),
    ("phone", _is_phone),
    ("number", _is_number),
    ("seat", lambda cell: len(cell) <= _LONGEST_OFFICE and office_of(cell) is not None),
)


def _row(cells: Sequence[str], columns: dict[int, str]) -> dict[str, str]:
    """One line as the form holds it; no column of offices, no office.

    An office nobody knows stays with the origin, to be seen.
    """
    got = {told: cells[place] for place, told in columns.items() if place < len(cells)}
    name = got.get("name") or tidy(
        f"{got.get('title', '')}{got.get('given', '')} {got.get('family', '')}"
    )
    typed = got.get("seat", "")
    office = office_of(typed) or Office("member", is_sure=not typed)
    seat = office.seat if "seat" in got else ""
    represents = got.get("represents", "")
    if not office.is_sure:
        represents = tidy(f"{represents} ({typed})") if represents else typed
    return {"name": name, "seat": seat, "represents": represents, "phone": got.get("phone", "")}


def _unplaced(lines: Sequence[Sequence[str]], columns: dict[int, str]) -> list[str]:
    """What was pasted and is in no row: named, so that nothing is lost unseen."""
    told = []
    if "citizen" in columns.values():
        told.append("ไม่ได้เก็บเลขประจำตัวประชาชนที่วางมา")
    width = max((len(line) for line in lines), default=0)
    lost = [
        next(line[place] for line in lines if place < len(line) and line[place])
        for place in range(width)
        if place not in columns and any(place < len(line) and line[place] for line in lines)
    ]
    if lost:
        examples = " ".join(f"“{cell}”" for cell in lost)
        told.append(f"ไม่ได้ใส่ {len(lost)} คอลัมน์ที่ไม่รู้ว่าเป็นอะไร เช่น {examples}")
    return told
