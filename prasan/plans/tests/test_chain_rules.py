from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.plans import rules
from prasan.plans.models import Decision, Milestone, PlanLevel
from prasan.plans.rules import Said, State

DAY = date(2024, 11, 5)
EARLIER = date(2024, 10, 20)


def texts(problems):
    return [(problem.field, problem.text) for problem in problems]


def at(kind, dated=EARLIER, target=None):
    return Said(kind, dated, target)


@pytest.mark.parametrize(
    ("replies", "advances", "state"),
    [
        ([], [], State.WAITING),
        ([], ["done"], State.WAITING),  # what others do is not its own
        (["adopted"], [], State.ADOPTED),
        (["merged"], [], State.MERGED),
        (["deferred"], ["funded"], State.DEFERRED),
        (["refused"], ["funded", "started"], State.REFUSED),
        (["deferred", "adopted"], [], State.ADOPTED),
        (["adopted", "refused"], ["funded"], State.REFUSED),
        (["merged"], ["funded"], State.FUNDED),
        (["adopted"], ["started"], State.STARTED),  # begun with the village's own hands
        (["adopted"], ["funded", "started", "done"], State.DONE),
        (["merged"], ["done", "funded"], State.DONE),  # in whatever order they were told
    ],
)
def test_a_proposal_stands_as_its_last_answer_and_what_followed(replies, advances, state):
    assert rules.state(map(at, replies), map(at, advances), DAY) == state


def test_what_is_dated_later_is_not_known_yet():
    tomorrow = DAY + timedelta(days=1)
    assert rules.state([at("adopted", tomorrow)], [], DAY) == State.WAITING
    assert rules.state([at("adopted")], [at("funded", tomorrow)], DAY) == State.ADOPTED
    assert rules.state([at("adopted", DAY)], [at("funded", DAY)], DAY) == State.FUNDED


def test_of_two_answers_of_one_day_the_one_given_later_holds():
    assert rules.state([at("deferred", DAY), at("adopted", DAY)], [], DAY) == State.ADOPTED
    assert rules.state([at("adopted", DAY), at("deferred", DAY)], [], DAY) == State.DEFERRED


days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
decisions = st.builds(Said, st.sampled_from(sorted(Decision.values)), days)
steps = st.builds(Said, st.sampled_from(sorted(Milestone.values)), days)


@given(st.lists(decisions), st.lists(steps), days)
def test_the_state_of_a_day_needs_nothing_of_later_days(replies, advances, day):
    known = [one for one in replies if one.dated <= day]
    done = [one for one in advances if one.dated <= day]

    assert rules.state(replies, advances, day) == rules.state(known, done, day)


@given(st.lists(decisions, min_size=1), st.lists(steps))
def test_it_is_taken_in_just_when_the_last_answer_took_it_in(replies, advances):
    replies = sorted(replies, key=lambda one: one.dated)
    state = rules.state(replies, advances, date(2024, 12, 31))

    assert state.is_taken_in == (replies[-1].kind in rules.TAKEN_IN)
    assert state != State.WAITING


ANSWERS = ["adopted", "merged", "deferred", "refused"]


