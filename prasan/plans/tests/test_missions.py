from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.audit.models import Event
from prasan.evidence.models import Evidence
from prasan.plans.models import Mission
from prasan.plans.tests import make

URL = "/plans/missions/520505/"
GOOD = {
    "task": "ขับเคลื่อนแผนพัฒนาตำบล",
    "authority": "คำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗",
    "starts": "1 ต.ค. 2567",
    "ends": "30 ก.ย. ๒๕๖๘",
}


def end(mission):
    return f"/plans/mission/{mission.pk}/end/"


def test_a_stranger_is_sent_to_log_in(client, mission):
    for url in (URL, end(mission)):
        assert client.get(url).status_code == 302
        assert client.post(url, GOOD).status_code == 302


def test_another_district_finds_nothing(client, thoen_officer, mission):
    client.force_login(thoen_officer)

    for url in (URL, end(mission)):
        assert client.get(url).status_code == 404
        assert client.post(url, GOOD).status_code == 404


@pytest.mark.parametrize("who", ["member", "reader"])
def test_those_above_and_readers_only_read(client, request, mission, who):
    client.force_login(request.getfixturevalue(who))

    page = client.get(URL)

    assert "ขับเคลื่อนแผนพัฒนาตำบล" in page.content.decode()
    assert "บันทึกการมอบหมาย" not in page.content.decode()
    assert client.get(end(mission)).status_code == 403
    for url in (URL, end(mission)):
        assert client.post(url, {**GOOD, "edition": "1"}).status_code == 403
    assert Mission.objects.get().ends is None


def test_the_officer_of_a_tambon_has_no_say_in_the_district(client, tambon_officer, ngao):
    client.force_login(tambon_officer)

    assert client.get("/plans/missions/5205/").status_code == 404


@pytest.mark.parametrize("code", ["52", "529999"])
def test_only_districts_and_tambons_have_missions(client, province_officer, code):
    client.force_login(province_officer)

    assert client.get(f"/plans/missions/{code}/").status_code == 404


def test_a_mission_is_assigned_once_with_its_last_day(client, ngao_officer, centre):
    client.force_login(ngao_officer)
    assert "ยังไม่ได้มอบหมายภารกิจ" in client.get(URL).content.decode()

    for _ in range(2):
        assert client.post(URL, GOOD)["Location"] == URL

    assert Mission.objects.get().ends == date(2025, 10, 1)
    assert Event.objects.filter(verb="mission.assigned", area="520505").count() == 1
    page = client.get(URL).content.decode()
    assert "มีผล" in page
    assert "30\u00a0ก.ย.\u00a02568" in page


def test_a_district_centre_has_its_own(client, ngao_officer, ngao):
    make.centre(ngao_officer, ngao)
    client.force_login(ngao_officer)

    client.post("/plans/missions/5205/", GOOD)

    assert Mission.objects.get().centre.area == ngao


