"""What a letter read in says, as plain values; their JSON is what `prasan read-letter` prints."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What an item asks for: see docs/rules.md, DLV, QTA, KEP and DRV."""

    DELIVER = "deliver"
    QUOTA = "quota"
    KEEP = "keep"
    DRIVE = "drive"


@dataclass(frozen=True)
class Quota:
    """So many times a `per`: year, half_year, quarter, month or week."""

    n: int
    per: str


@dataclass(frozen=True)
class Reference:
    """A letter referred to; either part may not be said."""

    number: str
    dated: date | None


@dataclass(frozen=True)
class Item:
    """One thing asked for, in the letter's words. `no` is "" for a request without a number.

    `levels` are the levels of area that are to do it; `evidence` names what is to be sent.
    """

    no: str
    text: str
    kind: Kind
    levels: tuple[str, ...] = ()
    due: date | None = None
    quota: Quota | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """Something the officer must look at; `code` for programs, `text` in Thai for people.

    `item` is the number of the item it is about, "" for a request without one; None when it is
    about the letter as a whole.
    """

    code: str
    text: str
    item: str | None = None


@dataclass(frozen=True)
class Reading:
    """A letter as it was read. Digits of numbers are Arabic; what was not found is empty."""

    number: str = ""
    dated: date | None = None
    urgency: str = ""
    circular: bool = False
    subject: str = ""
    to: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    enclosures: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    warnings: tuple[Doubt, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """As JSON takes it: days as ISO, and the day of a letter under `date`."""
        mapping: dict[str, Any] = _plain(asdict(self))
        mapping["warnings"] = [{"code": one.code, "text": one.text} for one in self.warnings]
        return mapping


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {"date" if name == "dated" else name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
