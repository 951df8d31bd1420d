"""Who is told about a unit: the officers of its area, or of the area above. A few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from prasan.accounts.models import Assignment, User
from prasan.accounts.rights import Role
from prasan.areas.rules import DISTRICT_DIGITS, PROVINCE_DIGITS, TAMBON_DIGITS
from prasan.reminders.models import Audience

# Whose post answers for an area of so many digits.
_ANSWERS = {
    PROVINCE_DIGITS: Role.PROVINCE,
    DISTRICT_DIGITS: Role.DISTRICT,
    TAMBON_DIGITS: Role.TAMBON,
}


def officers(codes: Iterable[str], day: date) -> Mapping[str, list[User]]:
    """The officers who answer on `day` for each area, by its code; two queries.

    A tambon without an officer of its own is answered for by its district's. An area nobody
    answers for is missing. Users no longer active are left out.
    """
    wanted = set(codes)
    asked = wanted | {code[:DISTRICT_DIGITS] for code in wanted if len(code) == TAMBON_DIGITS}
    posts = Assignment.objects.on(day).filter(role__in=_ANSWERS.values(), user__is_active=True)
    held = defaultdict(list)
    for post in posts.select_related("user").order_by("user__username"):
        code = post.area_id
        if code in asked and _ANSWERS.get(len(code)) == post.role:
            held[code].append(post.user)
    found = {code: held.get(code) or held.get(code[:DISTRICT_DIGITS], []) for code in wanted}
    return {code: users for code, users in found.items() if users}


def answering(area: str, audience: str) -> str:
    """The code of the area whose officers hear of the unit `area`."""
    if audience == Audience.UNIT:
        return area
    return area[:DISTRICT_DIGITS] if len(area) == TAMBON_DIGITS else area[:PROVINCE_DIGITS]
