"""Pages of persons: the ladder, and each thing that may be typed wrong."""

from datetime import UTC, date, datetime

import pytest

from prasan.audit.models import Event
from prasan.meetings.tests import make as meetings
from prasan.orders.models import Appointment
from prasan.orders.rules import Member
from prasan.orders.tests import make
from prasan.people import actions
from prasan.people.models import Distinction, FormerName, Merge, Person

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
NUMBER = "1234567890121"


@pytest.fixture
def order(ngao_officer, pong_tao):
    return make.order(ngao_officer, pong_tao)


@pytest.fixture
def chair(order):
    return Appointment.objects.get(order=order, seat="chair").person


@pytest.fixture
def twin(ngao_officer, ban_rong):
    """The chair of Pong Tao once more, misspelt, on the committee of Ban Rong."""
    misspelt = Member("นาย", "บุนส่ง", "แก้วปันดา", "member", phone="081-234-5678")
    make.order(
        ngao_officer, ban_rong, members=[*make.members(9, family="อินต๊ะ", phone=""), misspelt]
    )
    return Person.objects.get(given_name="บุนส่ง")


@pytest.fixture
def ask(client):
    """Open an address as someone, or send a form there; its text without line breaks."""

    def do(user, url, data=None, status=200, **headers):
        client.force_login(user)
        response = client.get(url, **headers) if data is None else client.post(url, data, **headers)
        assert response.status_code == status, response.content.decode()[:2000]
        return " ".join(response.content.decode().split())

    return do


def url(person, *more):
    return "/".join([f"/people/{person.pk}", *map(str, more), ""])


def test_the_page_tells_who_this_is_and_where_they_sat(ask, ngao_officer, chair, order):
    page = ask(ngao_officer, url(chair))

    assert "<span>นายบุญส่ง</span> <span>แก้วปันดา</span>" in page
    assert "ประธานกรรมการ" in page
    assert f'href="/orders/{order.pk}/"' in page
    assert "ตำบลปงเตา" in page
    assert "08x-xxx-5678" in page
    assert "ไม่ได้บันทึก ไม่บังคับ" in page


def test_meetings_attended_are_counted(ask, ngao_officer, chair, pong_tao):
    committee = chair.appointments.get().order.committee
    for day, came in ((date(2024, 10, 10), 5), (date(2024, 10, 20), 0)):
        meetings.meeting(
            by=ngao_officer, committee=committee, held=day, today=date(2024, 11, 5), came=came
        )

    assert "มาประชุม 1 จาก 2 ครั้ง" in ask(ngao_officer, url(chair))


def test_another_district_finds_nobody(ask, thoen_officer, chair, twin):
    ask(thoen_officer, url(chair), status=404)
    for more in (["name"], ["citizen-id"], ["beside", twin.pk]):
        ask(thoen_officer, url(chair, *more), status=404)
        ask(thoen_officer, url(chair, *more), {}, status=404)
    ask(thoen_officer, url(chair, "citizen-id", "look"), {}, status=404)


@pytest.mark.parametrize("who", ["reader", "member"])
def test_who_only_reads_sees_masks_and_changes_nothing(ask, request, who, chair, ngao_officer):
    actions.record_citizen_id(by=ngao_officer, person=chair, citizen_id=NUMBER)
    user = request.getfixturevalue(who)
    page = ask(user, url(chair))

    assert "08x-xxx-5678" in page
    assert "12-1" not in page
    assert "/name/" not in page
    for more in (["name"], ["citizen-id"], ["citizen-id", "look"]):
        ask(user, url(chair, *more), {}, status=403)


def test_a_tambon_officer_is_not_shown_who_is_like_elsewhere(ask, tambon_officer, chair, twin):
    page = ask(tambon_officer, url(chair))

    assert "อาจบันทึกไว้ซ้ำ" not in page
    assert "บ้านร้อง" not in page


def test_a_name_is_put_right(ask, ngao_officer, chair):
    form = {"name": "นายบุญส่ง แก้วปันตา", "kind": "correct", "known": chair.name}
    ask(ngao_officer, url(chair, "name"), form, status=302)

    chair.refresh_from_db()
    assert chair.name == "นายบุญส่ง แก้วปันตา"
    assert not FormerName.objects.exists()
    assert Event.objects.filter(verb="person.corrected").count() == 1


