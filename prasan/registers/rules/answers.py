"""What a person has decided about a list: how it is read, what stands for a slip."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prasan.registers.rules.headings import Meaning

# Sheet and column, both counted from 0.
Spot = tuple[int, int]


@dataclass(frozen=True)
class Answers:
    """All of them empty at first, when the list is read by guesses alone.

    `texts` puts another text in the place of every equal one in a column, `cells` in one cell;
    `accepted` are doubts found right: sheet, column, code and the text they are about.
    """

    meanings: Mapping[Spot, Meaning] = field(default_factory=dict)
    kinds: Mapping[int, str] = field(default_factory=dict)
    areas: Mapping[int, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    texts: Mapping[tuple[int, int, str], str] = field(default_factory=dict)
    cells: Mapping[tuple[int, int, int], str] = field(default_factory=dict)
    accepted: frozenset[tuple[int, int, str, str]] = frozenset()
    skipped: frozenset[Spot] = frozenset()
    persons: Mapping[Spot, str] = field(default_factory=dict)
    # Whose writing counts where two changed one row: "mine" or "theirs".
    keeps: Mapping[Spot, str] = field(default_factory=dict)
