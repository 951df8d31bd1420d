"""Telling what changed in a row that went out in a workbook and came back."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Row:
    """What a workbook says of one seat. An empty telephone number says nothing."""

    name: str
    seat: str
    represents: str
    phone: str

    @property
    def edition(self) -> str:
        """What the row said, in short; a file carries it along, and no number can be read from it.

        The telephone is left out: a file without numbers is as good as one with them.
        """
        told = "\x1f".join((self.name, self.seat, self.represents))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


class Change(StrEnum):
    """What came of a row while its file was away."""

    NONE = "none"
    MINE = "mine"  # only the file changed it
    THEIRS = "theirs"  # only somebody here changed it
    BOTH = "both"  # both did, and not alike


def change_of(edition: str, file: Row, now: Row) -> Change:
    """Who changed a row since it went out with `edition`: the file, somebody here, or both.

    A telephone number that the file adds or changes is the file's change. Two who wrote the same
    are at one.
    Source: ours.
    """
    has_phone = bool(file.phone) and file.phone != now.phone
    if file.edition == now.edition:
        return Change.MINE if has_phone else Change.NONE
    if now.edition == edition:
        return Change.MINE
    return Change.THEIRS if file.edition == edition and not has_phone else Change.BOTH
