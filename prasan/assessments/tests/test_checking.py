"""The district and the province look at a result, alone and several at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import actions
from prasan.assessments.actions import Answer
from prasan.assessments.models import Assessment, Remark
from prasan.assessments.tests import make
from prasan.assessments.workflow import Tier
from prasan.audit.models import Event

SHEET = "/assessments/520505/2568/"
URL = f"{SHEET}check/"
TOGETHER = "/assessments/5205/2568/together/"


@pytest.fixture
def filed(tambon_officer, centre, framework, year):
    return actions.file_complete(
        by=tambon_officer,
        centre=centre,
        framework=framework,
        fiscal_year=year,
        answers=make.answers(framework, 1),
        at=make.moment(),
    )


@pytest.fixture
def verified(filed, ngao_officer, now):
    return actions.agree(by=ngao_officer, assessment=filed, tier=Tier.DISTRICT, at=now)


@pytest.fixture
def district(client, ngao_officer):
    client.force_login(ngao_officer)
    return client


@pytest.fixture
def province(client, province_officer):
    client.force_login(province_officer)
    return client


def typed(framework, *points, do="agree", notes=(), reason=""):
    post = {"do": do, "reason": reason}
    for place, each in enumerate(make.indicators(framework)):
        post[f"i{each.pk}-choice"] = points[min(place, len(points) - 1)]
        post[f"i{each.pk}-note"] = notes[place] if place < len(notes) else ""
        post[f"i{each.pk}-edition"] = 0
    return post


def given(assessment, tier):
    mine = assessment.scores.of(tier).order_by("indicator__number")
    return [(each.points, each.note) for each in mine]


def last(assessment):
    return assessment.steps.last().kind


def test_a_visitor_logs_in_first(client, filed):
    assert client.get(URL).status_code == 302
    assert client.post(TOGETHER).status_code == 302


@pytest.mark.parametrize("url", [URL, TOGETHER])
def test_another_district_cannot_see_it(client, thoen_officer, filed, url):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404
    assert client.post(url, {"do": "agree"}).status_code == 404
    assert last(filed) == "filed"


@pytest.mark.parametrize("who", ["reader", "member", "tambon_officer", "province_officer"])
def test_only_the_tier_whose_turn_it_is_may_check(client, request, who, filed, framework):
    client.force_login(request.getfixturevalue(who))

    assert client.get(URL).status_code == 403
    assert client.post(URL, typed(framework, 1)).status_code == 403
    assert "check/" not in client.get(SHEET).content.decode()


def test_the_district_agrees_with_all(district, filed, framework):
    page = district.get(URL).content.decode()
    response = district.post(URL, typed(framework, 1))

    assert "คุณpongtao" in page
    assert (response.status_code, response.url) == (302, SHEET)
    assert (last(filed), given(filed, Tier.DISTRICT)) == ("verified", [(1, ""), (1, ""), (1, "")])
    assert Event.objects.filter(verb="assessment.verified").count() == 1


def test_the_district_scores_otherwise_with_a_reason(district, filed, framework):
    district.post(URL, typed(framework, 1, 2, notes=["", "ดูทะเบียนแล้วครบ", "ครบ"]))

    assert given(filed, Tier.DISTRICT) == [(1, ""), (2, "ดูทะเบียนแล้วครบ"), (2, "ครบ")]
    assert given(filed, Tier.SELF) == [(1, ""), (1, ""), (1, "")]
    page = district.get(SHEET).content.decode()
    assert "ดูทะเบียนแล้วครบ" in page
    assert "อำเภอยืนยันแล้ว รอจังหวัดรับรอง" in page


def test_otherwise_without_a_reason_stays_typed_and_names_the_indicator(district, filed, framework):
    page = district.post(URL, typed(framework, 1, 2, 1)).content.decode()

    assert "ข้อ 1.2 ให้ต่างจากเดิม เขียนเหตุผลก่อน" in page
    assert last(filed) == "filed"


def test_points_outside_the_scale_are_refused(district, filed, framework):
    page = district.post(URL, typed(framework, 7, 1)).content.decode()

    assert "ข้อ 1.1 ให้ได้ 0 ถึง 1 คะแนน" in page
    assert not filed.scores.of(Tier.DISTRICT).exists()


def test_a_look_may_be_saved_and_gone_on_with(district, filed, framework):
    post = typed(framework, 1, 2, 1, do="save", notes=["", "ครบ"])

    assert district.post(URL, post).url == URL
    assert (last(filed), given(filed, Tier.DISTRICT)) == ("filed", [(2, "ครบ")])
    assert 'value="ครบ"' in district.get(URL).content.decode()


def test_a_sheet_is_returned_with_what_to_put_right(
    district, client, tambon_officer, filed, framework
):
    refused = district.post(URL, typed(framework, 1, do="back", notes=["แนบสำเนาคำสั่ง"]))
    assert "เขียนสั้น ๆ ว่าส่งกลับเพราะอะไร" in refused.content.decode()
    assert "แนบสำเนาคำสั่ง" in refused.content.decode()  # nothing typed is lost

    district.post(URL, typed(framework, 1, do="back", notes=["แนบสำเนาคำสั่ง"], reason="ขาดหลักฐาน"))

    assert (last(filed), Remark.objects.get().text) == ("returned", "แนบสำเนาคำสั่ง")
    assert not filed.scores.of(Tier.DISTRICT).exists()
    client.force_login(tambon_officer)
    page = client.get(SHEET).content.decode()
    assert "ขาดหลักฐาน" in page
    assert page.count("แนบสำเนาคำสั่ง") == 2  # above, and at its indicator


def test_the_province_accepts_and_the_result_is_locked(province, verified, framework):
    assert province.post(URL, typed(framework, 1)).url == SHEET

    assert last(verified) == "accepted"
    assert province.get(URL).status_code == 302
    page = province.get(SHEET).content.decode()
    assert f"{SHEET}reopen/" in page


def test_the_province_sends_back_to_the_district(
    province, client, ngao_officer, verified, framework
):
    province.post(
        URL, typed(framework, 1, do="back", notes=["", "ดูทะเบียน"], reason="ไม่ตรงกับทะเบียน")
    )

    assert last(verified) == "sent_back"
    client.force_login(ngao_officer)
    page = client.get(URL).content.decode()
    assert "ไม่ตรงกับทะเบียน" in page
    assert "ดูทะเบียน" in page


def test_only_the_province_reopens_what_it_accepted(
    client, ngao_officer, province_officer, verified, now
):
    actions.agree(by=province_officer, assessment=verified, tier=Tier.PROVINCE, at=now)

    client.force_login(ngao_officer)
    assert client.post(f"{SHEET}reopen/", {"reason": "แก้"}).status_code == 403
    client.force_login(province_officer)
    assert client.post(f"{SHEET}reopen/", {"reason": "พบหลักฐานใหม่"}).status_code == 302
    assert last(verified) == "reopened"


@pytest.fixture
def overruled(tambon_officer, assessment, framework, now):
    answers = make.answers(framework, 1)
    first = make.indicators(framework)[0]
    answers[first.pk] = Answer(1, "มีคำสั่งใหม่", suggested=0, basis="ครบวาระ 30 ก.ย. 2567")
    actions.save_scores(by=tambon_officer, assessment=assessment, answers=answers, at=now)
    actions.file_assessment(by=tambon_officer, assessment=assessment, at=now)
    return f"{SHEET}{first.pk}/confirm/"


def test_a_second_person_confirms_and_the_district_verifies(
    district, assessment, overruled, framework
):
    page = district.post(URL, typed(framework, 1)).content.decode()
    assert "ต้องมีคนที่สองยืนยันก่อน" in page
    assert last(assessment) == "filed"

    assert district.post(overruled, {"edition": 1}).url == URL
    district.post(URL, typed(framework, 1))

    assert last(assessment) == "verified"


def test_the_second_person_is_not_the_first(client, tambon_officer, assessment, overruled):
    client.force_login(tambon_officer)

    assert overruled not in client.get(SHEET).content.decode()
    page = client.post(overruled, {"edition": 1}, follow=True).content.decode()

    assert "ท่านเป็นผู้ให้คะแนนเอง" in page
    assert not assessment.scores.exclude(confirmed_by=None).exists()


def test_a_reader_confirms_nothing(client, reader, overruled):
    client.force_login(reader)

    assert client.post(overruled, {"edition": 1}).status_code == 403


def test_what_changed_meanwhile_is_looked_at_again(district, assessment, overruled):
    page = district.post(overruled, {"edition": 7}, follow=True).content.decode()

    assert "ข้อนี้เพิ่งเปลี่ยนไป" in page


def looks(page, found="yes"):
    names = {part.split('"')[0] for part in page.split('name="look')[1:]}
    return {f"look{name}": found for name in names}


def test_a_batch_is_looked_at_first(district, filed):
    page = district.get(TOGETHER).content.decode()
    assert "รออยู่ 1 ศูนย์ฯ" in page

    refused = district.post(TOGETHER, {"x": ""}).content.decode()
    assert "ดูข้อที่สุ่มให้ครบก่อน" in refused
    part = looks(page)
    part.popitem()
    assert "สุ่มใหม่" in district.post(TOGETHER, part).content.decode()
    assert last(filed) == "filed"

    assert district.post(TOGETHER, looks(page)).status_code == 302
    assert last(filed) == "verified"
    assert "ไม่มีผลประเมินที่รออยู่" in district.get(TOGETHER).content.decode()


def test_a_doubt_says_why_and_leaves_the_centre_out(district, filed):
    post = looks(district.get(TOGETHER).content.decode(), "no")

    assert "เขียนเหตุผลสั้น ๆ" in district.post(TOGETHER, post).content.decode()
    notes = {name.replace("look", "note"): "ไม่เห็นหลักฐาน" for name in post}
    page = district.post(TOGETHER, {**post, **notes}, follow=True).content.decode()

    assert "เว้นไว้ตรวจเอง" in page
    assert last(filed) == "filed"


def test_a_batch_belongs_to_the_tier_of_its_area(province, filed, verified):
    assert province.get(TOGETHER).status_code == 403
    assert "รออยู่ 1 ศูนย์ฯ" in province.get("/assessments/52/2568/together/").content.decode()
    assert province.get("/assessments/520505/2568/together/").status_code == 404


@pytest.mark.parametrize("url", [SHEET, URL])
def test_queries_do_not_grow_with_answers_and_reasons(district, filed, ngao_officer, now, url):
    with CaptureQueriesContext(connection) as few:
        district.get(url)
    first = filed.scores.first().indicator_id
    answers = {first: Answer(0, "ไม่เห็นหลักฐาน")}
    actions.save_scores(
        by=ngao_officer, assessment=filed, tier=Tier.DISTRICT, answers=answers, at=now
    )
    with CaptureQueriesContext(connection) as more:
        district.get(url)

    assert len(few) == len(more) <= 24


def test_there_is_nothing_to_check_before_filing(district, assessment):
    assert district.get(URL).url == SHEET
    assert Assessment.objects.exists()
