"""Numbering, registering, sending and cancelling letters."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.letters.actions.numbers import locked_counter, refuse_taken, take_next
from prasan.letters.actions.words import words_of
from prasan.letters.models import Form, Incoming, Letter, Recipient, Series
from prasan.thai.calendar import buddhist_year, format_long


class MayNotSign(ValidationError):
    """Whoever would sign has no right to, that day or such letters; said under `signatory`."""


class Rests(Exception):
    """Something was built on the letter; the text says what, in Thai."""


@transaction.atomic
def number_letter(*, by: User, letter: Letter, dated: date, at: datetime) -> Letter:
    """Give the letter the next number of its series and freeze it.

    Gap-free and safe when two officers press at once: the counter's row is locked, and number and
    letter are written together. A letter that has its number keeps it; a second call is harmless.
    Raises MayNotSign when whoever signs it may not sign such letters on that day.
    """
    numbered = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if not numbered.is_draft:
        return numbered
    signatory = numbered.signatory
    if signatory and (problem := signatory.problem(day=dated, series=numbered.series)):
        raise MayNotSign({"signatory": problem})
    counter = locked_counter(numbered.office, numbered.series, buddhist_year(dated))
    _give(numbered, number=take_next(counter), dated=dated, by=by, at=at)
    numbered.content = {
        **numbered.content,
        "number": numbered.label,
        "written": dated.isoformat(),
    }
    numbered.words = words_of(numbered, numbered.recipients.values_list("name", flat=True))
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
    outside: Sequence[tuple[str, str]] = (),
    at: datetime,
) -> Letter:
    """Enter a letter that was written and numbered on paper; the counter is left alone.

    Raises NumberTaken when the register has that number. The letter counts as sent on its date.
    """
    letter = Letter(
        form=Form.ORDER if series == Series.ORDER else Form.LETTER,
        office=office,
        series=series,
        urgency=urgency,
        subject=subject,
        drafted_at=at,
        drafted_by=by,
    )
    _give(letter, number=number, dated=dated, by=by, at=at)
    refuse_taken(office, series, buddhist_year(dated), number, letter.label)
    letter.sent_at, letter.sent_by = at, by
    sent: list[tuple[Area | None, str, str]] = [(area, name, "") for area, name in recipients]
    sent += [(None, name, address) for name, address in outside]
    letter.words = words_of(letter, [name for _area, name, _address in sent])
    letter.save()
    Recipient.objects.bulk_create(
        Recipient(letter=letter, area=area, name=name, address=address, place=place)
        for place, (area, name, address) in enumerate(sent, start=1)
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


@transaction.atomic
def cancel_letter(*, by: User, letter: Letter, because: str, at: datetime) -> Letter:
    """Cancel a numbered letter; its number stays in the register and is never given again.

    Raises Rests when another office received it or something else rests on it. A second call
    changes nothing.
    """
    one = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if one.is_draft:
        raise ValueError("หนังสือยังไม่มีเลข จึงไม่มีเลขให้ยกเลิก")
    if one.cancelled_at:
        return one
    if what := resting_on(one):
        raise Rests(what)
    one.cancelled_at, one.cancelled_by, one.cancelled_because = at, by, because
    one.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
    log.record(
        by=by.username,
        verb="letter.cancelled",
        target=one,
        area=one.office.area_id,
        summary=f"ยกเลิกหนังสือ {one.label} เพราะ{because}",
        changes={"because": because},
    )
    return one


def resting_on(letter: Letter) -> str:
    """What was made from the letter, here or in an app above, which this one does not know."""
    for relation in Letter._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: letter})
        if relation.related_model not in (Letter, Recipient) and rows.exists():
            if relation.related_model is Incoming:
                return "สำนักงานปลายทางลงรับแล้ว"
            return "มีเรื่องที่เกิดจากหนังสือฉบับนี้แล้ว เช่น ข้อสั่งการหรือหนังสือเชิญประชุม"
    return ""


def _give(letter: Letter, *, number: int, dated: date, by: User, at: datetime) -> None:
    letter.number, letter.year, letter.dated = number, buddhist_year(dated), dated
    letter.numbered_at, letter.numbered_by = at, by
