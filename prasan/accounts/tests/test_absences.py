"""Being away and standing in: what it gives, what it never gives, and what is refused."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from prasan.accounts.actions import (
    Wrong,
    assign,
    be_away,
    deactivate_user,
    end_absence,
    end_assignment,
)
from prasan.accounts.models import Absence
from prasan.accounts.reach import Post, Reach
from prasan.accounts.rights import Right, Role, lent_rights_of, rights_of
from prasan.accounts.tests.make import AT, LAST, TODAY, away
from prasan.audit.models import Event

BACK = LAST + timedelta(days=1)
posts = st.tuples(st.sampled_from(list(Role)), st.sampled_from(["52", "5205", "520505", "5208"]))


def pairs(reach: Reach) -> set[tuple[Right, str]]:
    codes = ("52", "5205", "520504", "520505", "5208", "520801", "51")
    return {(right, code) for right in Right for code in codes if reach.may(right, code)}


@given(own=st.lists(posts, max_size=3), lent=st.lists(posts, max_size=3))
def test_a_stand_in_never_may_more_than_both_posts_together(own, lent):
    mine = tuple(Post(role, code) for role, code in own)
    theirs = tuple(Post(role, code) for role, code in lent)
    both = Reach((*mine, *(Post(one.role, one.code, holder="them") for one in theirs)))

    assert pairs(both) <= pairs(Reach(mine)) | pairs(Reach(theirs))
    assert pairs(Reach(mine)) <= pairs(both)
    assert pairs(both.own) == pairs(Reach(mine))


@pytest.mark.parametrize("role", list(Role))
def test_what_would_outlast_the_days_is_not_lent(role):
    assert Right.ADMINISTER not in lent_rights_of(role)
    lent = Reach((Post(role, "52", holder="away"),))
    assert not lent.may_at(Right.ADMINISTER, "52")
    assert lent_rights_of(role) <= rights_of(role)


def test_the_stand_in_may_what_the_post_may_and_only_on_those_days(
    ngao_officer, tambon_officer, ngao
):
    before = Reach.of(tambon_officer, TODAY)
    assert not before.may(Right.SUBMIT, "5205")

    away(ngao_officer, tambon_officer, starts=TODAY + timedelta(days=1))

    during = Reach.of(tambon_officer, LAST)
    assert during.may(Right.SUBMIT, "5205")
    assert during.sees("520504")
    (lent,) = during.lent
    assert (lent.holder, lent.last, lent.title) == (
        "ngao",
        LAST,
        "เจ้าหน้าที่พัฒนาชุมชนอำเภอ งาว",
    )
    assert Reach.of(tambon_officer, TODAY) == before
    assert Reach.of(tambon_officer, BACK) == before
    # Who is away keeps what is theirs.
    assert Reach.of(ngao_officer, LAST).may(Right.SUBMIT, "5205")


def test_the_reach_is_one_question_whatever_the_posts(
    ngao_officer, tambon_officer, django_assert_num_queries
):
    away(ngao_officer, tambon_officer)
    with django_assert_num_queries(1):
        assert len(Reach.of(tambon_officer, TODAY).posts) == 2


def test_a_post_that_ended_meanwhile_is_lent_no_more(ngao_officer, tambon_officer, system):
    away(ngao_officer, tambon_officer)
    end_assignment(
        by=system, assignment=ngao_officer.assignments.get(), ends=TODAY + timedelta(days=1)
    )
    assert Reach.of(tambon_officer, TODAY).lent
    assert not Reach.of(tambon_officer, TODAY + timedelta(days=1)).lent


def test_who_has_left_the_office_stands_in_no_more(ngao_officer, tambon_officer, system):
    away(ngao_officer, tambon_officer)
    end_assignment(
        by=system, assignment=tambon_officer.assignments.get(), ends=TODAY + timedelta(days=1)
    )
    assert Reach.of(tambon_officer, TODAY + timedelta(days=1)).posts == ()


def test_a_post_held_for_another_is_not_passed_on(
    ngao_officer, tambon_officer, someone, ban_rong, system
):
    """Ngao is away and Pong Tao stands in; Pong Tao cannot then be away on those days."""
    other = someone("banrong", Role.TAMBON, ban_rong)
    away(ngao_officer, tambon_officer)

    with pytest.raises(Wrong) as wrong:
        away(tambon_officer, other, starts=LAST)
    assert wrong.value.field == "stand_in"
    assert "คุณpongtaoทำแทนคุณngao" in str(wrong.value)
    with pytest.raises(Wrong, match="คุณngaoไม่อยู่"):
        away(tambon_officer, ngao_officer)

    # Whatever stands in the rows, only what one holds oneself is lent.
    Absence.objects.create(
        post=tambon_officer.assignments.get(),
        stand_in=other,
        starts=TODAY,
        ends=BACK,
        reason="ทดลอง",
        entered_at=AT,
        entered_by=system,
    )
    assert not Reach.of(other, TODAY).may(Right.SUBMIT, "5205")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"last": TODAY - timedelta(days=1)}, "last", "อยู่ก่อนวันแรก"),
        (
            {"starts": date(2024, 10, 1), "last": date(2024, 10, 3)},
            "last",
            "ช่วงนี้ผ่านไปแล้ว",
        ),
        ({"starts": date(2022, 12, 1)}, "last", "เกินหนึ่งปี"),
    ],
)
def test_days_that_cannot_be_are_refused(ngao_officer, tambon_officer, changes, field, said):
    with pytest.raises(Wrong, match=said) as wrong:
        away(ngao_officer, tambon_officer, **changes)
    assert wrong.value.field == field
    assert not Absence.objects.exists()


def test_nobody_stands_in_for_oneself(ngao_officer):
    with pytest.raises(Wrong, match="ตั้งตนเอง"):
        away(ngao_officer, ngao_officer)


def test_a_closed_account_and_a_member_do_not_stand_in(
    ngao_officer, tambon_officer, member, reader, system
):
    with pytest.raises(Wrong, match="ไม่มีหน้าที่เจ้าหน้าที่"):
        away(ngao_officer, member)
    with pytest.raises(Wrong, match="ไม่มีหน้าที่เจ้าหน้าที่"):
        away(ngao_officer, reader)
    deactivate_user(by=system, user=tambon_officer)
    with pytest.raises(Wrong, match="ปิดอยู่"):
        away(ngao_officer, tambon_officer)


def test_from_another_office_one_stands_in_by_order_and_from_another_province_never(
    ngao_officer, thoen_officer, someone, areas
):
    with pytest.raises(Wrong, match="อยู่สำนักงานอื่น") as wrong:
        away(ngao_officer, thoen_officer)
    assert wrong.value.field == "order"
    lamphun = someone("lamphun", Role.PROVINCE, areas["51"])
    with pytest.raises(Wrong, match="อยู่จังหวัดอื่น"):
        away(ngao_officer, lamphun, order="คำสั่งที่ 1/2567")

    away(ngao_officer, thoen_officer, order="คำสั่งจังหวัดลำปาง (ตัวอย่าง) ที่ 9/2567")
    assert Reach.of(thoen_officer, TODAY).may(Right.SUBMIT, "5205")


def test_a_member_has_no_stand_in(member, tambon_officer):
    with pytest.raises(Wrong, match="ไม่มีผู้ทำแทน"):
        away(member, tambon_officer, posts=list(member.assignments.all()))


def test_the_second_who_names_is_told_who_was_named(
    ngao_officer, tambon_officer, someone, ban_rong, province_officer
):
    first = away(ngao_officer, tambon_officer)
    other = someone("banrong", Role.TAMBON, ban_rong)

    with pytest.raises(Wrong, match="โดยมีคุณpongtaoทำแทน"):
        away(ngao_officer, other, by=province_officer)
    assert away(ngao_officer, tambon_officer) == first, "pressed twice"
    assert Event.objects.filter(verb="absence.entered").count() == 1


def test_back_sooner_the_post_is_ones_own_again(ngao_officer, tambon_officer):
    absence = away(ngao_officer, tambon_officer)
    ended = end_absence(by=ngao_officer, absence=absence, ends=TODAY, why="เลื่อนอบรม", at=AT)

    assert not Reach.of(tambon_officer, TODAY).lent
    assert (ended.starts, ended.ends) == (TODAY, TODAY)
    again = end_absence(
        by=tambon_officer, absence=absence, ends=TODAY + timedelta(days=1), why="อีกครั้ง", at=AT
    )
    assert (again.ended_why, again.ended_by) == ("เลื่อนอบรม", ngao_officer)
    assert Event.objects.filter(verb="absence.ended").count() == 1
    # The days are free for another.
    assert away(ngao_officer, tambon_officer).pk != absence.pk


def test_days_that_are_over_cannot_be_ended(ngao_officer, tambon_officer):
    absence = away(ngao_officer, tambon_officer)
    kept = end_absence(by=ngao_officer, absence=absence, ends=BACK, why="ช้าไป", at=AT)
    assert kept.ended_at is None


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"ends": TODAY - timedelta(days=1)}, "absence_ends_no_sooner_than_it_starts"),
        ({"reason": ""}, "absence_has_a_reason"),
        ({"ended_at": timezone.now(), "ended_why": "x"}, "absence_is_ended_by_someone"),
        ({}, "post_is_left_once_from_a_day"),
    ],
)
def test_the_database_holds_what_absences_are(ngao_officer, tambon_officer, changes, name):
    first = away(ngao_officer, tambon_officer)
    facts = {
        "post": first.post,
        "starts": TODAY,
        "ends": BACK,
        "reason": "ลา",
        "entered_at": AT,
        "entered_by": ngao_officer,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(**{**facts, **changes})


def test_an_absence_is_ended_with_a_reason(ngao_officer, tambon_officer):
    first = away(ngao_officer, tambon_officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.filter(pk=first.pk).update(ended_at=AT, ended_by=ngao_officer)


def test_several_posts_are_left_at_once(someone, ngao_officer, pong_tao, ban_rong):
    officer = someone("both", Role.TAMBON, pong_tao, ban_rong)
    away(officer, ngao_officer)
    assert {post.code for post in Reach.of(ngao_officer, TODAY).lent} == {"520504", "520505"}


def test_a_later_post_of_the_stand_in_does_not_matter_now(system, ngao_officer, someone, ngao):
    later = someone("later", Role.MEMBER)
    assign(by=system, user=later, role=Role.DISTRICT, area=ngao, starts=TODAY + timedelta(days=2))
    with pytest.raises(Wrong, match="ไม่มีหน้าที่เจ้าหน้าที่ในวันนั้น"):
        away(ngao_officer, later)
    be_away(
        by=ngao_officer,
        posts=list(ngao_officer.assignments.all()),
        starts=TODAY + timedelta(days=2),
        last=LAST,
        stand_in=later,
        reason="ลา",
        at=AT,
    )
