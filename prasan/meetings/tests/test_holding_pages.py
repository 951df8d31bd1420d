"""The clerk's page, the room as others see it, and checking in by phone."""

import time

import pytest
from django.core import signing
from django.core.signing import TimestampSigner, b62_encode
from django.urls import reverse

from prasan import clock
from prasan.audit.models import Event
from prasan.meetings import actions, checkin
from prasan.meetings.models import Presence, Stay, Told
from prasan.meetings.rules import Stage
from prasan.meetings.tests import make


def plain(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def _at_ten():
    """The clock stands at ten in the morning of the meeting."""
    with clock.at(make.at(10)):
        yield


@pytest.fixture
def url(drafted):
    return reverse("meetings:hold", args=[drafted.pk])


@pytest.fixture
def seats(drafted):
    return list(actions.seats_on(drafted.committee, drafted.planned))


@pytest.fixture
def phone_url(drafted):
    return reverse("meetings:check_in", args=[checkin.token(drafted)])


@pytest.mark.parametrize("page", ["hold", "room", "code"])
def test_the_room_is_behind_the_door_and_within_reach(client, drafted, thoen_officer, page):
    url = reverse(f"meetings:{page}", args=[drafted.pk])
    assert client.get(url).url.startswith("/accounts/login/")

    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("who", ["reader", "member", "province_officer"])
def test_who_may_not_record_looks_on_only(request, client, drafted, seats, url, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == 403
    assert client.post(url, {"do": "arrive", "seat": seats[0].pk}).status_code == 403
    assert client.get(reverse("meetings:code", args=[drafted.pk])).status_code == 403
    assert client.get(reverse("meetings:room", args=[drafted.pk])).status_code == 200
    assert not Stay.objects.exists()


def test_the_clerk_holds_a_meeting_step_by_step(client, tambon_officer, drafted, seats, url):
    client.force_login(tambon_officer)
    for seat in seats[:2]:
        client.post(url, {"do": "arrive", "seat": seat.pk})
    assert "ขาดอีก 1 คน" in plain(client.get(url))
    assert "ยังเปิดประชุมไม่ได้ มา 2 จาก 5" in plain(client.post(url, {"do": "open"}, follow=True))

    client.post(url, {"do": "arrive", "seat": seats[2].pk})
    client.post(url, {"do": "excuse", "seat": seats[3].pk})
    with clock.at(make.at(10, 1)):
        client.post(url, {"do": "open"})
    with clock.at(make.at(10, 5)):
        client.post(url, {"do": "take", "item": drafted.items.first().pk})
        client.post(url, {"do": "leave", "seat": seats[0].pk})
        assert "มติที่ลงขณะนี้ใช้ไม่ได้" in plain(client.get(url))
    with clock.at(make.at(10, 20)):
        client.post(url, {"do": "adjourn", "because": "ไม่ครบองค์ประชุม"})
        assert "การประชุมพักอยู่" in plain(client.get(url))
    with clock.at(make.at(10, 40)):
        client.post(url, {"do": "resume", "back": [seat.pk for seat in seats[:3]]})
    with clock.at(make.at(11, 30)):
        response = client.post(url, {"do": "close", "ended": "11.30"})
        assert client.get(url).url == drafted.get_absolute_url()

    assert response.status_code == 302
    drafted.refresh_from_db()
    assert drafted.stage is Stage.HELD
    page = plain(client.get(drafted.get_absolute_url()))
    assert "ระหว่างเวลา 10.05 ถึง 10.20 น. ไม่ครบองค์ประชุม" in page
    assert "ครบองค์ประชุม" in page


def test_a_substitute_is_named_on_the_page(client, tambon_officer, drafted, seats, url):
    client.force_login(tambon_officer)

    refused = client.post(url, {"do": "substitute", "seat": seats[0].pk}, follow=True)
    assert "ยังไม่ได้ใส่ชื่อผู้แทน" in plain(refused)
    client.post(url, {"do": "substitute", "seat": seats[0].pk, "substitute": "นายคำ ตาแก้ว"})

    assert drafted.attendance.get().presence == Presence.SUBSTITUTE


@pytest.mark.parametrize(
    ("told", "status"), [({"seat": "x"}, 404), ({"seat": "0"}, 404), ({}, 404)]
)
def test_a_button_about_nobody_is_not_found(client, tambon_officer, url, told, status):
    client.force_login(tambon_officer)

    assert client.post(url, {"do": "arrive", **told}).status_code == status


def test_a_seat_of_another_committee_is_not_found(client, ngao_officer, ban_rong, drafted, url):
    other = make.committee(by=ngao_officer, area=ban_rong)
    client.force_login(ngao_officer)
    stranger = actions.seats_on(other, drafted.planned)[0]

    assert client.post(url, {"do": "arrive", "seat": stranger.pk}).status_code == 404


def test_an_unknown_button_does_nothing(client, tambon_officer, url):
    client.force_login(tambon_officer)

    assert client.post(url, {"do": "explode"}).status_code == 302


@pytest.mark.parametrize("ended", ["25.00", "เที่ยง", "11.00"])
def test_a_bad_closing_hour_is_told(client, tambon_officer, opened, url, ended):
    client.force_login(tambon_officer)

    page = plain(client.post(url, {"do": "close", "ended": ended}))

    assert f'value="{ended}"' in page
    assert any(words in page for words in ("ไม่มีในนาฬิกา", "อ่านเวลา", "ยังไม่ถึง"))
    opened.refresh_from_db()
    assert opened.held is None


def test_who_came_back_stays_ticked_while_too_few_did(client, tambon_officer, opened, seats, url):
    client.force_login(tambon_officer)
    client.post(url, {"do": "adjourn", "because": "พักเที่ยง"})

    page = plain(client.post(url, {"do": "resume", "back": [seats[1].pk]}))

    assert "ยังประชุมต่อไม่ได้ มา 1 จาก 5" in page
    assert page.count(" checked") == 1
    assert f'value="{seats[1].pk}" checked' in page


def test_htmx_brings_the_page_back_and_leads_away_at_the_end(client, tambon_officer, opened, url):
    client.force_login(tambon_officer)
    htmx = {"HTTP_HX_REQUEST": "true"}

    page = plain(client.get(url, **htmx))
    assert "<html" not in page
    assert 'id="hold"' in page
    with clock.at(make.at(10, 30)):
        closed = client.post(url, {"do": "close", "ended": "10.30"}, **htmx)
    assert closed["HX-Redirect"] == opened.get_absolute_url()
    room = client.get(reverse("meetings:room", args=[opened.pk]), **htmx)
    assert "hx-get" not in plain(room)  # nothing more to ask for


def test_the_code_is_a_picture_that_renews_itself(client, tambon_officer, drafted):
    client.force_login(tambon_officer)
    url = reverse("meetings:code", args=[drafted.pk])

    page = plain(client.get(url))

    assert "<svg" in page
    assert 'hx-trigger="every 300s"' in page
    assert "<html" not in plain(client.get(url, HTTP_HX_REQUEST="true"))


def test_a_member_checks_in_by_phone_without_an_account(client, drafted, seats, phone_url):
    page = plain(client.get(phone_url))
    assert "บุญมี1" in page

    for _click in range(2):
        page = plain(client.post(phone_url, {"seat": seats[0].pk}))

    assert "ลงชื่อแล้ว" in page
    assert drafted.attendance.get().stays.get().told == Told.PHONE
    assert Event.objects.get(verb="meeting.arrived").by == "system"


def test_a_member_with_an_account_finds_their_name(client, someone, pong_tao, drafted, phone_url):
    known = someone("boonmee", "member", pong_tao)
    known.full_name = "นางบุญมี2  ศรีสุข"
    known.save()
    client.force_login(known)
    seat = actions.seats_on(drafted.committee, drafted.planned).get(line=2)

    assert f'value="{seat.pk}" checked' in plain(client.get(phone_url))
    client.post(phone_url, {"seat": seat.pk})

    assert Stay.objects.get().told == Told.SELF
    assert Event.objects.get(verb="meeting.arrived").by == "boonmee"


def test_nobody_chosen_is_told(client, phone_url):
    assert "เลือกชื่อของท่านจากรายชื่อก่อน" in plain(client.post(phone_url, {}))


def test_a_code_of_another_meeting_does_not_know_the_seat(client, ngao_officer, ban_rong, seats):
    other = make.draft(by=ngao_officer, committee=make.committee(by=ngao_officer, area=ban_rong))
    url = reverse("meetings:check_in", args=[checkin.token(other)])

    page = plain(client.post(url, {"seat": seats[0].pk}))

    assert "ตำบลบ้านร้อง" in page
    assert "QR นี้เป็นของการประชุมอื่น" in page
    assert not Stay.objects.exists()


def test_a_code_of_no_meeting_and_a_false_one_say_so(client, drafted):
    gone = signing.dumps(drafted.pk + 99, salt="meetings.check-in")
    for token in ("false", gone, signing.dumps(drafted.pk, salt="another")):
        response = client.get(reverse("meetings:check_in", args=[token]))

        assert response.status_code == 410
        assert checkin.NOT_OURS in plain(response)


class Earlier(TimestampSigner):
    """Signs as it was signed `seconds` ago."""

    def __init__(self, seconds, **kwargs):
        super().__init__(**kwargs)
        self.seconds = seconds

    def timestamp(self):
        return b62_encode(int(time.time()) - self.seconds)


@pytest.mark.parametrize(("seconds", "status"), [(595, 200), (601, 410), (24 * 60 * 60, 410)])
def test_an_old_code_says_to_scan_anew(client, drafted, seats, seconds, status):
    """A photograph of the screen, sent home, is worth nothing after ten minutes."""
    token = Earlier(seconds, salt="meetings.check-in").sign_object(drafted.pk)

    response = client.post(reverse("meetings:check_in", args=[token]), {"seat": seats[0].pk})

    assert response.status_code == status
    assert ("QR นี้หมดเวลาแล้ว" in plain(response)) is (status == 410)
    assert Stay.objects.exists() is (status == 200)


def test_a_code_used_before_the_doors_open_is_told(client, drafted, seats, phone_url):
    with clock.at(make.at(6, 59)):
        page = plain(client.post(phone_url, {"seat": seats[0].pk}))

    assert "ยังลงชื่อไม่ได้ เริ่มลงชื่อได้วันที่ 5 พ.ย. 2567 ตั้งแต่ 07.00 น." in page
    assert not Stay.objects.exists()


def test_a_code_used_after_the_end_is_told(client, ngao_officer, opened, seats, phone_url):
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(10))

    for response in (client.get(phone_url), client.post(phone_url, {"seat": seats[4].pk})):
        assert "ปิดแล้ว ลงชื่อไม่ได้แล้ว" in plain(response)
    assert Stay.objects.count() == 3


def test_a_code_of_a_meeting_called_off_is_told(client, ngao_officer, drafted, phone_url):
    actions.cancel_meeting(by=ngao_officer, meeting=drafted, because="ฝน", at=make.at(9))

    assert "ยกเลิกแล้ว" in plain(client.get(phone_url))


def test_the_room_changes_as_people_come(client, member, drafted, seats, ngao_officer):
    client.force_login(member)
    url = reverse("meetings:room", args=[drafted.pk])
    assert "ขาดอีก 3 คน" in plain(client.get(url))

    make.came(by=ngao_officer, meeting=drafted, lines=(1, 2, 3), moment=make.at(9))

    page = plain(client.get(url))
    assert "ครบองค์ประชุม" in page
    assert 'hx-trigger="every 5s"' in page


def test_queries_of_the_room_do_not_grow_with_the_members(
    client, ngao_officer, ban_rong, opened, django_assert_num_queries, django_assert_max_num_queries
):
    wide = make.draft(
        by=ngao_officer, committee=make.committee(by=ngao_officer, area=ban_rong, seats=25)
    )
    make.came(by=ngao_officer, meeting=wide, lines=range(1, 20), moment=make.at(9))
    wide = actions.open_meeting(by=ngao_officer, meeting=wide, at=make.at(9, 5))
    client.force_login(ngao_officer)

    for page in ("room", "hold"):
        with django_assert_max_num_queries(20) as few:
            client.get(reverse(f"meetings:{page}", args=[opened.pk]))
        with django_assert_num_queries(len(few)):
            client.get(reverse(f"meetings:{page}", args=[wide.pk]))
