"""Names put right, and names changed in a life."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.people.models import NAMES, FormerName, Person
from prasan.thai.phones import clean_phone


@transaction.atomic
def correct_person(
    *, by: User, person: Person, title: str, given_name: str, family_name: str, phone: str
) -> None:
    """Put a misspelt name right or complete the telephone number; an empty one keeps the known."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = (person.name, person.phone)
    person.title, person.given_name, person.family_name = title, given_name, family_name
    person.phone = clean_phone(phone) or person.phone
    if (person.name, person.phone) == before:
        return
    person.save(update_fields=[*NAMES, "phone"])
    log.record(
        by=by.username,
        verb="person.corrected",
        target=person,
        area=person.area_id,
        summary=f"แก้ข้อมูลของ {person.name}",
        changes={"name": [before[0], person.name], "phone": _said(before[1], person.phone)},
    )


@transaction.atomic
def change_name(
    *,
    by: User,
    person: Person,
    title: str,
    given_name: str,
    family_name: str,
    since: date,
    because: str = "",
) -> None:
    """Let `person` bear a new name from `since` on; the earlier one is kept with that day.

    The name borne already changes nothing. A second change from the same day puts the first
    right: what was borne before that day stays.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = person.name
    if (person.title, person.given_name, person.family_name) == (title, given_name, family_name):
        return
    FormerName.objects.get_or_create(
        person=person,
        until=since,
        defaults={
            "title": person.title,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "because": because,
        },
    )
    person.title, person.given_name, person.family_name = title, given_name, family_name
    person.save(update_fields=NAMES)
    log.record(
        by=by.username,
        verb="person.renamed",
        target=person,
        area=person.area_id,
        summary=f"{before} เปลี่ยนชื่อเป็น {person.name}",
        changes={"name": [before, person.name], "since": since, "because": because},
    )


def _said(before: str, after: str) -> str:
    """That a number changed, never the number."""
    return "คงเดิม" if before == after else "เปลี่ยน"
