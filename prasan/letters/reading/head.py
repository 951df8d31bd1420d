"""What stands above the text of a letter: number, day, urgency, subject, to whom, references."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.letters.reading.days import days_in
from prasan.letters.reading.paragraphs import LABELS, PAGE
from prasan.letters.reading.values import Doubt, Reference
from prasan.thai.digits import arabic

URGENCIES = ("ด่วนที่สุด", "ด่วนมาก", "ด่วน")
# ลป ๐๐๑๙.๓/ว ๒๕๙๘ · มท ๐๔๐๒/ว๑๒๓ · ลป 0019/123 · ที่ว่าการ… is no number.
NUMBER = re.compile(
    r"(?P<code>[ก-ฮ]{1,5}\.?\s?\d{2,5}(?:\.\d{1,3})*)\s*/\s*(?P<circular>ว)?\s*\.?\s*(?P<number>\d{1,6})"
)
_AT = re.compile(rf"ที่\s*{NUMBER.pattern}")
_BODY = re.compile("ตามที่|ด้วย|เนื่อง|บัดนี้|ในการนี้|ตาม|เพื่อ|สืบเนื่อง|กรม|จังหวัด|กระทรวง|พร้อมนี้|ขอ")
_LISTED = re.compile(r"^\(?\d{1,2}[.)]\s*")
_LABEL = re.compile(rf"({'|'.join(LABELS)})\s*[:：]?\s*(.*)")
_WHO = (
    "นายอำเภอ|อำเภอ|ผู้ว่า|พัฒนาการ|นายก|กำนัน|ประธาน|ผู้ใหญ่บ้าน|ปลัด|หัวหน้า|ผู้อำนวยการ|พัฒนากร|คณะกรรมการ|ท่าน"
)
_AND = re.compile(
    rf"\s*,\s*|\s*(?<!\S)และ\s*(?={_WHO})|(?<=[ก-์])และ\s?(?={_WHO})|\s+(?={_WHO})|\s*/\s*(?={_WHO})"
)
_OFFICES = ("นายอำเภอ", "ผู้ว่าราชการจังหวัด", "พัฒนาการอำเภอ", "พัฒนาการจังหวัด", "นายกเทศมนตรี", "กำนัน")


@dataclass(frozen=True)
class Head:
    """The head of a letter, and the lines of its text."""

    number: str
    dated: date | None
    urgency: str
    circular: bool
    subject: str
    to: tuple[str, ...]
    references: tuple[Reference, ...]
    enclosures: tuple[str, ...]
    body: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def head_of(lines: Sequence[str]) -> Head:
    """The head of a letter or memo from its tidy lines; what is not there is left empty."""
    top = _first_label(lines)
    parts, body = _parts(lines[top:])
    above = arabic("\n".join(line for line in lines[:top] if line != PAGE))
    number, is_circular = _number(above)
    written = [day for day in days_in(above) if day.day or day.doubts]
    references = tuple(_reference(text) for text in _each(parts.get("อ้างถึง", [])))
    return Head(
        number=number,
        dated=written[0].day if written else None,
        urgency=next((word for word in URGENCIES if word in above), ""),
        circular=is_circular,
        subject=" ".join(parts.get("เรื่อง", [])).strip(),
        to=tuple(_addressees(parts.get("เรียน", []))),
        references=references,
        enclosures=tuple(_each(parts.get("สิ่งที่ส่งมาด้วย", []))),
        body=tuple(body),
        doubts=tuple(doubt for day in written[:1] for doubt in day.doubts),
    )


def number_in(text: str) -> str:
    """The first letter number cited in `text`, one space before what follows ว; "" without one."""
    match = NUMBER.search(arabic(text))
    return _label(match) if match else ""


def _label(match: re.Match[str]) -> str:
    code = re.sub(r"^([ก-ฮ]+)\.?\s?", r"\1 ", match["code"])
    return f"{code}/{'ว ' if match['circular'] else ''}{match['number']}"


def _number(above: str) -> tuple[str, bool]:
    match = _AT.search(above) or NUMBER.search(above)
    return (_label(match), bool(match["circular"])) if match else ("", False)


def _first_label(lines: Sequence[str]) -> int:
    """Where the subject stands; without one, after the last line that looks like a head."""
    for place, line in enumerate(lines):
        if line.startswith(LABELS[0]):
            return place
    for place, line in enumerate(lines):
        if line.startswith(LABELS[1:]):
            return place
    return 0


def _parts(lines: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The lines under each label, and those of the text."""
    parts: dict[str, list[str]] = {}
    label = ""
    for place, line in enumerate(lines):
        found = _LABEL.fullmatch(line)
        if found and (found[1] not in parts) and (label or found[1] == LABELS[0] or not parts):
            label = found[1]
            parts[label] = [found[2]] if found[2] else []
        elif not line or line == PAGE:
            continue
        elif label and not _begins_text(line, label, parts[label]):
            parts[label].append(line)
        else:
            return parts, list(lines[place:])
    return parts, []


def _begins_text(line: str, label: str, said: Sequence[str]) -> bool:
    """Whether `line` is the first of the text rather than more of the label's."""
    if label in ("เรื่อง",):
        return False
    if _LISTED.match(arabic(line)):
        return bool(said) and not any(_LISTED.match(arabic(one)) for one in said)
    if label == "เรียน" and re.match(r"นายอำเภอ|อำเภอ|ผู้ว่า|และ|พัฒนาการ", line):
        return bool(re.match("อำเภอ.*(?:ขอ|ได้|ดำเนิน)", line))
    return bool(_BODY.match(line)) or len(line) > 120 or label == "เรียน"


def _each(lines: Sequence[str]) -> Iterator[str]:
    """Numbered lines one by one, without their numbers; a line without goes on with the last."""
    held = ""
    for line in _spread(lines):
        if _LISTED.match(arabic(line)):
            if held:
                yield held
            held = line[_LISTED.match(arabic(line)).end() :]  # type: ignore[union-attr]
        else:
            held = f"{held} {line}".strip()
    if held:
        yield held


def _spread(lines: Sequence[str]) -> Iterator[str]:
    """๑. … ๒. … typed in one line, one by one."""
    for line in lines:
        plain, cut = arabic(line), 0
        for match in re.finditer(r"(?<=\s)\d{1,2}[.)]\s+(?=\D)", plain):
            if _LISTED.match(plain):
                yield line[cut : match.start()].strip()
                cut = match.start()
        yield line[cut:].strip()


def _reference(text: str) -> Reference:
    days = days_in(text)
    return Reference(number_in(text), days[-1].day if days else None)


def _addressees(lines: Sequence[str]) -> Iterator[str]:
    """Each addressee with its office: นายอำเภอเถิน, อำเภองาว are two district chiefs."""
    said = (
        ", ".join(_each(lines))
        if any(_LISTED.match(arabic(one)) for one in lines)
        else " ".join(lines)
    )
    office = ""
    for part in _AND.split(said):
        name = part.strip().removeprefix("และ").strip()
        if not name:
            continue
        office = next((one for one in _OFFICES if name.startswith(one)), office)
        if office == "นายอำเภอ" and name.startswith("อำเภอ"):
            name = f"นาย{name}"
        yield name
