"""Drafting, signing, amending: what changes, and when."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from prasan.accounts.models import Office
from prasan.audit.models import Event
from prasan.committees.actions import establish
from prasan.letters.actions import name_signatory
from prasan.orders import actions
from prasan.orders.composition import Member
from prasan.orders.models import DraftOrder, NumberSeries, Order
from prasan.orders.succession import SeatChange
from prasan.orders.tests.drafting import (
    AT,
    CHIEF,
    SIGNED,
    amend,
    everything,
    roll,
    seat_of,
    sign,
    someone,
)
from prasan.orders.tests.make import members, order, scan
from prasan.people.models import Person


def test_a_draft_seats_nobody_and_enters_nobody(by, draft, committee):
    assert draft.is_open
    assert (draft.issuer_id, draft.lines.count()) == ("5205", 10)
    assert not Order.objects.exists()
    assert not Person.objects.exists()
    event = Event.objects.get(verb="order.drafted")
    assert (event.target, event.area) == (str(draft.pk), "520505")
    assert "0812345678" not in str(event.changes)


def test_a_draft_may_lack_much(by, committee):
    drafted = actions.draft_order(by=by, committee=committee, members=[someone()], at=AT)

    problems = actions.composition_problems(drafted, list(drafted.lines.all()), SIGNED)
    assert "ยังไม่มีประธานกรรมการ" in [one.text for one in problems if one.blocks]


def test_a_draft_is_written_anew_until_someone_else_did(by, draft):
    for _ in range(2):
        actions.redraft(by=by, draft=draft, members=members(9), edition=1, planned=SIGNED)

    draft.refresh_from_db()
    assert (draft.edition, draft.lines.count(), draft.planned) == (2, 9, SIGNED)
    assert Event.objects.filter(verb="order.redrafted").count() == 1
    with pytest.raises(actions.Stale, match="มีผู้แก้ร่างนี้ไปก่อนแล้ว"):
        actions.redraft(by=by, draft=draft, members=members(12), edition=1)
    assert draft.lines.count() == 9


def test_signing_seats_the_people(by, draft):
    for _ in range(2):
        made = sign(by, draft)

    assert (made.number, made.year, made.starts, made.signatory) == (45, 2567, SIGNED, CHIEF)
    assert [seat.line for seat in made.appointments.all()] == list(range(1, 11))
    assert Person.objects.get(given_name="บุญส่ง").phone == "0812345678"
    draft.refresh_from_db()
    assert (draft.order, draft.is_open) == (made, False)
    assert Event.objects.filter(verb="order.signed").count() == 1


def test_seats_change_on_the_day_the_order_takes_effect(by, base):
    drafted = actions.draft_order(
        by=by, committee=base.committee, members=members(9, family="ใจมา"), at=AT,
        planned=date(2024, 12, 1), renews=base,
    )  # fmt: skip
    made = sign(by, drafted)

    assert (made.purpose, made.follows) == ("renew", base)
    assert len(roll(base, date(2024, 11, 30))) == 10
    assert len(roll(base, date(2024, 12, 1))) == 9
    assert {seat.ended_by for seat in base.appointments.all()} == {made}


def test_the_term_is_counted_by_the_rulebook(by, draft, rulebooks):
    assert sign(by, draft).expires == date(2028, 11, 4)


def test_a_signed_draft_is_signed_once(by, draft):
    sign(by, draft)

    for facts in ({"number": 46}, {"signed": date(2024, 11, 1)}):
        with pytest.raises(actions.TooLate, match="ลงนามแล้วเป็นคำสั่งอำเภองาว ที่ 45/2567"):
            sign(by, draft, **facts)
    with pytest.raises(actions.TooLate, match="ลงนามแล้ว"):
        actions.redraft(by=by, draft=draft, members=members(9))
    with pytest.raises(actions.TooLate, match="ให้ยกเลิกคำสั่ง"):
        actions.discard_draft(by=by, draft=draft, because="พิมพ์ผิด", at=AT)


def test_a_discarded_draft_is_kept_with_its_reason(by, draft):
    for _ in range(2):
        actions.discard_draft(by=by, draft=draft, because="พิมพ์ผิดตำบล", at=AT)

    draft.refresh_from_db()
    assert (draft.discarded_because, draft.lines.count()) == ("พิมพ์ผิดตำบล", 10)
    assert not DraftOrder.objects.open().exists()
    assert Event.objects.filter(verb="order.draft_discarded").count() == 1
    with pytest.raises(actions.TooLate, match="เลิกใช้แล้ว เพราะพิมพ์ผิดตำบล"):
        sign(by, draft)


def test_a_copy_may_come_with_the_signature(by, draft, pong_tao):
    copy = scan(by, pong_tao)

    assert sign(by, draft, copy=copy).copy == copy


def test_prasan_gives_numbers_without_gaps_where_the_office_lets_it(by, ngao, pong_tao, ban_rong):
    actions.open_numbers(by=by, issuer=ngao, year=2567, last=44, because="เริ่มใช้ระบบ")
    numbers = []
    for area in (pong_tao, ban_rong):
        body = establish(by=by, area=area, kind="tambon")
        drafted = actions.draft_order(by=by, committee=body, members=members(), at=AT)
        numbers.append(sign(by, drafted, number=None).number)

    assert numbers == [45, 46]
    assert NumberSeries.objects.get().last == 46


def test_a_new_year_begins_at_one(by, ngao, draft):
    actions.open_numbers(by=by, issuer=ngao, year=2566, last=44, because="เริ่มใช้ระบบ")

    assert sign(by, draft, number=None).number == 1


@pytest.mark.parametrize(("typed", "says"), [(None, "ยังไม่ให้ประสานออกเลข"), (47, "เลขถัดไปคือ 45")])
def test_a_number_nobody_gave_or_that_leaves_a_gap_is_refused(by, ngao, draft, typed, says):
    if typed:
        actions.open_numbers(by=by, issuer=ngao, year=2567, last=44, because="เริ่มใช้ระบบ")
    before = everything()

    with pytest.raises(actions.NumberRefused, match=says):
        sign(by, draft, number=typed)
    assert everything() == before


def test_numbers_never_go_back_behind_one_that_was_given(by, ngao, base):
    for _ in range(2):
        actions.open_numbers(by=by, issuer=ngao, year=2567, last=7, because="เริ่มใช้ระบบ")

    assert Event.objects.filter(verb="order.numbers_opened").count() == 1
    with pytest.raises(actions.NumberRefused, match="ใช้ถึงเลข 7 แล้ว"):
        actions.open_numbers(by=by, issuer=ngao, year=2567, last=6, because="ผิด")


def test_only_who_may_sign_that_day_is_taken(by, ngao, draft, rulebooks, system):
    office = Office.objects.create(area=ngao, name="สพอ.งาว", code="ลป 0519", hall="ที่ว่าการอำเภอ")
    facts = {"office": office, "name": CHIEF, "post_title": "นายอำเภองาว"}
    late = name_signatory(by=system, **facts, starts=date(2024, 11, 5))
    before = everything()

    with pytest.raises(actions.Refused, match="ไม่มีอำนาจลงนามในวันนั้น เลือกผู้ที่มีอำนาจ"):
        sign(by, draft, signatory=late)
    assert everything() == before

    in_office = name_signatory(by=system, **facts, starts=date(2024, 10, 1))
    made = sign(by, draft, signatory=in_office)
    assert (made.signed_by, made.signatory, made.signatory_post) == (
        in_office,
        CHIEF,
        "นายอำเภองาว",
    )


def test_a_member_is_added_removed_replaced(by, base):
    chair, third, fourth = (seat_of(base, line) for line in (1, 3, 4))
    made = amend(
        by,
        base,
        SeatChange(ending=chair.pk, member=someone("คำแสน", "chair")),
        SeatChange(ending=third.pk),
        SeatChange(member=someone("แสงดา")),
        starts=date(2024, 12, 1),
    )

    before, after = roll(base, date(2024, 11, 30)), roll(base, date(2024, 12, 1))
    assert len(before) == len(after) == 10
    assert ("chair", "นายคำแสน ใจมา") in after
    assert str(third.person) not in str(after)
    assert str(fourth.person) in str(after)
    assert made.is_amendment
    assert made.expires is None
    assert [(seat.line, seat.order) for seat in made.seats_added.all()] == [(1, base), (11, base)]
    chair.refresh_from_db()
    assert (chair.ended_because, chair.ended_by) == ("พ้นตามคำสั่งที่ 45/2567", made)


def test_an_amended_order_still_rules_and_ends_with_the_next(by, base, pong_tao):
    made = amend(by, base, SeatChange(member=someone()), starts=date(2024, 12, 1))
    following = order(by, pong_tao, starts=date(2025, 3, 1), members=members(9, family="ดีใจ"))

    (added,) = made.seats_added.all()
    assert (added.ends, added.ended_by) == (following.starts, following)
    assert len(roll(base, date(2025, 2, 28))) == 11
    assert len(roll(base, date(2025, 3, 1))) == 9


def test_an_amendment_found_late_ends_when_the_next_order_began(by, pong_tao, base):
    old = order(by, pong_tao, starts=date(2020, 10, 1), members=members(9))
    now = roll(base, date(2024, 11, 5))

    made = amend(
        by, old, SeatChange(member=someone()), signed=date(2021, 1, 5), number=3,
    )  # fmt: skip

    assert len(roll(base, date(2021, 1, 4))) == 9
    assert len(roll(base, date(2021, 1, 5))) == 10
    assert made.seats_added.get().ends == base.starts
    assert roll(base, date(2024, 11, 5)) == now


def test_a_revoked_amendment_ends_only_what_it_granted(by, base):
    third = seat_of(base, 3)
    made = amend(by, base, SeatChange(ending=third.pk, member=someone()))

    actions.revoke_order(by=by, order=made, revoked=date(2024, 12, 1), because="มติใหม่")

    assert len(roll(base, date(2024, 11, 30))) == 10
    assert len(roll(base, date(2024, 12, 1))) == 9
    assert str(third.person) not in str(roll(base, date(2024, 12, 1)))


def test_whoever_left_may_be_appointed_again(by, base):
    third = seat_of(base, 3)
    actions.end_appointment(by=by, appointment=third, ends=date(2024, 10, 20), because="ลาออก")

    amend(by, base, SeatChange(member=Member(
        "นาย", third.person.given_name, third.person.family_name, "member", who=str(third.person_id)
    )))  # fmt: skip

    assert len(roll(base, SIGNED)) == 10
    assert base.appointments.filter(person=third.person).count() == 2


def test_eight_members_only_ask_for_a_look(by, draft, rulebooks):
    actions.redraft(by=by, draft=draft, members=members(8))

    problems = actions.composition_problems(draft, list(draft.lines.all()), SIGNED)
    few = [one for one in problems if "กรรมการ 8 คน น้อยกว่าเกณฑ์" in one.text]
    assert [one.blocks for one in few] == [False]
    assert sign(by, draft).appointments.count() == 8


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("draft_is_discarded_with_a_reason", {"discarded_because": "ก"}),
        ("draft_expires_after_it_starts", {"planned": SIGNED, "expires": SIGNED}),
        ("draft_follows_an_order_it_changes", {"purpose": "amend"}),
    ],
)
def test_the_table_holds_no_impossible_draft(draft, name, values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        DraftOrder.objects.update(**values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("draft_line_ends_a_seat_if_it_says_so", {"change": "replace"}),
        ("draft_line_names_who_shall_sit", {"given_name": ""}),
    ],
)
def test_the_table_holds_no_impossible_line(draft, name, values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        draft.lines.filter(line=2).update(**values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("order_follows_an_order_it_changes", {"purpose": "renew"}),
        ("order_that_amends_has_no_term", {"purpose": "amend"}),
    ],
)
def test_the_table_holds_no_impossible_instrument(base, name, values):
    facts = {**values, "follows": base} if values["purpose"] == "amend" else values
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Order.objects.update(**facts)


def test_drafts_stay_within_reach(draft, thoen_officer, tambon_officer, reach_of):
    assert not DraftOrder.objects.visible_to(reach_of(thoen_officer)).exists()
    assert DraftOrder.objects.visible_to(reach_of(tambon_officer)).exists()


def test_the_number_of_queries_does_not_grow(by, committee, django_assert_max_num_queries):
    for size in (3, 25):
        drafted = actions.draft_order(by=by, committee=committee, members=members(size), at=AT)
        with django_assert_max_num_queries(50):
            sign(by, drafted, number=100 + size, starts=date(2024, 12, size))
