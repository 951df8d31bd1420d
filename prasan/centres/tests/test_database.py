"""The database of a centre: its pages, what is missing, and each thing that may be typed wrong."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from prasan.audit.models import Event
from prasan.centres import actions
from prasan.centres.database import known
from prasan.centres.lists import duties, kinds
from prasan.centres.models import Activity, ActivityDuty, Centre, Organisation, Outcome, Review
from prasan.centres.rules import PARTS, Known, Where, complete, gaps, position_problem
from prasan.orders.tests.make import pdf
from prasan.thai.calendar import FiscalYear

DATABASE = "/centres/520505/database/"
NEW = "/centres/520505/organisations/new/"
ACTIVITY = "/centres/520505/activities/new/"
GROUP = {
    "name": "กลุ่มออมทรัพย์บ้านปงเตา",
    "kind": "savings",
    "size": "๑๒๐",
    "funds": "1,250,000.50",
    "leader": "นางสมมุติ ตัวอย่างดี",
    "leader_phone": "080-001-2345",
    "since": "1/10/2560",
}
DONE = {"held": "10/10/2567", "name": "เวทีประชาคม", "duties": ["sufficiency", "funds"]}


@pytest.fixture
def centre(ngao_officer, pong_tao) -> Centre:
    return actions.open_centre(by=ngao_officer, area=pong_tao)


@pytest.fixture
def group(centre, ngao_officer):
    def make(name="กลุ่มออมทรัพย์", **facts) -> Organisation:
        start = {"kind": "savings", "size": None, "funds": None, "leader": "", "since": None}
        return actions.record_organisation(
            by=ngao_officer, centre=centre, name=name, **{**start, **facts}
        )

    return make


@pytest.fixture
def ask(client):
    def do(user, url, data=None, status=200, **headers):
        client.force_login(user)
        response = client.get(url) if data is None else client.post(url, data, **headers)
        assert response.status_code == status, response.content.decode()[:3000]
        return " ".join(response.content.decode().split())

    return do


WHOLE = Known(
    founded=True,
    founded_by=True,
    place=True,
    contact=True,
    organisations=3,
    activities=2,
    unproved=1,
    reviewed=date(2024, 11, 1),
)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"founded": False}, "ยังไม่มีวันก่อตั้ง"),
        ({"founded_by": False}, "ยังไม่ระบุคำสั่งหรือมติที่ตั้ง"),
        ({"place": False}, "ยังไม่มีที่ตั้ง"),
        ({"contact": False}, "ยังไม่มีผู้ประสานงานหรือโทรศัพท์"),
        ({"unsized": 2}, "ขาดจำนวนสมาชิก 2 องค์การ"),
        ({"unfunded": 1}, "ขาดเงินทุน 1 องค์การ"),
        ({"leaderless": 3}, "ขาดผู้นำ 3 องค์การ"),
        ({"activities": 0, "unproved": 0}, "ยังไม่มีกิจกรรมในปีงบประมาณนี้"),
        ({"unproved": 2}, "กิจกรรมในปีนี้ยังไม่มีหลักฐาน"),
        ({"reviewed": None}, "ยังไม่ทบทวนในปีงบประมาณนี้"),
    ],
)
def test_each_thing_that_is_missing_is_said(change, says):
    assert gaps(WHOLE) == []
    assert complete(WHOLE) == PARTS

    lacking = Known(**{**WHOLE.__dict__, **change})
    assert [gap.text for gap in gaps(lacking)] == [says]
    assert complete(lacking) == PARTS - 1


def test_a_centre_of_which_nothing_is_known_lacks_every_part():
    assert len(gaps(Known())) == PARTS
    assert complete(Known()) == 0
    assert {gap.where for gap in gaps(Known())} == set(Where)


@given(st.builds(Known))
def test_what_is_there_and_what_is_missing_are_all(one):
    assert complete(one) + len(gaps(one)) == PARTS


@pytest.mark.parametrize(
    ("position", "says"),
    [
        ((None, None), ""),
        ((Decimal("18.75432"), Decimal("99.97654")), ""),
        ((5, 97), ""),
        ((21, 106), ""),
        ((Decimal("4.9"), 100), "นอกประเทศไทย"),
        ((99, 18), "นอกประเทศไทย"),  # the two swapped
        ((18, None), "ทั้งละติจูดและลองจิจูด"),
        ((None, 99), "ทั้งละติจูดและลองจิจูด"),
    ],
)
def test_a_position_lies_in_thailand_and_is_whole(position, says):
    assert says in position_problem(*position)
    assert bool(says) == bool(position_problem(*position))


def test_the_lists_are_read_with_codes_of_their_own():
    assert "savings" in kinds()
    assert len(duties()) == 10
    assert [duty.number for duty in duties().values()] == list(range(1, 11))


def test_the_page_says_what_is_missing_and_where_it_is_entered(ask, ngao_officer, centre):
    page = ask(ngao_officer, DATABASE)

    assert "มีแล้ว 0 จาก 9 รายการ" in page
    assert "ยังไม่มีวันก่อตั้ง" in page
    for url in ("/centres/520505/centre/", NEW, ACTIVITY):
        assert f'href="{url}"' in page


@pytest.mark.parametrize("who", ["reader", "member", "province_officer"])
def test_who_does_not_record_reads_only(ask, request, who, centre, group):
    user = request.getfixturevalue(who)
    one = group(leader_phone="0800012345")
    page = ask(user, DATABASE)

    assert "กลุ่มออมทรัพย์" in page
    assert "0800012345" not in page
    for url in (NEW, ACTIVITY, f"/centres/organisations/{one.pk}/"):
        assert f'href="{url}"' not in page
        ask(user, url, {}, status=403)


def test_another_district_finds_nothing(ask, thoen_officer, centre, group):
    one = group()
    for url in (DATABASE, NEW, ACTIVITY, f"/centres/organisations/{one.pk}/"):
        ask(thoen_officer, url, status=404)
        if url != DATABASE:
            ask(thoen_officer, url, {}, status=404)


def test_an_area_without_a_centre_has_no_database(ask, ngao_officer, pong_tao):
    ask(ngao_officer, DATABASE, status=404)


def test_a_stranger_is_asked_to_log_in(client, centre):
    assert "login" in client.get(DATABASE)["Location"]


def test_an_organisation_is_entered_with_all_that_is_known(ask, ngao_officer, centre):
    ask(ngao_officer, NEW, GROUP, status=302)
    ask(ngao_officer, NEW, GROUP, status=302)  # a second click

    one = Organisation.objects.get()
    assert (one.size, one.funds, one.since) == (120, Decimal("1250000.50"), date(2017, 10, 1))
    assert one.leader_phone == "0800012345"
    event = Event.objects.get(verb="organisation.recorded")
    assert "2345" not in str(event.changes)
    page = ask(ngao_officer, DATABASE)
    assert "กลุ่มออมทรัพย์เพื่อการผลิต" in page
    assert "1,250,000.50 บาท" in page.replace("\xa0", " ")
    assert "08x-xxx-2345" in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "ชื่อองค์การชุมชน"),
        ({"kind": ""}, "ประเภท"),
        ({"kind": "unheard"}, "ประเภท"),
        ({"size": "สิบคน"}, "พิมพ์เป็นจำนวนเต็ม"),
        ({"size": "-5"}, "1"),
        ({"funds": "หมื่นบาท"}, "พิมพ์เป็นตัวเลข"),
        ({"funds": "-0.01"}, "เงินทุนติดลบไม่ได้"),
        ({"funds": "1.234"}, "ทศนิยม"),
        ({"leader_phone": "123"}, "หลัก"),
        ({"since": "6/11/2567"}, "อยู่หลังวันนี้"),
    ],
)
def test_what_cannot_be_of_an_organisation_is_said_and_kept(
    ask, ngao_officer, centre, change, says
):
    page = ask(ngao_officer, NEW, {**GROUP, **change})

    assert says in page
    assert GROUP["leader"] in page
    assert not Organisation.objects.exists()


def test_a_name_is_a_member_once(ask, ngao_officer, group):
    group("กลุ่มออมทรัพย์บ้านปงเตา")

    assert "เป็นสมาชิกของ ศอช.ต. ปงเตา อยู่แล้ว" in ask(ngao_officer, NEW, GROUP)


def test_an_organisation_is_put_right(ask, ngao_officer, group):
    one = group(leader_phone="0800012345")
    url = f"/centres/organisations/{one.pk}/"
    assert "08x-xxx-2345" in ask(ngao_officer, url)

    sent = {"name": one.name, "kind": "women", "size": "30", "funds": "0", "leader_phone": ""}
    for _ in range(2):
        ask(ngao_officer, url, sent, status=302)

    one.refresh_from_db()
    assert (one.kind, one.size, one.funds, one.leader_phone) == ("women", 30, 0, "0800012345")
    assert Event.objects.filter(verb="organisation.corrected").count() == 1


def test_a_member_leaves_with_day_and_reason(ask, ngao_officer, group, today):
    one = group(since=date(2020, 1, 1))
    url = f"/centres/organisations/{one.pk}/leave/"
    for until, says in (("6/11/2567", "หลังวันนี้"), ("31/12/2562", "ก่อนวันที่เข้า")):
        assert says in ask(ngao_officer, url, {"until": until, "because": "เลิกกลุ่ม"})

    for _ in range(2):
        ask(ngao_officer, url, {"until": "1/11/2567", "because": "เลิกกลุ่ม"}, status=302)

    assert not Organisation.objects.on(today).exists()
    assert Organisation.objects.on(date(2024, 10, 31)).exists()
    assert Event.objects.filter(verb="organisation.ended").count() == 1
    assert "เลิกกลุ่ม" in ask(ngao_officer, DATABASE)
    page = ask(ngao_officer, url, {"until": "2/11/2567", "because": "อื่น"})
    assert "พ้นสมาชิกภาพไปแล้ว" in page


def test_each_look_at_a_number_is_recorded(ask, ngao_officer, centre, group, member):
    one = group(leader_phone="0800012345")
    facts = {"founded": None, "place": ""}
    actions.describe_centre(by=ngao_officer, centre=centre, phone="0800054321", **facts)

    whole = ask(ngao_officer, f"/centres/organisations/{one.pk}/phone/", {})
    part = ask(ngao_officer, "/centres/520505/phone/", {}, HTTP_HX_REQUEST="true")

    assert "080-001-2345" in whole
    assert "080-005-4321" in part
    assert "<html" not in part
    assert Event.objects.filter(verb__endswith="contact_seen").count() == 2
    assert not Event.objects.filter(changes__icontains="4321").exists()
    ask(member, "/centres/520505/phone/", {}, status=403)


def test_an_activity_is_recorded_with_duties_and_evidence(ask, ngao_officer, centre):
    for _ in range(2):
        ask(ngao_officer, ACTIVITY, {**DONE, "evidence": pdf("ภาพ")}, status=302)

    one = Activity.objects.get()
    assert {duty.duty for duty in one.duties.all()} == {"sufficiency", "funds"}
    assert one.evidence is not None
    assert Event.objects.filter(verb="activity.recorded").count() == 1
    assert "เศรษฐกิจพอเพียง" in ask(ngao_officer, DATABASE)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"held": "6/11/2567"}, "อยู่หลังวันนี้"),
        ({"held": "31/2/2567"}, "ไม่มี"),
        ({"name": ""}, "กิจกรรม"),
        ({"duties": []}, "หน้าที่ของศูนย์ฯ"),
        ({"duties": ["unheard"]}, "หน้าที่ของศูนย์ฯ"),
        ({"evidence": SimpleUploadedFile("a.pdf", b"no paper")}, "ไฟล์"),
    ],
)
def test_what_cannot_be_of_an_activity_is_said(ask, ngao_officer, centre, change, says):
    assert says in ask(ngao_officer, ACTIVITY, {**DONE, **change})
    assert not Activity.objects.exists()


def test_what_is_known_is_gathered_for_many_at_once(
    ask, ngao_officer, thoen_officer, centre, group, lom_raet, today, django_assert_num_queries
):
    group("ก", size=10, funds=Decimal(0), leader="นาง ก")
    group("ข")
    other = actions.open_centre(by=thoen_officer, area=lom_raet, place="ศาลา")
    held = {"centre": centre, "held": date(2024, 10, 1)}
    actions.record_activity(by=ngao_officer, name="ในปี", duties=["funds"], **held)
    actions.record_activity(
        by=ngao_officer, centre=centre, name="ปีก่อน", duties=["funds"], held=date(2024, 9, 30)
    )
    actions.record_review(by=ngao_officer, outcome=Outcome.UNCHANGED, because="คงเดิม", **held)

    with django_assert_num_queries(4):
        found = known(["52"], year=FiscalYear(2568), day=today)

    assert set(found) == {"520505", other.area_id}
    assert found["520505"] == Known(
        organisations=2,
        unsized=1,
        unfunded=1,
        leaderless=1,
        activities=1,
        unproved=1,
        reviewed=date(2024, 10, 1),
    )
    assert found[other.area_id] == Known(place=True)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("organisation_funds_are_not_negative", {"funds": -1}),
        ("organisation_leaves_after_it_joined", {"since": "2024-01-02", "until": "2024-01-01"}),
        ("organisation_leaves_with_a_reason", {"until": "2024-01-01"}),
        ("organisation_is_a_member_once", {"name": "มีแล้ว"}),
    ],
)
def test_the_database_refuses_an_organisation_that_cannot_be(name, facts, centre, group):
    group("มีแล้ว")
    because = {"ended_because": "x"} if name == "organisation_leaves_after_it_joined" else {}

    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"), transaction.atomic():
        Organisation.objects.create(centre=centre, **{"name": "ข", "kind": "x", **facts, **because})


def test_the_database_keeps_positions_whole_and_acts_once(centre, ngao_officer):
    held = {"centre": centre, "held": date(2024, 1, 1)}
    activity = Activity.objects.create(name="ก", **held)
    ActivityDuty.objects.create(activity=activity, duty="funds")
    Review.objects.create(outcome="unchanged", because="x", by=ngao_officer, **held)
    doubles = [
        lambda: Centre.objects.filter(pk=centre.pk).update(latitude=18),
        lambda: Activity.objects.create(name="ก", **held),
        lambda: ActivityDuty.objects.create(activity=activity, duty="funds"),
        lambda: Review.objects.create(outcome="unchanged", because="x", by=ngao_officer, **held),
    ]
    for double in doubles:
        with pytest.raises(IntegrityError), transaction.atomic():
            double()


def test_the_page_costs_the_same_whatever_is_recorded(
    client, ngao_officer, centre, group, django_assert_max_num_queries
):
    client.force_login(ngao_officer)
    for size in (2, 20):
        for number in range(size):
            group(f"กลุ่ม {size} {number}")
            actions.record_activity(
                by=ngao_officer,
                centre=centre,
                held=date(2024, 10, 1),
                name=f"{size} {number}",
                duties=["funds", "nature"],
            )
        with django_assert_max_num_queries(16):
            assert client.get(DATABASE).status_code == 200
