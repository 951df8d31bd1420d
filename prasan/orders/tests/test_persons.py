from datetime import date

import pytest

from prasan.orders.actions import Refused, end_appointment
from prasan.orders.models import Appointment
from prasan.orders.rules import Member
from prasan.orders.tests import make
from prasan.people.models import Person

INDEX, SAME = "/people/", "/people/same/"
CHAIR = "นายบุญส่ง แก้วปันดา"


@pytest.fixture
def sitting(ngao_officer, pong_tao):
    return make.order(ngao_officer, pong_tao)


def page_of(client, user, **query):
    client.force_login(user)
    response = client.get(query.pop("url", INDEX), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_stranger_is_asked_to_log_in(client):
    for url in (INDEX, SAME):
        assert "login" in client.get(url)["Location"]


def test_a_person_is_shown_with_place_seat_and_masked_number(client, member, sitting):
    page = page_of(client, member, q="บุนส่ง")

    assert "<span>นายบุญส่ง</span> <span>แก้วปันดา</span>" in page
    assert "ตำบลปงเตา" in page
    assert "ประธานกรรมการ" in page
    assert "08x-xxx-5678" in page
    assert "081-234-5678" not in page


def test_who_sits_no_more_is_shown_with_the_last_seat(client, ngao_officer, sitting):
    seat = Appointment.objects.get(seat="chair")
    end_appointment(by=ngao_officer, appointment=seat, ends=date(2024, 11, 1), because="ลาออก")

    assert "เคยเป็นประธานกรรมการ คอช.ต. ปงเตา ถึง" in page_of(client, ngao_officer, q=CHAIR)


def test_nobody_found_says_what_to_try(client, ngao_officer, sitting):
    assert "ไม่พบ “ประยูร”" in page_of(client, ngao_officer, q="ประยูร")


def test_another_district_learns_only_that_the_name_is_recorded(client, thoen_officer, sitting):
    for url, key in ((INDEX, "q"), (SAME, "name")):
        page = page_of(client, thoen_officer, url=url, **{key: CHAIR})

        assert "มีผู้ใช้ชื่อนี้ในทะเบียนนอกพื้นที่ของท่าน" in page
        for secret in ("ปงเตา", "งาว", "5678", f'value="{Person.objects.first().pk}"'):
            assert secret not in page


def test_a_member_is_not_told_of_names_elsewhere(client, someone, lom_raet, sitting):
    page = page_of(client, someone("other", "member", lom_raet), q=CHAIR)

    assert "นอกพื้นที่" not in page


def test_is_this_the_same_person_asks_who_records(client, reader, ngao_officer, sitting):
    client.force_login(reader)
    assert client.get(SAME, {"name": CHAIR}).status_code == 403

    chair = Person.objects.get(given_name="บุญส่ง")
    page = page_of(client, ngao_officer, url=SAME, name="บุนส่ง แก้วปันดา", field="row-0-who")

    assert f'<input type="radio" name="row-0-who" value="{chair.pk}">' in page
    assert 'name="row-0-who" value="new"' in page
    assert "ชื่อคล้ายกัน" in page
    assert "<html" not in page


def test_what_was_chosen_stays_chosen(client, ngao_officer, sitting):
    page = page_of(client, ngao_officer, url=SAME, name=CHAIR, who="new")

    assert 'value="new" checked' in page
    assert page.count("checked") == 1


def test_a_name_nobody_bears_will_be_new(client, ngao_officer, sitting):
    assert "จะลงทะเบียนเป็นคนใหม่" in page_of(client, ngao_officer, url=SAME, name="ประยูร ศรีสุข")


@pytest.mark.parametrize("typed", ['"><script>', "๑" * 5000, "\0"])
def test_odd_input_is_answered_calmly(client, ngao_officer, sitting, typed):
    for url, key in ((INDEX, "q"), (SAME, "name")):
        assert "<script>" not in page_of(client, ngao_officer, url=url, **{key: typed}).replace(
            '<script src="', ""
        )


def test_the_number_of_queries_does_not_grow(
    client, ngao_officer, pong_tao, ban_rong, django_assert_max_num_queries
):
    client.force_login(ngao_officer)
    make.order(ngao_officer, pong_tao)
    make.order(ngao_officer, ban_rong, members=make.members(25))
    for url, key in ((INDEX, "q"), (SAME, "name")):
        with django_assert_max_num_queries(11):
            client.get(url, {key: "แก้วปันดา"})


def test_two_namesakes_sit_in_one_order_when_chosen(ngao_officer, pong_tao):
    members = make.members(9)
    namesake = Member("นาย", members[0].given_name, members[0].family_name, "member", who="new")

    order = make.order(ngao_officer, pong_tao, members=[*members, namesake])

    assert order.appointments.filter(person__given_name="บุญส่ง").count() == 2
    assert Person.objects.filter(given_name="บุญส่ง").count() == 2


def test_one_person_twice_in_an_order_is_refused_and_nothing_kept(ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    chair = Person.objects.get(given_name="บุญส่ง")
    members = make.members(9)
    again = Member("นาย", "บุนส่ง", "แก้วปันดา", "member", who=str(chair.pk))

    with pytest.raises(Refused, match="มีชื่อ 2 แถว"):
        make.order(ngao_officer, pong_tao, members=[*members, again])
    assert Person.objects.count() == 10
    assert pong_tao.committees.get().orders.count() == 1


def test_an_unchosen_namesake_is_asked_for(ngao_officer, pong_tao):
    members = make.members(9)
    namesake = Member("นาย", members[0].given_name, members[0].family_name, "member", who="new")
    make.order(ngao_officer, pong_tao, members=[*members, namesake])

    with pytest.raises(Refused, match="มากกว่า 1 คน"):
        make.order(ngao_officer, pong_tao)
