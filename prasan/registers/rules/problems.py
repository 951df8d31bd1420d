"""Something in a list that cannot be taken as it stands, or only if it is right."""

from dataclasses import dataclass
from enum import StrEnum


class Cure(StrEnum):
    """What one click does about a problem."""

    NONE = "none"
    TEXT = "text"  # another text in the place of every equal one in the column
    CELL = "cell"  # another text in this cell alone
    ACCEPT = "accept"  # it is right as it is
    SKIP = "skip"  # the row is left out
    KEEP = "keep"  # it is asked whose of two writings counts
    PERSON = "person"  # it is asked which person is meant


@dataclass(frozen=True)
class Problem:
    """A problem at a cell, or at a row where `column` is None; rows count from 0.

    One that `blocks` keeps its row out; any other keeps it out until it is found right.
    `said` is what stands there, `instead` what the cure puts in its place.
    """

    sheet: int
    row: int
    column: int | None
    code: str
    text: str
    said: str = ""
    cure: Cure = Cure.NONE
    instead: str = ""
    cure_label: str = ""
    blocks: bool = True

    @property
    def css(self) -> str:
        return "late" if self.blocks else "part"

    @property
    def sign(self) -> str:
        return "late" if self.blocks else "soon"
