"""Logging in and out, and the pages of account security, in our words."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

PASSWORD = "ผ่านประตู-5205"


@pytest.fixture
def url():
    return reverse("account_login")


def test_a_visitor_is_shown_the_door(client, url, db):
    html = client.get(url).content.decode()

    assert '<label for="id_login">ชื่อผู้ใช้</label>' in html
    assert '<label for="id_password">รหัสผ่าน</label>' in html
    assert 'autocomplete="current-password"' in html
    assert "placeholder" not in html


def test_an_officer_logs_in(client, url, ngao_officer):
    response = client.post(url, {"login": "ngao", "password": PASSWORD})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(ngao_officer.pk)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"login": "ngao", "password": "ผิด"}, "ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกัน"),
        ({"login": "nobody", "password": PASSWORD}, "ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกัน"),
        ({"login": "ngao", "password": ""}, "ยังไม่ได้กรอกรหัสผ่าน"),
        ({"login": "", "password": PASSWORD}, "ยังไม่ได้กรอกชื่อผู้ใช้"),
    ],
)
def test_what_does_not_open_the_door_is_said(client, url, ngao_officer, typed, said):
    html = client.post(url, typed).content.decode()

    assert said in html
    assert "ยังเข้าสู่ระบบไม่ได้" in html
    assert f'value="{PASSWORD}"' not in html
    assert "_auth_user_id" not in client.session


def test_the_name_typed_stays(client, url, ngao_officer):
    html = client.post(url, {"login": "ngao", "password": "ผิด"}).content.decode()

    assert 'value="ngao"' in html


def test_an_officer_logs_out_by_the_button(client, ngao_officer):
    client.force_login(ngao_officer)
    assert "สิ่งที่บันทึกแล้วอยู่ครบ" in client.get(reverse("account_logout")).content.decode()

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_a_matter_for_the_administrator(client, db):
    url = reverse("account_reset_password")

    assert "ผู้ดูแลระบบของสำนักงานพัฒนาชุมชนจังหวัด" in client.get(url).content.decode()
    assert client.post(url, {"email": "a@example.com"}).status_code == 405


def test_nobody_opens_an_account_alone(client, db):
    url = reverse("account_signup")

    assert "ขอบัญชีผู้ใช้" in client.get(url).content.decode()
    assert "ขอบัญชีผู้ใช้" in client.post(url, {"username": "me"}).content.decode()


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "mfa_activate_totp"])
def test_account_security_is_for_those_inside(client, db, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_an_officer_changes_the_password(client, ngao_officer):
    client.force_login(ngao_officer)
    new = "เปลี่ยนแล้ว-5205"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    ngao_officer.refresh_from_db()
    assert ngao_officer.check_password(new)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "ยังไม่ได้กรอกรหัสผ่านปัจจุบัน"),
        (("ผิด", "เปลี่ยนแล้ว-5205", "เปลี่ยนแล้ว-5205"), "รหัสผ่านปัจจุบันไม่ตรง"),
        ((PASSWORD, "เปลี่ยนแล้ว-5205", "อย่างอื่น-5205"), "รหัสผ่านใหม่สองช่องไม่ตรงกัน"),
        ((PASSWORD, "สั้น", "สั้น"), "รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย 8 ตัวอักษร"),
        ((PASSWORD, "8520147963", "8520147963"), "รหัสผ่านมีแต่ตัวเลข"),
        ((PASSWORD, "password1", "password1"), "รหัสผ่านนี้เดาง่าย"),
    ],
)
def test_a_password_that_will_not_do_is_said_so(client, ngao_officer, typed, said):
    client.force_login(ngao_officer)
    fields = dict(zip(("oldpassword", "password1", "password2"), typed, strict=True))

    html = client.post(reverse("account_change_password"), fields).content.decode()

    assert said in html
    ngao_officer.refresh_from_db()
    assert ngao_officer.check_password(PASSWORD)


def confirmed(client, user):
    """Logged in, and confirmed once more as changes of security ask."""
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_changing_security_asks_for_the_password_once_more(client, ngao_officer):
    client.force_login(ngao_officer)

    response = client.get(reverse("mfa_activate_totp"), follow=True)

    assert "ยืนยันว่าเป็นท่าน" in response.content.decode()
    assert "ยืนยันตัวอีกครั้ง" in response.content.decode()


def test_the_second_step_is_taken_into_use_and_then_asked_for(client, ngao_officer, url):
    confirmed(client, ngao_officer)
    page = client.get(reverse("mfa_activate_totp"))
    assert "สแกนภาพนี้" in page.content.decode()
    secret = page.context["form"].secret

    refused = client.post(reverse("mfa_activate_totp"), {"code": "รหัส"}).content.decode()
    assert "รหัสนี้ไม่ตรงหรือหมดเวลาแล้ว" in refused
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert "เปิดใช้อยู่" in client.get(reverse("mfa_index")).content.decode()
    assert "รหัสสำรอง" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    client.post(reverse("account_logout"))
    asked = client.post(url, {"login": "ngao", "password": PASSWORD}, follow=True)
    assert "ยืนยันขั้นที่สอง" in asked.content.decode()
    assert "_auth_user_id" not in client.session


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mfa_deactivate_totp", "ต่อไปจะเข้าสู่ระบบด้วยรหัสผ่านอย่างเดียว"),
        ("mfa_generate_recovery_codes", "จะใช้ไม่ได้อีก"),
        ("mfa_view_recovery_codes", "แต่ละรหัสใช้ได้ครั้งเดียว"),
    ],
)
def test_the_pages_of_the_second_step_say_what_follows(client, ngao_officer, name, said):
    confirmed(client, ngao_officer)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert said in client.get(reverse(name)).content.decode()


def test_account_security_says_what_is_in_use(client, ngao_officer):
    client.force_login(ngao_officer)

    html = client.get(reverse("mfa_index")).content.decode()

    assert "ยังไม่ได้เปิดใช้ เปิดแล้วแม้ผู้อื่นรู้รหัสผ่านก็เข้าบัญชีนี้ไม่ได้" in html
