"""What stands above the text of a letter: number, day, urgency, subject, to whom, references."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.letters.reading.days import MONTH, Day, days_in
from prasan.letters.reading.labels import ENCLOSURES, REFERENCES, SUBJECT, TO, label_of
from prasan.letters.reading.paragraphs import PAGE, joined
from prasan.letters.reading.values import Doubt, Reference
from prasan.thai.digits import arabic

URGENCIES = ("ด่วนที่สุด", "ด่วนมาก", "ด่วน")
_SECRET = re.compile(r"(?m)^\s*(ลับที่สุด|ลับมาก|ลับ)\s*$")
# ลป ๐๐๑๙.๓/ว ๒๕๙๘ · มท ๐๔๐๒/ว๑๒๓ · ลป 0019/123 · ที่ว่าการ… is no number.
_CODE = r"(?P<code>[ก-ฮ]{1,5}\.?\s?\d{2,5}(?:\.\d{1,3})*)"
NUMBER = re.compile(
    rf"{_CODE}\s*/\s*(?P<circular>ว)?\s*(?:\([ก-ฮ]\))?\s*\.?\s*(?P<number>\d{{1,6}})(?!\d|\s*(?:{MONTH}))"
)
_AT = re.compile(rf"ที่\s*{NUMBER.pattern}")
_NOT_YET = re.compile(rf"ที่\s*{_CODE}\s*/\s*(?P<circular>ว)?")
# คำสั่งที่ ๓๑๒/๒๕๖๗, ที่ อบต.สาธิต ๑๒/๒๕๖๗
_YEARLY = re.compile(r"ที่\s*(?:[ก-ฮ]\S{0,20}\s+)?(?P<number>\d{1,5})\s*/\s*(?P<year>25\d{2})(?!\d)")
_STAMP = re.compile(r"รับ(?:ที่|เลข|วันที่)?|เลข(?:ที่)?\s*รับ|เวลา\s*[\d.]|ลงรับ")
# How near to a day the words of a stamp stand.
_NEAR = 25
_SAID_BELOW = re.compile(r"(?:สั่ง|ประกาศ|ให้ไว้)\s*ณ\s*(?:วันที่\s*)?")
_BODY = re.compile("ตามที่|ด้วย|เนื่อง|บัดนี้|ในการนี้|ตาม|เพื่อ|สืบเนื่อง|กรม|จังหวัด|กระทรวง|พร้อมนี้|ขอ|อาศัย")
_LISTED = re.compile(r"^\(?\d{1,2}[.)]\s*")
_WHO = (
    "นายอำเภอ|อำเภอ|ผู้ว่า|พัฒนาการ|นายก|กำนัน|ประธาน|ผู้ใหญ่บ้าน|ปลัด|หัวหน้า|ผู้อำนวยการ|พัฒนากร|คณะกรรมการ|ท่าน"
    "|สาธารณสุข|ท้องถิ่น|เกษตร|อธิบดี"
)
_AND = re.compile(
    rf"\s*,\s*|\s*(?<!\S)และ\s*(?={_WHO})|(?<=[ก-์])และ\s?(?={_WHO})|\s+(?={_WHO})|\s*/\s*(?={_WHO})"
)
_OFFICES = ("นายอำเภอ", "ผู้ว่าราชการจังหวัด", "พัฒนาการอำเภอ", "พัฒนาการจังหวัด", "นายกเทศมนตรี", "กำนัน")
# A line of addressees that ends so goes on in the next.
_UNFINISHED = re.compile(r"(?:(?<!ทุก)(?P<name>อำเภอ|ตำบล|จังหวัด)|,|และ)$")
_NEAR_LINES = 4
# A subject is a line or two; what goes on is the text of a paper without an addressee.
_LONGEST_SUBJECT = 300


@dataclass(frozen=True)
class Head:
    """The head of a letter, and the lines of its text.

    `secrecy` is as written; `has_code` says that the office's code stands there, and perhaps no
    number after it yet.
    """

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
    secrecy: str = ""
    has_code: bool = False
    title: str = ""


def head_of(lines: Sequence[str]) -> Head:
    """The head of a letter or memo from its tidy lines; what is not there is left empty."""
    top = _first_label(lines)
    parts, body = _parts(lines[top:])
    above = [line for line in lines[:top] if line and line != PAGE]
    below = list(_out_of_place(parts))
    plain = arabic("\n".join([*above, *below]))
    number, is_circular = _number(plain)
    written = _written([*above, *below], body)
    references = tuple(_reference(text) for text in _each(parts.get(REFERENCES, [])))
    return Head(
        number=number,
        dated=written.day if written else None,
        urgency=next((word for word in URGENCIES if word in plain), ""),
        circular=is_circular,
        subject=_run_on(parts.get(SUBJECT, [])),
        to=tuple(_addressees(parts.get(TO, []))),
        references=references or tuple(_cited(body)),
        enclosures=tuple(_each(parts.get(ENCLOSURES, []))),
        body=tuple(body),
        doubts=written.doubts if written else (),
        secrecy=found[1] if (found := _SECRET.search("\n".join(lines))) else "",
        has_code=bool(number or _NOT_YET.search(plain)),
        title=next(iter(above), ""),
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
    if match:
        return _label(match), bool(match["circular"])
    if yearly := _YEARLY.search(above):
        return f"{yearly['number']}/{yearly['year']}", False
    not_yet = _NOT_YET.search(above)
    return "", bool(not_yet and not_yet["circular"])


def _written(above: Sequence[str], body: Sequence[str]) -> Day | None:
    """The day the letter was written: on a line of its own, and no stamp of who received it."""
    named = [
        (len(arabic(line)) - (day.end - day.start), place, day)
        for place, line in enumerate(above)
        for day in days_in(line)
        if not _STAMP.search(arabic(line)[max(0, day.start - _NEAR) : day.end + _NEAR])
    ]
    if named:
        # A line that is only the day; of several the last, which stands nearest the subject.
        alone = [one for one in named if one[0] == 0]
        return (alone[-1] if alone else named[0])[2]
    for line in body:
        if (days := days_in(line)) and days[0].end - days[0].start == len(line):
            # A letter under the seal has its day at its foot.
            return days[0]
        if match := _SAID_BELOW.search(line):
            return next(iter(days_in(line[match.end() :])), None)
    return None


def _first_label(lines: Sequence[str]) -> int:
    """Where the subject stands; without one, the first of the other labels."""
    labelled = [(place, found[0]) for place, line in enumerate(lines) if (found := label_of(line))]
    subjects = [place for place, label in labelled if label == SUBJECT]
    return next(iter(subjects), next((place for place, _label in labelled), 0))


def _out_of_place(parts: dict[str, list[str]]) -> Iterator[str]:
    """Lines of a PDF's other column that came among the labels: the number, the day."""
    for label in (SUBJECT, TO):
        for line in list(parts.get(label, []))[1:]:
            days = days_in(line)
            is_day = bool(days) and days[0].end - days[0].start == len(line)
            if is_day or re.fullmatch(_AT, arabic(line)):
                parts[label].remove(line)
                yield line


