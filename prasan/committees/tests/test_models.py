from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from prasan.committees.models import Confirmation, Rulebook, RulebookLine
from prasan.committees.tests.make import rulebook

DAY = date(2024, 11, 5)


@pytest.fixture
def book(system):
    return rulebook(system)


def refused(name: str, make) -> bool:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    # SQLite names the columns of an index, every other constraint by its name.
    return name in str(caught.value) or "UNIQUE" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("rulebook_says_each_thing_once", {"topic": "members"}),
        ("line_wants_at_least_less_than_at_most", {"topic": "experts", "low": 5, "high": 3}),
        ("line_quorum_is_a_share", {"topic": "quorum", "low": 101}),
        ("line_quorum_is_a_share", {"topic": "quorum", "low": 0}),
        ("line_names_a_seat_when_it_is_about_one", {"topic": "seat"}),
        ("line_names_a_seat_when_it_is_about_one", {"topic": "power", "seat": "chair"}),
    ],
)
def test_a_line_says_one_thing_that_can_be(book, name, says):
    if says["topic"] == "quorum":
        book.lines.filter(topic="quorum").delete()

    assert refused(
        name, lambda: RulebookLine.objects.create(rulebook=book, place=9, source="ก", **says)
    )


def test_a_rulebook_is_entered_by_someone(system):
    at = datetime(2024, 11, 5, tzinfo=UTC)

    assert refused(
        "rulebook_is_entered_by_someone",
        lambda: Rulebook.objects.create(kind="tambon", starts=DAY, regulation="ก", entered_at=at),
    )


@pytest.mark.parametrize("where", [None, "52"])
def test_a_line_is_confirmed_once_where_it_holds(book, system, where, areas):
    line, area = book.lines.get(topic="members"), areas.get(where)
    said = {"line": line, "area": area, "clause": "ข้อ 9", "day": DAY, "by": system}
    Confirmation.objects.create(**said)

    assert refused("line_is_confirmed_once", lambda: Confirmation.objects.create(**said))


def test_a_confirmation_is_withdrawn_with_a_reason(book, system):
    line = book.lines.get(topic="members")
    said = {"line": line, "clause": "ข้อ 9", "day": DAY, "by": system}

    assert refused(
        "confirmation_is_withdrawn_with_a_reason",
        lambda: Confirmation.objects.create(**said, withdrawn=DAY),
    )
