"""Every fact an indicator may be computed from, as the apps of this installation offer them."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from prasan.areas.facts import Fact, Source

# The module in which an app offers its facts. It is looked up by name, as Django looks up
# models and commands, because facts live beside and above this app: see decision 0018.
MODULE = "indicator_facts"


@cache
def sources() -> tuple[Source, ...]:
    """What each app offers, in the order of INSTALLED_APPS."""
    found: list[Source] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, MODULE):
            found += import_module(f"{config.name}.{MODULE}").SOURCES
    return tuple(found)


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
