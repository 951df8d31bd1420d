"""Persons as lists name them: known already, or new."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area, within
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.audit import log
from prasan.people.models import Person
from prasan.people.rules import NEW, Entered, matching
from prasan.thai.collation import sort_key
from prasan.thai.phones import clean_phone
from prasan.thai.text import tidy


class Unclear(Exception):
    """Names that do not say which person is meant; the message says whose."""


def enter_person(*, by: User, area: Area, entered: Entered) -> Person:
    """The person `entered` names in `area`, known already or new."""
    return enter_people(by=by, area=area, entered=[entered])[0]


@transaction.atomic
def enter_people(*, by: User, area: Area, entered: Sequence[Entered]) -> list[Person]:
    """One person for each of `entered`, in their order; a second call adds nobody.

    Who says which person is meant: the key of one who is known, or NEW for a namesake. Where
    nobody chose, the only one of that name in the area is meant; for a district, so is the only
    one of that name in its tambons. Raises Unclear when several bear it, and when a chosen one
    is not of this area. A newer title or telephone number replaces the known one.
    """
    known = _known(area, entered)
    chosen = _chosen(area, entered)
    new: dict[str, Person] = {}
    changed: list[Person] = []
    people = []
    for one in entered:
        key = matching(one.given_name, one.family_name)
        if one.who == NEW:
            # Every namesake is another person.
            key = f"{key} {len(new)}"
            person = None
        elif one.who:
            person = chosen[one.who]
        else:
            person = known.get(key) or new.get(key)
        if person is None:
            person = new[key] = _person(area, one)
        elif _bring_up(person, one) and person.pk:
            changed.append(person)
        people.append(person)
    Person.objects.bulk_create(new.values())
    Person.objects.bulk_update(changed, ["title", "phone"])
    if new or changed:
        _record(by, area, [*new.values(), *changed])
    return people


def _known(area: Area, entered: Iterable[Entered]) -> dict[str, Person]:
    """Those of `entered` nobody chose who are known, by matching name. One query."""
    asked = [one for one in entered if not one.who]
    found = Person.objects.standing().filter(
        within([area.code], field="area"), name_sort__in=[_sorted(one) for one in asked]
    )
    here: dict[str, list[Person]] = defaultdict(list)
    inside: dict[str, list[Person]] = defaultdict(list)
    for person in found.order_by("pk"):
        same = here if person.area_id == area.code else inside
        same[matching(person.given_name, person.family_name)].append(person)
    wanted = {matching(one.given_name, one.family_name) for one in asked}
    if several := [people[0].name for key, people in here.items() if key in wanted and people[1:]]:
        raise Unclear(
            f"{area}มีผู้ชื่อ {' และ '.join(several)} มากกว่า 1 คน เลือกว่าหมายถึงคนใด หรือเป็นคนใหม่"
        )
    # Two of one name in two tambons are two persons; nobody knows which one sits here.
    alone = {key: people[0] for key, people in inside.items() if len(people) == 1}
    return alone | {key: people[0] for key, people in here.items()}


def _chosen(area: Area, entered: Iterable[Entered]) -> dict[str, Person]:
    """Those chosen by their key, of this district; one merged since is whom it was merged into."""
    keys = {one.who for one in entered if one.who and one.who != NEW}
    inside = within([area.code[:DISTRICT_DIGITS]], field="area")
    wanted = [key for key in keys if key.isascii() and key.isdecimal()]
    people = Person.objects.filter(inside, pk__in=wanted).select_related("merged_into")
    found = {str(one.pk): one.merged_into or one for one in people} if wanted else {}
    if missing := keys - set(found):
        names = [f"{one.given_name} {one.family_name}" for one in entered if one.who in missing]
        raise Unclear(f"ไม่พบผู้ที่เลือกไว้สำหรับ {' และ '.join(names)} ในอำเภอนี้ เลือกใหม่")
    return found


def _sorted(one: Entered) -> str:
    return sort_key(tidy(f"{one.given_name} {one.family_name}"))


def _person(area: Area, one: Entered) -> Person:
    return Person(
        area=area,
        title=tidy(one.title),
        given_name=tidy(one.given_name),
        family_name=tidy(one.family_name),
        phone=clean_phone(one.phone),
    )


def _bring_up(person: Person, one: Entered) -> bool:
    """Take over what `one` says newer; whether anything changed."""
    before = (person.title, person.phone)
    person.title = tidy(one.title) or person.title
    person.phone = clean_phone(one.phone) or person.phone
    return (person.title, person.phone) != before


def _record(by: User, area: Area, people: Sequence[Person]) -> None:
    log.record(
        by=by.username,
        verb="people.entered",
        target=people[0],
        area=area.code,
        summary=f"ลงทะเบียนบุคคล {len(people)} คน {area}",
        changes={"names": [person.name for person in people]},
    )
