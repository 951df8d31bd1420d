"""Results of areas: levels, spreads, outliers, who moved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.areas.models import Area
from prasan.assessments import rules
from prasan.assessments.grading import grades
from prasan.assessments.summaries import movement, summaries
from prasan.assessments.tests import make
from prasan.assessments.tests.grading import GATED, GOOD, POOR, ROOT, TAMBONS, YEAR, page
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear
from prasan.workbooks.reading import read as read_spreadsheet

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
