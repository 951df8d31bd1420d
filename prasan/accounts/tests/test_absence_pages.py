"""The pages of being away: who may say it for whom, what is refused and in which words."""

import re
from datetime import date

import pytest
from django.urls import reverse

from prasan.accounts.models import Absence
from prasan.accounts.rights import Role
from prasan.accounts.tests.make import away
from prasan.audit import log
from prasan.audit.models import Event

INDEX = reverse("accounts:absences")


def url(user) -> str:
    return reverse("accounts:be_away", args=[user.pk])


def end(absence) -> str:
    return reverse("accounts:end_absence", args=[absence.pk])


def typed(user, stand_in=None, **changes):
    posts = [post.pk for post in user.assignments.filter(role__in=["tambon", "district"])]
    known = {
        "posts": posts,
        "starts": "6/11/2567",
        "last": "๘ พ.ย. ๒๕๖๗",
        "stand_in": stand_in.pk if stand_in else "",
        "reason": "ไปราชการ",
        "order": "",
    }
    return {**known, **changes}


def test_a_visitor_is_sent_to_the_door(client, ngao_officer):
    for one in (INDEX, url(ngao_officer), end(away(ngao_officer))):
        assert client.get(one).headers["Location"].startswith(reverse("account_login"))


def test_another_district_finds_nobody(client, thoen_officer, ngao_officer):
    absence = away(ngao_officer)
    client.force_login(thoen_officer)
    for one in (url(ngao_officer), end(absence)):
        assert client.get(one).status_code == 404
        assert client.post(one, typed(ngao_officer)).status_code == 404
    assert "คุณngao" not in client.get(INDEX).content.decode()


@pytest.mark.parametrize("who", ["reader", "member"])
def test_who_sees_and_may_not_is_told_who_may(client, request, who, tambon_officer, ngao_officer):
    absence = away(tambon_officer)
    client.force_login(request.getfixturevalue(who))
    for one in (url(tambon_officer), end(absence)):
        response = client.post(one, {})
        assert response.status_code == 403
        assert "เจ้าของหน้าที่" in response.content.decode()


def test_a_colleague_does_not_name_for_another(client, tambon_officer, ngao_officer):
    """Neither for the tier above, nor beside."""
    client.force_login(tambon_officer)
    assert client.get(url(ngao_officer)).status_code == 404


def test_one_names_ones_own_stand_in(client, ngao_officer, tambon_officer):
    client.force_login(ngao_officer)
    page = client.get(url(ngao_officer)).content.decode()
    assert "สำนักงานเดียวกัน" in page
    assert "คุณpongtao" in page

    for _ in range(2):
        response = client.post(url(ngao_officer), typed(ngao_officer, tambon_officer))
        assert response.headers["Location"] == INDEX

    absence = Absence.objects.get()
    assert (absence.starts, absence.ends) == (date(2024, 11, 6), date(2024, 11, 9))
    assert (absence.stand_in, absence.entered_by) == (tambon_officer, ngao_officer)
    event = Event.objects.get(verb="absence.entered")
    assert (event.by, event.acted_for, event.area) == ("ngao", "", "5205")
    assert "คุณngao" in event.summary
    shown = client.get(INDEX).content.decode()
    assert "6\u00a0พ.ย.\u00a02567" in shown
    assert "ยังไม่เริ่ม" in shown


@pytest.mark.parametrize("who", ["ngao_officer", "province_officer"])
def test_the_tier_above_names_for_whom_it_looks_after(client, request, who, tambon_officer):
    above = request.getfixturevalue(who)
    client.force_login(above)
    if who == "ngao_officer":
        assert "คุณpongtao" in client.get(INDEX).content.decode()
    response = client.post(url(tambon_officer), typed(tambon_officer))
    assert response.status_code == 302
    assert Absence.objects.get().entered_by == above


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last": "5/11/2567"}, "อยู่ก่อนวันแรก"),
        ({"starts": "1/10/2567", "last": "2/10/2567"}, "ช่วงนี้ผ่านไปแล้ว"),
        ({"starts": "31/2/2567"}, "เดือนกุมภาพันธ์"),
        ({"last": ""}, "ยังไม่ได้กรอกถึงวันที่"),
        ({"reason": "  "}, "ยังไม่ได้กรอกเหตุที่ไม่อยู่"),
        ({"posts": []}, "ยังไม่ได้เลือกหน้าที่"),
        ({"stand_in": "999999"}, "ผู้ทำแทนต้องมีบัญชีที่เปิดอยู่"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    client, ngao_officer, tambon_officer, changes, said
):
    client.force_login(ngao_officer)
    sent = {**typed(ngao_officer, tambon_officer, order="บันทึกที่ 7"), **changes}
    html = client.post(url(ngao_officer), sent).content.decode()
    assert said in html
    assert "บันทึกที่ 7" in html
    assert not Absence.objects.exists()


