"""All computed values of an area anew: the job, what it found, and the page that shows it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from prasan import clock
from prasan.assessments import actions, rules
from prasan.assessments.actions import Answer
from prasan.assessments.computing import computed
from prasan.assessments.models import Assessment, Indicator, Recomputed, Recomputing, Score, Shift
from prasan.assessments.recomputed import Found
from prasan.assessments.recomputing import differing, parts
from prasan.assessments.rules import Differing
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.centres.actions import open_centre
from prasan.jobs.models import Job
from prasan.thai.calendar import FiscalYear
from prasan.workbooks.reading import read as read_spreadsheet

URL = "/assessments/results/52/2568/computed/"
DISTRICT = "/assessments/results/5205/2568/computed/"
DAY = date(2024, 11, 5)


@pytest.mark.parametrize(
    ("today", "then", "filed", "expected"),
    [
        ({1: 1}, {1: 1}, {1: 1}, []),
        ({1: 1}, {}, {}, []),  # nothing to hold it against
        ({1: 1}, {}, {1: None}, []),  # does not apply
        ({1: None}, {}, {1: 2}, []),  # not told now, nothing frozen
        ({1: 1}, {1: 0}, {1: 1}, [Differing(1, 1, True, 0, 1)]),
        ({1: 1}, {1: None}, {}, [Differing(1, None, True, None, 1)]),
        ({1: None}, {1: 0}, {1: 0}, [Differing(1, 0, True, 0, None)]),
        ({1: 1}, {}, {1: 2}, [Differing(1, 2, False, None, 1)]),
        ({1: 1, 2: 2}, {1: 1, 2: 2}, {1: 0, 2: 2}, [Differing(1, 0, True, 1, 1)]),
    ],
)
def test_what_differs_is_told_with_all_three_values(today, then, filed, expected):
    assert list(rules.differing(today, then, filed)) == expected


_SAID = some.dictionaries(some.integers(1, 5), some.none() | some.integers(0, 3))


@given(_SAID, _SAID, _SAID)
def test_nothing_differs_from_itself_and_only_what_was_computed_is_told(today, then, filed):
    assert not list(rules.differing(today, today, today))
    assert {one.indicator for one in rules.differing(today, then, filed)} <= set(today)


@pytest.fixture
def file(ngao_officer, system, example, year, now):
    """A result on the example form, frozen as it is computed that day, each point as asked."""

    def make_one(area, points=0):
        centre = open_centre(by=system, area=area)
        found = computed([area.code], example, year, DAY)[area.code]
        answers = {pk: Answer(points, "เห็นเอกสารจริง") for pk in make.answers(example, 1)}
        return actions.file_complete(
            by=ngao_officer,
            centre=centre,
            framework=example,
            fiscal_year=year,
            answers=answers,
            at=now,
            computed={pk: one.frozen() for pk, one in found.items()},
        )

    return make_one


@pytest.fixture
def filed(file, pong_tao):
    return file(pong_tao)


@pytest.fixture
def officer(client, ngao_officer):
    client.force_login(ngao_officer)
    return client


@pytest.fixture
def province(client, province_officer):
    client.force_login(province_officer)
    return client


def grow(assessment):
    """The centre's records change after the filing: 5.2 is computed as 1."""
    assessment.centre.organisations.create(name="กลุ่มออมทรัพย์", kind="savings")


def shifts():
    rows = Shift.objects.order_by("result__assessment", "indicator__number")
    return [(one.indicator.number, one.given, one.then, one.now) for one in rows]


def test_a_visitor_logs_in_first(client, areas):
    assert client.get(URL).status_code == client.post(URL).status_code == 302
    assert not Job.objects.exists()


def test_another_province_is_not_there(client, officer, filed):
    for url in (URL.replace("/52/", "/51/"), URL, URL.replace("computed/", "computed.xlsx")):
        assert officer.get(url).status_code == 404
        assert officer.post(url).status_code in (404, 405)
    assert not Job.objects.exists()


@pytest.mark.parametrize("who", ["reader", "tambon_officer", "member"])
def test_who_does_not_check_may_not_ask(client, request, who, filed):
    client.force_login(request.getfixturevalue(who))

    assert client.post(DISTRICT).status_code in (403, 404)
    assert not Job.objects.exists()


