from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from prasan.plans import rules
from prasan.plans.rules import PlanFacts, Said, Sent, Span, Step, StrongProject, strong_tambon
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)
DAY = date(2024, 11, 5)
ADOPTED, ENTERED, PROPOSED = date(2022, 6, 15), date(2023, 10, 12), date(2024, 10, 20)


def plan(*sent, adopted=ADOPTED, entered=ENTERED, left=None, first=2566, last=2570):
    project = StrongProject(7, [Span(entered, left)], sent)
    return PlanFacts(first, last, adopted, [project])


def went(proposed=PROPOSED, kind=None, dated=DAY, level="district"):
    """Sent to another plan, and the answer, if any."""
    return Sent(level, proposed, [Said(kind, dated)] if kind else [])


@pytest.mark.parametrize(
    ("plans", "step", "note"),
    [
        ([], Step.PLAN, "ยังไม่มีแผนที่ครอบคลุมปี 2568"),
        ([plan(first=2561, last=2565)], Step.PLAN, "แผนเดิมสิ้นสุดปี 2565 ยังไม่มีแผนใหม่"),
        ([plan(first=2563, last=2567)], Step.PLAN, "แผนเดิมสิ้นสุดปี 2567 ยังไม่มีแผนใหม่"),
        ([plan(first=2569, last=2570)], Step.PLAN, "ยังไม่มีแผนที่ครอบคลุมปี 2568"),  # to come
        ([plan(adopted=None)], Step.ADOPTION, "มีแผน ยังไม่บันทึกวันเห็นชอบ"),
        ([plan(adopted=date(2024, 11, 6))], Step.ADOPTION, "มีแผน ยังไม่บันทึกวันเห็นชอบ"),
        ([PlanFacts(2566, 2570, ADOPTED)], Step.PROJECT, "มีแผน ยังไม่มีโครงการตำบลเข้มแข็ง"),
        ([plan(entered=date(2024, 11, 6))], Step.PROJECT, "มีแผน ยังไม่มีโครงการตำบลเข้มแข็ง"),
        ([plan(left=DAY)], Step.PROJECT, "มีแผน ยังไม่มีโครงการตำบลเข้มแข็ง"),  # left out today
        ([plan(entered=None)], Step.PROJECT, "มีแผน ยังไม่มีโครงการตำบลเข้มแข็ง"),  # in a draft
        ([plan()], Step.LINK, "มีโครงการ ยังไม่เชื่อมแผนระดับอื่น"),
        ([plan(went(date(2024, 11, 6)))], Step.LINK, "มีโครงการ ยังไม่เชื่อมแผนระดับอื่น"),  # tomorrow
        ([plan(went(PROPOSED))], Step.ANSWER, "เสนอแผนระดับอื่นแล้ว รอผล"),
        ([plan(went(DAY))], Step.ANSWER, "เสนอแผนระดับอื่นแล้ว รอผล"),  # the same day counts
        ([plan(went(PROPOSED, "adopted"))], Step.DONE, "แผนระดับอื่นรับโครงการแล้ว"),
        ([plan(went(PROPOSED, "merged"))], Step.DONE, "แผนระดับอื่นรับโครงการแล้ว"),
        (
            [plan(went(PROPOSED, "deferred"))],
            Step.ANSWER,
            "เสนอแผนระดับอื่นแล้ว ผลคือเลื่อนไว้ก่อน",
        ),
        (
            [plan(went(PROPOSED, "refused"))],
            Step.LINK,
            "แผนที่เสนอไม่รับโครงการ ยังไม่เสนอแผนอื่น",
        ),
        (  # refused tomorrow: today it still waits
            [plan(went(PROPOSED, "refused", date(2024, 11, 6)))],
            Step.ANSWER,
            "เสนอแผนระดับอื่นแล้ว รอผล",
        ),
        (  # one refused, another waits
            [plan(went(PROPOSED, "refused"), went(PROPOSED))],
            Step.ANSWER,
            "เสนอแผนระดับอื่นแล้ว รอผล",
        ),
        (  # the plan that has come furthest tells
            [plan(adopted=None), plan(went(PROPOSED))],
            Step.ANSWER,
            "เสนอแผนระดับอื่นแล้ว รอผล",
        ),
    ],
)
def test_strong_tambon_says_what_it_waits_for(plans, step, note):
    standing = strong_tambon(plans, YEAR, DAY)

    assert (standing.step, standing.note) == (step, note)
    assert standing.is_met == (step in (Step.ANSWER, Step.DONE))
    assert (standing.met is not None) == standing.is_met
    assert bool(standing.next_step) == (step != Step.DONE)
    assert len(note) <= 60


@pytest.mark.parametrize(
    ("year", "is_covered"), [(2565, False), (2566, True), (2570, True), (2571, False)]
)
def test_a_plan_covers_its_first_and_its_last_year(year, is_covered):
    assert plan().covers(FiscalYear(year)) == is_covered


