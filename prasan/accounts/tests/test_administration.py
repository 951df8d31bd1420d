from datetime import timedelta

import pytest

from prasan.accounts import actions
from prasan.accounts.administration import (
    levels_of,
    may_give,
    may_look_after,
    roles_to_give,
    users_of,
)
from prasan.accounts.passwords import made
from prasan.accounts.reach import Post, Reach
from prasan.accounts.rights import Role
from prasan.areas.models import Level

ADMINISTRATOR = Reach((Post(Role.ADMINISTRATOR, "00"),))
LAMPANG = Reach((Post(Role.PROVINCE, "52"),))
NGAO = Reach((Post(Role.DISTRICT, "5205"),))


@pytest.mark.parametrize(
    ("reach", "role", "code", "may"),
    [
        (ADMINISTRATOR, Role.ADMINISTRATOR, "00", True),
        (ADMINISTRATOR, Role.PROVINCE, "51", True),
        (LAMPANG, Role.PROVINCE, "52", True),
        (LAMPANG, Role.TAMBON, "520505", True),
        (LAMPANG, Role.DISTRICT, "5101", False),  # Another province.
        (LAMPANG, Role.READER, "00", False),
        (LAMPANG, Role.ADMINISTRATOR, "52", False),  # Not even in one's own province.
        (NGAO, Role.TAMBON, "520505", False),
        (Reach(), Role.MEMBER, "520505", False),
        (Reach((Post(Role.ADMINISTRATOR, "52"),)), Role.ADMINISTRATOR, "5205", True),
        (Reach((Post(Role.ADMINISTRATOR, "52"),)), Role.ADMINISTRATOR, "00", False),
    ],
)
def test_who_may_give_which_post_where(reach, role, code, may):
    assert may_give(reach, role, code) is may


def test_only_administrators_are_offered_to_make_another():
    assert set(roles_to_give(ADMINISTRATOR)) == set(Role)
    assert set(roles_to_give(LAMPANG)) == set(Role) - {Role.ADMINISTRATOR}


def test_a_post_lies_where_its_work_is():
    assert levels_of(Role.TAMBON) == (Level.TAMBON,)
    assert levels_of(Role.READER) == ()


def test_people_are_seen_by_who_administers_some_post_of_theirs(
    someone, system, areas, pong_tao, today
):
    inside = someone("inside", Role.TAMBON, pong_tao)
    both = someone("both", Role.READER, pong_tao, areas["51"])
    past = someone("past", Role.TAMBON, pong_tao)
    actions.end_assignment(by=system, assignment=past.assignments.get(), ends=today)
    elsewhere = someone("elsewhere", Role.READER, areas["51"])
    idle = someone("idle", Role.READER)

    assert set(users_of(LAMPANG)) == {inside, both, past}
    assert set(users_of(ADMINISTRATOR)) == {inside, both, past, elsewhere, idle}
    assert not users_of(NGAO).exists()


def test_an_account_is_looked_after_by_who_could_give_all_it_holds(
    someone, system, areas, pong_tao, today
):
    def looks_after(reach: Reach, user) -> bool:
        return may_look_after(reach, user.assignments.all(), today)

    inside = someone("inside", Role.TAMBON, pong_tao)
    both = someone("both", Role.READER, pong_tao, areas["51"])
    higher = someone("higher", Role.ADMINISTRATOR, areas["52"])
    idle = someone("idle", Role.READER)
    assert looks_after(LAMPANG, inside)
    assert not looks_after(LAMPANG, both)
    assert not looks_after(LAMPANG, higher)
    assert not looks_after(LAMPANG, idle)
    for user in (inside, both, higher, idle):
        assert looks_after(ADMINISTRATOR, user)

    # What is over no longer counts; what is to come does.
    other = both.assignments.get(area="51")
    actions.end_assignment(by=system, assignment=other, ends=today)
    assert looks_after(LAMPANG, both)
    tomorrow = today + timedelta(days=1)
    actions.assign(by=system, user=both, role=Role.READER, area=areas["51"], starts=tomorrow)
    assert not looks_after(LAMPANG, both)


def test_made_passwords_are_long_plain_and_never_alike():
    some = {made() for _ in range(50)}

    assert len(some) == 50
    for password in some:
        assert len(password) == 19
        assert not set(password) & set("0o1il")
