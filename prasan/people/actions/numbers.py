"""Numbers that are sealed: kept, and looked at. Events say that, never which."""

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.people.models import Person
from prasan.sealing import blind
from prasan.thai.citizen import clean_citizen_id


class Taken(Exception):
    """A citizen's number that is somebody else's; who that may be told is not known here."""

    def __init__(self, holder: Person) -> None:
        super().__init__("taken")
        self.holder = holder


@transaction.atomic
def see_contact(*, by: User, person: Person) -> str:
    """The whole telephone number of `person`; every look leaves an event."""
    _record(by, person, "person.contact_seen", f"ดูโทรศัพท์ของ {person.name}")
    number: str = person.phone
    return number


@transaction.atomic
def see_citizen_id(*, by: User, person: Person) -> str:
    """The whole citizen's number of `person`; every look leaves an event."""
    _record(by, person, "person.citizen_id_seen", f"ดูเลขประจำตัวประชาชนของ {person.name}")
    number: str = person.citizen_id
    return number


def record_citizen_id(*, by: User, person: Person, citizen_id: str) -> None:
    """Keep the citizen's number of `person`; the same again does nothing, "" takes it back.

    Raises ValueError with a Thai sentence for a number that cannot be one. For one that is
    another's it raises Taken, after recording that it was asked: nobody tries numbers unseen.
    """
    digits = clean_citizen_id(citizen_id)
    holder = Person.objects.filter(citizen_hash=blind(digits)).exclude(pk=person.pk).first()
    if digits and holder:
        with transaction.atomic():
            text = f"เลขประจำตัวประชาชนที่ใส่ให้ {person.name} เป็นของผู้อื่นแล้ว"
            _record(by, person, "person.citizen_id_taken", text)
        raise Taken(holder)
    _keep(by, person, digits)


@transaction.atomic
def _keep(by: User, person: Person, digits: str) -> None:
    stored = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if stored.citizen_id == digits:
        return
    had_one = bool(stored.citizen_id)
    stored.citizen_id = digits
    stored.save(update_fields=["citizen_id", "citizen_hash"])
    done = ("เปลี่ยน" if had_one else "บันทึก") if digits else "ลบ"
    text = f"{done}เลขประจำตัวประชาชนของ {stored.name}"
    _record(
        by, stored, "person.citizen_id_recorded" if digits else "person.citizen_id_removed", text
    )


def _record(by: User, person: Person, verb: str, summary: str) -> None:
    log.record(by=by.username, verb=verb, target=person, area=person.area_id, summary=summary)
