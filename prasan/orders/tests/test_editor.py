from datetime import UTC, date, datetime

import pytest

from prasan.audit.models import Event
from prasan.orders import actions
from prasan.orders.actions import draft_order
from prasan.orders.models import Appointment, DraftLine, DraftOrder, Order
from prasan.orders.tests.make import members, order
from prasan.orders.tests.test_create import rows
from prasan.people.actions import enter_person
from prasan.people.models import Person

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
BEGIN = "/orders/drafts/new/tambon/520505/"


@pytest.fixture
def draft(officer, old) -> DraftOrder:
    return draft_order(by=officer, committee=old.committee, members=members(9), at=AT)


@pytest.fixture
def url(draft):
    return f"/orders/drafts/{draft.pk}/edit/"


def typed(people=None, cells=None, **head):
    """The form as a browser sends it while one types."""
    return {
        "planned": "", "last_day": "", "signatory": "", "signatory_post": "", "edition": "1",
        **rows(people, **(cells or {})), **head,
    }  # fmt: skip


def names(draft):
    return [line.name.strip() for line in draft.lines.order_by("line")]


def test_a_visitor_is_asked_to_log_in(client, db):
    for url in (BEGIN, "/orders/drafts/1/edit/"):
        assert client.post(url)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, url):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == client.post(url, typed()).status_code == 404
    assert client.post(BEGIN).status_code == 404
    assert DraftOrder.objects.get().edition == 1


@pytest.mark.parametrize("role", ["reader", "member", "province_officer"])
def test_a_reader_is_told_who_may(client, request, role, url):
    client.force_login(request.getfixturevalue(role))

    assert client.get(url).status_code == client.post(url, typed()).status_code == 403
    assert client.post(BEGIN).status_code == 403
    assert DraftOrder.objects.count() == 1


def test_a_draft_begins_from_who_sits_and_only_once(client, officer, old):
    first, second = client.post(BEGIN), client.post(BEGIN)

    made = DraftOrder.objects.get()
    assert first["Location"] == second["Location"] == f"/orders/drafts/{made.pk}/edit/"
    assert made.lines.count() == 10
    assert {line.person_id for line in made.lines.all()} == {
        seat.person_id for seat in old.appointments.all()
    }
    assert Appointment.objects.count() == 10  # nobody is seated by a draft


@pytest.mark.parametrize("path", ["district/520505", "other/520505"])
def test_a_committee_that_cannot_be_has_no_draft(client, officer, pong_tao, path):
    assert client.post(f"/orders/drafts/new/{path}/").status_code == 404


def test_the_grid_shows_the_draft_with_marks(client, officer, url, rulebooks):
    page = client.get(url).content.decode()

    assert 'value="นายบุญส่ง แก้วปันดา"' in page
    assert page.count(">เดิม<") == 9
    assert page.count('class="leaves"') == 1
    assert "08x-xxx-5678" in page


def test_a_vacant_seat_is_a_row_of_its_own(client, officer, draft, url, rulebooks):
    people = [one for one in members(9) if one.seat != "secretary"]
    actions.redraft(by=officer, draft=draft, members=people)

    page = client.get(url).content.decode()

    assert page.count("vacant") == 1
    assert '<option value="secretary" selected>' in page.split("vacant")[1].split("</tr>")[0]
    assert "ว่าง" in page.split("vacant")[1].split("</tr>")[0]


def test_what_is_typed_is_kept_at_once(client, officer, draft, url):
    people = members(10, family="ใหม่")
    answer = client.post(url, typed(people, keep="1", planned="1 ธ.ค. 2567"))

    draft.refresh_from_db()
    page = answer.content.decode()
    assert (draft.edition, draft.planned) == (2, date(2024, 12, 1))
    assert names(draft) == [one.name for one in people]
    assert "บันทึกร่างแล้ว" in page
    assert '<input type="hidden" name="edition" value="2">' in page
    assert Event.objects.get(verb="order.redrafted").by == "ngao"


def test_keeping_the_same_twice_changes_nothing(client, officer, draft, url):
    for _ in range(2):
        client.post(url, typed(keep="1"))

    draft.refresh_from_db()
    assert draft.edition <= 2
    assert Event.objects.filter(verb="order.redrafted").count() <= 1


@pytest.mark.parametrize("button", ["look", "add", "keep"])
def test_no_button_loses_what_was_typed(client, officer, draft, url, button):
    client.post(url, typed(members(3), **{button: "1"}))

    assert len(names(draft)) == 3


