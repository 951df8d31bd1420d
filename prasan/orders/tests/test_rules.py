from dataclasses import dataclass, replace
from datetime import date

import pytest

from prasan.orders.rules import (
    gaps,
    last_day,
    order_standing,
    read_number,
    ruling,
    standing,
    standing_among,
    term_end,
)

D = date.fromisoformat


@dataclass(frozen=True)
class Paper:
    starts: date
    expires: date | None = None
    revoked: date | None = None
    pk: int = 1


OLD = Paper(D("2020-10-01"), D("2024-10-01"))


@pytest.mark.parametrize(
    ("day", "stage", "label", "is_current"),
    [
        ("2020-09-30", "coming", "จะมีผล 1 ต.ค. 2563", False),
        ("2020-10-01", "in_force", "มีผล", True),
        ("2024-07-01", "in_force", "มีผล", True),  # 91 days before its last
        ("2024-07-02", "ending", "อีก 90 วันครบวาระ", True),
        ("2024-09-29", "ending", "อีก 1 วันครบวาระ", True),
        ("2024-09-30", "ending", "ครบวาระวันนี้", True),  # the last day still counts
        ("2024-10-01", "over", "ครบวาระ 1 วัน", False),
        ("2024-11-05", "over", "ครบวาระ 36 วัน", False),  # the letter's own afternoon
    ],
)
def test_an_order_stands_by_its_term(day, stage, label, is_current):
    found = order_standing(OLD, D(day))

    assert (found.stage, found.label, found.is_current) == (stage, label, is_current)


def test_an_order_without_a_term_stays_in_force():
    assert order_standing(Paper(D("2020-10-01")), D("2060-01-01")).label == "มีผล"


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2024-02-29", "มีผล"),
        ("2024-03-01", "ยกเลิก 1 มี.ค. 2567"),
        ("2025-01-01", "ยกเลิก 1 มี.ค. 2567"),
    ],
)
def test_a_revoked_order_stands_until_its_day(day, label):
    assert order_standing(replace(OLD, revoked=D("2024-03-01")), D(day)).label == label


NEXT = Paper(D("2024-10-01"), D("2028-10-01"), pk=2)


@pytest.mark.parametrize(
    ("orders", "day", "pk"),
    [
        ([], "2024-11-05", None),
        ([OLD, NEXT], "2024-09-30", 1),
        ([NEXT, OLD], "2024-10-01", 2),  # in any order; the new one from its first day
        ([NEXT], "2024-09-30", None),  # not begun
        ([OLD, replace(NEXT, revoked=D("2024-10-15"))], "2024-11-05", 2),  # nothing comes back
        ([NEXT, replace(NEXT, pk=3)], "2024-10-01", 3),  # two of one day: the one entered last
    ],
)
def test_the_newest_order_rules(orders, day, pk):
    found = ruling(orders, D(day))

    assert (found.pk if found else None) == pk


@pytest.mark.parametrize(
    ("orders", "label"),
    [
        ([], "ยังไม่มีคำสั่ง"),
        ([NEXT], "จะมีผล 1 ต.ค. 2567"),
        ([OLD], "มีผล"),
        ([OLD, NEXT], "มีผล"),
    ],
)
def test_a_committee_stands_by_the_order_that_rules(orders, label):
    assert standing(orders, D("2024-06-01")).label == label


@pytest.mark.parametrize(
    ("order", "day", "label"),
    [
        (OLD, "2024-09-30", "ครบวาระวันนี้"),
        (OLD, "2024-10-01", "มีคำสั่งใหม่แทนแล้ว"),
        (NEXT, "2024-09-30", "จะมีผล 1 ต.ค. 2567"),
        (NEXT, "2024-10-01", "มีผล"),
        (replace(OLD, revoked=D("2024-05-01")), "2024-11-05", "ยกเลิก 1 พ.ค. 2567"),
    ],
)
def test_an_order_among_others_may_be_replaced(order, day, label):
    assert standing_among(order, [OLD, NEXT], D(day)).label == label


@pytest.mark.parametrize(
    ("starts", "expires", "last"),
    [
        ("2020-10-01", "2024-10-01", "2024-09-30"),
        ("2024-02-29", "2028-02-29", "2028-02-28"),
        ("2023-03-01", "2027-03-01", "2027-02-28"),
        ("2096-02-29", "2100-03-01", "2100-02-28"),  # 2100 is no leap year
    ],
)
def test_a_term_ends_on_the_day_it_began(starts, expires, last):
    assert term_end(D(starts), 4) == D(expires)
    assert last_day(D(expires)) == D(last)
    assert last_day(None) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [("312/2563", (312, 2563)), ("ที่ ๓๑๒ / ๒๕๖๓", (312, 2563)), ("1/2567", (1, 2567))],
)
def test_an_order_number_is_read_as_cited(typed, found):
    assert read_number(typed) == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "ไม่ได้ พิมพ์แบบ"),
        ("312", "พิมพ์แบบ 312/2567"),
        ("ก/2567", "พิมพ์แบบ 312/2567"),
        ("0/2567", "ระหว่าง 1 ถึง"),
        ("312/2024", "พิมพ์ปี พ.ศ. เช่น 312/2567"),
        ("312/67", "ไม่น่าใช่ปี พ.ศ."),
        ("999999999999/2567", "ระหว่าง 1 ถึง"),
    ],
)
def test_an_unreadable_number_says_what_to_type(typed, said):
    with pytest.raises(ValueError, match=said):
        read_number(typed)


@pytest.mark.parametrize(
    ("represents", "phones", "said"),
    [
        (0, 0, ""),
        (0, 2, "ขาดโทรศัพท์ 2 คน"),
        (1, 0, "ขาดที่มา 1 คน"),
        (1, 2, "ขาดที่มา 1 คน โทรศัพท์ 2 คน"),
    ],
)
def test_what_a_register_lacks_is_said_shortly(represents, phones, said):
    assert gaps(represents=represents, phones=phones) == said
