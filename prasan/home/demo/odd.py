"""A district that lacks nothing and has whatever a register seldom meets.

Monks, ranks, namesakes, a name that changed, one man entered twice; an order amended, a term that
ran out and was renewed, a seat nobody holds; centres whose database is kept.
"""

from datetime import date
from decimal import Decimal

from prasan import clock
from prasan.areas.models import Area
from prasan.centres.actions import record_activity, record_organisation
from prasan.centres.models import Centre, Outcome
from prasan.committees.models import Committee, Kind
from prasan.home.demo import names
from prasan.home.demo.district import District
from prasan.home.demo.hours import at
from prasan.orders.actions import (
    draft_amendment,
    draft_renewal,
    end_appointment,
    review_centre,
    review_experts,
    sign_order,
)
from prasan.orders.models import Appointment, AppointmentQuerySet, DraftOrder, Order, Seat
from prasan.orders.rules import Member
from prasan.orders.succession import SeatChange
from prasan.people.actions import change_name, tell_apart
from prasan.people.models import Person
from prasan.people.rules import NEW

ODD = "5202"
# Its tambons, each with cases of its own.
NAMES, PERSONS, DOUBLES, VACANCY, RENEWAL = "520201", "520202", "520203", "520204", "520205"
# After the meetings of the year, so that those who met then were those who sat.
_AMENDED = date(2024, 9, 2)
_RAN_OUT, _RENEWED = date(2024, 1, 10), date(2024, 1, 29)
_ORGANISATIONS = (
    ("กลุ่มออมทรัพย์สมมุติพัฒนา", "savings", 84, 412_500, ("นาง", "ขวัญดาว", "ตัวอย่างดี")),
    ("กลุ่มทอผ้าตัวอย่างสามัคคี", "product", 23, 61_200, ("นางสาว", "ไหมทอง", "สาธิตเจริญ")),
    ("กองทุนสวัสดิการนิทานร่วมใจ", "welfare_fund", 310, 1_208_000, names.RANKED),
    ("ชมรมผู้สูงอายุทดลองสุข", "elderly", 57, 0, names.MONK),
)
_ACTIVITIES = (
    (date(2024, 3, 14), "เวทีทบทวนข้อมูลองค์การชุมชน", ("database", "coordination"), "มีผู้ร่วม 46 คน"),
    (date(2024, 6, 26), "รณรงค์ชุมชนปลอดยาเสพติด", ("drugs", "immunity"), "ครบทุกหมู่บ้าน"),
    (date(2024, 8, 9), "ปลูกป่าต้นน้ำของชุมชน", ("nature",), "ปลูก 300 ต้น"),
)


