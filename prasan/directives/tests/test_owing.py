"""Who is late and what each falls short of, over directives nobody wrote by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from prasan.accounts.models import Office
from prasan.areas.models import Area
from prasan.directives import own_letters
from prasan.directives import own_wording as wording
from prasan.directives.board import Board, Unit
from prasan.directives.measures import DUTIES
from prasan.directives.models import Directive, Item, Kind, Obligation
from prasan.directives.owing import Addressing, Lack, addressings, lack_of, owing
from prasan.directives.own_letters import Wanted
from prasan.directives.rules import Standing, State
from prasan.letters.models import Letter
from prasan.letters.rules import Way
from prasan.letters.typesetting import laid_out
from prasan.letters.typesetting.layout import tidy

DAY, DUE, NEW = date(2024, 11, 5), date(2024, 10, 31), date(2024, 11, 15)
DISTRICTS = ("5205", "5208", "5213")
TAMBONS = [f"{code}{n:02}" for code in DISTRICTS for n in range(1, 13)]
AREAS = {
    "52": Area(code="52", level="province", name="ลำปาง"),
    **{code: Area(code=code, level="district", name=f"ยาวเป็นพิเศษ{code}") for code in DISTRICTS},
    **{code: Area(code=code, level="tambon", name=f"บ้านใหม่{code}") for code in TAMBONS},
}
OFFICE = Office(
    area=AREAS["52"],
    name="สำนักงานพัฒนาชุมชนจังหวัดลำปาง",
    code="ลป 0019.3",
    hall="ศาลากลาง",
    address="52000",
)
DIRECTIVE = Directive(
    letter=Letter(office=OFFICE, series="circular", urgency="004", number=7, dated=DUE, year=2567),
    title="การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ปี 2567",
    fiscal_year=2567,
)
STANDINGS = {
    Kind.DELIVER: [
        Standing(State.OVERDUE, 0, 1, DUE, 5),
        Standing(State.RETURNED, 0, 1, DUE, 5, note="ไม่ครบ"),
        Standing(State.RETURNED, 0, 1, NEW, 0),
        Standing(State.MET, 1, 1, DUE),
        Standing(State.OPEN, 0, 1, NEW),
    ],
    Kind.QUOTA: [Standing(State.OVERDUE, 1, 2, DUE, 5), Standing(State.MET, 2, 2, DUE)],
    Kind.KEEP: [Standing(State.REVIEW, 0, 1), Standing(State.MET, 1, 1)],
    Kind.DRIVE: [Standing(State.OPEN, 0, 1), Standing(State.MET, 1, 1)],
}


@st.composite
def boards(draw) -> Board:
    """A directive of one to nine obligations in up to ten items, over some districts' units."""
    measures = draw(st.lists(st.sampled_from(sorted(DUTIES)), min_size=1, unique=True))
    duties = tuple(
        Obligation(
            pk=place, measure=name, kind=DUTIES[name].kind, level=DUTIES[name].level,
            fiscal_year=2567, item=Item(number=place), place=1, label=DUTIES[name].label,
        )
        for place, name in enumerate(measures, start=1)
    )  # fmt: skip
    units = {}
    for code in draw(st.sets(st.sampled_from([*DISTRICTS, *TAMBONS]), min_size=1)):
        level = "district" if len(code) == 4 else "tambon"
        standings = {
            duty.pk: draw(st.sampled_from(STANDINGS[Kind(duty.kind)]))
            for duty in duties
            if duty.level in (level, "both")
        }
        units[code] = Unit(AREAS[code], {}, standings)
    return Board(DIRECTIVE, DAY, duties, units, {})


everyone = st.sampled_from(list(Addressing))


def late_by_hand(found: Board, to: Addressing, *, wide: bool) -> set[str]:
    """The late addressees, found the plain way."""
    late = set()
    for code, unit in found.units.items():
        for duty in found.obligations:
            standing = unit.standings.get(duty.pk)
            is_body = duty.measure in ("integrated_order_copies", "experts")
            if standing is None or (to is Addressing.COMMITTEES and not is_body):
                continue
            if to is Addressing.CENTRES and is_body:
                continue
            counts = standing.is_late or (
                wide and (duty.kind, standing.state) in {("keep", 8), ("drive", 6)}
            )
            if counts and (len(code) == to.digits or (to.is_office and len(code) > to.digits)):
                late.add(code[: to.digits])
    return late


def wanted(late, to: Addressing, way: Way = Way.OWN, *, wide: bool = False) -> Wanted:
    office = DIRECTIVE.letter.office
    texts = {
        "opening": wording.opening(office, to, DIRECTIVE.title),
        "finding": wording.finding(office, DAY, dated=True),
        "request": wording.request(office),
        "extra": "",
        "closing": wording.CLOSING,
    }
    codes = tuple(one.area.code for one in late)
    return Wanted(to, wide, way, codes, NEW, "004", "ขอเร่งรัด", texts, None, {})


