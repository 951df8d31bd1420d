"""A draft that amends an order is written on, and says whom a name means."""

from datetime import UTC, date, datetime

import pytest

from prasan.audit.models import Event
from prasan.orders import actions
from prasan.orders.composition import Member
from prasan.orders.models import Appointment, DraftOrder, Order
from prasan.orders.succession import SeatChange
from prasan.orders.tests.make import members, order
from prasan.people.actions import enter_person
from prasan.people.models import Person

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
def base(ngao_officer, pong_tao):
    return order(ngao_officer, pong_tao, number=7)


@pytest.fixture
def seats(base):
    return {seat.line: seat for seat in base.appointments.order_by("line")}


@pytest.fixture
def draft(ngao_officer, base, seats):
    """The third leaves for another with a telephone, the fourth leaves, one comes besides."""
    changes = [
        SeatChange(seats[3].pk, Member("นาย", "คำแสน", "ใจมา", "member", "หมู่ 3", "0812345679")),
        SeatChange(seats[4].pk),
        SeatChange(member=Member("พระครู", "ใบโพธิ์", "", "member", "วัด")),
    ]
    return actions.draft_amendment(
        by=ngao_officer, committee=base.committee, order=base, changes=changes, at=AT,
        planned=date(2024, 11, 4),
    )  # fmt: skip


@pytest.fixture
def url(draft):
    return f"/orders/drafts/{draft.pk}/changes/"


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def typed(seats, edition=1, **facts):
    """The form as the page of the draft shows it."""
    return {
        "planned": "4/11/2567",
        "edition": str(edition),
        f"s{seats[3].pk}-change": "replace",
        f"s{seats[3].pk}-name": "นายคำแสน ใจมา",
        f"s{seats[3].pk}-office": "member",
        f"s{seats[3].pk}-origin": "หมู่ 3",
        f"s{seats[4].pk}-change": "remove",
        "new1-name": "พระครูใบโพธิ์",
        "new1-office": "member",
        "new1-origin": "วัด",
        **facts,
    }


class TestLadder:
    def test_a_visitor_is_asked_to_log_in(self, client, url):
        assert client.get(url)["Location"].startswith("/accounts/login/")

    def test_another_district_does_not_find_it(self, client, thoen_officer, url, seats):
        client.force_login(thoen_officer)

        assert client.get(url).status_code == client.post(url, typed(seats)).status_code == 404

    def test_a_reader_is_told_who_may(self, client, reader, url, seats):
        client.force_login(reader)

        assert client.get(url).status_code == client.post(url, typed(seats)).status_code == 403


def test_the_draft_leads_to_its_form_and_the_form_shows_the_draft(
    client, officer, draft, url, seats
):
    assert url in text(client.get(draft.get_absolute_url()))
    assert client.get(f"/orders/drafts/{draft.pk}/edit/")["Location"] == url

    page = text(client.get(url))

    assert f'name="s{seats[3].pk}-name" value="นายคำแสน ใจมา"' in page
    assert 'name="new1-name" value="พระครูใบโพธิ์"' in page
    assert page.count("selected>ให้พ้น") == page.count("selected>แทนด้วย") == 1
    assert 'value="4 พ.ย. 2567"' in page or 'value="4/11/2567"' in page


def test_a_draft_sent_back_as_it_was_changes_nothing(client, officer, draft, url, seats):
    assert client.post(url, typed(seats))["Location"] == draft.get_absolute_url()

    draft.refresh_from_db()
    assert draft.edition == 1
    assert draft.lines.get(line=1).phone == "0812345679"
    assert not Event.objects.filter(verb="order.redrafted").exists()


def test_a_draft_is_written_on_and_signed(client, officer, draft, url, seats):
    sent = typed(
        seats,
        **{f"s{seats[4].pk}-change": "", "new2-name": "นายแสงดา ดีใจ", "new2-office": "member"},
    )

    assert client.post(url, sent)["Location"] == draft.get_absolute_url()

    draft.refresh_from_db()
    assert [line.change for line in draft.lines.all()] == ["replace", "add", "add"]
    assert draft.edition == 2
    assert Event.objects.get(verb="order.redrafted").by == "ngao"
    made = actions.sign_order(
        by=officer, draft=draft, signed=date(2024, 11, 4), signatory="นายธนากร", number=45
    )
    assert made.seats_added.count() == 3
    assert Person.objects.get(given_name="คำแสน").phone == "0812345679"


def test_another_name_does_not_take_over_the_telephone(client, officer, draft, url, seats):
    client.post(url, typed(seats, **{f"s{seats[3].pk}-name": "นายคำมูล ใจมา"}))

    assert draft.lines.get(line=1).phone == ""


