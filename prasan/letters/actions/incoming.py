"""Receiving letters: a number of the receiving office, whom they were passed to, cancelling."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import Truncator

from prasan.accounts.models import Office, User
from prasan.audit import log
from prasan.letters.actions.numbers import locked_counter, refuse_taken, take_next
from prasan.letters.actions.words import words_of_received
from prasan.letters.models import Incoming, Letter, Passing, Series
from prasan.thai.calendar import buddhist_year

_TOLD = 200
# What a letter says of itself, and when it came; what tells two lines of the register apart.
_SAID = ("sender", "their_number", "dated", "addressed", "subject", "urgency")


@transaction.atomic
def receive_letter(
    *,
    by: User,
    office: Office,
    received_at: datetime,
    at: datetime,
    letter: Letter | None = None,
    number: int | None = None,
    **fields: Any,
) -> Incoming:
    """Enter a letter that came to `office`, under the next receive number of its calendar year.

    `letter` is that very letter when one of our offices sent it: received once. A `number`
    given on paper may be said; raises NumberTaken when the register has it. The same letter of
    the same moment a second time gives the line there is.
    """
    counter = locked_counter(office, Series.RECEIVED, buddhist_year(received_at.date()))
    known = _known(office, received_at, letter, fields)
    if known is not None:
        return known
    if number is not None:
        refuse_taken(office, Series.RECEIVED, counter.year, number, f"{number}/{counter.year}")
    incoming = Incoming(
        office=office,
        number=number or take_next(counter),
        year=counter.year,
        received_at=received_at,
        letter=letter,
        entered_at=at,
        entered_by=by,
        **fields,
    )
    incoming.words = words_of_received(incoming)
    incoming.save()
    _record(
        by,
        "incoming.received",
        incoming,
        f"ลงรับหนังสือเลขรับ {incoming.label} จาก{incoming.sender}",
        {"number": incoming.label, "their_number": incoming.their_number},
    )
    return incoming


@transaction.atomic
def correct_incoming(*, by: User, incoming: Incoming, because: str, **fields: Any) -> Incoming:
    """Put right what was copied from the letter; its number and when it came stay."""
    one = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    changes = {
        name: [getattr(one, name) or "", value or ""]
        for name, value in fields.items()
        if getattr(one, name) != value
    }
    if not changes:
        return one
    for name in changes:
        setattr(one, name, fields[name])
    one.words = words_of_received(one)
    one.save()
    said = f"แก้ทะเบียนหนังสือรับ {one.label} เพราะ{because}"
    told = {name: [_short(old), _short(new)] for name, (old, new) in changes.items()}
    _record(by, "incoming.corrected", one, said, {**told, "because": because})
    return one


@transaction.atomic
def pass_on(*, by: User, incoming: Incoming, to: str, note: str, at: datetime) -> Passing:
    """Note to whom a letter was passed; the same a second time in a row changes nothing."""
    one = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    last = one.passings.order_by("passed_at", "pk").last()
    if last and (last.to, last.note) == (to, note):
        return last
    passing = Passing.objects.create(incoming=one, to=to, note=note, passed_at=at, passed_by=by)
    _record(by, "incoming.passed", one, f"ส่งหนังสือเลขรับ {one.label} ให้{to}", {"note": note})
    return passing


@transaction.atomic
def cancel_incoming(*, by: User, incoming: Incoming, because: str, at: datetime) -> Incoming:
    """Cancel a line of the register; its number stays. A second call changes nothing."""
    one = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    if one.cancelled_at is None:
        one.cancelled_at, one.cancelled_by, one.cancelled_because = at, by, because
        one.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
        said = f"ยกเลิกเลขรับ {one.label} เพราะ{because}"
        _record(by, "incoming.cancelled", one, said, {"because": because})
    return one


def _short(value: object) -> str:
    """As the history shows it: a whole letter's text by its beginning."""
    return Truncator(str(value)).chars(_TOLD)


def _known(
    office: Office, received_at: datetime, letter: Letter | None, fields: dict[str, Any]
) -> Incoming | None:
    mine = Incoming.objects.standing().filter(office=office)
    if letter is not None:
        return mine.filter(letter=letter).first()
    same = {name: fields[name] for name in _SAID if name in fields}
    return mine.filter(letter=None, received_at=received_at, **same).first()


def _record(by: User, verb: str, incoming: Incoming, summary: str, changes: dict[str, Any]) -> None:
    log.record(
        by=by.username,
        verb=verb,
        target=incoming,
        area=incoming.office.area_id,
        summary=summary,
        changes=changes,
    )