class OddDistrict(District):
    """As every district, then the odd cases; all by the actions its officer has."""

    def build(self, tambons: list[Area]) -> None:
        super().build(tambons)
        self._names()
        self._persons()
        self._doubles()
        self._vacancy()
        self._experts_stay()
        self._replaced()
        for code in (self.area.code, NAMES):
            self._database(code)

    def sit(self, committee: Committee, members: list[Member]) -> None:
        """In one tambon the term ran out, and its members carried on until the new order."""
        if committee.area_id != RENEWAL:
            super().sit(committee, members)
            return
        self.order(committee, members, signed=_RAN_OUT.replace(year=2020))
        former = committee.orders.get()
        with clock.at(at(_RENEWED)):
            draft = draft_renewal(by=self.officer, order=former, today=_RENEWED, at=at(_RENEWED))
        self._sign(draft, _RENEWED)
        self.meetings(committee)

    def _names(self) -> None:
        """A monk, one named after a place, two ranks; one of them takes another's seat."""
        leaving = self._last(NAMES)
        added = [
            self._joins(name, place)
            for name, place in (
                (names.MONK, "วัดสมมุติธรรม"), (names.OF_A_PLACE, "หมู่ 3"), (names.RANKED, "หมู่ 5"),
            )
        ]  # fmt: skip
        taking = SeatChange(leaving.pk, self._joins(names.ACTING, leaving.represents).member)
        self._amend(NAMES, Kind.TAMBON, [taking, *added])

    def _persons(self) -> None:
        """Two namesakes, one who is to change her name, one who sits on the district's too."""
        two = [self._joins(names.NAMESAKE, place, who=NEW) for place in ("หมู่ 2", "หมู่ 8")]
        both = Appointment.objects.filter(
            order__committee__area=self.area, order__committee__kind=Kind.DISTRICT
        ).select_related("person").order_by("line")[5].person  # fmt: skip
        sits_on_both = SeatChange(
            member=Member(
                both.title, both.given_name, both.family_name, Seat.MEMBER, "หมู่ 6", who=str(both.pk)
            )
        )
        self._amend(PERSONS, Kind.TAMBON, [*two, self._joins(names.BEFORE, "หมู่ 4"), sits_on_both])
        title, given, family = names.NAMESAKE
        one, other = Person.objects.filter(given_name=given, family_name=family).order_by("pk")
        title, given, family = names.AFTER
        day = date(2024, 9, 20)
        with clock.at(at(day)):
            tell_apart(by=self.officer, one=one, other=other, at=at(day), because="คนละหมู่บ้าน")
            change_name(
                by=self.officer,
                person=Person.objects.get(given_name=given, family_name=names.BEFORE[2]),
                title=title,
                given_name=given,
                family_name=family,
                since=day,
                because="จดทะเบียนสมรส",
            )

    def _doubles(self) -> None:
        """One man entered twice, spelt in two ways, and one without a telephone."""
        self._amend(DOUBLES, Kind.TAMBON, [self._joins(names.ONCE, "หมู่ 7")])
        seats = self._seats(DOUBLES, Kind.INTEGRATED).filter(seat=Seat.EX_OFFICIO)
        headman, kamnan = (seats.get(represents=post) for post in ("ผู้ใหญ่บ้าน", "กำนัน"))
        no_phone = Member(*names.WITHOUT_PHONE, Seat.EX_OFFICIO, "กำนัน")
        twice = self._joins(names.TWICE, "ผู้ใหญ่บ้าน", seat=Seat.EX_OFFICIO).member
        self._amend(
            DOUBLES,
            Kind.INTEGRATED,
            [SeatChange(headman.pk, twice), SeatChange(kamnan.pk, no_phone)],
        )

    def _vacancy(self) -> None:
        day = date(2024, 9, 16)
        treasurer = self._seats(VACANCY, Kind.TAMBON).get(seat=Seat.TREASURER)
        with clock.at(at(day)):
            end_appointment(by=self.officer, appointment=treasurer, ends=day, because="ลาออก")

    def _experts_stay(self) -> None:
        """The renewed committee is that of before: so are the experts its tambon drew from it."""
        day = date(2024, 2, 12)
        integrated = Order.objects.get(committee__area=RENEWAL, committee__kind=Kind.INTEGRATED)
        tambon = Order.objects.get(
            committee__area=RENEWAL, committee__kind=Kind.TAMBON, starts=_RENEWED
        )
        with clock.at(at(day)):
            review_experts(
                by=self.officer,
                integrated=integrated,
                tambon=tambon,
                day=day,
                because="กรรมการชุดใหม่เป็นคนเดิมทั้งหมด",
            )

    def _replaced(self) -> None:
        """The review of the renewed committee: the term was over, and an order took its place."""
        day = date(2024, 2, 12)
        with clock.at(at(day)):
            review_centre(
                by=self.officer,
                centre=Centre.objects.get(area=RENEWAL),
                held=day,
                outcome=Outcome.REPLACED,
                because="ครบวาระแล้ว กรรมการคงเดิม",
                order=Order.objects.seating().get(
                    committee__area=RENEWAL, committee__kind=Kind.TAMBON, starts=_RENEWED
                ),
            )

    def _database(self, code: str) -> None:
        """A centre's members, what it did, and two yearly reviews."""
        centre = Centre.objects.get(area=code)
        with clock.at(at(date(2024, 2, 1))):
            for name, kind, size, funds, leader in _ORGANISATIONS:
                record_organisation(
                    by=self.officer,
                    centre=centre,
                    name=name,
                    kind=kind,
                    size=size,
                    funds=Decimal(funds),
                    leader=f"{leader[0]}{leader[1]} {leader[2]}".strip(),
                    leader_phone="0800012345",
                    since=date(2018, 10, 1),
                )
        for held, name, duties, result in _ACTIVITIES:
            with clock.at(at(held)):
                record_activity(
                    by=self.officer,
                    centre=centre,
                    held=held,
                    name=name,
                    duties=duties,
                    result=result,
                )
        for day in (date(2023, 10, 12), date(2024, 10, 9)):
            with clock.at(at(day)):
                review_centre(
                    by=self.officer,
                    centre=centre,
                    held=day,
                    outcome=Outcome.UNCHANGED,
                    because="ข้อมูลและรายชื่อตรงกับที่เป็นอยู่",
                )

    def _joins(
        self,
        name: tuple[str, str, str],
        represents: str,
        *,
        seat: Seat = Seat.MEMBER,
        who: str = "",
    ) -> SeatChange:
        phone = f"08000{sum(map(ord, ''.join(name[:2]))) % 100_000:05}"
        return SeatChange(member=Member(*name, seat, represents, phone, who))

    def _amend(self, code: str, kind: Kind, changes: list[SeatChange]) -> None:
        order = Order.objects.seating().get(committee__area=code, committee__kind=kind)
        with clock.at(at(_AMENDED)):
            draft = draft_amendment(
                by=self.officer,
                committee=order.committee,
                order=order,
                changes=changes,
                planned=_AMENDED,
                at=at(_AMENDED),
            )
        self._sign(draft, _AMENDED)

    def _sign(self, draft: DraftOrder, day: date) -> None:
        self.number += 1
        committee = draft.committee
        title = f"{committee.full_name} ที่ {self.number}"
        with clock.at(at(day)):
            sign_order(
                by=self.officer,
                draft=draft,
                signed=day,
                signatory=f"นาย{self.area.title}",
                signatory_post=f"นาย{self.area.title}",
                number=self.number,
                copy=self.paper(committee.area, "สำเนาคำสั่ง", title, day),
            )

    def _last(self, code: str) -> Appointment:
        seat = self._seats(code, Kind.TAMBON).filter(seat=Seat.MEMBER).last()
        if seat is None:
            raise ValueError(f"nobody sits on the committee of {code}")
        return seat

    def _seats(self, code: str, kind: Kind) -> AppointmentQuerySet:
        seats = Appointment.objects.held_on(_AMENDED).order_by("line")
        return seats.filter(order__committee__area=code, order__committee__kind=kind)
