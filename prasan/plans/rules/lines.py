"""One line of a list of projects, as a spreadsheet has it: texts in, values or sentences out."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from prasan.thai.digits import arabic

_EMPTY = ("", "-", "–")
_UNITS = re.compile(r"(บาท|คน|พ\.ศ\.|[\s,])")
_KEY = re.compile(r"(\d{1,18})-(\d{1,9})")


class Unreadable(ValueError):
    """A cell that says nothing we understand; its text is what to do."""


def year_in(text: str) -> int | None:
    """2568, ๒๕๖๘ or พ.ศ. 2568; None for an empty cell. Source: ours."""
    typed = _bare(text)
    if typed in _EMPTY:
        return None
    if not re.fullmatch(r"\d{1,9}", typed):
        raise Unreadable(f"อ่านปี “{_short(text)}” ไม่ได้ พิมพ์ปี พ.ศ. สี่หลัก เช่น 2568")
    return int(typed)


def baht_in(text: str) -> Decimal | None:
    """120,000.50 or ๑๒๐,๐๐๐ บาท; None for an empty cell. Source: ours."""
    typed = _bare(text)
    if typed in _EMPTY:
        return None
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or re.search("[eE_]", typed):
        raise Unreadable(f"อ่านงบ “{_short(text)}” ไม่ได้ พิมพ์ตัวเลขเป็นบาท เช่น 120,000")
    return amount


def people_in(text: str) -> int | None:
    """How many people; None for an empty cell. Source: ours."""
    typed = _bare(text)
    if typed in _EMPTY:
        return None
    if not re.fullmatch(r"\d{1,8}", typed):
        raise Unreadable(f"อ่านจำนวน “{_short(text)}” ไม่ได้ พิมพ์จำนวนเต็มตั้งแต่ 0 เช่น 250")
    return int(typed)


def choice_in(text: str, choices: Mapping[str, str], default: str) -> str:
    """The code of what was chosen by its label; `default` for an empty cell. Source: ours."""
    typed = _folded(text)
    if typed in _EMPTY:
        return default
    for code, label in choices.items():
        if _folded(label) == typed:
            return code
    raise Unreadable(f"ไม่มี “{_short(text)}” ให้เลือก เลือกจาก {', '.join(choices.values())}")


def tick_in(text: str) -> bool:
    """Whether a box is ticked: ใช่, /, ✓ or x; an empty cell is not. Source: ours."""
    typed = _folded(text).lower()
    if typed in (*_EMPTY, "ไม่", "ไม่ใช่", "0", "false"):
        return False
    if typed in ("ใช่", "/", "✓", "✔", "x", "1", "true"):
        return True
    raise Unreadable(f"อ่าน “{_short(text)}” ไม่ได้ เลือก ใช่ หรือเว้นว่าง")


def parts_in(text: str) -> list[str]:
    """What stands in one cell, parted by ; or by lines."""
    return [part for one in re.split(r"[;\n]", text) if (part := " ".join(one.split()))]


def codes_in(parts: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """The codes of things named in a cell. Source: ours."""
    return [choice_in(part, names, "") for part in parts]


def key_in(text: str) -> tuple[int, int] | None:
    """The hidden mark of a line: the project and the edition that went out; None without one."""
    found = _KEY.fullmatch(arabic(text).strip())
    return (int(found[1]), int(found[2])) if found else None


def _bare(text: str) -> str:
    return _UNITS.sub("", arabic(text))


def _folded(text: str) -> str:
    return re.sub(r"\s", "", text)


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 40 else f"{one[:39]}…"
