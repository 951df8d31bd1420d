"""Drafting, numbering and sending letters."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.letters import rules
from prasan.letters.models import Counter, Letter, Recipient, Series, Signatory
from prasan.thai.calendar import buddhist_year, format_long


class Stale(Exception):
    """Someone saved a newer version of the draft in the meantime."""


class NumberTaken(Exception):
    """A letter with this number is in the register already."""


@transaction.atomic
def name_signatory(*, by: User, office: Office, **fields: Any) -> Signatory:
    """Someone who may sign the office's letters from `starts`; fields as on Signatory.

    A second call with the same fields changes nothing.
    """
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    known = Signatory.objects.filter(office=office, **fields).first()
    if known:
        return known
    signatory = Signatory.objects.create(office=office, **fields)
    log.record(
        by=by.username,
        verb="signatory.named",
        target=signatory,
        area=office.area_id,
        summary=f"กำหนดผู้ลงนาม {signatory}",
        changes=fields,
    )
    return signatory


@transaction.atomic
def end_signatory(*, by: User, signatory: Signatory, ends: date) -> Signatory:
    """End someone's signing: `ends` is the first day without it. A second call changes nothing."""
    one = Signatory.objects.select_for_update(of=("self",)).get(pk=signatory.pk)
    if one.ends == ends:
        return one
    old, one.ends = one.ends, ends
    one.save(update_fields=["ends"])
    log.record(
        by=by.username,
        verb="signatory.ended",
        target=one,
        area=one.office.area_id,
        summary=f"สิ้นสุดการลงนามของ {one}",
        changes={"ends": [old or "", ends]},
    )
    return one


@transaction.atomic
def open_series(*, by: User, office: Office, series: str, year: int, last: int) -> Counter:
    """Start an office's series of `year` (Buddhist) after `last`, the number used before Prasan.

    Refuses with ValueError when it would go back behind a number given already. A second call
    changes nothing.
    """
    counter = _locked_counter(office, series, year)
    if last < counter.last:
        raise ValueError(f"ออกเลขถึง {counter.last} แล้ว ตั้งย้อนหลังเป็น {last} ไม่ได้")
    if last == counter.last:
        return counter
    old, counter.last = counter.last, last
    counter.save(update_fields=["last"])
    log.record(
        by=by.username,
        verb="series.opened",
        target=counter,
        area=office.area_id,
        summary=f"ตั้งเลขล่าสุดของ{counter.get_series_display()} ปี {year} เป็น {last}",
        changes={"last": [old, last]},
    )
    return counter


@transaction.atomic
def draft_letter(
    *,
    by: User,
    office: Office,
    series: str,
    urgency: str,
    subject: str,
    at: datetime,
    refers_to: Letter | None = None,
) -> Letter:
    """A new draft without number or text."""
    letter = Letter.objects.create(
        office=office,
        series=series,
        urgency=urgency,
        subject=subject,
        refers_to=refers_to,
        drafted_at=at,
        drafted_by=by,
    )
    log.record(
        by=by.username,
        verb="letter.drafted",
        target=letter,
        area=office.area_id,
        summary=f"ร่างหนังสือเรื่อง {subject}",
    )
    return letter


@transaction.atomic
def save_draft(
    *,
    by: User,
    letter: Letter,
    edition: int,
    recipients: Sequence[tuple[Area, str]],
    content: Mapping[str, Any],
    **fields: Any,
) -> Letter:
    """Save the draft; `edition` is the one the writer had before them, `recipients` in order.

    Raises Stale when someone saved since, and when the letter has got its number.
    """
    draft = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if draft.edition != edition or not draft.is_draft:
        raise Stale
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.content = dict(content)
    draft.edition += 1
    draft.save()
    draft.recipients.all().delete()
    Recipient.objects.bulk_create(
        Recipient(letter=draft, area=area, name=name, place=place)
        for place, (area, name) in enumerate(recipients, start=1)
    )
    log.record(
        by=by.username,
        verb="letter.saved",
        target=draft,
        area=draft.office.area_id,
        summary=f"บันทึกร่างหนังสือเรื่อง {draft.subject}",
        changes={"edition": draft.edition, "to": [name for _, name in recipients]},
    )
    return draft


