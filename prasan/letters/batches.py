"""A batch as it goes out: one file to print, one of single letters, and the list of addressees."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from django.db.models import Count, Q

from prasan.letters import typesetting
from prasan.letters.composing import printed
from prasan.letters.models import Batch, Letter, LetterQuerySet
from prasan.thai.calendar import format_long
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write

LIST = "รายชื่อผู้รับ"
# So many letters are read from the database at once.
_AT_ONCE = 30
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
# A name of a file may have 255 bytes, and a Thai letter takes three.
_LONGEST = 70


@dataclass(frozen=True)
class Told:
    """What the letters of a batch say of it."""

    count: int
    cancelled: int
    sent: int
    signed: int

    @property
    def standing(self) -> int:
        return self.count - self.cancelled

    @property
    def unsigned(self) -> int:
        return max(0, self.standing - self.signed)

    @property
    def unsent(self) -> int:
        return self.standing - self.sent


def told(batch: Batch) -> Told:
    """How many letters there are, cancelled, sent and signed; one query."""
    standing = Q(cancelled_at=None)
    found = batch.letters.aggregate(
        count=Count("pk", distinct=True),
        cancelled=Count("pk", filter=~standing, distinct=True),
        sent=Count("pk", filter=standing & Q(sent_at__isnull=False), distinct=True),
        signed=Count("pk", filter=standing & Q(signed_copies__isnull=False), distinct=True),
    )
    return Told(**found)


def letters_of(batch: Batch) -> LetterQuerySet:
    """Those to print, in the order of their numbers: all but the cancelled."""
    return Letter.objects.filter(batch=batch).standing().order_by("number")


def set_letters(batch: Batch, archive: Path) -> Iterator[bytes]:
    """The PDF of each letter in order, put into the zip file `archive` under its name as well.

    Only some are held at a time.
    """
    names: deque[str] = deque()
    with ZipFile(archive, "w", ZIP_STORED) as zipped:
        for content in typesetting.one_by_one(_printed(batch, names)):
            zipped.writestr(names.popleft(), content)
            yield content
        zipped.writestr(f"{LIST}.xlsx", workbook(batch))


def _printed(batch: Batch, names: "deque[str]") -> Iterator[typesetting.Document]:
    """Each letter as it is printed; the name of its file goes to the end of `names`."""
    keys = list(letters_of(batch).values_list("pk", flat=True))
    for begin in range(0, len(keys), _AT_ONCE):
        rows = letters_of(batch).filter(pk__in=keys[begin : begin + _AT_ONCE])
        for letter in rows.select_related("office__area").prefetch_related("recipients"):
            names.append(file_name(letter))
            yield printed(letter)


def file_name(letter: Letter) -> str:
    """The name of one letter's file: its number first, so that names sort as numbers do."""
    names = " ".join(one.name for one in letter.recipients.all())
    return f"{_plain(f'{letter.number:04} {names}')}.pdf"


def joined_name(batch: Batch, ending: str) -> str:
    return f"{_plain(f'ชุดหนังสือ {batch.pk} {batch}')}.{ending}"


def _plain(name: str) -> str:
    return _NOT_IN_A_NAME.sub("-", name).strip(" .-")[:_LONGEST].strip()


def workbook(batch: Batch, *, in_thai_digits: bool = False) -> bytes:
    """The addressees, one a line, for envelopes and delivery books."""
    letters = Letter.objects.filter(batch=batch).order_by("number")
    rows: list[list[Value]] = []
    for letter in letters.select_related("office").prefetch_related("recipients__area"):
        for one in letter.recipients.all():
            remark = f"ยกเลิก {letter.cancelled_because}" if letter.cancelled_at else ""
            place = str(one.area) if one.area else ""
            rows.append(
                [len(rows) + 1, letter.label, letter.dated, one.name, place, one.address, remark]
            )
    columns = [
        Column("ลำดับ", 8, Kind.WHOLE, is_centred=True),
        Column("ที่", 20),
        Column("ลงวันที่", 18, Kind.DAY),
        Column("เรียน", 44),
        Column("หน่วย", 22),
        Column("ที่อยู่", 44),
        Column("หมายเหตุ", 24),
    ]
    title = [f"{LIST} เรื่อง {batch}", f"หนังสือลงวันที่ {format_long(batch.dated)}"]
    sheet = Sheet(LIST, columns, rows, title=title, in_thai_digits=in_thai_digits)
    return write([sheet], title=LIST)
