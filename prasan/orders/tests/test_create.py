from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.evidence.models import Evidence
from prasan.orders.models import Appointment, Order
from prasan.orders.tests.make import members, order, pdf, scan

URL = "/orders/new/tambon/520505/"
HEAD = {
    "number": "๔๕/๒๕๖๗",
    "signed": "1 ต.ค. 2567",
    "starts": "",
    "last_day": "",
    "signatory": "นายสมชาย ใจเย็น",
}


def rows(people=None, **cells):
    """The rows of the form as a browser sends them; `cells` as row_0_name="..." put over them."""
    people = members(9) if people is None else people
    sent = {"row-TOTAL_FORMS": str(max(len(people), 15)), "row-INITIAL_FORMS": "0"}
    for n in range(max(len(people), 15)):
        sent |= {f"row-{n}-name": "", f"row-{n}-seat": "member"}
        sent |= {f"row-{n}-represents": "", f"row-{n}-phone": ""}
    for n, one in enumerate(people):
        sent |= {f"row-{n}-name": one.name, f"row-{n}-seat": one.seat}
        sent |= {f"row-{n}-represents": one.represents, f"row-{n}-phone": one.phone}
    return sent | {name.replace("_", "-"): value for name, value in cells.items()}


def sent(people=None, cells=None, **head):
    return {**HEAD, **rows(people, **(cells or {})), **head}


def test_a_visitor_is_asked_to_log_in(client, areas):
    assert client.get(URL)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, pong_tao):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL, sent()).status_code == 404
    assert not Order.objects.exists()


@pytest.mark.parametrize("role", ["reader", "member", "province_officer"])
def test_a_reader_is_told_who_may(client, request, role, pong_tao):
    client.force_login(request.getfixturevalue(role))

    assert client.get(URL).status_code == 403
    assert client.post(URL, sent()).status_code == 403
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "path", ["district/520505", "tambon/5205", "other/520505", "tambon/999999"]
)
def test_a_committee_that_cannot_be_is_not_found(client, officer, areas, path):
    assert client.get(f"/orders/new/{path}/").status_code == 404


def test_an_officer_registers_an_order(client, officer, pong_tao, rulebooks):
    response = client.post(URL, {**sent(), "copy": pdf()})

    made = Order.objects.get()
    assert response["Location"] == f"/orders/{made.pk}/"
    assert (made.label, made.signed, made.starts) == (
        "45/2567",
        date(2024, 10, 1),
        date(2024, 10, 1),
    )
    assert made.expires == date(2028, 10, 1)  # four years, counted by the rulebook
    assert made.copy == Evidence.objects.get()
    assert made.appointments.count() == 9
    assert Event.objects.get(verb="order.registered").by == "ngao"


def test_the_officer_of_the_tambon_may_too(client, tambon_officer):
    client.force_login(tambon_officer)

    assert client.post(URL, sent()).status_code == 302


def test_the_term_is_as_the_order_says(client, officer, pong_tao, rulebooks):
    client.post(URL, sent(last_day="30 ก.ย. 2569"))

    assert Order.objects.get().expires == date(2026, 10, 1)


def test_a_double_click_registers_once(client, officer, pong_tao):
    first = client.post(URL, {**sent(), "copy": pdf()})
    second = client.post(URL, {**sent(), "copy": pdf()})

    assert first["Location"] == second["Location"]
    assert Order.objects.count() == Evidence.objects.count() == 1


def test_the_form_starts_from_who_sits_now_without_their_numbers(client, officer, old):
    page = client.get(URL).content.decode()

    assert 'value="นายบุญส่ง แก้วปันดา"' in page
    assert "08x-xxx-5678" in page
    assert "0812345678" not in page
    assert "เริ่มจากกรรมการชุดปัจจุบัน" in page


def test_a_number_left_empty_stays_as_known(client, officer, old):
    client.post(URL, sent(members(10, phone="")))

    assert all(seat.person.phone == "0812345678" for seat in Appointment.objects.for_register())


