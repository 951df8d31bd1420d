from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from prasan.audit.models import Event
from prasan.jobs.tests.make import AT
from prasan.meetings import actions
from prasan.meetings.models import Completion, Resolution, Section
from prasan.meetings.rules import resolution_told
from prasan.meetings.tests import make
from prasan.orders.models import Order

HELD = date(2024, 10, 18)
TODAY = date(2024, 11, 5)
LIST = "/meetings/resolutions/"


@pytest.fixture
def meeting(record):
    return record(HELD)


@pytest.fixture
def resolution(ngao_officer, meeting) -> Resolution:
    return make.resolved(ngao_officer, meeting)


@pytest.fixture
def paper(ngao_officer, pong_tao):
    return make.minutes(by=ngao_officer, area=pong_tao, mark="z")


def complete(by, resolution, fact, done=TODAY, said="ส่งแล้ว") -> Completion:
    return actions.complete_resolution(
        by=by, resolution=resolution, done=done, said=said, fact=fact, at=AT
    )


def is_open(resolution) -> bool:
    return Resolution.objects.to_do().filter(pk=resolution.pk).exists()


@pytest.mark.parametrize(
    ("due", "done", "told"),
    [
        (None, None, "ยังไม่แล้วเสร็จ ไม่กำหนดวัน"),
        (date(2024, 11, 6), None, "เหลือ 1 วัน"),
        (date(2024, 11, 5), None, "ครบกำหนดวันนี้"),
        (date(2024, 11, 4), None, "เลยกำหนด 1 วัน"),
        (date(2024, 11, 4), date(2024, 11, 5), "แล้วเสร็จ 5 พ.ย. 2567"),
    ],
)
def test_a_resolution_stands_by_its_day(due, done, told):
    assert resolution_told(due, done, TODAY) == told


def test_a_resolution_is_open_until_it_is_done_by_a_fact(ngao_officer, resolution, paper):
    assert is_open(resolution)

    completion = complete(ngao_officer, resolution, paper)

    assert completion.fact == paper
    assert not is_open(resolution)
    assert list(Resolution.objects.done()) == [resolution]
    assert Event.objects.filter(verb="meeting.resolution_done").count() == 1


def test_a_double_click_reports_once_and_another_report_is_refused(ngao_officer, resolution, paper):
    assert complete(ngao_officer, resolution, paper) == complete(ngao_officer, resolution, paper)
    with pytest.raises(ValidationError, match="ถอนรายงานนั้นก่อน"):
        complete(ngao_officer, resolution, paper, said="อย่างอื่น")
    assert Completion.objects.count() == 1


def test_it_is_done_by_an_order_or_by_a_later_resolution(ngao_officer, resolution, record):
    later = make.resolved(ngao_officer, record(date(2024, 11, 1)), text="ส่งใหม่")
    other = make.resolved(ngao_officer, resolution.item.meeting, text="อีกข้อ")

    assert complete(ngao_officer, resolution, later).fact == later
    assert complete(ngao_officer, other, Order.objects.get()).fact == Order.objects.get()


def test_what_cannot_be_is_refused(ngao_officer, resolution, paper, thoen_committee, lom_raet):
    foreign = make.minutes(by=ngao_officer, area=lom_raet, mark="y")
    same = make.resolved(ngao_officer, resolution.item.meeting, text="ครั้งเดียวกัน")
    for fact, done, told in (
        (paper, date(2024, 11, 6), "อยู่หลังวันนี้"),
        (paper, date(2024, 10, 17), "อยู่ก่อนวันประชุม"),
        (foreign, TODAY, "อำเภออื่น"),
        (thoen_committee.orders.get(), TODAY, "อำเภออื่น"),
        (same, TODAY, "ครั้งหลังจากนี้"),
        (resolution, TODAY, "ครั้งหลังจากนี้"),
    ):
        with pytest.raises(ValidationError, match=told):
            complete(ngao_officer, resolution, fact, done=done)
    assert not Completion.objects.exists()


def test_a_report_is_taken_back_with_a_reason_and_the_resolution_is_open_again(
    ngao_officer, resolution, paper
):
    completion = complete(ngao_officer, resolution, paper)
    for _ in range(2):
        actions.take_back(by=ngao_officer, completion=completion, why="ผิดข้อ", at=AT)

    assert is_open(resolution)
    assert Event.objects.filter(verb="meeting.resolution_reopened").count() == 1
    assert complete(ngao_officer, resolution, paper).pk != completion.pk


