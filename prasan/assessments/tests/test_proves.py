"""One file, many indicators: the page where they are ticked, and what a filed sheet keeps."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import actions
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.evidence.actions import keep, replace, verify
from prasan.evidence.models import Finding
from prasan.evidence.tests.make import pdf


@pytest.fixture
def paper(ngao_officer, pong_tao, now):
    upload = ContentFile(make.pdf(), "คำสั่ง.pdf")
    return keep(by=ngao_officer, area=pong_tao, upload=upload, at=now)


@pytest.fixture
def url(assessment, paper):
    return f"/assessments/520505/2568/proofs/{paper.pk}/"


def proven(assessment):
    standing = assessment.proofs.standing().order_by("indicator")
    return list(standing.values_list("indicator__number", flat=True))


def test_only_who_scores_ticks(client, thoen_officer, reader, url):
    assert "login" in client.get(url)["Location"]
    for user, status in ((thoen_officer, 404), (reader, 403)):
        client.force_login(user)
        assert client.get(url).status_code == status
        assert client.post(url, {"indicators": []}).status_code == status


def test_a_file_is_ticked_for_many_and_taken_off(client, ngao_officer, assessment, indicators, url):
    client.force_login(ngao_officer)
    first, second, third = (each.pk for each in indicators)

    client.post(url, {"indicators": [first, third]})
    assert proven(assessment) == ["1.1", "2.1"]
    page = client.get(url).content.decode()
    assert page.count(" checked") == 2

    for _ in range(2):
        assert client.post(url, {"indicators": [second, third]}).status_code == 302
    assert proven(assessment) == ["1.2", "2.1"]
    assert assessment.proofs.count() == 3  # the one taken off stays known
    assert Event.objects.filter(verb="assessment.proof_spread").count() == 2


def test_an_indicator_of_another_form_is_refused(client, ngao_officer, assessment, system, url):
    client.force_login(ngao_officer)
    other = make.indicators(make.framework(system, make.OTHER))[0]

    page = client.post(url, {"indicators": [other.pk]}).content.decode()

    assert "มีข้อผิดพลาด" in page
    assert not proven(assessment)


def test_a_file_of_another_tambon_is_not_found(client, ngao_officer, ban_rong, assessment, now):
    upload = ContentFile(pdf(3), "อื่น.pdf")
    other = keep(by=ngao_officer, area=ban_rong, upload=upload, at=now)
    client.force_login(ngao_officer)

    assert client.get(f"/assessments/520505/2568/proofs/{other.pk}/").status_code == 404


def filed(by, assessment, framework, at):
    actions.save_scores(by=by, assessment=assessment, answers=make.answers(framework, 1), at=at)
    actions.file_assessment(by=by, assessment=assessment, at=at)


def test_what_was_filed_keeps_its_proofs(
    client, ngao_officer, assessment, framework, indicators, paper, url, now
):
    filed(ngao_officer, assessment, framework, now)
    client.force_login(ngao_officer)

    page = client.post(url, {"indicators": [indicators[0].pk]}, follow=True).content.decode()
    assert "หลักฐานคงอยู่ตามวันที่ยื่น" in page
    with pytest.raises(actions.Closed):
        actions.prove(
            by=ngao_officer,
            assessment=assessment,
            evidence=paper,
            indicators=[indicators[0].pk],
            at=now,
        )
    assert not proven(assessment)


def test_a_proof_given_in_stays_what_it_was_and_says_that_a_newer_exists(
    client, ngao_officer, province_officer, assessment, framework, indicators, paper, now
):
    actions.prove(
        by=ngao_officer,
        assessment=assessment,
        evidence=paper,
        indicators=[indicators[0].pk],
        at=now,
    )
    verify(by=province_officer, evidence=paper, finding=Finding.GOOD, at=now)
    filed(ngao_officer, assessment, framework, now)
    upload = ContentFile(pdf(3), "คำสั่งที่แก้.pdf")
    later = now + timedelta(hours=3)
    newer = replace(by=ngao_officer, older=paper, upload=upload, reason="ก", at=later)
    client.force_login(ngao_officer)

    for page in ("check/", ""):
        shown = client.get(f"/assessments/520505/2568/{page}").content.decode()
        at = shown.index(f'href="{paper.get_absolute_url()}">คำสั่ง.pdf')
        assert at < shown.index(f'{newer.get_absolute_url()}">มีฉบับใหม่กว่า')
        assert "ตรวจแล้ว" in shown

    actions.reopen_assessment(by=ngao_officer, assessment=assessment, reason="แก้", at=later)
    shown = client.get("/assessments/520505/2568/").content.decode()
    assert f'href="{newer.get_absolute_url()}">คำสั่งที่แก้.pdf' in shown
    assert f'{paper.get_absolute_url()}">ฉบับก่อน' in shown
    assert f"/evidence/{newer.pk}/pages/1/small.jpg" in shown


def test_the_sheet_asks_no_more_for_more_proofs(
    client, ngao_officer, assessment, framework, indicators, pong_tao, now
):
    """Chains and checks of all files of a sheet are two queries, whatever their number."""
    client.force_login(ngao_officer)
    queries = {}
    for many in (1, 9):
        for pages in range(2, 2 + many):
            upload = ContentFile(pdf(pages), f"{pages}.pdf")
            file = keep(by=ngao_officer, area=pong_tao, upload=upload, at=now)
            actions.add_proof(
                by=ngao_officer,
                assessment=assessment,
                indicator=indicators[0],
                evidence=file,
                at=now,
            )
        with CaptureQueriesContext(connection) as found:
            client.get("/assessments/520505/2568/")
        queries[many] = len(found)
    assert queries[1] == queries[9]