def test_rows_left_empty_in_between_are_passed_over(client, officer, pong_tao):
    cells = {"row_4_name": "", "row_4_represents": "", "row_4_phone": ""}

    client.post(URL, sent(cells=cells))

    lines = Order.objects.get().appointments.values_list("line", flat=True)
    assert list(lines) == list(range(1, 9))


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"signed": "31 ก.พ. 2567"}, "31/02/2567 ไม่มีในปฏิทิน"),
        ({"signed": "1/10/2024"}, "ปี 2024 เป็นปี ค.ศ."),
        ({"signed": "6 พ.ย. 2567"}, "อยู่หลังวันนี้"),
        ({"signed": ""}, "ยังไม่ได้กรอกลงวันที่"),
        ({"starts": "30 ก.ย. 2567"}, "วันมีผล 30 ก.ย. 2567 อยู่ก่อนวันลงนาม 1 ต.ค. 2567"),
        ({"last_day": "30 ก.ย. 2567"}, "วันสุดท้ายของวาระ 30 ก.ย. 2567 อยู่ก่อนวันมีผล"),
        ({"number": "45"}, "พิมพ์แบบ 312/2567"),
        ({"number": "45/2024"}, "พิมพ์ปี พ.ศ. เช่น 45/2567"),
        ({"number": "45/2566"}, "เลขที่คำสั่งเป็นปี 2566 แต่ลงวันที่ 1 ต.ค. 2567"),
        ({"signatory": " "}, "ยังไม่ได้กรอกผู้ลงนาม"),
    ],
)
def test_a_wrong_head_is_said_at_its_field(client, officer, pong_tao, head, said):
    response = client.post(URL, sent(**head))

    page = response.content.decode()
    assert said in page.replace("\u00a0", " ")
    assert "มีข้อผิดพลาด:" in page
    assert 'value="นายบุญส่ง แก้วปันดา"' in page  # nothing typed is lost
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"row_2_name": "อุดม แก้วปันดา"}, "แถว 3 “อุดม แก้วปันดา” ไม่มีคำนำหน้าชื่อ"),
        ({"row_2_name": "นายอุดม"}, "แถว 3 “นายอุดม” ไม่มีนามสกุล"),
        ({"row_2_name": ""}, "ยังไม่ได้กรอกชื่อ–สกุล แถว 3"),
        ({"row_2_phone": "12345"}, "แถว 3 โทรศัพท์ “12345” มี 5 หลัก"),
        ({"row_2_seat": "king"}, "ตำแหน่ง แถว 3"),
        ({"row_2_seat": "expert"}, "ตำแหน่ง แถว 3"),  # only a ก.บ.ต. has experts
        ({"row_2_seat": "chair"}, "แถว 3 เป็นประธานกรรมการคนที่ 2"),
        ({"row_8_name": "นางบุญส่ง แก้วปันดา"}, "แถว 9 ชื่อซ้ำกับแถว 1"),
        ({"row_0_seat": "member"}, "ยังไม่มีประธานกรรมการ"),
    ],
)
def test_a_wrong_row_is_said_by_its_number(client, officer, pong_tao, cells, said):
    response = client.post(URL, sent(cells=cells))

    assert said in response.content.decode().replace("\u00a0", " ")
    assert not Order.objects.exists()


def test_everything_wrong_is_said_at_once(client, officer, pong_tao):
    cells = {"row_2_name": "อุดม", "row_3_seat": "chair", "row_4_phone": "1"}

    page = client.post(URL, sent(cells=cells, number="45", signatory="")).content.decode()

    for said in ("พิมพ์แบบ 312/2567", "ยังไม่ได้กรอกผู้ลงนาม", "ไม่มีคำนำหน้าชื่อ", "คนที่ 2", "มี 1 หลัก"):
        assert said in page


def test_a_chair_whose_name_cannot_be_read_is_not_said_to_be_missing(client, officer, pong_tao):
    page = client.post(URL, sent(cells={"row_0_name": "บุญส่ง"})).content.decode()

    summary = page.split('role="alert"')[1].split("</ul>")[0]
    assert "ไม่มีคำนำหน้าชื่อ" in summary
    assert "ยังไม่มีประธานกรรมการ" not in summary


def test_row_numbers_are_those_on_the_page(client, officer, pong_tao):
    cells = {f"row_4_{name}": "" for name in ("name", "represents", "phone")}

    page = client.post(URL, sent(cells={**cells, "row_8_seat": "chair"})).content.decode()

    assert "แถว 9 เป็นประธานกรรมการคนที่ 2" in page


def test_too_many_members_are_refused(client, officer, pong_tao, rulebooks):
    page = client.post(URL, sent(members(26))).content.decode()

    assert "กรรมการ 26 คน มากกว่าเกณฑ์" in page
    assert not Order.objects.exists()


def test_an_order_of_nobody_is_refused(client, officer, pong_tao):
    assert "ยังไม่มีกรรมการ" in client.post(URL, sent([])).content.decode()


