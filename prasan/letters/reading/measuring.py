"""How well letters are read: precision and recall over a labelled set, fact by fact."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from prasan.letters.reading import read
from prasan.thai.digits import arabic
from prasan.thai.text import tidy

LABELLED = Path(__file__).parent / "labelled"
# Letters the reader was made with, and letters it was never fitted to: see docs/letter-reading.md.
DEVELOPMENT, HELD_OUT = LABELLED / "development", LABELLED / "held_out"
FIELDS = (
    *("number", "date", "urgency", "circular", "subject", "to", "references", "enclosures"),
    *("items", "kind", "levels", "due", "quota", "evidence", "warnings"),
)
# What a warning must say is labelled, not all that may be said: only its recall is counted.
RECALL_ONLY = "warnings"


@dataclass(frozen=True)
class Fact:
    """One thing said in one letter; `kind` is the field it belongs to."""

    letter: str
    kind: str
    value: str


@dataclass
class Figures:
    """Facts labelled, facts read, and those that are both, for each field."""

    labelled: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    missed: list[Fact] = field(default_factory=list)
    wrong: list[Fact] = field(default_factory=list)

    def precision(self, kind: str) -> float:
        return self.right[kind] / self.read[kind] if self.read[kind] else 1.0

    def recall(self, kind: str) -> float:
        return self.right[kind] / self.labelled[kind] if self.labelled[kind] else 1.0

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in FIELDS if self.labelled[kind] or self.read[kind]]


def measured(folder: Path = DEVELOPMENT) -> Figures:
    """The figures over every labelled letter of `folder`; deterministic."""
    figures = Figures()
    for path in sorted(folder.glob("*.yaml")):
        labelled = yaml.safe_load(path.read_text(encoding="utf-8"))
        said = set(_facts(path.stem, labelled["says"]))
        found = set(_facts(path.stem, read(labelled["letter"]).to_json()))
        found = {fact for fact in found if fact.kind != RECALL_ONLY or fact in said}
        figures.letters += 1
        figures.labelled.update(fact.kind for fact in said)
        figures.read.update(fact.kind for fact in found)
        figures.right.update(fact.kind for fact in said & found)
        order = lambda fact: (fact.letter, fact.kind, fact.value)  # noqa: E731
        figures.missed += sorted(said - found, key=order)
        figures.wrong += sorted(found - said, key=order)
    return figures


def _facts(letter: str, says: Mapping[str, Any]) -> Iterator[Fact]:
    for name in ("number", "date", "urgency", "circular", "subject"):
        yield Fact(letter, name, _said(says.get(name, "")))
    for name in ("to", "enclosures"):
        for each in says.get(name) or ():
            yield Fact(letter, name, _said(each))
    for each in says.get("references") or ():
        yield Fact(letter, "references", f"{_said(each['number'])} {_said(each['date'])}")
    for each in says.get("warnings") or ():
        yield Fact(letter, "warnings", each["code"] if isinstance(each, Mapping) else each)
    for item in says.get("items") or ():
        yield from _item(letter, item)


def _item(letter: str, item: Mapping[str, Any]) -> Iterator[Fact]:
    place = str(item["no"] or "-")
    yield Fact(letter, "items", place)
    yield Fact(letter, "kind", f"{place} {_said(item['kind'])}")
    for name in ("levels", "evidence"):
        for each in _listed(item.get(name)):
            yield Fact(letter, name, f"{place} {_said(each)}")
    if item.get("due"):
        yield Fact(letter, "due", f"{place} {_said(item['due'])}")
    if quota := item.get("quota"):
        yield Fact(letter, "quota", f"{place} {quota['n']}/{quota['per']}")


def _listed(value: Any) -> Sequence[Any]:
    return value or ()


def _said(value: Any) -> str:
    """Digits either way and all white space are the same."""
    return "" if value is None else "".join(arabic(tidy(str(value))).split())
