"""Every fact an indicator may be computed from, as the apps of this installation offer them."""

from collections.abc import Mapping
from functools import cache
from itertools import chain

from prasan.areas.facts import Fact, Source
from prasan.offered import offered

# The module in which an app offers its facts. It is looked up by name, as Django looks up
# models and commands, because facts live beside and above this app: see decision 0018.
MODULE = "indicator_facts"


@cache
def sources() -> tuple[Source, ...]:
    """What each app offers, in the order of INSTALLED_APPS."""
    return tuple(chain.from_iterable(offered(MODULE, "SOURCES")))


@cache
def facts() -> Mapping[str, Fact]:
    """Every fact by its key. Raises ValueError when two apps offer the same."""
    found: dict[str, Fact] = {}
    for source in sources():
        for fact in source.facts:
            if fact.key in found:
                raise ValueError(f"two apps offer the fact {fact.key}")
            found[fact.key] = fact
    return found
