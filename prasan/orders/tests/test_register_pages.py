"""The pages that put a line of a signed order right, and let Prasan give numbers."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from prasan.audit.models import Event
from prasan.orders import actions
from prasan.orders.models import Correction, NumberSeries, Order
from prasan.orders.tests.make import drafted, members, order
from prasan.people.actions import enter_person
from prasan.people.models import Person

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
NUMBERS = "/orders/numbers/5205/"


@pytest.fixture
def base(ngao_officer, pong_tao):
    return order(ngao_officer, pong_tao, number=7)


@pytest.fixture
def line(base):
    """Fourth on the paper: นางอรุณี is a member there."""
    return base.appointments.for_register().get(line=4)


@pytest.fixture
def url(line):
    return f"/orders/seats/{line.pk}/correct/"


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def typed(line, **facts):
    return {"seat": line.seat, "name": line.person.name, "because": "พิมพ์สลับแถว", **facts}


class TestLadder:
    def test_a_visitor_is_asked_to_log_in(self, client, url):
        for path in (url, NUMBERS):
            assert client.get(path)["Location"].startswith("/accounts/login/")

    def test_another_district_does_not_find_it(self, client, thoen_officer, url, line):
        client.force_login(thoen_officer)

        for path in (url, NUMBERS):
            assert client.get(path).status_code == 404
            assert client.post(path, typed(line)).status_code == 404

    def test_a_reader_is_told_who_may(self, client, reader, url, line):
        client.force_login(reader)

        for path in (url, NUMBERS):
            assert client.get(path).status_code == client.post(path, typed(line)).status_code == 403
        assert url not in text(client.get(f"/orders/{line.order_id}/"))

    def test_a_tambon_officer_corrects_lines_but_opens_no_numbers(
        self, client, tambon_officer, url, line
    ):
        client.force_login(tambon_officer)

        assert client.get(url).status_code == 200
        assert client.get(NUMBERS).status_code == 404
        assert NUMBERS not in text(client.get("/orders/"))


def test_the_order_leads_to_each_line(client, officer, line, url):
    assert url in text(client.get(f"/orders/{line.order_id}/"))
    assert url in text(client.get(f"/orders/seats/{line.pk}/"))


def test_an_office_typed_wrong_is_put_right(client, officer, line, url):
    for _ in range(2):
        response = client.post(url, typed(line, seat="treasurer"))
        assert response["Location"] == f"/orders/{line.order_id}/"

    line.refresh_from_db()
    kept = Correction.objects.get()
    assert (line.seat, kept.because) == ("treasurer", "พิมพ์สลับแถว")
    assert Event.objects.filter(verb="order.corrected").count() == 1
    assert "พิมพ์สลับแถว" in text(client.get(f"/orders/{line.order_id}/"))


def test_nothing_changed_is_said_and_kept_nowhere(client, officer, line, url):
    page = text(client.post(url, typed(line), follow=True))

    assert "ไม่มีอะไรเปลี่ยน" in page
    assert not Correction.objects.exists()


def test_another_person_takes_the_line(client, officer, line, url):
    before = line.person

    assert client.post(url, typed(line, name="พระครูใบโพธิ์")).status_code == 302

    line.refresh_from_db()
    assert (line.person.given_name, line.person.family_name) == ("ใบโพธิ์", "")
    assert Person.objects.filter(pk=before.pk).exists()


def test_a_name_somebody_bears_asks_who_is_meant(client, officer, pong_tao, line, url):
    known = enter_person(by=officer, area=pong_tao, entered=members(5, family="ใจมา")[3])

    page = text(client.post(url, typed(line, name=known.name)))

    assert "เลือกว่าหมายถึงคนใด หรือเป็นคนใหม่" in page
    assert f'name="who" value="{known.pk}"' in page
    line.refresh_from_db()
    assert line.person_id != known.pk
    client.post(url, typed(line, name=known.name, who=str(known.pk)))
    line.refresh_from_db()
    assert line.person_id == known.pk


def test_a_namesake_may_be_new(client, officer, pong_tao, line, url):
    known = enter_person(by=officer, area=pong_tao, entered=members(5, family="ใจมา")[3])

    client.post(url, typed(line, name=known.name, who="new"))

    line.refresh_from_db()
    assert (str(line.person), line.person_id == known.pk) == (str(known), False)


def test_who_was_not_offered_cannot_be_chosen(client, officer, thoen_officer, lom_raet, line, url):
    far = enter_person(by=thoen_officer, area=lom_raet, entered=members(5, family="ใจมา")[3])
    enter_person(by=officer, area=line.order.committee.area, entered=members(5, family="ใจมา")[3])

    page = text(client.post(url, typed(line, name=far.name, who=str(far.pk))))

    assert "เลือกว่าหมายถึงคนใด" in page
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"seat": "chair"}, "จะมีประธานกรรมการ 2 คน"),
        ({"seat": "king"}, "id_seat_error"),
        ({"name": "คำแสน"}, "ไม่มีคำนำหน้าชื่อ"),
        ({"name": "นายคำแสน"}, "ไม่มีนามสกุล"),
        ({"name": ""}, "ยังไม่ได้กรอก"),
        ({"because": ""}, "ยังไม่ได้กรอกเหตุที่แก้"),
    ],
)
def test_a_wrong_correction_is_said_and_changes_nothing(client, officer, line, url, wrong, said):
    page = text(client.post(url, typed(line, **wrong)))

    assert said in page
    assert not Correction.objects.exists()
    line.refresh_from_db()
    assert line.seat == "member"


def test_somebody_who_sits_already_does_not_sit_twice(client, officer, base, line, url):
    other = base.appointments.for_register().get(line=5).person

    page = text(client.post(url, typed(line, name=other.name, who=str(other.pk))))

    assert "นั่งสองตำแหน่ง" in page
    assert not Correction.objects.exists()


def test_a_line_costs_as_many_queries_for_two_orders_as_for_one(
    client, officer, ban_rong, line, url, django_assert_max_num_queries
):
    for number in range(20, 24):
        order(officer, ban_rong, number=number, members=members(20, family=f"สุข{number}"))

    with django_assert_max_num_queries(12):
        assert client.get(url).status_code == 200


def test_an_office_lets_prasan_number_its_orders(client, officer, ngao, base, pong_tao):
    assert "ในระบบใช้ถึงเลข 7/2567" in text(client.get(NUMBERS))

    for _ in range(2):
        page = text(client.post(NUMBERS, {"next": "๔๕", "because": "เริ่มใช้ระบบ"}, follow=True))

    assert "ประสานออกเลขให้แล้ว ฉบับต่อไปคือ 45/2567" in page
    series = NumberSeries.objects.get()
    assert (series.issuer, series.year, series.last) == (ngao, 2567, 44)
    assert Event.objects.filter(verb="order.numbers_opened").count() == 1
    draft = drafted(officer, pong_tao)
    signing = {"signed": "1/11/2567", "signatory": "นายธนากร วิเศษชัยชาญ", "post": "นายอำเภองาว"}
    client.post(f"/orders/drafts/{draft.pk}/sign/", signing)
    assert Order.objects.latest("pk").label == "45/2567"


def test_a_draft_that_awaits_its_number_leads_there_until_it_is_open(client, officer, ngao, base):
    draft = drafted(officer, base.committee.area)
    assert NUMBERS in text(client.get(f"/orders/drafts/{draft.pk}/sign/"))

    actions.open_numbers(by=officer, issuer=ngao, year=2567, last=7, because="เริ่มใช้")

    assert NUMBERS not in text(client.get(f"/orders/drafts/{draft.pk}/sign/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"next": "7"}, "ปี 2567 ใช้ถึงเลข 7 แล้ว เลขถัดไปต้องเป็น 8 ขึ้นไป"),
        ({"next": "0"}, "ต้องไม่น้อยกว่า 1"),
        ({"next": "สิบ"}, "เลขคำสั่งถัดไป"),
        ({"because": " "}, "ยังไม่ได้กรอกเหตุผล"),
    ],
)
def test_wrong_numbers_are_said_and_open_nothing(client, officer, base, wrong, said):
    page = text(client.post(NUMBERS, {"next": "45", "because": "เริ่มใช้ระบบ", **wrong}))

    assert said in page
    assert not NumberSeries.objects.exists()
    assert 'aria-invalid="true"' in page


CLOSING = {"do": "close", "closing-day": "5/11/2567", "closing-because": "กลับไปใช้ทะเบียนเดิม"}
SIGNING = {
    "signatory": "นายธนากร วิเศษชัยชาญ",
    "post": "นายอำเภองาว",
    "starts": "5/11/2567",
}


@pytest.fixture
def series(officer, ngao, base):
    return actions.open_numbers(by=officer, issuer=ngao, year=2567, last=44, because="เริ่มใช้")


def test_an_office_takes_its_numbers_back_from_a_day_on(client, officer, series, pong_tao):
    for _ in range(2):
        page = text(client.post(NUMBERS, CLOSING, follow=True))

    assert "พิมพ์เลขที่เองจากคำสั่งที่ลงนาม" in page
    assert "กลับไปใช้ทะเบียนเดิม" in page
    series.refresh_from_db()
    assert (series.last, series.closed) == (44, date(2024, 11, 5))
    assert Event.objects.filter(verb="order.numbers_closed").count() == 1


def test_what_was_signed_before_the_closing_leaves_no_gap(client, officer, series, pong_tao):
    client.post(NUMBERS, CLOSING)
    page = f"/orders/drafts/{drafted(officer, pong_tao).pk}/sign/"

    client.post(page, {**SIGNING, "signed": "4/11/2567", "number": "312/2567"})
    assert not Order.objects.filter(number=312).exists()

    client.post(page, {**SIGNING, "signed": "4/11/2567", "number": "45/2567"})
    assert Order.objects.latest("pk").label == "45/2567"


def test_after_closing_the_office_types_any_number(client, officer, series, pong_tao):
    client.post(NUMBERS, CLOSING)
    page = f"/orders/drafts/{drafted(officer, pong_tao).pk}/sign/"

    client.post(page, {**SIGNING, "signed": "5/11/2567", "number": "312/2567"})

    assert Order.objects.latest("pk").label == "312/2567"
    series.refresh_from_db()
    assert series.last == 44


def test_a_closed_series_is_opened_again(client, officer, series):
    client.post(NUMBERS, CLOSING)

    client.post(NUMBERS, {"next": "45", "because": "ใช้ประสานอีกครั้ง"})

    series.refresh_from_db()
    assert (series.last, series.closed, series.closed_because) == (44, None, None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"closing-day": "1/1/2568"}, "ปิดได้เฉพาะวันในปี 2567"),
        ({"closing-day": "32/11/2567"}, "ปิดตั้งแต่วันที่"),
        ({"closing-because": " "}, "ยังไม่ได้กรอกเหตุผล"),
        ({"closing-day": "1/10/2567"}, "ได้เลขไปแล้ว ปิดได้ตั้งแต่วันหลังจากนั้น"),
    ],
)
def test_a_closing_that_cannot_be_is_said_and_closes_nothing(
    client, officer, series, pong_tao, wrong, said
):
    page = f"/orders/drafts/{drafted(officer, pong_tao).pk}/sign/"
    client.post(page, {**SIGNING, "signed": "1/11/2567"})

    shown = text(client.post(NUMBERS, CLOSING | wrong))

    assert said in shown
    assert 'aria-invalid="true"' in shown
    series.refresh_from_db()
    assert series.closed is None


def test_numbers_never_given_are_not_closed(client, officer, base):
    assert "ยังไม่ให้ประสานออกเลข" in text(client.post(NUMBERS, CLOSING))


@pytest.mark.parametrize("role", ["thoen_officer", "reader"])
def test_who_may_not_number_closes_nothing(client, request, role, series):
    client.force_login(request.getfixturevalue(role))

    assert client.post(NUMBERS, CLOSING).status_code in (403, 404)
    series.refresh_from_db()
    assert series.closed is None


def test_a_closed_series_says_why(series):
    series.closed = date(2024, 11, 5)

    with pytest.raises(IntegrityError, match="order_series_is_closed_with_a_reason"):
        series.save()
