"""Granting one unit an exception."""

from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.directives.models import Excuse, Exemption
from prasan.directives.tests import make

GOOD = {"excuse": "waived", "until": "", "reason": "น้ำท่วมทั้งตำบล"}


@pytest.fixture
def url(directive):
    return (
        f"/directives/obligations/{make.duty(directive, 'tambon_order_copies').pk}/520505/exempt/"
    )


def test_a_visitor_is_asked_to_log_in(client, url):
    assert client.get(url)["Location"].startswith("/accounts/login/")
    assert client.post(url, GOOD)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, url):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404
    assert client.post(url, GOOD).status_code == 404
    assert not Exemption.objects.exists()


@pytest.mark.parametrize("role", ["ngao_officer", "tambon_officer", "reader"])
def test_who_may_not_grant_is_told_who_may(client, request, role, url):
    client.force_login(request.getfixturevalue(role))

    assert client.get(url).status_code == 403
    response = client.post(url, GOOD)
    assert response.status_code == 403
    assert "เจ้าหน้าที่ของสำนักงานที่รับหรือออกหนังสือ" in response.content.decode()
    assert not Exemption.objects.exists()


def test_a_place_the_letter_does_not_reach_is_not_found(
    client, province_officer, office, directive, ngao, areas
):
    alone = make.directive(province_officer, office, [ngao], number=9)
    pk = make.duty(alone, "tambon_order_copies").pk
    client.force_login(province_officer)

    assert client.get(f"/directives/obligations/{pk}/520801/exempt/").status_code == 404
    assert client.get(f"/directives/obligations/{pk}/999999/exempt/").status_code == 404


def test_the_page_says_what_it_is_about(client, province_officer, url):
    client.force_login(province_officer)

    page = client.get(url).content.decode()

    assert "ข้อยกเว้นของตำบลปงเตา เรื่องคอช.ต." in page
    assert "ยังไม่เคยให้ข้อยกเว้นหน่วยนี้" in page


def test_the_province_waives(client, province_officer, directive, url):
    client.force_login(province_officer)

    response = client.post(url, GOOD)

    assert response["Location"] == f"/directives/{directive.pk}/5205/"
    made = Exemption.objects.get()
    assert (made.excuse, made.until, made.reason) == (Excuse.WAIVED, None, "น้ำท่วมทั้งตำบล")
    assert (made.granted, made.granted_by) == (make.TODAY, province_officer)
    event = Event.objects.get(verb="exemption.granted")
    assert (event.by, event.area) == ("lampang", "520505")
    assert "น้ำท่วมทั้งตำบล" in client.get(url).content.decode()


def test_a_double_click_grants_once(client, province_officer, url):
    client.force_login(province_officer)

    assert client.post(url, GOOD)["Location"] == client.post(url, GOOD)["Location"]
    assert Exemption.objects.count() == 1


def test_the_province_extends(client, province_officer, url):
    client.force_login(province_officer)

    client.post(url, {**GOOD, "excuse": "extended", "until": "๓๐ พ.ย. ๒๕๖๗"})

    assert Exemption.objects.get().until == date(2024, 11, 30)


def test_a_day_typed_for_a_waiver_is_left_out(client, province_officer, url):
    client.force_login(province_officer)

    client.post(url, {**GOOD, "until": "30 พ.ย. 2567"})

    assert Exemption.objects.get().until is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"excuse": "extended"}, "ยังไม่ได้ใส่วันที่ขยายถึง"),
        (
            {"excuse": "extended", "until": "31 ต.ค. 2567"},
            "วันที่ขยายถึงต้องอยู่หลังกำหนดเดิม 31 ต.ค. 2567",
        ),
        ({"excuse": "extended", "until": "30/11/2024"}, "ปี 2024 เป็นปี ค.ศ."),
        ({"reason": ""}, "เหตุผล"),
        ({"excuse": ""}, "ข้อยกเว้น"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client, province_officer, url, changes, message
):
    client.force_login(province_officer)
    typed = {**GOOD, **changes}

    page = client.post(url, typed).content.decode()

    errors = page[page.index('class="errors') :]
    assert message in errors[: errors.index("</form>")]
    assert not typed["reason"] or f'value="{typed["reason"]}"' in page
    assert not typed["until"] or f'value="{typed["until"]}"' in page
    assert not Exemption.objects.exists()


def test_what_has_no_day_cannot_be_extended(client, province_officer, directive):
    pk = make.duty(directive, "registers").pk
    client.force_login(province_officer)

    page = client.post(
        f"/directives/obligations/{pk}/520505/exempt/",
        {**GOOD, "excuse": "extended", "until": "30 พ.ย. 2567"},
    ).content.decode()

    assert "รายการนี้ไม่มีวันกำหนดส่ง จึงขยายเวลาไม่ได้ เลือกผ่อนผันแทน" in page
    assert not Exemption.objects.exists()
