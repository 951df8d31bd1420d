"""Numbers in digits or, up to ninety-nine, in Thai words."""

from collections.abc import Iterator

_UNITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")


def _spelled_out() -> Iterator[tuple[str, int]]:
    for tens in range(10):
        before = {0: "", 1: "สิบ", 2: "ยี่สิบ"}.get(tens, f"{_UNITS[tens]}สิบ")
        for unit, word in enumerate(_UNITS):
            if tens and unit == 1:
                yield f"{before}เอ็ด", tens * 10 + 1
            elif tens or unit:
                yield f"{before}{word}", tens * 10 + unit


_WORDS = dict(_spelled_out())
# Longest first, so that สิบห้า is not read as สิบ.
NUMBER = r"\d+|" + "|".join(sorted(_WORDS, key=len, reverse=True))


def number(text: str) -> int:
    """A number in digits or in words; 0 for a word that is none."""
    return int(text) if text.isdecimal() else _WORDS.get(text, 0)


def spelled(count: int) -> str:
    """A number in words; in digits from a hundred on."""
    return next((word for word, value in _WORDS.items() if value == count), str(count))
