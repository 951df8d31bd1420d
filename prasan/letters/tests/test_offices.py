"""Offices, who signs for them and where their numbers start, on their pages."""

import pytest
from django.urls import reverse

from prasan.accounts.models import Office
from prasan.audit.models import Event
from prasan.letters.actions import end_signatory, name_signatory
from prasan.letters.models import Counter, Series, Signatory
from prasan.letters.tests import make

INDEX, CREATE = reverse("letters:offices"), reverse("letters:office_create")
OF_OFFICE = ["letters:office_correct", "letters:office_signatory", "letters:office_series"]
TYPED = {
    "area": "ลำปาง",
    "name": "สำนักงานพัฒนาชุมชนจังหวัดลำปาง",
    "code": "ลป ๐๐๑๙.๓",
    "hall": "ศาลากลางจังหวัดลำปาง",
    "address": "ลำปาง 52000",
}
SIGNS = {
    "name": "นายแสงเทียน สมมุติวงศ์",
    "post_title": "พัฒนาการจังหวัดลำปาง",
    "capacity": "ปฏิบัติราชการแทน",
    "principal": "ผู้ว่าราชการจังหวัดลำปาง",
    "authority": "คำสั่งจังหวัดลำปาง (ตัวอย่าง) ที่ 1/2566",
    "starts": "1 ต.ค. 2567",
}


def at(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


@pytest.fixture
def signatory(province_officer, office, today) -> Signatory:
    return name_signatory(
        by=province_officer,
        office=office,
        name="นายแสงเทียน",
        post_title="พัฒนาการจังหวัด",
        starts=today.replace(month=10),
    )


def test_a_visitor_is_sent_to_the_door(client, office, signatory):
    for url in (
        INDEX,
        CREATE,
        at("letters:office", office.pk),
        *(at(name, office.pk) for name in OF_OFFICE),
        at("letters:signatory_end", signatory.pk),
    ):
        assert client.get(url).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["letters:office", *OF_OFFICE])
def test_an_office_out_of_reach_is_not_there(client, thoen_officer, office, name):
    client.force_login(thoen_officer)

    assert client.get(at(name, office.pk)).status_code == 404
    assert client.post(at(name, office.pk), SIGNS).status_code in (404, 405)


def test_a_signatory_out_of_reach_is_not_there(client, thoen_officer, signatory):
    client.force_login(thoen_officer)

    assert client.get(at("letters:signatory_end", signatory.pk)).status_code == 404
    assert client.post(at("letters:signatory_end", signatory.pk), {}).status_code == 404


def test_a_reader_sees_and_changes_nothing(client, reader, office, signatory):
    client.force_login(reader)

    assert "สำนักงานพัฒนาชุมชน" in client.get(INDEX).content.decode()
    assert "แก้หัวหนังสือ" not in client.get(at("letters:office", office.pk)).content.decode()
    assert client.post(CREATE, TYPED).status_code == 403
    for name in OF_OFFICE:
        assert client.get(at(name, office.pk)).status_code == 403
        assert client.post(at(name, office.pk), SIGNS).status_code == 403
    assert client.post(at("letters:signatory_end", signatory.pk), {}).status_code == 403


def test_without_offices_the_first_step_is_told(client, province_officer):
    client.force_login(province_officer)

    html = client.get(INDEX).content.decode()

    assert "ยังไม่มีสำนักงานในพื้นที่ของท่าน" in html
    assert "เพิ่มสำนักงานแรก" in html


def test_an_office_is_opened_once(client, province_officer):
    client.force_login(province_officer)

    answers = [client.post(CREATE, TYPED) for _ in range(2)]

    office = Office.objects.get()
    assert (office.code, office.area_id) == ("ลป 0019.3", "52")
    assert {answer.headers["Location"] for answer in answers} == {at("letters:office", office.pk)}
    assert Event.objects.filter(verb="office.opened", area="52").count() == 1
    assert "จึงยังออกหนังสือไม่ได้" in client.get(at("letters:office", office.pk)).content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "ยังไม่ได้กรอกชื่อสำนักงาน"),
        ({"code": ""}, "ยังไม่ได้กรอกรหัสหนังสือ"),
        ({"code": "ลป 0019.3", "fax": "9"}, "รหัส ลป 0019.3 เป็นของสำนักงานพัฒนาชุมชนจังหวัดลำปาง"),
        ({"area": "ลำพูน"}, "ไม่พบ “ลำพูน” ในพื้นที่ที่ท่านดูแล"),
    ],
)
def test_a_letterhead_that_cannot_be_is_told_and_kept(
    client, province_officer, office, change, said
):
    client.force_login(province_officer)

    html = client.post(CREATE, {**TYPED, "code": "ลป 9", **change}).content.decode()

    assert said in html
    assert 'value="ศาลากลางจังหวัดลำปาง"' in html
    assert Office.objects.count() == 1


def test_a_letterhead_is_put_right(client, province_officer, office):
    client.force_login(province_officer)
    form = client.get(at("letters:office_correct", office.pk)).context["form"]
    typed = {name: form[name].value() for name in form.fields}

    client.post(at("letters:office_correct", office.pk), {**typed, "hall": "ศาลากลางใหม่"})

    office.refresh_from_db()
    assert office.hall == "ศาลากลางใหม่"
    event = Event.objects.get(verb="office.corrected")
    assert event.changes == {"hall": ["ศาลากลางจังหวัดลำปาง", "ศาลากลางใหม่"]}


