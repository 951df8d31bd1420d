"""The yearly review of a centre, and the order it led to."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from prasan.audit.models import Event
from prasan.centres.actions import Refused, open_centre, record_review
from prasan.centres.models import Centre, Outcome, Review
from prasan.orders import actions
from prasan.orders.models import Appointment, Replacement
from prasan.orders.tests.make import amended, order

URL = "/orders/reviews/520505/"
DATABASE = "/centres/520505/database/"
STAYS = {"held": "1/11/2567", "outcome": "unchanged", "order": "", "because": "กรรมการยังครบ"}
DAY = date(2024, 11, 1)


@pytest.fixture
def centre(ngao_officer, pong_tao) -> Centre:
    return open_centre(by=ngao_officer, area=pong_tao)


@pytest.fixture
def renewed(ngao_officer, pong_tao):
    return order(ngao_officer, pong_tao, number=312)


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def led_to(one, **facts):
    return {**STAYS, "outcome": "replaced", "order": str(one.pk), "because": "", **facts}


class TestLadder:
    def test_a_visitor_is_asked_to_log_in(self, client, centre):
        assert client.get(URL)["Location"].startswith("/accounts/login/")

    def test_another_district_does_not_find_it(self, client, thoen_officer, centre):
        client.force_login(thoen_officer)

        assert client.get(URL).status_code == client.post(URL, STAYS).status_code == 404

    @pytest.mark.parametrize("role", ["reader", "member", "province_officer"])
    def test_who_only_reads_is_told_who_may(self, client, request, centre, role):
        client.force_login(request.getfixturevalue(role))

        assert client.get(URL).status_code == client.post(URL, STAYS).status_code == 403
        assert URL not in text(client.get(DATABASE))


def test_a_review_is_an_act_on_a_day(client, officer, centre):
    assert URL in text(client.get(DATABASE))
    for _ in range(2):
        assert client.post(URL, STAYS)["Location"] == DATABASE

    assert Review.objects.get().outcome == Outcome.UNCHANGED
    assert Event.objects.filter(verb="centre.reviewed").count() == 1
    assert "กรรมการยังครบ" in text(client.get(DATABASE))


def test_a_review_points_to_the_order_it_led_to_and_the_order_back(
    client, officer, centre, renewed
):
    assert "ที่ 312/2567 มีผล 1 ต.ค. 2567" in text(client.get(URL))

    for _ in range(2):
        assert client.post(URL, led_to(renewed))["Location"] == DATABASE

    assert Review.objects.get().replacement.order == renewed
    event = Event.objects.get(verb="centre.reviewed")
    assert event.changes["order"] == "คำสั่งอำเภองาว ที่ 312/2567"
    assert f'href="/orders/{renewed.pk}/"' in text(client.get(DATABASE))
    shown = text(client.get(f"/orders/{renewed.pk}/"))
    assert "ออกตามการทบทวน" in shown
    assert "1 พฤศจิกายน 2567" in shown
    assert f'href="{DATABASE}#reviews"' in shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"held": "6/11/2567"}, "หลังวันนี้"),
        ({"because": " "}, "บอกเหตุผลว่าทำไมคงเดิม"),
        ({"outcome": ""}, "ผลการทบทวน"),
        ({"outcome": "replaced"}, "เลือกคำสั่งที่ออกแทน ถ้ายังไม่มีในรายการ ลงทะเบียนคำสั่งก่อน"),
        ({"order": "known"}, "ผลคือคงเดิม ไม่ต้องเลือกคำสั่ง"),
        ({"outcome": "replaced", "order": "999999"}, "id_order_error"),
    ],
)
def test_what_cannot_be_of_a_review_is_said(client, officer, centre, renewed, change, said):
    if change.get("order") == "known":
        change = {"order": str(renewed.pk)}

    assert said in text(client.post(URL, {**STAYS, **change}))
    assert not Review.objects.exists()
    assert not Replacement.objects.exists()


def test_a_day_already_reviewed_is_said(client, officer, centre, renewed):
    client.post(URL, STAYS)

    assert "ไว้แล้ว ผลคือคงเดิม" in text(client.post(URL, led_to(renewed)))
    assert not Replacement.objects.exists()


def test_orders_of_others_and_amendments_are_not_offered(
    client, officer, thoen_officer, ban_rong, lom_raet, pong_tao, centre, renewed
):
    strange = [
        order(officer, ban_rong, number=41),
        order(thoen_officer, lom_raet, number=42),
        order(officer, pong_tao, kind="integrated", number=43),
        amended(officer, renewed),
    ]

    page = text(client.get(URL))

    assert f'value="{renewed.pk}"' in page
    for one in strange:
        assert f'<option value="{one.pk}"' not in page
        with pytest.raises(Refused, match="ไม่ใช่คำสั่งแต่งตั้งคณะกรรมการของ"):
            actions.review_centre(
                by=officer, centre=centre, held=DAY, outcome=Outcome.REPLACED, because="", order=one
            )
    assert not Review.objects.exists()


def test_one_order_comes_of_one_review(client, officer, centre, renewed):
    client.post(URL, led_to(renewed))

    page = text(client.post(URL, led_to(renewed, held="2/11/2567")))

    assert "เป็นผลของการทบทวน 1 พ.ย. 2567 แล้ว" in page
    assert Review.objects.count() == 1
    other = record_review(
        by=officer, centre=centre, held=date(2024, 11, 3), outcome=Outcome.REPLACED, because="ก"
    )
    with (
        pytest.raises(IntegrityError, match=r"order_comes_of_one_review|\.order_id"),
        transaction.atomic(),
    ):
        Replacement.objects.create(review=other, order=renewed)


def test_one_review_leads_to_one_order(client, officer, ngao_officer, pong_tao, centre, renewed):
    other = order(ngao_officer, pong_tao, number=400, starts=date(2024, 11, 1))
    client.post(URL, led_to(renewed))

    page = text(client.post(URL, led_to(other)))

    assert "ไว้แล้ว ออกคำสั่งอำเภองาว ที่ 312/2567แทน" in page
    assert Review.objects.get().replacement.order == renewed


def test_reviews_of_before_are_tied_to_the_order_they_cite(officer, pong_tao, centre, renewed):
    order(officer, pong_tao, kind="integrated", number=55)
    said = [("ออกคำสั่งที่ ๓๑๒/๒๕๖๗ แทน", 1), ("คำสั่ง 55/2567", 2), ("312 / 2567 อีกครั้ง", 3)]
    reviews = [
        record_review(
            by=officer,
            centre=centre,
            held=date(2024, 11, day),
            outcome=Outcome.REPLACED,
            because=why,
        )
        for why, day in said
    ]

    import_module("prasan.orders.migrations.0005_what_reviews_led_to").fill(apps, None)

    assert [(one.review, one.order) for one in Replacement.objects.all()] == [(reviews[0], renewed)]


def test_seats_of_before_name_the_order_that_ended_them(officer, pong_tao, old):
    later = order(officer, pong_tao, number=9)
    gone = old.appointments.get(line=4)
    old.appointments.update(ended_by=None)
    old.appointments.filter(pk=gone.pk).update(ended_because="ลาออก")

    import_module("prasan.orders.migrations.0006_what_ended_old_seats").fill(apps, None)

    ended = Appointment.objects.filter(order=old)
    assert set(ended.exclude(pk=gone.pk).values_list("ended_by", flat=True)) == {later.pk}
    gone.refresh_from_db()
    assert gone.ended_by is None
    # So its seats move with its day, as those of today do.
    actions.correct_order(
        by=officer, order=later, because="พิมพ์วันผิด", at=Event.objects.latest("pk").at,
        number=9, signed=later.signed, starts=date(2024, 10, 15), expires=later.expires,
        signatory=later.signatory,
    )  # fmt: skip
    assert set(ended.exclude(pk=gone.pk).values_list("ends", flat=True)) == {date(2024, 10, 15)}
