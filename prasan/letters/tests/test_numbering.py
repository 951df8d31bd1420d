"""Numbers under real concurrency: threads with connections of their own, on either engine."""

from functools import partial

import pytest

from prasan.audit.log import faults
from prasan.audit.models import Event
from prasan.letters.actions import number_letter
from prasan.letters.models import Counter, Letter, Series
from prasan.letters.tests import make

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS = 8


@pytest.fixture
def number(province_officer):
    """Number a letter as one thread does, with a copy of its own."""

    def give(pk: int) -> int | None:
        letter = Letter.objects.get(pk=pk)
        return number_letter(
            by=province_officer, letter=letter, dated=make.TODAY, at=make.moment()
        ).number

    return give


def test_letters_numbered_at_once_leave_no_gap_and_no_twins(
    threads, number, province_officer, office
):
    drafts = [make.draft(province_officer, office).pk for _ in range(OFFICERS)]

    given = threads.run(*(partial(number, pk) for pk in drafts))

    assert sorted(given) == list(range(2598, 2598 + OFFICERS))
    (last,) = threads.run(lambda: Counter.objects.get().last)
    assert last == 2597 + OFFICERS


def test_one_letter_numbered_twice_at_once_has_one_number(
    threads, number, province_officer, office
):
    letter = make.draft(province_officer, office)

    given = threads.run(partial(number, letter.pk), partial(number, letter.pk))

    assert given == [2598, 2598]
    kept = threads.run(
        lambda: Counter.objects.get().last,
        lambda: Event.objects.filter(verb="letter.numbered").count(),
    )
    assert kept == [2598, 1]


def test_the_first_letters_of_a_series_share_its_new_counter(
    threads, number, province_officer, office
):
    """Two threads that both find no counter yet make one."""
    drafts = [make.draft(province_officer, office, series=Series.ORDINARY).pk for _ in range(4)]

    assert sorted(threads.run(*(partial(number, pk) for pk in drafts))) == [1, 2, 3, 4]


def test_events_written_at_once_keep_one_chain(threads, number, province_officer, office):
    drafts = [make.draft(province_officer, office).pk for _ in range(OFFICERS)]

    threads.run(*(partial(number, pk) for pk in drafts))

    assert threads.run(lambda: list(faults())) == [[]]
