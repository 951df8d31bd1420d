from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from prasan.accounts import actions
from prasan.accounts.reach import Post, Reach
from prasan.accounts.rights import WHO, Right, Role, rights_of, roles_with
from prasan.areas.models import Area
from prasan.areas.rules import holds
from prasan.conftest import SINCE

CODES = st.sampled_from(["00", "51", "52", "5205", "5208", "520505", "520801", "52050501"])


def reach(*codes: str, role: str = Role.READER) -> Reach:
    return Reach(tuple(Post(role, code) for code in codes))


@pytest.mark.parametrize(
    ("held", "widest"),
    [
        ([], ()),
        (["520505"], ("520505",)),
        (["520505", "5205"], ("5205",)),  # The narrower lies inside.
        (["520505", "520801"], ("520505", "520801")),
        (["5208", "52", "51"], ("51", "52")),
        (["52", "00"], ("00",)),
        (["52", "5205", "52"], ("52",)),
    ],
)
def test_the_widest_areas_are_told(held, widest):
    assert reach(*held).codes == widest


@given(st.lists(CODES), CODES)
def test_one_sees_what_some_post_holds(held, code):
    assert reach(*held).sees(code) == any(holds(outer, code) for outer in held)


def test_no_post_shows_nothing(areas):
    assert not Area.objects.filter(Reach().q("code")).exists()
    assert not Reach().sees("00")


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (
            Role.PROVINCE,
            {
                *(Right.DECIDE, Right.DIRECT, Right.PASS, Right.CORRESPOND),
                *(Right.CONTACT, Right.ADMINISTER),
            },
        ),
        (
            Role.DISTRICT,
            {
                *(Right.RECORD, Right.ASSESS, Right.VERIFY, Right.SUBMIT),
                *(Right.PASS, Right.CORRESPOND, Right.CONTACT),
            },
        ),
        (Role.DEPARTMENT, {Right.PASS, Right.CORRESPOND}),
        (Role.TAMBON, {Right.RECORD, Right.ASSESS, Right.CONTACT}),
        (Role.MEMBER, {Right.ASSESS}),
        (Role.READER, set()),
        (Role.ADMINISTRATOR, {Right.ADMINISTER}),
        ("retired", set()),
    ],
)
def test_each_post_has_its_rights_and_no_others(role, rights):
    mine = reach("5205", role=role)

    assert rights_of(role) == rights
    for right in Right:
        assert mine.may(right, "520505") == mine.may_somewhere(right) == (right in rights)
        assert not mine.may(right, "5208")
        assert mine.holding(right) == (("5205",) if right in rights else ())
        assert (role in roles_with(right)) == (right in rights)


def test_every_right_says_who_has_it():
    assert set(WHO) == set(Right)


def test_a_missing_right_is_told_with_who_has_it():
    mine = reach("5205", role=Role.TAMBON)

    mine.must(Right.RECORD, "520505")
    with pytest.raises(PermissionDenied, match="เจ้าหน้าที่พัฒนาชุมชนจังหวัด"):
        mine.must(Right.DIRECT, "5205")
    with pytest.raises(PermissionDenied, match="ผู้ดูแลระบบ"):
        mine.must_somewhere(Right.ADMINISTER)


def test_an_acting_post_counts_until_the_day_it_ends(someone, system, thoen, today):
    user = someone("acting", Role.DISTRICT)
    ends = today + timedelta(days=30)
    actions.assign(
        by=system,
        user=user,
        role=Role.DISTRICT,
        area=thoen,
        starts=today,
        ends=ends,
        is_acting=True,
    )

    days = [today - timedelta(days=1), today, ends - timedelta(days=1), ends]
    assert [Reach.of(user, day).sees("520801") for day in days] == [False, True, True, False]


def test_a_closed_account_reaches_nothing(province_officer, ngao_officer, reach_of):
    assert reach_of(ngao_officer).codes == ("5205",)

    closed = actions.deactivate_user(by=province_officer, user=ngao_officer)

    assert reach_of(closed) == Reach()


@pytest.mark.parametrize("posts", [1, 8])
def test_reach_is_read_in_one_query(posts, someone, areas, today, django_assert_num_queries):
    codes = ["52", "51", "5205", "5208", "520504", "520505", "520801", "520802"][:posts]
    user = someone("many", Role.READER, *(areas[code] for code in codes))

    with django_assert_num_queries(1):
        assert len(Reach.of(user, today).posts) == posts


def test_a_post_of_before_this_world_is_not_held(ngao_officer):
    assert Reach.of(ngao_officer, SINCE - timedelta(days=1)) == Reach()
    assert Reach.of(ngao_officer, date(2030, 1, 1)).codes == ("5205",)


def test_what_no_tier_above_does_is_held_at_the_very_area():
    province = reach("52", role=Role.PROVINCE)

    assert province.may_at(Right.PASS, "52")
    assert province.may(Right.PASS, "5205")
    assert not province.may_at(Right.PASS, "5205")
    with pytest.raises(PermissionDenied, match=WHO[Right.PASS]):
        province.must_at(Right.PASS, "5205")
