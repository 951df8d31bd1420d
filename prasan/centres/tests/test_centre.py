from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.centres.actions import describe_centre, open_centre
from prasan.centres.models import Centre

URL = "/centres/520505/centre/"
GOOD = {"founded": "1 ต.ค. 2551", "place": "ศาลาประชาคม หมู่ 1", "known": ""}


def test_a_stranger_is_asked_to_log_in(client):
    assert client.get(URL).status_code == 302
    assert client.post(URL, GOOD).status_code == 302


def test_another_district_cannot_see_it(client, thoen_officer, areas):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL, GOOD).status_code == 404
    assert not Centre.objects.exists()


@pytest.mark.parametrize("who", ["reader", "member", "province_officer"])
def test_who_may_not_record_is_told_who_may(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(URL).status_code == 403
    response = client.post(URL, GOOD)
    assert response.status_code == 403
    assert "พัฒนากร" in response.content.decode()
    assert not Centre.objects.exists()


def test_the_form_is_shown(client, tambon_officer):
    client.force_login(tambon_officer)

    assert "ลงทะเบียนศูนย์ฯ" in client.get(URL).content.decode()


def test_a_centre_is_opened_however_often_the_button_is_pressed(client, tambon_officer):
    client.force_login(tambon_officer)

    for _ in range(2):
        assert client.post(URL, GOOD)["Location"] == "/tambon/520505/"

    centre = Centre.objects.get()
    assert (centre.founded, centre.place) == (date(2008, 10, 1), "ศาลาประชาคม หมู่ 1")
    assert Event.objects.get(verb="centre.opened").by == "pongtao"
    assert not Event.objects.filter(verb="centre.described").exists()


def test_what_is_known_is_put_right(client, ngao_officer, ngao):
    open_centre(by=ngao_officer, area=ngao, place="ศาลาเก่า")
    client.force_login(ngao_officer)

    known = client.get("/centres/5205/centre/").context["form"]["known"].value()
    data = {"founded": "", "place": "  ศาลา  ใหม่ ", "known": known}
    response = client.post("/centres/5205/centre/", data)

    assert response["Location"] == "/centres/5205/"
    assert Centre.objects.get().place == "ศาลา ใหม่"
    assert Event.objects.filter(verb="centre.described").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"founded": "6/11/2567"}, "วันก่อตั้งอยู่หลังวันนี้"),
        ({"founded": "31/2/2567"}, "ไม่มี"),
        ({"place": "ก" * 201}, "200"),
        ({"latitude": "18.75"}, "ใส่ทั้งละติจูดและลองจิจูด"),
        ({"latitude": "51.5", "longitude": "0.1"}, "นอกประเทศไทย"),
        ({"latitude": "สิบแปด", "longitude": "99.9"}, "พิมพ์เป็นตัวเลข"),
        ({"phone": "08x"}, "มีตัวอักษรปน"),
    ],
)
def test_what_cannot_be_is_said_and_kept_as_typed(client, tambon_officer, change, says):
    client.force_login(tambon_officer)

    page = client.post(URL, {**GOOD, **change}).content.decode()

    assert says in page
    assert next(iter(change.values())) in page
    assert not Centre.objects.exists()


def test_nobody_overwrites_unseen(client, tambon_officer, ngao_officer, pong_tao):
    centre = open_centre(by=ngao_officer, area=pong_tao, place="ศาลาเก่า")
    describe_centre(by=ngao_officer, centre=centre, founded=None, place="ศาลากลางบ้าน")
    client.force_login(tambon_officer)
    sent = {**GOOD, "known": "None ศาลาเก่า"}

    response = client.post(URL, sent)

    page = response.content.decode()
    assert "ศาลากลางบ้าน" in page
    assert GOOD["place"] in page
    assert Centre.objects.get().place == "ศาลากลางบ้าน"

    known = response.context["form"]["known"].value()
    assert client.post(URL, {**sent, "known": known}).status_code == 302
    assert Centre.objects.get().place == GOOD["place"]
