from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.centres.actions import open_centre, record_review
from prasan.centres.models import Outcome
from prasan.orders import actions, measures
from prasan.orders.tests.make import members, order, scan
from prasan.people.models import Person
from prasan.thai.calendar import FiscalYear

D = date.fromisoformat
DAY = D("2024-11-05")


@pytest.fixture
def by(ngao_officer):
    return ngao_officer


def _asked(measure, code="520505", *, day=DAY, codes=("52",)):
    return measure(codes=codes, period=FiscalYear.of(day), day=day).get(code)


def test_an_order_within_its_term_with_its_copy_is_done(by, pong_tao, copy):
    made = order(by, pong_tao, number=45, copy=copy)

    found = _asked(measures.tambon_order_copies)

    assert (found.done, found.needed, found.met) == (1, 1, D("2024-10-01"))
    assert found.note == "คำสั่งที่ 45/2567"
    assert found.link == f"/orders/{made.pk}/"
    assert found.proofs == (copy.pk,)


def test_an_order_over_its_term_says_for_how_long(old, copy, by):
    actions.attach_copy(by=by, order=old, copy=copy)

    found = _asked(measures.tambon_order_copies)

    assert (found.done, found.met, found.note) == (0, None, "ครบวาระ 36 วัน")
    assert found.link == "/committees/tambon/520505/"


def test_an_order_without_its_copy_leads_to_where_it_is_attached(by, pong_tao):
    made = order(by, pong_tao)

    found = _asked(measures.tambon_order_copies)

    assert (found.done, found.note) == (0, "มีคำสั่งแล้ว ยังไม่แนบสำเนา")
    assert found.link == f"/orders/{made.pk}/"


def test_a_copy_that_came_later_does_not_count_yet(by, pong_tao):
    # Half past midnight in Bangkok on the 6th is still the 5th in Greenwich.
    late = scan(by, pong_tao, at=datetime(2024, 11, 5, 17, 30, tzinfo=UTC))
    order(by, pong_tao, copy=late)

    assert not _asked(measures.tambon_order_copies).is_met
    assert _asked(measures.tambon_order_copies, day=D("2024-11-06")).is_met


def test_a_revoked_order_is_not_done(by, pong_tao, copy):
    made = order(by, pong_tao, copy=copy)
    actions.revoke_order(by=by, order=made, revoked=D("2024-11-01"), because="ออกใหม่")

    assert _asked(measures.tambon_order_copies).note == "ยกเลิก 1 พ.ย. 2567"


def test_an_order_not_begun_is_no_fact_yet(by, pong_tao):
    order(by, pong_tao, starts=D("2024-11-06"), signed=D("2024-11-01"))

    assert _asked(measures.tambon_order_copies) is None


def test_each_kind_answers_for_its_own_areas(by, ngao, pong_tao):
    order(by, ngao, kind="district")
    order(by, pong_tao, kind="integrated")
    ask = {"codes": ["52"], "period": FiscalYear(2568), "day": DAY}

    assert list(measures.district_order_copies(**ask)) == ["5205"]
    assert list(measures.integrated_order_copies(**ask)) == ["520505"]
    assert measures.tambon_order_copies(**ask) == {}


def test_other_places_are_left_out(by, pong_tao, ban_rong):
    order(by, pong_tao)
    order(by, ban_rong)

    found = measures.tambon_order_copies(codes=["520504"], period=FiscalYear(2568), day=DAY)

    assert list(found) == ["520504"]


def test_a_whole_register_of_a_current_order_is_done(by, ngao, pong_tao):
    order(by, ngao, kind="district")
    order(by, pong_tao)
    order(by, pong_tao, kind="integrated", members=members(9, phone=""))

    assert _asked(measures.registers).note == "ครบ 10 คน"
    assert _asked(measures.registers).is_met
    assert _asked(measures.registers, "5205").is_met


def test_a_whole_register_tells_of_the_last_review_which_decides_nothing(by, pong_tao):
    order(by, pong_tao)
    centre = open_centre(by=by, area=pong_tao)
    for held in ("2023-11-01", "2024-11-04", "2024-11-06"):
        record_review(
            by=by, centre=centre, held=D(held), outcome=Outcome.UNCHANGED, because="คงเดิม"
        )

    found = _asked(measures.registers)

    assert (found.note, found.is_met) == ("ครบ 10 คน ทบทวนล่าสุด 4 พ.ย. 2567", True)
    assert _asked(measures.registers, day=D("2024-11-03")).is_met