@pytest.mark.parametrize(
    ("last", "may_follow"),
    [
        (None, ANSWERS),
        ("deferred", ANSWERS),
        ("refused", ["adopted", "merged", "deferred"]),
        ("adopted", ["merged", "deferred", "refused"]),
        ("merged", ["merged", "deferred", "refused"]),
    ],
)
def test_which_answer_may_follow_which(last, may_follow):
    earlier = [at(last)] if last else []
    given_ = [
        kind
        for kind in ANSWERS
        if not rules.reply_problems(
            kind,
            DAY,
            proposed=EARLIER,
            earlier=earlier,
            today=DAY,
            reason="งบไม่พอ",
            until_year=2569,
            has_target=True,
        )
    ]

    assert given_ == may_follow


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        (
            "refused",
            {},
            [("reason", "ยังไม่ได้บอกเหตุผล บันทึกตามที่หน่วยงานแจ้ง เพื่อให้ตำบลทราบ")],
        ),
        (
            "deferred",
            {"reason": "งบไม่พอ"},
            [("until_year", "ยังไม่ได้บอกว่าเลื่อนไปปีใด ใส่ปีที่จะพิจารณาอีกครั้ง เช่น 2569")],
        ),
        (
            "deferred",
            {"reason": "งบไม่พอ", "until_year": 2567},
            [("until_year", "ปีที่เลื่อนไปผ่านมาแล้ว ใส่ปี 2568 หรือหลังจากนั้น")],
        ),
        (
            "deferred",
            {"reason": "งบไม่พอ", "until_year": 2026},
            [("until_year", "ปี 2026 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2569")],
        ),
        ("merged", {}, [("reason", "ยังไม่ได้บอกว่ารวมกับโครงการใด เลือกโครงการ หรือพิมพ์ชื่อ")]),
        (
            "adopted",
            {"dated": date(2024, 10, 19)},
            [("dated", "วันที่ตอบอยู่ก่อนวันที่เสนอ (20 ต.ค. 2567) แก้วันที่ตอบ")],
        ),
        (
            "adopted",
            {"dated": date(2024, 11, 6)},
            [("dated", "วันที่อยู่หลังวันนี้ (5 พ.ย. 2567) ใส่วันที่เกิดขึ้นแล้ว")],
        ),
        (
            "adopted",
            {"earlier": [at("deferred", DAY)], "dated": date(2024, 11, 4)},
            [("dated", "วันที่อยู่ก่อนคำตอบครั้งก่อน (5 พ.ย. 2567) ใส่วันนั้นหรือหลังจากนั้น")],
        ),
        (
            "refused",
            {"reason": "งบไม่พอ", "earlier": [at("adopted")], "is_done": True},
            [("kind", "โครงการนี้ดำเนินการแล้วเสร็จแล้ว คำตอบเปลี่ยนไม่ได้อีก")],
        ),
        ("adopted", {}, []),
    ],
)
def test_an_answer_that_cannot_stand_says_why(kind, fields, told):
    values = {"dated": DAY, "proposed": EARLIER, "earlier": [], "today": DAY, **fields}

    assert texts(rules.reply_problems(kind, **values)) == told


@pytest.mark.parametrize(
    ("level", "to", "allowed"),
    [
        ("village", "tambon", True),
        ("village", "province", False),
        ("tambon", "district", True),
        ("tambon", "village", False),
        ("district", "local", True),
        ("district", "tambon", False),
        ("province", "agency", True),
        ("agency", "province", False),
    ],
)
def test_a_project_goes_upward_or_to_a_neighbour(level, to, allowed):
    problems = rules.proposal_problems(level, to, EARLIER, EARLIER, DAY)

    assert [one.field for one in problems] == ([] if allowed else ["level"])


def test_every_level_knows_where_it_may_send():
    assert set(rules.DESTINATIONS) == set(PlanLevel.values)
    assert {to for levels in rules.DESTINATIONS.values() for to in levels} <= set(PlanLevel.values)


@pytest.mark.parametrize(
    ("proposed", "entered", "told"),
    [
        (EARLIER, EARLIER, []),
        (date(2024, 10, 19), EARLIER, ["วันที่เสนออยู่ก่อนวันที่โครงการเข้าแผน (20 ต.ค. 2567) แก้วันใดวันหนึ่ง"]),
        (date(2024, 11, 6), EARLIER, ["วันที่อยู่หลังวันนี้ (5 พ.ย. 2567) ใส่วันที่เกิดขึ้นแล้ว"]),
        (
            DAY,
            None,
            ["แผนฉบับนี้ยังไม่ผ่านความเห็นชอบ บันทึกวันเห็นชอบของแผนก่อน แล้วจึงเสนอโครงการ"],
        ),
    ],
)
def test_a_project_goes_up_no_earlier_than_it_came_in(proposed, entered, told):
    problems = rules.proposal_problems("tambon", "district", proposed, entered, DAY)

    assert [one.text for one in problems] == told


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("started", {}, []),
        ("funded", {"amount": Decimal(1), "source": "local"}, []),
        (
            "funded",
            {},
            [
                ("amount", "ยังไม่ได้ใส่จำนวนเงินที่ได้รับ เช่น 120,000"),
                ("source", "ยังไม่ได้เลือกแหล่งงบประมาณ"),
            ],
        ),
        (
            "funded",
            {"amount": Decimal(-1), "source": "local"},
            [("amount", "งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า")],
        ),
        (
            "started",
            {"earlier": [at("started")]},
            [("kind", "เริ่มดำเนินการเมื่อ 20 ต.ค. 2567 แล้ว")],
        ),
        (
            "done",
            {"result": "ครบ 9 หมู่บ้าน"},
            [("kind", "ยังไม่ได้บันทึกวันเริ่มดำเนินการ บันทึกวันเริ่มก่อน")],
        ),
        (
            "done",
            {"earlier": [at("started")]},
            [("result", "ยังไม่ได้บอกผล เขียนสั้น ๆ ว่าเกิดอะไรขึ้นกับใคร")],
        ),
        (
            "done",
            {"earlier": [at("started", DAY)], "dated": EARLIER, "result": "ครบ"},
            [("dated", "วันแล้วเสร็จอยู่ก่อนวันเริ่ม (5 พ.ย. 2567) แก้วันใดวันหนึ่ง")],
        ),
        (
            "funded",
            {"earlier": [at("started"), at("done")], "amount": Decimal(1), "source": "local"},
            [("kind", "โครงการแล้วเสร็จเมื่อ 20 ต.ค. 2567 แล้ว")],
        ),
        (
            "started",
            {"dated": date(2024, 11, 6)},
            [("dated", "วันที่อยู่หลังวันนี้ (5 พ.ย. 2567) ใส่วันที่เกิดขึ้นแล้ว")],
        ),
    ],
)
def test_a_step_of_the_doing_that_cannot_stand_says_why(kind, fields, told):
    values = {"dated": DAY, "earlier": [], "today": DAY, **fields}

    assert texts(rules.advance_problems(kind, **values)) == told