def test_the_code_of_another_office_is_refused(client, province_officer, office, ngao):
    other = make.office(province_officer, ngao, code="ลป 1019")
    client.force_login(province_officer)
    form = client.get(at("letters:office_correct", other.pk)).context["form"]
    typed = {name: form[name].value() for name in form.fields}

    html = client.post(
        at("letters:office_correct", other.pk), {**typed, "code": "ลป 0019.3"}
    ).content.decode()

    assert "รหัส ลป 0019.3 เป็นของ" in html
    other.refresh_from_db()
    assert other.code == "ลป 1019"


def test_a_signatory_is_named_once(client, province_officer, office):
    client.force_login(province_officer)

    for _ in range(2):
        answer = client.post(at("letters:office_signatory", office.pk), SIGNS)
        assert answer.headers["Location"] == at("letters:office", office.pk)

    assert Signatory.objects.get().lines == [
        "พัฒนาการจังหวัดลำปาง ปฏิบัติราชการแทน",
        "ผู้ว่าราชการจังหวัดลำปาง",
    ]
    assert Event.objects.filter(verb="signatory.named", by="lampang").count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "ยังไม่ได้กรอกชื่อ-สกุล"),
        ({"principal": ""}, "ลงนามแทนต้องบอกว่าแทนตำแหน่งใด"),
        ({"authority": ""}, "ลงนามแทนต้องบอกคำสั่งที่มอบอำนาจ"),
        ({"ends": "1/10/2567"}, "วันสิ้นสุดต้องอยู่หลังวันเริ่ม 1 ตุลาคม 2567"),
        ({"starts": "1/10/2024"}, "พิมพ์ พ.ศ. 2567"),
    ],
)
def test_a_signatory_that_cannot_be_is_told(client, province_officer, office, change, said):
    client.force_login(province_officer)

    html = client.post(
        at("letters:office_signatory", office.pk), {**SIGNS, **change}
    ).content.decode()

    assert said in html
    assert not Signatory.objects.exists()


def test_one_may_sign_in_ones_own_post(client, province_officer, office):
    client.force_login(province_officer)
    own = {**SIGNS, "capacity": "", "principal": "", "authority": ""}

    client.post(at("letters:office_signatory", office.pk), own)

    assert Signatory.objects.get().lines == ["พัฒนาการจังหวัดลำปาง"]


def test_signing_ends_once(client, province_officer, office, signatory, today):
    client.force_login(province_officer)
    url = at("letters:signatory_end", signatory.pk)

    assert "ยังไม่ได้กรอก" in client.post(url, {"ends": ""}).content.decode()
    assert "ยังไม่ได้กรอกเหตุที่สิ้นสุด" in client.post(url, {"ends": "5/11/2567"}).content.decode()
    early = client.post(url, {"ends": "1/10/2567"}).content.decode()
    assert "วันสิ้นสุดต้องอยู่หลังวันเริ่ม" in early
    for _ in range(2):
        client.post(url, {"ends": "5/11/2567", "because": "ย้าย"})

    assert not office.signatories.on(today).exists()
    event = Event.objects.get(verb="signatory.ended")
    assert event.changes == {"ends": ["", "2024-11-05"], "because": "ย้าย"}


def test_ending_takes_the_day_as_given(province_officer, signatory, today):
    ended = end_signatory(by=province_officer, signatory=signatory, ends=today, because="ย้าย")

    assert ended.ends == today


def test_a_series_starts_where_paper_stopped(client, province_officer, office):
    client.force_login(province_officer)
    url = at("letters:office_series", office.pk)

    for _ in range(2):
        client.post(url, {"series": "ordinary", "year": "๒๕๖๗", "last": "๑,๒๐๐"})

    counter = Counter.objects.get(office=office, series=Series.ORDINARY)
    assert (counter.year, counter.last) == (2567, 1200)
    events = Event.objects.filter(verb="series.opened", target=str(counter.pk))
    assert events.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"last": "2596"}, "ออกเลขถึง 2597 แล้ว ตั้งย้อนหลังเป็น 2596 ไม่ได้"),
        ({"year": "2566"}, "ตั้งเลขได้เฉพาะปี 2567 และ 2568"),
        ({"year": "2024"}, "ตั้งเลขได้เฉพาะปี 2567 และ 2568"),
        ({"last": ""}, "ยังไม่ได้กรอกเลขล่าสุดที่ใช้ไปแล้ว"),
        ({"last": "-1"}, "ต้องไม่น้อยกว่า 0"),
        ({"last": "มาก"}, "พิมพ์เป็นจำนวนเต็ม"),
    ],
)
def test_a_start_that_cannot_be_is_told(client, province_officer, office, change, said):
    client.force_login(province_officer)
    typed = {"series": "circular", "year": "2567", "last": "2600"}

    html = client.post(at("letters:office_series", office.pk), {**typed, **change}).content.decode()

    assert said in html
    assert Counter.objects.get(series=Series.CIRCULAR).last == 2597


def test_the_list_costs_the_same_for_many_offices(
    client, province_officer, office, ngao, thoen, django_assert_num_queries
):
    client.force_login(province_officer)
    client.get(INDEX)

    def cost() -> None:
        # Session, user, posts of the reader; how many, the page, who signs.
        with django_assert_num_queries(6):
            client.get(INDEX)

    cost()
    make.office(province_officer, ngao, code="ลป 1019")
    make.office(province_officer, thoen, code="ลป 1119")
    cost()
