"""A memo (บันทึกข้อความ) and an order of an office, made of the same values as a letter."""

from prasan.letters.documents import ExternalLetter
from prasan.letters.papers import (
    Block,
    Labelled,
    Names,
    Paper,
    Signatures,
    Signer,
    Text,
    Title,
    blank,
)
from prasan.thai.calendar import buddhist_year, format_long

_RULE = "_" * 22


def memo(letter: ExternalLetter) -> Paper:
    """The memo form: office and section, number and date on one line, subject, to, text.

    Source: the form of memos in the regulation on official correspondence, as quoted in guides;
    not confirmed against the form itself.
    """
    number = letter.number or blank(3.5)
    day = format_long(letter.written) if letter.written else blank(4)
    return Paper(
        title=letter.subject,
        written=letter.written,
        has_catch_words=True,
        has_crest=True,
        beside="บันทึกข้อความ",
        urgency=letter.urgency,
        corner="" if letter.number else "ร่าง",
        blocks=(
            Labelled("ส่วนราชการ", (" ".join(letter.issuing),), width_cm=2.4),
            Names(((f"ที่  {number}", f"วันที่  {day}"),), widths=(1, 1), indent_cm=0.0, gap=3.0),
            Labelled("เรื่อง", (letter.subject,)),
            Labelled("เรียน", letter.to),
            *_references(letter),
            *_text(letter),
            Signatures((Signer(letter.signature.name, letter.signature.lines),)),
        ),
    )


def order(letter: ExternalLetter, *, issuer: str) -> Paper:
    """An order of the office: crest, number and year, subject, text, the day, who signs.

    Source: the form of orders in the regulation on official correspondence, clause 16, as quoted.
    """
    written = letter.written
    year = blank(1.5) if written is None else str(buddhist_year(written))
    number = letter.number.split("/")[0] if letter.number else blank(1.5)
    day = f"{format_long(written)}" if written else blank(4)
    signed = day.replace(year, f"พ.ศ. {year}") if written else day
    return Paper(
        title=letter.subject,
        written=written,
        has_crest=True,
        has_catch_words=True,
        corner="" if letter.number else "ร่าง",
        blocks=(
            Title((f"คำสั่ง{issuer}", f"ที่ {number}/{year}")),
            Title((f"เรื่อง  {letter.subject}", _RULE)),
            *_text(letter),
            Text(f"สั่ง  ณ  วันที่  {signed}", gap=12.0),
            Signatures((Signer(letter.signature.name, letter.signature.lines),)),
        ),
    )


def _references(letter: ExternalLetter) -> list[Block]:
    labelled = (("อ้างถึง", letter.references), ("สิ่งที่ส่งมาด้วย", letter.enclosures))
    return [Labelled(label, lines) for label, lines in labelled if lines]


def _text(letter: ExternalLetter) -> list[Block]:
    return [Text(one.text, one.number) for one in letter.body if one.text.strip()]
