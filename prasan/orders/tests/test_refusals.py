"""What drafting, signing and amending refuse, whole."""

from dataclasses import replace
from datetime import date

import pytest

from prasan.committees.actions import establish
from prasan.orders import actions
from prasan.orders.composition import Member
from prasan.orders.succession import SeatChange
from prasan.orders.tests.drafting import (
    AT,
    amend,
    everything,
    seat_of,
    sign,
    someone,
)
from prasan.orders.tests.make import members, order


class TestRefusals:
    """Bad input: nothing at all is saved, and the message says where and what to do."""

    @pytest.fixture(autouse=True)
    def _nothing_is_left(self, base):
        self.before = everything()
        yield
        assert everything() == self.before

    def drafted(self, by, base, people):
        made = actions.draft_order(by=by, committee=base.committee, members=people, at=AT)
        self.before = everything()
        return made

    def amendment(self, by, base, *changes):
        made = actions.draft_amendment(
            by=by, committee=base.committee, order=base, changes=changes, at=AT
        )
        self.before = everything()
        return made

    def test_two_chairs(self, by, base):
        people = members(10, family="ดีใจ")
        people[4] = replace(people[4], seat="chair")
        made = self.drafted(by, base, people)

        with pytest.raises(actions.Refused, match="แถว 5 เป็นประธานกรรมการคนที่ 2.*เปลี่ยนตำแหน่งแถวหนึ่ง"):
            sign(by, made)

    def test_a_second_chair_by_amendment(self, by, base):
        made = self.amendment(by, base, SeatChange(member=someone(seat="chair")))

        with pytest.raises(actions.Refused, match="แถว 11 เป็นประธานกรรมการคนที่ 2"):
            sign(by, made)

    def test_a_person_twice(self, by, base):
        people = members(10, family="ดีใจ")
        people[7] = replace(people[2], represents="หมู่ 9")
        made = self.drafted(by, base, people)

        with pytest.raises(actions.Refused, match="แถว 8 ชื่อซ้ำกับแถว 3.*ลบแถวใดแถวหนึ่ง"):
            sign(by, made)

    def test_a_person_who_sits_already_by_amendment(self, by, base):
        person = seat_of(base, 4).person
        joining = Member(person.title, person.given_name, person.family_name, "treasurer")
        made = self.amendment(by, base, SeatChange(member=joining))

        with pytest.raises(actions.Refused, match="แถว 11 ชื่อซ้ำกับแถว 4"):
            sign(by, made)

    def test_a_person_chosen_twice_under_two_names(self, by, base):
        person = seat_of(base, 4).person
        people = members(10, family="ดีใจ")
        people[2] = replace(people[2], who=str(person.pk))
        people[3] = replace(people[3], who=str(person.pk))
        made = self.drafted(by, base, people)

        with pytest.raises(actions.Refused, match="มีชื่อ 2 แถว.*เหลือไว้แถวเดียว"):
            sign(by, made)

    @pytest.mark.parametrize("size", [26])
    def test_twenty_six_members(self, by, base, rulebooks, size):
        made = self.drafted(by, base, members(size, family="ดีใจ"))

        with pytest.raises(actions.Refused, match="กรรมการ 26 คน มากกว่าเกณฑ์.*เกิน 1 คน"):
            sign(by, made)

    def test_an_order_that_takes_effect_before_it_is_signed(self, by, base):
        made = self.drafted(by, base, members(10, family="ดีใจ"))

        with pytest.raises(actions.Refused, match=r"วันมีผล 1 พ.ย. 2567 อยู่ก่อนวันลงนาม.*แก้วันมีผลหรือ"):
            sign(by, made, starts=date(2024, 11, 1))

    def test_an_order_that_would_begin_before_the_one_it_replaces(self, by, base):
        made = self.drafted(by, base, members(10, family="ดีใจ"))

        with pytest.raises(actions.Refused, match="ซ้อนกับคำสั่งที่ 7/2567.*ใส่วันมีผลหลังวันนั้น"):
            sign(by, made, signed=date(2024, 9, 30))

    def test_an_order_of_another_committee(self, by, base, ban_rong):
        other = establish(by=by, area=ban_rong, kind="tambon")
        self.before = everything()

        with pytest.raises(actions.Refused, match=r"เป็นของ คอช.ต. ปงเตา ไม่ใช่ คอช.ต. บ้านร้อง"):
            actions.draft_order(by=by, committee=other, members=members(), renews=base, at=AT)
        with pytest.raises(actions.Refused, match=r"ไม่ใช่ คอช.ต. บ้านร้อง เลือกคำสั่งที่มีผล"):
            actions.draft_amendment(
                by=by, committee=other, order=base, changes=[SeatChange(member=someone())], at=AT
            )

    def test_a_seat_of_another_order(self, by, base, ban_rong):
        other = order(by, ban_rong, members=members(10, family="ดีใจ"))
        self.before = everything()
        changes = [SeatChange(member=someone()), SeatChange(ending=seat_of(other, 2).pk)]

        with pytest.raises(actions.Refused, match="แถว 2 ไม่ใช่ตำแหน่งตามคำสั่งที่จะแก้ เลือกจากกรรมการ"):
            actions.draft_amendment(
                by=by, committee=base.committee, order=base, changes=changes, at=AT
            )

    def test_an_order_no_longer_in_force(self, by, base, pong_tao):
        made = self.amendment(by, base, SeatChange(member=someone()))
        order(by, pong_tao, number=9, starts=date(2024, 11, 1), members=members(9, family="ดีใจ"))
        self.before = everything()

        with pytest.raises(actions.Refused, match="ไม่มีผลในวันที่ 4 พ.ย. 2567.*คำสั่งที่ 9/2567 มีผล"):
            sign(by, made)

    def test_a_seat_that_ended_meanwhile(self, by, base):
        third = seat_of(base, 3)
        made = self.amendment(by, base, SeatChange(ending=third.pk))
        actions.end_appointment(by=by, appointment=third, ends=date(2024, 11, 1), because="ลาออก")
        self.before = everything()

        with pytest.raises(actions.Refused, match="แถว 1 ไม่มีตำแหน่งนี้ในวันมีผล"):
            sign(by, made)

    def test_a_change_that_clashes_with_one_signed_for_later(self, by, base):
        chair = seat_of(base, 1)
        amend(by, base, SeatChange(chair.pk, someone("คำแสน", "chair")), starts=date(2025, 1, 1))
        made = self.amendment(by, base, SeatChange(chair.pk, someone("แสงดา", "chair")))

        with pytest.raises(actions.Refused, match=r"ตั้งแต่ 1 ม.ค. 2568 จะมีประธานกรรมการ 2 คน"):
            sign(by, made, number=46)

    def test_an_amendment_that_changes_nothing(self, by, base):
        made = self.amendment(by, base)

        with pytest.raises(actions.Refused, match="ยังไม่มีการเปลี่ยนแปลง"):
            sign(by, made)

    def test_the_last_chair_cannot_be_removed(self, by, base):
        made = self.amendment(by, base, SeatChange(ending=seat_of(base, 1).pk))

        with pytest.raises(actions.Refused, match="ยังไม่มีประธานกรรมการ"):
            sign(by, made)

    def test_a_number_of_another_order(self, by, base):
        made = self.drafted(by, base, members(10, family="ดีใจ"))

        with pytest.raises(actions.NumberTaken, match="เลขที่ 7/2567 เป็นของคำสั่ง"):
            sign(by, made, number=7)
