"""Results of one centre and of areas, on the small form and on one of quite another shape."""

import re
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from prasan.areas.models import Area
from prasan.assessments import actions, charts, explaining, rules
from prasan.assessments.grading import grades
from prasan.assessments.models import Assessment
from prasan.assessments.outcomes import outcomes
from prasan.assessments.summaries import movement, summaries
from prasan.assessments.tests import make
from prasan.assessments.workflow import Tier
from prasan.centres.actions import open_centre
from prasan.thai.calendar import FiscalYear
from prasan.workbooks.reading import read as read_spreadsheet

YEAR = FiscalYear(2568)
AT = datetime(2024, 11, 4, 10, tzinfo=ZoneInfo("Asia/Bangkok"))
TAMBONS = ("520504", "520505", "520801", "520802")
ROOT = "/assessments/results"


@pytest.fixture
def other(system):
    return make.framework(system, make.OTHER)


@pytest.fixture
def filed(system, ngao_officer, areas):
    """A filed result: filed("520505", framework, points..., year=2568, left_out=["2.1"])."""

    def run(code, framework, *points, year=YEAR, left_out=(), by=ngao_officer) -> Assessment:
        centre = open_centre(by=system, area=areas[code])
        answers = make.answers(framework, *points)
        for each in make.indicators(framework):
            if each.number in left_out:
                answers[each.pk] = actions.Answer(None, is_not_applicable=True)
        return actions.file_complete(
            by=by, centre=centre, framework=framework, fiscal_year=year, answers=answers, at=AT
        )

    return run


