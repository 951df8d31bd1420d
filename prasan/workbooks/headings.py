"""What the columns of a strange table hold, told by their headings as people write them.

    columns = Vocabulary({"name": "ชื่อ-สกุล ชื่อและสกุล", "phone": "โทร โทรศัพท์"})
    columns.meaning_of("เบอร์โทรศพท์ (มือถือ)")

Spaces and marks do not count, what stands in brackets may be left out, and one slip of the finger
is forgiven in a long word.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import eq
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from prasan.thai.text import tidy

Meaning = TypeVar("Meaning")

# A slip of the finger is forgiven in words of this length and more.
_LONG, _LIKE_ENOUGH = 5, 84
_UNSAID = re.compile(r"[\s.:*_/\\()\[\]–—-]+")


def plain(heading: str) -> str:
    """A heading without spaces, marks and brackets, in small letters."""
    return _UNSAID.sub("", tidy(heading)).casefold()


class Vocabulary(Generic[Meaning]):
    """How people head columns: words parted by spaces, by what they mean."""

    def __init__(self, headed: Mapping[Meaning, str]) -> None:
        self._known = {
            plain(word): meaning for meaning, words in headed.items() for word in words.split()
        }
        self._long = [word for word in self._known if len(word) >= _LONG]

    def meaning_of(self, heading: str) -> Meaning | None:
        """What a column headed so holds; None where nothing is like it."""
        said = plain(heading)
        if not said:
            return None
        bare = plain(re.sub(r"[(\[].*?[)\]]", "", heading))
        for word in (said, bare):
            if word in self._known:
                return self._known[word]
        said = bare or said
        if len(said) < _LONG:
            return None
        found = process.extractOne(said, self._long, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        return self._known[found[0]] if found else None


def headings_at(
    rows: Sequence[Sequence[str]], head: int, means: Callable[[str], object]
) -> tuple[list[str], int]:
    """The headings, and the first row below them; a second row of headings is joined to the first.

    Merged cells repeat: "ชื่อ-สกุล" over "ชื่อ" and "สกุล" leaves the two below. `means` tells whether
    a cell is a heading.
    """
    upper = list(rows[head])
    if head + 1 >= len(rows):
        return upper, head + 1
    lower = rows[head + 1]
    has_second = any(
        means(below) for above, below in zip(upper, lower, strict=True) if below != above
    ) and not _is_numbered(lower)
    if not has_second:
        return upper, head + 1
    # Below a heading that spans several columns, the lower one tells more.
    return [
        below if below and means(below) else above
        for above, below in zip(upper, lower, strict=True)
    ], head + 2


def repeats(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row below is the headings once more, as on every printed page."""
    if not any(map(eq, row, headings)):
        return False
    equal = sum(1 for one, other in zip(row, headings, strict=False) if one and one == other)
    return equal >= 2 and all(
        not one or plain(one) == plain(other) for one, other in zip(row, headings, strict=False)
    )


def _is_numbered(row: Sequence[str]) -> bool:
    return any(cell.strip(" .").isdigit() for cell in row)
