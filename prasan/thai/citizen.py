"""The thirteen digits of a Thai citizen."""

import re

from prasan.thai.digits import arabic

LENGTH = 13


def clean_citizen_id(text: str) -> str:
    """`text` as thirteen digits, or "" when nothing was typed; Thai digits and dashes are taken.

    Raises ValueError with a Thai sentence, which never repeats the number.
    Source: the check digit of the Department of Provincial Administration, as published.
    """
    bare = re.sub(r"[\s\-–.]", "", arabic(text))
    if not bare:
        return ""
    if not bare.isdecimal():
        raise ValueError("เลขประจำตัวประชาชนมีตัวอักษรปน ใส่เฉพาะตัวเลข 13 หลัก")
    if len(bare) != LENGTH:
        raise ValueError(f"เลขประจำตัวประชาชนมี {len(bare)} หลัก ต้องมี 13 หลัก ตรวจกับบัตรอีกครั้ง")
    if int(bare[-1]) != check_digit(bare):
        raise ValueError("เลขประจำตัวประชาชนไม่ผ่านเลขตรวจสอบ มีหลักใดหลักหนึ่งพิมพ์ผิด ตรวจกับบัตรอีกครั้ง")
    return bare


def check_digit(digits: str) -> int:
    """What the thirteenth digit must be: the first twelve weighted 13 down to 2, modulo 11."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False)
    )
    return (11 - total % 11) % 10


def format_citizen_id(digits: str) -> str:
    """1-2345-67890-12-1 as cards show it; an empty one stays empty."""
    parts = (digits[:1], digits[1:5], digits[5:10], digits[10:12], digits[12:])
    return "-".join(part for part in parts if part)


def mask_citizen_id(digits: str) -> str:
    """As those see it who need not read it: only the last three digits."""
    return f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12:]}" if digits else ""
