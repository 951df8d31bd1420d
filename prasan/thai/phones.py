"""Thai telephone numbers as people write them."""

import re

from prasan.thai.digits import arabic

_MOBILE = 10
_LANDLINE = 9
_MARKS = re.compile(r"[\s\-.()]+")
_ABROAD = re.compile(r"\+?66(?=\d{8,9}$)")
_SEVERAL = re.compile(r"[,/]")


def clean_phone(text: str) -> str:
    """A Thai telephone number as digits only, or "" when nothing was typed.

    Takes Thai digits, spaces, dashes and +66. Raises ValueError with a Thai sentence.
    """
    bare = _MARKS.sub("", arabic(text))
    if not bare:
        return ""
    if abroad := _ABROAD.match(bare):
        bare = f"0{bare[abroad.end() :]}"
    if _SEVERAL.search(bare):
        raise ValueError(f"โทรศัพท์ “{text.strip()}” มีมากกว่า 1 หมายเลข ใส่หมายเลขที่ติดต่อได้หมายเลขเดียว")
    if not bare.isdecimal():
        raise ValueError(f"โทรศัพท์ “{text.strip()}” มีตัวอักษรปน ใส่เฉพาะตัวเลข เช่น 081-234-5678")
    if not bare.startswith("0") or len(bare) not in (_LANDLINE, _MOBILE):
        raise ValueError(
            f"โทรศัพท์ “{text.strip()}” มี {len(bare)} หลัก หมายเลขขึ้นต้นด้วย 0 และมี 9 หรือ 10 หลัก"
        )
    return bare


def format_phone(digits: str) -> str:
    """081-234-5678, 054-217-123; an empty number stays empty."""
    return "-".join(part for part in (digits[:3], digits[3:6], digits[6:]) if part)


def mask_phone(digits: str) -> str:
    """The number as those see it who need not call: 08x-xxx-5678, 05x-xxx-123."""
    return f"{digits[:2]}x-xxx-{digits[6:]}" if digits else ""
