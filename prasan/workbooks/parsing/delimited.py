"""Files of separated values (.csv, .txt), in the encodings Thai offices save them in."""

import csv
from collections.abc import Iterable
from io import StringIO

from prasan.workbooks.parsing.cells import rows_of_text
from prasan.workbooks.parsing.limits import MOST_COLUMNS, CannotRead
from prasan.workbooks.parsing.sheets import Sheet

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",;\t|"
_LOOKED_AT = 20


def sheets(content: bytes) -> list[Sheet]:
    text = decoded(content)
    csv.field_size_limit(1_000_000)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    try:
        rows = rows_of_text(_narrow(lines))
    except csv.Error:
        raise CannotRead("damaged") from None
    return [Sheet("", rows=rows)]


def decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where the file says or proves so, else Windows-874; refuses other things.

    Thai in Windows-874 is never valid UTF-8: its letters are lone bytes above 0xA0.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\0" in content:
        raise CannotRead("unknown")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = _strictly(content, "cp874")
    if sum("ก" <= letter <= "๛" for letter in text) < sum(b > 0x7F for b in content) * 0.9:
        raise CannotRead("encoding")
    return text


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise CannotRead("encoding") from None


def _separator(text: str) -> str:
    """The one that parts the first lines into the same number of cells most often."""
    lines = [line for line in text[:20_000].splitlines()[:_LOOKED_AT] if line.strip()]

    def evenness(mark: str) -> tuple[int, int]:
        counts = [_outside_quotes(line).count(mark) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual else 0, sum(counts))

    return max(_SEPARATORS, key=evenness)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _narrow(lines: Iterable[list[str]]) -> Iterable[list[str]]:
    for line in lines:
        if len(line) > MOST_COLUMNS:
            raise CannotRead("far", place="", most=MOST_COLUMNS)
        yield line
