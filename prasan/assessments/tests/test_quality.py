"""Answers with full points and nothing behind them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import actions
from prasan.assessments.tests import make

URL = "/assessments/results/5205/2568/unproven/"


def scored(by, assessment, *points):
    actions.save_scores(
        by=by,
        assessment=assessment,
        answers=make.answers(assessment.framework, *points),
        at=make.moment(),
    )


def test_a_visitor_logs_in_and_another_district_finds_nothing(client, thoen_officer, assessment):
    assert client.get(URL).status_code == 302
    client.force_login(thoen_officer)
    assert client.get(URL).status_code == 404


def test_only_full_points_without_proof_are_listed(
    client, ngao_officer, assessment, indicators, now
):
    scored(ngao_officer, assessment, 1, 1, 2)
    client.force_login(ngao_officer)

    page = client.get(URL).content.decode()
    assert "1.1 ข้อแรก" in page
    assert "1.2 ข้อสอง" not in page  # not full
    assert "2.1 ข้อสาม" in page

    actions.use_fact(
        by=ngao_officer, assessment=assessment, indicator=indicators[2], fact="ก", link="/", at=now
    )
    assert "2.1 ข้อสาม" not in client.get(URL).content.decode()


def test_none_is_said_so_and_queries_do_not_grow(client, ngao_officer, assessment):
    client.force_login(ngao_officer)
    assert "ทุกข้อที่ได้คะแนนเต็มมีหลักฐานแล้ว" in client.get(URL).content.decode()

    scored(ngao_officer, assessment, 1, 0, 0)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    assessment.scores.update(points=2)
    assessment.scores.filter(indicator__number="1.1").update(points=1)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(one)


def test_the_district_sees_before_it_checks_how_many_have_none(
    client, ngao_officer, assessment, indicators, now
):
    scored(ngao_officer, assessment, 1, 1, 2)
    actions.file_assessment(by=ngao_officer, assessment=assessment, at=now)
    client.force_login(ngao_officer)

    for page in ("/", "/assessments/"):
        shown = client.get(page).content.decode().replace("\u00a0", " ")
        assert "ได้คะแนนเต็ม ยังไม่มีหลักฐาน 2 ข้อ" in shown, page
        assert f'href="{URL}"' in shown
    for place in (0, 2):
        given = {"indicator": indicators[place], "fact": "ก", "link": "/", "at": now}
        actions.use_fact(by=ngao_officer, assessment=assessment, **given)
    assert "ได้คะแนนเต็ม ยังไม่มีหลักฐาน" not in client.get("/").content.decode()


def test_the_list_of_assessments_leads_to_it(client, reader, ngao_officer, assessment):
    client.force_login(ngao_officer)
    assert f'href="{URL}"' in client.get("/assessments/").content.decode()
    client.force_login(reader)
    assert f'href="{URL}"' in client.get("/assessments/?area=5205").content.decode()
