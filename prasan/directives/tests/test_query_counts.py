"""Pages cost the same number of queries with 2 tambons in a district as with 40."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.directives import reminding
from prasan.directives.board import board, kept_boards
from prasan.directives.tests import make


@pytest.fixture
def grown(directive, ngao_officer, ngao, pong_tao, framework):
    """Ngao with facts and a report; called, it grows from 2 tambons to 40, some with facts."""
    make.whole_tambon(ngao_officer, pong_tao, framework)
    first = make.sent(ngao_officer, directive, ngao)

    def grow():
        new = make.more_tambons(ngao, 38)
        for area in new[:3]:
            make.whole_tambon(ngao_officer, area, framework)
        make.sent(ngao_officer, directive, ngao, after=first.pk)
        for area in new[3:5]:
            make.order(ngao_officer, area, has_copy=False)

    return grow


def counted(page) -> int:
    """The queries of `page` when its boards must be computed."""
    kept_boards.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page()
    return len(queries)


def visit(client, url):
    return lambda: client.get(url).content


def test_a_board_costs_the_same_for_many_units(directive, grown):
    def look():
        return board(directive, codes=["52"], day=make.TODAY)

    few, small = counted(look), len(look().units)
    grown()
    many, large = counted(look), len(look().units)

    assert (small, large) == (6, 44)
    assert many == few <= 36


@pytest.mark.parametrize(
    "page",
    ["", "5205/", "5205/send/", "missing/"],
)
def test_the_pages_of_a_directive_cost_the_same(client, ngao_officer, directive, grown, page):
    client.force_login(ngao_officer)
    url = f"/directives/{directive.pk}/{page}"

    few = counted(visit(client, url))
    grown()

    assert client.get(url).status_code == 200
    assert counted(visit(client, url)) == few


def test_the_provinces_board_costs_the_same(client, province_officer, directive, grown):
    client.force_login(province_officer)
    url = f"/directives/{directive.pk}/"

    few = counted(visit(client, url))
    grown()

    assert counted(visit(client, url)) == few


def test_a_reminder_costs_the_same(client, province_officer, directive, grown):
    reminder = reminding.draft_reminder(
        by=province_officer, directive=directive, due=make.NEW_DUE, at=make.moment()
    )
    client.force_login(province_officer)
    url = f"/directives/reminders/{reminder.pk}/"

    few = counted(visit(client, url))
    grown()

    assert counted(visit(client, url)) == few


def test_the_lists_of_directives_and_reports_cost_the_same(
    client, province_officer, office, directive, grown, ngao, thoen
):
    client.force_login(province_officer)
    urls = ["/directives/", "/directives/reports/", "/letters/"]

    few = [counted(visit(client, url)) for url in urls]
    grown()
    for number in range(1, 6):
        make.directive(province_officer, office, [ngao, thoen], number=number)

    assert [counted(visit(client, url)) for url in urls] == few


def test_a_receipt_costs_the_same_for_many_things(client, province_officer, directive, grown):
    client.force_login(province_officer)
    first = directive.submissions.get()
    few = counted(visit(client, f"/directives/reports/{first.pk}/"))
    grown()
    second = directive.submissions.exclude(pk=first.pk).get()

    assert second.deliveries.count() > first.deliveries.count()
    assert counted(visit(client, f"/directives/reports/{second.pk}/")) == few
