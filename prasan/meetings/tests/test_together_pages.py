"""Calling, holding and minuting several committees in one room, on the pages."""

from datetime import time

import pytest
from django.urls import reverse

from prasan.committees.models import Kind
from prasan.letters.models import Letter
from prasan.meetings import actions, checkin
from prasan.meetings.models import Gathering, Meeting, Section
from prasan.meetings.papers import call_of, minutes_of, notices_of
from prasan.meetings.room import Room
from prasan.meetings.tests import make
from prasan.orders.models import Appointment


@pytest.fixture
def integrated(ngao_officer, pong_tao, committee):
    return make.committee(by=ngao_officer, area=pong_tao, kind=Kind.INTEGRATED, seats=7)


@pytest.fixture
def together(ngao_officer, committee, integrated):
    return actions.draft_together(
        by=ngao_officer, committees=[committee, integrated], planned=make.DAY,
        place="ศาลาประชาคมตำบลปงเตา", starts=time(9), at=make.at(7),
    )  # fmt: skip


@pytest.fixture
def here(client, ngao_officer):
    client.force_login(ngao_officer)
    return client


def told(response):
    return response.content.decode().replace("\u00a0", " ")


def plan_page(committee):
    return reverse("meetings:plan", args=[committee.kind, committee.area_id])


PLAN = {"planned": "20/12/2567", "starts": "9.00", "place": "ศาลา"}


def test_the_committees_near_by_are_offered(
    here, committee, integrated, district_committee, ngao_officer, ban_rong, thoen_committee
):
    make.committee(by=ngao_officer, area=ban_rong)
    from_tambon = here.get(plan_page(committee)).context["form"].offered
    assert [f"{one}" for one in from_tambon] == ["คอช.อ. งาว", "ก.บ.ต. ปงเตา"]
    from_district = here.get(plan_page(district_committee)).context["form"].offered
    assert [f"{one}" for one in from_district] == ["คอช.ต. บ้านร้อง", "ก.บ.ต. ปงเตา", "คอช.ต. ปงเตา"]


def test_who_may_record_one_area_is_offered_its_committees_only(
    client, tambon_officer, committee, integrated, district_committee
):
    client.force_login(tambon_officer)
    offered = client.get(plan_page(committee)).context["form"].offered
    assert offered == [integrated]
    client.post(plan_page(committee), {**PLAN, "beside": [district_committee.pk]})
    assert not Meeting.objects.exists()


def test_a_sitting_is_planned_on_one_page(here, committee, integrated):
    here.post(plan_page(committee), {**PLAN, "beside": [integrated.pk]})

    assert Meeting.objects.filter(gathering=Gathering.objects.get()).count() == 2


def test_what_the_other_cannot_do_is_told_and_what_was_typed_stays(
    here, ngao_officer, committee, integrated
):
    make.draft(by=ngao_officer, committee=integrated, place="วัด", planned=make.date(2024, 12, 20))
    answer = told(here.post(plan_page(committee), {**PLAN, "beside": [integrated.pk]}))

    assert "ก.บ.ต. ปงเตา วันที่ 20 ธ.ค. 2567 มีการประชุม" in answer
    assert 'value="ศาลา"' in answer
    assert not committee.meetings.exists()


def test_companions_are_changed_on_the_page_of_the_plan(
    here, committee, integrated, district_committee, together
):
    url = reverse("meetings:replan", args=[together[0].pk])
    assert here.get(url).context["form"].initial["beside"] == [integrated.pk]

    here.post(url, {**PLAN, "beside": [district_committee.pk]})

    assert integrated.meetings.get().gathering is None
    assert f"{integrated.meetings.get().planned}" == "2024-11-05"
    moved = district_committee.meetings.get()
    assert f"{moved.planned}" == "2024-12-20"
    assert moved.gathering_id == committee.meetings.get().gathering_id


def test_each_page_leads_to_the_other(here, together):
    first, second = together
    assert second.get_absolute_url() in told(here.get(first.get_absolute_url()))


def hold(client, meeting, **sent):
    return client.post(reverse("meetings:hold", args=[meeting.pk]), sent, follow=True)


def seat_of(meeting, line):
    return make.seats_on(meeting.committee, make.DAY).get(line=line).pk


