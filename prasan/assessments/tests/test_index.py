import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import actions
from prasan.assessments.tests import make
from prasan.assessments.workflow import Tier
from prasan.centres.actions import open_centre

URL = "/assessments/"


@pytest.fixture
def centres(system, areas):
    codes = ("520504", "520505", "520801", "520802")
    return {code: open_centre(by=system, area=areas[code]) for code in codes}


@pytest.fixture
def filed(ngao_officer, centres, example, year):
    """Pong Tao, filed with 30 of 46 points."""
    return actions.file_complete(
        by=ngao_officer,
        centre=centres["520505"],
        framework=example,
        fiscal_year=year,
        answers=make.answers(example, *[2] * 7, 1),
        at=make.moment(),
    )


def shown(client, query=""):
    return client.get(f"{URL}{query}").content.decode()


def test_a_visitor_logs_in_first(client, db):
    assert client.get(URL).status_code == 302


def test_an_officer_sees_their_own_centres_only(client, ngao_officer, centres, example):
    client.force_login(ngao_officer)

    page = shown(client)

    assert "ศอช.ต. ปงเตา" in page
    assert "ศอช.ต. บ้านร้อง" in page
    assert "ล้อมแรด" not in page
    assert "ยื่นแล้ว 0 จาก 2" in page


def test_a_filed_centre_shows_day_points_and_level(client, reader, filed):
    client.force_login(reader)

    page = shown(client)

    assert "ยื่นแล้ว 4 พ.ย. 2567" in page
    assert "<b>30</b> จาก 46" in page
    assert "ระดับ ข" in page
    assert "แบบตัวอย่าง ไม่ใช่แบบทางการ" in page


def test_one_begun_shows_how_far_it_is(client, ngao_officer, centres, framework, year):
    assessment = actions.start_assessment(
        by=ngao_officer, centre=centres["520504"], framework=framework, fiscal_year=year
    )
    answers = make.answers(framework, 1, 2, None)
    actions.save_scores(by=ngao_officer, assessment=assessment, answers=answers, at=make.moment())
    client.force_login(ngao_officer)

    page = shown(client)

    assert "ตอบแล้ว 2 จาก 3 ข้อ" in page
    assert "รอยื่นผล" in page
    assert "แบบตัวอย่าง" not in page  # this form is none


@pytest.mark.parametrize(
    ("query", "tambons"),
    [
        ("", {"บ้านร้อง", "ปงเตา", "ล้อมแรด", "แม่วะ"}),
        ("?stage=filed", {"ปงเตา"}),
        ("?stage=none", {"บ้านร้อง", "ล้อมแรด", "แม่วะ"}),
        ("?stage=open", set()),
        ("?stage=elsewhere", {"บ้านร้อง", "ปงเตา", "ล้อมแรด", "แม่วะ"}),
        ("?area=5208", {"ล้อมแรด", "แม่วะ"}),
        ("?area=51", {"บ้านร้อง", "ปงเตา", "ล้อมแรด", "แม่วะ"}),  # out of reach: as if not asked
        ("?q=แม่", {"แม่วะ"}),
        ("?area=5208&stage=filed", set()),
        ("?year=2567&stage=none", {"บ้านร้อง", "ปงเตา", "ล้อมแรด", "แม่วะ"}),
        ("?year=9999999999&page=x", {"บ้านร้อง", "ปงเตา", "ล้อมแรด", "แม่วะ"}),
    ],
)
def test_the_list_can_be_narrowed(client, province_officer, filed, query, tambons):
    client.force_login(province_officer)

    lines = client.get(f"{URL}{query}").context["lines"]

    assert {line.centre.area.name for line in lines} == tambons


@pytest.mark.parametrize("area", ["9" * 5000, "๕๒", "00", "-1", "52x"])
def test_an_area_nobody_could_choose_breaks_nothing(client, reader, centres, area):
    client.force_login(reader)

    assert client.get(URL, {"area": area}).status_code == 200


def test_nothing_found_repeats_the_words(client, province_officer, centres):
    client.force_login(province_officer)

    assert "ไม่พบ “ปงเต่า”" in shown(client, "?q=ปงเต่า")


def test_without_centres_the_first_step_is_said(client, province_officer):
    client.force_login(province_officer)

    assert "ยังไม่มีศูนย์ฯ ระดับตำบลในพื้นที่ของท่าน" in shown(client)


def test_queries_do_not_grow_with_centres_and_scores(
    client, province_officer, ngao_officer, filed, centres, example, year
):
    client.force_login(province_officer)
    with CaptureQueriesContext(connection) as few:
        shown(client)
    for centre in centres.values():
        actions.file_complete(
            by=ngao_officer,
            centre=centre,
            framework=example,
            fiscal_year=year,
            answers={} if centre.area_id == "520505" else make.answers(example, 1),
            at=make.moment(),
        )

    with CaptureQueriesContext(connection) as many:
        shown(client)

    assert len(few) == len(many) <= 16


def test_a_district_is_led_to_what_waits_for_its_check(client, ngao_officer, filed):
    client.force_login(ngao_officer)

    page = shown(client)

    assert "ยื่นแล้ว 1 ศูนย์ฯ รออำเภอตรวจ" in page
    assert 'href="/assessments/5205/2568/together/"' in page
    assert "together" not in shown(client, "?year=2567")  # nothing waits of that year


def test_the_province_is_led_there_once_the_district_has_agreed(
    client, province_officer, ngao_officer, filed
):
    client.force_login(province_officer)
    assert "together" not in shown(client)

    actions.agree(by=ngao_officer, assessment=filed, tier=Tier.DISTRICT, at=make.moment())

    page = shown(client)
    assert "อำเภอยืนยันแล้ว 1 ศูนย์ฯ รอจังหวัดรับรอง" in page
    assert 'href="/assessments/52/2568/together/"' in page


@pytest.mark.parametrize("role", ["reader", "member", "thoen_officer"])
def test_who_checks_nothing_there_is_led_nowhere(client, request, filed, role):
    client.force_login(request.getfixturevalue(role))

    assert "together" not in shown(client)
