"""A cell's value as the text a person sees."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from prasan.workbooks.parsing.limits import MOST_CELLS, MOST_LETTERS, MOST_ROWS, CannotRead

ERA = 543
# A Buddhist year typed into a program that counts Christian ones is kept there as typed.
_FIRST_BUDDHIST = 2200
# What comes along from web pages and PDF files and is never seen; a no-break space is a space.
_UNSEEN = {ord(mark): None for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad"} | {0xA0: " "}
_IS_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0]").search


def shown(value: object) -> str:
    """The text of one value: 1.0 is 1, a date is day/month/Buddhist year."""
    if isinstance(value, str):
        return (value.translate(_UNSEEN) if _IS_UNSEEN(value) else value).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{_day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def rows_of_text(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """All rows as text, without the empty ones at the end; refuses what is too much."""
    made: list[list[str]] = []
    cells = letters = 0
    for number, row in enumerate(rows):
        if number >= MOST_ROWS and any(cell != "" for cell in row):
            raise CannotRead("rows", most=MOST_ROWS)
        texts = [shown(value) if value != "" else "" for value in row]
        cells += len(texts)
        letters += sum(map(len, texts))
        if cells > MOST_CELLS or letters > MOST_LETTERS:
            raise CannotRead("bomb")
        made.append(texts)
    while made and not any(made[-1]):
        made.pop()
    return made


def _day(value: date) -> str:
    year = value.year if value.year >= _FIRST_BUDDHIST else value.year + ERA
    return f"{value.day}/{value.month}/{year}"
