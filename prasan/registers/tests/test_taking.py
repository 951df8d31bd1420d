"""A list taken in: drafts, all of it or the good rows."""

from datetime import date, timedelta

import pytest

from prasan.audit.models import Event
from prasan.orders.actions import redraft
from prasan.orders.models import DraftOrder
from prasan.orders.tests.make import members, order
from prasan.registers.actions import file_of, sweep
from prasan.registers.preview import seal_of
from prasan.registers.tests import make
from prasan.registers.tests.sending import nothing_is_saved, page_of, press, sent, shown


def take(client, intake, reach, today, **more):
    seen = seal_of(shown(intake, reach, today).preview)
    return client.post(f"/registers/intakes/{intake.pk}/take/", {"seen": seen, **more})


@pytest.fixture
def good(officer, ngao):
    """A list of two whole committees."""
    lines = [*make.rows(10), *make.rows(10, "บ้านร้อง", 50)]
    return make.an_intake(officer, ngao, make.a_list(*lines))


def test_a_good_list_becomes_draft_orders_and_seats_nobody(
    client, officer, good, reach, today, pong_tao
):
    take(client, good, reach, today, only="whole")

    good.refresh_from_db()
    assert good.taken_by == officer
    drafts = good.drafts.order_by("pk")
    assert [str(draft.committee) for draft in drafts] == ["คอช.ต. บ้านร้อง", "คอช.ต. ปงเตา"]
    assert [draft.lines.count() for draft in drafts] == [10, 10]
    assert drafts[0].planned.isoformat() == "2020-10-01"
    assert Event.objects.latest("pk").verb == "intake.taken_in"
    assert nothing_is_saved()
    page = page_of(client, good.get_absolute_url())
    assert "นำเข้าแล้ว" in page
    assert "คอช.ต. บ้านร้อง" in page
    for draft in drafts:
        assert f'href="{draft.get_absolute_url()}"' in page
        assert client.get(draft.get_absolute_url()).status_code == 200


@pytest.fixture
def from_paper(officer, ngao):
    """A list that tells the paper it was copied from; one line has its number wrong."""
    lines = [
        [*one, "99/2563" if one[0] == "3" else "๓๑๒/๒๕๖๓", "28 ก.ย. 2563"] for one in make.rows(10)
    ]
    head = [*make.HEAD, "เลขที่คำสั่ง", "ลงวันที่"]
    return make.an_intake(officer, ngao, make.a_list(*lines, head=head))


def test_the_number_and_the_day_of_the_paper_are_offered_at_signing(
    client, officer, from_paper, reach, today
):
    take(client, from_paper, reach, today)

    draft = DraftOrder.objects.get()
    assert (draft.listed_as, draft.listed_signed) == ("312/2563", date(2020, 9, 28))
    page = page_of(client, draft.get_absolute_url()).replace("\u00a0", " ")
    assert 'คำสั่งที่ ๓๑๒/๒๕๖๓ ลงวันที่ <span class="day">28 กันยายน 2563</span>' in page
    form = client.get(f"{draft.get_absolute_url()}sign/").context["form"]
    assert (form["number"].value(), form["signed"].value()) == ("312/2563", date(2020, 9, 28))


def test_a_number_an_order_has_already_is_not_offered_again(
    client, officer, from_paper, reach, today, pong_tao
):
    order(officer, pong_tao, number=312, starts=date(2020, 10, 1))

    take(client, from_paper, reach, today)

    draft = DraftOrder.objects.get()
    assert (draft.listed_as, draft.listed_signed) == ("", None)


def test_taking_in_twice_makes_no_second_draft(client, officer, good, reach, today):
    take(client, good, reach, today)
    events = Event.objects.count()

    take(client, good, reach, today)
    again = sent(client, file_of(good))

    assert DraftOrder.objects.count() == 2
    assert Event.objects.count() == events
    assert again["Location"] == good.get_absolute_url()
    assert "นำเข้าแล้ว ไม่ได้บันทึกซ้ำ" in page_of(client, good.get_absolute_url())


def test_all_or_nothing_takes_nothing_while_a_row_is_wrong(client, officer, intake, reach, today):
    take(client, intake, reach, today, only="whole")

    assert not DraftOrder.objects.exists()
    assert intake.answers.count() == 0
    assert "ยังไม่ได้นำเข้าแถวใดเลย" in page_of(client, intake.get_absolute_url())


def test_the_good_rows_alone_may_be_taken(client, officer, intake, reach, today):
    take(client, intake, reach, today)

    draft = DraftOrder.objects.get()
    assert [line.given_name for line in draft.lines.order_by("line")] == ["บัวผัน"]


def test_what_changed_since_it_was_seen_is_seen_first(client, officer, good, reach, today):
    client.post(f"/registers/intakes/{good.pk}/take/", {"seen": "what was there before"})

    assert not DraftOrder.objects.exists()
    assert "ตรวจอีกครั้งก่อนนำเข้า" in page_of(client, good.get_absolute_url())


def test_taking_in_can_be_undone_while_the_drafts_are_untouched(
    client, officer, good, reach, today
):
    take(client, good, reach, today)

    client.post(f"/registers/intakes/{good.pk}/give-back/")
    client.post(f"/registers/intakes/{good.pk}/give-back/")

    good.refresh_from_db()
    assert good.is_waiting
    assert all(draft.discarded_at for draft in DraftOrder.objects.all())
    assert Event.objects.filter(verb="intake.given_back").count() == 1
    take(client, good, reach, today)
    draft = good.drafts.first()
    redraft(by=officer, draft=draft, members=members(3))
    client.post(f"/registers/intakes/{good.pk}/give-back/")
    good.refresh_from_db()
    assert not good.is_waiting


def test_a_list_of_those_who_sit_already_changes_nothing(
    client, officer, ngao, pong_tao, reach, today
):
    order(officer, pong_tao)
    content = client.get("/registers/520505/excel/").content
    intake = make.an_intake(officer, ngao, content, name="ทะเบียน.xlsx")

    page = page_of(client, intake.get_absolute_url())

    assert "ตรงกับทะเบียนทุกคณะแล้ว ไม่มีอะไรต้องเปลี่ยน" in page
    assert "/take/" not in page
    take(client, intake, reach, today)
    assert not DraftOrder.objects.exists()


def test_files_are_thrown_away_after_their_time(officer, good):
    later = make.AT + timedelta(days=31)

    assert sweep(before=later) == 1
    assert sweep(before=later) == 0

    good.refresh_from_db()
    assert (good.content, good.name) == ("", "รายชื่อ.xlsx")


def test_a_name_without_a_title_may_be_taken_as_it_is(client, officer, ngao, reach, today):
    intake = make.an_intake(officer, ngao, make.a_list(*make.rows(2), make.row(3, "บุญส่ง แก้วดี")))
    said = shown(intake, reach, today).said
    assert [one.problem.code for one in said] == ["no_title"]
    said = said[0]

    press(client, intake, said, "accept")

    assert shown(intake, reach, today).said == []
    assert len(shown(intake, reach, today).preview.ready) == 3
