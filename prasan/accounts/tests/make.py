"""People who are away, made for tests."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from prasan.accounts.actions import be_away
from prasan.accounts.models import Absence, User
from prasan.accounts.rights import OFFICERS

TODAY, LAST = date(2024, 11, 5), date(2024, 11, 8)
AT = datetime.combine(TODAY, time(10), ZoneInfo("Asia/Bangkok"))


def away(who: User, stand_in: User | None = None, **changes: object) -> Absence:
    """`who` is away from all their posts of 5 to 8 November 2567; the first of the absences."""
    facts: dict[str, object] = {
        "by": who,
        "posts": list(who.assignments.filter(role__in=OFFICERS)),
        "starts": TODAY,
        "last": LAST,
        "stand_in": stand_in,
        "reason": "ไปราชการ",
        "at": AT,
    }
    return be_away(**{**facts, **changes})[0]  # type: ignore[arg-type]
