from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.committees.rules import Line, Wants
from prasan.orders.composition import Member, composition, overlaps, vacancies
from prasan.orders.tests.make import members

WANTS = Wants((Line("members", low=9, high=25),))


def _said(people, wants=WANTS, tambon=None):
    return [(one.text, one.blocks, one.line) for one in composition(people, wants, tambon)]


@pytest.mark.parametrize("size", [9, 10, 25])
def test_a_committee_of_the_right_size_has_no_problem(size):
    assert _said(members(size)) == []


def test_numbers_nobody_knows_are_not_held_against_a_committee():
    assert _said(members(40), Wants()) == []


def test_too_many_block_and_too_few_only_ask_for_a_look():
    assert _said(members(26)) == [("กรรมการ 26 คน มากกว่าเกณฑ์", True, None)]
    assert _said(members(8)) == [("กรรมการ 8 คน น้อยกว่าเกณฑ์", False, None)]


def test_a_number_not_confirmed_says_so():
    why = composition(members(26), WANTS)[0].why

    assert why == "เกณฑ์ไม่เกิน 25 คน (เกณฑ์ยังไม่ยืนยัน) เกิน 1 คน"
    read = Wants((replace(WANTS.members, is_confirmed=True),))
    assert "ยังไม่ยืนยัน" not in composition(members(26), read)[0].why


def test_nobody_at_all_blocks():
    assert _said([]) == [("ยังไม่มีกรรมการ", True, None)]


def test_a_second_chair_and_a_second_secretary_block():
    people = members(9)
    people[4] = replace(people[4], seat="chair")
    people[6] = replace(people[6], seat="secretary")

    assert _said(people) == [
        ("แถว 5 เป็นประธานกรรมการคนที่ 2", True, 5),
        ("แถว 7 เป็นเลขานุการคนที่ 2", True, 7),
    ]


def test_no_chair_blocks_and_no_secretary_asks_for_a_look():
    people = [replace(one, seat="member") for one in members(9)]

    assert _said(people) == [("ยังไม่มีประธานกรรมการ", True, None), ("ยังไม่มีเลขานุการ", False, None)]


def test_a_name_twice_blocks_whatever_its_title():
    people = members(9)
    people[7] = replace(people[0], title="ร.ต.", seat="member")

    assert _said(people) == [("แถว 8 ชื่อซ้ำกับแถว 1", True, 8)]
    assert "นั่งได้ที่เดียว" in composition(people, WANTS)[0].why


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    [
        ("", "new", True),
        ("new", "", True),
        ("new", "new", True),
        ("7", "8", True),
        ("7", "new", True),
        ("7", "7", False),
        ("", "7", False),  # the one nobody chose may be the other
        ("", "", False),
    ],
)
def test_namesakes_are_two_when_they_were_chosen_to_be(one, other, are_two):
    people = members(9)
    people[2] = replace(people[2], who=one)
    people[7] = replace(people[2], who=other)

    assert bool(_said(people)) != are_two


def test_experts_come_from_the_tambon_committee():
    people = members(9)
    people[3] = replace(people[3], seat="expert")
    people[4] = replace(people[4], seat="expert")

    known = {people[3].key: people[3].name}
    assert _said(people, tambon=known) == [("แถว 5 ไม่ได้มาจาก คอช.ต.", False, 5)]
    assert _said(people, tambon=None) == []  # a committee without that rule
    assert _said(members(9), tambon={}) == [("ยังไม่มีผู้ทรงคุณวุฒิ", False, None)]


def test_a_member_is_named_as_documents_do():
    monk = Member("พระครู", "สุวรรณวิสุทธิ์", "", "member")

    assert monk.name == "พระครูสุวรรณวิสุทธิ์"


def seat(name: str, low=None, high=None, post="", is_confirmed=False) -> Line:
    return Line("seat", seat=name, post=post, low=low, high=high, is_confirmed=is_confirmed)


def found(people, *lines, tambon=None):
    said = composition(people, Wants(lines), tambon)
    return [(one.text, one.severity.value, one.line) for one in said]


def chosen(*seats: str) -> list[Member]:
    """So many members with these offices, and a chair and a secretary before them."""
    people = members(2 + len(seats))
    return [*people[:2], *(replace(one, seat=s) for one, s in zip(people[2:], seats, strict=True))]