def test_a_reader_sees_what_was_found_without_the_button(client, reader, filed):
    client.force_login(reader)

    page = client.get(URL).content.decode()

    assert "ผู้ตรวจผลประเมินของพื้นที่เป็นผู้สั่งคิด" in page
    assert "คิดค่าใหม่ทั้งพื้นที่</button>" not in page


def test_the_province_has_all_its_centres_computed_anew(province, province_officer, filed):
    grow(filed)

    asked = province.post(URL)
    job = Job.objects.get()
    page = province.get(URL).content.decode().replace("\xa0", " ")

    assert asked.url == job.get_absolute_url()
    assert (job.done, job.total, job.result_url) == (2, 2, URL)  # two districts
    assert shifts() == [("5.2", 0, 0, 1)]
    assert "มีค่าเปลี่ยนไปจากตอนยื่น" in page
    assert """คิด ณ วันที่ <span class="day">5 พฤศจิกายน 2567</span>""" in page
    assert page.count("5.2 เครือข่ายองค์การชุมชน") == 1
    event = Event.objects.get(verb="assessment.recomputed")
    assert (event.by, event.area) == ("lampang", "52")
    assert event.summary == "คิดค่าใหม่ จังหวัดลำปาง ปีงบประมาณ 2568 1 ศูนย์ฯ"


def test_no_score_changes(province, filed):
    before = list(Score.objects.order_by("pk").values())
    grow(filed)
    province.post(URL)

    assert list(Score.objects.order_by("pk").values()) == before
    assert filed.steps.get().kind == "filed"


def test_points_that_overruled_the_system_are_told_apart(province, file, pong_tao):
    file(pong_tao, points=1)  # with nothing on record, zero is computed for most
    province.post(URL)
    found = Found(pong_tao.parent.parent, FiscalYear(2568))

    assert (found.whole.count, found.whole.moved, found.whole.unlike) == (1, 0, 1)
    assert {line.up + line.down + line.other for line in found.lines} == {0}


def test_the_district_names_each_centre_and_what_differs(officer, file, pong_tao, ban_rong):
    grow(file(pong_tao))
    file(ban_rong)

    officer.post(DISTRICT)
    page = officer.get(DISTRICT).content.decode()
    rows = page.split("แต่ละศูนย์ฯ ต่างที่ข้อใด")[1].split("</table>")[0]
    mine, other = rows.split("/520505/")[1], rows.split("/520505/")[0]

    assert "ตอนยื่น 0 → คิดใหม่ 1" in mine
    assert "ที่ยื่น 0" in mine
    assert "ตรงกันทุกข้อ" in other
    assert 'href="/assessments/520505/2568/computed/"' in rows
    assert Job.objects.get().total == 1


def test_a_wider_recomputing_serves_what_lies_inside(client, province_officer, ngao_officer, filed):
    grow(filed)
    client.force_login(province_officer)
    client.post(URL)
    client.force_login(ngao_officer)

    page = client.get(DISTRICT).content.decode()

    assert """พร้อมทั้ง<span class="place">จังหวัดลำปาง""" in page
    assert "คิดใหม่ 1" in page


def test_the_newest_stands_in_for_the_older_and_the_same_day_twice_is_one(
    province, filed, areas, settings
):
    province.post(URL)
    grow(filed)
    province.post(URL)
    assert Recomputing.objects.count() == Recomputed.objects.count() == 1
    assert shifts() == [("5.2", 0, 0, 1)]

    settings.DEMO_DAY = DAY + timedelta(days=1)
    province.post(URL)
    assert [one.day for one in Recomputing.objects.all()] == [date(2024, 11, 6)]
    assert Recomputed.objects.count() == 1


def test_asked_twice_it_is_the_same_job(province, filed):
    """What makes two jobs one while the first is open: see jobs.actions.start."""
    province.post(URL)
    province.post(URL)
    one, other = Job.objects.all()

    assert (one.kind, one.area, one.arguments) == (other.kind, other.area, other.arguments)


def test_finishing_twice_is_one_event(province_officer, areas, year, filed, now):
    for _ in range(2):
        actions.finish_recomputing(
            by=province_officer, area=areas["52"], fiscal_year=year, day=DAY, at=now
        )

    assert Event.objects.filter(verb="assessment.recomputed").count() == 1