def test_a_changed_name_keeps_the_earlier_one(ask, ngao_officer, chair):
    form = {"name": "นายณัฐวุฒิ แก้วปันดา", "kind": "changed", "since": "1/6/2567"}
    ask(ngao_officer, url(chair, "name"), {**form, "known": chair.name}, status=302)

    assert FormerName.objects.get().name == "นายบุญส่ง แก้วปันดา"
    assert Event.objects.filter(verb__in=["person.renamed", "person.corrected"]).count() == 1
    page = ask(ngao_officer, url(chair))
    assert "ชื่อเดิม" in page
    assert "มิ.ย." in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "บุญส่ง"}, "ไม่มีคำนำหน้าชื่อ"),
        ({"name": "นายบุญส่ง"}, "ไม่มีนามสกุล"),
        ({"name": ""}, "ชื่อ–สกุล"),
        ({"kind": "changed"}, "ยังไม่ได้ใส่วันที่เริ่มใช้ชื่อใหม่"),
        ({"kind": "changed", "since": "6/11/2567"}, "อยู่หลังวันนี้"),
        ({"kind": "changed", "since": "31/2/2567"}, "ไม่มีในปฏิทิน"),
        ({"phone": "08๑-abc"}, "มีตัวอักษรปน"),
        ({"known": "นายคนอื่น คนไกล"}, "มีผู้แก้ชื่อนี้ไปก่อนแล้ว"),
    ],
)
def test_a_bad_name_is_told_at_its_place_and_kept(ask, ngao_officer, chair, typed, said):
    form = {"name": "นายบุญมา แก้วปันดา", "kind": "correct", "known": chair.name, **typed}
    page = ask(ngao_officer, url(chair, "name"), form)

    assert said in page
    assert form["name"] in page
    chair.refresh_from_db()
    assert chair.given_name == "บุญส่ง"


def test_a_citizens_number_is_kept_masked_and_each_look_recorded(ask, ngao_officer, chair):
    ask(ngao_officer, url(chair, "citizen-id"), {"citizen_id": "1-2345-67890-12-1"}, status=302)

    page = ask(ngao_officer, url(chair))
    assert "x-xxxx-xxxxx-12-1" in page
    assert "67890" not in page

    for headers in ({}, {"HTTP_HX_REQUEST": "true"}):
        page = ask(ngao_officer, url(chair, "citizen-id", "look"), {}, **headers)
        assert "1-2345-67890-12-1" in page
        assert ("<html" in page) == (not headers)
    assert Event.objects.filter(verb="person.citizen_id_seen").count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1234567890122", "ไม่ผ่านเลขตรวจสอบ"),
        ("12345", "ต้องมี 13 หลัก"),
        ("abc", "มีตัวอักษรปน"),
    ],
)
def test_a_wrong_citizens_number_is_refused_kindly(ask, ngao_officer, chair, typed, said):
    page = ask(ngao_officer, url(chair, "citizen-id"), {"citizen_id": typed})

    assert said in page
    assert Person.objects.get(pk=chair.pk).citizen_id == ""


def test_a_number_taken_in_sight_says_by_whom(ask, ngao_officer, chair, twin):
    actions.record_citizen_id(by=ngao_officer, person=twin, citizen_id=NUMBER)

    page = ask(ngao_officer, url(chair, "citizen-id"), {"citizen_id": NUMBER})

    assert "บันทึกเป็นของ นายบุนส่ง แก้วปันดา ตำบลบ้านร้อง" in page


def test_a_number_taken_out_of_sight_says_only_that(
    ask, thoen_officer, ngao_officer, lom_raet, chair
):
    actions.record_citizen_id(by=ngao_officer, person=chair, citizen_id=NUMBER)
    mine = make.order(thoen_officer, lom_raet).appointments.first().person

    page = ask(thoen_officer, url(mine, "citizen-id"), {"citizen_id": NUMBER})

    assert "ของผู้อื่นนอกพื้นที่ของท่าน" in page
    for secret in ("ปงเตา", "งาว"):
        assert secret not in page
    event = Event.objects.get(verb="person.citizen_id_taken")
    assert (event.by, event.target) == ("thoen", str(mine.pk))


def test_pairs_are_listed_for_the_district(ask, ngao_officer, province_officer, chair, twin):
    page = ask(ngao_officer, "/people/duplicates/")

    assert url(chair, "beside", twin.pk) in page
    assert "โทรศัพท์หมายเลขเดียวกัน" in page
    assert "081" not in page
    ask(province_officer, "/people/duplicates/", status=403)  # advises, does not record


def test_a_district_without_pairs_says_so(ask, thoen_officer):
    assert "ไม่มีคู่ที่ชื่อใกล้กัน" in ask(thoen_officer, "/people/duplicates/")


