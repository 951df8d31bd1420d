"""The words of a reminder. Pure: values in, text out; kind, short, and no personal data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from prasan.reminders.rules import Because
from prasan.thai.calendar import format_short

# So many places are named; the rest are counted.
NAMED = 5


@dataclass(frozen=True)
class Told:
    """One thing owed as a message names it: the letter, the thing, the day and the place."""

    letter: str
    thing: str
    due: date
    place: str


def title(told: Sequence[Told], day: date) -> str:
    """How many things, and whether their day has passed."""
    late = sum(one.due < day for one in told)
    if late == len(told):
        return f"มีงานพ้นกำหนด {late} รายการ"
    if late:
        return f"มีงานใกล้กำหนด {len(told) - late} รายการ พ้นกำหนด {late} รายการ"
    return f"มีงานใกล้กำหนด {len(told)} รายการ"


def why(because: Because, name: str) -> str:
    """Why one is told of what is somebody else's, `name`; nothing of what is one's own."""
    if because == Because.STAND_IN:
        return f"ท่านได้รับข้อความนี้เพราะทำแทน{name}"
    if because == Because.ABOVE:
        return f"ท่านได้รับข้อความนี้เพราะ{name}ไม่อยู่ และยังไม่มีผู้ทำแทน"
    if because == Because.TASK:
        return "ท่านได้รับข้อความนี้เพราะได้รับมอบหมายงานนี้"
    return ""


def body(told: Iterable[Told], day: date) -> str:
    """The things by letter and day, the nearest day first, each with its places."""
    ordered = sorted(told, key=lambda one: (one.letter, one.due, one.thing))
    parts = []
    for letter, mine in groupby(ordered, key=lambda one: one.letter):
        lines = [f"ตามหนังสือ {letter}"]
        for (due, thing), same in groupby(mine, key=lambda one: (one.due, one.thing)):
            lines.append(f"• {thing} {when(due, day)}: {places([one.place for one in same])}")
        parts.append("\n".join(lines))
    parts.append(f"ข้อมูล ณ วันที่ {format_short(day)} ดูรายละเอียดและส่งรายงานได้ในระบบประสาน")
    return "\n\n".join(parts)


def when(due: date, day: date) -> str:
    """The day, and how far it is: ครบกำหนด 15 พ.ย. 67 (อีก 7 วัน)."""
    left = (due - day).days
    if left < 0:
        return f"ครบกำหนด {format_short(due)} (พ้นมา {-left} วัน)"
    return f"ครบกำหนด {format_short(due)} ({f'อีก {left} วัน' if left else 'วันนี้'})"


def places(names: Sequence[str]) -> str:
    """The first few by name, the rest as a number."""
    named = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return f"{named} และอีก {more} แห่ง" if more > 0 else named
