"""How a list of committee members that someone else made is understood. Pure functions."""

from prasan.registers.rules.days import day_of
from prasan.registers.rules.editions import change_of
from prasan.registers.rules.headings import (
    head_row,
    headings_at,
    meaning_of,
    meanings_of,
    plain,
    repeats,
)
from prasan.registers.rules.kinds import kind_of
from prasan.registers.rules.lists import read_lists
from prasan.registers.rules.rows import read_row

__all__ = [
    "change_of",
    "day_of",
    "head_row",
    "headings_at",
    "kind_of",
    "meaning_of",
    "meanings_of",
    "plain",
    "read_lists",
    "read_row",
    "repeats",
]
