"""The registers as a spreadsheet and as a paper, with the columns of the official forms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from prasan.letters.models import Incoming, Letter, Urgency
from prasan.letters.papers import Numbering, Paper, Table, Text, Title
from prasan.thai.calendar import format_long, format_short
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write

# So many lines are one paper; a longer register is cut by year or series (docs/papers.md).
MOST = 2000
_OUT, _IN = "ทะเบียนหนังสือส่ง", "ทะเบียนหนังสือรับ"


@dataclass(frozen=True)
class Line:
    """One line of a register. Source: regulation on official correspondence, forms 13 and 14,
    whose columns these are; from memory, not confirmed."""

    number: int
    label: str
    dated: date
    sender: str
    to: str
    subject: str
    done: str
    remark: str
    codes: tuple[str, str, str]
    received: datetime | None = None


@dataclass(frozen=True)
class Register:
    """Lines as they go out: what they are of, and the day they were taken."""

    title: str
    whose: str
    day: date
    lines: Sequence[Line]
    is_of_received: bool

    @property
    def first_head(self) -> str:
        return "เลขทะเบียนรับ" if self.is_of_received else "เลขทะเบียนส่ง"

    @property
    def name(self) -> str:
        return f"{self.title} {self.whose} {format_short(self.day)}"


def of_letters(letters: Iterable[Letter], *, whose: str, day: date) -> Register:
    """The register of letters out, in the order of their numbers."""
    return Register(_OUT, whose, day, [_out(one) for one in letters], is_of_received=False)


def of_received(letters: Iterable[Incoming], *, whose: str, day: date) -> Register:
    """The register of letters in, in the order of their numbers."""
    return Register(_IN, whose, day, [_in(one) for one in letters], is_of_received=True)


def _out(letter: Letter) -> Line:
    assert letter.number  # only issued ones have a line
    assert letter.dated
    return Line(
        letter.number,
        letter.label,
        letter.dated,
        letter.office.name,
        "\n".join(one.name for one in letter.recipients.all()),
        letter.subject,
        f"ส่ง {format_short(_day(letter.sent_at))}" if letter.sent_at else "",
        _remark(letter),
        _codes(letter),
    )


def _in(incoming: Incoming) -> Line:
    return Line(
        incoming.number,
        incoming.their_number,
        incoming.dated,
        incoming.sender,
        incoming.addressed,
        incoming.subject,
        "\n".join(f"{one.to} {one.note}".strip() for one in incoming.passings.all()),
        _remark(incoming),
        _codes(incoming),
        incoming.received_at,
    )


def _codes(one: Letter | Incoming) -> tuple[str, str, str]:
    """Urgency and secrecy by the national codes, and how long it is kept."""
    urgency = f"{one.urgency} {one.get_urgency_display()}"
    return urgency, f"{one.secrecy.value} {one.secrecy.label}", str(one.retention or "")


def _remark(one: Letter | Incoming) -> str:
    if one.cancelled_at:
        return f"ยกเลิก {one.cancelled_because}"
    return "" if one.urgency == Urgency.NORMAL else one.get_urgency_display()


def workbook(register: Register, *, in_thai_digits: bool) -> bytes:
    """One sheet that prints on A4 on its side; dates are real."""
    columns = [
        Column(register.first_head, 12, Kind.WHOLE, is_centred=True),
        *(
            [Column("วันที่รับ", 16, Kind.DAY), Column("เวลา", 10, is_centred=True)]
            if register.is_of_received
            else []
        ),
        Column("ที่", 22),
        Column("ลงวันที่", 16, Kind.DAY),
        Column("จาก", 30),
        Column("ถึง", 30),
        Column("เรื่อง", 44),
        Column("การปฏิบัติ", 24),
        Column("หมายเหตุ", 22),
        Column("ชั้นความเร็ว", 16),
        Column("ชั้นความลับ", 14),
        Column("อายุการเก็บ", 30),
    ]
    rows: list[list[Value]] = [
        [one.number, *_moment(one), one.label, one.dated, *_said(one), *one.codes]
        for one in register.lines
    ]
    sheet = Sheet(
        register.title,
        columns,
        rows,
        title=[f"{register.title} {register.whose}", f"ข้อมูล ณ วันที่ {format_long(register.day)}"],
        foot=[] if rows else ["ไม่มีหนังสือในทะเบียนที่เลือก"],
        in_thai_digits=in_thai_digits,
    )
    return write([sheet], title=register.name)


def paper(register: Register) -> Paper:
    """The register as an official paper on its side, with Thai digits."""
    heads = (register.first_head, "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
    rows = tuple(
        (_first(one), one.label, format_short(one.dated), *_said(one)) for one in register.lines
    )
    title = Title((f"{register.title} {register.whose}",), is_bold=True)
    widths = (2.8, 4.4, 2.8, 4.2, 4.3, 5.8, 3.6, 3.1)
    table = Table(heads, rows, widths, size=13.0) if rows else Text("ไม่มีหนังสือในทะเบียนที่เลือก")
    return Paper(
        title=register.name,
        is_landscape=True,
        numbering=Numbering.PAGES,
        foot=f"ข้อมูล ณ วันที่ {format_long(register.day)}",
        blocks=(title, table),
    )


def _first(line: Line) -> str:
    """The number; of a letter received also the day and the hour."""
    if line.received is None:
        return str(line.number)
    moment = timezone.localtime(line.received)
    return f"{line.number}\n{format_short(moment.date())}\n{moment:%H.%M} น."


def _moment(line: Line) -> list[Value]:
    if line.received is None:
        return []
    moment = timezone.localtime(line.received)
    return [moment.date(), f"{moment:%H.%M}"]


def _said(line: Line) -> tuple[str, str, str, str, str]:
    return line.sender, line.to, line.subject, line.done, line.remark


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
