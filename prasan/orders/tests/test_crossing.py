from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.orders.crossing import Cause, Expert, Left, causes, standing_causes

DAY = date(2024, 10, 1)


@dataclass(frozen=True)
class Paper:
    pk: int
    starts: date
    label: str = "45/2567"


@dataclass(frozen=True)
class Review:
    day: date
    tambon_order_id: int | None = 1
    integrated_order_id: int = 2


OLD, NEW = Paper(1, date(2023, 11, 6)), Paper(2, DAY)


def said(experts=(), *, tambon=OLD, integrated=NEW, left_out=()):
    found = causes(experts, tambon=tambon, integrated=integrated, left_out=left_out)
    return [(one.text, one.since) for one in found]


@pytest.mark.parametrize(
    ("experts", "tambon", "integrated", "expected"),
    [
        ([Expert("นายก ข", DAY, sits=True)], OLD, NEW, []),
        ([], OLD, Paper(2, OLD.starts), []),  # both of one day
        (
            [Expert("นายก ข", OLD.starts, sits=True)],
            NEW,
            OLD,
            [("คำสั่ง คอช.ต. ที่ 45/2567 มีผล 1 ต.ค. 2567 หลังคำสั่ง ก.บ.ต.", DAY)],
        ),
        (
            [Expert("นายก ข", DAY, sits=False, left=DAY + timedelta(days=9))],
            OLD,
            NEW,
            [("นายก ข พ้นจาก คอช.ต. 10 ต.ค. 2567", DAY + timedelta(days=9))],
        ),
        ([Expert("นายก ข", DAY, sits=False)], OLD, NEW, [("นายก ข ไม่ได้เป็น คอช.ต.", DAY)]),
        # he had left before he became an expert: the later day counts
        (
            [Expert("นายก ข", DAY, sits=False, left=date(2024, 9, 1))],
            OLD,
            NEW,
            [("นายก ข พ้นจาก คอช.ต. 1 ก.ย. 2567", DAY)],
        ),
        ([Expert("นายก ข", DAY, sits=False)], None, NEW, [("นายก ข ไม่ได้เป็น คอช.ต.", DAY)]),
    ],
)
def test_either_order_that_changes_asks_for_a_look(experts, tambon, integrated, expected):
    assert said(experts, tambon=tambon, integrated=integrated) == expected


def test_where_all_are_experts_one_left_out_is_named():
    assert said(left_out=[Left("นางค ง", DAY)]) == [("นางค ง ยังไม่เป็นผู้ทรงคุณวุฒิ", DAY)]


@pytest.mark.parametrize(
    ("review", "since", "stands"),
    [
        (None, DAY, True),
        (Review(DAY), DAY, False),  # on the very day
        (Review(DAY - timedelta(days=1)), DAY, True),
        (Review(DAY, tambon_order_id=7), DAY, True),  # another order of the คอช.ต.
        (Review(DAY, integrated_order_id=7), DAY, True),
        (Review(DAY, tambon_order_id=None), DAY, True),
    ],
)
def test_a_review_settles_what_was_known_on_its_day(review, since, stands):
    found = standing_causes([Cause("ก", since)], review, tambon=OLD, integrated=NEW)

    assert bool(found) == stands


days = st.dates(date(2023, 1, 1), date(2026, 1, 1))


@given(st.lists(days, max_size=6), days, days)
def test_a_later_review_never_leaves_more_open(since, earlier, later):
    found = [Cause("ก", day) for day in since]
    earlier, later = sorted([earlier, later])

    def open_after(day):
        return standing_causes(found, Review(day), tambon=OLD, integrated=NEW)

    assert len(open_after(later)) <= len(open_after(earlier)) <= len(found)
