"""Finding persons by name, however it was typed, among all that are recorded.

Within a province or less every name is compared. Over the nation a name is found by the start of
its sound or by its family name, both of which an index holds; so either half may be misspelt.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nlargest
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from rapidfuzz import fuzz, process

from prasan.accounts.reach import Reach
from prasan.areas.models import within
from prasan.areas.rules import NATION
from prasan.people.models import FormerName, Person, PersonQuerySet
from prasan.people.rules import (
    SAME,
    SOUNDS_SAME,
    Name,
    Named,
    Spoken,
    alike,
    fragment_likeness,
    loosely_split,
    spoken,
)
from prasan.thai.collation import sort_key
from prasan.thai.sounding import AFTER, sound_key
from prasan.thai.text import tidy

# From here on a name is worth showing beside the one that was typed.
ALIKE = 70
SHOWN = 8
# So many names are compared one by one; more are found by their keys.
SCANNED = 20_000
# So many of one key are looked at.
_OF_ONE_KEY = 300
_ROUGHLY, _ROUGH_CANDIDATES = 50, 60


@dataclass(frozen=True)
class Match:
    """Someone recorded already, and how alike (of 100) the names are."""

    person: Person
    likeness: int
    # The earlier name that was found, where it was not the one borne now.
    former: str = ""

    @property
    def is_same_name(self) -> bool:
        return self.likeness == SAME


@dataclass(frozen=True)
class Found:
    """Persons in sight, the likest first; `elsewhere`: outside, the very name is recorded too."""

    matches: Sequence[Match] = ()
    elsewhere: bool = False


@dataclass(frozen=True)
class Typed:
    """A name as `likeness` compares it."""

    given_name: str
    family_name: str


def find(words: str, *, reach: Reach, near: str = "", most: int = SHOWN) -> Found:
    """Whom `words` may mean among the persons in sight; of equals, those of the area `near` first.

    `words` may be a whole name or a beginning of either part, with a title or without; earlier
    names are found too. At most nine queries, whatever the number of persons.
    """
    name = loosely_split(words)
    sound = sound_key(f"{name.given} {name.family}")
    if not sound:
        return Found()
    compare = _comparing(name)
    candidates = _candidates(reach, name, sound)
    best = nlargest(
        most,
        _once((compare(one), one) for one in candidates),
        key=lambda pair: (pair[0], bool(near) and pair[1].area_id.startswith(near), -pair[1].pk),
    )
    return Found(_matches([best])[0], bool(name.family) and _is_elsewhere(name, reach))


def suggest(names: Sequence[Named], *, codes: Collection[str]) -> list[list[Match]]:
    """For each of `names` the persons inside `codes` it may mean, the likest first.

    Three queries, whatever the number of names: for lists, where `find` would be asked for each.
    A name is compared with those that sound alike, share its family name, or begin alike.
    """
    lines = lines_of(codes)
    if not lines:
        return [[] for _ in names]
    known: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for block in blocks(line.spoken):
            known[block].append(line)
    return _matches([_best(spoken(name), known) for name in names])


def lines_of(codes: Collection[str]) -> list["Line"]:
    """Everybody inside `codes` under each name they bear or bore; two queries."""
    rows = [
        *_rows(Person.objects.standing().filter(within(codes, field="area"))),
        *_rows(_former().filter(within(codes, field="person__area"))),
    ]
    return [Line(*row) for row in rows]


@dataclass(frozen=True)
class Line:
    """A person as far as comparing goes."""

    pk: int
    area_id: str
    given_name: str
    family_name: str
    match_key: str
    family_key: str
    # The whole name, where it is one of earlier days.
    former: str = ""

    @cached_property
    def spoken(self) -> Spoken:
        return spoken(self)


# As stored: building a Line for each of ten thousand takes longer than comparing their keys.
_Row = tuple[Any, ...]
_NAME = ("given_name", "family_name", "match_key", "family_key")
_MATCH, _FAMILY = 4, 5


def _rows(people: PersonQuerySet | QuerySet[FormerName]) -> list[_Row]:
    if people.model is Person:
        return list(people.values_list("pk", "area_id", *_NAME))
    whole = Concat("title", "given_name", Value(" "), "family_name")
    columns = ("person_id", "person__area_id", *_NAME)
    return list(people.annotate(whole=whole).values_list(*columns, "whole"))


def _former() -> QuerySet[FormerName]:
    return FormerName.objects.filter(person__merged_into=None)


def _once(scored: Iterable[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Those alike enough, each person once, by the likest of the names borne."""
    best: dict[int, tuple[int, Line]] = {}
    for score, line in scored:
        if score >= ALIKE and (line.pk not in best or best[line.pk][0] < score):
            best[line.pk] = (score, line)
    return list(best.values())


