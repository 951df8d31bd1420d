"""Putting letters of ours right: the register of one written on paper, never a numbered text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.letters.actions.drafting import draft_letter, save_draft
from prasan.letters.actions.numbers import refuse_taken
from prasan.letters.actions.words import words_of
from prasan.letters.composing import content_of, correction
from prasan.letters.documents import ExternalLetter
from prasan.letters.models import Letter, Recipient, SignedCopy
from prasan.thai.calendar import buddhist_year

_Sent = tuple[Area | None, str, str]


class NotOnPaper(Exception):
    """The letter was written here: what has its number is never changed."""


class Received(Exception):
    """An office received the letter already; the text names the addressee that must stay."""


@transaction.atomic
def correct_registered(
    *,
    by: User,
    letter: Letter,
    because: str,
    recipients: Sequence[tuple[Area, str]],
    outside: Sequence[tuple[str, str]] = (),
    number: int,
    dated: date,
    **fields: Any,
) -> Letter:
    """Put right what was copied from a paper letter; the same again changes nothing.

    Raises NotOnPaper for a letter whose text is kept here, NumberTaken when another line has
    `number`, Received when an addressee who received it would be left out.
    """
    one = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if one.content or one.is_draft or one.cancelled_at:
        raise NotOnPaper
    year = buddhist_year(dated)
    wanted = {**fields, "number": number, "dated": dated, "year": year}
    changes = {
        name: [str(getattr(one, name)), str(value)]
        for name, value in wanted.items()
        if getattr(one, name) != value
    }
    sent: list[_Sent] = [(area, name, "") for area, name in recipients]
    sent += [(None, name, address) for name, address in outside]
    before = [(row.area, row.name, row.address) for row in one.recipients.select_related("area")]
    if before != sent:
        changes["to"] = [", ".join(row[1] for row in before), ", ".join(row[1] for row in sent)]
    if not changes:
        return one
    if {"number", "year"} & changes.keys():
        refuse_taken(one.office, one.series, year, number, f"{number}/{year}")
    old = one.label
    for name, value in wanted.items():
        setattr(one, name, value)
    if before != sent:
        _address(one, sent)
    one.words = words_of(one, [name for _area, name, _address in sent])
    one.save()
    log.record(
        by=by.username,
        verb="letter.corrected",
        target=one,
        area=one.office.area_id,
        summary=f"แก้ทะเบียนหนังสือ {old} เพราะ{because}",
        changes={**changes, "because": because},
    )
    return one


def _address(letter: Letter, sent: Sequence[_Sent]) -> None:
    kept = {area.pk for area, _name, _address in sent if area}
    for receipt in letter.receipts.standing().select_related("office__area"):
        if receipt.office.area_id not in kept:
            raise Received(receipt.office.area.title)
    letter.recipients.all().delete()
    Recipient.objects.bulk_create(
        Recipient(letter=letter, area=area, name=name, address=address, place=place)
        for place, (area, name, address) in enumerate(sent, start=1)
    )


@transaction.atomic
def withdraw_copy(*, by: User, copy: SignedCopy, because: str, at: datetime) -> SignedCopy:
    """Take back a signed copy that is not one; its file is kept. A second call changes nothing."""
    one = SignedCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if one.withdrawn_at is None:
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_because = at, by, because
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        log.record(
            by=by.username,
            verb="letter.copy_withdrawn",
            target=one.letter,
            area=one.letter.office.area_id,
            summary=f"ถอนสำเนาลงนามของหนังสือ {one.letter.label} เพราะ{because}",
            changes={"copy": one.file.name, "because": because},
        )
    return one


@transaction.atomic
def draft_correction(*, by: User, letter: Letter, at: datetime) -> Letter:
    """A draft that corrects a numbered letter and refers to it; one that waits is given again."""
    one = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if one.is_draft or one.cancelled_at:
        raise ValueError("แก้ด้วยหนังสือฉบับใหม่ได้เฉพาะหนังสือที่ออกเลขแล้วและยังไม่ยกเลิก")
    content = correction(one)
    known = one.referred_by.drafts().filter(subject=content.subject).first()
    return known or _drafted(by, one, content, refers_to=one, at=at)


@transaction.atomic
def draft_again(*, by: User, letter: Letter, at: datetime) -> Letter:
    """A draft with the text of a cancelled letter; one that waits is given again."""
    one = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if not one.cancelled_at or not one.content:
        raise ValueError("ร่างฉบับแทนได้เฉพาะหนังสือที่ยกเลิกแล้วและมีข้อความในระบบ")
    content = replace(content_of(one), number=None, written=None)
    waiting = Letter.objects.drafts().filter(office=one.office, subject=one.subject)
    known = waiting.filter(form=one.form, drafted_at__gte=one.cancelled_at).first()
    return known or _drafted(by, one, content, refers_to=one.refers_to, at=at)


def _drafted(
    by: User, letter: Letter, content: ExternalLetter, *, refers_to: Letter | None, at: datetime
) -> Letter:
    draft = draft_letter(
        by=by,
        office=letter.office,
        series=letter.series,
        urgency=letter.urgency,
        subject=content.subject,
        form=letter.form,
        refers_to=refers_to,
        at=at,
    )
    rows = list(letter.recipients.select_related("area"))
    return save_draft(
        by=by,
        letter=draft,
        edition=0,
        recipients=[(row.area, row.name) for row in rows if row.area],
        outside=[(row.name, row.address) for row in rows if not row.area],
        content=content.to_json(),
    )