def test_another_office_wants_an_order(client, ngao_officer, thoen_officer):
    client.force_login(ngao_officer)
    html = client.post(url(ngao_officer), typed(ngao_officer, thoen_officer)).content.decode()
    assert "คุณthoenอยู่สำนักงานอื่น" in html
    client.post(url(ngao_officer), typed(ngao_officer, thoen_officer, order="คำสั่งที่ 9"))
    assert Absence.objects.get().stand_in == thoen_officer


def test_the_second_who_names_hears_of_the_first(
    client, ngao_officer, tambon_officer, province_officer
):
    away(ngao_officer, tambon_officer)
    client.force_login(province_officer)
    html = client.post(url(ngao_officer), typed(ngao_officer)).content.decode()
    assert "บันทึกว่าไม่อยู่แล้ว" in html
    assert "โดยมีคุณpongtaoทำแทน" in html


@pytest.mark.parametrize("who", ["ngao_officer", "tambon_officer", "province_officer"])
def test_back_sooner(client, request, who, ngao_officer, tambon_officer):
    absence = away(ngao_officer, tambon_officer)
    client.force_login(request.getfixturevalue(who))
    assert "ยังไม่ได้กรอกเหตุผล" in client.post(end(absence), {"why": ""}).content.decode()
    assert client.post(end(absence), {"why": "เลื่อน"}).status_code == 302
    absence.refresh_from_db()
    assert absence.ends == date(2024, 11, 5)


def test_while_standing_in_every_page_says_so_and_events_name_both(
    client, ngao_officer, tambon_officer, province_officer
):
    """The officer of Pong Tao acts for Ngao: what only Ngao may is told of both."""
    client.force_login(tambon_officer)
    plain = client.get(INDEX).content.decode()
    assert "standing-in" not in plain
    away(ngao_officer, tambon_officer)

    html = client.get(reverse("home:front")).content.decode()
    strip = re.search(r'<aside class="standing-in".*?</aside>', html, re.S)
    assert strip
    assert "<span>คุณngao</span>" in strip[0]
    assert "8\u00a0พ.ย.\u00a02567" in strip[0]

    client.post(reverse("orders:begin", args=["district", "5205"]))
    told = Event.objects.filter(by="pongtao").exclude(verb__startswith="absence").last()
    assert told is not None
    assert (told.acted_for, told.area) == ("ngao", "5205")
    assert list(log.faults()) == []

    client.force_login(province_officer)
    trail = client.get(reverse("audit:index"), {"by": "ngao"}).content.decode()
    assert "แทน <span" in trail


def test_what_ones_own_post_allows_is_told_of_oneself(
    client, ngao_officer, tambon_officer, pong_tao
):
    away(ngao_officer, tambon_officer)
    client.force_login(tambon_officer)
    client.post(reverse("orders:begin", args=["tambon", pong_tao.code]))
    told = Event.objects.filter(by="pongtao", area=pong_tao.code)
    assert ("order.drafted", "") in told.values_list("verb", "acted_for")
    assert not told.exclude(acted_for="").exists()


def test_an_altered_stand_in_breaks_the_chain(client, ngao_officer, tambon_officer):
    away(ngao_officer, tambon_officer)
    event = Event.objects.order_by("pk").last()
    super(type(Event.objects.all()), Event.objects.filter(pk=event.pk)).update(acted_for="x")
    assert [fault.problem for fault in log.faults()] == ["altered"]


def test_the_list_asks_as_much_for_many_as_for_few(
    client, ngao_officer, someone, pong_tao, django_assert_max_num_queries
):
    for number in range(12):
        officer = someone(f"t{number}", Role.TAMBON, pong_tao)
        away(officer)
    client.force_login(ngao_officer)
    with django_assert_max_num_queries(9):
        html = client.get(INDEX).content.decode()
    assert "คุณt11" in html
