"""Whatever is done in whatever order: no day has two holders, and the past stays as it was."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prasan.committees.actions import establish
from prasan.orders import actions
from prasan.orders.actions.checks import sitting_of
from prasan.orders.composition import Member
from prasan.orders.models import Appointment, Order
from prasan.orders.succession import SeatChange, first_clash

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=30 * n) for n in range(70)]
NAMES = ("บุญส่ง", "ศรีวรรณ", "อุดม", "อรุณี", "สมหวัง", "จันทร์")
SEATS = ("chair", "secretary", "treasurer", "member")
REFUSALS = (actions.Refused, actions.TooLate, actions.NumberTaken, actions.NumberRefused)
POST = {"signatory": "นายธนากร วิเศษชัยชาญ", "signatory_post": "นายอำเภองาว"}

days = st.sampled_from(DAYS)
names = st.sampled_from(NAMES)
people = st.lists(names, min_size=2, max_size=5, unique=True)
picks = st.integers(min_value=0, max_value=9)
steps = st.one_of(
    st.tuples(st.just("register"), days, people),
    st.tuples(st.just("sign"), days, people),
    st.tuples(st.just("add"), days, names, st.sampled_from(SEATS)),
    st.tuples(st.just("remove"), days, picks),
    st.tuples(st.just("replace"), days, picks, names),
    st.tuples(st.just("end"), days, picks),
    st.tuples(st.just("revoke"), days, picks),
)
corrections = st.one_of(
    st.tuples(st.just("move"), days, picks),
    st.tuples(st.just("reseat"), picks, st.sampled_from(SEATS)),
    st.tuples(st.just("other"), picks, names),
)
slow = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class History:
    """One committee, to which anything may happen."""

    def __init__(self, by, area):
        self.by = by
        self.committee = establish(by=by, area=area, kind="tambon")
        self.numbers = count(1)

    def do(self, step):
        """Take the step; whether it was taken."""
        kind, *how = step
        try:
            with transaction.atomic():
                getattr(self, kind)(*how)
        except REFUSALS:
            return False
        return True

    def register(self, day, people):
        actions.register_order(
            by=self.by, committee=self.committee, number=next(self.numbers), year=day.year + 543,
            signed=day, starts=day, expires=None, signatory="นายอำเภองาว", members=_members(people),
        )  # fmt: skip

    def sign(self, day, people):
        draft = actions.draft_order(
            by=self.by, committee=self.committee, members=_members(people), at=AT
        )
        self._sign(draft, day)

    def add(self, day, name, seat):
        self._amend(day, SeatChange(member=_member(name, seat)))

    def remove(self, day, pick):
        self._amend(day, SeatChange(ending=self._seat(pick).pk))

    def replace(self, day, pick, name):
        seat = self._seat(pick)
        self._amend(day, SeatChange(ending=seat.pk, member=_member(name, seat.seat)))

    def end(self, day, pick):
        seat = self._seat(pick)
        if day >= seat.starts:
            actions.end_appointment(by=self.by, appointment=seat, ends=day, because="ลาออก")

    def revoke(self, day, pick):
        order = self._order(pick)
        if day >= order.signed:
            actions.revoke_order(by=self.by, order=order, revoked=day, because="มติใหม่")

    def move(self, day, pick):
        order = self._order(pick)
        actions.correct_order(
            by=self.by, order=order, because="พิมพ์ผิด", at=AT, number=order.number, signed=day,
            starts=day, expires=order.expires, signatory=order.signatory,
        )  # fmt: skip

    def reseat(self, pick, seat):
        actions.correct_seat(
            by=self.by, appointment=self._seat(pick), because="พิมพ์ผิด", at=AT, seat=seat
        )

    def other(self, pick, name):
        actions.correct_seat(
            by=self.by, appointment=self._seat(pick), because="พิมพ์ผิด", at=AT,
            member=_member(name, "member"),
        )  # fmt: skip

    def sittings(self):
        seats = Appointment.objects.filter(order__committee=self.committee)
        return [sitting_of(seat, ends=seat.ends) for seat in seats.select_related("person")]

    def rolls(self):
        """Who sits in which seat on each day."""
        found = self.sittings()
        return {day: sorted((one.seat, one.who) for one in found if one.on(day)) for day in DAYS}

    def _amend(self, day, change):
        order = Order.objects.seating().filter(starts__lte=day).order_by("starts", "pk").last()
        if order is None:
            raise actions.TooLate
        draft = actions.draft_amendment(
            by=self.by, committee=self.committee, order=order, changes=[change], at=AT
        )
        self._sign(draft, day)

    def _sign(self, draft, day):
        actions.sign_order(by=self.by, draft=draft, signed=day, number=next(self.numbers), **POST)

    def _seat(self, pick):
        seats = list(Appointment.objects.order_by("pk").select_related("person"))
        if not seats:
            raise actions.TooLate
        return seats[pick % len(seats)]

    def _order(self, pick):
        orders = list(Order.objects.order_by("pk"))
        if not orders:
            raise actions.TooLate
        return orders[pick % len(orders)]


class _Undone(Exception):
    """The end of an example: nothing of it is kept."""


@pytest.fixture
def history(ngao_officer, pong_tao):
    return lambda: History(ngao_officer, pong_tao)


def _members(people):
    return [_member(name, "chair" if not n else "member") for n, name in enumerate(people)]


def _member(name, seat):
    return Member("นาย", name, "แก้วปันดา", seat)


def _undoing(play):
    try:
        with transaction.atomic():
            play()
            raise _Undone
    except _Undone:
        pass


@slow
@given(taken=st.lists(steps, min_size=1, max_size=7))
def test_no_action_changes_a_day_before_its_own(history, taken):
    def play():
        one = history()
        for step in taken:
            before = one.rolls()
            one.do(step)
            after = one.rolls()
            changed = [day for day in DAYS if before[day] != after[day]]
            assert all(day >= step[1] for day in changed)
            assert first_clash(one.sittings()) is None

    _undoing(play)


@slow
@given(taken=st.lists(st.one_of(steps, corrections), min_size=2, max_size=8))
def test_no_day_has_two_holders_of_what_exists_once(history, taken):
    def play():
        one = history()
        one.do(("register", FIRST, list(NAMES[:3])))
        for step in taken:
            before = one.rolls()
            if not one.do(step):
                assert one.rolls() == before
            assert first_clash(one.sittings()) is None

    _undoing(play)


def test_who_sat_on_a_day_is_the_same_after_ten_years_of_orders(history):
    """The question of any day: its answer does not move when the future does."""
    one = history()
    one.do(("register", DAYS[0], list(NAMES[:3])))
    one.do(("replace", DAYS[10], 1, NAMES[3]))
    asked = one.rolls()[DAYS[12]]

    for step in (
        ("sign", DAYS[30], list(NAMES[2:6])),
        ("add", DAYS[35], NAMES[0], "treasurer"),
        ("remove", DAYS[40], 5),
        ("revoke", DAYS[50], 2),
        ("register", DAYS[60], list(NAMES[:4])),
    ):
        assert one.do(step)
        assert one.rolls()[DAYS[12]] == asked
