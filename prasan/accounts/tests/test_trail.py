"""The audit trail as people read it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from prasan.accounts import actions, trail
from prasan.accounts.models import User
from prasan.accounts.rights import Role
from prasan.audit.models import Event

INDEX = reverse("audit:index")


def of(user: User) -> str:
    return reverse("audit:target", args=["accounts.user", str(user.pk)])


def of_post(user: User) -> str:
    return reverse("audit:target", args=["accounts.assignment", str(user.assignments.get().pk)])


def test_a_visitor_is_sent_to_the_door(client, ngao_officer):
    for url in (INDEX, of(ngao_officer)):
        assert client.get(url).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["reader", "ngao_officer", "member"])
def test_who_neither_administers_nor_directs_is_told_who_does(client, request, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(INDEX)

    assert response.status_code == 403
    assert "ผู้ดูแลระบบ" in response.content.decode()


@pytest.mark.parametrize("url", [INDEX, "/audit/accounts.user/1/"])
def test_events_are_only_read(client, province_officer, url):
    client.force_login(province_officer)

    assert client.post(url, {}).status_code == 405


def test_the_province_sees_what_happened_within_it(
    client, province_officer, ngao_officer, reader, someone, areas
):
    someone("lamphun", Role.PROVINCE, areas["51"])
    client.force_login(province_officer)

    html = client.get(INDEX).content.decode()

    assert "มอบหมาย คุณngao เป็นเจ้าหน้าที่พัฒนาชุมชนอำเภอ อำเภองาว" in html
    assert "คุณreader" not in html
    assert "คุณlamphun" not in html


def test_old_and_new_are_shown_in_words(client, province_officer, ngao_officer, today):
    post = ngao_officer.assignments.get()
    actions.end_assignment(by=province_officer, assignment=post, ends=today.replace(month=12))
    actions.end_assignment(by=province_officer, assignment=post, ends=today)
    client.force_login(province_officer)

    newest = next(iter(client.get(INDEX).context["rows"]))
    html = client.get(of_post(ngao_officer)).content.decode()

    (change,) = newest[4]
    assert (str(change.label), change.old, change.new) == (
        "สิ้นสุดวันที่",
        "5\u00a0ธ.ค.\u00a02567",
        "5\u00a0พ.ย.\u00a02567",
    )
    assert "เปลี่ยนเป็น" in html
    assert "เจ้าหน้าที่พัฒนาชุมชนอำเภอ" in html  # The role by its label, not its key.
    assert "District" not in html


def test_events_are_narrowed_by_what_where_and_who(
    client, province_officer, ngao_officer, thoen_officer, today
):
    actions.end_assignment(
        by=province_officer, assignment=ngao_officer.assignments.get(), ends=today
    )
    actions.set_password(by=province_officer, user=thoen_officer, password="ใหม่")
    client.force_login(province_officer)

    def verbs(**query: str) -> list[str]:
        return [row[0].verb for row in client.get(INDEX, query).context["rows"]]

    assert verbs(about="user") == ["user.password_set"]
    assert verbs(about="post", area="งาว") == ["post.ended", "post.assigned"]
    assert verbs(area="5208") == ["user.password_set", "post.assigned"]
    assert verbs(by="lampang") == ["user.password_set", "post.ended"]
    assert verbs(by="nobody") == []


def test_a_filter_that_cannot_be_is_told(client, province_officer):
    client.force_login(province_officer)

    html = client.get(INDEX, {"area": "เชียงใหม่"}).content.decode()

    assert "ไม่พบ “เชียงใหม่” ในพื้นที่ที่ท่านดูแล" in html
    assert 'value="เชียงใหม่"' in html


def test_nothing_found_offers_all(client, province_officer):
    client.force_login(province_officer)

    assert "ดูทั้งหมด" in client.get(INDEX, {"by": "nobody"}).content.decode()


def test_an_empty_trail_says_what_will_be_here(client, someone, areas):
    client.force_login(someone("lamphun", Role.PROVINCE, areas["51"]))
    # Behind the guard, only to empty the trail.
    Event.objects.all()._raw_delete("default")

    assert "ยังไม่มีเหตุการณ์" in client.get(INDEX).content.decode()


def test_the_history_of_an_account_is_for_who_looks_after_it(
    client, province_officer, ngao_officer, thoen_officer, reader
):
    client.force_login(province_officer)
    assert "สร้างบัญชีผู้ใช้ ngao" in client.get(of(ngao_officer)).content.decode()
    assert client.get(of(reader)).status_code == 404

    for user in (thoen_officer, reader, ngao_officer):
        client.force_login(user)
        assert client.get(of(ngao_officer)).status_code == 404
        assert client.get(of_post(ngao_officer)).status_code == 404


def test_the_history_of_the_work_is_for_who_sees_its_area(client, areas, reader, thoen_officer):
    """An event of Lampang's register, as every app writes them."""
    url = reverse("audit:target", args=["areas.area", "00"])
    assert Event.objects.filter(kind="areas.area", target="00").exists()

    client.force_login(reader)
    assert "ปรับทะเบียนพื้นที่" in client.get(url).content.decode()
    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("target", ["999999", "none", "1' OR 1=1"])
def test_what_has_no_history_is_not_there(client, province_officer, target):
    client.force_login(province_officer)

    url = reverse("audit:target", args=["accounts.user", target])

    assert client.get(url).status_code == 404


def test_a_long_trail_has_pages_of_50_and_as_many_queries_as_a_short_one(
    client, province_officer, ngao_officer, pong_tao, ban_rong, django_assert_num_queries
):
    client.force_login(province_officer)
    client.get(INDEX)
    # Session, user, posts of the reader; how many, the page, who, where.
    with django_assert_num_queries(7):
        client.get(INDEX)
    for number in range(60):
        name = f"ชื่อที่ {number}"
        actions.correct_user(by=province_officer, user=ngao_officer, full_name=name, post_title="")

    with django_assert_num_queries(7):
        page = client.get(INDEX)

    assert len(page.context["rows"]) == 50
    assert "page=2" in page.content.decode()


def test_every_verb_of_the_house_has_its_word():
    sources = Path(settings.ROOT, "prasan").rglob("*.py")
    written = {
        noun
        for source in sources
        if "tests" not in source.parts
        for noun in re.findall(r'verb=f?"([a-z]+)\.', source.read_text(encoding="utf-8"))
    }

    assert len(written) > 20
    assert written <= set(trail.ABOUT), "give each noun its word in prasan/accounts/trail.py"
