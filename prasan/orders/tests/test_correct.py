"""Putting a signed order right, and renewing a district's orders in one go."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from prasan.audit.models import Event
from prasan.orders import actions
from prasan.orders.composition import Member
from prasan.orders.models import Correction, DraftOrder
from prasan.orders.succession import SeatChange
from prasan.orders.tests.make import members, order
from prasan.orders.tests.test_drafts import amend, roll, seat_of, sign, someone

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
def by(ngao_officer):
    return ngao_officer


@pytest.fixture
def base(by, pong_tao):
    return order(by, pong_tao, number=7)


def correct(by, one, **facts):
    known = {
        name: getattr(one, name) for name in ("number", "signed", "starts", "expires", "signatory")
    }
    return actions.correct_order(
        by=by, order=one, because="พิมพ์ผิดจากสำเนา", at=AT, **{**known, **facts}
    )


def test_a_number_is_put_right_with_its_reason(by, base, pong_tao):
    following = order(by, pong_tao, number=9, starts=date(2024, 11, 1))
    for _ in range(2):
        correct(by, following, number=19)

    following.refresh_from_db()
    kept = Correction.objects.get()
    assert (following.label, kept.what, kept.before, kept.after) == (
        "19/2567",
        "เลขที่คำสั่ง",
        "9",
        "19",
    )
    assert {one.ended_because for one in base.appointments.all()} == {"แทนด้วยคำสั่งที่ 19/2567"}
    assert Event.objects.filter(verb="order.corrected").count() == 1
    with pytest.raises(actions.NumberTaken, match="7/2567"):
        correct(by, following, number=7)


@pytest.mark.parametrize("day", [date(2024, 10, 20), date(2024, 11, 20)])
def test_seats_move_with_the_day(by, base, pong_tao, day):
    following = order(by, pong_tao, starts=date(2024, 11, 1), members=members(9, family="ใจมา"))

    correct(by, following, signed=date(2024, 10, 15), starts=day)

    assert {one.ends for one in base.appointments.all()} == {day}
    assert {one.starts for one in following.appointments.all()} == {day}


def test_a_day_stays_between_the_orders_around_it(by, base, pong_tao):
    order(by, pong_tao, number=9, starts=date(2024, 11, 1), members=members(9, family="ใจมา"))
    before = roll(base, date(2024, 10, 15))

    with pytest.raises(actions.Refused, match="คำสั่งที่ 9/2567 มีผล.*วันมีผลต้องอยู่ก่อนวันนั้น"):
        correct(by, base, starts=date(2024, 11, 1))
    with pytest.raises(actions.Refused, match="อยู่ก่อนวันลงนาม"):
        correct(by, base, starts=date(2024, 9, 1))
    assert roll(base, date(2024, 10, 15)) == before
    assert not Correction.objects.exists()


def test_an_amendment_moves_what_it_changed(by, base):
    third = seat_of(base, 3)
    made = amend(by, base, SeatChange(third.pk, someone()))

    correct(by, made, starts=date(2024, 12, 1))

    third.refresh_from_db()
    assert third.ends == made.seats_added.get().starts == date(2024, 12, 1)


def test_a_seat_typed_wrong_is_put_right(by, base):
    line = seat_of(base, 3)
    for _ in range(2):
        actions.correct_seat(by=by, appointment=line, because="พิมพ์ผิด", at=AT, seat="treasurer")

    line.refresh_from_db()
    assert line.seat == "treasurer"
    assert Correction.objects.get().after == "กรรมการและเหรัญญิก"
    with pytest.raises(actions.Refused, match="จะมีประธานกรรมการ 2 คน"):
        actions.correct_seat(by=by, appointment=line, because="พิมพ์ผิด", at=AT, seat="chair")


def test_a_line_of_another_person_is_put_right(by, base):
    line, other = seat_of(base, 3), seat_of(base, 4)

    actions.correct_seat(by=by, appointment=line, because="ผิดคน", at=AT, member=someone())

    line.refresh_from_db()
    assert str(line.person) == "นายคำแสน ใจมา"
    twice = Member("นาย", other.person.given_name, other.person.family_name, "member")
    with pytest.raises(actions.Refused, match="นั่งสองตำแหน่ง"):
        actions.correct_seat(by=by, appointment=line, because="ผิดคน", at=AT, member=twice)


def test_a_correction_wants_a_reason(by, base):
    with pytest.raises(IntegrityError, match="correction_has_a_reason"), transaction.atomic():
        Correction.objects.create(order=base, what="ก", because="", at=AT, by=by)


def renew(by, district, days=90, today=date(2024, 11, 5)):
    return actions.draft_renewals(by=by, district=district, within_days=days, today=today, at=AT)


def test_a_district_renews_what_ends_in_one_go(by, ngao, pong_tao, ban_rong, lom_raet):
    over = order(by, pong_tao, starts=date(2020, 10, 1))
    soon = order(by, ban_rong, starts=date(2020, 12, 1))
    later = order(by, ngao, kind="district", starts=date(2021, 12, 1))
    order(by, lom_raet, starts=date(2020, 10, 1))
    actions.end_appointment(
        by=by, appointment=seat_of(over, 4), ends=date(2023, 5, 1), because="ลาออก"
    )

    done = renew(by, ngao)

    assert {draft.follows for draft in done.made} == {over, soon}
    assert {draft.follows_id: draft.lines.count() for draft in done.made} == {
        over.pk: 9,
        soon.pk: 10,
    }
    assert [draft.planned for draft in done.made if draft.follows == soon] == [date(2024, 12, 1)]
    assert later not in {one for one, _ in done.left}
    assert Event.objects.filter(verb="order.renewals_drafted").count() == 1

    again = renew(by, ngao)
    assert again.made == []
    assert {why for _, why in again.left} == {"มีร่างอยู่แล้ว"}
    assert Event.objects.filter(verb="order.renewals_drafted").count() == 1


def test_what_cannot_be_renewed_is_left_with_the_reason(by, ngao, pong_tao, ban_rong):
    revoked = order(by, pong_tao, starts=date(2020, 10, 1))
    actions.revoke_order(by=by, order=revoked, revoked=date(2024, 3, 1), because="ออกใหม่")
    replaced = order(by, ban_rong, starts=date(2020, 10, 1))
    order(by, ban_rong, signed=date(2024, 11, 1), starts=date(2024, 12, 1))

    done = renew(by, ngao)

    assert not done.made
    assert dict(done.left) == {
        revoked: "ยกเลิกแล้ว ต้องแต่งตั้งใหม่", replaced: "มีคำสั่งใหม่แล้ว",
    }  # fmt: skip
    with pytest.raises(actions.TooLate, match="มีคำสั่งใหม่แล้ว"):
        actions.draft_renewal(by=by, order=replaced, today=date(2024, 11, 5), at=AT)


def test_one_order_is_renewed_once(by, pong_tao):
    over = order(by, pong_tao, starts=date(2020, 10, 1))

    drafts = {
        actions.draft_renewal(by=by, order=over, today=date(2024, 11, 5), at=AT).pk
        for _ in range(2)
    }

    assert len(drafts) == 1
    made = sign(by, DraftOrder.objects.get())
    assert (made.purpose, len(roll(over, made.starts))) == ("renew", 10)


def test_renewing_more_orders_asks_no_more(
    by, ngao, pong_tao, ban_rong, django_assert_max_num_queries
):
    order(by, pong_tao, starts=date(2020, 10, 1))
    with django_assert_max_num_queries(25):
        renew(by, ngao)
    order(by, ban_rong, starts=date(2020, 10, 1))
    order(by, ngao, kind="district", starts=date(2020, 10, 1))
    with django_assert_max_num_queries(25):
        assert len(renew(by, ngao).made) == 2
