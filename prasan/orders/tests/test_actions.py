from dataclasses import replace
from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.orders import actions
from prasan.orders.models import Appointment, Order
from prasan.orders.tests.make import EXPIRES, STARTS, members, order, scan
from prasan.people.models import Person

D = date.fromisoformat


@pytest.fixture
def by(ngao_officer):
    return ngao_officer


@pytest.fixture
def first(by, pong_tao) -> Order:
    """The order of 2563, four years long."""
    return order(by, pong_tao, number=312, starts=D("2020-10-01"))


def _held(area, day):
    return Appointment.objects.filter(order__committee__area=area).held_on(D(day))


def test_an_order_grants_its_seats(by, pong_tao):
    made = order(by, pong_tao, number=45, members=members(9))

    seats = list(made.appointments.for_register())
    assert [seat.line for seat in seats] == list(range(1, 10))
    assert (str(seats[0].person), seats[0].seat) == ("นายบุญส่ง แก้วปันดา", "chair")
    assert {seat.starts for seat in seats} == {STARTS}
    assert (made.issuer_id, str(made)) == ("5205", "คำสั่งอำเภองาว ที่ 45/2567")
    event = Event.objects.get(verb="order.registered")
    assert (event.by, event.area) == ("ngao", "520505")
    assert "0812345678" not in str(event.changes)


def test_a_district_issues_its_own_order(by, ngao):
    assert order(by, ngao, kind="district").issuer == ngao


def test_a_new_order_ends_the_seats_of_the_one_before(by, pong_tao, first):
    second = order(by, pong_tao, number=45, members=members(12, family="ใจมา"))

    assert set(_held(pong_tao, "2024-09-30").values_list("order", flat=True)) == {first.pk}
    assert set(_held(pong_tao, "2024-10-01").values_list("order", flat=True)) == {second.pk}
    assert first.appointments.first().ended_because == "แทนด้วยคำสั่งที่ 45/2567"


def test_members_carry_on_after_the_term(first, pong_tao):
    assert _held(pong_tao, "2024-11-05").count() == 10


def test_an_older_order_entered_late_lasts_until_the_next(by, pong_tao, first):
    older = order(by, pong_tao, starts=D("2016-10-01"))
    between = order(by, pong_tao, starts=D("2018-10-01"))

    assert {seat.ends for seat in older.appointments.all()} == {between.starts}
    assert {seat.ends for seat in between.appointments.all()} == {first.starts}
    assert {seat.ends for seat in first.appointments.all()} == {None}


def test_of_two_orders_of_one_day_the_later_entered_seats_its_people(by, pong_tao):
    order(by, pong_tao)
    second = order(by, pong_tao, members=members(12, family="ใจมา"))

    assert set(_held(pong_tao, "2024-10-01").values_list("order", flat=True)) == {second.pk}


def test_who_stays_is_the_same_person(by, pong_tao, first):
    before = Person.objects.count()

    order(by, pong_tao)

    assert Person.objects.count() == before


def test_the_same_order_twice_is_one_order(by, pong_tao, first):
    again = order(by, pong_tao, number=312, starts=D("2020-10-01"))

    assert again == first
    assert Order.objects.count() == 1
    assert Event.objects.filter(verb="order.registered").count() == 1


@pytest.mark.parametrize(
    "facts",
    [{"signatory": "นายอื่น"}, {"members": members(11)}, {"expires": None}],
)
def test_a_number_is_used_once_a_year(by, pong_tao, first, facts):
    with pytest.raises(actions.NumberTaken, match=r"312/2563 เป็นของคำสั่ง คอช.ต. ปงเตา") as caught:
        order(by, pong_tao, **{"number": 312, "starts": D("2020-10-01"), **facts})

    assert caught.value.order == first


def test_a_number_is_used_once_a_year_by_the_whole_district(by, ban_rong, first):
    with pytest.raises(actions.NumberTaken):
        order(by, ban_rong, number=312, starts=D("2020-10-01"))


def test_another_district_has_its_own_numbers(by, lom_raet, first):
    assert order(by, lom_raet, number=312, starts=D("2020-10-01")) != first