def test_a_number_in_use_names_the_order_that_has_it(client, officer, ban_rong, pong_tao):
    order(officer, ban_rong, number=45)

    page = client.post(URL, sent()).content.decode()

    assert "เลขที่ 45/2567 เป็นของคำสั่ง คอช.ต. บ้านร้อง ลงวันที่ 1 ต.ค. 2567 แล้ว" in page
    assert Order.objects.count() == 1


def test_a_file_that_is_no_paper_is_refused(client, officer, pong_tao):
    broken = pdf()
    broken.file.truncate(20)
    broken.size = 20

    page = client.post(URL, {**sent(), "copy": broken}).content.decode()

    assert 'id="id_copy_error"' in page
    assert not Order.objects.exists()


def test_a_good_file_is_held_while_a_row_is_wrong(client, officer, pong_tao):
    wrong = {**sent(cells={"row_8_name": "นายบุญส่ง แก้วปันดา"}), "copy": pdf()}
    response = client.post(URL, wrong)
    token = response.context["form"].fields["copy"].widget.get_context("copy", None, {})["token"]
    assert "ไม่ต้องเลือกใหม่" in response.content.decode()

    client.post(URL, {**sent(), "copy-held": token})

    assert Order.objects.get().copy is not None


def test_rows_are_added_without_script_and_nothing_is_lost(client, officer, pong_tao):
    response = client.post(URL, sent(members(14), signed="31 ก.พ. 2567", add="1"))

    page = response.content.decode()
    assert "row-18-name" in page
    assert 'value="31 ก.พ. 2567"' in page
    assert "31/02/2567 ไม่มีในปฏิทิน" in page
    assert not Order.objects.exists()


def test_what_is_still_empty_is_not_wrong_while_typing(client, officer, pong_tao):
    page = client.post(URL, {**rows(), "look": "1"}).content.decode()

    assert 'role="alert"' not in page
    assert "มีข้อผิดพลาด:" not in page


def test_a_look_shows_the_checks_and_registers_nothing(client, officer, pong_tao, rulebooks):
    page = client.post(URL, sent(members(8), look="1")).content.decode()

    assert "กรรมการ 8 คน น้อยกว่าเกณฑ์" in page
    assert 'role="alert"' not in page
    assert not Order.objects.exists()


def test_a_short_committee_may_be_registered(client, officer, pong_tao, rulebooks):
    assert client.post(URL, sent(members(8))).status_code == 302


def test_who_joins_and_who_leaves_is_counted(client, officer, old):
    people = [*members(10)[:8], members(9, family="ใหม่")[8]]

    draft = client.post(URL, sent(people, look="1")).context["draft"]

    assert [member.family_name for member in draft.joining] == ["ใหม่"]
    assert (len(draft.leaving), draft.staying) == (2, 8)


INTEGRATED = "/orders/new/integrated/520505/"


def test_experts_are_filled_in_from_the_tambon_committee(client, officer, old):
    ticked = [str(seat.person_id) for seat in old.appointments.filter(line__in=(5, 6))]

    response = client.post(
        INTEGRATED, {**sent(members(2, family="ปัญญา")), "expert": ticked, "fill": "1"}
    )

    added = response.context["draft"].members[2:]
    assert [(one.given_name, one.seat) for one in added] == [
        ("สมหวัง", "expert"),
        ("จันทร์", "expert"),
    ]
    assert len(response.context["draft"].candidates) == 8


def test_an_expert_from_outside_is_doubted_and_not_refused(client, officer, old):
    people = members(3, family="ปัญญา")
    cells = {"row_2_seat": "expert"}

    look = client.post(INTEGRATED, sent(people, cells, look="1")).content.decode()
    assert "แถว 3 ไม่ได้มาจาก คอช.ต." in look
    assert client.post(INTEGRATED, sent(people, cells)).status_code == 302


@pytest.mark.parametrize("total", ["", "x", "-1", "999999"])
def test_a_tampered_count_of_rows_breaks_nothing(client, officer, pong_tao, total):
    response = client.post(URL, {**sent(), "row-TOTAL_FORMS": total})

    assert response.status_code in (200, 302)


def test_the_queries_do_not_grow_with_the_members(
    client, officer, pong_tao, django_assert_max_num_queries
):
    for size in (3, 25):
        order(officer, pong_tao, members=members(size))
        with django_assert_max_num_queries(12):
            assert client.get(URL).status_code == 200


def test_a_copy_once_kept_serves_again(client, officer, pong_tao):
    kept = scan(officer, pong_tao)

    client.post(URL, {**sent(), "copy": pdf()})

    assert Order.objects.get().copy == kept
