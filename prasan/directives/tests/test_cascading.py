"""A letter goes from the department through province and district to the tambons, with days."""

from dataclasses import replace
from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.directives import actions
from prasan.directives.actions import CannotPass
from prasan.directives.board import board
from prasan.directives.models import Cascade, Directive, Obligation
from prasan.directives.passing import chosen
from prasan.directives.rules import State
from prasan.directives.tests import make
from prasan.letters.actions import MayNotSign, Stale
from prasan.letters.models import Counter, Letter, Series

COPIES = "tambon_order_copies"


def test_a_letter_received_becomes_the_offices_directive_with_an_earlier_day(
    to_districts, from_above, ngao, thoen
):
    duty = make.duty(to_districts, COPIES)

    assert to_districts.received == from_above
    assert to_districts.parent is None
    assert {one.area for one in to_districts.addressees.all()} == {ngao, thoen}
    # Seven working days before the 29th, which the department gave.
    assert (duty.above, duty.due) == (date(2024, 11, 29), date(2024, 11, 20))
    assert make.duty(to_districts, "meetings_held").due is None


def test_the_circular_says_the_days_of_the_level_below(to_districts):
    content = to_districts.letter.content
    said = " ".join(one["text"] for one in content["body"])

    assert to_districts.letter.number == 2598
    assert content["number"] == "ลป 0019.3/ว 2598"
    assert "๒๐ พฤศจิกายน ๒๕๖๗" in said
    assert "๒๙ พฤศจิกายน" not in said
    assert content["to"] == ["นายอำเภอ ทุกอำเภอ"]
    assert content["references"] == [
        "หนังสือกรมการพัฒนาชุมชน ด่วนมาก ที่ มท 0402/ว 123 ลงวันที่ 30 ตุลาคม 2567"
    ]
    assert content["signature"]["name"] == "นายแสงเทียน สมมุติวงศ์"


def test_the_district_passes_it_on_with_a_day_earlier_still(to_tambons, to_districts):
    duty, parent = make.duty(to_tambons, COPIES), make.duty(to_districts, COPIES)

    assert to_tambons.parent == to_districts
    assert (duty.passes, duty.renews) == (parent, parent)
    assert (duty.above, duty.due) == (date(2024, 11, 20), date(2024, 11, 13))
    assert sorted(to_tambons.addressees.values_list("area", flat=True)) == ["520504", "520505"]
    assert to_tambons.letter.content["to"] == ["ประธานคณะกรรมการศูนย์ประสานงานองค์การชุมชน ทุกตำบล"]


def test_the_department_asks_its_provinces(department, areas, pass_down):
    ministry = make.office_below(department, areas["00"], code="มท 0402")
    incoming = make.letters.received(department, ministry, text=make.FROM_ABOVE)

    issued = pass_down(department, ministry, received=incoming)

    assert sorted(issued.addressees.values_list("area", flat=True)) == ["51", "52"]
    assert make.duty(issued, COPIES).due == date(2024, 11, 15)  # ten working days
    assert issued.letter.content["to"] == ["ผู้ว่าราชการจังหวัด ทุกจังหวัด"]


def test_everything_happens_with_the_number_or_nothing(
    province_officer, office, from_above, to_districts
):
    letter = to_districts.letter

    assert letter.sent_at is not None
    assert from_above.passings.get().note == "สั่งการต่อตามหนังสือ ลป 0019.3/ว 2598"
    for verb in ("letter.numbered", "letter.sent", "directive.issued", "directive.passed"):
        assert Event.objects.filter(verb=verb).count() == 1


def test_a_second_click_gives_the_same_directive(province_officer, office, from_above, pass_down):
    cascade = pass_down(province_officer, office, received=from_above, is_issued=False)
    given = {
        "by": province_officer,
        "cascade": cascade,
        "edition": cascade.letter.edition,
        "dated": make.TODAY,
        "at": make.moment(),
    }

    assert actions.issue_cascade(**given) == actions.issue_cascade(**given)
    assert Counter.objects.get(series=Series.CIRCULAR).last == 2598
    assert Directive.objects.count() == 1