def test_rows_that_cannot_be_read_are_kept_as_typed(client, officer, draft, url):
    cells = {
        "row_2_name": "อุดม",
        "row_3_name": "=HYPERLINK(1)",
        "row_4_name": "",
        "row_5_seat": "king",
        "row_6_phone": "12",
    }
    page = client.post(url, typed(members(9), cells, keep="1")).content.decode()

    assert names(draft)[2:5] == ["อุดม", "=HYPERLINK(1)", "–"]
    assert draft.lines.count() == 9
    for said in ("แถว 3 ชื่อยังไม่ครบ", "แถว 4 มีสูตรของ Excel", "แถว 5 ชื่อยังไม่ครบ"):
        assert said in page
    assert "โทรศัพท์แถว 7 อ่านไม่ได้ เก็บไว้ตามที่พิมพ์" in page.replace("\u00a0", " ")
    again = client.get(url).content.decode()
    assert 'value="อุดม"' in again
    assert 'value="=HYPERLINK(1)"' in again
    assert 'value="–"' not in again


def test_a_telephone_nobody_can_read_is_kept_pointed_out_and_not_signed(
    client, officer, draft, url
):
    client.post(url, typed(members(9), {"row_6_phone": "081-234-567x"}, keep="1"))

    assert draft.lines.get(line=7).phone == "081-234-567x"
    again = client.get(url).content.decode().replace("\u00a0", " ")
    assert 'value="081-234-567x"' in again
    assert "แถว 7 โทรศัพท์อ่านไม่ได้" in again
    shown = client.get(draft.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert "แถว 7 โทรศัพท์อ่านไม่ได้" in shown
    assert "567x" not in shown
    signing = {"signed": date(2024, 11, 1), "signatory": "นายก ข", "number": 9}
    with pytest.raises(actions.Refused, match="แถว 7 โทรศัพท์อ่านไม่ได้"):
        actions.sign_order(by=officer, draft=draft, **signing)
    assert Order.objects.count() == 1
    client.post(url, typed(members(9), {"row_6_phone": "081-234-5670"}, keep="1", edition="2"))
    made = actions.sign_order(by=officer, draft=draft, **signing)
    assert made.appointments.get(line=7).person.phone == "0812345670"


def test_the_chosen_person_stays_chosen_while_the_telephone_is_wrong(
    client, officer, pong_tao, draft, url
):
    known = enter_person(by=officer, area=pong_tao, entered=members(9)[6])
    cells = {"row_6_phone": "12", "row_6_who": str(known.pk), "row_6_whose": known.name}

    client.post(url, typed(members(9), cells, keep="1"))

    line = draft.lines.get(line=7)
    assert (line.person_id, line.phone) == (known.pk, "12")


def test_a_draft_with_such_rows_cannot_be_signed(client, officer, draft, url):
    client.post(url, typed(members(9), {"row_2_name": "อุดม"}, keep="1"))

    with pytest.raises(actions.Refused, match="ชื่อยังไม่ครบ"):
        actions.sign_order(
            by=officer, draft=draft, signed=date(2024, 11, 1), signatory="นายก ข", number=9
        )
    assert Order.objects.count() == 1


def test_a_later_change_by_someone_else_is_told_and_not_written_over(
    client, officer, tambon_officer, draft, url
):
    actions.redraft(by=tambon_officer, draft=draft, members=members(5, family="ของเขา"))

    page = client.post(url, typed(members(4, family="ของเรา"), keep="1")).content.decode()

    assert "มีผู้แก้ร่างนี้ไปก่อนแล้ว" in page
    assert 'value="นายบุญส่ง ของเรา"' in page  # nothing typed is lost
    assert '<input type="hidden" name="edition" value="1">' in page
    assert len(names(draft)) == 5


def test_what_was_typed_may_become_a_draft_of_its_own(client, officer, tambon_officer, draft, url):
    actions.redraft(by=tambon_officer, draft=draft, members=members(5, family="ของเขา"))

    answer = client.post(url, typed(members(4, family="ของเรา"), apart="1"))

    mine = DraftOrder.objects.exclude(pk=draft.pk).get()
    assert answer["Location"] == f"/orders/drafts/{mine.pk}/edit/"
    assert (len(names(draft)), len(names(mine))) == (5, 4)


def test_a_wrong_day_is_said_and_nothing_is_written(client, officer, draft, url):
    page = client.post(url, typed(members(3), planned="31 ก.พ. 2568", keep="1")).content.decode()

    assert "31/02/2568 ไม่มีในปฏิทิน" in page
    assert 'value="31 ก.พ. 2568"' in page
    assert len(names(draft)) == 9


def test_a_term_that_ends_before_it_begins_is_said(client, officer, draft, url):
    days = {"planned": "1 ธ.ค. 2567", "last_day": "30 พ.ย. 2567"}

    assert "อยู่ก่อนวันมีผล" in client.post(url, typed(**days)).content.decode()


def test_the_main_button_leads_to_the_draft(client, officer, draft, url):
    answer = client.post(url, typed(members(9)))

    assert answer["Location"] == draft.get_absolute_url()
    assert f"/orders/drafts/{draft.pk}/edit/" in client.get(answer["Location"]).content.decode()


def test_a_draft_that_is_set_aside_is_not_edited(client, officer, draft, url):
    actions.discard_draft(by=officer, draft=draft, because="ซ้ำ", at=AT)

    assert client.get(url)["Location"] == "/committees/tambon/520505/"
    assert client.post(url, typed(members(3))).status_code == 302
    assert len(names(draft)) == 9


BLOCK = "ที่\tชื่อ-สกุล\tตำแหน่ง\tหมู่บ้าน\n1\tนายก สมมุติดี\tประธานฯ\tหมู่ 1\n2\tน.ส.ข สมมุติดี\tเลขาฯ\tหมู่ 2"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("", ["นายบุญส่ง แก้วปันดา", "นางสาวศรี งาม", "นายก สมมุติดี", "นางสาวข สมมุติดี"]),
        ("1", ["นายบุญส่ง แก้วปันดา", "นายก สมมุติดี", "นางสาวข สมมุติดี"]),
    ],
)
def test_a_pasted_block_fills_rows_from_where_it_was_pasted(
    client, officer, draft, url, at, expected
):
    cells = {"row_1_name": "นางสาวศรี งาม"}
    paste = {"paste": "1", "paste_text": BLOCK, "paste_at": at, "paste_field": "name"}

    client.post(url, typed(members(2), cells, **paste))

    assert names(draft) == expected
    seats = [line.seat for line in draft.lines.order_by("line")]
    assert seats[-2:] == ["chair", "secretary"]


