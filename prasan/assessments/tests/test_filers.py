"""Who may file a centre's assessment: a dated line of the rulebook, confirmed or not."""

from datetime import date

import pytest

from prasan.assessments import actions
from prasan.assessments.models import Step
from prasan.assessments.tests import make
from prasan.committees.actions import Wanted, confirm_line
from prasan.committees.tests.make import LINES, rulebook

URL = "/assessments/520505/2568/file/"
SOURCE = "หนังสือกรมที่ยกเป็นตัวอย่าง"


@pytest.fixture
def answered(ngao_officer, assessment, framework):
    answers = make.answers(framework, 1)
    return actions.save_scores(
        by=ngao_officer, assessment=assessment, answers=answers, at=make.moment()
    )


def held_to(by, words: str, starts: date = date(2008, 2, 28)):
    line = Wanted("filers", words=words, source=SOURCE)
    return rulebook(by, starts=starts, lines=(*LINES, line)).lines.get(topic="filers")


def seen(answered) -> dict[str, int]:
    return {"seen": sum(each.edition for each in answered.scores.all())}


def shown(client) -> str:
    return client.get(URL).content.decode().replace("\u00a0", " ")


def test_the_page_says_who_files_since_when_and_that_nobody_confirmed_it(
    client, answered, ngao_officer, system
):
    held_to(system, "member district")
    client.force_login(ngao_officer)

    page = shown(client)

    assert "กรรมการศูนย์ฯ เจ้าหน้าที่พัฒนาชุมชนอำเภอ" in page
    assert "ยังไม่ยืนยัน" in page
    assert SOURCE in page
    assert "28 กุมภาพันธ์ 2551" in page


def test_a_confirmed_line_shows_its_clause_and_no_doubt(client, answered, ngao_officer, system):
    line = held_to(system, "district")
    confirm_line(by=system, line=line, area=None, clause="ข้อ 21", day=make.FILED)
    client.force_login(ngao_officer)

    page = shown(client)

    assert "ข้อ 21" in page
    assert "ยังไม่ยืนยัน" not in page


def test_who_is_not_named_may_answer_and_not_file(client, answered, tambon_officer, system):
    held_to(system, "member district")
    client.force_login(tambon_officer)

    page = shown(client)
    refused = client.post(URL, seen(answered))

    assert "ยื่นผลไม่ได้" in page
    assert "button-main" not in page
    assert refused.status_code == 403
    assert "กรรมการศูนย์ฯ เจ้าหน้าที่พัฒนาชุมชนอำเภอ" in refused.content.decode()
    assert not Step.objects.exists()


@pytest.mark.parametrize("who", ["member", "tambon_officer", "ngao_officer"])
def test_who_is_named_files(client, request, who, answered, system):
    held_to(system, "member tambon district")
    client.force_login(request.getfixturevalue(who))

    assert "button-main" in shown(client)
    client.post(URL, seen(answered))

    assert Step.objects.get().by == request.getfixturevalue(who)


def test_a_line_that_begins_tomorrow_binds_nobody_today(client, answered, tambon_officer, system):
    held_to(system, "tambon")
    held_to(system, "district", starts=date(2024, 11, 6))
    client.force_login(tambon_officer)

    client.post(URL, seen(answered))

    assert Step.objects.exists()


def test_without_a_line_whoever_answers_files(client, answered, tambon_officer):
    client.force_login(tambon_officer)

    assert "เกณฑ์ยังไม่กำหนด" in shown(client)
    client.post(URL, seen(answered))

    assert Step.objects.exists()
