"""The writer's desk: saving by itself, two who write, finishing, signing, adopting."""

from datetime import date

import pytest
from django.urls import reverse

from prasan import clock
from prasan.audit.models import Event
from prasan.evidence.models import Evidence
from prasan.meetings import actions
from prasan.meetings.desk import difference
from prasan.meetings.models import Resolution
from prasan.meetings.rules import Stage
from prasan.meetings.tests import make

NEXT = date(2024, 11, 6)
WORDS = {"edition": "0", "text": "ประธานแจ้ง", "resolution": "รับทราบ", "outcome": "noted"}
PEOPLE = {"do": "people", "writer": "นางบุญมี2 ศรีสุข", "guests": "นายแขก รับเชิญ, กำนัน\nนางครู ใจดี"}
HTMX = {"HTTP_HX_REQUEST": "true"}


def plain(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def _at_ten():
    with clock.at(make.at(10)):
        yield


@pytest.fixture
def item(opened):
    return opened.items.first()


@pytest.fixture
def url(opened):
    return reverse("meetings:minutes", args=[opened.pk])


@pytest.fixture
def item_url(item):
    return reverse("meetings:item_minutes", args=[item.pk])


@pytest.fixture
def closed(ngao_officer, opened):
    return actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(9, 50))


def test_the_desk_is_behind_the_door_and_within_reach(client, url, item_url, thoen_officer):
    assert client.get(url).url.startswith("/accounts/login/")
    client.force_login(thoen_officer)
    for address in (url, item_url):
        assert client.get(address).status_code == 404
        assert client.post(address, WORDS).status_code == 404


