"""Giving and ending posts on their pages."""

import pytest
from django.urls import reverse

from prasan.accounts.rights import Role
from prasan.audit.models import Event


def give(user) -> str:
    return reverse("accounts:give", args=[user.pk])


def end(post) -> str:
    return reverse("accounts:end", args=[post.pk])


GIVEN = {"role": "tambon", "area": "ปงเตา", "starts": "1/12/2567", "ends": "1/2/2568"}


def test_a_visitor_is_sent_to_the_door(client, ngao_officer):
    for url in (give(ngao_officer), end(ngao_officer.assignments.get())):
        assert client.get(url).headers["Location"].startswith(reverse("account_login"))
        assert client.post(url, GIVEN).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["reader", "thoen_officer", "ngao_officer"])
def test_for_who_does_not_administer_nobody_is_there(client, request, ngao_officer, who):
    client.force_login(request.getfixturevalue(who))

    for url in (give(ngao_officer), end(ngao_officer.assignments.get())):
        assert client.get(url).status_code == 404
        assert client.post(url, GIVEN).status_code == 404


def test_the_province_gives_an_acting_post_once(client, province_officer, ngao_officer, pong_tao):
    client.force_login(province_officer)

    for _ in range(2):
        response = client.post(give(ngao_officer), {**GIVEN, "is_acting": "on"})
        assert response.status_code == 302

    post = ngao_officer.assignments.get(role="tambon")
    assert (post.area, post.is_acting) == (pong_tao, True)
    assert (post.starts.isoformat(), post.ends.isoformat()) == ("2024-12-01", "2025-02-01")
    assert Event.objects.filter(verb="post.assigned", by="lampang", area="520505").count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"role": "district", "area": "งาว", "ends": ""}, "มีหน้าที่นี้อยู่แล้วตั้งแต่ 1 มกราคม 2566"),
        ({"ends": "30/11/2567"}, "วันสิ้นสุดต้องอยู่หลังวันเริ่ม 1 ธันวาคม 2567"),
        ({"starts": ""}, "ยังไม่ได้กรอกตั้งแต่วันที่"),
        ({"area": "ลำพูน", "role": "reader"}, "ไม่พบ “ลำพูน” ในพื้นที่ที่ท่านดูแล"),
    ],
)
def test_a_post_that_cannot_be_is_told(client, province_officer, ngao_officer, change, said):
    client.force_login(province_officer)

    html = client.post(give(ngao_officer), {**GIVEN, **change}).content.decode()

    assert said in html
    assert ngao_officer.assignments.count() == 1


def test_a_post_is_ended(client, province_officer, ngao_officer):
    post = ngao_officer.assignments.get()
    client.force_login(province_officer)

    assert "5 พ.ย. 2567" in client.get(end(post)).content.decode()
    client.post(end(post), {"ends": "1 ธ.ค. 2567"})

    post.refresh_from_db()
    assert post.ends.isoformat() == "2024-12-01"
    assert Event.objects.filter(verb="post.ended", by="lampang").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1/1/2566", "วันสิ้นสุดต้องอยู่หลังวันเริ่ม 1 มกราคม 2566"), ("", "ยังไม่ได้กรอกสิ้นสุดวันที่")],
)
def test_an_end_that_cannot_be_is_told(client, province_officer, ngao_officer, typed, said):
    client.force_login(province_officer)

    html = client.post(end(ngao_officer.assignments.get()), {"ends": typed}).content.decode()

    assert said in html


def test_ones_own_last_post_is_kept_and_told_why(client, province_officer):
    post = province_officer.assignments.get()
    client.force_login(province_officer)

    html = client.post(end(post), {"ends": "1/12/2567"}).content.decode()

    assert "เพียงหน้าที่เดียวของท่าน" in html
    assert 'value="1/12/2567"' in html
    post.refresh_from_db()
    assert post.ends is None


def test_a_wider_post_is_not_the_provinces_to_end(
    client, province_officer, someone, areas, pong_tao
):
    both = someone("both", Role.READER, pong_tao, areas["51"])
    client.force_login(province_officer)
    outside = both.assignments.get(area="51")

    assert client.get(end(outside)).status_code == 403
    assert client.post(end(outside), {"ends": "1/12/2567"}).status_code == 403
    assert client.get(end(both.assignments.get(area="520505"))).status_code == 200


def test_giving_costs_no_more_for_many_places(
    client, province_officer, ngao_officer, areas, django_assert_num_queries
):
    client.force_login(province_officer)

    # Session, user, posts of the reader; the account, the places offered.
    with django_assert_num_queries(5):
        html = client.get(give(ngao_officer)).content.decode()

    assert '<option value="ตำบลปงเตา อำเภองาว">' in html
