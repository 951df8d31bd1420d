"""A thing handed to a person of the office: seen in their week, done by facts, taken back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from prasan.accounts.actions import deactivate_user
from prasan.accounts.reach import Reach
from prasan.accounts.tests.make import away
from prasan.audit.models import Event
from prasan.directives.tests import make as directives
from prasan.reminders.actions import WrongTask, sweep, take_back
from prasan.reminders.models import Message, Task, Why
from prasan.reminders.tasks import undone
from prasan.reminders.tests.make import a_task, reminded

AT, TODAY = directives.moment(), date(2024, 11, 5)
WEEK = reverse("home:week")


def page(directive, area) -> str:
    return reverse("reminders:tasks", args=[directive.pk, area.code])


def typed(directive, area, user, **changes):
    duty = directives.duty(directive, "district_order_copies")
    known = {"thing": f"{duty.pk}-{area.code}", "user": user.pk, "due": "8/11/2567", "note": "ด่วน"}
    return {**known, **changes}


def test_a_visitor_goes_to_the_door(client, directive, ngao, ngao_officer):
    back = reverse("reminders:take_back", args=[a_task(ngao_officer, directive, ngao).pk])
    for address in (page(directive, ngao), back):
        assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_another_district_finds_nothing(client, directive, ngao, ngao_officer, thoen_officer):
    back = reverse("reminders:take_back", args=[a_task(ngao_officer, directive, ngao).pk])
    client.force_login(thoen_officer)
    for address in (page(directive, ngao), back):
        assert client.get(address).status_code == 404
        assert client.post(address, {"why": "ก"}).status_code == 404


def test_who_does_not_record_there_is_told_who_does(
    client, directive, ngao, ngao_officer, province_officer
):
    task = a_task(ngao_officer, directive, ngao)
    client.force_login(province_officer)
    for address in (page(directive, ngao), reverse("reminders:take_back", args=[task.pk])):
        assert client.post(address, {"why": "ก"}).status_code == 403


def test_a_thing_is_handed_once_and_gives_no_right(
    client, directive, ngao, ngao_officer, tambon_officer
):
    before = Reach.of(tambon_officer, TODAY)
    client.force_login(ngao_officer)
    for _ in range(2):
        sent = typed(directive, ngao, tambon_officer)
        assert client.post(page(directive, ngao), sent).status_code == 302
    task = Task.objects.get()
    assert (task.user, task.area, task.due) == (tambon_officer, ngao, date(2024, 11, 8))
    assert Event.objects.filter(verb="task.handed", by="ngao", area="5205").count() == 1
    assert Reach.of(tambon_officer, TODAY) == before
    assert "คุณpongtao" in client.get(page(directive, ngao)).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due": "4/11/2567"}, "วันที่ 4 พ.ย. 2567 ผ่านไปแล้ว"),
        ({"due": "32/11/2567"}, "32"),
        ({"thing": ""}, "ยังไม่ได้เลือกงานที่มอบหมาย"),
        ({"thing": "1-9999"}, "งานนี้ทำเสร็จหรือมอบหมายไปแล้ว"),
        ({"user": "999"}, "เลือกเจ้าหน้าที่ในสำนักงานนี้"),
    ],
)
def test_what_cannot_be_is_told(client, directive, ngao, ngao_officer, changes, said):
    client.force_login(ngao_officer)
    sent = {**typed(directive, ngao, ngao_officer), **changes}
    html = client.post(page(directive, ngao), sent).content.decode().replace("\u00a0", " ")
    assert said in html
    assert "ด่วน" in html
    assert not Task.objects.exists()


def test_the_second_who_hands_it_on_hears_who_has_it(
    client, directive, ngao, ngao_officer, tambon_officer
):
    a_task(ngao_officer, directive, ngao, user=tambon_officer)
    client.force_login(ngao_officer)
    html = client.post(page(directive, ngao), typed(directive, ngao, ngao_officer))
    assert "งานนี้มอบให้คุณpongtaoอยู่แล้ว" in html.content.decode()


def test_nobody_outside_the_office_is_handed_anything(
    directive, ngao, ngao_officer, thoen_officer, member, tambon_officer, system
):
    for who in (thoen_officer, member):
        with pytest.raises(WrongTask, match="ไม่ได้อยู่ในสำนักงานนี้"):
            a_task(ngao_officer, directive, ngao, user=who)
    deactivate_user(by=system, user=tambon_officer)
    with pytest.raises(WrongTask, match="ไม่ได้อยู่ในสำนักงานนี้"):
        a_task(ngao_officer, directive, ngao, user=tambon_officer)


def test_taken_back_with_a_reason_it_can_be_handed_again(
    client, directive, ngao, ngao_officer, tambon_officer
):
    task = a_task(ngao_officer, directive, ngao, user=tambon_officer)
    back = reverse("reminders:take_back", args=[task.pk])
    client.force_login(ngao_officer)
    assert "ยังไม่ได้กรอกเหตุผล" in client.post(back, {"why": " "}).content.decode()
    for _ in range(2):
        assert client.post(back, {"why": "ย้ายงาน"}).status_code == 302
    task.refresh_from_db()
    assert (task.taken_back_by, task.taken_back_why) == (ngao_officer, "ย้ายงาน")
    assert Event.objects.filter(verb="task.taken_back").count() == 1
    assert take_back(by=tambon_officer, task=task, why="อีก", at=AT).taken_back_why == "ย้ายงาน"
    a_task(ngao_officer, directive, ngao)


def test_who_has_it_may_give_it_back(client, directive, ngao, ngao_officer, tambon_officer):
    task = a_task(ngao_officer, directive, ngao, user=tambon_officer)
    client.force_login(tambon_officer)
    back = client.post(reverse("reminders:take_back", args=[task.pk]), {"why": "ลา"})
    assert back.headers["Location"] == WEEK
    task.refresh_from_db()
    assert task.taken_back_by == tambon_officer


def test_it_stands_in_the_week_until_the_fact_is_there(
    client, directive, ngao, pong_tao, ngao_officer, tambon_officer
):
    a_task(ngao_officer, directive, pong_tao, user=tambon_officer)
    client.force_login(tambon_officer)
    html = client.get(WEEK).content.decode()
    assert "งานที่ได้รับมอบหมาย" in html
    assert "ขอสำเนาที่ลงนามแล้ว" in html
    assert reverse("home:tambon", args=["520505"]) in html

    directives.order(ngao_officer, pong_tao)
    directives.sent(ngao_officer, directive, ngao)
    assert undone(Task.objects.all(), TODAY) == []
    assert "งานที่ได้รับมอบหมาย" not in client.get(WEEK).content.decode()


def test_a_stand_in_sees_the_tasks_of_whoever_is_away(
    client, directive, ngao, ngao_officer, tambon_officer
):
    a_task(ngao_officer, directive, ngao)
    away(ngao_officer, tambon_officer)
    client.force_login(tambon_officer)
    html = client.get(WEEK).content.decode()
    assert "งานที่ได้รับมอบหมาย" in html
    assert "<span>คุณngao</span>" in html


def test_who_has_it_is_reminded_once_and_told_why(directive, ngao, ngao_officer, tambon_officer):
    a_task(ngao_officer, directive, ngao, user=tambon_officer)
    sweep(at=AT)
    mine = Message.objects.filter(recipient=tambon_officer)
    task = mine.get(because=Why.TASK)
    assert "ได้รับมอบหมายงานนี้" in task.body
    assert "คอช.อ." in task.body
    assert sweep(at=AT) == 0


def test_of_what_is_ones_post_one_hears_once(directive, ngao, ngao_officer):
    a_task(ngao_officer, directive, ngao)
    sweep(at=AT)
    assert [one.because for one in Message.objects.filter(recipient=ngao_officer)] == [Why.POST]


def test_a_later_letter_asks_it_of_the_same_person(
    directive, province_officer, ngao, thoen, ngao_officer, tambon_officer
):
    again = reminded(province_officer, directive, without=thoen)
    duty = directives.duty(again, "district_order_copies")
    task = a_task(ngao_officer, again, ngao, user=tambon_officer, obligation=duty)
    assert task.obligation.item.directive == directive


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("task_is_taken_back_by_someone", {"taken_back_at": AT, "taken_back_why": "ก"}),
        ("task_is_taken_back_with_a_reason", {"taken_back_at": AT, "taken_back_by": 0}),
    ],
)
def test_the_table_of_tasks_refuses(constraint, wrong, directive, ngao, ngao_officer):
    task = a_task(ngao_officer, directive, ngao)
    if "taken_back_by" in wrong:
        wrong = {**wrong, "taken_back_by": ngao_officer}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**wrong)


def test_a_thing_is_in_one_hand(directive, ngao, ngao_officer):
    task = a_task(ngao_officer, directive, ngao)
    task.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        task.save()


@pytest.mark.parametrize("count", [2, 12])
def test_the_week_asks_as_much_for_many_tasks_as_for_few(
    client, count, directive, ngao, ngao_officer, django_assert_max_num_queries
):
    for tambon in directives.more_tambons(ngao, count):
        a_task(ngao_officer, directive, tambon)
    client.force_login(ngao_officer)
    with django_assert_max_num_queries(60):
        html = client.get(WEEK).content.decode()
    assert html.count("duty-do") >= count
