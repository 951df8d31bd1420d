"""The quota counted for many committees at once, and what may be expected of each."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from prasan.committees.models import Committee
from prasan.jobs.tests.make import AT
from prasan.meetings import actions
from prasan.meetings.measures import meetings_held
from prasan.meetings.models import Meeting
from prasan.meetings.quota import numbers_of, quota
from prasan.meetings.rules import DAYS_A_MEETING, Forecast, Outlook, forecast, outlook_told, quorate
from prasan.meetings.tallies import tallies
from prasan.meetings.tests import make
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)
URL = "/meetings/outlook/"


@pytest.mark.parametrize(
    ("counted", "appointed", "today", "outlook"),
    [
        (2, [], date(2024, 11, 5), Outlook.MET),
        (3, [], date(2025, 10, 1), Outlook.MET),
        (1, [], date(2025, 9, 30), Outlook.AT_RISK),  # The last day.
        (1, [], date(2025, 10, 1), Outlook.MISSED),  # The day after.
        (1, [], YEAR.last - timedelta(days=DAYS_A_MEETING), Outlook.AT_RISK),
        (1, [], YEAR.last - timedelta(days=DAYS_A_MEETING + 1), Outlook.OPEN),
        (0, [], YEAR.last - timedelta(days=2 * DAYS_A_MEETING), Outlook.AT_RISK),
        (0, [], YEAR.last - timedelta(days=2 * DAYS_A_MEETING + 1), Outlook.OPEN),
        (1, [date(2025, 9, 30)], date(2025, 9, 1), Outlook.PLANNED),
        (1, [date(2025, 10, 1)], date(2025, 9, 1), Outlook.AT_RISK),  # In the next year.
        (1, [date(2025, 8, 31)], date(2025, 9, 1), Outlook.AT_RISK),  # Gone by, never held.
        (1, [date(2025, 9, 1)], date(2025, 9, 1), Outlook.PLANNED),  # Today.
        (0, [date(2025, 9, 9)], date(2025, 9, 1), Outlook.AT_RISK),  # One day for two.
        (0, [date(2025, 9, 9), date(2025, 9, 10)], date(2025, 9, 1), Outlook.PLANNED),
    ],
)
def test_what_may_be_expected_follows_from_days_left_and_days_appointed(
    counted, appointed, today, outlook
):
    seen = forecast(counted=counted, needed=2, appointed=appointed, year=YEAR, today=today)

    assert seen.outlook is outlook


def test_a_committee_without_a_number_is_free():
    seen = forecast(counted=0, needed=0, appointed=[], year=YEAR, today=YEAR.last)

    assert seen.outlook is Outlook.FREE


@given(
    st.integers(0, 3), st.lists(st.dates(YEAR.first, YEAR.last), max_size=3), st.integers(0, 364)
)
def test_another_appointment_never_makes_the_outlook_worse(counted, appointed, after):
    today = YEAR.first + timedelta(days=after)
    order = [Outlook.AT_RISK, Outlook.OPEN, Outlook.PLANNED, Outlook.MET]

    def rank(days):
        seen = forecast(counted=counted, needed=2, appointed=days, year=YEAR, today=today)
        return order.index(seen.outlook)

    assert rank([*appointed, YEAR.last]) >= rank(appointed)


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (Forecast(Outlook.AT_RISK, 1, 0, 2, 60), "ยังไม่มีนัดครั้งที่ 2 และเหลือ 60 วัน"),
        (Forecast(Outlook.AT_RISK, 1, 0, 2, 0), "ยังไม่มีนัดครั้งที่ 2 และวันนี้เป็นวันสุดท้าย"),
        (Forecast(Outlook.OPEN, 2, 1, 2, 329), "ยังไม่มีนัดครั้งที่ 2 และเหลือ 329 วัน"),
        (Forecast(Outlook.PLANNED, 1, 1, 3, 60), "มีนัดแล้ว 1 ครั้ง"),
        (Forecast(Outlook.MISSED, 1, 0, 2, 0), "สิ้นปีงบประมาณแล้ว ขาด 1 ครั้ง"),
        (Forecast(Outlook.MET, 0, 0, 3, 60), ""),
    ],
)
def test_the_forecast_is_told_with_its_number_and_days(seen, told):
    assert outlook_told(seen) == told


@pytest.fixture
def mixed(record, ngao_officer, pong_tao, committee, thoen_committee):
    """Meetings of every sort: with and without quorum and minutes, on both edges of the years."""
    days = {
        date(2023, 10, 1): (5, "a"),  # The first day of 2567.
        date(2024, 3, 4): (2, "b"),  # No quorum.
        date(2024, 5, 10): (3, None),  # No minutes.
        date(2024, 9, 30): (3, "c"),  # The last day of 2567, just a quorum.
        date(2024, 10, 1): (4, "d"),  # The first day of 2568.
    }
    for held, (came, mark) in days.items():
        minutes = make.minutes(by=ngao_officer, area=pong_tao, mark=mark) if mark else None
        record(held, came=came, minutes=minutes)


def done(year: int, day: date) -> dict[str, int]:
    counted = quota(Committee.objects.all(), period=FiscalYear(year), day=day)
    return {one.code: one.done for one in counted}


@pytest.mark.parametrize(
    ("year", "day", "count"),
    [
        (2567, date(2024, 11, 5), 2),
        (2568, date(2024, 11, 5), 1),
        (2566, date(2024, 11, 5), 0),
        (2567, date(2024, 9, 30), 2),
        (2567, date(2024, 9, 29), 1),
        (2568, date(2024, 9, 30), 0),  # Seen from the day before it began.
    ],
)
def test_the_nation_is_counted_as_each_committee_is(mixed, year, day, count):
    told = tallies(Committee.objects.all(), period=FiscalYear(year), day=day)

    assert done(year, day) == {"520505": count, "520801": 0}
    assert done(year, day) == {tally.code: tally.done for tally in told}


def test_shares_that_differ_by_kind_and_day_are_each_applied(
    mixed, ngao_officer, district_committee, today
):
    for percent, starts in ((50, date(2020, 1, 1)), (80, date(2024, 9, 1))):
        make.rulebook(by=ngao_officer, percent=percent, starts=starts)

    told = tallies(Committee.objects.all(), period=FiscalYear(2567), day=today)
    assert done(2567, today) == {tally.code: tally.done for tally in told}
    assert done(2567, today)["520505"] == 1  # 3 of 5 no longer suffice on 30 September.


def test_an_office_with_its_own_quorum_is_held_to_it_everywhere(
    client, ngao_officer, pong_tao, ngao, record, today
):
    """Three of five came to each: half of the seats, and less than the 80 % Ngao wants."""
    make.own_rulebook(by=ngao_officer, area=ngao, percent=80, a_year=3)
    minutes = make.minutes(by=ngao_officer, area=pong_tao)
    meeting = record(date(2024, 10, 18), came=3, minutes=minutes)
    everyone = Committee.objects.all()
    client.force_login(ngao_officer)

    (tally,) = tallies(everyone, period=YEAR, day=today)
    (counted,) = quota(everyone, period=YEAR, day=today)
    told = meetings_held(codes=["5205"], period=YEAR, day=today)["520505"]
    assert (tally.done, tally.needed) == (counted.done, counted.needed) == (0, 3)
    assert (told.done, told.needed) == (0, 3)
    assert counted.forecast.owed == 3
    for address in (meeting.get_absolute_url(), "/meetings/tambon/520505/"):
        page = client.get(address).content.decode().replace("\u00a0", " ")
        assert "ไม่นับ ไม่ครบองค์ประชุม" in page, address
    page = client.get("/meetings/tambon/520505/new/", {"held": "18/10/2567"}).content.decode()
    assert "ร้อยละ ๘๐" in page or "ร้อยละ 80" in page.replace("\u00a0", " ")


def test_the_quorum_of_one_office_is_not_that_of_another(
    ngao_officer, ngao, committee, thoen_officer, lom_raet, thoen_committee, today
):
    make.own_rulebook(by=ngao_officer, area=ngao, percent=80)
    for by, area, one in (
        (ngao_officer, committee.area, committee), (thoen_officer, lom_raet, thoen_committee),
    ):  # fmt: skip
        make.meeting(
            by=by, committee=one, held=date(2024, 10, 18), came=3, today=today,
            minutes=make.minutes(by=by, area=area),
        )  # fmt: skip

    told = tallies(Committee.objects.all(), period=YEAR, day=today)
    assert done(2568, today) == {"520505": 0, "520801": 1}
    assert done(2568, today) == {tally.code: tally.done for tally in told}


@pytest.mark.parametrize("seats", [1, 2, 3, 5, 6])
@pytest.mark.parametrize("percent", [34, 50, 51, 100])
def test_the_database_judges_a_quorum_as_the_rule_does(
    seats, percent, ngao_officer, ban_rong, today
):
    make.rulebook(by=ngao_officer, percent=percent)
    committee = make.committee(by=ngao_officer, area=ban_rong, seats=max(seats, 2))
    seats = max(seats, 2)
    held = [date(2023, 11, 1) + timedelta(days=came) for came in range(seats + 1)]
    for came, day in enumerate(held):
        minutes = make.minutes(by=ngao_officer, area=ban_rong, mark=chr(97 + came))
        make.meeting(
            by=ngao_officer, committee=committee, held=day, came=came, minutes=minutes, today=today
        )

    enough = sum(quorate(came, seats, percent) for came in range(seats + 1))
    assert done(2567, today) == {"520504": enough}


def test_a_meeting_appointed_and_not_held_counts_for_nothing_yet(ngao_officer, committee, today):
    actions.draft_meeting(
        by=ngao_officer, committee=committee, planned=date(2025, 2, 3), place="ศาลา", at=AT
    )
    (counted,) = quota(Committee.objects.all(), period=YEAR, day=today)

    assert (counted.done, counted.owed) == (0, 2)
    assert counted.appointed == (date(2025, 2, 3),)
    assert counted.forecast.next_number == 2


def test_calendar_years_have_their_own_numbers(mixed, committee):
    told = [(one.year, one.held, one.last) for one in numbers_of(committee, FiscalYear(2567))]

    assert told == [(2566, 1, 1), (2567, 4, 4)]
    assert Meeting.objects.get(held=date(2024, 10, 1)).label == "4/2567"


def test_the_year_page_tells_the_forecast_and_the_numbers(client, ngao_officer, mixed, committee):
    client.force_login(ngao_officer)

    page = client.get(f"/meetings/{committee.kind}/{committee.area_id}/").content.decode()

    assert "ยังไม่มีนัดครั้งที่ 2 และเหลือ 329 วัน" in page.replace("\u00a0", " ")
    assert "ปีปฏิทิน 2567 ประชุมแล้ว 4 ครั้ง" in page.replace("\u00a0", " ")


def test_a_visitor_is_sent_to_the_door(client, db):
    assert client.get(URL).status_code == 302
    assert client.post(URL).status_code in (302, 405)


def test_those_at_risk_are_listed_by_district_worst_first(
    client, reader, mixed, district_committee, settings
):
    settings.DEMO_DAY = date(2025, 8, 1)
    client.force_login(reader)

    page = client.get(URL).content.decode().replace("\u00a0", " ")

    assert page.index("อำเภองาว") < page.index("อำเภอเถิน")
    assert "ยังไม่มีนัดครั้งที่ 1 และเหลือ 60 วัน" in page
    assert "เสี่ยงไม่ครบ 3" in page


def test_a_district_sees_its_own_alone_and_an_empty_list_says_where_to_look(
    client, thoen_officer, mixed
):
    client.force_login(thoen_officer)

    page = client.get(URL).content.decode()
    assert "ไม่มีคณะที่เสี่ยงประชุมไม่ครบ" in page
    page = client.get(URL, {"show": "open"}).content.decode()
    assert "ล้อมแรด" in page
    assert "ปงเตา" not in page


def test_the_list_asks_as_much_for_many_as_for_few(
    client, reader, ngao_officer, committee, ban_rong, lom_raet, ngao, django_assert_num_queries
):
    client.force_login(reader)
    with django_assert_num_queries(8):
        client.get(URL, {"show": "all"})
    for area in (ban_rong, lom_raet):
        make.committee(by=ngao_officer, area=area)

    with django_assert_num_queries(8):
        client.get(reverse("meetings:outlook"), {"show": "all"})
