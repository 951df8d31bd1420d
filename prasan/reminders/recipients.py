"""Who is told about a unit: the officers of its area, or of the area above, and whoever stands in
for those away. A few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.accounts.models import Absence, Assignment, User
from prasan.accounts.rights import OFFICERS, Role
from prasan.areas.rules import DISTRICT_DIGITS, PROVINCE_DIGITS, TAMBON_DIGITS
from prasan.reminders import rules
from prasan.reminders.models import Audience
from prasan.reminders.rules import Because, Holder

# Whose post answers for an area of so many digits.
_ANSWERS = {
    PROVINCE_DIGITS: Role.PROVINCE,
    DISTRICT_DIGITS: Role.DISTRICT,
    TAMBON_DIGITS: Role.TAMBON,
}


@dataclass(frozen=True)
class Hearer:
    """Somebody who is told, and why: of their post, or in place of somebody away."""

    user: User
    because: Because = Because.POST
    instead_of: User | None = None


def hearers(codes: Iterable[str], day: date) -> Mapping[str, list[Hearer]]:
    """Who hears on `day` of each area, by its code; two queries.

    A tambon without an officer of its own is answered for by its district's. An area nobody
    answers for is missing. Users no longer active are left out.
    """
    wanted = set(codes)
    tiers = {code: _tiers(code) for code in wanted}
    people: dict[int, User] = {}
    held = _held({tier for mine in tiers.values() for tier in mine}, day, people)
    found = {}
    for code, mine in tiers.items():
        first = 1 if len(code) == TAMBON_DIGITS and not held.get(code) else 0
        told = rules.who_hears([held.get(tier, ()) for tier in mine[first:]])
        if told:
            found[code] = [
                Hearer(people[one.who], one.because, people.get(one.instead_of or 0))
                for one in told
            ]
    return found


def answering(area: str, audience: str) -> str:
    """The code of the area whose officers hear of the unit `area`."""
    if audience == Audience.UNIT:
        return area
    return area[:DISTRICT_DIGITS] if len(area) == TAMBON_DIGITS else area[:PROVINCE_DIGITS]


def _tiers(code: str) -> list[str]:
    """The area and those around it up to the province."""
    return [code[:digits] for digits in range(len(code), 1, -2)]


def _held(asked: set[str], day: date, people: dict[int, User]) -> Mapping[str, Sequence[Holder]]:
    """Who holds the post that answers for each area, and who stands in; fills `people`."""
    posts = Assignment.objects.on(day).filter(role__in=OFFICERS, user__is_active=True)
    found = list(posts.select_related("user").order_by("user__username"))
    works_in = {(post.user_id, post.area_id[:PROVINCE_DIGITS]) for post in found}
    away = {
        absence.post_id: absence for absence in Absence.objects.on(day).select_related("stand_in")
    }
    held: dict[str, list[Holder]] = defaultdict(list)
    for post in found:
        code = post.area_id
        if code not in asked or _ANSWERS.get(len(code)) != post.role:
            continue
        absence, people[post.user_id] = away.get(post.pk), post.user
        stand_in = absence.stand_in if absence else None
        # Who has left the province or whose account was closed stands in no more.
        if stand_in and stand_in.is_active and (stand_in.pk, code[:PROVINCE_DIGITS]) in works_in:
            people[stand_in.pk] = stand_in
        else:
            stand_in = None
        held[code].append(
            Holder(post.user_id, absence is not None, stand_in.pk if stand_in else None)
        )
    return held