def test_ones_open_draft_is_given_again(province_officer, office, from_above):
    given = {"by": province_officer, "office": office, "received": from_above}

    first = actions.begin_cascade(**given, at=make.moment())

    assert actions.begin_cascade(**given, at=make.moment()) == first
    assert Cascade.objects.count() == 1


def test_a_draft_saved_by_another_is_stale(province_officer, office, from_above, pass_down):
    cascade = pass_down(province_officer, office, received=from_above, is_issued=False)

    with pytest.raises(Stale):
        actions.save_cascade(
            by=province_officer,
            cascade=cascade,
            edition=0,
            choices=chosen(cascade),
            today=make.TODAY,
        )
    with pytest.raises(Stale):
        actions.issue_cascade(
            by=province_officer, cascade=cascade, edition=0, dated=make.TODAY, at=make.moment()
        )


def test_what_is_chosen_is_kept_and_goes_down(
    province_officer, office, from_above, pass_down, thoen
):
    cascade = pass_down(province_officer, office, received=from_above, is_issued=False)
    first, second = chosen(cascade).items
    items = (
        replace(first, due=date(2024, 11, 22), enough=80, counting="percent"),
        replace(second, is_passed=False),
    )

    issued = pass_down(
        province_officer,
        office,
        received=from_above,
        changes={"items": items, "addressees": (thoen.code,), "title": "สำเนาคำสั่ง"},
    )

    duty = Obligation.objects.get(item__directive=issued)
    assert (duty.due, duty.enough, duty.counting) == (date(2024, 11, 22), 80, "percent")
    assert [one.area for one in issued.addressees.all()] == [thoen]
    assert issued.items.get().number == 1
    assert issued.title == "สำเนาคำสั่ง"


def problem(caught, field):
    return " ".join(caught.value.message_dict[field])


def test_no_unit_no_item_and_no_day_are_refused_together(
    province_officer, office, from_above, pass_down
):
    with pytest.raises(CannotPass) as caught:
        pass_down(province_officer, office, received=from_above, changes={"addressees": ()})
    assert "ยังไม่ได้เลือกหน่วยผู้รับ" in problem(caught, "addressees")

    cascade = Cascade.objects.get()
    items = chosen(cascade).items
    nothing = tuple(replace(one, is_passed=False) for one in items)
    with pytest.raises(CannotPass) as caught:
        pass_down(province_officer, office, received=from_above, changes={"items": nothing})
    assert "ยังไม่ได้เลือกข้อ" in problem(caught, "items")

    undated = (replace(items[0], own=None), items[1])
    with pytest.raises(CannotPass) as caught:
        pass_down(province_officer, office, received=from_above, changes={"items": undated})
    assert "ข้อ 1 มีสิ่งที่ต้องส่ง แต่ยังไม่มีกำหนด" in problem(caught, "items")
    assert not Letter.objects.filter(number__isnull=False).exists()


def test_a_day_later_than_ones_own_must_be_meant(province_officer, office, from_above, pass_down):
    cascade = pass_down(province_officer, office, received=from_above, is_issued=False)
    first, second = chosen(cascade).items
    changes = {"items": (replace(first, due=date(2024, 12, 2)), second)}

    with pytest.raises(CannotPass) as caught:
        pass_down(province_officer, office, received=from_above, changes=changes)

    assert "2 ธ.ค. 2567 หลังกำหนดของสำนักงาน 29 พ.ย. 2567" in problem(caught, "later_is_meant")
    meant = pass_down(
        province_officer, office, received=from_above, changes=changes, later_is_meant=True
    )
    assert make.duty(meant, COPIES).due == date(2024, 12, 2)


