"""The parts of a letter, each a block of rows with its place across the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from prasan.letters.blanks import blank
from prasan.letters.documents import Annex, ExternalLetter, Paragraph, Signature
from prasan.letters.typesetting.blocks import PART_GAP, PITCH, URGENCY_SIZE, Block, Form, Mark, cm
from prasan.letters.typesetting.lines import tidy
from prasan.letters.typesetting.setting import CENTRE, INDENT, SIGNING_ROWS, Setter
from prasan.thai.calendar import format_long

# Source: guides to the Prime Minister's Office rules on typing official letters (margins 3 and
# 2 cm, urgency 32 points); the bottom margin of 2 cm is ours, after the form.
FORM = Form(
    width=cm(21), height=cm(29.7), left=cm(3), right=cm(2), first_top=cm(4.7),
    number_top=cm(2.5), next_top=cm(2.5) + 2 * PITCH, bottom=cm(27.7), has_catch_words=True,
)  # fmt: skip
ROOM = FORM.room
URGENCY_TOP = cm(3.1)
_LABELLED = cm(1.5)
_ISSUING_GAP = 24.0


def text(letter: ExternalLetter, setter: Setter) -> list[Block]:
    """Everything from ที่ to the last paragraph."""
    label = setter.labelled
    return [
        *_heading(letter, setter),
        setter.lines("date", [_day(letter)], x=CENTRE),
        *label("subject", "เรื่อง", [letter.subject], least=_LABELLED),
        *label("to", "เรียน", letter.to, least=_LABELLED, names=True),
        *label("reference", "อ้างถึง", _numbered(letter.references), least=_LABELLED),
        *label("enclosure", "สิ่งที่ส่งมาด้วย", _numbered(letter.enclosures), least=_LABELLED),
        *(_paragraph(paragraph, setter) for paragraph in letter.body if paragraph.text.strip()),
    ]


def ending(letter: ExternalLetter, setter: Setter) -> list[Block]:
    """The closing and all below it, which stay on one page."""
    closing = setter.lines("closing", [letter.closing], x=CENTRE, gap=2 * PART_GAP)
    axis = CENTRE + setter.width(letter.closing) / 2
    half = min(axis, ROOM - axis)
    signed = _signature(letter.signature, setter, x=axis - half, room=2 * half)
    issuing = setter.lines("issuing", letter.issuing, gap=_ISSUING_GAP)
    motto = setter.lines("motto", letter.motto, gap=2 * PART_GAP, align="center")
    blocks = [block for block in (closing, signed, issuing, motto) if block.rows]
    kept = [replace(block, keeps=True) for block in blocks]
    return [replace(kept[0], holds_on=True), *kept[1:]]


def urgency(letter: ExternalLetter) -> Iterator[Mark]:
    """What only the first page has above the text: how urgent the letter is."""
    if letter.urgency:
        block = Block(
            "urgency", ((letter.urgency,),), x=0.0, room=ROOM, size=URGENCY_SIZE, is_bold=True,
            is_lines=True,
        )  # fmt: skip
        yield Mark(block, block.rows, 0, 1, URGENCY_TOP)


def _heading(letter: ExternalLetter, setter: Setter) -> list[Block]:
    """ที่ at the margin and, on the same line from the centre, where the office is."""
    label = tidy(f"ที่  {letter.number or blank(3.5)}")
    place = setter.lines("place", letter.place or (" ",), x=CENTRE)
    if setter.width(label) > CENTRE - 6:
        return [setter.lines("number", [label]), place]
    return [replace(place, rows=place.rows or ((),), label=label)]


def _day(letter: ExternalLetter) -> str:
    return format_long(letter.written) if letter.written else blank(4.5)


def _paragraph(paragraph: Paragraph, setter: Setter) -> Block:
    rows = setter.paragraph(paragraph.text, paragraph.number)
    return Block("paragraph", tuple(rows), x=0.0, room=ROOM, indent=INDENT, is_spread=True)


def _signature(signature: Signature, setter: Setter, *, x: float, room: float) -> Block:
    """The name and the lines of position, centred together."""
    rows = setter.signer(signature.name, signature.lines, room)
    return Block(
        "signature", tuple(rows), x=x, room=room, gap=SIGNING_ROWS * PITCH, align="center",
        is_lines=True,
    )  # fmt: skip


def named_texts(letter: ExternalLetter) -> Iterator[tuple[str, str]]:
    """Every text of `letter` with its field's name, paragraphs and lines counted from 1."""
    yield "subject", letter.subject
    yield "number", letter.number or ""
    yield "closing", letter.closing
    yield "signature.name", letter.signature.name or ""
    for name in ("place", "to", "references", "enclosures", "issuing", "motto"):
        for place, line in enumerate(getattr(letter, name), start=1):
            yield f"{name}[{place}]", line
    for place, line in enumerate(letter.signature.lines, start=1):
        yield f"signature.lines[{place}]", line
    for place, paragraph in enumerate(letter.body, start=1):
        yield f"body[{place}]", f"{paragraph.number} {paragraph.text}"
    for place, annex in enumerate(letter.annexes, start=1):
        yield from _annex_texts(f"annexes[{place}]", annex)


def _annex_texts(name: str, annex: Annex) -> Iterator[tuple[str, str]]:
    yield f"{name}.title", " ".join(annex.title)
    yield f"{name}.heads", " ".join(annex.heads)
    for place, row in enumerate(annex.rows, start=1):
        yield f"{name}.rows[{place}]", " ".join(row)


def _numbered(lines: Sequence[str]) -> list[str]:
    """More than one reference or enclosure are counted: ๑. ๒. ๓."""
    if len(lines) < 2:
        return list(lines)
    return [f"{place}. {line}" for place, line in enumerate(lines, start=1)]