@pytest.mark.parametrize(
    ("line", "seats", "said"),
    [
        (seat("treasurer", 1, 1), [], [("ยังไม่มีเหรัญญิก", "warning", None)]),
        (seat("treasurer", 1, 1), ["treasurer"], []),
        (
            seat("treasurer", 1, 1),
            ["treasurer", "treasurer"],
            [("แถว 4 เป็นเหรัญญิกคนที่ 2", "warning", 4)],
        ),
        (
            seat("treasurer", 1, 1, is_confirmed=True),
            ["treasurer", "treasurer"],
            [("แถว 4 เป็นเหรัญญิกคนที่ 2", "error", 4)],  # whoever read the clause may refuse
        ),
        (seat("assistant", None, 2), ["assistant", "assistant"], []),
        (
            seat("assistant", None, 1, is_confirmed=True),
            ["assistant", "member", "assistant"],
            [("แถว 5 เป็นผู้ช่วยเลขานุการคนที่ 2", "error", 5)],
        ),
        (
            seat("vice_chair", 2),
            ["vice_chair"],
            [("รองประธานกรรมการ 1 คน น้อยกว่าเกณฑ์", "warning", None)],
        ),
        (seat("secretary", 0, 1), ["member"], []),
        (seat("member", 5), ["member"], []),  # members are counted as a whole
    ],
)
def test_offices_are_held_to_the_rulebook(line, seats, said):
    assert found(chosen(*seats), line) == said


def test_no_rulebook_allows_a_committee_without_its_chair():
    people = [replace(one, seat="member") for one in members(3)]

    assert found(people, seat("chair", 0, 3), seat("secretary", 0, 1)) == [
        ("ยังไม่มีประธานกรรมการ", "error", None)
    ]


@pytest.mark.parametrize(
    ("origins", "said"),
    [
        ([], [("ยังไม่มีกำนัน", "warning", None)]),
        (["กำนัน"], []),
        (["กำนันตำบลปงเตา"], []),
        (["ผู้ใหญ่บ้าน หมู่ 1"], [("ยังไม่มีกำนัน", "warning", None)]),
    ],
)
def test_a_seat_by_office_is_held_by_that_office(origins, said):
    people = chosen(*["ex_officio"] * len(origins))
    sitting = [
        replace(one, represents=origin) for one, origin in zip(people[2:], origins, strict=True)
    ]

    assert found([*people[:2], *sitting], seat("ex_officio", 1, 1, "กำนัน")) == said


def test_several_by_one_office_are_counted():
    people = chosen("ex_officio")
    people[2] = replace(people[2], represents="ผู้ใหญ่บ้าน หมู่ 3")

    assert found(people, seat("ex_officio", 2, None, "ผู้ใหญ่บ้าน")) == [
        ("ผู้ใหญ่บ้าน 1 คน น้อยกว่าเกณฑ์", "warning", None)
    ]


def test_an_office_held_by_another_post_is_only_noted():
    people = chosen("member")
    line = seat("chair", 1, 1, "ปลัดอำเภอผู้รับผิดชอบตำบล")

    assert found(people, line) == [("แถว 1 ประธานกรรมการไม่ใช่ปลัดอำเภอผู้รับผิดชอบตำบล", "note", 1)]
    people[0] = replace(people[0], represents="ปลัดอำเภอ ผู้รับผิดชอบตำบล")
    assert found(people, line) == []


def expert(*people: Member) -> dict[str, str]:
    return {one.key: one.name for one in people}


@pytest.mark.parametrize(
    ("line", "experts", "said"),
    [
        (Line("experts", words="named", low=1), 2, []),
        (
            Line("experts", words="named", low=3, high=5),
            2,
            [("ผู้ทรงคุณวุฒิ 2 คน ไม่ตรงเกณฑ์", "warning", None)],
        ),
        (
            Line("experts", words="named", high=1),
            2,
            [("ผู้ทรงคุณวุฒิ 2 คน ไม่ตรงเกณฑ์", "warning", None)],
        ),
        (Line("experts", words="all"), 3, []),
        (
            Line("experts", words="all"),
            2,
            [("กรรมการ คอช.ต. 1 คนยังไม่เป็นผู้ทรงคุณวุฒิ", "warning", None)],
        ),
    ],
)
def test_experts_are_as_many_as_the_rulebook_draws(line, experts, said):
    people = chosen(*["expert"] * 3)

    assert found(people[: 2 + experts], line, tambon=expert(*people[2:])) == said