def test_the_rules_name_the_answers_and_steps_the_models_do():
    assert {rules.ADOPTED, rules.MERGED, rules.DEFERRED, rules.REFUSED} == set(Decision.values)
    assert {rules.FUNDED, rules.STARTED, rules.DONE} == set(Milestone.values)
    assert set(State) == {"waiting", *Decision.values, *Milestone.values}


# Who was taken into whom, built as officers do: one taking at a time, a circle refused.
takings = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


def built(pairs):
    taken: dict[int, list[int]] = {}
    for project, target in pairs:
        if not rules.would_circle(project, target, taken):
            taken.setdefault(project, []).append(target)
    return taken


@given(takings)
def test_no_circle_ever_closes(pairs):
    taken = built(pairs)

    assert all(one not in rules.reached(one, taken) for one in range(10))


@given(takings)
def test_no_origin_is_ever_lost(pairs):
    """Whatever is merged into whatever: each project stands behind all that it went into."""
    taken = built(pairs)
    for one in range(10):
        for target in rules.reached(one, taken):
            assert one in rules.origins(target, taken)
            assert rules.origins(one, taken) <= rules.origins(target, taken)


@given(takings, st.integers(0, 9), st.integers(0, 9))
def test_merging_once_more_only_adds_origins(pairs, project, target):
    taken = built(pairs)
    before = {one: rules.origins(one, taken) for one in range(10)}
    after = built([*pairs, (project, target)])

    assert all(before[one] <= rules.origins(one, after) for one in range(10))


@pytest.mark.parametrize(
    ("project", "target", "taken", "closes"),
    [
        (1, 1, {}, True),
        (1, 2, {}, False),
        (1, 2, {2: [1]}, True),
        (1, 3, {3: [2], 2: [1]}, True),
        (1, 3, {1: [2], 2: [3]}, False),
    ],
)
def test_a_circle_is_seen_however_long(project, target, taken, closes):
    assert rules.would_circle(project, target, taken) == closes


money = st.lists(
    st.tuples(
        st.integers(2566, 2570),
        st.sampled_from(["own", "local", "province"]),
        st.decimals(0, 10**9, places=2),
    )
)


@given(money)
def test_sums_by_year_and_by_source_are_the_sum_of_all(rows):
    found = rules.sums(rows)

    assert found.total == sum((amount for _, _, amount in rows), Decimal(0))
    assert sum(map(found.of_year, found.years)) == found.total
    assert sum(map(found.of_source, found.sources)) == found.total


@given(money, money)
def test_what_two_hold_together_is_what_each_holds(one, other):
    assert rules.sums([*one, *other]).total == rules.sums(one).total + rules.sums(other).total


def terms(first=2568, amount=100):
    return rules.Terms(first, 2569, {(2568, "own"): Decimal(amount)})


def test_versions_differ_by_what_came_what_went_and_what_changed():
    before = {1: terms(), 2: terms(), 3: terms()}
    after = {2: terms(), 3: terms(amount=200), 4: terms()}

    found = rules.difference(before, after)

    assert (found.added, found.dropped, found.changed) == ((4,), (1,), (3,))
    assert rules.difference(before, before).is_empty
    assert rules.difference({1: terms()}, {1: terms(first=2567)}).changed == (1,)
