from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from prasan.orders.models import Appointment, Order
from prasan.orders.tests.make import members, order


@pytest.fixture
def made(ngao_officer, pong_tao):
    return order(ngao_officer, pong_tao, members=members(9))


def _breaks(name, change):
    """SQLite does not name a unique constraint, so there only the break itself is seen."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    said = str(caught.value)
    assert name in said or "UNIQUE constraint failed" in said


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("order_number_is_positive", {"number": 0}),
        ("order_expires_after_it_starts", {"expires": F("starts")}),
        ("order_starts_no_earlier_than_signed", {"signed": date(2025, 1, 1)}),
        ("order_is_revoked_with_a_reason", {"revoked": date(2025, 1, 1)}),
    ],
)
def test_the_table_holds_no_impossible_order(made, name, values):
    _breaks(name, lambda: Order.objects.update(**values))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("order_names_one_chair", {"seat": "chair"}),
        ("order_names_one_secretary", {"seat": "secretary"}),
        ("order_has_each_line_once", {"line": 1}),
        ("seat_ends_no_earlier_than_it_starts", {"ends": date(2024, 9, 30), "ended_because": "ก"}),
        ("seat_ends_with_a_reason", {"ends": date(2025, 1, 1)}),
    ],
)
def test_the_table_holds_no_impossible_seat(made, name, values):
    _breaks(name, lambda: made.appointments.filter(line=5).update(**values))


def test_the_table_holds_a_person_once_an_order(made):
    chair = made.appointments.get(line=1).person

    _breaks(
        "order_names_a_person_once",
        lambda: Appointment.objects.filter(order=made, line=5).update(person=chair),
    )


def test_the_table_holds_a_number_once_a_year(made, ngao_officer, ban_rong):
    other = order(ngao_officer, ban_rong)

    _breaks(
        "order_number_is_used_once",
        lambda: Order.objects.filter(pk=other.pk).update(number=made.number),
    )


def test_orders_and_seats_stay_within_reach(made, thoen_officer, tambon_officer, reach_of):
    for model in (Order, Appointment):
        assert not model.objects.visible_to(reach_of(thoen_officer)).exists()
        assert model.objects.visible_to(reach_of(tambon_officer)).exists()