def test_a_member_of_both_counts_as_drawn_whatever_the_seat():
    people = chosen("expert", "expert")

    assert found(people, Line("experts", words="all"), tambon=expert(*people[1:])) == []


def test_a_member_appointed_before_the_order_blocks():
    people = members(3)
    people[2] = replace(people[2], since=date(2024, 9, 30))
    later = replace(people[1], since=date(2024, 10, 1))

    (problem,) = composition([people[0], later, people[2]], Wants(), starts=date(2024, 10, 1))

    assert (problem.text, problem.line, problem.blocks) == ("แถว 3 แต่งตั้งก่อนคำสั่งมีผล", 3, True)
    assert "30 ก.ย. 2567 อยู่ก่อน 1 ต.ค. 2567" in problem.why


def test_errors_come_before_warnings_and_notes():
    people = chosen("treasurer")
    people[2] = replace(people[0], seat="treasurer")
    lines = (seat("assistant", 1), seat("chair", 1, 1, "ปลัดอำเภอ"))

    assert [one[1] for one in found(people, *lines)] == ["error", "warning", "note"]


@dataclass(frozen=True)
class Other:
    label: str
    starts: date
    expires: date | None = None
    revoked: date | None = None


DAY, ENDS = date(2024, 10, 1), date(2028, 10, 1)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Other("1/2563", date(2020, 10, 1), DAY), []),  # over on the very day
        (
            Other("1/2563", date(2020, 10, 1), DAY + timedelta(days=1)),
            [("คำสั่งที่ 1/2563 ยังไม่ครบวาระ", "note")],
        ),
        (Other("1/2563", date(2020, 10, 1), None), []),  # without a term nothing overlaps
        (Other("1/2563", date(2020, 10, 1), ENDS, revoked=DAY), []),
        (Other("2/2567", DAY, ENDS), [("คำสั่งที่ 2/2567 มีผลวันเดียวกัน", "warning")]),
        (
            Other("3/2568", date(2025, 1, 1), None),
            [("คำสั่งที่ 3/2568 มีผลแล้วตั้งแต่ 1 ม.ค. 2568", "warning")],
        ),
        (Other("3/2571", ENDS, None), []),  # follows when the term is over
    ],
)
def test_terms_that_overlap_are_told(other, said):
    assert [(one.text, one.severity.value) for one in overlaps(DAY, ENDS, [other])] == said


@pytest.mark.parametrize(
    ("seats", "missing"),
    [
        ([], ["treasurer", "ex_officio", "ex_officio"]),
        (["treasurer"], ["ex_officio", "ex_officio"]),
        (["treasurer", "treasurer"], ["ex_officio", "ex_officio"]),
    ],
)
def test_seats_nobody_holds_are_vacant(seats, missing):
    wants = Wants(
        (seat("chair", 1, 1), seat("treasurer", 1, 1), seat("ex_officio", 2, None, "ผู้ใหญ่บ้าน"))
    )

    assert [line.seat for line in vacancies(chosen(*seats), wants)] == missing


offices = st.lists(
    st.sampled_from(["chair", "vice_chair", "member", "treasurer", "secretary", "assistant"]),
    min_size=1,
    max_size=12,
)


@given(offices, st.randoms())
def test_the_order_of_rows_changes_no_verdict_on_the_whole(seats, random):
    people = [
        replace(one, seat=office) for one, office in zip(members(len(seats)), seats, strict=True)
    ]
    mixed = random.sample(people, len(people))

    def whole(some):
        return sorted(one.text for one in composition(some, WANTS) if one.line is None)

    assert whole(people) == whole(mixed)


@given(offices)
def test_a_seat_is_never_both_vacant_and_too_often_held(seats):
    people = [
        replace(one, seat=office) for one, office in zip(members(len(seats)), seats, strict=True)
    ]
    wants = Wants((seat("treasurer", 1, 1), seat("vice_chair", 1, 2)))

    missing = {line.seat for line in vacancies(people, wants)}

    for office in ("treasurer", "vice_chair"):
        assert (office in missing) == (office not in seats)
