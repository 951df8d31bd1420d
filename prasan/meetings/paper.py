"""Old meetings from paper: who was not there, told by their numbers in the register."""

import re
from collections.abc import Sequence

from prasan.meetings.models.presence import Presence
from prasan.thai.digits import arabic

_SPAN = re.compile(r"(\d+)\s*(?:-|–|ถึง)\s*(\d+)")
_NUMBER = re.compile(r"\d+")


def numbers(text: str, most: int) -> set[int]:
    """The register's numbers in what a person typed: "3, 7" or "๓ ๕-๗"; "-" and "" are none.

    Raises ValueError with a Thai sentence for anything else, and for a number above `most`.
    """
    typed = arabic(text).strip()
    if typed in ("", "-", "–", "ไม่มี"):
        return set()
    found: set[int] = set()
    for first, last in _SPAN.findall(typed):
        if int(first) > int(last) or int(last) > most:
            raise ValueError(_beyond(f"{first}-{last}", most))
        found |= set(range(int(first), int(last) + 1))
    rest = _SPAN.sub(" ", typed)
    if re.sub(r"[\d\s,;/และ.]", "", rest):
        raise ValueError(f"อ่าน “{text.strip()}” ไม่ได้ ใส่ลำดับในทะเบียน เช่น 3, 7 หรือ 5-8")
    found |= {int(number) for number in _NUMBER.findall(rest)}
    if wrong := sorted(number for number in found if not 1 <= number <= most):
        raise ValueError(_beyond(f"{wrong[0]}", most))
    return found


def presences(seats: Sequence[int], absent: set[int], excused: set[int]) -> dict[int, Presence]:
    """Each seat of the register, in its order, as present unless its number says otherwise.

    Raises ValueError when a number stands in both.
    """
    if both := sorted(absent & excused):
        raise ValueError(f"ลำดับ {both[0]} อยู่ทั้งในช่องไม่มาและช่องลา เหลือไว้ช่องเดียว")
    told = {}
    for place, seat in enumerate(seats, start=1):
        told[seat] = Presence.PRESENT
        if place in absent:
            told[seat] = Presence.ABSENT
        elif place in excused:
            told[seat] = Presence.EXCUSED
    return told


def as_numbers(places: Sequence[int]) -> str:
    """Numbers as one would type them: 3, 7."""
    return ", ".join(map(str, sorted(places)))


def _beyond(told: str, most: int) -> str:
    return f"ลำดับ {told} ไม่มีในทะเบียน วันนั้นมีกรรมการลำดับ 1 ถึง {most}"
