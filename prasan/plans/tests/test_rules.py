from datetime import date
from decimal import Decimal

import pytest

from prasan.plans import rules
from prasan.plans.models import Answer
from prasan.plans.rules import PlanFacts, Sent, Step, StrongProject, strong_tambon
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)
DAY = date(2024, 11, 5)
ADOPTED, ENTERED, PROPOSED = date(2022, 6, 15), date(2023, 10, 12), date(2024, 10, 20)


def plan(*sent, adopted=ADOPTED, entered=ENTERED, first=2566, last=2570):
    return PlanFacts(first, last, adopted, [StrongProject(7, entered, sent)])


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
        ([plan()], Step.LINK, "มีโครงการ ยังไม่เชื่อมแผนระดับอื่น"),
        ([plan(Sent(date(2024, 11, 6)))], Step.LINK, "มีโครงการ ยังไม่เชื่อมแผนระดับอื่น"),  # tomorrow
        ([plan(Sent(PROPOSED))], Step.ANSWER, "เสนอแผนระดับอื่นแล้ว รอผล"),
        ([plan(Sent(DAY))], Step.ANSWER, "เสนอแผนระดับอื่นแล้ว รอผล"),  # the same day counts
        ([plan(Sent(PROPOSED, "adopted", DAY))], Step.DONE, "แผนระดับอื่นรับโครงการแล้ว"),
        ([plan(Sent(PROPOSED, "merged", DAY))], Step.DONE, "แผนระดับอื่นรับโครงการแล้ว"),
        (
            [plan(Sent(PROPOSED, "deferred", DAY))],
            Step.ANSWER,
            "เสนอแผนระดับอื่นแล้ว ผลคือเลื่อนไว้ก่อน",
        ),
        (
            [plan(Sent(PROPOSED, "refused", DAY))],
            Step.LINK,
            "แผนที่เสนอไม่รับโครงการ ยังไม่เสนอแผนอื่น",
        ),
        (  # refused tomorrow: today it still waits
            [plan(Sent(PROPOSED, "refused", date(2024, 11, 6)))],
            Step.ANSWER,
            "เสนอแผนระดับอื่นแล้ว รอผล",
        ),
        (  # one refused, another waits
            [plan(Sent(PROPOSED, "refused", DAY), Sent(PROPOSED))],
            Step.ANSWER,
            "เสนอแผนระดับอื่นแล้ว รอผล",
        ),
        (  # the plan that has come furthest tells
            [plan(adopted=None), plan(Sent(PROPOSED))],
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
    assert strong_tambon([plan(Sent(PROPOSED))], YEAR, DAY).met == PROPOSED
    late = plan(Sent(PROPOSED), adopted=date(2024, 11, 1))
    assert strong_tambon([late], YEAR, DAY).met == date(2024, 11, 1)
    earlier = plan(Sent(PROPOSED), Sent(date(2024, 5, 1)))
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
        ("last_year", "มีโครงการที่เริ่มปี 2570 ปีของแผนต้องคลุมถึง")
    ]


@pytest.mark.parametrize(("first", "last"), [(2566, 2570), (2566, 2575), (2566, 2566)])
def test_a_plan_may_run_one_to_ten_years(first, last):
    assert rules.plan_problems(first, last, [(2561, 2565)], [first, last]) == []


@pytest.mark.parametrize(
    ("year", "budget", "problems"),
    [
        (2566, "0", []),
        (2570, "999999999999.99", []),
        (2565, "1", [("first_year", "ปี 2565 อยู่นอกแผน 2566–2570 ใส่ปีที่อยู่ในแผน")]),
        (2571, "1", [("first_year", "ปี 2571 อยู่นอกแผน 2566–2570 ใส่ปีที่อยู่ในแผน")]),
        (2024, "1", [("first_year", "ปี 2024 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2567")]),
        (2568, "-0.01", [("budget", "งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า")]),
        (2568, "1000000000000", [("budget", "งบประมาณมากเกินไป ใส่เป็นบาท ไม่เกิน 12 หลัก")]),
        (2568, "NaN", [("budget", "งบประมาณมากเกินไป ใส่เป็นบาท ไม่เกิน 12 หลัก")]),
        (
            2568,
            "1.005",
            [("budget", "งบประมาณมีทศนิยมเกิน 2 ตำแหน่ง ใส่ถึงสตางค์ เช่น 12,500.50")],
        ),
    ],
)
def test_a_project_keeps_to_its_plan_and_to_baht(year, budget, problems):
    assert texts(rules.project_problems(year, Decimal(budget), (2566, 2570))) == problems


def test_a_project_goes_up_no_earlier_than_it_came_in():
    assert rules.link_problems(ENTERED, ENTERED) == []
    assert texts(rules.link_problems(date(2023, 10, 11), ENTERED)) == [
        ("proposed", "วันที่เสนออยู่ก่อนวันที่โครงการเข้าแผน (12 ต.ค. 2566) แก้วันใดวันหนึ่ง")
    ]
    assert rules.entered_problems(PROPOSED, [PROPOSED]) == []
    assert rules.entered_problems(PROPOSED, []) == []
    assert texts(rules.entered_problems(DAY, [DAY, PROPOSED])) == [
        ("entered", "โครงการนี้เสนอแผนอื่นเมื่อ 20 ต.ค. 2567 วันที่เข้าแผนต้องไม่หลังวันนั้น")
    ]


@pytest.mark.parametrize("answer", Answer.values)
def test_every_answer_but_a_plain_yes_says_why(answer):
    fields = [p.field for p in rules.answer_problems(answer, DAY, "", DAY)]

    assert fields == ([] if answer == Answer.ADOPTED else ["reason"])
    assert rules.answer_problems(answer, DAY, "งบไม่พอ", DAY) == []


def test_an_answer_comes_no_earlier_than_the_proposal():
    assert texts(rules.answer_problems("adopted", date(2024, 10, 19), "", PROPOSED)) == [
        ("answered", "วันที่ตอบอยู่ก่อนวันที่เสนอ (20 ต.ค. 2567) แก้วันที่ตอบ")
    ]


def test_a_mission_ends_after_it_starts():
    assert rules.mission_problems(DAY, None) == []
    assert rules.mission_problems(DAY, date(2024, 11, 6)) == []
    assert texts(rules.mission_problems(DAY, DAY)) == [
        ("ends", "วันสุดท้ายอยู่ก่อนวันเริ่ม (5 พ.ย. 2567) แก้วันใดวันหนึ่ง")
    ]


def test_the_rules_name_the_answers_the_models_do():
    named = {*rules.TAKEN_IN, rules.ADOPTED, rules.DEFERRED, rules.REFUSED}
    assert named == set(Answer.values)