def test_it_is_met_from_the_day_the_last_of_the_three_came():
    assert strong_tambon([plan(went(PROPOSED))], YEAR, DAY).met == PROPOSED
    late = plan(went(PROPOSED), adopted=date(2024, 11, 1))
    assert strong_tambon([late], YEAR, DAY).met == date(2024, 11, 1)
    earlier = plan(went(PROPOSED), went(date(2024, 5, 1)))
    assert strong_tambon([earlier], YEAR, DAY).met == date(2024, 5, 1)


def test_the_next_step_names_its_project():
    assert strong_tambon([plan()], YEAR, DAY).project == 7
    assert strong_tambon([], YEAR, DAY).project is None


@pytest.mark.parametrize(
    ("starts", "ends", "day", "counts"),
    [
        (date(2024, 11, 5), None, DAY, True),  # from today
        (date(2024, 11, 6), None, DAY, False),  # from tomorrow
        (date(2023, 1, 1), None, DAY, True),
        (date(2023, 1, 1), date(2024, 10, 1), DAY, False),  # its last day was 30 September
        (date(2023, 1, 1), date(2024, 10, 2), DAY, True),  # one day of the year
        (date(2024, 10, 1), date(2024, 11, 1), DAY, True),  # over, but within the year
        (date(2025, 9, 30), None, date(2026, 1, 1), True),  # looking back: the last day
        (date(2025, 10, 1), None, date(2026, 1, 1), False),  # looking back: the next year
    ],
)
def test_a_mission_counts_for_a_year_it_was_in_force(starts, ends, day, counts):
    assert rules.mission_counts(starts, ends, YEAR, day) == counts


def texts(problems):
    return [(problem.field, problem.text) for problem in problems]


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        (2023, 2570, "first_year", "ปี 2023 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2566"),
        (2566, 2027, "last_year", "ปี 2027 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2570"),
        (66, 2570, "first_year", "ปี 66 ไม่น่าใช่ปี พ.ศ. ที่ตั้งใจ พิมพ์สี่หลัก เช่น 2568"),
        (2570, 2566, "last_year", "ปีสุดท้าย 2566 อยู่ก่อนปีแรก 2570 สลับกันหรือไม่"),
        (2566, 2576, "last_year", "แผนยาว 11 ปี ตรวจปีแรกและปีสุดท้ายอีกครั้ง"),
        (2565, 2569, "first_year", "มีแผน 2561–2565 อยู่แล้ว ปีของแผนต้องไม่ทับกัน"),
    ],
)
def test_a_plan_that_cannot_stand_says_why(first, last, field, words):
    assert texts(rules.plan_problems(first, last, [(2561, 2565)])) == [(field, words)]


def test_a_plan_must_hold_its_projects():
    assert texts(rules.plan_problems(2566, 2569, [], [2570, 2568, 2570])) == [
        ("last_year", "มีโครงการของปี 2570 ปีของแผนต้องคลุมถึง")
    ]


@pytest.mark.parametrize(("first", "last"), [(2566, 2570), (2566, 2575), (2566, 2566)])
def test_a_plan_may_run_one_to_ten_years(first, last):
    assert rules.plan_problems(first, last, [(2561, 2565)], [first, last]) == []


def test_a_mission_ends_after_it_starts():
    assert rules.mission_problems(DAY, None) == []
    assert rules.mission_problems(DAY, date(2024, 11, 6)) == []
    assert texts(rules.mission_problems(DAY, DAY)) == [
        ("ends", "วันสุดท้ายอยู่ก่อนวันเริ่ม (5 พ.ย. 2567) แก้วันใดวันหนึ่ง")
    ]


@pytest.mark.parametrize(
    ("years", "money", "problems"),
    [
        ((2566, 2566), [(2566, "own", "0")], []),
        ((2566, 2570), [(2566, "own", "999999999999.99"), (2570, "own", "1")], []),
        ((2565, 2566), [], [("first_year", "ปี 2565 อยู่นอกแผน 2566–2570 ใส่ปีที่อยู่ในแผน")]),
        ((2570, 2571), [], [("last_year", "ปี 2571 อยู่นอกแผน 2566–2570 ใส่ปีที่อยู่ในแผน")]),
        ((2569, 2568), [], [("last_year", "ปีที่สิ้นสุด 2568 อยู่ก่อนปีที่เริ่ม 2569 สลับกันหรือไม่")]),
        ((2024, 2024), [], [("first_year", "ปี 2024 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2567")]),
        ((2568, 2568), [(2568, "own", "-0.01")], [("budget", "งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า")]),
        (
            (2568, 2568),
            [(2568, "own", "1000000000000")],
            [("budget", "งบประมาณมากเกินไป ใส่เป็นบาท ไม่เกิน 12 หลัก")],
        ),
        (
            (2568, 2568),
            [(2568, "own", "NaN")],
            [("budget", "งบประมาณมากเกินไป ใส่เป็นบาท ไม่เกิน 12 หลัก")],
        ),
        (
            (2568, 2568),
            [(2568, "own", "1.005")],
            [("budget", "งบประมาณมีทศนิยมเกิน 2 ตำแหน่ง ใส่ถึงสตางค์ เช่น 12,500.50")],
        ),
        (
            (2568, 2568),
            [(2569, "own", "5")],
            [("budget", "งบปี 2569 อยู่นอกปีของโครงการ (2568) แก้ปีของงบหรือของโครงการ")],
        ),
        (
            (2568, 2568),
            [(2568, "own", "5"), (2568, "own", "6")],
            [("budget", "งบปี 2568 จากแหล่งเดียวกันมีสองรายการ รวมเป็นรายการเดียว")],
        ),
    ],
)
def test_a_project_keeps_to_its_plan_and_to_baht(years, money, problems):
    rows = [(year, source, Decimal(amount)) for year, source, amount in money]

    assert texts(rules.project_problems(*years, rows, (2566, 2570))) == problems