def test_two_hundred_pasted_rows_fill_a_hundred_and_the_rest_stays(client, officer, draft, url):
    block = "\n".join(f"นายก สมมุติ{'ก' * (n % 50)}{n}" for n in range(200))
    paste = {"paste": "1", "paste_text": block, "paste_at": "0"}

    page = client.post(url, typed([], **paste)).content.decode().replace("\u00a0", " ")

    assert "ที่วางมามี 200 แถว ใส่ได้ 100 แถว" in page
    assert draft.lines.count() == 100
    assert "199" in page.split("<textarea")[1]


def test_headings_that_match_nothing_are_said(client, officer, draft, url):
    paste = {"paste": "1", "paste_text": "Alpha\tBeta\nนายก สมมุติดี\tหมู่ 1"}

    page = client.post(url, typed([], **paste)).content.decode()

    assert "ไม่รู้จักหัวตาราง “Alpha” “Beta”" in page
    assert names(draft) == ["นายก สมมุติดี"]


def test_a_chosen_person_stays_chosen_until_the_name_changes(client, officer, draft, url, old):
    chosen = Person.objects.get(given_name="อุดม")
    cells = {"row_2_who": str(chosen.pk), "row_2_whose": "นายอุดม แก้วปันดา"}

    client.post(url, typed(members(9), cells, keep="1"))
    assert DraftLine.objects.get(draft=draft, line=3).person == chosen

    changed = {**cells, "row_2_name": "นายประยูร ศรีสุข"}
    client.post(url, typed(members(9), changed, keep="1", edition="2"))
    assert DraftLine.objects.get(draft=draft, line=3).person is None


@pytest.mark.parametrize("size", [8, 26])
def test_too_few_ask_for_a_look_and_too_many_block_the_signing(
    client, officer, draft, url, rulebooks, size
):
    page = client.post(url, typed(members(size), keep="1")).content.decode()

    said = "มากกว่าเกณฑ์" if size == 26 else "น้อยกว่าเกณฑ์"
    assert f"กรรมการ {size} คน {said}" in page.replace("\u00a0", " ")
    assert draft.lines.count() == size  # a draft keeps them all the same


def test_the_queries_do_not_grow_with_the_members(
    client, officer, pong_tao, django_assert_max_num_queries
):
    for size in (3, 25):
        made = order(officer, pong_tao, members=members(size))
        draft = draft_order(by=officer, committee=made.committee, members=members(size), at=AT)
        with django_assert_max_num_queries(16):
            assert client.get(f"/orders/drafts/{draft.pk}/edit/").status_code == 200