def test_one_that_was_left_half_way_is_not_shown_yet(province, areas, year, filed):
    actions.keep_recomputed(
        by=filed.steps.get().by, area=areas["52"], fiscal_year=year, day=DAY, part="5205", found={}
    )

    assert "ปีนี้ยังไม่ได้คิดค่าใหม่" in province.get(URL).content.decode()


def test_without_any_result_there_is_nothing_to_do(province, areas):
    page = province.post(URL, follow=True).content.decode()

    assert "ปีนี้ยังไม่มีผลที่ยื่นในพื้นที่นี้" in page
    assert not Job.objects.exists()


def test_drafts_are_not_looked_at(province, filed, ban_rong, system, example, year, ngao_officer):
    centre = open_centre(by=system, area=ban_rong)
    actions.start_assessment(by=ngao_officer, centre=centre, framework=example, fiscal_year=year)
    province.post(URL)

    assert [one.assessment for one in Recomputed.objects.all()] == [filed]


def test_a_result_frozen_twice_is_held_against_the_newer(ngao_officer, filed, example, year, now):
    actions.reopen_assessment(by=ngao_officer, assessment=filed, reason="แก้", at=now)
    grow(filed)
    found = computed(["520505"], example, year, DAY)["520505"]
    actions.file_assessment(
        by=ngao_officer,
        assessment=filed,
        at=now,
        computed={pk: one.frozen() for pk, one in found.items()},
    )

    ((pk, differ),) = differing("5205", year, DAY)

    assert pk == filed.pk
    number = dict(Indicator.objects.values_list("pk", "number"))
    assert [(number[one.indicator], one.given, one.now) for one in differ] == [("5.2", 0, 1)]
    assert differ[0].then == 1


def test_parts_are_provinces_districts_or_the_district_itself(areas):
    assert parts(areas["00"], DAY) == ["51", "52"]
    assert parts(areas["52"], DAY) == ["5205", "5208"]
    assert parts(areas["5205"], DAY) == ["5205"]


def test_all_that_differs_as_a_workbook(province, filed):
    grow(filed)
    province.post(URL)

    answer = province.get(URL.replace("computed/", "computed.xlsx"))
    (table,) = read_spreadsheet("ค่า.xlsx", answer.content).shown
    expected = ("งาว", "ปงเตา", "520505", "5.2", "เครือข่ายองค์การชุมชน", "0", "0", "1")

    assert [row[:8] for row in table.rows if "520505" in row] == [expected]
    assert any("สูงกว่าตอนยื่น ต่างจากคะแนนที่ยื่น" in row for row in table.rows)


def test_the_nation_is_too_much_for_one_sheet(client, reader, filed):
    client.force_login(reader)

    assert client.get("/assessments/results/00/2568/computed.xlsx").status_code == 404


def test_queries_do_not_grow_with_results(
    file, areas, year, ngao_officer, province_officer, client
):
    grow(file(areas["520505"]))
    client.force_login(province_officer)

    def asked(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    found = asked(lambda: list(differing("52", year, DAY)))
    client.post(URL)
    page = asked(lambda: client.get(URL))
    for code in ("520504", "520801", "520802"):
        grow(file(areas[code]))
    assert asked(lambda: list(differing("52", year, DAY))) == found
    client.post(URL)
    assert Recomputed.objects.count() == 4
    assert asked(lambda: client.get(URL)) == page


def test_the_tables_refuse_what_does_not_differ(filed, areas, year, province_officer):
    run = Recomputing.objects.create(
        area=areas["52"], fiscal_year=2568, day=DAY, by=province_officer
    )
    result = Recomputed.objects.create(recomputing=run, assessment=filed)
    indicator = filed.scores.all()[0].indicator
    known = {"result": result, "indicator": indicator}
    Shift.objects.create(**known, given=1, now=0)

    def refused(make):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()

    refused(lambda: Shift.objects.create(**known, given=2, now=0))
    other = filed.scores.exclude(indicator=indicator)[0].indicator
    refused(lambda: Shift.objects.create(result=result, indicator=other, given=1, now=1))
    refused(lambda: Recomputed.objects.create(recomputing=run, assessment=filed))
    refused(
        lambda: Recomputing.objects.create(
            area=areas["52"], fiscal_year=2568, day=DAY, by=province_officer
        )
    )
    assert Assessment.objects.count() == 1
    assert clock.today() == DAY
