"""The audit chains while several people save at the same moment, on either engine."""

from collections import Counter
from functools import partial

import pytest

from prasan.accounts import actions
from prasan.accounts.rights import Role
from prasan.areas.models import Area
from prasan.audit.log import faults
from prasan.audit.models import Chain, Event
from prasan.letters.tests.threads import Threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def threads(transactional_db, tmp_path):
    with Threads(tmp_path) as threads:
        yield threads


def test_posts_given_at_once_stand_in_one_line_for_each_province(threads, someone, system, today):
    user = someone("many", Role.READER)
    codes = ["51", "52", "5205", "5208", "520504", "520505", "520801", "520802"]
    areas = Area.objects.in_bulk(codes)

    def give(code: str) -> str:
        post = actions.assign(
            by=system, user=user, role=Role.READER, area=areas[code], starts=today
        )
        return post.area_id

    before = dict(Chain.objects.values_list("key", "length"))
    given = threads.run(*(partial(give, code) for code in codes))

    assert given == codes
    found, chains, places = threads.run(
        lambda: list(faults()),
        lambda: dict(Chain.objects.values_list("key", "length")),
        lambda: list(Event.objects.filter(chain="52").values_list("place", flat=True)),
    )
    assert found == []
    added = Counter(code[:2] for code in codes)
    assert {key: chains[key] - before.get(key, 0) for key in added} == added
    assert sorted(places) == list(range(1, chains["52"] + 1))


def test_a_post_given_twice_at_once_is_one_post_and_one_event(
    threads, someone, system, pong_tao, today
):
    user = someone("twice", Role.READER)

    def give() -> int:
        return actions.assign(
            by=system, user=user, role=Role.TAMBON, area=pong_tao, starts=today
        ).pk

    one, other = threads.run(give, give)

    assert one == other
    (told,) = threads.run(lambda: Event.objects.filter(verb="post.assigned", target=one).count())
    assert told == 1
