"""Finding districts and tambons by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from prasan.accounts.reach import Reach
from prasan.areas.models import Area, Level
from prasan.centres.rules import loose


@dataclass(frozen=True)
class Found:
    """The codes that match, best first, and where nothing does, the nearest name."""

    codes: Sequence[str]
    nearest: str = ""


def find(words: str, *, reach: Reach, day: date) -> Found:
    """Districts and tambons in sight whose name holds `words`; one query over names only.

    Names are compared loosely, see `rules.loose`; those equal to the words come first.
    """
    wanted = loose(words)
    if not wanted:
        return Found(())
    areas = Area.objects.filter(reach.q("code"), level__in=[Level.DISTRICT, Level.TAMBON]).on(day)
    names = list(areas.values_list("code", "name", "name_en"))
    known = [(code, loose(name), loose(name_en)) for code, name, name_en in names]
    matching = [
        (name != wanted, code) for code, name, en in known if wanted in name or wanted in en
    ]
    if matching:
        return Found([code for _, code in sorted(matching)])
    shown = {loose(name): name for _, name, _ in names}
    return Found((), next((shown[one] for one in get_close_matches(wanted, shown, n=1)), ""))