def test_the_room_shows_everyone_once_and_each_quorum(here, together):
    first, second = together
    page = here.get(reverse("meetings:hold", args=[second.pk]))
    rows = page.context["sitting"].rows
    assert len(rows) == 7
    assert rows[0].office == "ประธานกรรมการ คอช.ต., ประธานกรรมการ ก.บ.ต."
    assert told(page).count("ต้องอยู่ในห้องอย่างน้อย") == 2


def test_the_clerk_holds_both_at_once(here, together, settings):
    first, second = together
    for line in (1, 2, 3):
        hold(here, first, do="arrive", seat=seat_of(first, line))
    answer = told(hold(here, first, do="open"))
    assert "ก.บ.ต. ปงเตา ยังเปิดประชุมไม่ได้ มา 3 จาก 7" in answer
    hold(here, first, do="arrive", seat=seat_of(second, 6))
    hold(here, second, do="open")
    assert Meeting.objects.exclude(opened_at=None).count() == 2
    item = second.items.get(section=Section.NOTICES)
    hold(here, first, do="take", item=item.pk)
    assert not Meeting.objects.filter(items__section=Section.NOTICES, items__taken_at=None)
    hold(here, first, do="close")
    assert Meeting.objects.exclude(held=None).count() == 2


def test_a_seat_of_neither_committee_is_not_found(here, together, district_committee):
    other = Appointment.objects.filter(order__committee=district_committee).first()
    assert hold(here, together[0], do="arrive", seat=other.pk).status_code == 404


def test_one_code_serves_all_and_reaches_every_seat(client, together):
    first, second = together
    url = reverse("meetings:check_in", args=[checkin.token(second)])
    assert told(client.get(url)).count('name="seat"') == 7

    answer = told(client.post(url, {"seat": seat_of(first, 1)}))

    assert f"{first}" in answer
    assert f"{second}" in answer
    assert [Room(one).present_at(make.at(23, 59)) for one in together] == [1, 1]


def test_who_may_not_record_one_of_them_does_not_hold_the_sitting(
    client, tambon_officer, committee, district_committee, ngao_officer
):
    first, _other = actions.draft_together(
        by=ngao_officer, committees=[committee, district_committee], planned=make.DAY,
        place="ศาลา", starts=time(9), at=make.at(7),
    )  # fmt: skip
    client.force_login(tambon_officer)
    page = told(client.get(first.get_absolute_url()))
    assert "ผู้ที่ดูแลทุกคณะเป็นผู้เรียก" in page
    for name in ("hold", "code", "convene", "replan"):
        url = reverse(f"meetings:{name}", args=[first.pk])
        assert url not in page
        assert client.get(url).status_code == 403


def test_one_notice_a_person_names_all_committees(here, ngao_officer, together, ngao):
    first, _second = together
    actions.convene(by=ngao_officer, meeting=first, at=make.at(8))
    notices = notices_of(first)
    assert len(notices) == 7
    member, letter = notices[0]
    assert letter.to == ("นางบุญมี1 ศรีสุข ประธานกรรมการ คอช.ต., ประธานกรรมการ ก.บ.ต.",)
    assert letter.subject == (
        "ขอเชิญประชุมร่วมคณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล ตำบลปงเตา "
        "อำเภองาว จังหวัดลำปาง ครั้งที่ 1/2567 และคณะกรรมการบริหารงานตำบลแบบบูรณาการ ตำบลปงเตา "
        "อำเภองาว จังหวัดลำปาง ครั้งที่ 1/2567"
    )
    assert "กำหนดจัดการประชุมร่วมกัน" in letter.body[0].text
    page = told(here.get(reverse("meetings:convene", args=[first.pk])))
    assert page.count("/notice/") == 14
    for one in together:
        call = call_of(one)
        assert (len(call.members), call) == (7, call_of(first))


def test_one_number_serves_the_sitting(ngao_officer, together, ngao):
    office = make.office(by=ngao_officer, area=ngao)
    actions.convene(by=ngao_officer, meeting=together[0], at=make.at(8))
    issued = [
        actions.issue_notice(
            by=ngao_officer, meeting=one, office=office, signatory=office.signatories.get(),
            dated=make.DAY, at=make.at(8),
        )
        for one in together
    ]  # fmt: skip
    assert issued[0] == issued[1]
    assert Letter.objects.count() == 1


