"""Pairs that may be one person, entered twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q

from prasan.people.models import Distinction, Person
from prasan.people.rules import PHONE_ALIKE, SAME, Alike, alike, alikeness
from prasan.people.search import Line, blocks, lines_of

# A family name all of a village bear is compared with none: nothing would come of it but pairs.
_MOST_IN_ONE_BLOCK = 200


@dataclass(frozen=True)
class Pair:
    """Two persons, the older record first, and in what they are alike."""

    first: Person
    second: Person
    likeness: int
    why: Alike

    @property
    def is_same_name(self) -> bool:
        return self.likeness == SAME


def pairs(codes: Collection[str]) -> list[Pair]:
    """Every pair inside `codes` worth a look, the likest first; four queries.

    Those somebody told apart are left out.
    """
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in lines_of(codes):
        lines[line.pk].append(line)
    near = set(_near(line for borne in lines.values() for line in borne))
    likely = {pair: _likeness(lines[pair[0]], lines[pair[1]]) for pair in near}
    worth = {pair: score for pair, score in likely.items() if score >= PHONE_ALIKE}
    return _told(worth, apart=_apart(lines))


def beside(person: Person, *, codes: Collection[str]) -> list[Pair]:
    """Those inside `codes` who may be `person`; four queries."""
    return [pair for pair in pairs(codes) if person.pk in (pair.first.pk, pair.second.pk)]


def _near(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Pairs that share a sound, so that not all are compared with all."""
    block: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        for name in blocks(line.spoken):
            block[name].add(line.pk)
    for members in block.values():
        if len(members) <= _MOST_IN_ONE_BLOCK:
            yield from combinations(sorted(members), 2)


def _likeness(mine: Iterable[Line], others: Iterable[Line]) -> int:
    """By the likest of the names the two bear or bore."""
    others = list(others)
    return max(alike(one.spoken, other.spoken) for one in mine for other in others)


def _apart(lines: Collection[int]) -> set[tuple[int, int]]:
    """One query."""
    said = Distinction.objects.filter(Q(first__in=lines), Q(second__in=lines))
    return set(said.values_list("first", "second"))


def _told(worth: dict[tuple[int, int], int], apart: Collection[tuple[int, int]]) -> list[Pair]:
    """The pairs with their persons; whether the telephone is the same is told, never which."""
    wanted = {pk for pair in worth for pk in pair}
    people = Person.objects.select_related("area__parent").in_bulk(wanted)
    found = []
    for (one, other), score in worth.items():
        first, second = people[one], people[other]
        why = alikeness(score, bool(first.phone) and first.phone == second.phone)
        is_two = bool(first.citizen_id and second.citizen_id)
        if why and not is_two and (one, other) not in apart:
            found.append(Pair(first, second, score, why))
    return sorted(found, key=lambda pair: (pair.why.order, -pair.likeness, pair.first.name_sort))