def page(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


# Points in form order: 1.1 to 1.4, 2.1 to 2.4 (the last of 0, 1, 3, 5), 3.1 to 3.3.
GOOD = (80, 60, 80, 80, 90, 90, 90, 5, 90, 90, 90)
GATED = (100, 50, 100, 100, 90, 90, 90, 5, 90, 90, 90)
POOR = (10, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0)
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


# --- areas -----------------------------------------------------------------------------------


@pytest.fixture
def province(filed, other):
    for code, points in zip(TAMBONS, (GOOD, GATED, POOR, GOOD), strict=True):
        filed(code, other, *points)


def test_a_summary_counts_levels_and_shows_the_spread(client, province_officer, province):
    client.force_login(province_officer)

    shown = page(client, f"{ROOT}/52/2568/")

    assert "4 ศูนย์ฯ" in shown
    assert f"{ROOT}/5205/2568/?tier=self" in shown
    whole = summaries_of("52")
    assert [(band.name, many) for band, many in whole.levels] == [
        ("ระดับ ๔", 0),
        ("ระดับ ๓", 2),
        ("ระดับ ๒", 1),
        ("ระดับ ๑", 1),
    ]
    assert str(whole.whole.spread.least) == "2.25"


@pytest.fixture
def crowd(system, filed, areas, other, ngao):
    """Seventeen tambons of Ngao: fourteen near each other, three alike far below."""
    for place, points in enumerate([GOOD] * 6 + [GATED] * 6 + [POOR] * 3):
        code = f"5205{place + 20}"
        areas[code] = Area.objects.create(
            code=code, level="tambon", parent=ngao, name=f"ตัวอย่าง{place}", name_sort=str(place)
        )
        filed(code, other, *points)
    for code in TAMBONS[:2]:
        filed(code, other, *GOOD)


@pytest.mark.parametrize("code", ["00", "52", "5205"])
def test_what_the_database_puts_together_is_what_it_gives_one_by_one(crowd, code):
    """Levels, least and most of every part, from each centre's own result."""
    ((every,), summary) = grades([code], YEAR, Tier.SELF), summaries_of(code)

    for line in (*summary.lines, summary.whole):
        mine = [
            one
            for one in every.graded
            if line.area.code == "00" or one.code.startswith(line.area.code)
        ]
        assert line.count == len(mine)
        assert dict(line.named) == {
            band.name: sum(one.band == band for one in mine) for band in summary.bands
        }
        spread = rules.spread([one.hundredths for one in mine])
        assert line.spread.middle == rules.percent(spread.middle / 10_000)


def test_every_one_of_three_that_stand_out_alike_is_named(crowd):
    summary = summaries_of("52")

    assert [(one.area.code, one.is_high) for one in summary.outliers] == [
        ("520532", False),
        ("520533", False),
        ("520534", False),
    ]


def summaries_of(code: str, tier: Tier = Tier.SELF):
    return summaries(Area.objects.get(code=code), YEAR, tier)[0]


def test_parts_add_up_to_the_whole(province):
    nation, whole, districts = summaries_of("00"), summaries_of("52"), summaries_of("5205")

    assert nation.whole.levels == whole.whole.levels
    assert {line.area.code for line in districts.lines} == {"520504", "520505"}
    for column in range(4):
        assert sum(line.levels[column] for line in whole.lines) == whole.whole.levels[column]


@pytest.mark.parametrize("url", [f"{ROOT}/52/2568/", f"{ROOT}/52/2568/movement/"])
def test_a_summary_out_of_reach_is_not_there(client, ngao_officer, province, url):
    assert client.get(url).status_code == 302
    client.force_login(ngao_officer)

    assert client.get(url).status_code == 404
    assert client.get(url.replace("/52/", "/5205/")).status_code == 200


def test_a_tambon_and_a_year_to_come_have_no_summary(client, province_officer, province):
    client.force_login(province_officer)

    for url in (f"{ROOT}/520505/2568/", f"{ROOT}/52/2570/", f"{ROOT}/99/2568/"):
        assert client.get(url).status_code == 404


def test_an_empty_summary_says_what_will_be_here(client, province_officer, areas):
    client.force_login(province_officer)

    assert "ยังไม่มีผลของปีนี้ในชั้นที่เลือก" in page(client, f"{ROOT}/52/2568/")
    assert "ยังไม่มีผลของปีนี้ในชั้นที่เลือก" in page(client, f"{ROOT}/52/2568/movement/")
    assert client.get(f"{ROOT}/52/2568/results.xlsx").status_code == 302


def test_results_lead_to_the_widest_area_in_sight(client, reader, ngao_officer, areas):
    for user, code in ((reader, "00"), (ngao_officer, "5205")):
        client.force_login(user)
        assert client.get(f"{ROOT}/").headers["Location"] == f"{ROOT}/{code}/2567/"


def test_forms_of_two_versions_are_summed_apart(client, province_officer, system, filed, other):
    filed("520505", other, *GOOD)
    second = make.framework(system, make.OTHER.replace("version: 1\n", "version: 2\n"))
    filed("520504", second, *POOR)
    client.force_login(province_officer)

    assert "แบบประเมินมากกว่าหนึ่งรุ่น" in page(client, f"{ROOT}/52/2568/")


def test_the_matrix_counts_who_moved(client, province_officer, areas, filed, other, province):
    for code, points in zip(TAMBONS[:3], (POOR, GATED, GOOD), strict=True):
        filed(code, other, *points, year=FiscalYear(2567))
    client.force_login(province_officer)

    found = movement(areas["52"], YEAR, Tier.SELF)

    assert (found.up, found.same, found.down) == (1, 1, 1)
    assert found.is_comparable
    assert sum(map(sum, found.counts)) == 4
    assert "ระดับสูงขึ้น" in page(client, f"{ROOT}/52/2568/movement/")


def test_levels_of_two_versions_are_not_called_up_or_down(
    client, province_officer, areas, system, filed, other
):
    filed("520505", other, *POOR, year=FiscalYear(2567))
    second = make.framework(system, make.OTHER.replace("version: 1\n", "version: 2\n"))
    filed("520505", second, *GOOD)
    client.force_login(province_officer)

    shown = page(client, f"{ROOT}/52/2568/movement/")

    assert "สองปีนี้ใช้แบบต่างรุ่นกัน" in shown
    assert "ระดับสูงขึ้น" not in shown


def test_the_workbook_has_a_sheet_for_each_category(client, province_officer, province):
    client.force_login(province_officer)

    content = client.get(f"{ROOT}/52/2568/results.xlsx").content

    book = read_spreadsheet("ผล.xlsx", content)
    assert [table.name for table in book.shown] == ["สรุป", "หมวด 1", "หมวด 2", "หมวด 3"]
    rows = [row for row in book.table("หมวด 1").rows if "520504" in row]
    assert rows[0][3:7] == ("80", "60", "80", "80")
    assert any("ระดับ ๓" in row for row in book.table("สรุป").rows)


def test_queries_of_a_summary_do_not_grow(client, province_officer, filed, other):
    filed("520504", other, *GOOD)
    filed("520505", other, *GOOD)
    client.force_login(province_officer)
    for url in (f"{ROOT}/52/2568/", f"{ROOT}/52/2568/movement/", f"{ROOT}/52/2568/results.xlsx"):
        client.get(url)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as one:
            for url in (f"{ROOT}/52/2568/", f"{ROOT}/52/2568/results.xlsx"):
                client.get(url)
        counts.append(len(one))
        filed("520801", other, *GATED)
        filed("520802", other, *GOOD)

    # One more where some stand out, for their names.
    assert counts[0] <= counts[1] <= counts[0] + 1


# --- rules of spreads ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([7], (7, 7, 7, 7, 7)),
        ([1, 2], (1, Fraction(5, 4), Fraction(3, 2), Fraction(7, 4), 2)),
        ([4, 1, 3, 2], (1, Fraction(7, 4), Fraction(5, 2), Fraction(13, 4), 4)),
        ([5, 1, 2, 4, 3], (1, 2, 3, 4, 5)),
    ],
)
def test_quartiles_lie_on_the_line_between_two(values, expected):
    found = rules.spread(values)

    assert (
        expected == (found.least, found.lower, found.middle, found.upper, found.most)
        if found
        else expected is None
    )