@pytest.mark.parametrize("who", ["reader", "member", "province_officer"])
def test_who_may_not_record_writes_nothing(request, client, url, item, item_url, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == 403
    assert client.post(item_url, WORDS).status_code == 403
    item.refresh_from_db()
    assert item.edition == 0
    assert client.get(reverse("meetings:versions", args=[item.pk])).status_code == 200


def test_an_item_saves_itself_and_says_by_whom(client, tambon_officer, item, item_url):
    client.force_login(tambon_officer)

    page = plain(client.post(item_url, WORDS, **HTMX))

    assert "บันทึกแล้ว ฉบับที่ 1 โดย คุณpongtao" in page
    assert 'name="edition" value="1"' in page
    assert "<form" not in page


def test_without_scripts_the_button_saves(client, tambon_officer, item, item_url, url):
    client.force_login(tambon_officer)

    assert client.post(item_url, WORDS).url == f"{url}#item-{item.pk}"
    item.refresh_from_db()
    assert item.text == "ประธานแจ้ง"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_of_two_who_write_the_second_sees_both_and_loses_nothing(
    client, ngao_officer, tambon_officer, item, item_url, headers
):
    actions.save_item(
        by=ngao_officer,
        item=item,
        edition=0,
        text="ของอำเภอ",
        resolution="",
        outcome="",
        at=make.at(9, 30),
    )
    client.force_login(tambon_officer)

    page = plain(client.post(item_url, {**WORDS, "text": "ของพัฒนากร"}, **headers))

    assert "คุณngao บันทึกวาระนี้เมื่อ" in page
    assert "ของอำเภอ" in page
    assert headers or "ของพัฒนากร" in page
    item.refresh_from_db()
    assert (item.text, item.edition) == ("ของอำเภอ", 1)
    client.post(item_url, {**WORDS, "text": "ของพัฒนากร", "after": "1"})
    history = plain(client.get(reverse("meetings:versions", args=[item.pk])))
    assert "ฉบับที่ 1" in history
    assert "ฉบับที่ 2" in history
    assert "<del>" in history


@pytest.mark.parametrize("bad", [{"edition": "x"}, {"outcome": "maybe"}])
def test_a_form_tampered_with_saves_nothing(client, tambon_officer, item, item_url, bad):
    client.force_login(tambon_officer)

    assert "ยังไม่ได้บันทึก" in plain(client.post(item_url, {**WORDS, **bad}, **HTMX))
    item.refresh_from_db()
    assert item.edition == 0


def test_what_is_to_be_done_is_added_with_who_and_when(client, tambon_officer, item, item_url):
    client.force_login(tambon_officer)
    told = {"do": "resolve", "text": "ส่งแผน", "responsible": "นางบุญมี2 ศรีสุข", "due": "30/11/2567"}

    client.post(item_url, told)

    resolution = Resolution.objects.get()
    assert (resolution.due, resolution.seat.line) == (date(2024, 11, 30), 2)
    page = plain(client.post(item_url, {**told, "due": "พรุ่งนี้", "text": "อีกเรื่อง"}))
    assert "อ่านวันที่ “พรุ่งนี้” ไม่ได้" in page
    assert "อีกเรื่อง" in page


def test_minutes_are_finished_signed_and_count(client, tambon_officer, closed, item_url, url, pdf):
    client.force_login(tambon_officer)
    assert "ยังไม่ได้จดวาระใดเลย" in plain(client.post(url, {"do": "finish"}, follow=True))
    client.post(item_url, WORDS)
    client.post(url, PEOPLE)

    client.post(url, {"do": "finish"})
    client.post(url, {"do": "sign", "signed": pdf})

    closed.refresh_from_db()
    assert closed.stage is Stage.MINUTED
    assert closed.minutes.name.startswith("รายงานการประชุม คอช.ต. ปงเตา")
    assert closed.signed_minutes.name == "รายงานการประชุม-a.pdf"
    assert list(closed.guests.values_list("name", "post")) == [
        ("นายแขก รับเชิญ", "กำนัน"),
        ("นางครู ใจดี", ""),
    ]
    assert "นับแล้ว" in plain(client.get(closed.get_absolute_url()))
    assert Event.objects.filter(verb="meeting.minutes_finished").count() == 1


def test_minutes_without_attendance_are_not_finished(client, tambon_officer, closed, item_url, url):
    client.force_login(tambon_officer)
    client.post(item_url, WORDS)
    client.post(url, PEOPLE)
    closed.attendance.update(presence="absent")

    page = plain(client.post(url, {"do": "finish"}, follow=True))

    assert "ยังไม่มีผู้มาประชุมในรายชื่อ" in page
    assert not Evidence.objects.exists()


def test_names_twice_and_a_bad_scan_are_told(client, tambon_officer, closed, url, not_a_file):
    client.force_login(tambon_officer)

    twice = {**PEOPLE, "guests": "นางครู ใจดี\nนางครู ใจดี, ครู"}
    assert "อยู่ในรายชื่อสองครั้ง" in plain(client.post(url, twice))
    page = plain(client.post(url, {"do": "sign", "signed": not_a_file}))
    assert 'id="id_signed_error"' in page


def test_the_next_meeting_adopts_them(client, ngao_officer, committee, closed, pong_tao):
    paper = make.minutes(by=ngao_officer, area=pong_tao)
    actions.attach_minutes(by=ngao_officer, meeting=closed, minutes=paper)
    later = make.draft(by=ngao_officer, committee=committee, planned=NEXT)
    make.came(by=ngao_officer, meeting=later, lines=(1, 2, 3), moment=make.at(9, day=NEXT))
    actions.open_meeting(by=ngao_officer, meeting=later, at=make.at(9, day=NEXT))
    client.force_login(ngao_officer)
    item = later.items.get(adopts=closed)

    with clock.at(make.at(10, day=NEXT)):
        told = {"do": "adopt", "corrected": "หน้า 2 แก้ชื่อ"}
        client.post(reverse("meetings:item_minutes", args=[item.pk]), told)

    closed.refresh_from_db()
    assert (closed.stage, closed.adopted) == (Stage.ADOPTED, NEXT)
    page = plain(client.get(closed.get_absolute_url()))
    assert "หน้า 2 แก้ชื่อ" in page


def test_an_empty_item_may_begin_with_the_words_of_last_time(
    client, ngao_officer, committee, closed, item
):
    actions.save_item(
        by=ngao_officer, item=item, edition=0, text="ประธานแจ้งเรื่องเดิม", resolution="",
        outcome="", at=make.at(10),
    )  # fmt: skip
    later = make.draft(by=ngao_officer, committee=committee, planned=NEXT)
    client.force_login(ngao_officer)
    url = reverse("meetings:minutes", args=[later.pk])

    assert "ประธานแจ้งเรื่องเดิม" not in plain(client.get(url))
    make.came(by=ngao_officer, meeting=later, lines=(1, 2, 3), moment=make.at(9, day=NEXT))
    actions.open_meeting(by=ngao_officer, meeting=later, at=make.at(9, day=NEXT))
    assert "ประธานแจ้งเรื่องเดิม" in plain(client.get(f"{url}?from=last"))


def test_the_paper_comes_as_pdf_and_word(client, member, closed):
    client.force_login(member)

    for ending, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        url = reverse("meetings:minutes_file", args=[closed.pk, ending])
        assert client.get(url).content.startswith(head)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("ก", "ก", [("same", "ก")]),
        ("", "น้ำ", [("new", "น้ำ")]),
        ("กิน", "กีน", [("gone", "กิ"), ("new", "กี"), ("same", "น")]),  # never half a letter
    ],
)
def test_a_difference_is_told_in_whole_letters(old, new, told):
    assert [(piece.css, piece.text) for piece in difference(old, new)] == told


def test_queries_of_the_desk_do_not_grow_with_items(
    client, ngao_officer, opened, url, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(ngao_officer)
    with django_assert_max_num_queries(25) as few:
        client.get(url)
    for n in range(20):
        actions.add_item(by=ngao_officer, meeting=opened, section=5, title=f"เรื่อง {n}")

    with django_assert_num_queries(len(few)):
        client.get(url)
