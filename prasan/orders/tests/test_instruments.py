"""The pages of drafts and orders as instruments."""

from datetime import UTC, date, datetime

import pytest

from prasan.audit.models import Event
from prasan.committees.actions import establish
from prasan.letters.tests.typesetting.reading import pdf_pages, squeezed
from prasan.orders import actions
from prasan.orders.models import Correction, DraftOrder, Order
from prasan.orders.tests.make import members, order, pdf

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
def draft(ngao_officer, pong_tao):
    committee = establish(by=ngao_officer, area=pong_tao, kind="tambon")
    return actions.draft_order(by=ngao_officer, committee=committee, members=members(), at=AT)


@pytest.fixture
def base(ngao_officer, pong_tao):
    return order(ngao_officer, pong_tao, number=7)


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def signed(**facts):
    known = {
        "signed": "4/11/2567", "number": "45/2567", "starts": "", "chosen": "",
        "signatory": "นายธนากร วิเศษชัยชาญ", "post": "นายอำเภองาว",
    }  # fmt: skip
    return {**known, **facts}


class TestLadder:
    """Who may come how far: a visitor, another district, a reader."""

    def paths(self, draft, base):
        one, made = f"/orders/drafts/{draft.pk}/", f"/orders/{base.pk}/"
        seen = [one, f"{one}paper.pdf", f"{one}page/1/", f"{made}paper.docx", f"{made}page/1/"]
        posts = [
            f"{one}sign/",
            f"{one}discard/",
            f"{made}amend/",
            f"{made}correct/",
            f"{made}renew/",
        ]
        return seen, posts

    def test_a_visitor_is_asked_to_log_in(self, client, draft, base):
        for path in sum(self.paths(draft, base), start=["/orders/", "/orders/renewals/5205/"]):
            assert client.post(path)["Location"].startswith("/accounts/login/")

    def test_another_district_does_not_find_it(self, client, thoen_officer, draft, base):
        client.force_login(thoen_officer)
        seen, posts = self.paths(draft, base)

        for path in seen:
            assert client.get(path).status_code == 404
        for path in (*posts, "/orders/renewals/5205/"):
            assert client.post(path).status_code == 404
        assert "ปงเตา" not in text(client.get("/orders/"))

    def test_a_reader_sees_it_and_changes_nothing(self, client, reader, draft, base):
        client.force_login(reader)
        seen, posts = self.paths(draft, base)

        for path in seen:
            assert client.get(path).status_code == 200
        for path in (*posts, "/orders/renewals/5205/"):
            assert client.post(path).status_code == 403
        assert "บันทึกการลงนาม" not in text(client.get(seen[0]))


def test_a_draft_is_shown_with_its_paper_and_what_it_lacks(client, officer, draft):
    actions.redraft(by=officer, draft=draft, members=members()[1:])

    page = text(client.get(f"/orders/drafts/{draft.pk}/"))

    assert "ต้องแก้ก่อนลงนาม" in page
    assert "ยังไม่มีประธานกรรมการ" in page
    assert f"/orders/drafts/{draft.pk}/page/1/" in page
    image = client.get(f"/orders/drafts/{draft.pk}/page/1/")
    assert image.content.startswith(b"\x89PNG")
    assert client.get(f"/orders/drafts/{draft.pk}/page/9/").status_code == 404


def test_the_paper_of_a_draft_has_blanks(client, officer, draft, rulebooks):
    (page,) = pdf_pages(client.get(f"/orders/drafts/{draft.pk}/paper.pdf").content)

    said = squeezed(page)
    for part in (
        "ร่าง",
        "คำสั่งอำเภองาว",
        "อาศัยอำนาจตาม",
        "๑.นายบุญส่งแก้วปันดา",
        "สั่งณวันที่",
        "นายอำเภองาว",
    ):
        assert part in said
    assert "๒๕๖๗" not in said


