import pytest

from prasan.audit.models import Event
from prasan.orders.models import Appointment
from prasan.people.models import Person


@pytest.fixture
def seat(old) -> Appointment:
    return old.appointments.for_register().get(line=5)


@pytest.fixture
def url(seat):
    return f"/orders/seats/{seat.pk}/"


LINE = {"name": "นายสมหวัง แก้วปันตา", "represents": "หมู่ 13", "phone": "089 999 9999"}
KNOWN = {"known": "นายสมหวัง แก้วปันดา · หมู่ 5"}


def test_a_visitor_is_asked_to_log_in(client, url):
    for path in (url, f"{url}end/"):
        assert client.get(path)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, url):
    client.force_login(thoen_officer)

    for path in (url, f"{url}end/"):
        assert client.get(path).status_code == client.post(path, LINE).status_code == 404


def test_a_reader_is_told_who_may(client, member, url):
    client.force_login(member)

    for path in (url, f"{url}end/"):
        assert client.get(path).status_code == client.post(path, LINE).status_code == 403


def test_a_line_is_completed(client, officer, seat, url):
    assert "0812345678" not in client.get(url).content.decode()

    response = client.post(url, {**LINE, **KNOWN})

    assert response["Location"] == "/committees/tambon/520505/"
    seat = Appointment.objects.for_register().get(pk=seat.pk)
    assert (seat.person.family_name, seat.represents) == ("แก้วปันตา", "หมู่ 13")
    assert seat.person.phone == "0899999999"
    assert Event.objects.filter(verb__in=["person.corrected", "seat.corrected"]).count() == 2


def test_a_line_someone_else_has_changed_is_not_written_over(client, officer, seat, url):
    client.post(url, {**LINE, **KNOWN})

    late = {**LINE, **KNOWN, "name": "นายสมหวัง แก้วปันทา"}
    response = client.post(url, late)

    page = response.content.decode()
    assert "มีผู้แก้บรรทัดนี้ไปก่อนแล้ว ตอนนี้เป็น นายสมหวัง แก้วปันตา · หมู่ 13" in page
    assert 'value="นายสมหวัง แก้วปันทา"' in page
    again = {**late, "known": response.context["form"]["known"].value()}
    assert client.post(url, again).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "สมหวัง"}, "ไม่มีคำนำหน้าชื่อ"),
        ({"phone": "12"}, "มี 2 หลัก"),
        ({"name": ""}, "ยังไม่ได้กรอก"),
    ],
)
def test_a_wrong_line_is_said_at_its_field(client, officer, seat, url, wrong, said):
    page = client.post(url, {**LINE, **KNOWN, **wrong}).content.decode()

    assert said in page
    assert "แก้วปันดา" in str(Person.objects.get(pk=seat.person_id))


def test_a_member_leaves(client, officer, seat, url):
    left = {"ends": "1 พ.ย. 2567", "because": "ลาออก"}
    for _ in range(2):
        assert client.post(f"{url}end/", left)["Location"] == "/committees/tambon/520505/"

    seat.refresh_from_db()
    assert seat.ended_because == "ลาออก"
    assert Event.objects.filter(verb="seat.ended").count() == 1


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ({"ends": "30 ก.ย. 2563", "because": "ลาออก"}, "อยู่ก่อนวันที่เริ่มเป็นกรรมการ 1 ต.ค. 2563"),
        ({"ends": "6 พ.ย. 2567", "because": "ลาออก"}, "อยู่หลังวันนี้"),
        ({"ends": "1 พ.ย. 2567"}, "ยังไม่ได้เลือกเหตุที่พ้น"),
        ({"ends": "1/11/2024", "because": "ลาออก"}, "เป็นปี ค.ศ."),
    ],
)
def test_a_wrong_end_is_said_at_its_field(client, officer, seat, url, left, said):
    assert said in client.post(f"{url}end/", left).content.decode()
    seat.refresh_from_db()
    assert seat.ends is None


def test_a_member_who_has_left_does_not_leave_again(client, officer, url):
    client.post(f"{url}end/", {"ends": "1 พ.ย. 2567", "because": "ลาออก"})

    page = client.post(f"{url}end/", {"ends": "2 พ.ย. 2567", "because": "ลาออก"})

    assert "พ้นตำแหน่งไปแล้วเมื่อ 1 พ.ย. 2567" in page.content.decode()
