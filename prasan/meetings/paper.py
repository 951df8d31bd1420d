"""Old meetings from paper: who was not there, told by their numbers in the register."""

import re
from collections.abc import Sequence

from prasan.meetings.models.presence import Presence
from prasan.thai.digits import arabic

_SPAN = re.compile(r"(\d+)\s*(?:-|–|ถึง)\s*(\d+)")
_NUMBER = re.compile(r"\d+")
_LETTER, _PARTS = re.compile("[ก-ฮ]"), re.compile("[,;/\n]|\\s+และ\\s*")
# A number in front of a name, as the sheet of the register has it.
_COUNTED = re.compile(r"^\d+[.)]?\s+")


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


def places(text: str, register: Sequence[str]) -> set[int]:
    """As `numbers`, and names of the register instead, parted by commas: "นางบุญมี ศรีสุข".

    `register` are its names in order. Raises ValueError for a name it has not, or has twice.
    """
    typed = text.strip()
    if not _LETTER.search(re.sub("และ|ถึง|ไม่มี", "", typed)):
        return numbers(typed, len(register))
    known = [_bare(name) for name in register]
    found = set()
    for part in filter(None, (part.strip() for part in _PARTS.split(typed))):
        name = _bare(_COUNTED.sub("", arabic(part)))
        if not _LETTER.search(name):
            found |= numbers(part, len(register))
        elif known.count(name) == 1:
            found.add(known.index(name) + 1)
        elif name in known:
            raise ValueError(f"“{part}” มีสองคนในทะเบียน ใส่ลำดับแทนชื่อ")
        else:
            raise ValueError(f"ไม่มี “{part}” ในทะเบียนของวันนั้น ใส่ลำดับหรือชื่อตามแผ่นทะเบียน")
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


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)


def _beyond(told: str, most: int) -> str:
    return f"ลำดับ {told} ไม่มีในทะเบียน วันนั้นมีกรรมการลำดับ 1 ถึง {most}"