def _parts(lines: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The lines under each label, and those of the text."""
    parts: dict[str, list[str]] = {}
    label, is_apart = "", False
    for place, line in enumerate(lines):
        found = label_of(line)
        if found and (found[0] not in parts or found[0] in (label, TO)):
            label, is_apart = found[0], False
            parts.setdefault(label, []).extend([found[1]] if found[1] else [])
        elif not line or line == PAGE:
            is_apart = bool(label and parts[label])
        elif label and not _begins_text(line, label, parts[label], lines[place:], is_apart):
            parts[label].append(line)
        else:
            return parts, list(lines[place:])
    return parts, []


def _begins_text(
    line: str, label: str, said: Sequence[str], rest: Sequence[str], is_apart: bool
) -> bool:
    """Whether `line` is the first of the text rather than more of the label's."""
    if label == SUBJECT:
        if any(found[0] != SUBJECT for one in rest if (found := label_of(one))):
            return False
        return (
            is_apart
            or sum(map(len, said)) + len(line) > _LONGEST_SUBJECT
            or bool(_BODY.match(line))
        )
    if _LISTED.match(arabic(line)):
        return bool(said) and not any(_LISTED.match(arabic(one)) for one in said)
    if label == TO and ((said and _UNFINISHED.search(said[-1])) or _is_before_label(rest)):
        return False
    if label == TO and re.match(r"นายอำเภอ|อำเภอ|ผู้ว่า|และ|พัฒนาการ", line):
        return bool(re.match("อำเภอ.*(?:ขอ|ได้|ดำเนิน)", line))
    return bool(_BODY.match(line)) or len(line) > 120 or label == TO


def _is_before_label(lines: Sequence[str]) -> bool:
    """Whether another label of the head comes within a few lines."""
    near = [line for line in lines if line and line != PAGE][1:_NEAR_LINES]
    return any(found[0] in (REFERENCES, ENCLOSURES) for one in near if (found := label_of(one)))


def _run_on(lines: Sequence[str]) -> str:
    said = ""
    for line in lines:
        said = joined(said, line) if said else line
    return said


def _each(lines: Sequence[str]) -> Iterator[str]:
    """Numbered lines one by one, without their numbers; a line without goes on with the last."""
    held = ""
    for line in _spread(lines):
        if match := _LISTED.match(arabic(line)):
            if held:
                yield held
            held = line[match.end() :]
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
    number = number_in(text)
    yearly = _YEARLY.search(arabic(text))
    if not number and yearly:
        number = f"{yearly['number']}/{yearly['year']}"
    return Reference(number, days[-1].day if days else None)


def _cited(body: Sequence[str]) -> Iterator[Reference]:
    """A letter that a memo cites in its first paragraph rather than under a label."""
    first = next((arabic(line) for line in body if line and line != PAGE), "")
    for match in NUMBER.finditer(first):
        days = days_in(first[match.end() : match.end() + 60])
        if days and re.match(r"\s*(?:ลงวันที่|ลว\.?)", first[match.end() :]):
            yield Reference(_label(match), days[0].day)


def _side_by_side(lines: Sequence[str]) -> str:
    """Addressees in lines; a name broken after อำเภอ is put together."""
    said = ""
    for line in lines:
        ends = _UNFINISHED.search(said)
        said = f"{said}{'' if ends and ends['name'] else ' '}{line}"
    return said.strip()


def _addressees(lines: Sequence[str]) -> Iterator[str]:
    """Each addressee with its office: นายอำเภอเถิน, อำเภองาว are two district chiefs."""
    said = (
        ", ".join(_each(lines))
        if any(_LISTED.match(arabic(one)) for one in lines)
        else _side_by_side(lines)
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