@pytest.mark.parametrize(("value", "expected"), [(1, True), (2, False), (8, False), (9, True)])
def test_an_outlier_lies_beyond_the_fences(value, expected):
    around = rules.Spread(
        9, Fraction(0), Fraction(17, 4), Fraction(5), Fraction(23, 4), Fraction(10)
    )

    assert rules.is_outlier(value, around) == expected


def test_three_make_no_crowd():
    assert not rules.is_outlier(100, rules.spread([1, 1, 1]))
    assert rules.is_outlier(100, rules.spread([1, 1, 1, 1]))


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_a_spread_is_in_order_whatever_the_values(values):
    found = rules.spread(values)

    assert found.least <= found.lower <= found.middle <= found.upper <= found.most
    assert (found.least, found.most) == (min(values), max(values))


# --- words and drawings --------------------------------------------------------------------------


def test_averages_are_shown_as_means_of_means():
    marks = [
        rules.Mark(rules.Asked("1.1", 1, 2), 1),
        rules.Mark(rules.Asked("1.2", 1, 4), 4),
        rules.Mark(rules.Asked("2.1", 2, 100), 50),
    ]
    shape = rules.Shape(rules.Sums.AVERAGES, (), (rules.Band("ดี", 50),))
    steps = explaining.arithmetic(shape, marks, rules.verdict(shape, marks))

    assert [(step.working, step.result) for step in steps[:3]] == [
        ("(1÷2 + 4÷4) ÷ 2", "75 %"),
        ("(50÷100) ÷ 1", "50 %"),
        ("(75 + 50) ÷ 2", "62.5 %"),
    ]


def test_two_categories_make_no_radar():
    assert charts.radar([("1", "", Fraction(1)), ("2", "", Fraction(1))]) is None


def test_the_first_spoke_stands_upright():
    found = charts.radar([(str(place), "", Fraction(1)) for place in range(5)])

    assert (found.spokes[0].x, found.spokes[0].y) == ("200.0", "70.0")
    assert len(found.shape.split()) == 5