def _matches(found: Sequence[Sequence[tuple[int, Line]]]) -> list[list[Match]]:
    """The persons behind the lines; one query for all of them."""
    wanted = {line.pk for lines in found for _, line in lines}
    people = Person.objects.select_related("area__parent").in_bulk(wanted)
    return [
        [Match(people[line.pk], score, line.former.rstrip()) for score, line in lines]
        for lines in found
    ]


def _comparing(name: Name) -> Callable[[Line], int]:
    """How well one fits what was typed; of a family name only begun, the rest is not missed."""
    if not name.family:
        return lambda line: fragment_likeness(name.given, line)
    typed = spoken(Typed(name.given, name.family))

    def compare(line: Line) -> int:
        whole = alike(typed, line.spoken)
        if whole < SOUNDS_SAME and line.family_key.startswith(typed.family):
            begun = alike(replace(typed, family=line.family_key), line.spoken)
            return max(whole, begun - 1)
        return whole

    return compare


def _candidates(reach: Reach, name: Name, sound: str) -> list[Line]:
    """Who may be meant, and more: of a province all are compared, of the nation some are found."""
    people = Person.objects.visible_to(reach).standing()
    former = _former().filter(reach.q("person__area"))
    rows = None if NATION in reach.codes else _rows(people[: SCANNED + 1])
    if rows is None or len(rows) > SCANNED:
        rows = [*_by_key(people, name, sound), *_by_key(former, name, sound)]
    else:
        rows += _rows(former)
    return [Line(*row) for row in _roughly_alike(rows, name, sound)]


def _roughly_alike(rows: Sequence[_Row], name: Name, sound: str) -> list[_Row]:
    """The likest by their keys alone, which costs little; the rest is not compared further."""
    if not name.family:
        begun = [
            row for row in rows if row[_MATCH].startswith(sound) or row[_FAMILY].startswith(sound)
        ]
        if len(begun) >= SHOWN:
            return begun
    best = process.extract(
        sound,
        [row[_MATCH] for row in rows],
        scorer=fuzz.ratio if name.family else fuzz.partial_ratio,
        limit=_ROUGH_CANDIDATES,
        score_cutoff=_ROUGHLY,
    )
    return [rows[place] for _key, _score, place in best]


def _by_key(people: PersonQuerySet | QuerySet[FormerName], name: Name, sound: str) -> list[_Row]:
    """The first of those who sound alike, then of those who begin alike or share a family name."""
    family = sound_key(name.family) or sound
    begin = sound_key(name.given) + sound_key(name.family)[:1]
    if not name.family:
        begin = sound[: max(3, len(sound) * 2 // 3)]
    found: dict[int, _Row] = {}
    for key, start in (("match_key", sound), ("match_key", begin), ("family_key", family)):
        inside = {f"{key}__gte": start, f"{key}__lt": start + AFTER}
        for row in _rows(people.filter(**inside).order_by(key)[:_OF_ONE_KEY]):
            found.setdefault(row[0], row)
    return list(found.values())


def _is_elsewhere(name: Name, reach: Reach) -> bool:
    """Whether outside reach someone is recorded under the very name: yes or no, and no more.

    Source: ours; decision 0016.
    """
    if NATION in reach.codes:
        return False
    written = sort_key(tidy(f"{name.given} {name.family}"))
    same = Q(match_key=sound_key(f"{name.given} {name.family}"), name_sort=written)
    return Person.objects.standing().filter(same).exclude(reach.q("area")).exists()


def blocks(name: Spoken) -> Iterator[str]:
    """What two names must share one of to be compared at all."""
    yield f"whole {name.given}{name.family}"
    yield f"given {name.given}"
    yield f"family {name.family}"
    yield f"begin {name.given[:2]} {name.family[:2]}"


def _best(name: Spoken, known: dict[str, list[Line]]) -> list[tuple[int, Line]]:
    near = {id(line): line for block in blocks(name) for line in known.get(block, ())}
    scored = _once((alike(name, line.spoken), line) for line in near.values())
    return nlargest(SHOWN, scored, key=lambda pair: (pair[0], -pair[1].pk))