def test_an_officer_records_the_signature(client, officer, draft):
    response = client.post(f"/orders/drafts/{draft.pk}/sign/", {**signed(), "copy": pdf()})

    made = Order.objects.get()
    assert response["Location"] == f"/orders/{made.pk}/"
    assert (made.label, made.signed, made.starts) == (
        "45/2567",
        date(2024, 11, 4),
        date(2024, 11, 4),
    )
    assert made.copy
    assert Event.objects.get(verb="order.signed").by == "ngao"
    again = client.post(f"/orders/drafts/{draft.pk}/sign/", signed())
    assert again["Location"] == f"/orders/{made.pk}/"
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"signed": ""}, "ลงวันที่"),
        ({"signed": "6/11/2567"}, "อยู่หลังวันนี้"),
        ({"number": ""}, "พิมพ์เลขที่จากคำสั่งที่ลงนาม"),
        ({"number": "สี่สิบห้า"}, "ไม่ได้ พิมพ์แบบ 312/2567"),
        ({"number": "45/2566"}, "แก้ให้เป็นปีเดียวกัน"),
        ({"starts": "1/11/2567"}, "อยู่ก่อนวันลงนาม"),
        ({"signatory": ""}, "เลือกผู้ลงนาม หรือพิมพ์ชื่อ"),
    ],
)
def test_a_bad_signature_keeps_what_was_typed(client, officer, draft, facts, says):
    page = client.post(f"/orders/drafts/{draft.pk}/sign/", signed(**facts))

    assert page.status_code == 200
    assert says in text(page)
    assert "นายอำเภองาว" in text(page)
    assert not Order.objects.exists()


def test_a_number_is_left_to_prasan_where_the_office_lets_it(client, officer, ngao, draft):
    actions.open_numbers(by=officer, issuer=ngao, year=2567, last=44, because="เริ่มใช้")

    assert "ประสานออกเลข 45 ให้" in text(client.get(f"/orders/drafts/{draft.pk}/sign/"))
    client.post(f"/orders/drafts/{draft.pk}/sign/", signed(number=""))
    assert Order.objects.get().number == 45


def test_a_draft_is_set_aside_with_a_reason(client, officer, draft):
    path = f"/orders/drafts/{draft.pk}/discard/"

    assert "เหตุที่เลิกใช้ร่าง" in text(client.post(path, {"because": ""}))
    client.post(path, {"because": "พิมพ์ผิดตำบล"})

    assert "พิมพ์ผิดตำบล" in text(client.get(f"/orders/drafts/{draft.pk}/"))
    assert not DraftOrder.objects.open().exists()


def test_single_seats_are_changed_by_a_draft(client, officer, base):
    first, second, third, *_ = base.appointments.order_by("line")
    path = f"/orders/{base.pk}/amend/"
    assert "แทนด้วย" in text(client.get(path))

    response = client.post(
        path,
        {
            f"s{second.pk}-change": "replace", f"s{second.pk}-name": "นางคำแสน ใจมา",
            f"s{second.pk}-office": "secretary", f"s{third.pk}-change": "remove",
            "new1-name": "นายแสงดา ดีใจ", "new1-office": "member", "new1-origin": "หมู่ 9",
        },
    )  # fmt: skip

    draft = DraftOrder.objects.get()
    assert response["Location"] == f"/orders/drafts/{draft.pk}/"
    assert [line.change for line in draft.lines.all()] == ["replace", "remove", "add"]
    page = text(client.get(response["Location"]))
    assert "นางคำแสน ใจมา" in page
    said = squeezed("".join(pdf_pages(client.get(f"{response['Location']}paper.pdf").content)))
    assert "แก้ไขเพิ่มเติมคำสั่ง" in said
    assert f"แทน{squeezed(str(second.person))}" in said
    client.post(f"/orders/drafts/{draft.pk}/sign/", signed())
    made = Order.objects.get(purpose="amend")
    shown = text(client.get(f"/orders/{made.pk}/"))
    assert "แก้ไขคำสั่งที่ ๗/๒๕๖๗" in shown
    assert "พ้นตามคำสั่งนี้ 2 คน" in shown
    assert first.person.name in text(client.get("/committees/tambon/520505/"))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({}, "ยังไม่มีการเปลี่ยนแปลง"),
        ({"change": "replace"}, "ยังไม่มีชื่อ พิมพ์ชื่อผู้ที่จะแทน"),
        ({"name": "นายแสงดา ดีใจ"}, "ยังไม่ได้เลือกว่าแทน"),
        ({"change": "replace", "name": "แสงดา"}, "ไม่มีคำนำหน้าชื่อ"),
        ({"change": "replace", "name": "นายแสงดา ดีใจ", "office": "x"}, "เลือกตำแหน่งจากรายการ"),
    ],
)
def test_a_bad_change_says_at_which_row(client, officer, base, rows, says):
    seat = base.appointments.get(line=2)

    sent = {f"s{seat.pk}-{key}": value for key, value in rows.items()}
    page = client.post(f"/orders/{base.pk}/amend/", sent)

    assert says in text(page)
    assert rows.get("name", "") in text(page)
    assert not DraftOrder.objects.exists()