@pytest.mark.parametrize(
    ("level", "area", "holder", "field"),
    [
        ("tambon", "tambon", "", None),
        ("tambon", "district", "", "level"),
        ("district", "district", "", None),
        ("province", "tambon", "", "level"),
        ("local", "tambon", "อบต.ปงเตา", None),
        ("local", "tambon", "", "holder"),
        ("agency", "province", "", "holder"),
        ("village", "village", "", None),
        ("village", "tambon", "", "holder"),
        ("village", "tambon", "หมู่ 3 บ้านปงเตา", None),
    ],
)
def test_a_plan_is_of_an_area_of_its_level_and_names_its_office(level, area, holder, field):
    problems = rules.place_problems(level, area, holder)

    assert [one.field for one in problems] == ([field] if field else [])


@pytest.mark.parametrize(
    ("adopted", "before", "after", "is_first", "told"),
    [
        (DAY, None, [], True, None),
        (None, None, [], True, None),
        (DAY, DAY, [], False, None),
        (None, None, [DAY], True, "มีฉบับหลังจากนี้ที่เห็นชอบแล้ว ฉบับนี้ต้องมีวันเห็นชอบ"),
        (DAY, None, [], False, "ฉบับก่อนยังไม่ผ่านความเห็นชอบ บันทึกวันเห็นชอบของฉบับก่อน"),
        (PROPOSED, DAY, [], False, "วันเห็นชอบอยู่ก่อนฉบับก่อน (5 พ.ย. 2567) แก้วันใดวันหนึ่ง"),
        (DAY, None, [PROPOSED], True, "วันเห็นชอบอยู่หลังฉบับถัดไป (20 ต.ค. 2567) แก้วันใดวันหนึ่ง"),
    ],
)
def test_versions_are_adopted_in_their_order(adopted, before, after, is_first, told):
    problems = rules.version_problems(adopted, before=before, after=after, is_first=is_first)

    assert [one.text for one in problems] == ([told] if told else [])


def test_a_yearly_plan_is_of_one_year():
    assert rules.plan_problems(2568, 2568, [], is_yearly=True) == []
    assert texts(rules.plan_problems(2568, 2569, [], is_yearly=True)) == [
        ("last_year", "แผนทบทวนประจำปีและบัญชีความต้องการเป็นของปีเดียว ใส่ปีเดียวกัน")
    ]


def test_a_missing_resolution_is_the_next_step_and_blocks_nothing():
    facts = plan(went(PROPOSED, "adopted"))
    standing = strong_tambon([replace(facts, has_resolution=False)], YEAR, DAY)

    assert standing.is_met
    assert standing.next_step == "ระบุมติที่ประชุมที่เห็นชอบแผนฉบับที่ใช้อยู่"
    assert strong_tambon([facts], YEAR, DAY).next_step == ""


def test_the_levels_it_reaches_are_those_of_live_proposals():
    sent = [went(level="local"), went(PROPOSED, "refused", level="district")]

    assert strong_tambon([plan(*sent)], YEAR, DAY).levels == {"local"}


def test_a_project_that_came_back_stands_since_it_came_back():
    spans = [Span(ENTERED, date(2024, 1, 1)), Span(date(2024, 6, 1))]
    project = StrongProject(7, spans)

    assert project.entered_by(date(2023, 12, 31)) == ENTERED
    assert project.entered_by(date(2024, 3, 1)) is None
    assert project.entered_by(DAY) == date(2024, 6, 1)


@pytest.mark.parametrize(
    ("dated", "said", "fields"),
    [
        (DAY, "ประชุมหมู่บ้าน", []),
        (DAY, "", ["said"]),
        (date(2024, 11, 6), "x", ["dated"]),
        (date(2024, 9, 30), "x", ["dated"]),
    ],
)
def test_a_note_on_a_mission_tells_something_done_within_it(dated, said, fields):
    problems = rules.note_problems(dated, said, starts=date(2024, 10, 1), today=DAY)

    assert [one.field for one in problems] == fields


@pytest.mark.parametrize(
    ("first", "last", "told"), [(2567, 2567, "2567"), (2567, 2568, "2567–2568")]
)
def test_a_single_year_is_told_alone(first, last, told):
    assert rules.Terms(first, last, {}).years == told
