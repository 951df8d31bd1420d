from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan import clock
from prasan.assessments import actions
from prasan.assessments.measures import assessments_filed
from prasan.assessments.tests import make
from prasan.centres.actions import open_centre
from prasan.evidence.actions import keep
from prasan.thai.calendar import FiscalYear


@pytest.fixture
def file(ngao_officer, year):
    """File a complete result: file(centre, framework, points...)."""

    def run(centre, framework, *points):
        answers = make.answers(framework, *points)
        return actions.file_complete(
            by=ngao_officer,
            centre=centre,
            framework=framework,
            fiscal_year=year,
            answers=answers,
            at=make.moment(),
        )

    return run


def measured(year, day=make.FILED, codes=("52",)):
    return assessments_filed(codes=codes, period=year, day=day)


def test_a_centre_without_an_assessment_has_no_facts(centre, framework, year):
    assert measured(year) == {}


def test_one_begun_says_how_many_are_answered(ngao_officer, assessment, framework, year):
    answers = make.answers(framework, 1, 0, None)
    actions.save_scores(by=ngao_officer, assessment=assessment, answers=answers, at=make.moment())

    progress = measured(year)["520505"]

    assert (progress.done, progress.needed, progress.met) == (0, 1, None)
    assert progress.note == "ตอบแล้ว 2 จาก 3 ข้อ"
    assert progress.link == "/assessments/520505/2568/"


def test_one_filed_says_its_level(file, centre, framework, year):
    file(centre, framework, 1, 2, 0)

    progress = measured(year)["520505"]

    assert progress.is_met
    assert progress.met == make.FILED
    assert progress.note == "ระดับ ข 3 จาก 5 คะแนน"


def test_below_every_level_only_the_points_are_said(file, centre, framework, year):
    file(centre, framework, 0)

    assert measured(year)["520505"].note == "0 จาก 5 คะแนน"


def test_points_of_an_example_say_so(file, centre, example, year):
    file(centre, example, *[2] * 7, 1)

    note = measured(year)["520505"].note
    assert note == "ระดับ ข 30 จาก 46 คะแนน (แบบตัวอย่าง)"
    assert len(note) <= 60


def test_the_day_before_it_was_not_filed_yet(file, centre, framework, year):
    file(centre, framework, 1)

    progress = measured(year, day=make.FILED - timedelta(days=1))["520505"]

    assert (progress.done, progress.met, progress.note) == (0, None, "ตอบครบแล้ว ยังไม่ยื่นผล")


def test_the_files_behind_a_filed_result_are_its_proofs(
    ngao_officer, pong_tao, centre, framework, year
):
    upload = ContentFile(make.pdf(), "คำสั่ง.pdf")
    proof = keep(by=ngao_officer, area=pong_tao, upload=upload, at=clock.now())
    answers = make.answers(framework, 1)
    second = list(answers)[1]
    answers[second] = replace(answers[second], files=(proof,))
    actions.file_complete(
        by=ngao_officer,
        centre=centre,
        framework=framework,
        fiscal_year=year,
        answers=answers,
        at=make.moment(),
    )

    assert measured(year)["520505"].proofs == (proof.pk,)
    assert measured(year, day=make.FILED - timedelta(days=1))["520505"].proofs == ()


def test_another_year_does_not_count(file, centre, framework):
    file(centre, framework, 1)

    assert measured(FiscalYear(2567)) == {}


def test_another_district_is_not_told(file, centre, framework, year):
    file(centre, framework, 1)

    assert measured(year, codes=("5208",)) == {}


def test_queries_do_not_grow_with_centres(file, system, areas, centre, framework, year):
    file(centre, framework, 1)
    with CaptureQueriesContext(connection) as one:
        measured(year)

    for code in ("520504", "520801", "520802"):
        file(open_centre(by=system, area=areas[code]), framework, 1, 2)
    with CaptureQueriesContext(connection) as many:
        assert len(measured(year, day=date(2025, 1, 1))) == 4

    assert len(one) == len(many) == 8
