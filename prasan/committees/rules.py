"""What a kind of committee asks for, as plain values."""

from dataclasses import dataclass

LEVELS = {"district": "district", "tambon": "tambon", "integrated": "tambon"}


@dataclass(frozen=True)
class Wants:
    """What the rulebook of a day wants; None where nobody knows the number yet."""

    seats_min: int | None = None
    seats_max: int | None = None
    term_years: int | None = None
    is_confirmed: bool = False


def fits(kind: str, level: str) -> bool:
    """Whether a committee of `kind` belongs to an area of `level`: คอช.อ. to a district."""
    return LEVELS.get(kind) == level
