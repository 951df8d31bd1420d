"""Every column is declared personal or not, before anything is stored in it."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from prasan.sealing import SealedField

PAGE = Path(__file__).resolve().parent.parent / "docs" / "personal-data.md"
CLASSES = ["Sealed", "Names", "Who", "Words", "Not personal"]
# What must never be called plain, whatever it is for.
TELLTALE = re.compile(r"phone|mobile|citizen|email|birth|passport")
OFFICES = {"accounts.Office.telephone"}


def declared() -> dict[str, str]:
    """The class of each column, as the page says."""
    found = {}
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        name = part.splitlines()[0]
        for table, columns in re.findall(r"^\| ([a-z]+\.\w+) \| ([^|]+) \|$", part, re.M):
            for column in columns.split():
                assert f"{table}.{column}" not in found, f"{table}.{column} stands twice"
                found[f"{table}.{column}"] = name
    return found


def columns() -> dict[str, models.Field]:
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        if model.__module__.startswith("prasan.")
        for field in model._meta.local_concrete_fields
        if not field.primary_key
    }


def test_the_page_has_the_five_classes():
    assert set(declared().values()) == set(CLASSES)


def test_every_column_has_a_class():
    missing = sorted(set(columns()) - set(declared()))

    assert missing == [], "declare them in docs/personal-data.md, in the class they belong to"


def test_no_column_is_declared_that_is_not_there():
    assert sorted(set(declared()) - set(columns())) == []


def test_what_is_sealed_in_the_database_is_declared_sealed():
    sealed = {name for name, field in columns().items() if isinstance(field, SealedField)}
    said = {name for name, where in declared().items() if where == "Sealed"}

    # The hash stands for a number, and is no seal.
    assert said - sealed == {"people.Person.citizen_hash"}
    assert sealed <= said


@pytest.mark.parametrize("name", sorted(columns()))
def test_nothing_that_gives_itself_away_is_called_plain(name):
    if declared()[name] == "Not personal" and name not in OFFICES:
        column = name.rpartition(".")[2]
        assert not TELLTALE.search(column) or column.startswith("took_"), name


def test_each_table_stands_once_in_a_class():
    lines = Counter(
        (part.splitlines()[0], table)
        for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
        for table in re.findall(r"^\| ([a-z]+\.\w+) \|", part, re.M)
    )
    assert [line for line, count in lines.items() if count > 1] == []
