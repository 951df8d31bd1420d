from datetime import date, time

import pytest
from django.urls import reverse

from prasan.audit.models import Event
from prasan.holidays.actions import add_holiday
from prasan.jobs.tests.make import AT
from prasan.meetings import actions
from prasan.meetings.models import Meeting
from prasan.meetings.tests import make
from prasan.meetings.year_plan import YearPlan
from prasan.thai.calendar import FiscalYear, format_short

YEAR = FiscalYear(2568)


@pytest.fixture
def url(committee, district_committee, ngao):
    return reverse("meetings:planner", args=[ngao.code])


def plan(ngao, today) -> YearPlan:
    return YearPlan(ngao, year=YEAR, today=today)


def typed(row, **more) -> dict[str, str]:
    """What an officer sends to take one row."""
    prefix = row.form.prefix
    told = {"take": "on", "planned": format_short(row.proposal.day), "starts": "9.30"}
    told |= {"place": "ศาลา", **more}
    return {f"{prefix}-{name}": value for name, value in told.items() if value}


def test_strangers_and_other_districts_find_nothing(client, url, thoen_officer):
    assert client.get(url).status_code == 302
    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404
    assert client.post(url, {}).status_code == 404


def test_a_reader_sees_the_proposals_and_drafts_none(client, url, reader):
    client.force_login(reader)

    assert "วันที่เสนอ" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 403


def test_what_is_taken_is_drafted_and_what_is_left_is_not(client, url, ngao_officer, ngao, today):
    client.force_login(ngao_officer)
    rows = plan(ngao, today).rows()
    assert len(rows) == 4

    client.post(url, typed(rows[0]))

    meeting = Meeting.objects.get()
    assert (meeting.planned, meeting.place) == (rows[0].proposal.day, "ศาลา")
    assert (meeting.held, meeting.drafted_by) == (None, ngao_officer)
    assert Event.objects.filter(verb="meeting.drafted").count() == 1
    assert len(plan(ngao, today).rows()) == 3


def test_sending_it_twice_drafts_it_once(client, url, ngao_officer, ngao, today):
    client.force_login(ngao_officer)
    sent = typed(plan(ngao, today).rows()[0])
    for _ in range(2):
        client.post(url, sent)

    assert Meeting.objects.count() == 1


def test_a_day_is_shifted_and_a_holiday_pointed_out_but_not_forbidden(
    client, url, ngao_officer, ngao, areas, system, today
):
    add_holiday(
        by=system,
        area=areas["00"],
        day=date(2024, 12, 5),
        name="วันพ่อแห่งชาติ",
        source="มติ",
        confirmed=None,
    )
    client.force_login(ngao_officer)
    row = plan(ngao, today).rows()[0]

    page = client.post(url, typed(row, planned="5/12/2567")).content.decode()
    assert "ตรงกับวันพ่อแห่งชาติ" in page
    assert 'value="2024-12-05"' in page
    assert not Meeting.objects.exists()

    client.post(url, typed(row, planned="5/12/2567", seen="2024-12-05"))
    assert Meeting.objects.get().planned == date(2024, 12, 5)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"planned": "31/2/2568"}, "ไม่มีในปฏิทิน"),
        ({"planned": "4/11/2567"}, "วันประชุมผ่านไปแล้ว"),
        ({"planned": ""}, "ยังไม่ได้กรอกวันประชุม"),
        ({"place": ""}, "ยังไม่ได้กรอกสถานที่"),
        ({"starts": ""}, "ยังไม่ได้กรอกเวลาเริ่ม"),
    ],
)
def test_a_wrong_day_is_told_and_nothing_is_drafted(
    more, told, client, url, ngao_officer, ngao, today
):
    client.force_login(ngao_officer)
    rows = plan(ngao, today).rows()

    page = client.post(url, typed(rows[0], **more) | typed(rows[1])).content.decode()

    assert told in page.replace("\u00a0", " ")
    assert "มีข้อผิดพลาด" in page
    assert not Meeting.objects.exists()


def test_what_is_set_already_is_honoured(client, url, committee, ngao_officer, ngao, today):
    day = plan(ngao, today).rows()[0].proposal.day
    actions.draft_meeting(by=ngao_officer, committee=committee, planned=day, place="ศาลา", at=AT)
    client.force_login(ngao_officer)

    proposed = [row.proposal.day for row in plan(ngao, today).rows()]
    assert len(proposed) == 3
    assert day not in proposed
    assert "นัดไว้แล้ว" in client.get(url).content.decode()


def test_when_all_is_set_it_says_so(client, ngao_officer, ngao, pong_tao):
    client.force_login(ngao_officer)
    url = reverse("meetings:planner", args=[ngao.code])
    assert "ยังไม่มีคณะกรรมการในพื้นที่นี้" in client.get(url).content.decode()

    make.rulebook(by=ngao_officer, a_year=0)
    make.committee(by=ngao_officer, area=pong_tao)
    assert "นัดครบทุกคณะแล้ว" in client.get(url).content.decode()


def test_it_asks_as_much_for_many_committees_as_for_few(
    client, url, ngao_officer, ban_rong, django_assert_max_num_queries
):
    client.force_login(ngao_officer)
    make.committee(by=ngao_officer, area=ban_rong)

    with django_assert_max_num_queries(17):
        client.get(url)


def test_the_usual_hour_and_place_are_proposed_and_kept(
    client, url, committee, ngao_officer, ngao, today
):
    make.meeting(
        by=ngao_officer, committee=committee, held=date(2024, 10, 18), today=today,
        place="วัดปงเตา", began=time(13, 0), ended=time(15, 0),
    )  # fmt: skip
    client.force_login(ngao_officer)
    rows = plan(ngao, today).rows()
    row = next(one for one in rows if one.committee == committee)
    assert (row.form.initial["place"], row.form.initial["starts"]) == ("วัดปงเตา", time(13))
    others = {one.form.initial["starts"] for one in rows if one.committee != committee}
    assert others == {time(9, 30)}

    client.post(url, typed(row, starts="๑๓.๓๐"))

    assert Meeting.objects.get(held=None).starts == time(13, 30)


def test_an_hour_that_cannot_be_is_told(client, url, committee, ngao_officer, ngao, today):
    client.force_login(ngao_officer)
    row = plan(ngao, today).rows()[0]

    assert "ไม่มีในนาฬิกา" in client.post(url, typed(row, starts="25.00")).content.decode()
    assert not Meeting.objects.exists()


def test_a_row_that_is_left_may_say_anything(client, url, ngao_officer, ngao, today):
    client.force_login(ngao_officer)
    rows = plan(ngao, today).rows()

    client.post(url, typed(rows[0]) | typed(rows[1], take="", planned="31/2/2568"))

    assert Meeting.objects.count() == 1