def test_open_ones_come_onto_the_next_agenda_and_done_ones_do_not(
    ngao_officer, committee, meeting, resolution, paper
):
    done = make.resolved(ngao_officer, meeting, text="เสร็จแล้ว")
    complete(ngao_officer, done, paper)

    draft = actions.draft_meeting(
        by=ngao_officer, committee=committee, planned=date(2024, 12, 2), place="ศาลา", at=AT
    )

    arising = draft.items.filter(section=Section.ARISING).exclude(carried_from=None)
    assert [item.carried_from for item in arising] == [resolution.item]


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("resolution_is_done_by_one_fact", {"evidence": None}),
        ("completion_is_taken_back_with_a_reason", {"withdrawn_at": AT}),
        ("later_resolution_is_another", {"evidence": None, "later": "itself"}),
    ],
)
def test_the_table_refuses(constraint, wrong, ngao_officer, resolution, paper):
    complete(ngao_officer, resolution, paper)
    if wrong.get("later"):
        wrong = wrong | {"later": resolution}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Completion.objects.update(**wrong)


def test_the_table_holds_one_report(ngao_officer, resolution, paper):
    complete(ngao_officer, resolution, paper)
    with (
        pytest.raises(IntegrityError, match=r"resolution_is_done_once|meetings_completion\.reso"),
        transaction.atomic(),
    ):
        Completion.objects.create(
            resolution=resolution, done=TODAY, said="อีก", evidence=paper, by=ngao_officer, at=AT
        )


def test_strangers_other_districts_and_readers(client, resolution, thoen_officer, reader):
    url = resolution.get_absolute_url()
    assert client.get(url).status_code == 302
    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    assert "ส่งแผนให้ อบต." not in client.get(LIST).content.decode()
    client.force_login(reader)
    assert "รายงานว่าแล้วเสร็จ" not in client.get(url).content.decode()
    assert client.post(url, {"said": "x"}).status_code == 403
    assert client.post(reverse("meetings:reopen", args=[resolution.pk])).status_code == 403


def test_an_officer_reports_and_takes_back_on_the_page(client, ngao_officer, resolution):
    client.force_login(ngao_officer)
    url = resolution.get_absolute_url()

    page = client.post(
        url, {"done": "๕/๑๑/๒๕๖๗", "said": "ส่งแล้ว", "evidence": make.pdf("q")}, follow=True
    ).content.decode()
    assert "แล้วเสร็จ 5 พ.ย. 2567" in page.replace("\u00a0", " ")
    assert Completion.objects.get().evidence.name == "รายงานการประชุม-q.pdf"

    client.post(reverse("meetings:reopen", args=[resolution.pk]), {"why": "ผิดข้อ"})
    assert is_open(resolution)
    assert "ผิดข้อ" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "บอกว่าเสร็จด้วยอะไรหนึ่งอย่าง"),
        ({"order": "first", "evidence": "file"}, "เลือกไว้มากกว่าหนึ่งอย่าง"),
        ({"order": "first", "done": "6/11/2567"}, "อยู่หลังวันนี้"),
        ({"order": "first", "said": ""}, "ยังไม่ได้กรอกผลการดำเนินการ"),
    ],
)
def test_a_wrong_report_is_told_and_kept(more, told, client, ngao_officer, resolution):
    client.force_login(ngao_officer)
    sent = {"done": "5/11/2567", "said": "ที่พิมพ์ไว้", **more}
    if "order" in sent:
        sent["order"] = str(Order.objects.get().pk)
    if "evidence" in sent:
        sent["evidence"] = make.pdf("q")

    page = client.post(resolution.get_absolute_url(), sent).content.decode()

    assert told in page
    assert "said" in more or "ที่พิมพ์ไว้" in page
    assert not Completion.objects.exists()


def test_the_list_tells_the_open_by_age_day_and_person(client, ngao_officer, resolution, record):
    make.resolved(ngao_officer, record(date(2024, 11, 1)), text="เรื่องหลัง", due=date(2024, 11, 4))
    client.force_login(ngao_officer)

    oldest = client.get(LIST).content.decode().replace("\u00a0", " ")
    by_day = client.get(LIST, {"by": "due"}).content.decode()

    assert oldest.index("ส่งแผนให้ อบต.") < oldest.index("เรื่องหลัง")
    assert by_day.index("เรื่องหลัง") < by_day.index("ส่งแผนให้ อบต.")
    assert "18 วัน" in oldest
    assert "เลยกำหนด 1 วัน" in oldest


def test_an_empty_list_says_what_will_be_here(client, reader):
    client.force_login(reader)

    assert "ไม่มีมติที่ค้างดำเนินการ" in client.get(LIST).content.decode()
    assert "ยังไม่มีมติที่แล้วเสร็จ" in client.get(LIST, {"show": "done"}).content.decode()


def test_the_list_asks_as_much_for_many_as_for_few(
    client, ngao_officer, meeting, django_assert_num_queries
):
    client.force_login(ngao_officer)
    for number in range(2):
        make.resolved(ngao_officer, meeting, text=f"ข้อ {number}")
    with django_assert_num_queries(8):
        client.get(LIST)
    for number in range(20):
        make.resolved(ngao_officer, meeting, text=f"ข้ออื่น {number}")
    with django_assert_num_queries(8):
        client.get(LIST)
