"""The menu, and the notices everybody may read."""

import pytest


def test_the_menu_is_for_those_logged_in(client, db):
    assert client.get("/menu/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["member", "ngao_officer", "province_officer", "reader"])
def test_the_menu_leads_everywhere(logged_in, role):
    client = logged_in(role)
    page = client.get("/menu/").content.decode()

    for url in ("/directives/", "/centres/", "/meetings/", "/assessments/", "/plans/", "/letters/"):
        assert f'href="{url}"' in page
        assert client.get(url, follow=True).status_code == 200, url
    assert client.post("/menu/").status_code == 405


def test_notices_are_for_everybody_and_say_what_is_not_confirmed(client, db):
    page = client.get("/notices/").content.decode()

    assert "CC BY 4.0" in page
    assert "แบบตัวอย่าง ไม่ใช่แบบทางการ" in page
    assert "ยังไม่ได้ยืนยัน" in page
    assert client.post("/notices/").status_code == 405
