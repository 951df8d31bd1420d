"""The result of one centre, on the small form and on one of quite another shape."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import actions, rules
from prasan.assessments.grading import grades
from prasan.assessments.outcomes import outcomes
from prasan.assessments.tests import make
from prasan.assessments.tests.grading import AT, GATED, GOOD, POOR, YEAR, page
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear

LEFT_OUT = (80, 60, 80, 80, 0, 0, 90, 5, 90, 90, 90)
# --- the database adds up as the rules do --------------------------------------------------------


@pytest.mark.parametrize(
    "text", [make.OTHER, make.OTHER.replace("sums: weighted", "sums: averages")]
)
def test_grouped_sums_are_those_of_the_rules(system, filed, text):
    if "averages" in text:
        text = re.sub(r", weight: [0-9.]+|\n +weight: [0-9.]+", "", text)
    form = make.framework(system, text)
    made = [
        filed("520504", form, *GOOD),
        filed("520505", form, *GATED),
        filed("520801", form, *LEFT_OUT, left_out=["2.1", "2.2"]),
        filed("520802", form, *POOR),
    ]
    found = outcomes(made)
    graded = {one.code: one for each in grades(["00"], YEAR, Tier.SELF) for one in each.graded}

    for assessment in made:
        verdict = rules.verdict(form.shape, assessment.marks())
        share = verdict.total.share
        assert found[assessment.pk].total == verdict.total
        assert found[assessment.pk].band == verdict.band
        one = graded[assessment.centre.area_id]
        assert (one.hundredths, one.band) == (
            share.numerator * 10_000 // share.denominator,
            verdict.band,
        )


def test_grades_of_a_form_with_indicator_gates_alone_are_the_same(system, filed):
    text = make.OTHER.replace(
        "      - {category: 2, least_percent: 70, reason: การเงินต้องมั่นคง}\n", ""
    )
    form = make.framework(system, text)
    made = [
        filed("520504", form, *GOOD),
        filed("520505", form, *GATED),
        filed("520801", form, *LEFT_OUT, left_out=["2.1", "2.2"]),
    ]
    graded = {one.code: one for one in grades(["52"], YEAR, Tier.SELF)[0].graded}

    for assessment in made:
        verdict = rules.verdict(form.shape, assessment.marks())
        one = graded[assessment.centre.area_id]
        assert (one.hundredths, one.band) == (
            verdict.total.share.numerator * 10_000 // verdict.total.share.denominator,
            verdict.band,
        )


def test_a_draft_is_in_no_summary(system, ngao_officer, centre, other):
    actions.start_assessment(by=ngao_officer, centre=centre, framework=other, fiscal_year=YEAR)

    assert grades(["52"], YEAR, Tier.SELF) == []


def test_what_the_district_has_not_verified_is_not_its_word(filed, other):
    filed("520505", other, *GOOD)

    assert grades(["52"], YEAR, Tier.DISTRICT) == []


# --- one centre ------------------------------------------------------------------------------


def test_a_result_says_the_level_and_why(client, ngao_officer, filed, other):
    filed("520505", other, *GATED)
    client.force_login(ngao_officer)

    shown = page(client, "/assessments/520505/2568/result/")

    for words in (
        "ได้ระดับ ๒ เพราะได้ 89.5 % ถึงเกณฑ์ 50.5 %",
        "ข้อ 1.2 ได้ 50 คะแนน ต้องได้อย่างน้อย 60 (ต้องประชุมสม่ำเสมอ)",
        "50 → <b>60</b>",
        "100÷100×10 + 50÷100×10 + 100÷100×7.5 + 100÷100×12.5",
        "35 จาก 40",
        'class="radar"',
        "ตารางถัดไป",
    ):
        assert words in shown, words


def test_what_does_not_apply_is_shown_so(client, ngao_officer, filed, other):
    filed("520505", other, *LEFT_OUT, left_out=["2.1", "2.2"])
    client.force_login(ngao_officer)

    assert "ไม่เข้าข่าย" in page(client, "/assessments/520505/2568/result/")


def test_the_year_before_stands_beside(client, ngao_officer, filed, other):
    filed("520505", other, *POOR, year=FiscalYear(2567))
    filed("520505", other, *GOOD)
    client.force_login(ngao_officer)

    shown = page(client, "/assessments/520505/2568/result/")

    assert "ปี 2567 ได้ 2.25 %" in shown
    assert 'class="before"' in shown


def test_versions_are_never_compared_in_silence(client, ngao_officer, system, filed, other):
    filed("520505", other, *POOR, year=FiscalYear(2567))
    second = make.framework(system, make.OTHER.replace("version: 1\n", "version: 2\n"))
    filed("520505", second, *GOOD)
    client.force_login(ngao_officer)

    shown = page(client, "/assessments/520505/2568/result/")

    assert "คนละรุ่นกับปีนี้ จึงไม่นำคะแนนมาเทียบกัน" in shown
    assert 'class="before"' not in shown


def test_the_example_says_so_on_its_result(client, ngao_officer, filed, example):
    filed("520505", example, 1)
    client.force_login(ngao_officer)

    assert "แบบตัวอย่าง ไม่ใช่แบบทางการ" in page(client, "/assessments/520505/2568/result/")


def test_on_the_highest_level_nothing_is_asked_for(client, ngao_officer, filed, other):
    filed("520505", other, *[100] * 7, 5, *[100] * 3)
    client.force_login(ngao_officer)

    assert "อยู่ระดับสูงสุดของแบบนี้แล้ว" in page(client, "/assessments/520505/2568/result/")


@pytest.mark.parametrize("url", ["result/", "report.pdf", "report.docx"])
def test_a_result_out_of_reach_is_not_there(client, thoen_officer, filed, other, url):
    filed("520505", other, *GOOD)
    url = f"/assessments/520505/2568/{url}"
    assert client.get(url).status_code == 302
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("url", "begins"), [("report.pdf", b"%PDF"), ("report.docx", b"PK\x03\x04")]
)
def test_a_report_is_given_out_as_paper(client, ngao_officer, filed, other, url, begins):
    filed("520505", other, *GATED)
    client.force_login(ngao_officer)

    answer = client.get(f"/assessments/520505/2568/{url}")

    assert answer.status_code == 200
    assert answer.content.startswith(begins)


def test_a_certificate_is_given_only_for_what_the_province_accepted(
    client, ngao_officer, province_officer, filed, other
):
    made = filed("520505", other, *GATED)
    client.force_login(ngao_officer)
    url = "/assessments/520505/2568/certificate.pdf"
    assert client.get(url).status_code == 404

    for by, tier in ((ngao_officer, Tier.DISTRICT), (province_officer, Tier.PROVINCE)):
        actions.agree(by=by, assessment=made, tier=tier, at=AT)

    assert client.get(url).content.startswith(b"%PDF")
    assert client.get("/assessments/520505/2568/poem.pdf").status_code == 404


def test_a_result_costs_the_same_for_many_indicators(client, ngao_officer, system, filed):
    filed("520505", make.framework(system), 1, 2, 0)
    client.force_login(ngao_officer)
    page(client, "/assessments/520505/2568/result/")
    with CaptureQueriesContext(connection) as few:
        page(client, "/assessments/520505/2568/result/")
    filed("520504", make.framework(system, make.OTHER), *GOOD)
    with CaptureQueriesContext(connection) as many:
        page(client, "/assessments/520504/2568/result/")

    assert len(many) - len(few) <= 1  # the gates, of which the small form has none