@given(boards(), everyone, st.booleans())
def test_every_late_unit_is_found_once_and_no_other(found, to, wide):
    late = owing(found, AREAS, to, wide=wide)

    codes = [one.area.code for one in late]
    assert codes == sorted(late_by_hand(found, to, wide=wide))
    assert all(one.shortfalls for one in late)


@given(boards(), everyone, st.booleans())
def test_each_shortfall_of_a_unit_is_told_once(found, to, wide):
    for one in owing(found, AREAS, to, wide=wide):
        told = [(short.thing, unit.code) for short in one.shortfalls for unit in short.units]
        assert len(set(told)) == len(told)
        assert one.count == len(told)


@given(boards(), everyone, st.booleans())
@property_settings(max_examples=40)
def test_a_letter_of_its_own_names_its_unit_and_nobody_elses(found, to, wide):
    late = owing(found, AREAS, to, wide=wide)

    for one in late:
        letter = own_letters.own_letter(DIRECTIVE, wanted(late, to, wide=wide), one, day=DAY)
        assert letter.to == (wording.head_of(to, one.area),)
        text = " ".join(paragraph.text for paragraph in letter.body)
        rows = " ".join(cell for annex in letter.annexes for row in annex.rows for cell in row)
        for unit in {unit.code: unit for short in one.shortfalls for unit in short.units}.values():
            assert unit.title in text + rows
        for other in late:
            if other is not one:
                assert other.area.title not in text + rows
        assert "{" not in text
        assert all(paragraph.text.strip() for paragraph in letter.body)


@given(boards(), everyone, st.booleans())
@property_settings(max_examples=40)
def test_a_circular_names_every_late_unit_once(found, to, wide):
    late = owing(found, AREAS, to, wide=wide)
    if not late:
        return

    letter = own_letters.circular(DIRECTIVE, wanted(late, to, Way.ANNEX), late, day=DAY)

    assert [row[1] for row in letter.annexes[0].rows] == [one.area.title for one in late]
    if len(late) <= wording.BESIDE:
        assert all(letter.to[0].count(wording.head_of(to, one.area)) == 1 for one in late)
    assert all(paragraph.text.strip() for paragraph in letter.body)


@given(boards(), everyone)
@property_settings(max_examples=15)
def test_what_is_printed_has_thai_digits_only(found, to):
    late = owing(found, AREAS, to, wide=True)
    letters = [
        own_letters.own_letter(DIRECTIVE, wanted(late, to), one, day=DAY) for one in late[:2]
    ]
    if late:
        letters.append(own_letters.circular(DIRECTIVE, wanted(late, to, Way.ANNEX), late, day=DAY))

    for letter in letters:
        assert laid_out(letter).pages
        texts = [*letter.to, *letter.references, *(one.text for one in letter.body)]
        texts += [cell for annex in letter.annexes for row in annex.rows for cell in row]
        assert not any(digit in tidy(text) for text in texts for digit in "0123456789")


def test_a_single_matter_stands_without_a_number():
    duty = _duty("assessments_filed")
    late = owing(
        _board({"520501": Standing(State.OVERDUE, 0, 1, DUE, 5)}, duty), AREAS, Addressing.CENTRES
    )

    letter = own_letters.own_letter(DIRECTIVE, wanted(late, Addressing.CENTRES), late[0], day=DAY)

    assert [paragraph.number for paragraph in letter.body] == [""] * 5
    assert letter.body[2].text == "ผลการประเมินและจัดระดับ ซึ่งครบกำหนดเมื่อวันที่ 31 ตุลาคม 2567 ยังไม่ได้รับ"


@pytest.mark.parametrize(
    ("measure", "standing", "said"),
    [
        (
            "tambon_order_copies",
            Standing(State.OVERDUE, 0, 1, DUE, 5),
            "สำเนาคำสั่งแต่งตั้ง คอช.ต. ซึ่งครบกำหนดเมื่อวันที่ 31 ตุลาคม 2567 ยังไม่ได้รับ"
            " จำนวน 2 ตำบล ได้แก่ ตำบลบ้านใหม่520501 และตำบลบ้านใหม่520502",
        ),
        (
            "assessments_filed",
            Standing(State.RETURNED, 0, 1, DUE, 5),
            "ผลการประเมินและจัดระดับ ที่ส่งกลับให้แก้ไข ยังไม่ได้รับฉบับแก้ไข"
            " จำนวน 2 ตำบล ได้แก่ ตำบลบ้านใหม่520501 และตำบลบ้านใหม่520502",
        ),
        (
            "meetings_held",
            Standing(State.OVERDUE, 1, 2, DUE, 5),
            "การประชุมให้ครบปีละ 2 ครั้ง ในปีงบประมาณ พ.ศ. 2567 ยังไม่ครบ"
            " จำนวน 2 ตำบล ได้แก่ ตำบลบ้านใหม่520501 และตำบลบ้านใหม่520502",
        ),
        (
            "experts",
            Standing(State.REVIEW, 0, 1),
            "ผู้ทรงคุณวุฒิจาก คอช.ต. ยังไม่มีหรือต้องทบทวน"
            " จำนวน 2 ตำบล ได้แก่ ตำบลบ้านใหม่520501 และตำบลบ้านใหม่520502",
        ),
        (
            "strong_tambon",
            Standing(State.OPEN, 0, 1),
            "โครงการตำบลเข้มแข็งในแผน ยังไม่ได้เริ่มดำเนินการ"
            " จำนวน 2 ตำบล ได้แก่ ตำบลบ้านใหม่520501 และตำบลบ้านใหม่520502",
        ),
    ],
)
def test_each_kind_of_lateness_has_its_sentence(measure, standing, said):
    board = _board({"520501": standing, "520502": standing}, _duty(measure))

    (district,) = owing(board, AREAS, Addressing.DISTRICTS, wide=True)

    assert wording.sentences(district) == [said]


