"""The board over real facts, entered and sent through actions."""

from datetime import date

import pytest

from prasan.areas.models import Area
from prasan.audit.models import Event
from prasan.centres.actions import open_centres, set_expectation
from prasan.directives.actions import exempt, judge
from prasan.directives.board import board
from prasan.directives.models import Excuse
from prasan.directives.rules import State
from prasan.directives.tests import make

IN_TIME, LATE = date(2024, 10, 30), date(2024, 11, 2)


@pytest.fixture
def standing(directive, pong_tao):
    """How Pong Tao stands with one duty on the day of the letter, or on another."""

    def ask(measure="tambon_order_copies", *, area=pong_tao, day=make.TODAY):
        found = board(directive, codes=["52"], day=day)
        return found.units[area.code].standings[make.duty(directive, measure).pk]

    return ask


@pytest.fixture
def send(directive, ngao_officer, ngao):
    return lambda day, after=0: make.sent(ngao_officer, directive, ngao, day=day, after=after)


@pytest.fixture
def accept(province_officer):
    def verdict(submission, *, reason="", day=make.TODAY):
        returned = {one.pk: reason for one in submission.deliveries.all()} if reason else {}
        return judge(by=province_officer, submission=submission, returned=returned, today=day)

    return verdict


@pytest.fixture
def excuse(province_officer, directive, pong_tao):
    def grant(kind, *, measure="tambon_order_copies", until=None):
        return exempt(
            by=province_officer,
            obligation=make.duty(directive, measure),
            area=pong_tao,
            excuse=kind,
            reason="น้ำท่วม",
            until=until,
            today=make.TODAY,
        )

    return grant


def test_a_unit_without_facts_is_told_what_is_missing_and_where(standing):
    found = standing()

    assert (found.state, found.days, found.left) == (State.OVERDUE, 5, 0)
    assert (found.note, found.link) == ("ยังไม่มีคำสั่ง", "/committees/tambon/520505/")


@pytest.mark.parametrize(
    ("measure", "area", "note", "link"),
    [
        ("district_order_copies", "5205", "ยังไม่มีคำสั่ง", "/committees/district/5205/"),
        ("integrated_order_copies", "520505", "ยังไม่มีคำสั่ง", "/committees/integrated/520505/"),
        ("registers", "5205", "ยังไม่มีทะเบียน", "/committees/district/5205/"),
        ("registers", "520505", "ยังไม่มีทะเบียน", "/committees/tambon/520505/"),
        ("assessments_filed", "520505", "ยังไม่ได้ประเมิน", "/assessments/520505/2567/"),
        ("meetings_held", "5205", "ยังไม่มีการประชุม", "/committees/district/5205/"),
        ("meetings_held", "520505", "ยังไม่มีการประชุม", "/committees/tambon/520505/"),
        ("experts", "520505", "ยังไม่มีคำสั่ง ก.บ.ต.", "/committees/integrated/520505/"),
        ("missions", "5205", "ยังไม่มอบหมาย", "/plans/missions/5205/"),
        ("strong_tambon", "520505", "ยังไม่มีโครงการในแผน", "/plans/520505/"),
    ],
)
def test_every_duty_leads_to_where_its_first_fact_is_entered(
    standing, areas, client, system, ngao_officer, pong_tao, measure, area, note, link
):
    open_centres(by=system, areas=[pong_tao])
    found = standing(measure, area=areas[area])
    client.force_login(ngao_officer)

    assert (found.note, found.link) == (note, link)
    assert client.get(found.link).status_code == 200


def test_an_order_without_its_copy_is_not_ready(standing, ngao_officer, pong_tao):
    order = make.order(ngao_officer, pong_tao, has_copy=False)

    found = standing()

    assert (found.state, found.is_ready) == (State.OVERDUE, False)
    assert (found.note, found.link) == ("มีคำสั่งแล้ว ยังไม่แนบสำเนา", f"/orders/{order.pk}/")


def test_what_is_ready_is_overdue_until_it_is_sent(standing, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)

    found = standing()

    assert (found.state, found.is_ready, found.note) == (State.OVERDUE, True, "พร้อมส่ง ยังไม่ส่ง")