def test_what_someone_else_wrote_meanwhile_is_not_written_over_unseen(
    client, officer, tambon_officer, draft, url, seats
):
    actions.redraft(by=tambon_officer, draft=draft, changes=[SeatChange(seats[5].pk)])

    page = client.post(url, typed(seats))

    assert "มีผู้แก้ร่างนี้ไปก่อนแล้ว" in text(page)
    assert 'value="พระครูใบโพธิ์"' in text(page)
    assert [line.ending_id for line in draft.lines.all()] == [seats[5].pk]
    again = typed(seats, edition=page.context["form"]["edition"].value())
    assert client.post(url, again).status_code == 302
    assert draft.lines.count() == 3


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"new1-name": "ใบโพธิ์"}, "แถวเพิ่มที่ 1: “ใบโพธิ์” ไม่มีคำนำหน้าชื่อ"),
        ({"new1-office": "x"}, "เลือกตำแหน่งจากรายการ"),
        ({"planned": "4/11/2024"}, "เป็นปี ค.ศ."),
    ],
)
def test_a_bad_change_is_said_and_keeps_what_was_typed(
    client, officer, draft, url, seats, rows, said
):
    page = text(client.post(url, typed(seats, **rows)))

    assert said in page
    assert "นายคำแสน ใจมา" in page
    draft.refresh_from_db()
    assert draft.edition == 1


def test_nothing_left_to_change_is_said(client, officer, draft, url):
    assert "ยังไม่มีการเปลี่ยนแปลง" in text(client.post(url, {"edition": "1"}))


@pytest.mark.parametrize("is_signed", [True, False])
def test_a_draft_that_is_over_is_not_written_on(client, officer, draft, url, seats, is_signed):
    if is_signed:
        actions.sign_order(
            by=officer, draft=draft, signed=date(2024, 11, 4), signatory="นายธนากร", number=45
        )
    else:
        actions.discard_draft(by=officer, draft=draft, because="ไม่ใช้", at=AT)

    for answer in (client.get(url), client.post(url, typed(seats))):
        assert answer["Location"] == draft.get_absolute_url()
    assert draft.lines.count() == 3


@pytest.mark.parametrize("choice", ["known", "new"])
def test_a_name_somebody_bears_asks_who_is_meant(client, officer, base, pong_tao, choice):
    known = enter_person(by=officer, area=pong_tao, entered=members(1, family="ใจมา")[0])
    path = f"/orders/{base.pk}/amend/"
    sent = {"new1-name": known.name, "new1-office": "member", "new1-origin": "หมู่ 9"}

    page = text(client.post(path, sent))

    assert "มีผู้ชื่อนี้ในทะเบียนแล้ว เลือกว่าหมายถึงคนใด หรือเป็นคนใหม่" in page
    assert f'name="new1-who" value="{known.pk}"' in page
    assert not DraftOrder.objects.exists()
    who = str(known.pk) if choice == "known" else "new"
    client.post(path, {**sent, "new1-who": who, "new1-whose": known.name})
    draft = DraftOrder.objects.get()
    assert client.post(f"/orders/drafts/{draft.pk}/changes/", {
        **sent, "new1-who": who, "new1-whose": known.name, "edition": "1", "planned": "",
    }).status_code == 302  # fmt: skip
    actions.sign_order(
        by=officer, draft=draft, signed=date(2024, 11, 4), signatory="นายธนากร", number=45
    )
    seat = Appointment.objects.get(amendment=Order.objects.get(purpose="amend"))
    assert (seat.person_id == known.pk) == (choice == "known")


def test_a_choice_made_for_another_name_is_none(client, officer, base, pong_tao):
    known = enter_person(by=officer, area=pong_tao, entered=members(1, family="ใจมา")[0])
    sent = {
        "new1-name": known.name, "new1-office": "member", "new1-who": "new",
        "new1-whose": "นายคำแสน ใจมา",
    }  # fmt: skip

    assert "เลือกว่าหมายถึงคนใด" in text(client.post(f"/orders/{base.pk}/amend/", sent))
    assert not DraftOrder.objects.exists()


def test_more_lines_cost_no_more_queries(client, officer, base, django_assert_max_num_queries):
    changes = [SeatChange(member=Member("นาย", f"ก{n}", "ใจมา", "member")) for n in range(14)]
    draft = actions.draft_amendment(
        by=officer, committee=base.committee, order=base, changes=changes, at=AT
    )

    with django_assert_max_num_queries(14):
        page = text(client.get(f"/orders/drafts/{draft.pk}/changes/"))
    assert 'name="new15-name"' in page
