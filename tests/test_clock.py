from datetime import UTC, date, datetime, timedelta

import pytest

from prasan import clock

MOMENT = datetime(2023, 10, 27, 16, 0, tzinfo=UTC)


def test_without_a_demonstration_it_is_now_in_bangkok(settings):
    settings.DEMO_DAY = None

    now = clock.now()

    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)
    assert now.utcoffset() == timedelta(hours=7)
    assert clock.today() == now.date()


def test_a_demonstration_stands_on_its_day_and_its_hours_pass(settings):
    settings.DEMO_DAY = None
    actual = clock.now()
    settings.DEMO_DAY = date(2024, 11, 5)

    shown = clock.now()

    assert clock.today() == date(2024, 11, 5)
    assert shown.utcoffset() == timedelta(hours=7)
    assert (shown.hour, shown.minute) in {
        (later.hour, later.minute) for later in (actual, actual + timedelta(minutes=1))
    }


def test_the_clock_stands_where_it_is_put_and_goes_back():
    before = clock.today()

    with clock.at(MOMENT):
        assert clock.now() == MOMENT
        with clock.at(MOMENT + timedelta(days=1)):
            assert clock.now() == MOMENT + timedelta(days=1)
        assert clock.now() == MOMENT

    assert clock.today() == before


def test_the_clock_goes_back_after_a_mistake_too():
    with pytest.raises(RuntimeError, match="mistake"), clock.at(MOMENT):
        raise RuntimeError("mistake")

    assert clock.now() != MOMENT