def test_another_year_has_its_own_numbers(by, pong_tao, first):
    assert order(by, pong_tao, number=312) != first


def test_people_who_do_not_fit_are_refused_whole(by, pong_tao):
    people = members(9)
    people[3] = replace(people[0], seat="chair")

    with pytest.raises(actions.Refused) as caught:
        order(by, pong_tao, members=people)

    assert [problem.line for problem in caught.value.problems] == [4, 4]
    assert not Order.objects.exists()
    assert not Person.objects.exists()


def test_a_copy_is_attached_once_and_may_be_put_right(by, pong_tao, first):
    wrong, right = scan(by, pong_tao), scan(by, pong_tao, "ใหม่")

    for copy in (wrong, wrong, right):
        actions.attach_copy(by=by, order=first, copy=copy)

    first.refresh_from_db()
    assert first.copy == right
    changes = [event.changes["copy"] for event in Event.objects.filter(verb="order.copy_attached")]
    assert changes == [["", wrong.sha256], [wrong.sha256, right.sha256]]


def test_a_revoked_order_ends_its_seats(by, pong_tao, first):
    for _ in range(2):
        actions.revoke_order(by=by, order=first, revoked=D("2024-03-01"), because="ออกใหม่")

    assert _held(pong_tao, "2024-02-29").count() == 10
    assert not _held(pong_tao, "2024-03-01").exists()
    assert Event.objects.filter(verb="order.revoked").count() == 1
    with pytest.raises(actions.TooLate, match="ยกเลิกไปแล้วตั้งแต่วันที่ 1 มี.ค. 2567"):
        actions.revoke_order(by=by, order=first, revoked=D("2024-04-01"), because="ออกใหม่")


def test_an_order_revoked_before_it_starts_seats_nobody(by, pong_tao):
    coming = order(by, pong_tao, signed=D("2024-10-01"), starts=D("2025-01-01"))

    actions.revoke_order(by=by, order=coming, revoked=D("2024-12-01"), because="ออกใหม่")

    assert not _held(pong_tao, "2025-01-01").exists()


def test_a_member_resigns(by, pong_tao, first):
    seat = first.appointments.get(line=5)

    for _ in range(2):
        actions.end_appointment(by=by, appointment=seat, ends=D("2023-05-01"), because="ลาออก")

    assert _held(pong_tao, "2023-04-30").count() == 10
    assert _held(pong_tao, "2023-05-01").count() == 9
    assert Event.objects.filter(verb="seat.ended").count() == 1


def test_a_resignation_known_late_comes_before_the_new_order(by, pong_tao, first):
    seat = first.appointments.get(line=5)
    order(by, pong_tao)

    actions.end_appointment(by=by, appointment=seat, ends=D("2023-05-01"), because="ลาออก")

    seat.refresh_from_db()
    assert (seat.ends, seat.ended_because) == (D("2023-05-01"), "ลาออก")
    for ends, because in (("2024-05-01", "ลาออก"), ("2023-05-01", "ถึงแก่กรรม")):
        with pytest.raises(actions.TooLate, match="พ้นตำแหน่งไปแล้วเมื่อ 1 พ.ค. 2566"):
            actions.end_appointment(by=by, appointment=seat, ends=D(ends), because=because)


def test_an_origin_is_completed(by, first):
    seat = first.appointments.get(line=5)

    for _ in range(2):
        actions.note_origin(by=by, appointment=seat, represents="หมู่ 13")

    seat.refresh_from_db()
    assert seat.represents == "หมู่ 13"
    assert Event.objects.filter(verb="seat.corrected").count() == 1


def test_the_number_of_queries_does_not_grow(by, pong_tao, ban_rong, django_assert_max_num_queries):
    for area, size in ((pong_tao, 3), (ban_rong, 25)):
        with django_assert_max_num_queries(40):
            order(by, area, members=members(size))


def test_the_term_of_the_fixture_is_four_years(first):
    assert (first.expires, EXPIRES) == (D("2024-10-01"), D("2028-10-01"))