def test_an_item_goes_on_all_agendas_or_on_one(here, together):
    first, second = together
    url = reverse("meetings:agenda", args=[first.pk])
    here.post(url, {"section": 5, "title": "แผนร่วม", "brief": "", "is_common": "on"})
    here.post(url, {"section": 5, "title": "เฉพาะ คอช.ต.", "brief": ""})

    assert second.items.filter(title="แผนร่วม").exists()
    assert not second.items.filter(title="เฉพาะ คอช.ต.").exists()
    titles = [item.title for part in call_of(second).parts for item in part.items]
    assert titles.count("แผนร่วม") == 1
    assert "เฉพาะ คอช.ต. (คอช.ต.)" in titles


@pytest.fixture
def both_held(ngao_officer, together):
    first, _second = together
    make.came(by=ngao_officer, meeting=first, lines=(1, 2, 3, 4), moment=make.at(8, 50))
    actions.open_sitting(by=ngao_officer, meeting=first, at=make.at(9))
    actions.close_sitting(by=ngao_officer, meeting=first, at=make.at(12))
    return list(Meeting.objects.order_by("pk"))


def test_the_minutes_of_one_may_start_from_the_other_s(here, ngao_officer, both_held):
    first, second = both_held
    actions.save_item(
        by=ngao_officer, item=first.items.get(section=Section.NOTICES), edition=0,
        text="ประธานกล่าวเปิด", resolution="", outcome="", at=make.at(13),
    )  # fmt: skip
    url = reverse("meetings:minutes", args=[second.pk])
    assert f"?from={first.pk}" in told(here.get(url))
    assert "ประธานกล่าวเปิด" in told(here.get(url, {"from": first.pk}))
    assert "ประธานกล่าวเปิด" not in told(here.get(url, {"from": "999"}))
    assert [body.label for body in minutes_of(first).beside] == ["1/2567"]


def test_a_correction_says_whom_it_reaches(here, ngao_officer, both_held, pong_tao):
    first, second = both_held
    url = reverse("meetings:correct", args=[first.pk])
    assert "แก้ตามด้วย" in told(here.get(url))
    line = first.attendance.get(seat__line=1).pk

    form = here.get(url).context["form"]
    sent = {bound.html_name: bound.field.prepare_value(bound.initial) or "" for bound in form}
    answer = told(
        here.post(url, {**sent, "why": "ลงผิด", f"presence_{line}": "absent"}, follow=True)
    )

    assert "ไม่ได้แก้ของ" not in answer
    assert second.attendance.get(seat__line=1).presence == "absent"


def test_a_correction_says_whom_it_does_not_reach(here, ngao_officer, both_held):
    first, second = both_held
    Meeting.objects.filter(pk=second.pk).update(held=None, held_by=None)
    url = reverse("meetings:correct", args=[first.pk])
    assert f"ไม่แก้ของ {second} ตาม" in told(here.get(url))

    form = here.get(url).context["form"]
    sent = {bound.html_name: bound.field.prepare_value(bound.initial) or "" for bound in form}
    answer = told(here.post(url, {**sent, "why": "ลงผิด", "place": "วัด"}, follow=True))

    assert f"ไม่ได้แก้ของ {second} ตาม ยังไม่ปิดประชุม" in answer


def test_queries_do_not_grow_with_members_or_committees(
    here, ngao_officer, committee, integrated, district_committee, ban_rong,
    django_assert_max_num_queries,
):  # fmt: skip
    large = make.committee(by=ngao_officer, area=ban_rong, seats=25)
    whole = [district_committee, committee, integrated, large]
    counts = []
    for committees in (whole[:2], whole):
        meeting = actions.draft_together(
            by=ngao_officer, committees=committees, planned=make.DAY, place="ศาลา",
            starts=time(9), at=make.at(7),
        )[0]  # fmt: skip
        for name in ("hold", "room"):
            with django_assert_max_num_queries(22) as captured:
                here.get(reverse(f"meetings:{name}", args=[meeting.pk]))
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
