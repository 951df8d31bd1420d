"""Letters of one matter numbered together: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.letters import rules
from prasan.letters.actions.numbers import locked_counter, take_block
from prasan.letters.actions.outgoing import MayNotSign
from prasan.letters.actions.words import words_of
from prasan.letters.documents import ExternalLetter
from prasan.letters.models import Batch, BatchFile, Letter, Recipient, Series, Signatory
from prasan.thai.calendar import buddhist_year, format_long

# So many letters are written to the database at once; their texts are most of what is held.
_AT_ONCE = 100


@dataclass(frozen=True)
class Addressed:
    """One letter of a batch before it has its number: to whom, and what it says."""

    area: Area | None
    name: str
    address: str
    content: ExternalLetter


@transaction.atomic
def number_batch(
    *,
    by: User,
    office: Office,
    subject: str,
    urgency: str,
    signatory: Signatory,
    letters: Sequence[Addressed],
    dated: date,
    at: datetime,
    refers_to: Letter | None = None,
) -> Batch:
    """Number `letters` in one block of the office's ordinary series, in their order.

    The counter's row is locked, and numbers and letters are written together: all or none, no gap
    between them but for numbers used on paper. Raises MayNotSign as `number_letter` does, and
    ValidationError when there is no letter, or two to one area.
    """
    _refuse(letters, signatory, dated)
    counter = locked_counter(office, Series.ORDINARY, buddhist_year(dated))
    numbers = take_block(counter, len(letters))
    batch = Batch.objects.create(
        office=office, series=Series.ORDINARY, subject=subject, dated=dated, numbered_at=at,
        numbered_by=by,
    )  # fmt: skip
    common = {
        "office": office, "series": Series.ORDINARY, "urgency": urgency, "subject": subject,
        "signatory": signatory, "refers_to": refers_to, "batch": batch, "dated": dated,
        "year": buddhist_year(dated), "edition": 1, "drafted_at": at, "drafted_by": by,
        "numbered_at": at, "numbered_by": by,
    }  # fmt: skip
    pairs = list(zip(numbers, letters, strict=True))
    for begin in range(0, len(pairs), _AT_ONCE):
        _write([(Letter(number=n, **common), one) for n, one in pairs[begin : begin + _AT_ONCE]])
    first, last = numbers[0], numbers[-1]
    label = rules.label(office.code, first, is_circular=False)
    log.record(
        by=by.username,
        verb="batch.numbered",
        target=batch,
        area=office.area_id,
        summary=f"ออกเลขหนังสือ {len(letters)} ฉบับ ที่ {label} ถึง {last} ลงวันที่ {format_long(dated)}",
        changes={"first": first, "last": last, "count": len(letters), "dated": dated},
    )
    return batch


def _refuse(letters: Sequence[Addressed], signatory: Signatory, dated: date) -> None:
    if problem := signatory.problem(day=dated, series=Series.ORDINARY):
        raise MayNotSign({"signatory": problem})
    if not letters:
        raise ValidationError("ไม่มีผู้รับ จึงไม่มีหนังสือที่จะออกเลข")
    codes = [one.area.pk for one in letters if one.area]
    if len(set(codes)) != len(codes):
        raise ValidationError("ผู้รับหน่วยเดียวกันมีหนังสือมากกว่าหนึ่งฉบับในชุดนี้")


def _write(some: Sequence[tuple[Letter, Addressed]]) -> None:
    for letter, one in some:
        frozen = replace(one.content, number=letter.label, written=letter.dated)
        letter.content = frozen.to_json()
        letter.words = words_of(letter, [one.name])
    Letter.objects.bulk_create(letter for letter, _ in some)
    Recipient.objects.bulk_create(
        Recipient(letter=letter, area=one.area, name=one.name, address=one.address, place=1)
        for letter, one in some
    )


@transaction.atomic
def record_batch_sent(*, by: User, batch: Batch, at: datetime) -> int:
    """Record that the letters of a batch went out; how many that were. Twice changes nothing."""
    Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    waiting = batch.letters.filter(sent_at=None, cancelled_at=None)
    count = waiting.update(sent_at=at, sent_by=by)
    if count:
        log.record(
            by=by.username,
            verb="batch.sent",
            target=batch,
            area=batch.office.area_id,
            summary=f"ส่งหนังสือทั้งชุด {count} ฉบับ เรื่อง {batch}",
            changes={"count": count},
        )
    return count


@transaction.atomic
def keep_file(
    *,
    by: User,
    batch: Batch,
    ending: str,
    content: File[bytes],
    at: datetime,
    pages: int = 0,
    begins_odd: bool = False,
) -> BatchFile:
    """Keep a file made of a batch in place of the one before."""
    Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    kept = BatchFile.objects.filter(batch=batch, ending=ending).first()
    kept = kept or BatchFile(batch=batch, ending=ending)
    old = kept.file.name
    kept.pages, kept.begins_odd, kept.made_at, kept.size = pages, begins_odd, at, content.size
    kept.file.save(f"{batch.pk}.{ending}", content, save=False)
    kept.save()
    if old:
        storage, name = kept.file.storage, old
        transaction.on_commit(lambda: storage.delete(name))
    log.record(
        by=by.username,
        verb="batch.file_made",
        target=batch,
        area=batch.office.area_id,
        summary=f"จัดทำไฟล์{kept.get_ending_display()} เรื่อง {batch}",
        changes={"ending": ending, "pages": pages},
    )
    return kept


def clear_files(*, before: datetime) -> int:
    """Delete files made before then; they can be made again at any time."""
    cleared = 0
    for kept in BatchFile.objects.filter(made_at__lt=before):
        kept.file.delete(save=False)
        cleared += kept.delete()[0]
    return cleared