def test_an_amendment_is_not_amended(client, officer, base):
    seat = base.appointments.get(line=2)
    client.post(f"/orders/{base.pk}/amend/", {f"s{seat.pk}-change": "remove"})
    client.post(f"/orders/drafts/{DraftOrder.objects.get().pk}/sign/", signed())

    made = Order.objects.get(purpose="amend")
    assert client.get(f"/orders/{made.pk}/amend/").status_code == 404


def test_one_order_is_renewed(client, officer, old):
    for _ in range(2):
        response = client.post(f"/orders/{old.pk}/renew/")

    draft = DraftOrder.objects.get()
    assert response["Location"] == f"/orders/drafts/{draft.pk}/"
    assert (draft.purpose, draft.lines.count()) == ("renew", 10)
    said = squeezed("".join(pdf_pages(client.get(f"{response['Location']}paper.pdf").content)))
    assert "ที่๓๑๒/๒๕๖๓ลงวันที่๑ตุลาคม๒๕๖๓" in said
    assert "ครบวาระในวันที่๓๐กันยายน๒๕๖๗" in said


def test_a_district_renews_in_one_go_and_is_told_what_was_left(client, officer, old):
    first = text(client.post("/orders/renewals/5205/", {"days": "90"}))
    assert "ร่างแล้ว 1 ฉบับ" in first

    second = text(client.post("/orders/renewals/5205/", {"days": "90"}))
    assert "มีร่างอยู่แล้ว" in second
    assert DraftOrder.objects.count() == 1
    bad = client.post("/orders/renewals/5205/", {"days": "มาก"}, follow=True)
    assert "ใส่จำนวนวันระหว่าง 0 ถึง 366" in text(bad)


def test_the_register_of_an_order_is_corrected_with_a_reason(client, officer, base):
    sent = {
        "number": "17/2567", "signed": "1/10/2567", "starts": "1/10/2567",
        "last_day": "30/9/2571", "signatory": "นายสมชาย ใจเย็น", "post": "",
    }  # fmt: skip
    path = f"/orders/{base.pk}/correct/"

    assert "เหตุที่แก้" in text(client.post(path, sent))
    assert not Correction.objects.exists()
    client.post(path, {**sent, "because": "พิมพ์ผิด"})

    base.refresh_from_db()
    assert base.number == 17
    page = text(client.get(f"/orders/{base.pk}/"))
    assert "พิมพ์ผิด" in page
    wrong = client.post(path, {**sent, "signed": "2/10/2567", "because": "พิมพ์ผิด"})
    assert "อยู่ก่อนวันลงนาม" in text(wrong)


@pytest.mark.parametrize(
    ("which", "found"),
    [("", True), ("over", True), ("ending", False), ("none", False), ("vacant", False),
     ("drafts", False), ("no-such", True)],
)  # fmt: skip
def test_orders_are_listed_by_how_they_stand(client, officer, old, which, found):
    page = text(client.get("/orders/", {"which": which}))

    assert ("๓๑๒/๒๕๖๓" in page) is found


def test_vacant_seats_and_drafts_are_found(client, officer, old, draft):
    actions.end_appointment(
        by=officer, appointment=old.appointments.get(line=5), ends=date(2024, 11, 1),
        because="ลาออก",
    )  # fmt: skip

    for which in ("vacant", "drafts"):
        assert "๓๑๒/๒๕๖๓" in text(client.get("/orders/", {"which": which}))


def test_pages_ask_no_more_of_more(
    client, officer, pong_tao, ban_rong, ngao, draft, django_assert_max_num_queries
):
    for area, kind, size in (
        (pong_tao, "tambon", 3),
        (ban_rong, "tambon", 25),
        (ngao, "district", 9),
    ):
        made = order(officer, area, kind=kind, members=members(size))
        with django_assert_max_num_queries(25):
            client.get("/orders/")
        with django_assert_max_num_queries(30):
            client.get(f"/orders/{made.pk}/")
        with django_assert_max_num_queries(15):
            client.get(f"/orders/{made.pk}/amend/")
    with django_assert_max_num_queries(30):
        client.get(f"/orders/drafts/{draft.pk}/")