def test_who_records_in_two_districts_chooses_one(ask, someone, ngao, thoen, chair, twin):
    both = someone("both", "district", ngao, thoen)

    assert "?area=5205" in ask(both, "/people/duplicates/")
    assert url(chair, "beside", twin.pk) in ask(both, "/people/duplicates/?area=5205")
    ask(both, "/people/duplicates/?area=51", status=404)


def test_two_are_merged_and_parted_again(ask, ngao_officer, chair, twin):
    side_by_side = ask(ngao_officer, url(chair, "beside", twin.pk))
    assert "ประธานกรรมการ" in side_by_side
    assert "คอช.ต. บ้านร้อง" in side_by_side

    form = {"do": "merge", "keep": chair.pk, "because": "เทียบบัตรแล้ว"}
    ask(ngao_officer, url(chair, "beside", twin.pk), form, status=302)
    page = ask(ngao_officer, url(chair))
    assert "คอช.ต. บ้านร้อง" in page
    assert "รวมจาก" in page
    ask(ngao_officer, url(twin), status=302)  # leads on

    undo = f"/people/merges/{Merge.objects.get().pk}/undo/"
    assert "เทียบบัตรแล้ว" in ask(ngao_officer, undo)
    assert "เหตุผล" in ask(ngao_officer, undo, {"because": ""})
    ask(ngao_officer, undo, {"because": "คนละคน"}, status=302)
    assert "คอช.ต. บ้านร้อง" in ask(ngao_officer, url(twin))
    assert "เลิกรวมไปแล้วเมื่อ" in ask(ngao_officer, undo)
    assert Event.objects.filter(verb__startswith="person.merge").count() == 2


def test_not_the_same_needs_no_reason_and_is_not_asked_again(ask, ngao_officer, chair, twin):
    ask(ngao_officer, url(twin, "beside", chair.pk), {"do": "apart"}, status=302)

    assert Distinction.objects.count() == 1
    assert url(chair, "beside", twin.pk) not in ask(ngao_officer, "/people/duplicates/")
    assert "บันทึกไว้เมื่อ" in ask(ngao_officer, url(chair, "beside", twin.pk))


@pytest.mark.parametrize("do", ["merge", "apart"])
def test_a_person_is_not_compared_with_itself(ask, ngao_officer, chair, do):
    form = {"do": do, "keep": chair.pk, "because": "ลองดู"}
    page = ask(ngao_officer, url(chair, "beside", chair.pk), form)

    assert "เป็นระเบียนเดียวกัน" in page
    assert not Merge.objects.exists()
    assert not Distinction.objects.exists()


def test_two_in_one_order_are_refused_with_the_order(ask, ngao_officer, order, chair):
    other = order.appointments.get(line=2).person
    form = {"do": "merge", "keep": chair.pk, "because": "ซ้ำ"}
    page = ask(ngao_officer, url(chair, "beside", other.pk), form)

    assert f"ที่ {order.label} ฉบับเดียวกัน" in page
    assert 'value="ซ้ำ"' in page
    assert not Merge.objects.exists()


def test_merging_wants_a_choice_and_a_reason(ask, ngao_officer, chair, twin):
    page = ask(ngao_officer, url(chair, "beside", twin.pk), {"do": "merge"})

    assert "ยังรวมไม่ได้" in page
    assert not Merge.objects.exists()


def test_a_merge_out_of_sight_is_not_undone(ask, ngao_officer, thoen_officer, chair, twin):
    done = actions.merge(by=ngao_officer, kept=chair, gone=twin, at=AT, because="ซ้ำ")

    ask(thoen_officer, f"/people/merges/{done.pk}/undo/", {"because": "x"}, status=404)


def test_the_number_of_queries_does_not_grow(
    client, ngao_officer, pong_tao, ban_rong, chair, twin, django_assert_max_num_queries
):
    client.force_login(ngao_officer)
    pages = [url(chair), "/people/duplicates/", url(chair, "beside", twin.pk)]

    def look():
        for page in pages:
            with django_assert_max_num_queries(24):
                assert client.get(page).status_code == 200

    look()
    for year in range(2010, 2016):
        members = [Member("นาย", "บุญส่ง", "แก้วปันดา", "chair", who=str(chair.pk))]
        members += make.members(9, family="ไชยวงศ์")[1:]
        make.order(ngao_officer, pong_tao, starts=date(year, 1, 1), members=members)
    for number in range(20):
        line = Member("นาย", f"บุญส่ง{'กขค'[number % 3]}", "แก้วปันดา", "member", who="new")
        actions.enter_person(by=ngao_officer, area=ban_rong, entered=line)
    look()
