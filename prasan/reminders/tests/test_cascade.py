"""What is passed down is spoken of once: by the nearest letter, by its day."""

from datetime import date, timedelta

import pytest

from prasan.directives import actions
from prasan.directives.models import Excuse
from prasan.directives.tests import make
from prasan.letters.tests import make as letters
from prasan.reminders.actions import sweep
from prasan.reminders.models import Dispatch

COPIES = "tambon_order_copies"
# A week before the tambons' day, which is a week before the districts'.
AT = make.moment(date(2024, 11, 6))
WEEK_LATER = make.moment(date(2024, 11, 13))


@pytest.fixture
def to_districts(province_officer, areas):
    """The department's letter as Lampang passed it to its districts: copies by 20 November."""
    office = make.office(province_officer, areas["52"])
    received = letters.received(province_officer, office, text=make.FROM_ABOVE)
    return make.passed_down(province_officer, office, received=received)


@pytest.fixture
def to_tambons(ngao_officer, ngao, to_districts):
    """And as Ngao passed that to its tambons: copies by 13 November."""
    office = make.office_below(ngao_officer, ngao, code="ลป 0618")
    received = make.received(ngao_officer, office, to_districts)
    return make.passed_down(ngao_officer, office, received=received, parent=to_districts)


def told(area, measure=COPIES):
    lines = Dispatch.objects.filter(area=area, obligation__measure=measure)
    return sorted(lines.values_list("obligation__item__directive", "due", "offset"))


def test_a_tambon_asked_by_both_letters_hears_once_by_its_district_s_day(
    to_districts, to_tambons, pong_tao, lom_raet, ngao_officer, thoen_officer
):
    sweep(at=AT)

    assert told(pong_tao) == [(to_tambons.pk, date(2024, 11, 13), -7)]
    assert told(lom_raet) == []
    assert sweep(at=AT) == 0
    # A week of silence, and each line still stands once.
    sweep(at=AT + timedelta(days=8))
    assert [offset for _, _, offset in told(pong_tao)] == [-7, 0]
    assert {pk for pk, _, _ in told(pong_tao)} == {to_tambons.pk}
    # Thoen passed nothing down: the province's letter speaks, by its own day.
    assert told(lom_raet) == [(to_districts.pk, date(2024, 11, 20), -7)]


def test_what_the_district_revoked_is_spoken_of_by_the_letter_above(
    to_districts, to_tambons, pong_tao, ngao_officer
):
    actions.revoke_directive(by=ngao_officer, directive=to_tambons, because="ออกผิด", at=AT)

    sweep(at=WEEK_LATER)

    assert {pk for pk, _, _ in told(pong_tao)} == {to_districts.pk}


def test_whom_the_district_excused_the_letter_above_still_asks(
    to_districts, to_tambons, pong_tao, ban_rong, ngao_officer
):
    actions.exempt(
        by=ngao_officer,
        obligation=make.duty(to_tambons, COPIES),
        area=pong_tao,
        excuse=Excuse.WAIVED,
        reason="น้ำท่วม",
        today=AT.date(),
    )

    sweep(at=WEEK_LATER)

    assert {pk for pk, _, _ in told(pong_tao)} == {to_districts.pk}
    assert {pk for pk, _, _ in told(ban_rong)} == {to_tambons.pk}


def test_nobody_hears_of_what_was_revoked(to_districts, province_officer, lom_raet):
    actions.revoke_directive(by=province_officer, directive=to_districts, because="ออกซ้ำ", at=AT)

    sweep(at=WEEK_LATER)

    assert told(lom_raet) == []