@transaction.atomic
def number_letter(*, by: User, letter: Letter, dated: date, at: datetime) -> Letter:
    """Give the letter the next number of its series and freeze it.

    Gap-free and safe when two officers press at once: the counter's row is locked, and number and
    letter are written together. A letter that has its number keeps it; a second call is harmless.
    """
    numbered = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if not numbered.is_draft:
        return numbered
    counter = _locked_counter(numbered.office, numbered.series, buddhist_year(dated))
    counter.last += 1
    counter.save(update_fields=["last"])
    _give(numbered, number=counter.last, dated=dated, by=by, at=at)
    numbered.content = {
        **numbered.content,
        "number": numbered.label,
        "written": dated.isoformat(),
    }
    numbered.save()
    log.record(
        by=by.username,
        verb="letter.numbered",
        target=numbered,
        area=numbered.office.area_id,
        summary=f"ออกเลขหนังสือ {numbered.label} ลงวันที่ {format_long(dated)}",
        changes={"number": numbered.label, "dated": dated},
    )
    return numbered


@transaction.atomic
def register_letter(
    *,
    by: User,
    office: Office,
    series: str,
    urgency: str,
    number: int,
    dated: date,
    subject: str,
    recipients: Sequence[tuple[Area, str]],
    at: datetime,
) -> Letter:
    """Enter a letter that was written and numbered on paper; the counter is left alone.

    Raises NumberTaken when the register has that number. The letter counts as sent on its date.
    """
    year = buddhist_year(dated)
    # The office's row is the lock: two who enter the same letter at once do so in turn.
    Office.objects.select_for_update().get(pk=office.pk)
    if Letter.objects.filter(office=office, series=series, year=year, number=number).exists():
        raise NumberTaken(
            f"{rules.label(office.code, number, is_circular=series == Series.CIRCULAR)}"
        )
    letter = Letter(
        office=office, series=series, urgency=urgency, subject=subject, drafted_at=at, drafted_by=by
    )
    _give(letter, number=number, dated=dated, by=by, at=at)
    letter.sent_at, letter.sent_by = at, by
    letter.save()
    Recipient.objects.bulk_create(
        Recipient(letter=letter, area=area, name=name, place=place)
        for place, (area, name) in enumerate(recipients, start=1)
    )
    log.record(
        by=by.username,
        verb="letter.registered",
        target=letter,
        area=office.area_id,
        summary=f"ลงทะเบียนหนังสือ {letter.label} ลงวันที่ {format_long(dated)}",
        changes={"number": letter.label, "dated": dated},
    )
    return letter


@transaction.atomic
def record_sent(*, by: User, letter: Letter, at: datetime) -> Letter:
    """Record that a numbered letter went out; a second call changes nothing."""
    sent = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if sent.is_draft:
        raise ValueError("หนังสือยังไม่มีเลข จึงยังส่งไม่ได้")
    if sent.sent_at is None:
        sent.sent_at, sent.sent_by = at, by
        sent.save(update_fields=["sent_at", "sent_by"])
        log.record(
            by=by.username,
            verb="letter.sent",
            target=sent,
            area=sent.office.area_id,
            summary=f"ส่งหนังสือ {sent.label}",
        )
    return sent


def _give(letter: Letter, *, number: int, dated: date, by: User, at: datetime) -> None:
    letter.number, letter.year, letter.dated = number, buddhist_year(dated), dated
    letter.numbered_at, letter.numbered_by = at, by


def _locked_counter(office: Office, series: str, year: int) -> Counter:
    row = Counter(office=office, series=series, year=year)
    Counter.objects.bulk_create([row], ignore_conflicts=True)
    return Counter.objects.select_for_update().get(office=office, series=series, year=year)