def test_a_register_says_what_it_lacks(by, pong_tao):
    people = members(9)
    people[2] = replace(people[2], phone="")
    people[3] = replace(people[3], phone="", represents="")
    order(by, pong_tao, members=people)

    found = _asked(measures.registers)

    assert (found.done, found.note) == (0, "ขาดที่มา 1 คน โทรศัพท์ 2 คน")
    assert found.link == "/committees/tambon/520505/"


def test_a_complete_register_of_an_order_over_its_term_is_not_current(old):
    assert _asked(measures.registers).note == "ครบวาระ 36 วัน"


def test_a_register_whose_members_all_left_is_not_complete(by, pong_tao):
    made = order(by, pong_tao, members=members(1))
    seat = made.appointments.get()
    actions.end_appointment(by=by, appointment=seat, ends=D("2024-10-20"), because="ลาออก")

    assert _asked(measures.registers).note == "ไม่มีกรรมการในทะเบียน"


def _with_experts(by, area, *places):
    """A ก.บ.ต. whose experts are those lines of the คอช.ต., and outsiders where None."""
    people = members(3, family="อื่น")
    tambon = members(10)
    for number, place in enumerate(places):
        one = tambon[place] if place is not None else members(5, family=f"นอก{number}")[4]
        people.append(replace(one, seat="expert"))
    return order(by, area, kind="integrated", expires=None, members=people)


def test_experts_who_all_sit_on_the_tambon_committee_are_done(by, pong_tao):
    order(by, pong_tao)
    _with_experts(by, pong_tao, 2, 3)

    found = _asked(measures.experts)

    assert (found.done, found.note) == (1, "ผู้ทรงคุณวุฒิ 2 จาก 2 คน เป็น คอช.ต.")


def test_an_expert_from_outside_asks_for_a_review(by, pong_tao):
    order(by, pong_tao)
    _with_experts(by, pong_tao, 2, 3, None)

    found = _asked(measures.experts)

    assert (found.done, found.note) == (0, "ผู้ทรงคุณวุฒิ 2 จาก 3 คน เป็น คอช.ต.")
    assert found.link == "/committees/integrated/520505/"


def test_experts_are_looked_at_again_when_the_tambon_committee_changes(by, pong_tao, old):
    _with_experts(by, pong_tao, 2, 3)
    assert _asked(measures.experts).is_met  # members carry on after the term

    order(by, pong_tao, starts=D("2024-11-05"), members=members(9, family="ใหม่"))

    assert _asked(measures.experts).note == "ผู้ทรงคุณวุฒิ 0 จาก 2 คน เป็น คอช.ต."
    assert _asked(measures.experts, day=D("2024-11-04")).is_met


def test_an_integrated_committee_needs_an_expert(by, pong_tao):
    order(by, pong_tao, kind="integrated")

    assert _asked(measures.experts).note == "ยังไม่มีผู้ทรงคุณวุฒิ"


def test_notes_fit_a_table_cell(by, pong_tao):
    people = [replace(one, phone="", represents="") for one in members(25)]
    order(by, pong_tao, members=people)

    assert len(_asked(measures.registers).note) <= 60


@pytest.mark.parametrize(
    ("measure", "most"),
    [
        (measures.tambon_order_copies, 1),
        (measures.integrated_order_copies, 1),
        (measures.registers, 3),
        (measures.experts, 4),
    ],
)
def test_the_queries_do_not_grow_with_the_areas(by, thoen_officer, areas, measure, most):
    for number, code in enumerate(("520504", "520505", "520801", "520802")):
        actor = by if code.startswith("5205") else thoen_officer
        order(actor, areas[code], members=members(9 + number))
        _with_experts(actor, areas[code], 2, None)
        with CaptureQueriesContext(connection) as queries:
            _asked(measure, code)
        assert len(queries) == most


def test_no_number_is_unsealed_to_count_them(by, pong_tao, settings):
    order(by, pong_tao)
    settings.SEALING_KEY = "another key"

    assert _asked(measures.registers).is_met
    assert Person.objects.count() == 10
