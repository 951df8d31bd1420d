"""A whole framework as a file gives it, wherever it came from."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from prasan.assessments.rules import Sums


@dataclass(frozen=True)
class Text:
    """Words in Thai and, where someone wrote them, in English."""

    thai: str
    english: str = ""


NOTHING = Text("")


@dataclass(frozen=True)
class GateLine:
    """One gate of a level: of an indicator, a category or (`level`) all a lower level needs."""

    indicator: str = ""
    category: int | None = None
    level: str = ""
    least: int | None = None
    reason: Text = NOTHING


@dataclass(frozen=True)
class LevelLine:
    name: Text
    from_percent: Decimal
    gates: tuple[GateLine, ...] = ()


@dataclass(frozen=True)
class PointLine:
    """One explained score, and the value of the fact from which it is suggested."""

    points: int
    meaning: Text
    threshold: int | None = None


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator; `points` from the lowest up."""

    number: str
    name: Text
    points: tuple[PointLine, ...]
    least: int
    most: int
    is_range: bool = False
    evidence: Text = NOTHING
    evidence_from: int | None = None
    weight: Decimal | None = None
    not_applicable: str = ""
    fact: str = ""


@dataclass(frozen=True)
class CategoryLine:
    number: int
    name: Text
    indicators: tuple[IndicatorLine, ...]
    weight: Decimal | None = None


@dataclass(frozen=True)
class Form:
    """A whole framework as a file gives it.

    `published` and `first_year` are filled where the file says that it is in use already.
    """

    key: str
    version: int
    name: Text
    source: Text
    is_example: bool
    sums: Sums
    published: date | None
    first_year: int | None
    levels: tuple[LevelLine, ...]
    categories: tuple[CategoryLine, ...]

    @property
    def digest(self) -> str:
        """The same for the same content, however the file is laid out and whenever it is used."""
        content = asdict(replace(self, published=None, first_year=None))
        told = json.dumps(content, default=str, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def as_draft(self) -> "Form":
        """Without what the file says of being in use."""
        return replace(self, published=None, first_year=None)

    @property
    def indicators(self) -> list[IndicatorLine]:
        """All of them, in form order."""
        return [line for category in self.categories for line in category.indicators]
