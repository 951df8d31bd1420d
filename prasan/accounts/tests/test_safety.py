"""Closing and opening accounts, and passwords given by an administrator, on their pages."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from prasan.accounts import actions
from prasan.audit.models import Event

PAGES = [
    "accounts:deactivate",
    "accounts:reactivate",
    "accounts:password",
    "accounts:second_factor",
]
NEW = {"how": "typed", "password1": "ใหม่-2567-งาว", "password2": "ใหม่-2567-งาว"}


def at(name: str, user) -> str:
    return reverse(name, args=[user.pk])


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_sent_to_the_door(client, ngao_officer, name):
    response = client.post(at(name, ngao_officer), NEW)

    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["reader", "thoen_officer", "ngao_officer"])
def test_for_who_does_not_administer_nobody_is_there(client, request, ngao_officer, name, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(at(name, ngao_officer)).status_code in (404, 405)
    assert client.post(at(name, ngao_officer), NEW).status_code == 404
    ngao_officer.refresh_from_db()
    assert ngao_officer.is_active
    assert ngao_officer.check_password("ผ่านประตู-5205")


def test_the_province_closes_an_account_and_opens_it_again(client, province_officer, ngao_officer):
    client.force_login(province_officer)
    assert "เปิดบัญชีอีกครั้งได้" in client.get(at("accounts:deactivate", ngao_officer)).content.decode()

    client.post(at("accounts:deactivate", ngao_officer))
    ngao_officer.refresh_from_db()
    assert not ngao_officer.is_active
    page = client.get(at("accounts:detail", ngao_officer)).content.decode()
    assert "ปิดบัญชีแล้ว" in page
    client.post(at("accounts:reactivate", ngao_officer))

    ngao_officer.refresh_from_db()
    assert ngao_officer.is_active
    verbs = Event.objects.filter(by="lampang").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["user.deactivated", "user.reactivated"]


def test_ones_own_account_stays_open(client, province_officer):
    client.force_login(province_officer)

    page = client.post(at("accounts:deactivate", province_officer), follow=True)

    assert "ปิดบัญชีของตนเองไม่ได้" in page.content.decode()
    province_officer.refresh_from_db()
    assert province_officer.is_active


def test_a_closed_account_does_not_open_the_door(client, province_officer, ngao_officer):
    actions.deactivate_user(by=province_officer, user=ngao_officer)

    client.post(reverse("account_login"), {"login": "ngao", "password": "ผ่านประตู-5205"})

    assert "_auth_user_id" not in client.session


def test_a_password_is_set(client, province_officer, ngao_officer):
    client.force_login(province_officer)

    response = client.post(at("accounts:password", ngao_officer), NEW)

    assert response.headers["Location"] == at("accounts:detail", ngao_officer)
    ngao_officer.refresh_from_db()
    assert ngao_officer.check_password("ใหม่-2567-งาว")
    assert Event.objects.filter(verb="user.password_set", by="lampang").count() == 1


def test_a_password_made_here_is_shown_once(client, province_officer, ngao_officer):
    client.force_login(province_officer)
    made = (
        client.get(at("accounts:password", ngao_officer)).context["form"]["password_made"].value()
    )

    answer = client.post(
        at("accounts:password", ngao_officer), {"how": "made", "password_made": made}
    )

    assert made in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    ngao_officer.refresh_from_db()
    assert ngao_officer.check_password(made)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password2": "อื่น"}, "รหัสผ่านสองช่องไม่ตรงกัน"),
        ({"password1": "สั้น", "password2": "สั้น"}, "รหัสผ่านสั้นเกินไป"),
        ({"how": "made", "password_made": ""}, "ยังไม่ได้กรอกรหัสผ่าน"),
        ({"how": "made", "password_made": "1234"}, "รหัสผ่านสั้นเกินไป"),
    ],
)
def test_a_password_that_will_not_do_is_told(client, province_officer, ngao_officer, typed, said):
    client.force_login(province_officer)

    html = client.post(at("accounts:password", ngao_officer), {**NEW, **typed}).content.decode()

    assert said in html
    ngao_officer.refresh_from_db()
    assert ngao_officer.check_password("ผ่านประตู-5205")


@pytest.mark.parametrize(
    "path",
    [
        "email/",
        "confirm-email/",
        "confirm-email/some-key/",
        "password/reset/done/",
        "password/reset/key/done/",
        "password/reset/key/1-abc/",
    ],
)
def test_what_would_go_by_mail_is_closed(client, ngao_officer, path):
    assert client.get(f"/accounts/{path}").status_code == 404
    client.force_login(ngao_officer)
    assert client.get(f"/accounts/{path}").status_code == 404
    assert client.post(f"/accounts/{path}", {"email": "a@example.com"}).status_code == 404


def test_the_door_takes_passkeys(client, db):
    assert "ใช้พาสคีย์" in client.get(reverse("account_login")).content.decode()

    asked = client.get(
        reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert asked.json()["request_options"]["publicKey"]["challenge"]


def test_account_security_offers_passkeys(client, ngao_officer):
    client.force_login(ngao_officer)

    assert reverse("mfa_add_webauthn") in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("mfa_list_webauthn")).status_code == 200
    client.post(reverse("account_reauthenticate"), {"password": "ผ่านประตู-5205"})
    page = client.get(reverse("mfa_add_webauthn"))
    assert "ตั้งชื่อให้จำได้ว่าอยู่ในเครื่องไหน" in page.content.decode()


def test_a_lost_second_factor_is_taken_away(client, province_officer, ngao_officer):
    Authenticator.objects.create(user=ngao_officer, type=Authenticator.Type.TOTP, data={})
    client.force_login(province_officer)
    assert (
        "ตั้งขั้นตอนที่สองใหม่ได้"
        in client.get(at("accounts:second_factor", ngao_officer)).content.decode()
    )

    client.post(at("accounts:second_factor", ngao_officer))
    client.post(at("accounts:second_factor", ngao_officer))

    assert not Authenticator.objects.filter(user=ngao_officer).exists()
    assert Event.objects.filter(verb="user.second_factor_dropped").count() == 1
