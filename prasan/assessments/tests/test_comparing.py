"""What was computed when a result was filed, beside what is computed today."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from prasan.areas.facts import Basis
from prasan.assessments import actions, rules
from prasan.assessments.actions import Answer, Computed
from prasan.assessments.models import Assessment, Frozen, FrozenFact
from prasan.assessments.rules import Change
from prasan.assessments.tests import make
from prasan.centres.actions import record_activity

SHEET = "/assessments/520505/2568/"
URL = f"{SHEET}computed/"


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (1, 1, Change.SAME),
        (None, None, Change.SAME),
        (0, 1, Change.UP),
        (2, 1, Change.DOWN),
        (None, 0, Change.KNOWN),
        (0, None, Change.UNKNOWN),
    ],
)
def test_what_became_of_a_computed_score_is_told(then, now, expected):
    assert rules.change(then, now) is expected


_TOLD = some.none() | some.integers(min_value=0, max_value=100)
_BACK = {Change.UP: Change.DOWN, Change.KNOWN: Change.UNKNOWN, Change.SAME: Change.SAME}


@given(_TOLD, _TOLD)
def test_a_change_undone_is_its_opposite(then, now):
    both = {rules.change(then, now), rules.change(now, then)}

    assert any(both == {one, other} for one, other in _BACK.items())


@pytest.fixture
def begun(ngao_officer, centre, example, year, now):
    """All 23 answered with 1 but the computed, which are taken as they are."""
    return actions.start_assessment(
        by=ngao_officer, centre=centre, framework=example, fiscal_year=year
    )


@pytest.fixture
def officer(client, ngao_officer):
    client.force_login(ngao_officer)
    return client


@pytest.fixture
def filed(officer, begun, example, ngao_officer, now):
    """Filed through the page, so that what was computed is frozen."""
    answers = {pk: Answer(1, "เห็นเอกสารจริง") for pk in make.answers(example, 1)}
    actions.save_scores(by=ngao_officer, assessment=begun, answers=answers, at=now)
    page = officer.get(f"{SHEET}file/").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    officer.post(f"{SHEET}file/", {"seen": seen})
    assert begun.steps.get().kind == "filed"
    return begun


def network(filed) -> Frozen:
    return Frozen.objects.get(step__assessment=filed, indicator__number="5.2")


def join(centre):
    centre.organisations.create(name="กลุ่มออมทรัพย์", kind="savings")


def test_filing_freezes_every_computed_value_with_the_records_behind(filed, example):
    frozen = Frozen.objects.filter(step__assessment=filed)

    assert frozen.count() == 22
    mine = network(filed)
    assert (mine.points, mine.note) == (0, "องค์การสมาชิก 0 แห่ง กิจกรรมในปี 0 ครั้ง")
    assert [(one.text, one.link) for one in mine.facts.all()] == [
        ("ฐานข้อมูลศูนย์ฯ", "/centres/520505/database/")
    ]


def test_what_is_frozen_stays_when_the_records_change(
    officer, filed, ngao_officer, centre, example
):
    join(centre)

    page = officer.get(URL).content.decode()

    assert network(filed).points == 0
    changed, same = page.replace("\xa0", " ").split("คงเดิม 21 ข้อ")
    assert "เปลี่ยนไปจากตอนยื่น 1 ข้อ" in changed
    assert "องค์การสมาชิก 0 แห่ง กิจกรรมในปี 0 ครั้ง" in changed
    assert "องค์การสมาชิก 1 แห่ง กิจกรรมในปี 0 ครั้ง" in changed
    assert "สูงขึ้น" in changed
    assert "สูงขึ้น" not in same
    assert filed.scores.get(indicator__number="5.2").points == 1  # as it was filed


def test_a_record_that_came_or_went_is_marked_and_each_is_a_link(
    officer, filed, ngao_officer, centre
):
    record_activity(
        by=ngao_officer,
        centre=centre,
        held=date(2024, 10, 12),
        name="ปลูกผักสวนครัว",
        duties=["sufficiency"],
    )

    page = officer.get(URL).content.decode()
    row = page.split("กิจกรรมตามหลักปรัชญา")[1].split("</tr>")[0]

    assert "วันนี้ไม่มีแล้ว" in row  # the empty database stood for it
    assert "ปลูกผักสวนครัว 12 ต.ค. 2567" in row
    assert "ใหม่" in row
    assert row.count('href="/centres/520505/database/"') == 2


def test_without_a_change_the_page_says_so(officer, filed):
    page = officer.get(URL).content.decode()

    assert "ทุกข้อยังได้คะแนนเท่าตอนยื่น" in page
    assert "เปลี่ยนไปจากตอนยื่น 1" not in page
    assert URL in officer.get(SHEET).content.decode()


def test_filed_anew_freezes_anew_and_keeps_the_older(officer, filed, ngao_officer, centre, now):
    actions.reopen_assessment(by=ngao_officer, assessment=filed, reason="แก้ข้อ 5.2", at=now)
    join(centre)
    page = officer.get(f"{SHEET}file/").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    officer.post(f"{SHEET}file/", {"seen": seen})

    mine = Frozen.objects.filter(step__assessment=filed, indicator__number="5.2")
    assert list(mine.order_by("step__number").values_list("points", flat=True)) == [0, 1]
    assert "ทุกข้อยังได้คะแนนเท่าตอนยื่น" in officer.get(URL).content.decode()


def test_a_result_filed_without_computed_values_says_so(
    officer, ngao_officer, centre, example, year, now
):
    actions.file_complete(
        by=ngao_officer,
        centre=centre,
        framework=example,
        fiscal_year=year,
        answers=make.answers(example, 1),
        at=now,
    )

    assert "ไม่มีค่าที่ระบบคิดเก็บไว้ตอนยื่น" in officer.get(URL).content.decode()


def test_a_draft_has_nothing_to_compare(officer, begun):
    assert officer.get(URL).url == SHEET


def test_another_district_does_not_see_what_was_computed(client, thoen_officer, filed):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404


def test_a_reader_may_look(client, reader, filed):
    client.force_login(reader)

    assert client.get(URL).status_code == 200


def test_nothing_is_sent_to_it(officer, filed):
    assert officer.post(URL).status_code == 405


def test_the_page_asks_as_much_for_forty_facts(officer, filed, centre, ngao_officer):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            officer.get(URL)
        return len(asked)

    queries()  # what is computed is kept from here on
    first = queries()
    rows = [
        FrozenFact(frozen=network(filed), place=place, text=f"ข้อเท็จจริง {place}", link="/")
        for place in range(2, 42)
    ]
    FrozenFact.objects.bulk_create(rows)

    assert queries() == first


def test_long_facts_are_cut_to_what_is_kept(assessment, ngao_officer, framework, now):
    first = make.indicators(framework)[0]
    actions.save_scores(
        by=ngao_officer, assessment=assessment, answers=make.answers(framework, 1), at=now
    )
    facts = (Basis("มติ" * 200, "/meetings/"),)
    actions.file_assessment(
        by=ngao_officer,
        assessment=assessment,
        at=now,
        computed={first.pk: Computed(1, "ค" * 300, facts)},
    )

    mine = Frozen.objects.get()
    assert (len(mine.note), len(mine.facts.get().text)) == (200, 300)


def test_a_value_is_frozen_once_a_filing(filed):
    mine = network(filed)

    with pytest.raises(IntegrityError), transaction.atomic():
        Frozen.objects.create(step=mine.step, indicator=mine.indicator)
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenFact.objects.create(frozen=mine, place=1, text="ซ้ำ")
    assert Assessment.objects.count() == 1
