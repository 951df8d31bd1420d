"""A letter of an office from what its writer typed, and what it begins with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from prasan.accounts.models import Office
from prasan.letters import official_papers
from prasan.letters.blanks import blank
from prasan.letters.documents import ExternalLetter, Paragraph, Signature
from prasan.letters.models import Form, Letter, Signatory, TemplateVersion, Urgency
from prasan.letters.papers import Paper
from prasan.letters.wording import example_of, fields_in, filled, paragraphs
from prasan.thai.calendar import FiscalYear, buddhist_year, format_long

_CLOSING = "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ"
_FROM_TO = "จากเดิม “{ข้อความเดิม}” เป็น “{ข้อความที่ถูกต้อง}”"
_EXAMPLE_TO = "(ผู้รับหนังสือ)"


def composed(
    *,
    office: Office,
    subject: str,
    urgency: str,
    to: Sequence[str],
    body: str,
    references: Sequence[str],
    enclosures: Sequence[str],
    signatory: Signatory | None,
) -> ExternalLetter:
    """The letter without number and date, as it is kept and printed."""
    return ExternalLetter(
        urgency="" if urgency == Urgency.NORMAL else Urgency(urgency).label,
        place=(office.hall, office.address),
        subject=subject,
        to=tuple(to),
        references=tuple(references),
        enclosures=tuple(enclosures),
        body=tuple(paragraphs(body)),
        signature=Signature(signatory.name, tuple(signatory.lines)) if signatory else Signature(),
        issuing=issuing(office),
        motto=tuple(line for line in office.motto.splitlines() if line.strip()),
    )


def first_words(version: TemplateVersion | None, office: Office, day: date) -> ExternalLetter:
    """What a new letter begins with: the template's words with what is known filled in."""
    values = known_words(office, day)
    if version is None:
        body: tuple[Paragraph, ...] = (Paragraph(_CLOSING),)
        subject = ""
    else:
        blocks = version.blocks.all()
        body = tuple(Paragraph(filled(one.text, values), one.number) for one in blocks)
        subject = filled(version.subject, values)
    return ExternalLetter(
        subject=subject, to=(), body=body, place=(office.hall, office.address),
        issuing=issuing(office),
    )  # fmt: skip


def correction(letter: Letter) -> ExternalLetter:
    """What a letter begins with that corrects a numbered one: places for the old and new words."""
    kind = "คำสั่ง" if letter.form == Form.ORDER else "หนังสือ"
    dated = f" ลงวันที่ {format_long(letter.dated)}" if letter.dated else ""
    said = f"คำสั่งที่ {letter.label}{dated}" if kind == "คำสั่ง" else "หนังสือที่อ้างถึง"
    body = (
        Paragraph(f"ตาม{said} เรื่อง {letter.subject} นั้น"),
        Paragraph(
            f"ขอแก้ไขข้อความใน{kind}ดังกล่าว จากเดิม “{{ข้อความเดิม}}” เป็น “{{ข้อความที่ถูกต้อง}}” นอกนั้นคงเดิม"
        ),
        *(() if kind == "คำสั่ง" else (Paragraph("จึงเรียนมาเพื่อโปรดทราบ"),)),
    )
    office = letter.office
    return ExternalLetter(
        subject=f"แก้ไข{kind} ที่ {letter.label}",
        to=tuple(row.name for row in letter.recipients.all()),
        references=() if kind == "คำสั่ง" else (letter.citation,),
        urgency="" if letter.urgency == Urgency.NORMAL else letter.get_urgency_display(),
        place=(office.hall, office.address),
        body=body,
        issuing=issuing(office),
        motto=tuple(line for line in office.motto.splitlines() if line.strip()),
    )


def known_words(office: Office, day: date) -> dict[str, str]:
    """What the places are filled in with that need no writer."""
    return {
        "สำนักงาน": office.name,
        "พื้นที่": office.area.title,
        "วันนี้": format_long(day),
        "ปีงบประมาณ": str(FiscalYear.of(day)),
        "ปี พ.ศ.": str(buddhist_year(day)),
    }


def example(
    office: Office,
    *,
    subject: str,
    body: str,
    form: str,
    signatory: Signatory | None,
    day: date,
) -> ExternalLetter | Paper:
    """A template as the paper it would make, every place filled in with an example."""
    values = known_words(office, day)
    for name in fields_in(subject, body):
        values.setdefault(name, example_of(name, day))
    content = composed(
        office=office,
        subject=filled(subject, values),
        urgency=Urgency.NORMAL,
        to=[_EXAMPLE_TO],
        body=filled(body, values),
        references=[],
        enclosures=[],
        signatory=signatory,
    )
    return on_paper(content, form=form, issuer=office.name)


def issuing(office: Office) -> tuple[str, ...]:
    """The lines at the foot: office, section, and each number with its own label."""
    lines = [office.name, office.section]
    lines += [f"โทร. {office.telephone}"] if office.telephone else []
    lines += [f"โทรสาร {office.fax}"] if office.fax else []
    return tuple(line for line in lines if line)


def content_of(letter: Letter) -> ExternalLetter:
    """What is kept of a letter; a draft may still lack what one on paper needs."""
    kept = letter.content
    gaps = {"subject": blank(5), "to": [blank(5)], "body": [{"text": blank(5)}]}
    read = ExternalLetter.from_json({**kept, **{k: v for k, v in gaps.items() if not kept.get(k)}})
    empty: dict[str, Any] = {"subject": "", "to": (), "body": ()}
    return replace(read, **{name: value for name, value in empty.items() if not kept.get(name)})


def printed(letter: Letter) -> ExternalLetter | Paper:
    """What the engine prints, by the kind of the letter; grey where a draft is still empty."""
    return on_paper(content_of(letter), form=letter.form, issuer=letter.office.name)


def on_paper(kept: ExternalLetter, *, form: str, issuer: str) -> ExternalLetter | Paper:
    """The same of values that are no letter yet."""
    content = replace(
        kept,
        subject=kept.subject or blank(5),
        to=kept.to or (blank(5),),
        body=kept.body or (Paragraph(blank(5)),),
    )
    if form == Form.MEMO:
        return official_papers.memo(content)
    if form == Form.ORDER:
        return official_papers.order(content, issuer=issuer)
    return content
