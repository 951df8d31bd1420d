"""The scores facts of committees and plans suggest: of real records, made through actions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import catalogue
from prasan.assessments.computing import computed
from prasan.assessments.models import Indicator
from prasan.assessments.tests.suggesting import DAY, LED, YEAR, meet, people, points, suggested
from prasan.centres.models import Review
from prasan.committees.actions import establish
from prasan.committees.models import Kind
from prasan.orders.actions import review_experts
from prasan.orders.composition import Member
from prasan.orders.models import Seat
from prasan.plans.actions import (
    Outline,
    add_project,
    adopt_plan,
    adopt_version,
    open_version,
    propose,
    reply,
)


def test_every_fact_an_app_offers_has_a_key_of_its_own():
    assert len(catalogue.facts()) == sum(len(each.facts) for each in catalogue.sources())


def test_every_computed_indicator_of_the_example_names_a_fact_there_is(example):
    named = Indicator.objects.of_framework(example.pk).exclude(fact="")

    assert {each.fact for each in named} <= set(catalogue.facts())
    assert named.count() == 22


def test_a_tambon_nothing_is_known_of_has_the_lowest_scores_and_is_told_so(example):
    found = suggested(example)

    assert found["1.1"].points == 0
    assert found["1.1"].note == "ยังไม่มีคำสั่งแต่งตั้ง"
    assert found["2.1"].note == "ยังไม่มี คอช.ต."
    assert found["3.3"].note == "ยังไม่มีแผนพัฒนาตำบล"


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        (date(2024, 10, 1), 2),  # on the first day of the year
        (date(2024, 9, 30), 1),  # the day before
        (date(2020, 11, 6), 1),  # the day before the last of its term
        (date(2020, 11, 5), 0),  # over
    ],
)
def test_an_order_made_in_the_year_counts_most(example, order, signed, expected):
    order(signed)

    assert points(example, "1.1") == [expected]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (date(2024, 10, 1), 2),  # on the first day of the year
        (date(2024, 9, 30), 1),  # the day before
        (date(2024, 11, 5), 2),
        (date(2024, 11, 6), 1),  # not known yet
    ],
)
def test_an_order_reviewed_in_the_year_counts_like_a_new_one(
    example, order, centre, ngao_officer, held, expected
):
    order(date(2023, 11, 6))
    Review.objects.create(
        centre=centre, held=held, outcome="unchanged", because="คงเดิม", by=ngao_officer
    )

    assert points(example, "1.1", "3.1") == [expected, 0]


def test_experts_reviewed_in_the_year_count_for_the_integrated_order(
    example, order, system, ngao_officer, areas
):
    committee = establish(by=system, area=areas["520505"], kind=Kind.INTEGRATED)
    integrated = order(date(2023, 11, 6), committee=committee, number=2)
    tambon = order(date(2023, 11, 6))
    assert points(example, "1.1", "3.1") == [1, 1]

    review_experts(
        by=ngao_officer,
        integrated=integrated,
        tambon=tambon,
        day=date(2024, 10, 20),
        because="คนเดิมทั้งชุด",
    )
    found = suggested(example)

    assert (found["1.1"].points, found["3.1"].points) == (1, 2)
    assert "ทบทวน 20 ต.ค. 2567 แล้วไม่เปลี่ยน" in found["3.1"].note


def test_the_register_counts_what_is_filled_in(example, order, rulebooks):
    order(members=[*people(*LED[:9]), *people(*LED)[9:]])
    found = suggested(example)

    assert (found["1.4"].points, found["1.4"].value) == (2, 100)
    assert found["1.2"].points == 2
    assert found["1.3"].note == "ทุกตำแหน่งสำคัญมีผู้ดำรง"


def test_telephones_that_are_missing_lower_the_register(example, order):
    order(members=people(*LED, phone=""))

    found = suggested(example)["1.4"]

    assert (found.points, found.note) == (0, "กรอกแล้ว 10 จาก 20 ช่อง")


def test_too_few_members_are_outside_the_rulebook(example, order, rulebooks):
    order(members=people(*LED[:8]))
    found = suggested(example)["1.2"]

    assert found.points == 0
    assert "8 คน เกณฑ์" in found.note
    assert "ยังไม่ยืนยัน" in found.note


def test_offices_that_are_vacant_are_named(example, order):
    order(members=people(Seat.CHAIR, Seat.SECRETARY, *[Seat.MEMBER] * 8))

    assert points(example, "1.3") == [1]
    assert "เหรัญญิก" in suggested(example)["1.3"].note


def test_villages_without_a_register_suggest_nothing_and_say_why(example, order):
    order()
    found = suggested(example)["2.5"]

    assert found.points is None
    assert found.note.startswith("มีกรรมการจาก 10 หมู่ แต่ยังไม่มีทะเบียนหมู่บ้าน")


def test_villages_are_counted_where_they_are_known(example, order, areas):
    order()
    for place in range(1, 17):
        areas["520505"].children.create(
            code=f"520505{place:02}", level="village", name=f"บ้าน {place}", name_sort=str(place)
        )

    assert points(example, "2.5") == [1]  # 10 of 16
    assert suggested(example)["2.5"].value == 62


def test_experts_on_the_tambon_committee_are_counted(example, order, system, pong_tao):
    order()
    integrated = establish(by=system, area=pong_tao, kind=Kind.INTEGRATED)
    first, second = people(*LED)[:2]
    experts = [
        Member(first.title, first.given_name, first.family_name, Seat.EXPERT, "คอช.ต."),
        Member("นาง", "คนอื่น", "ที่อื่น", Seat.EXPERT, "ปราชญ์"),
    ]
    chair = Member("นาย", "ปลัด", "อำเภอ", Seat.CHAIR)
    order(committee=integrated, members=[chair, *experts], number=2)
    found = suggested(example)

    assert (found["3.2"].points, found["3.2"].value) == (1, 50)
    assert found["3.1"].points == 2


def test_meetings_count_as_the_duty_counts_them(example, order, tambon, ngao_officer, rulebooks):
    order()
    meet(ngao_officer, tambon, date(2024, 10, 20), absent=9)
    meet(ngao_officer, tambon, date(2024, 11, 1))
    found = suggested(example)

    assert found["2.1"].points == 0  # one without a quorum, one without minutes
    assert (found["2.2"].points, found["2.2"].value) == (1, 50)
    assert found["2.3"].note == "ยังไม่มีรายงานการประชุมในปีนี้"
    assert len(found["2.1"].basis) == 2
    assert found["2.1"].link.startswith("/meetings/")


def test_a_plan_and_its_projects_are_counted(example, ngao_officer, pong_tao, now):
    plan = adopt_plan(
        by=ngao_officer,
        area=pong_tao,
        first_year=2566,
        last_year=2570,
        adopted=date(2023, 3, 1),
    )
    assert points(example, "3.3", "3.5", "4.1", "4.2") == [1, 0, 0, 0]

    version = open_version(by=ngao_officer, plan=plan, said="ทบทวนปี 2568")
    outline = Outline("ตำบลเข้มแข็ง", 2568, 2568, tags=["strong_tambon"])
    project = add_project(by=ngao_officer, plan=plan, outline=outline)
    assert points(example, "3.3", "4.1") == [1, 0]  # a draft of the plan does not count
    adopt_version(by=ngao_officer, version=version, edition=1, adopted=date(2024, 10, 2))
    assert points(example, "3.3", "3.5", "4.1", "4.2") == [2, 0, 2, 0]

    sent = propose(
        by=ngao_officer,
        project=project,
        level="local",
        holder="อบต.",
        proposed=date(2024, 10, 3),
        today=DAY,
    )
    assert points(example, "3.3", "3.5", "4.1", "4.2") == [2, 1, 2, 1]

    answered = date(2024, 11, 4)
    reply(by=ngao_officer, proposal=sent, kind="adopted", dated=answered, at=now)
    assert points(example, "3.5", "4.2") == [2, 1]
    assert points(example, "3.5", "4.2", day=date(2024, 11, 3)) == [1, 1]  # not answered by then


def test_without_a_list_of_villages_nothing_is_said_of_them(example, ngao_officer, pong_tao):
    adopt_plan(
        by=ngao_officer,
        area=pong_tao,
        first_year=2566,
        last_year=2570,
        adopted=date(2023, 3, 1),
    )
    found = suggested(example)["3.4"]

    assert (found.points, found.note) == (None, "ยังไม่มีทะเบียนหมู่บ้านของตำบลนี้ จึงคิดให้ไม่ได้")


def test_another_tambon_is_not_told(example, order):
    order()

    assert points(example, "1.1", code="520504") == [0]


def test_queries_do_not_grow_with_tambons(example, order, system, areas, rulebooks):
    order()
    with CaptureQueriesContext(connection) as one:
        computed(["520505"], example, YEAR, DAY)
    for code in ("520504", "520801", "520802"):
        committee = establish(by=system, area=areas[code], kind=Kind.TAMBON)
        order(committee=committee, number=int(code[-3:]) + 10)
    with CaptureQueriesContext(connection) as many:
        found = computed(["52"], example, YEAR, DAY)

    assert len(found) == 4
    assert len(many) == len(one)
