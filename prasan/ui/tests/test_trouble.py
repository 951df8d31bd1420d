"""Pages for requests that cannot be served: kind, in Thai, and with what was typed."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import reverse
from django.views.defaults import permission_denied, server_error

from prasan.ui import views

OURS = "http://testserver"


def test_a_page_that_is_not_there_says_no_more_than_that(client, db):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "ลิงก์อาจเก่า หรือหน้านี้อยู่นอกพื้นที่ของท่าน" in response.content.decode()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("หน้านี้ต้องให้พัฒนาการอำเภอเป็นผู้ยืนยัน", "พัฒนาการอำเภอเป็นผู้ยืนยัน"),
        ("", "ขั้นตอนนี้เป็นหน้าที่ของผู้รับผิดชอบพื้นที่"),
    ],
)
def test_someone_without_the_right_learns_who_has_it(rf, reason, said):
    response = permission_denied(rf.get("/"), PermissionDenied(reason))

    assert response.status_code == 403
    assert said in response.content.decode()


def test_trouble_of_our_own_needs_neither_request_nor_database(rf):
    response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert "สิ่งที่บันทึกสำเร็จก่อนหน้านี้ไม่หาย" in response.content.decode()


def test_too_much_at_once_is_told_apart(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    response = client.post(reverse("ui:digits"), {"digits": "thai", "next": "/parts/"})

    assert response.status_code == 413
    assert "ข้อมูลที่ส่งใหญ่เกินไป" in response.content.decode()


def test_what_cannot_be_read_is_said_so(rf):
    response = views.bad_request(rf.get("/"), SuspiciousOperation("odd"))

    assert response.status_code == 400
    assert "อ่านสิ่งที่ส่งมาไม่ได้" in response.content.decode()


@pytest.fixture
def strict():
    """A client that is held to the form's token, as a browser is."""
    return Client(enforce_csrf_checks=True)


def test_a_stale_form_is_offered_again_with_what_was_typed(strict, db):
    typed = {"digits": "thai", "note": "<ร่าง>", "csrfmiddlewaretoken": "old"}

    response = strict.post(reverse("ui:digits"), typed, headers={"Origin": OURS})

    html = response.content.decode()
    assert response.status_code == 403
    assert '<input type="hidden" name="digits" value="thai">' in html
    assert 'name="note" value="&lt;ร่าง&gt;"' in html
    assert 'value="old"' not in html


def test_what_was_offered_again_can_be_sent(strict, db):
    url = reverse("ui:digits")
    page = strict.post(url, {"digits": "thai"}, headers={"Origin": OURS})
    token = page.context["csrf_token"]

    response = strict.post(
        url, {"digits": "thai", "csrfmiddlewaretoken": str(token)}, headers={"Origin": OURS}
    )

    assert response.status_code == 302


@pytest.mark.parametrize("origin", [None, "null", "https://example.com", "http://testserver.com"])
def test_a_form_from_another_site_is_not_offered_again(strict, db, origin):
    headers = {"Origin": origin} if origin else {}

    response = strict.post(reverse("ui:digits"), {"digits": "thai"}, headers=headers)

    assert response.status_code == 403
    assert (
        'name="digits" value="thai"'
        not in response.content.decode().split("<main")[1].split("</main>")[0]
    )


def test_a_password_is_never_written_back_into_a_page(strict, db):
    typed = {"login": "ngao", "password": "ผ่านประตู-5205"}

    response = strict.post(reverse("account_login"), typed, headers={"Origin": OURS})

    assert response.status_code == 403
    assert "ผ่านประตู" not in response.content.decode()
    assert "เปิดหน้านี้ใหม่" in response.content.decode()
