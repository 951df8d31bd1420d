from datetime import date

import pytest
from django.db import IntegrityError, transaction

from prasan.audit.models import Event
from prasan.committees.actions import Wanted
from prasan.committees.tests.make import rulebook
from prasan.orders.actions import end_appointment, review_experts
from prasan.orders.experts import crossing_of, crossings
from prasan.orders.models import Appointment, ExpertsReview
from prasan.orders.tests.make import members, order

URL = "/orders/experts/520505/"
DAY = date(2024, 11, 5)


@pytest.fixture
def tambon(ngao_officer, pong_tao):
    return order(ngao_officer, pong_tao, starts=date(2023, 11, 6))


@pytest.fixture
def integrated(ngao_officer, pong_tao, tambon):
    """A ก.บ.ต. whose experts are the third and fourth member of the คอช.ต."""
    return order(ngao_officer, pong_tao, "integrated", starts=date(2024, 1, 8), members=experts())


def experts():
    drawn = members(4)
    return [*members(2, family="สมมุติ"), *(_as_expert(one) for one in drawn[2:])]


def _as_expert(one):
    return type(one)(one.title, one.given_name, one.family_name, "expert", "คอช.ต.")


def said(area, day=DAY):
    return [cause.text for cause in crossing_of(area, day).causes]


def renewed(by, area, starts=date(2024, 10, 1)):
    return order(by, area, number=977, starts=starts)


def test_experts_who_sit_need_no_look(pong_tao, integrated):
    assert said(pong_tao) == []
    assert crossing_of(pong_tao, DAY).sitting == 2


def test_without_a_second_order_there_is_nothing_to_compare(pong_tao, tambon):
    assert crossing_of(pong_tao, DAY) is None


def test_an_expert_who_leaves_the_tambon_committee_asks_for_a_look(
    ngao_officer, pong_tao, integrated, tambon
):
    seat = tambon.appointments.get(line=3)
    end_appointment(by=ngao_officer, appointment=seat, ends=date(2024, 11, 1), because="ลาออก")

    assert said(pong_tao) == ["นายอุดม แก้วปันดา พ้นจาก คอช.ต. 1 พ.ย. 2567"]
    assert said(pong_tao, date(2024, 10, 31)) == []


def test_a_newer_order_of_the_tambon_asks_for_a_look_until_the_other_follows(
    ngao_officer, pong_tao, integrated
):
    renewed(ngao_officer, pong_tao)
    assert said(pong_tao) == ["คำสั่ง คอช.ต. ที่ 977/2567 มีผล 1 ต.ค. 2567 หลังคำสั่ง ก.บ.ต."]

    order(ngao_officer, pong_tao, "integrated", starts=date(2024, 10, 15), members=experts())

    assert said(pong_tao) == []


def test_a_review_settles_it_until_something_changes_again(ngao_officer, pong_tao, integrated):
    made = renewed(ngao_officer, pong_tao)
    for _ in range(2):
        review_experts(
            by=ngao_officer, integrated=integrated, tambon=made, day=DAY, because="คนเดิม"
        )

    assert said(pong_tao) == []
    assert ExpertsReview.objects.count() == 1
    assert Event.objects.get(verb="order.experts_reviewed").area == "520505"
    order(ngao_officer, pong_tao, number=978, starts=date(2024, 11, 4))
    assert said(pong_tao) != []


def test_a_review_is_made_once_a_day(ngao_officer, pong_tao, integrated, tambon):
    for paper in (tambon, None):
        facts = {"integrated_order": integrated, "tambon_order": paper, "day": DAY}
        said = {"because": "ก", "by": ngao_officer, **facts}
        ExpertsReview.objects.create(**said)
        with pytest.raises(IntegrityError, match="order_id"), transaction.atomic():
            ExpertsReview.objects.create(**said)


def test_where_all_are_experts_each_left_out_is_named(system, ngao_officer, pong_tao, integrated):
    rulebook(system, "integrated", lines=[Wanted("experts", words="all", source="ก")])

    assert len(said(pong_tao)) == 8


def test_both_committees_say_so_and_lead_to_the_review(client, officer, pong_tao, integrated):
    renewed(officer, pong_tao)

    for kind in ("tambon", "integrated"):
        page = client.get(f"/committees/{kind}/520505/").content.decode()
        assert "ผู้ทรงคุณวุฒิของ ก.บ.ต. ต้องทบทวน" in page
        assert URL in page


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get(URL)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, pong_tao, integrated):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL, {"because": "ก"}).status_code == 404


def test_a_reader_is_told_who_may(client, reader, pong_tao, integrated):
    client.force_login(reader)

    assert client.post(URL, {"because": "ก"}).status_code == 403
    assert not ExpertsReview.objects.exists()


def test_an_officer_reviews_with_a_reason(client, officer, pong_tao, integrated):
    renewed(officer, pong_tao)
    assert "ยังไม่ได้กรอกเหตุที่ไม่เปลี่ยน" in client.post(URL, {"because": ""}).content.decode()
    assert not ExpertsReview.objects.exists()

    answer = client.post(URL, {"because": "คนเดิม"})

    assert answer["Location"] == "/committees/integrated/520505/"
    page = client.get(answer["Location"]).content.decode()
    assert "ต้องทบทวน" not in page
    assert "คนเดิม" in page


def test_what_needs_no_review_leads_back(client, officer, pong_tao, integrated):
    assert client.get(URL)["Location"] == "/committees/integrated/520505/"


def test_many_tambons_cost_no_more_queries(
    ngao_officer, pong_tao, ban_rong, integrated, django_assert_num_queries
):
    with django_assert_num_queries(4):
        crossings(["52"], DAY)
    order(ngao_officer, ban_rong)
    order(ngao_officer, ban_rong, "integrated", members=experts())
    assert Appointment.objects.filter(seat="expert").count() == 4
    with django_assert_num_queries(4):
        assert len(crossings(["52"], DAY)) == 2
