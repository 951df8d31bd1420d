import pytest

from prasan.assessments import actions
from prasan.assessments.models import Assessment
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.thai.calendar import FiscalYear

URL = "/assessments/520505/2568/reopen/"


@pytest.fixture
def filed(ngao_officer, centre, framework, today) -> Assessment:
    return actions.file_complete(
        by=ngao_officer,
        centre=centre,
        framework=framework,
        fiscal_year=FiscalYear(2568),
        answers=make.answers(framework, *[1] * len(make.indicators(framework))),
        at=make.moment(),
    )


def test_a_visitor_logs_in_first(client, filed):
    assert client.get(URL).status_code == 302


def test_another_district_cannot_see_it(client, thoen_officer, filed):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL, {"reason": "แก้"}).status_code == 404


def test_a_reader_may_not_open_it(client, reader, filed):
    client.force_login(reader)

    assert client.post(URL, {"reason": "แก้"}).status_code == 403


def test_an_officer_opens_a_filed_result_with_a_reason(client, ngao_officer, filed):
    client.force_login(ngao_officer)

    response = client.post(URL, {"reason": "จังหวัดส่งกลับข้อ 1"})

    assert response.status_code == 302
    step = filed.steps.last()
    assert (step.kind, step.reason) == ("reopened", "จังหวัดส่งกลับข้อ 1")
    event = Event.objects.get(verb="assessment.reopened")
    assert event.changes["reason"] == "จังหวัดส่งกลับข้อ 1"


def test_without_a_reason_it_stays_filed(client, ngao_officer, filed):
    client.force_login(ngao_officer)

    page = client.post(URL, {"reason": " "})

    assert page.status_code == 200
    assert "errors" in page.content.decode()
    assert filed.steps.get().kind == "filed"


def test_an_open_one_leads_back_to_its_sheet(client, ngao_officer, assessment):
    client.force_login(ngao_officer)

    assert client.get(URL).url == "/assessments/520505/2568/"


def test_the_filed_page_shows_the_way_to_officers_only(client, ngao_officer, reader, filed):
    client.force_login(ngao_officer)
    assert URL in client.get("/assessments/520505/2568/").content.decode()

    client.force_login(reader)
    assert URL not in client.get("/assessments/520505/2568/").content.decode()
