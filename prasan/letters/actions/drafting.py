"""Drafting letters: saved as often as one likes, none overwritten unseen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.letters import rules
from prasan.letters.actions.words import words_of
from prasan.letters.models import Form, Letter, Recipient, TemplateVersion


class Stale(Exception):
    """Someone saved a newer version of the draft in the meantime."""


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
    form: str = Form.LETTER,
    begun_from: TemplateVersion | None = None,
) -> Letter:
    """A new draft without number or text."""
    letter = Letter.objects.create(
        office=office,
        series=series,
        urgency=urgency,
        subject=subject,
        refers_to=refers_to,
        form=form,
        begun_from=begun_from,
        drafted_at=at,
        drafted_by=by,
        words=rules.search_words(subject),
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
    outside: Sequence[tuple[str, str]] = (),
    content: Mapping[str, Any],
    **fields: Any,
) -> Letter:
    """Save the draft; `edition` is the one the writer had before them, `recipients` in order.
    `outside` are addressees of no area of ours, each with an address.

    Raises Stale when someone saved since, and when the letter has got its number.
    """
    draft = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if draft.edition != edition or not draft.is_draft:
        raise Stale
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.content = dict(content)
    draft.edition += 1
    draft.words = words_of(draft, [name for _, name in recipients] + [name for name, _ in outside])
    draft.save()
    draft.recipients.all().delete()
    Recipient.objects.bulk_create(
        Recipient(letter=draft, area=area, name=name, place=place)
        for place, (area, name) in enumerate(recipients, start=1)
    )
    Recipient.objects.bulk_create(
        Recipient(letter=draft, name=name, address=address, place=place)
        for place, (name, address) in enumerate(outside, start=len(recipients) + 1)
    )
    log.record(
        by=by.username,
        verb="letter.saved",
        target=draft,
        area=draft.office.area_id,
        summary=f"บันทึกร่างหนังสือเรื่อง {draft.subject}",
        changes={
            "edition": draft.edition,
            "to": [name for _, name in recipients] + [name for name, _ in outside],
        },
    )
    return draft
