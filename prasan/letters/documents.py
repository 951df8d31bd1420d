"""An official letter as plain values, and as JSON (docs/letter-json.md). No database, no clock."""

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from prasan.thai.calendar import parse_date

URGENCIES = ("ด่วนที่สุด", "ด่วนมาก", "ด่วน")
CLOSING = "ขอแสดงความนับถือ"
_PNG = b"\x89PNG\r\n\x1a\n"


class LetterProblem(ValueError):
    """What keeps a letter from being made: every problem at once, each naming its field."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the text; `number` such as "๑." stands at the paragraph's indent."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Signature:
    """Who signs, and the lines of position below; without a name a blank is printed."""

    name: str | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annex:
    """A table enclosed with the letter (สิ่งที่ส่งมาด้วย), on pages of its own.

    `widths` are proportions, one for each column; none at all makes the columns equal.
    """

    title: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class ExternalLetter:
    """The parts of an external letter (หนังสือภายนอก), in the order they are printed.

    A draft has no `number` or no `written` day yet: grey blanks are printed for them.
    `crest` is the office's own file, SVG or PNG; without it a grey frame keeps its place.
    Digits may be typed either way; all are printed Thai, except in web and mail addresses.
    """

    subject: str
    to: tuple[str, ...]
    body: tuple[Paragraph, ...]
    signature: Signature = Signature()
    urgency: str = ""
    number: str | None = None
    place: tuple[str, ...] = ()
    written: date | None = None
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    closing: str = CLOSING
    issuing: tuple[str, ...] = ()
    motto: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    crest: bytes | None = None

    @classmethod
    def from_json(cls, mapping: Mapping[str, Any]) -> Self:
        """The letter a JSON object describes; raises LetterProblem with every problem at once."""
        fields = _Fields(mapping, set(cls.__dataclass_fields__))
        letter = cls(
            subject=fields.text("subject", "เรื่อง"),
            to=fields.lines("to", "เรียน", needed=True),
            body=tuple(_paragraphs(fields)),
            signature=_signature(fields),
            urgency=_urgency(fields),
            number=fields.text("number", "ที่", needed=False) or None,
            place=fields.lines("place", "ที่ตั้งส่วนราชการ"),
            written=fields.day("written", "วันที่ของหนังสือ"),
            references=fields.lines("references", "อ้างถึง"),
            enclosures=fields.lines("enclosures", "สิ่งที่ส่งมาด้วย"),
            closing=fields.text("closing", "คำลงท้าย", needed=False) or CLOSING,
            issuing=fields.lines("issuing", "ส่วนราชการเจ้าของเรื่อง"),
            motto=fields.lines("motto", "คำขวัญท้ายหนังสือ"),
            annexes=tuple(_annexes(fields)),
            crest=fields.file("crest", "ตราครุฑ"),
        )
        fields.refuse()
        return letter

    def to_json(self) -> dict[str, Any]:
        """The JSON object that `from_json` reads back as this very letter."""
        mapping = asdict(self)
        mapping["written"] = self.written.isoformat() if self.written else None
        mapping["crest"] = base64.b64encode(self.crest).decode() if self.crest else None
        return mapping


def crest_problem(data: bytes) -> str:
    """Why `data` cannot be a crest, or nothing; whether it opens shows when it is printed."""
    is_picture = data.startswith(_PNG) or b"<svg" in data[:4096]
    return "" if is_picture else "ตราครุฑต้องเป็นแฟ้ม SVG หรือ PNG"


class _Fields:
    """One JSON object being read; problems are gathered, and `refuse` raises them together."""

    def __init__(
        self, mapping: object, known: set[str], path: str = "", problems: list[str] | None = None
    ) -> None:
        self.problems = [] if problems is None else problems
        self.path = path
        self.mapping: Mapping[str, Any] = {}
        if not isinstance(mapping, Mapping):
            self.say("", "ต้องเป็นวัตถุ JSON คือเขียนในวงเล็บปีกกา { }")
            return
        self.mapping = mapping
        for key in mapping:
            if key not in known:
                self.say(str(key), f"ไม่รู้จักช่องนี้ ช่องที่ใช้ได้คือ {', '.join(sorted(known))}")

    def say(self, key: str, problem: str) -> None:
        name = ".".join(part for part in (self.path, key) if part)
        self.problems.append(f"{name}: {problem}" if name else f"หนังสือ: {problem}")

    def refuse(self) -> None:
        if self.problems:
            raise LetterProblem(self.problems)

    def text(self, key: str, label: str, *, needed: bool = True) -> str:
        value = self.mapping.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str):
            self.say(key, f"{label}ต้องเป็นข้อความ" if key in self.mapping else f"ไม่มี{label}")
        elif needed and not value.strip():
            self.say(key, f"{label}ต้องไม่ว่าง")
        return value.strip() if isinstance(value, str) else ""

    def lines(self, key: str, label: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.mapping.get(key)
        values = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(values, (list, tuple)) or not all(isinstance(v, str) for v in values):
            self.say(key, f'{label}ต้องเป็นรายการข้อความ เช่น ["บรรทัดแรก", "บรรทัดที่สอง"]')
            return ()
        lines = tuple(line.strip() for line in values if line.strip())
        if needed and not lines:
            self.say(key, f"{label}ต้องมีอย่างน้อยหนึ่งบรรทัด")
        return lines

    def day(self, key: str, label: str) -> date | None:
        text = self.text(key, label, needed=False)
        try:
            return parse_date(text) if text else None
        except ValueError as error:
            self.say(key, f"{label} {error}")
            return None

    def file(self, key: str, label: str) -> bytes | None:
        """A picture as base64."""
        text = self.text(key, label, needed=False)
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            self.say(key, f"{label}ต้องเป็นแฟ้ม SVG หรือ PNG ที่เข้ารหัสแบบ base64")
            return None
        if data and (problem := crest_problem(data)):
            self.say(key, problem)
        return data or None

    def each(self, key: str, label: str) -> Iterator[tuple[str, object]]:
        """The members of a list, each with its path, such as body[2] (counted from 1)."""
        values = self.mapping.get(key, ())
        if not isinstance(values, (list, tuple)):
            self.say(key, f"{label}ต้องเป็นรายการ คือเขียนในวงเล็บเหลี่ยม [ ]")
            return
        for place, value in enumerate(values, start=1):
            yield f"{key}[{place}]", value


def _paragraphs(fields: _Fields) -> Iterator[Paragraph]:
    paragraphs = list(fields.each("body", "เนื้อความ"))
    if not paragraphs:
        fields.say("body", "เนื้อความต้องมีอย่างน้อยหนึ่งย่อหน้า")
    for path, value in paragraphs:
        mapping = {"text": value} if isinstance(value, str) else value
        inner = _Fields(mapping, {"text", "number"}, path, fields.problems)
        yield Paragraph(inner.text("text", "ข้อความ"), inner.text("number", "เลขข้อ", needed=False))


def _signature(fields: _Fields) -> Signature:
    mapping = fields.mapping.get("signature") or {}
    inner = _Fields(mapping, {"name", "lines"}, "signature", fields.problems)
    name = inner.text("name", "ชื่อผู้ลงนาม", needed=False).removeprefix("(").removesuffix(")")
    return Signature(name or None, inner.lines("lines", "ตำแหน่งผู้ลงนาม"))


def _urgency(fields: _Fields) -> str:
    urgency = fields.text("urgency", "ชั้นความเร็ว", needed=False)
    if urgency and urgency not in URGENCIES:
        fields.say("urgency", f"ชั้นความเร็วต้องเป็น {' / '.join(URGENCIES)} หรือเว้นว่าง")
    return urgency


def _annexes(fields: _Fields) -> Iterator[Annex]:
    known = set(Annex.__dataclass_fields__)
    for path, value in fields.each("annexes", "บัญชีแนบท้าย"):
        inner = _Fields(value, known, path, fields.problems)
        heads = inner.lines("heads", "หัวตาราง", needed=True)
        rows = tuple(_cells(inner, row_path, row) for row_path, row in inner.each("rows", "แถว"))
        for place, row in enumerate(rows, start=1):
            if len(row) != len(heads):
                inner.say(f"rows[{place}]", f"มี {len(row)} ช่อง แต่หัวตารางมี {len(heads)} ช่อง")
        yield Annex(inner.lines("title", "ชื่อบัญชี"), heads, rows, _widths(inner, len(heads)))


def _cells(inner: _Fields, path: str, row: object) -> tuple[str, ...]:
    if isinstance(row, (list, tuple)) and all(isinstance(cell, (str, int)) for cell in row):
        return tuple(str(cell).strip() for cell in row)
    inner.say(path, "แถวต้องเป็นรายการข้อความ ช่องละหนึ่งข้อความ")
    return ()


def _widths(inner: _Fields, columns: int) -> tuple[float, ...]:
    widths = [value for _, value in inner.each("widths", "ความกว้างของช่อง")]
    numbers = [
        w for w in widths if isinstance(w, (int, float)) and not isinstance(w, bool) and w > 0
    ]
    if len(numbers) != len(widths) or len(widths) not in (0, columns):
        inner.say("widths", f"ความกว้างต้องเป็นตัวเลขมากกว่าศูนย์ {columns} ตัว หรือเว้นว่าง")
        return ()
    return tuple(float(number) for number in numbers)
