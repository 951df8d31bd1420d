"""The text of a letter as it is typed: paragraphs, numbers, and places to fill in. Pure."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from prasan.letters.documents import Paragraph
from prasan.thai.calendar import format_long

# What a new letter fills in by itself.
FILLED = ("สำนักงาน", "พื้นที่", "วันนี้", "ปีงบประมาณ", "ปี พ.ศ.")
_FIELD = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"^([0-9๐-๙]{1,2}(?:(?:\.[0-9๐-๙]{1,2})+[.)]?|[.)])|\([0-9๐-๙]{1,2}\))[ \t]+")
_NEAR = 0.7
_LONGEST_NAME = 60
# What an example of a place looks like, by what its name speaks of; the first that fits.
_EXAMPLES = (
    ("เวลา", "09.30 น."),
    ("จำนวน", "12"),
    ("เลขที่", "1/2568"),
    ("สถานที่", "ห้องประชุมที่ว่าการอำเภอ"),
)


def paragraphs(typed: str) -> list[Paragraph]:
    """Paragraphs as they were typed: an empty line parts them, a number begins one of its own.

    Source: ours; numbered items stand at the paragraph's indent, as in the Lampang letter.
    """
    found: list[Paragraph] = []
    for part in re.split(r"\n\s*\n", typed.replace("\r\n", "\n")):
        held: list[str] = []
        for line in (one.strip() for one in part.splitlines()):
            if _NUMBER.match(line) and held:
                found.append(_paragraph(held))
                held = []
            if line:
                held.append(line)
        if held:
            found.append(_paragraph(held))
    return found


def _paragraph(lines: Sequence[str]) -> Paragraph:
    text = " ".join(lines)
    match = _NUMBER.match(text)
    return Paragraph(text[match.end() :], match[1]) if match else Paragraph(text)


def as_typed(body: Iterable[tuple[str, str]]) -> str:
    """Numbers and texts as `paragraphs` reads them back."""
    return "\n\n".join(f"{number} {text}".strip() for number, text in body)


def fields_in(*texts: str) -> list[str]:
    """The places to fill in, each once, in their order."""
    return list(dict.fromkeys(name.strip() for text in texts for name in _FIELD.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with the places that are known filled in; the others stay for the writer."""
    return _FIELD.sub(lambda match: values.get(match[1].strip(), match[0]), text)


def example_of(name: str, day: date) -> str:
    """Something a writer might put into the place `name`: a day, an hour, else the name itself.

    Source: ours; only to show what a template looks like.
    """
    if "วัน" in name or "กำหนดส่ง" in name:
        return format_long(day)
    return next((said for word, said in _EXAMPLES if word in name), f"({name})")


def field_problems(*texts: str) -> Iterator[str]:
    """What is wrong with the places of a template, in words. Source: ours."""
    for text in texts:
        if _FIELD.sub("", text).count("{") or _FIELD.sub("", text).count("}"):
            yield "วงเล็บปีกกาไม่ครบคู่ ช่องเติมพิมพ์แบบ {ชื่อช่อง} และไม่ซ้อนกัน"
            break
    for name in fields_in(*texts):
        if not name:
            yield "ช่องเติม {} ไม่มีชื่อ ใส่ชื่อในวงเล็บ เช่น {วันประชุม}"
        elif "\n" in name or len(name) > _LONGEST_NAME:
            yield (
                f"ช่อง {{{name[:20].split()[0]}…}} ยาวเกินชื่อ อาจลืมปิดวงเล็บ"
                f" ชื่อช่องอยู่ในบรรทัดเดียว ไม่เกิน {_LONGEST_NAME} อักษร"
            )
        elif name not in FILLED and (near := difflib.get_close_matches(name, FILLED, 1, _NEAR)):
            yield f"ช่อง {{{name}}} คล้าย {{{near[0]}}} ที่ระบบเติมให้ พิมพ์ให้ตรงหรือเปลี่ยนชื่อให้ต่างออกไป"