def test_a_letter_is_passed_to_a_unit_once(
    province_officer, someone, areas, office, from_above, to_districts, pass_down
):
    colleague = someone("second", "province", areas["52"])

    with pytest.raises(CannotPass) as caught:
        pass_down(colleague, office, received=from_above)

    assert "สั่งการต่อถึงอำเภองาว อำเภอเถินแล้วตามหนังสือ ลป 0019.3/ว 2598" in problem(caught, "addressees")


def test_it_may_go_to_the_others_later(
    province_officer, someone, areas, office, from_above, pass_down
):
    pass_down(province_officer, office, received=from_above, changes={"addressees": ("5205",)})

    second = pass_down(
        province_officer, office, received=from_above, changes={"addressees": ("5208",)}
    )

    assert second.letter.number == 2599


def test_what_was_revoked_is_not_passed_down(
    province_officer, ngao_officer, ngao_office, to_districts, pass_down
):
    incoming = make.received(ngao_officer, ngao_office, to_districts)
    pass_down(ngao_officer, ngao_office, received=incoming, parent=to_districts, is_issued=False)
    actions.revoke_directive(
        by=province_officer, directive=to_districts, because="ออกซ้ำ", at=make.moment()
    )

    # The draft that was begun before is refused at its number; none is begun after.
    with pytest.raises(CannotPass) as caught:
        pass_down(ngao_officer, ngao_office, received=incoming, parent=to_districts)
    assert "ถูกยกเลิกแล้ว เพราะออกซ้ำ" in str(caught.value)
    cascade = Cascade.objects.drafts().get()
    with pytest.raises(CannotPass) as caught:
        actions.issue_cascade(
            by=ngao_officer,
            cascade=cascade,
            edition=cascade.letter.edition,
            dated=make.TODAY,
            at=make.moment(),
        )
    assert "ถูกยกเลิกแล้ว" in problem(caught, "title")


def test_who_may_not_sign_that_day_stops_it_all(province_officer, office, from_above, pass_down):
    cascade = pass_down(province_officer, office, received=from_above, is_issued=False)
    signatory = office.signatories.get()
    make.letters_end(province_officer, signatory)

    with pytest.raises(MayNotSign):
        actions.issue_cascade(
            by=province_officer,
            cascade=cascade,
            edition=cascade.letter.edition,
            dated=make.TODAY,
            at=make.moment(),
        )

    assert not Directive.objects.exists()
    assert Letter.objects.get().is_draft


def test_the_district_sees_its_tambons_facts_on_their_day(
    ngao_officer, to_tambons, to_districts, pong_tao, ban_rong
):
    make.order(ngao_officer, pong_tao)  # its copy came in November of the year before

    mine = board(to_tambons, codes=["5205"], day=date(2024, 11, 14))
    above = board(to_districts, codes=["5205"], day=date(2024, 11, 14))
    duty, parent = make.duty(to_tambons, COPIES), make.duty(to_districts, COPIES)

    assert mine.units[pong_tao.code].standings[duty.pk].state == State.MET
    assert mine.units[ban_rong.code].standings[duty.pk].state == State.OVERDUE
    # The province has not been sent it, and its own day is still to come.
    assert above.units[pong_tao.code].standings[parent.pk].state == State.DUE_SOON


def test_a_report_sent_once_counts_at_every_level(
    department, areas, ngao_officer, ngao, province_officer, office, pass_down, pong_tao
):
    ministry = make.office_below(department, areas["00"], code="มท 0402")
    incoming = make.letters.received(department, ministry, text=make.FROM_ABOVE)
    national = pass_down(department, ministry, received=incoming)
    received = make.received(province_officer, office, national)
    provincial = pass_down(province_officer, office, received=received, parent=national)
    make.order(ngao_officer, pong_tao)

    make.sent(ngao_officer, provincial, ngao, day=make.TODAY)

    for directive in (national, provincial):
        duty = make.duty(directive, COPIES)
        found = board(directive, codes=["5205"], day=make.TODAY)
        assert found.units[pong_tao.code].standings[duty.pk].state == State.SENT