def test_a_unit_alone_is_told_how_far_it_has_come():
    counted = {
        "520501": Standing(State.OVERDUE, 1, 2, DUE, 5),
        "520502": Standing(State.OVERDUE, 0, 2, DUE, 5),
    }

    first, second = owing(_board(counted, _duty("meetings_held")), AREAS, Addressing.CENTRES)

    assert wording.sentences(first)[0].endswith("ยังไม่ครบ ดำเนินการแล้ว 1 จาก 2 ครั้ง")
    assert wording.sentences(second)[0].endswith("ยังไม่ครบ ยังไม่ได้ดำเนินการ")


def test_many_units_stand_in_the_letters_own_annex():
    late = {code: Standing(State.OVERDUE, 0, 1, DUE, 5) for code in TAMBONS[:12]}

    (district,) = owing(_board(late, _duty("tambon_order_copies")), AREAS, Addressing.DISTRICTS)

    letter = own_letters.own_letter(
        DIRECTIVE, wanted([district], Addressing.DISTRICTS), district, day=DAY
    )
    assert "จำนวน 12 ตำบล ตามรายการที่แนบ" in letter.body[2].text
    assert len(letter.annexes[0].rows) == 12
    assert letter.enclosures


def test_an_extended_day_is_told_apart_from_the_first():
    later = DUE + timedelta(days=2)
    late = {
        "520501": Standing(State.OVERDUE, 0, 1, DUE, 5),
        "520502": Standing(State.OVERDUE, 0, 1, later, 3),
    }

    (district,) = owing(_board(late, _duty("tambon_order_copies")), AREAS, Addressing.DISTRICTS)

    assert [short.due for short in district.shortfalls] == [DUE, later]


@pytest.mark.parametrize(
    ("kind", "state", "plain", "wide"),
    [
        (Kind.KEEP, State.REVIEW, None, Lack.NOT_CURRENT),
        (Kind.DRIVE, State.OPEN, None, Lack.NOT_BEGUN),
        (Kind.DELIVER, State.DUE_SOON, None, None),
        (Kind.DELIVER, State.OVERDUE, Lack.NOT_SENT, Lack.NOT_SENT),
        (Kind.QUOTA, State.OVERDUE, Lack.SHORT, Lack.SHORT),
        (Kind.KEEP, State.WAIVED, None, None),
    ],
)
def test_what_has_no_day_falls_short_only_when_it_is_asked_for(kind, state, plain, wide):
    duty, standing = Obligation(kind=kind), Standing(state)

    assert lack_of(duty, standing, wide=False) == plain
    assert lack_of(duty, standing, wide=True) == wide


def test_an_office_addresses_those_below_it():
    assert addressings("00", ["52"]) == list(Addressing)
    assert addressings("52", ["5205", "5208"]) == list(Addressing)[1:]
    assert addressings("5205", ["520501"]) == [Addressing.CENTRES, Addressing.COMMITTEES]
    assert addressings("5205", ["5205"])[0] is Addressing.DISTRICT_COMMITTEES


def test_heads_are_addressed_by_their_post():
    bangkok = Area(code="1001", level="district", name="พระนคร")
    assert wording.head_of(Addressing.PROVINCES, AREAS["52"]) == "ผู้ว่าราชการจังหวัดลำปาง"
    assert wording.head_of(Addressing.DISTRICTS, bangkok) == "ผู้อำนวยการเขตพระนคร"
    assert wording.head_of(Addressing.COMMITTEES, AREAS["520501"]).startswith("ประธานกรรมการบริหาร")


def _duty(measure: str) -> Obligation:
    spec = DUTIES[measure]
    return Obligation(
        pk=1, measure=measure, kind=spec.kind, level=spec.level, fiscal_year=2567, place=1,
        item=Item(number=1),
    )  # fmt: skip


def _board(standings: dict[str, Standing], duty: Obligation) -> Board:
    units = {code: Unit(AREAS[code], {}, {1: one}) for code, one in standings.items()}
    return Board(DIRECTIVE, DAY, (duty,), units, {})
