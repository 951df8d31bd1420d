"""How one order follows another: tables first, then any sequence of actions."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from prasan.orders.succession import Sitting, begins_before, first_clash, may_sign, next_number

D = date.fromisoformat
JAN, MAY, SEP = D("2024-01-01"), D("2024-05-01"), D("2024-09-01")


def sits(who, seat="member", starts=JAN, ends=None):
    return Sitting(seat, who, who, starts, ends)


@pytest.mark.parametrize(
    ("sittings", "day"),
    [
        ([], None),
        ([sits("ก", "chair"), sits("ข", "secretary"), sits("ค"), sits("ง")], None),
        ([sits("ก", "chair", ends=MAY), sits("ข", "chair", starts=MAY)], None),
        ([sits("ก", "chair", ends=MAY), sits("ข", "chair", starts=MAY - timedelta(1))], 1),
        ([sits("ก", "chair", starts=SEP, ends=SEP), sits("ข", "chair")], None),
        ([sits("ก", "secretary"), sits("ข", "secretary", starts=SEP)], SEP),
        ([sits("ก"), sits("ก", "treasurer", starts=MAY)], MAY),
        ([sits("ก", ends=MAY), sits("ก", "treasurer", starts=MAY)], None),
        ([sits("ก", "vice_chair"), sits("ข", "vice_chair")], None),
    ],
)
def test_what_exists_once_is_never_held_twice(sittings, day):
    clash = first_clash(sittings)

    assert (clash and clash.day) == (MAY - timedelta(1) if day == 1 else day)


def test_a_clash_names_who_holds_what():
    clash = first_clash([sits("นายก", "chair"), sits("นางข", "chair")])

    assert clash
    assert clash.what == "มีประธานกรรมการ 2 คน คือ นายก และ นางข"


@pytest.mark.parametrize(
    ("posts", "appointer", "may"),
    [
        (["นายอำเภองาว"], "นายอำเภอ", True),
        (["ปลัดอำเภอ รักษาราชการแทน", "นายอำเภองาว"], "นายอำเภอ", True),
        (["ปลัดอำเภองาว รักษาราชการแทนนายอำเภองาว"], "นายอำเภอ", True),
        (["ปลัดอำเภองาว ปฏิบัติราชการแทน นายอำเภองาว"], "นายอำเภอ", True),
        (["พัฒนาการอำเภองาว"], "นายอำเภอ", False),
        (["อดีตนายอำเภองาว"], "นายอำเภอ", False),
        ([], "นายอำเภอ", False),
        (["ใครก็ได้"], "", True),
    ],
)
def test_who_appoints_signs(posts, appointer, may):
    assert may_sign(posts, appointer) is may


def test_the_next_number_leaves_no_gap():
    assert [next_number(44, typed) for typed in (None, 45, 44, 1)] == [45, 45, 44, 1]
    with pytest.raises(ValueError, match="เลขถัดไปคือ 45 ใช้เลข 46 จะเว้นเลขว่าง"):
        next_number(44, 46)


@pytest.mark.parametrize(("days", "blocks"), [(-1, True), (0, True), (1, False)])
def test_an_order_may_not_begin_before_the_one_it_replaces(days, blocks):
    newest = SimpleNamespace(label="7/2567", starts=JAN, expires=SEP, revoked=None)

    problems = begins_before(JAN + timedelta(days), newest)

    assert [one.blocks for one in problems] == [True] * blocks
    assert all("ซ้อนกับคำสั่งที่ 7/2567" in one.text for one in problems)
    assert not begins_before(JAN, None)
