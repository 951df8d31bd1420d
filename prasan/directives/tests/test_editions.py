"""A report freezes each file in the edition of its day, and says when a newer one came."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.directives.tests import make
from prasan.directives.tests.make import moment
from prasan.evidence.actions import replace
from prasan.orders.tests.make import pdf


@pytest.fixture
def order(ngao_officer, pong_tao, directive):
    return make.order(ngao_officer, pong_tao)


def newer(by, older, day: date, words: str = "ฉบับใหม่"):
    return replace(by=by, older=older, upload=pdf(words), reason="ขาดหน้าสุดท้าย", at=moment(day))


def counted(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_a_report_freezes_the_edition_that_stood_when_it_was_sent(
    order, directive, ngao, ngao_officer
):
    second = newer(ngao_officer, order.copy, date(2024, 10, 20))
    sent = make.sent(ngao_officer, directive, ngao, day=date(2024, 10, 25))
    newer(ngao_officer, second, date(2024, 10, 30), "ฉบับที่สาม")

    assert sent.deliveries.get().checksums == [second.sha256]


def test_an_edition_that_came_later_is_not_the_one_sent(order, directive, ngao, ngao_officer):
    newer(ngao_officer, order.copy, date(2024, 10, 30))
    sent = make.sent(ngao_officer, directive, ngao, day=date(2024, 10, 25))

    assert sent.deliveries.get().checksums == [order.copy.sha256]


def test_the_receipt_says_that_a_newer_edition_came_since(
    client, order, directive, ngao, ngao_officer, province_officer
):
    sent = make.sent(ngao_officer, directive, ngao)
    client.force_login(province_officer)
    page = f"/directives/reports/{sent.pk}/"
    assert "มีฉบับใหม่กว่าที่ส่ง" not in client.get(page).content.decode()

    file = newer(ngao_officer, order.copy, date(2024, 11, 1))

    shown = client.get(page).content.decode()
    assert "มีฉบับใหม่กว่าที่ส่ง" in shown
    assert f'href="{file.get_absolute_url()}"' in shown
    assert sent.deliveries.get().checksums == [order.copy.sha256]


def test_the_receipt_asks_no_more_for_more_newer_editions(
    client, order, directive, ngao, ngao_officer, province_officer
):
    others = [make.order(ngao_officer, area) for area in make.more_tambons(ngao, 8)]
    sent = make.sent(ngao_officer, directive, ngao)
    client.force_login(province_officer)
    page = f"/directives/reports/{sent.pk}/"
    newer(ngao_officer, order.copy, date(2024, 11, 1))
    few = counted(client, page)

    for number, one in enumerate(others):
        newer(ngao_officer, one.copy, date(2024, 11, 1), f"ฉบับใหม่ {number}")

    assert counted(client, page) == few