def test_what_is_sent_waits_and_is_not_overdue(standing, send, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    send(IN_TIME)

    found = standing()

    assert (found.state, found.days, found.is_verified) == (State.SENT, 0, False)


def test_what_is_accepted_is_met(standing, send, accept, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    accept(send(IN_TIME))

    found = standing()

    assert (found.state, found.done, found.is_verified) == (State.MET, 1, True)


@pytest.mark.parametrize(
    ("day", "state", "days"),
    [
        (make.DUE, State.MET, 0),  # the due day is in time
        (date(2024, 11, 1), State.MET_LATE, 1),
        (LATE, State.MET_LATE, 2),
    ],
)
def test_late_is_accepted_and_stays_late(
    standing, send, accept, ngao_officer, pong_tao, day, state, days
):
    make.order(ngao_officer, pong_tao)
    accept(send(day))

    found = standing(day=date(2025, 6, 1))

    assert (found.state, found.days) == (state, days)


def test_what_is_returned_is_owed_again(standing, send, accept, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    accept(send(IN_TIME), reason="สำเนาไม่ชัด")

    found = standing()

    assert (found.state, found.days, found.note) == (State.RETURNED, 5, "สำเนาไม่ชัด")
    assert (found.is_late, found.is_ready) == (True, True)


def test_what_was_returned_and_sent_again_counts_from_the_second_time(
    standing, send, accept, ngao_officer, pong_tao
):
    make.order(ngao_officer, pong_tao)
    first = accept(send(IN_TIME), reason="สำเนาไม่ชัด")

    accept(send(LATE, after=first.pk))

    found = standing()
    assert (found.state, found.days) == (State.MET_LATE, 2)


def test_sent_again_and_not_looked_at_waits(standing, send, accept, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    first = accept(send(IN_TIME), reason="สำเนาไม่ชัด")
    send(LATE, after=first.pk)

    assert (standing().state, standing().days) == (State.SENT, 2)


def test_a_waived_duty_gives_its_reason(standing, excuse):
    excuse(Excuse.WAIVED)

    assert (standing().state, standing().note) == (State.WAIVED, "ผ่อนผัน: น้ำท่วม")


def test_a_duty_not_asked_of_a_unit_is_not_expected(standing, excuse):
    excuse(Excuse.NOT_EXPECTED)

    assert standing().state == State.NOT_EXPECTED


def test_an_extended_duty_runs_to_its_new_day(standing, excuse):
    excuse(Excuse.EXTENDED, until=date(2024, 11, 6))

    assert (standing().state, standing().left) == (State.DUE_SOON, 1)
    assert standing(day=date(2024, 11, 6)).state == State.DUE_SOON
    assert standing(day=date(2024, 11, 7)).state == State.OVERDUE


def test_an_excuse_is_for_one_duty_of_one_unit(standing, excuse, ban_rong):
    excuse(Excuse.WAIVED)

    assert standing(area=ban_rong).state == State.OVERDUE
    assert standing("integrated_order_copies").state == State.OVERDUE


def test_a_tambon_where_no_centre_is_expected_is_not_on_the_board(directive, system, pong_tao):
    set_expectation(
        by=system, area=pong_tao, is_expected=False, reason="ไม่มีหมู่บ้าน", starts=make.DATED
    )

    found = board(directive, codes=["52"], day=make.TODAY)

    assert "520505" not in found.units
    assert "520504" in found.units


def test_an_expired_order_is_no_longer_current(standing, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao, starts=date(2020, 10, 1))

    assert standing().note == "ครบวาระ 36 วัน"
    assert standing("registers").state == State.REVIEW


def test_meetings_of_the_year_are_counted_until_it_ends(standing, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    make.met(ngao_officer, pong_tao, days=make.HELD[:1])

    in_year, after = standing("meetings_held", day=date(2024, 9, 30)), standing("meetings_held")

    assert (in_year.state, in_year.done, in_year.needed) == (State.DUE_SOON, 1, 2)
    assert (after.state, after.days) == (State.OVERDUE, 36)


def test_a_whole_district_owes_nothing(directive, thoen_is_complete):
    found = board(directive, codes=["52"], day=make.TODAY)

    ngao, thoen = found.districts()
    assert (thoen.is_late, thoen.owed, thoen.why) == (False, 0, "ครบ")
    assert {one.state for one in thoen.standings} == {State.MET, State.SENT}
    assert (ngao.is_late, ngao.why) == (True, "ยังไม่รายงาน")
    assert [row.area.code for row in found.late()] == ["5205"]


def _counts(row):
    return [(tally.met, tally.expected) for tally in row.tallies]


def _added(rows):
    return [
        tuple(map(sum, zip(*column, strict=True)))
        for column in zip(*map(_counts, rows), strict=True)
    ]


def test_the_numbers_add_up_from_tambon_to_province(
    directive, thoen_is_complete, ngao_officer, pong_tao, send
):
    make.order(ngao_officer, pong_tao)
    send(IN_TIME)

    province = board(directive, codes=["52"], day=make.TODAY)
    districts = {code: board(directive, codes=[code], day=make.TODAY) for code in ("5205", "5208")}
    tambons = [board(directive, codes=["520505"], day=make.TODAY).total]

    assert _counts(province.total) == _added(province.districts())
    assert _counts(province.total) == _added(found.total for found in districts.values())
    for code, found in districts.items():
        assert _counts(found.total) == _added(found.within(code))
        assert _counts(found.total) == _counts(
            next(row for row in province.districts() if row.area.code == code)
        )
    inside = next(row for row in province.within("5205") if row.area.code == "520505")
    assert _counts(tambons[0]) == _counts(inside)
    # District orders, tambon orders, ก.บ.ต., registers, assessments, meetings, experts, missions.
    assert _counts(province.total) == [
        (1, 2), (3, 4), (2, 4), (4, 6), (2, 4), (3, 6), (2, 4), (3, 6), (2, 4),
    ]  # fmt: skip


def test_the_board_writes_nothing(directive, thoen_is_complete):
    before = Event.objects.count()

    board(directive, codes=["52"], day=make.TODAY)

    assert Event.objects.count() == before


def test_a_reader_of_one_tambon_gets_that_tambon_alone(directive, pong_tao):
    found = board(directive, codes=["520505"], day=make.TODAY)

    assert set(found.units) == {"520505"}
    assert [row.area for row in found.tambons()] == [pong_tao]


def test_a_district_the_letter_does_not_reach_is_not_on_the_board(directive):
    assert not board(directive, codes=["51"], day=make.TODAY).units


def test_a_tambon_that_ended_before_the_day_is_not_asked(directive, areas):
    Area.objects.filter(code="520505").update(ends=make.TODAY)

    assert "520505" not in board(directive, codes=["52"], day=make.TODAY).units