def test_without_a_centre_nothing_is_assigned_and_the_page_says_why(client, ngao_officer):
    client.force_login(ngao_officer)

    page = client.post(URL, GOOD).content.decode()

    assert "ยังไม่มีศูนย์ฯ ในทะเบียน" in page
    assert not Mission.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"task": ""}, "ยังไม่ได้กรอกภารกิจ"),
        ({"authority": ""}, "ยังไม่ได้กรอกคำสั่งหรือมติที่มอบหมาย"),
        ({"starts": "31 ก.พ. 2567"}, "31/02/2567 ไม่มีในปฏิทิน"),
        ({"starts": "1/10/2024"}, "ปี 2024 เป็นปี ค.ศ."),
        ({"ends": "30 ก.ย. 2567"}, "วันสุดท้ายอยู่ก่อนวันเริ่ม (1 ต.ค. 2567) แก้วันใดวันหนึ่ง"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(
    client, ngao_officer, centre, typed, words
):
    client.force_login(ngao_officer)

    page = client.post(URL, {**GOOD, **typed}).content.decode()

    assert words in page
    assert all(f'value="{text}"' in page for text in {**GOOD, **typed}.values() if text)
    assert not Mission.objects.exists()


def order() -> SimpleUploadedFile:
    return SimpleUploadedFile("คำสั่ง.png", make.picture(), content_type="image/png")


def test_the_order_is_kept_as_evidence(client, ngao_officer, centre):
    client.force_login(ngao_officer)

    client.post(URL, {**GOOD, "document": order()})
    client.post(URL, {**GOOD, "document": order()})

    assert Mission.objects.get().document == Evidence.objects.get()
    assert "คำสั่ง.png" in client.get(URL).content.decode()


def test_a_refused_mission_keeps_no_evidence_but_holds_the_file(client, ngao_officer, centre):
    client.force_login(ngao_officer)

    page = client.post(URL, {**GOOD, "ends": "30 ก.ย. 2567", "document": order()})

    assert not Evidence.objects.exists()
    assert "คำสั่ง.png" in page.content.decode()


def test_a_mission_is_ended_and_an_older_form_is_stopped(client, ngao_officer, mission):
    client.force_login(ngao_officer)

    client.post(end(mission), {"ends": "31 ต.ค. 2567", "edition": "1"})
    assert Mission.objects.get().ends == date(2024, 11, 1)
    assert "สิ้นสุดแล้ว" in client.get(URL).content.decode()
    assert 'value="31 ต.ค. 2567"' in client.get(end(mission)).content.decode()

    page = client.post(end(mission), {"ends": "", "edition": "1"}).content.decode()
    assert "ตอนนี้เป็น พ้นภารกิจวันที่ 1 พ.ย. 2567" in page
    client.post(end(mission), {"ends": "", "edition": "2"})
    assert Mission.objects.get().ends is None


def test_queries_do_not_grow_with_the_missions(client, ngao_officer, centre, mission, queries):
    client.force_login(ngao_officer)
    few = queries(URL)
    for number in range(5):
        make.mission(ngao_officer, centre, task=f"ภารกิจที่ {number}")

    assert queries(URL) == few


WHY = "พิมพ์เลขคำสั่งผิด"


def correct(mission):
    return f"/plans/mission/{mission.pk}/correct/"


def corrected(**typed):
    return {**GOOD, "ends": "", "duties": ["sufficiency"], "why": WHY, "edition": "1", **typed}


def test_only_those_who_assign_put_a_mission_right(
    client, thoen_officer, reader, member, tambon_officer, mission
):
    url = correct(mission)
    assert client.get(url).status_code == 302
    for user, status in ((thoen_officer, 404), (reader, 403), (member, 403)):
        client.force_login(user)
        assert client.get(url).status_code == status
        assert client.post(url, corrected()).status_code == status
    assert not mission.duties.exists()


def test_duties_and_days_are_put_right_with_a_reason_that_is_shown(client, ngao_officer, mission):
    client.force_login(ngao_officer)
    assert 'value="1 ต.ค. 2567"' in client.get(correct(mission)).text

    for _ in range(2):
        answer = client.post(correct(mission), corrected(starts="15 ต.ค. 2567"))
        assert answer["Location"] == f"/plans/mission/{mission.pk}/"

    mission.refresh_from_db()
    assert (mission.starts, mission.edition) == (date(2024, 10, 15), 2)
    assert [one.duty for one in mission.duties.all()] == ["sufficiency"]
    told = Event.objects.get(verb="mission.corrected")
    assert told.changes["why"] == WHY
    assert told.changes["duties"] == ["", "sufficiency"]
    page = client.get(f"/plans/mission/{mission.pk}/").text
    assert "เศรษฐกิจพอเพียง" in page
    assert WHY in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"why": ""}, "ยังไม่ได้กรอกเหตุที่แก้"),
        ({"starts": "2 พ.ย. 2567"}, "มีความก้าวหน้าของวันที่ 1 พ.ย. 2567 อยู่แล้ว"),
        ({"ends": "30 ก.ย. 2567"}, "วันสุดท้ายอยู่ก่อนวันเริ่ม"),
        ({"task": "อีกภารกิจ"}, "มอบหมายภารกิจนี้ตามคำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗แล้ว"),
        ({"edition": "7"}, "มีผู้บันทึกไปก่อนแล้ว"),
    ],
)
def test_a_mission_is_not_put_right_wrongly(client, ngao_officer, centre, mission, typed, words):
    make.note(ngao_officer, mission)
    make.mission(ngao_officer, centre, task="อีกภารกิจ")
    client.force_login(ngao_officer)

    page = client.post(correct(mission), corrected(**typed)).text

    assert words in page
    assert not mission.duties.exists()
    assert not Event.objects.filter(verb="mission.corrected").exists()


def test_a_mission_without_an_end_is_never_late_however_long_it_runs(client, ngao_officer, centre):
    """A standing mission drives; nothing about it is overdue, on its pages or on the board."""
    make.mission(ngao_officer, centre, starts=date(2020, 1, 1))
    client.force_login(ngao_officer)

    for url in (URL, f"/plans/mission/{Mission.objects.get().pk}/"):
        page = client.get(url).text
        assert "มีผล" in page
        assert "เลยกำหนด" not in page
        assert "state-late" not in page
