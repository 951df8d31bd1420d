"""The pages of the forms themselves."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from prasan.accounts.rights import Role
from prasan.assessments import actions
from prasan.assessments.intake.writing import as_workbook
from prasan.assessments.models import Framework, Gate, Indicator, Level
from prasan.assessments.tests import make
from prasan.audit.models import Event
from prasan.thai.calendar import FiscalYear

LIST, LOAD = "/assessments/frameworks/", "/assessments/frameworks/load/"
DRAFT = make.OTHER.replace("published: 1 ต.ค. 2566\nfirst_year: 2567\n", "")
SHOW = "/assessments/frameworks/other-shape/1/"
PUBLISH = f"{SHOW}publish/"
TWO = make.OTHER.replace("version: 1\n", "version: 2\n").replace("ผู้นำรุ่นใหม่", "ผู้นำรุ่นเยาว์")


@pytest.fixture
def admin(someone, areas):
    return someone("admin", Role.ADMINISTRATOR, areas["00"])


@pytest.fixture
def draft(system):
    return make.framework(system, DRAFT)


def file_of(text: str, name: str = "แบบ.yaml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="application/yaml")


def page(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("url", [LIST, LOAD, SHOW, PUBLISH, f"{SHOW}2/", f"{SHOW}form.xlsx"])
def test_a_visitor_is_sent_to_the_door(client, draft, url):
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("url", [SHOW, PUBLISH, f"{SHOW}form.yaml"])
def test_a_draft_is_out_of_sight_for_all_but_administrators(client, ngao_officer, draft, url):
    client.force_login(ngao_officer)

    assert client.get(url).status_code == 404
    assert "other-shape" not in page(client, LIST)


@pytest.mark.parametrize("who", ["ngao_officer", "reader", "member", "province_officer"])
def test_only_an_administrator_of_the_nation_loads_and_publishes(request, client, system, who):
    make.framework(system, make.OTHER)
    client.force_login(request.getfixturevalue(who))

    assert client.get(LOAD).status_code == client.post(LOAD, {}).status_code == 403
    assert client.post(PUBLISH, {}).status_code == 403
    assert "โหลดแบบจากไฟล์" not in page(client, LIST)


def test_the_list_says_which_form_is_in_use(client, reader, system):
    make.framework(system, make.OTHER)
    client.force_login(reader)

    shown = page(client, LIST)

    assert "ใช้กับปี 2568" in shown
    assert SHOW in shown


def test_an_empty_list_says_what_will_be_here(client, admin):
    client.force_login(admin)

    assert "ยังไม่มีแบบประเมิน" in page(client, LIST)


def test_a_form_is_read_from_top_to_bottom(client, reader, system):
    make.framework(system, make.OTHER)
    client.force_login(reader)

    shown = page(client, SHOW)

    for words in (
        "ระดับ ๔",
        "ตั้งแต่ 50.5&nbsp;% ขึ้นไป",
        "ข้อ 1.2 ได้อย่างน้อย 60 คะแนน",
        "ต้องประชุมสม่ำเสมอ",
        "หมวด 2 ได้อย่างน้อย 70&nbsp;%",
        "ผ่านเงื่อนไขของระดับ ๓",
        "ถ่วงน้ำหนักรายข้อ",
        "น้ำหนัก 12.5",
        "ไม่ต้องประเมินเมื่อ ตำบลที่ไม่มีกองทุน",
        "ระบบคิดให้จาก การประชุมที่นับได้ในปี",
        "ให้คะแนน 0–100",
    ):
        assert words in shown or words.replace("๔", "4") in shown, words


def test_a_form_is_read_in_english_where_it_is_written_so(client, reader, system):
    make.framework(system, make.OTHER)
    client.force_login(reader)

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    shown = page(client, SHOW)

    for words in ("Weighted strength form", "Level 4", "Meets regularly", "Must meet regularly"):
        assert words in shown, words


def test_the_example_says_everywhere_that_it_is_one(client, admin, example):
    client.force_login(admin)
    url = f"/assessments/frameworks/{example.key}/{example.version}/"

    for address in (LIST, url):
        assert "แบบตัวอย่าง ไม่ใช่แบบทางการ" in page(client, address)


@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_an_administrator_loads_a_draft_and_publishes_it(client, admin, kind):
    client.force_login(admin)
    if kind == "yaml":
        file = file_of(make.OTHER)
    else:
        file = SimpleUploadedFile("แบบ.xlsx", as_workbook(make.form(make.OTHER)))

    answer = client.post(LOAD, {"file": file})

    assert (answer.status_code, answer.headers["Location"]) == (302, SHOW)
    framework = Framework.objects.get()
    # What the file says of being in use is not taken over.
    assert (framework.published, framework.first_year) == (None, None)
    assert "ร่าง ยังใช้ประเมินไม่ได้" in page(client, SHOW)

    answer = client.post(PUBLISH, {"day": "๑/๑๑/๒๕๖๗", "first_year": "2568"})

    assert answer.status_code == 302
    framework.refresh_from_db()
    assert (framework.published, framework.first_year) == (date(2024, 11, 1), 2568)
    assert framework.published_by == admin
    verbs = Event.objects.filter(kind="assessments.framework").order_by("place")
    assert [event.verb for event in verbs] == ["framework.added", "framework.published"]
    assert client.get(PUBLISH).status_code == 302


def test_all_problems_of_a_file_are_shown_and_nothing_is_saved(client, admin):
    client.force_login(admin)
    bad = make.OTHER.replace(
        '      - {number: "3.3", name: นวัตกรรม, weight: 5, scale: 0-100}\n', ""
    )
    bad = bad.replace("register_complete", "moon_phase")

    shown = client.post(LOAD, {"file": file_of(bad)}).content.decode()

    assert "ยังโหลดไม่ได้ มี 3 จุดที่ต้องแก้ในไฟล์" in shown
    for words in ("บอกว่ามี 11 ตัวชี้วัด", "บรรทัด 32", "moon_phase", "น้ำหนักของตัวชี้วัดรวมได้ 20"):
        assert words in shown, words
    assert not Framework.objects.exists()


def test_a_published_version_is_not_replaced(client, admin, system):
    make.framework(system, make.OTHER)
    client.force_login(admin)

    shown = client.post(LOAD, {"file": file_of(make.OTHER.replace("กองทุน", "ทุน"))}).content.decode()

    assert "ประกาศใช้แล้ว เปลี่ยนเนื้อหาไม่ได้" in shown
    assert not Indicator.objects.filter(name="ทุน").exists()


def test_no_file_is_said(client, admin):
    client.force_login(admin)

    answer = client.post(LOAD, {})

    assert answer.status_code == 200
    assert "ยังโหลดไฟล์ไม่ได้" in answer.content.decode()


def test_a_file_too_large_is_refused(client, admin):
    client.force_login(admin)
    file = SimpleUploadedFile("แบบ.yaml", b"#" * 2_000_001)

    assert "ไฟล์ใหญ่เกิน 2 MB" in client.post(LOAD, {"file": file}).content.decode()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"day": "6/11/2567", "first_year": "2568"}, "วันประกาศใช้อยู่หลังวันนี้"),
        ({"day": "1/11/2567", "first_year": "2571"}, "ปี 2571 ไกลเกินไป"),
        ({"day": "", "first_year": ""}, "ยังประกาศใช้ไม่ได้"),
    ],
)
def test_a_bad_day_or_year_is_told(client, admin, draft, typed, problem):
    client.force_login(admin)

    answer = client.post(PUBLISH, typed)

    assert answer.status_code == 200
    assert problem in answer.content.decode()
    draft.refresh_from_db()
    assert draft.published is None


def test_publishing_twice_publishes_once(admin, draft):
    for year in (2568, 2569):
        actions.publish_framework(
            by=admin, framework=draft, day=date(2024, 11, 1), first_year=FiscalYear(year)
        )

    draft.refresh_from_db()
    assert draft.first_year == 2568
    assert Event.objects.filter(verb="framework.published").count() == 1


@pytest.mark.parametrize(
    ("year", "day", "version"),
    [
        (2566, date(2024, 11, 5), None),  # before any form
        (2567, date(2024, 11, 5), 1),
        (2568, date(2024, 9, 30), 1),  # the second is not published yet
        (2568, date(2024, 10, 1), 2),
        (2567, date(2024, 10, 1), 1),  # a late sheet of the year before
    ],
)
def test_a_sheet_takes_the_form_of_its_year(system, year, day, version):
    make.framework(system, make.OTHER)
    second = TWO.replace("1 ต.ค. 2566", "1 ต.ค. 2567").replace("2567\nsums", "2568\nsums")
    make.framework(system, second)

    found = Framework.objects.in_use(year, day)

    assert (found.version if found else None) == version


def test_versions_are_compared_place_by_place(client, reader, system):
    make.framework(system, make.OTHER)
    make.framework(system, TWO.replace("from_percent: 85", "from_percent: 90"))
    client.force_login(reader)

    shown = page(client, f"{SHOW}2/")

    assert "ต่างกัน 2 จุด" in shown
    for words in ("ข้อ 1.3", "ผู้นำรุ่นใหม่", "ผู้นำรุ่นเยาว์", "85", "90", "เทียบคะแนนกันตรง ๆ ไม่ได้"):
        assert words in shown, words


def test_versions_alike_say_so(client, reader, system):
    make.framework(system, make.OTHER)
    make.framework(system, make.OTHER.replace("version: 1\n", "version: 2\n"))
    client.force_login(reader)

    assert "สองรุ่นนี้มีเนื้อหาตรงกัน" in page(client, f"{SHOW}2/")


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_a_form_is_given_out_as_a_file(client, reader, system, ending):
    make.framework(system, make.OTHER)
    client.force_login(reader)

    answer = client.get(f"{SHOW}form.{ending}")

    assert answer.status_code == 200
    assert f'filename="other-shape-1.{ending}"' in answer.headers["Content-Disposition"]


def test_no_other_ending_is_given_out(client, reader, system):
    make.framework(system, make.OTHER)
    client.force_login(reader)

    assert client.get(f"{SHOW}form.pdf").status_code == 404


def test_queries_do_not_grow_with_indicators(client, admin, system):
    make.framework(system)
    client.force_login(admin)
    page(client, LIST)
    with CaptureQueriesContext(connection) as few:
        page(client, "/assessments/frameworks/small/1/")
    make.framework(system, make.OTHER)
    with CaptureQueriesContext(connection) as many:
        page(client, SHOW)

    # A form without gates asks for nothing that its gates name.
    assert len(many) - len(few) <= 3
    with CaptureQueriesContext(connection) as two:
        page(client, LIST)
    make.framework(system, TWO)
    with CaptureQueriesContext(connection) as three:
        page(client, LIST)
    assert len(two) == len(three)


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def test_a_gate_names_one_thing(draft):
    level, indicator = Level.objects.order_by("pk")[0], Indicator.objects.order_by("pk")[0]
    with refused("gate_names_one_thing"), transaction.atomic():
        Gate.objects.create(level=level, place=9)
    with refused("gate_names_one_thing"), transaction.atomic():
        Gate.objects.create(level=level, place=9, indicator=indicator, needs=level, least=1)
    with refused("gate_names_one_thing"), transaction.atomic():
        Gate.objects.create(level=level, place=9, category=indicator.category, least=101)


def test_a_gate_has_its_place(draft):
    gate = Gate.objects.order_by("pk")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Gate.objects.create(level=gate.level, place=gate.place, needs=gate.level)


def test_an_indicator_has_more_than_one_score(draft):
    with refused("indicator_has_more_than_one_score"), transaction.atomic():
        Indicator.objects.update(least=5, most=5)


def test_a_published_form_has_its_first_year(draft, today):
    with refused("framework_is_published_from_a_year"), transaction.atomic():
        Framework.objects.update(published=today)


def test_a_level_starts_within_the_whole(draft):
    with refused("level_starts_within_the_whole"), transaction.atomic():
        Level.objects.filter(name="ระดับ ๔").update(from_percent=101)
