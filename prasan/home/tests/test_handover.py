"""A post handed over: the list of the day, the act, the new holder's word; what nobody holds."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from prasan.accounts.actions import Wrong, acknowledge_handover, deactivate_user, hand_over
from prasan.accounts.models import Handover
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right, Role
from prasan.accounts.tests.make import AT, TODAY, away
from prasan.audit.models import Event
from prasan.committees.actions import establish
from prasan.directives.tests import make
from prasan.home.handover import packet
from prasan.jobs.tests.make import a_job
from prasan.letters.tests import make as letters
from prasan.meetings.actions import draft_meeting
from prasan.orders.actions import draft_order
from prasan.reminders.actions import sweep
from prasan.reminders.tests.make import a_task

DAY = TODAY + timedelta(days=10)
INDEX, UNHELD = reverse("home:handovers"), reverse("home:unheld")


def page(user, name="handover", *more) -> str:
    post = user.assignments.order_by("pk")[0]
    return reverse(f"home:{name}", args=[post.pk, *more])


@pytest.fixture
def successor(someone, ngao):
    """A tambon officer of Ngao who is to take the district over."""
    return someone("next", Role.TAMBON, ngao)


@pytest.fixture
def directive(province_officer, areas, ngao, thoen):
    office = make.office(province_officer, areas["52"])
    return make.directive(province_officer, office, [ngao, thoen])


def handed(by, who, to, **changes):
    facts = {"by": by, "post": who.assignments.get(), "to": to, "day": DAY, "note": "", "at": AT}
    return hand_over(**{**facts, **changes})


def test_a_visitor_goes_to_the_door(client, ngao_officer):
    addresses = [INDEX, UNHELD, page(ngao_officer), page(ngao_officer, "give_post")]
    for address in [*addresses, page(ngao_officer, "handover_file", "pdf")]:
        assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_another_district_finds_nothing(client, ngao_officer, thoen_officer):
    client.force_login(thoen_officer)
    for name in ("handover", "give_post", "take_post"):
        assert client.post(page(ngao_officer, name), {}).status_code in (404, 405)
        assert client.get(page(ngao_officer, name)).status_code in (404, 405)


def test_who_sees_and_may_not_is_told_who_may(client, ngao_officer, reader, tambon_officer):
    client.force_login(reader)
    for name in ("handover", "give_post"):
        assert client.get(page(ngao_officer, name)).status_code == 403
    assert client.get(UNHELD).status_code == 403
    client.force_login(ngao_officer)
    assert client.get(page(ngao_officer)).status_code == 200
    assert client.get(page(tambon_officer)).status_code == 200, "of those one looks after"
    assert client.post(page(ngao_officer, "give_post"), {}).status_code == 403
    assert client.post(page(ngao_officer, "take_post")).status_code == 404


def test_the_list_is_computed_from_what_is_there(
    directive, ngao, pong_tao, ngao_officer, province_officer, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    office = letters.office(province_officer, ngao, code="ลป 0118")
    letters.received(ngao_officer, office)
    a_task(ngao_officer, directive, ngao)
    make.order(ngao_officer, pong_tao)
    committee = establish(by=ngao_officer, area=pong_tao, kind="tambon")
    draft_meeting(
        by=ngao_officer, committee=committee, planned=date(2024, 12, 3), place="วัด", at=AT
    )
    draft_order(by=ngao_officer, committee=committee, members=[], at=AT)
    a_job(ngao_officer, ngao)
    sweep(at=AT)
    away(ngao_officer)

    parts = packet(ngao_officer.assignments.get(), TODAY)
    counts = {part.title: part.total for part in parts}
    for title in (
        "สิ่งที่ยังค้างตามหนังสือสั่งการ",
        "งานที่มอบหมายไว้และยังไม่เสร็จ",
        "หนังสือรับที่ยังไม่ได้ส่งให้ใครปฏิบัติ",
        "การประชุมข้างหน้า",
        "ร่างคำสั่งที่ยังไม่ลงนาม",
        "งานเบื้องหลังที่ยังไม่จบ",
        "การแจ้งเตือนที่ยังไม่กดรับทราบ",
        "ช่วงที่ไม่อยู่และการทำแทน",
    ):
        assert counts[title] > 0, title
    assert not any("เถิน" in line.more for part in parts for line in part.lines)


def test_the_province_hands_over_and_the_new_officer_takes(
    client, ngao_officer, successor, province_officer
):
    client.force_login(province_officer)
    sent = {"to": successor.pk, "day": "15/11/2567", "note": "ย้ายไปเถิน"}
    for _ in range(2):
        assert client.post(page(ngao_officer, "give_post"), sent).status_code == 302

    done = Handover.objects.get()
    assert (done.post.ends, done.to.starts, done.to.role) == (DAY, DAY, Role.DISTRICT)
    assert Event.objects.filter(verb="post.handed_over").count() == 1
    before, after = (Reach.of(successor, day).may(Right.SUBMIT, "5205") for day in (TODAY, DAY))
    assert (before, after) == (False, True)
    assert Reach.of(ngao_officer, DAY).posts == ()

    client.force_login(ngao_officer)
    assert "รอผู้รับกดรับมอบ" in client.get(INDEX).content.decode()
    assert client.post(page(ngao_officer, "take_post")).status_code == 403
    client.force_login(successor)
    assert "รับมอบหน้าที่" in client.get(page(ngao_officer)).content.decode()
    for _ in range(2):
        assert client.post(page(ngao_officer, "take_post")).status_code == 302
    done.refresh_from_db()
    assert done.acknowledged_by == successor
    assert Event.objects.filter(verb="post.taken_over").count() == 1
    assert acknowledge_handover(by=ngao_officer, handover=done, at=AT).acknowledged_by == successor


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "1/1/2566"}, "วันรับหน้าที่ต้องอยู่หลังวันที่ 1 ม.ค. 2566"),
        ({"day": ""}, "ยังไม่ได้กรอกรับหน้าที่วันที่"),
        ({"day": "30/2/2567"}, "กุมภาพันธ์"),
        ({"to": "999"}, "ผู้รับหน้าที่ต้องมีบัญชีที่เปิดอยู่"),
    ],
)
def test_what_cannot_be_is_told(client, ngao_officer, successor, province_officer, changes, said):
    client.force_login(province_officer)
    sent = {"to": successor.pk, "day": "15/11/2567", "note": "ย้ายไปเถิน", **changes}
    html = client.post(page(ngao_officer, "give_post"), sent).content.decode()
    assert said in html.replace("\u00a0", " ")
    assert "ย้ายไปเถิน" in html
    assert not Handover.objects.exists()


def test_two_who_hand_over_at_once_give_it_to_one(ngao_officer, successor, system, tambon_officer):
    handed(system, ngao_officer, successor)
    with pytest.raises(Wrong, match="ส่งมอบไปแล้วให้คุณnext"):
        handed(system, ngao_officer, tambon_officer)
    assert not tambon_officer.assignments.filter(role=Role.DISTRICT).exists()


def test_nobody_takes_over_from_themselves_or_with_a_closed_account(
    ngao_officer, successor, system
):
    with pytest.raises(Wrong, match="เป็นเจ้าของหน้าที่นี้อยู่"):
        handed(system, ngao_officer, ngao_officer)
    deactivate_user(by=system, user=successor)
    with pytest.raises(Wrong, match="ปิดอยู่"):
        handed(system, ngao_officer, successor)


def test_a_post_that_is_over_is_handed_over_no_later(ngao_officer, successor, system):
    post = ngao_officer.assignments.get()
    post.ends = TODAY
    post.save()
    with pytest.raises(Wrong, match="สิ้นสุดไปแล้วเมื่อ 5 พ.ย. 2567"):
        handed(system, ngao_officer, successor)
    assert handed(system, ngao_officer, successor, day=TODAY).to.starts == TODAY


def test_whoever_holds_the_post_there_already_keeps_it(ngao_officer, someone, ngao, system):
    other = someone("another", Role.DISTRICT, ngao)
    assert handed(system, ngao_officer, other).to == other.assignments.get()
    assert other.assignments.count() == 1


def test_what_nobody_holds_is_listed(
    client, directive, ngao, ngao_officer, thoen_officer, province_officer, system
):
    client.force_login(province_officer)
    assert "ทุกอย่างมีผู้ถือ" in client.get(UNHELD).content.decode()
    away(thoen_officer)
    a_task(ngao_officer, directive, ngao)
    handed(system, ngao_officer, None, day=TODAY)
    html = client.get(UNHELD).content.decode()
    assert "อำเภองาว" in html
    assert "ยังไม่มีผู้รับ" in html
    assert "คุณthoen" in html
    assert "งานที่มอบหมายไว้กับผู้ที่ไม่มีหน้าที่แล้ว" in html
    assert "ทุกอย่างมีผู้ถือ" not in html


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_record_is_a_paper(client, directive, ngao_officer, ending):
    client.force_login(ngao_officer)
    answer = client.get(page(ngao_officer, "handover_file", ending))
    assert answer.content[:4] in (b"%PDF", b"PK\x03\x04")
    assert client.get(page(ngao_officer, "handover_file", "exe")).status_code == 404


def test_the_tables_refuse(ngao_officer, successor, system):
    done = handed(system, ngao_officer, successor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=done.pk).update(acknowledged_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=done.pk).update(to=done.post)


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_asks_as_much_for_much_as_for_little(
    client, count, directive, ngao, ngao_officer, django_assert_max_num_queries
):
    for tambon in make.more_tambons(ngao, count):
        a_task(ngao_officer, directive, tambon)
        a_job(ngao_officer, tambon)
    client.force_login(ngao_officer)
    with django_assert_max_num_queries(70):
        assert client.get(page(ngao_officer)).status_code == 200
