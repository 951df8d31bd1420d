from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.audit.models import Event
from prasan.orders.actions import correct_order
from prasan.orders.tests.make import amended, members, order, pdf


@pytest.fixture
def url(old):
    return f"/orders/{old.pk}/"


def test_a_visitor_is_asked_to_log_in(client, url):
    for path in (url, f"{url}copy/", f"{url}revoke/"):
        assert client.post(path)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, old, url):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404
    assert client.post(f"{url}copy/", {"copy": pdf()}).status_code == 404
    assert client.get(f"{url}revoke/").status_code == 404
    assert client.post(f"{url}revoke/", {}).status_code == 404


def test_a_reader_sees_it_and_changes_nothing(client, reader, url):
    client.force_login(reader)

    page = client.get(url)
    assert page.status_code == 200
    assert "แนบสำเนาคำสั่งที่ลงนาม" not in page.content.decode()
    assert client.post(f"{url}copy/", {"copy": pdf()}).status_code == 403
    assert client.post(f"{url}revoke/", {}).status_code == 403


def test_the_order_is_shown(client, officer, url):
    page = client.get(url).content.decode().replace("\u00a0", " ")

    assert "คำสั่งอำเภองาว ที่ ๓๑๒/๒๕๖๓" in page
    assert "30 กันยายน 2567" in page
    assert "แต่งตั้ง 10 คน" in page


def test_the_signed_copy_is_attached(client, officer, old, url):
    response = client.post(f"{url}copy/", {"copy": pdf()})

    old.refresh_from_db()
    assert response["Location"] == url
    assert old.copy.dated == old.signed
    assert Event.objects.get(verb="order.copy_attached").by == "ngao"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "ยังไม่ได้แนบสำเนาคำสั่งที่ลงนาม"),
        (SimpleUploadedFile("order.pdf", b"not a paper"), "id_copy_error"),
        (SimpleUploadedFile("order.pdf", b""), "id_copy_error"),
        (SimpleUploadedFile("order.exe", b"MZ" + b"0" * 200), "id_copy_error"),
    ],
)
def test_a_bad_copy_is_refused_with_the_reason(client, officer, old, url, file, said):
    if file:
        file.seek(0)
    response = client.post(f"{url}copy/", {"copy": file} if file else {})

    old.refresh_from_db()
    assert response.status_code == 200
    assert said in response.content.decode()
    assert old.copy is None


def test_an_order_is_revoked(client, officer, old, url):
    answer = {"revoked": "1 พ.ย. 2567", "because": "มีคำสั่งใหม่"}
    first, second = (client.post(f"{url}revoke/", answer) for _ in range(2))

    old.refresh_from_db()
    assert first["Location"] == second["Location"] == url
    assert old.revoked_because == "มีคำสั่งใหม่"
    assert Event.objects.filter(verb="order.revoked").count() == 1
    assert "ยกเลิก 1 พ.ย. 2567" in client.get(url).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"revoked": "30 ก.ย. 2563", "because": "ก"}, "อยู่ก่อนวันลงนาม 1 ต.ค. 2563"),
        ({"revoked": "31/02/2567", "because": "ก"}, "ไม่มีในปฏิทิน"),
        ({"revoked": "1 พ.ย. 2567", "because": ""}, "ยังไม่ได้กรอกเหตุที่ยกเลิก"),
    ],
)
def test_a_wrong_revocation_is_said_at_its_field(client, officer, old, url, answer, said):
    assert said in client.post(f"{url}revoke/", answer).content.decode()
    old.refresh_from_db()
    assert old.revoked is None


def test_another_day_of_revocation_is_refused_kindly(client, officer, url):
    client.post(f"{url}revoke/", {"revoked": "1 พ.ย. 2567", "because": "ก"})

    page = client.post(f"{url}revoke/", {"revoked": "2 พ.ย. 2567", "because": "ก"})

    assert "ยกเลิกไปแล้วตั้งแต่วันที่ 1 พ.ย. 2567" in page.content.decode()


def test_the_queries_do_not_grow_with_the_members(
    client, officer, pong_tao, django_assert_max_num_queries
):
    for size in (3, 25):
        made = order(officer, pong_tao, members=members(size))
        with django_assert_max_num_queries(18):
            client.get(f"/orders/{made.pk}/")


@pytest.mark.parametrize(("renewed", "said"), [(False, "มีผล"), (True, "มีคำสั่งใหม่แทนแล้ว")])
def test_an_amendment_stands_as_the_order_it_amends(client, officer, pong_tao, renewed, said):
    base = order(officer, pong_tao, number=7)
    made = amended(officer, base, date(2024, 10, 20))
    if renewed:
        order(officer, pong_tao, number=8, starts=date(2024, 11, 1))

    answer = client.get(f"/orders/{made.pk}/")

    assert answer.context["standing"].label == said
    page = answer.content.decode().replace("\u00a0", " ")
    assert "ตามคำสั่งที่ ๗/๒๕๖๗" in page
    assert "30 กันยายน 2571" in page


def test_an_amendment_that_has_not_begun_says_so(client, officer, pong_tao):
    base = order(officer, pong_tao, number=7)
    made = amended(officer, base)
    correct_order(
        by=officer, order=made, because="พิมพ์ผิด", at=datetime(2024, 11, 5, 3, tzinfo=UTC),
        number=made.number, signed=made.signed, starts=date(2024, 12, 1), expires=None,
        signatory=made.signatory,
    )  # fmt: skip

    assert "จะมีผล 1 ธ.ค. 2567" in client.get(f"/orders/{made.pk}/").context["standing"].label
