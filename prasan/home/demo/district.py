"""The work of one district's year, recorded by its officer."""

from datetime import date, time, timedelta
from decimal import Decimal
from itertools import chain
from random import Random

from prasan import clock
from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.assessments.actions import Answer as Marked
from prasan.assessments.actions import file_complete, save_scores, start_assessment
from prasan.assessments.computing import computed
from prasan.assessments.models import Framework, Indicator
from prasan.centres.models import Centre
from prasan.committees.actions import establish
from prasan.committees.models import Committee, Kind
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.home.demo import names
from prasan.home.demo.hours import at
from prasan.home.demo.lateness import NGAO, Shortage
from prasan.home.demo.papers import Papers
from prasan.meetings.actions import record_meeting, seats_on
from prasan.meetings.models import Presence
from prasan.orders.actions import register_order
from prasan.orders.models import Seat
from prasan.orders.rules import Member
from prasan.plans.actions import (
    Outline,
    add_project,
    adopt_plan,
    assign_mission,
    propose,
    reply,
    tell_origin,
)
from prasan.plans.models import Decision, OriginKind, Plan, PlanLevel, Proposal
from prasan.plans.tags import STRONG
from prasan.thai.calendar import FiscalYear, buddhist_year, format_short

_OFFICERS = (Seat.CHAIR, Seat.VICE_CHAIR, Seat.SECRETARY, Seat.TREASURER)
_YEAR = FiscalYear(2567)
# Its officer took what the system computed, which is kept with the filing.
_AS_COMPUTED = "520501"


class District:
    """One district of the demonstration, built tambon by tambon."""

    def __init__(
        self, area: Area, officer: User, shortage: Shortage, framework: Framework, papers: Papers
    ) -> None:
        self.area, self.officer, self.shortage = area, officer, shortage
        self.framework, self.papers = framework, papers
        self.random = Random(f"ลำปาง {area.code}")
        self.people = names.people(self.random)
        if area.code == NGAO:
            # The chair of its committee has the longest name a page must bear.
            self.people = chain([names.LONGEST], self.people)
        self.number = self.random.randrange(90, 140)
        self.indicators = list(Indicator.objects.filter(category__framework=framework))

    def build(self, tambons: list[Area]) -> None:
        """Everything of the district: its own committee first, then each tambon's year."""
        committee = self._establish(self.area, Kind.DISTRICT)
        self.order(committee, self._members(13))
        self.meetings(committee)
        self._mission(self.area)
        self.plan = self._district_plan()
        for tambon in tambons:
            self._tambon(tambon)

    def _tambon(self, area: Area) -> None:
        committee = self._establish(area, Kind.TAMBON)
        integrated = self._establish(area, Kind.INTEGRATED)
        if area.code not in self.shortage.no_order:
            members = self._members(self.random.randrange(9, 15))
            self.sit(committee, members)
            if area.code not in self.shortage.no_integrated:
                self.order(integrated, self._integrated(area, members))
        self._mission(area)
        self._plan(area)
        self._assessment(area)

    def _establish(self, area: Area, kind: Kind) -> Committee:
        with clock.at(at(date(2023, 10, 3))):
            return establish(by=self.officer, area=area, kind=kind)

    def sit(self, committee: Committee, members: list[Member]) -> None:
        """The committee's order and its meetings of the year.

        Where the copy is missing, the term ended with the fiscal year and the order that renews
        it has just been entered.
        """
        if committee.area_id not in self.shortage.no_copy:
            self.order(committee, members)
            self.meetings(committee)
            return
        self.order(committee, members, signed=date(2020, 10, 1))
        self.meetings(committee)
        self.order(committee, members, signed=date(2024, 10, 1), has_copy=False)

    def _members(self, count: int) -> list[Member]:
        """So many people with offices, each from a village or group."""
        seats = [*_OFFICERS, *[Seat.MEMBER] * (count - len(_OFFICERS))]
        return [self._member(seat, f"หมู่ {place}") for place, seat in enumerate(seats, start=1)]

    def _member(self, seat: Seat, represents: str) -> Member:
        title, given, family = next(self.people)
        phone = names.phone(self.random)
        return Member(title, given, family, seat, represents, phone)

    def _integrated(self, area: Area, committee: list[Member]) -> list[Member]:
        """A ก.บ.ต.: members by office, and experts out of the คอช.ต. where that was heeded."""
        drawn = [
            Member(one.title, one.given_name, one.family_name, Seat.EXPERT, "คอช.ต.", one.phone)
            for one in committee[:3]
        ]
        if area.code in self.shortage.other_experts:
            drawn = [self._member(Seat.EXPERT, "ปราชญ์ชาวบ้าน") for _ in range(3)]
        return [
            self._member(Seat.CHAIR, "ปลัดอำเภอผู้รับผิดชอบตำบล"),
            self._member(Seat.EX_OFFICIO, "กำนัน"),
            self._member(Seat.EX_OFFICIO, "ปลัดองค์กรปกครองส่วนท้องถิ่น"),
            self._member(Seat.EX_OFFICIO, "ผู้ใหญ่บ้าน"),
            *drawn,
            self._member(Seat.SECRETARY, "พัฒนากรผู้รับผิดชอบตำบล"),
        ]

    def order(
        self,
        committee: Committee,
        members: list[Member],
        *,
        signed: date | None = None,
        has_copy: bool = True,
    ) -> None:
        signed = signed or self._signed(committee)
        if committee.area_id in self.shortage.no_phone:
            members = [*members[:-2], *(_without_phone(one) for one in members[-2:])]
        self.number += 1
        title = f"{committee.full_name} ที่ {self.number}"
        with clock.at(at(signed + timedelta(days=3))):
            register_order(
                by=self.officer,
                committee=committee,
                number=self.number,
                year=buddhist_year(signed),
                signed=signed,
                starts=signed,
                expires=signed.replace(year=signed.year + 4),
                signatory=f"นาย{self.area.title}",
                members=members,
                copy=self.paper(committee.area, "สำเนาคำสั่ง", title, signed) if has_copy else None,
            )

    def _signed(self, committee: Committee) -> date:
        """The day of an order: last cold season, or a term ago where the term is over."""
        if committee.area_id in self.shortage.expired and committee.kind != Kind.INTEGRATED:
            return date(2020, 9, 14)
        return date(2023, 11, 6) + timedelta(days=self.random.randrange(0, 80))

    def meetings(self, committee: Committee) -> None:
        days = [date(2024, 2, 7), date(2024, 7, 10)]
        if committee.area_id in self.shortage.one_meeting:
            days = days[:1]
        for day in days:
            self._meet(committee, day + timedelta(days=self.random.randrange(0, 40)))

    def _meet(self, committee: Committee, held: date) -> None:
        minutes = self.paper(
            committee.area, "รายงานการประชุม", f"{committee} {format_short(held)}", held
        )
        seats = list(seats_on(committee, held))
        # A few are excused, never so many that the quorum is lost.
        excused = set(self.random.sample(range(len(seats)), len(seats) // 5))
        presences = {
            seat.pk: Presence.EXCUSED if place in excused else Presence.PRESENT
            for place, seat in enumerate(seats)
        }
        with clock.at(at(held + timedelta(days=2))):
            record_meeting(
                by=self.officer,
                committee=committee,
                held=held,
                place=f"ที่ว่าการ{self.area.title}"
                if committee.kind == Kind.DISTRICT
                else "ศาลาอเนกประสงค์",
                presences=presences,
                today=held + timedelta(days=2),
                minutes=minutes,
                began=time(9, 30),
                ended=time(12, 0),
                subject="ติดตามการขับเคลื่อนแผนพัฒนาตำบล",
            )

    def _mission(self, area: Area) -> None:
        if self.random.random() < 0.15:
            return
        day = date(2023, 12, 1) + timedelta(days=self.random.randrange(60))
        with clock.at(at(day)):
            assign_mission(
                by=self.officer,
                centre=Centre.objects.get(area=area),
                task="เป็นกลไกขับเคลื่อนแผนพัฒนาตำบล",
                authority=f"คำสั่ง{self.area.title} ที่ {self.number + 200}/{buddhist_year(day)}",
                starts=day,
            )

    def _district_plan(self) -> Plan:
        day = date(2023, 11, 15)
        with clock.at(at(day)):
            return adopt_plan(
                by=self.officer,
                area=self.area,
                level=PlanLevel.DISTRICT,
                first_year=2566,
                last_year=2570,
                adopted=day,
            )

    def _plan(self, area: Area) -> None:
        day = date(2023, 12, 15)
        with clock.at(at(day)):
            plan = adopt_plan(
                by=self.officer, area=area, first_year=2566, last_year=2570, adopted=day
            )
            if self.random.random() < 0.25:
                return
            project = add_project(
                by=self.officer,
                plan=plan,
                outline=Outline(
                    title="ธนาคารอาหารชุมชนตำบลเข้มแข็ง",
                    first_year=2567,
                    last_year=2567,
                    money=[(2567, "open", Decimal(self.random.randrange(20, 90) * 1000))],
                    problem="ครัวเรือนเปราะบางขาดอาหารในฤดูแล้ง",
                    tags=[STRONG],
                ),
            )
            tell_origin(
                by=self.officer,
                project=project,
                kind=OriginKind.FORUM,
                dated=date(2023, 11, 25),
                today=day,
                place=f"ศาลาประชาคม{area.title}",
            )
            proposal = propose(
                by=self.officer, project=project, plan=self.plan, proposed=day, today=day
            )
        self._answer(proposal, day + timedelta(days=50))

    def _answer(self, proposal: Proposal, day: date) -> None:
        if self.random.random() < 0.3:
            return
        adopted = self.random.random() < 0.7
        with clock.at(at(day)):
            reply(
                by=self.officer,
                proposal=proposal,
                kind=Decision.ADOPTED if adopted else Decision.DEFERRED,
                dated=day,
                at=at(day),
                reason="" if adopted else "งบประมาณปีนี้ไม่พอ จะพิจารณาในปี 2568",
                until_year=None if adopted else 2568,
            )

    def _assessment(self, area: Area) -> None:
        if area.code in self.shortage.not_assessed:
            return
        day = date(2024, 10, 8) + timedelta(days=self.random.randrange(12))
        centre = Centre.objects.select_related("area").get(area=area)
        marks = {
            one.pk: Marked(points=self.random.choice((1, 1, 2, 2, 2, 0)), note="")
            for one in self.indicators
        }
        with clock.at(at(day)):
            if area.code in self.shortage.half_assessed:
                begun = start_assessment(
                    by=self.officer, centre=centre, framework=self.framework, fiscal_year=_YEAR
                )
                marks |= self._as_computed(area, day)
                marks.pop(next(one.pk for one in self.indicators if one.number == "4.4"))
                save_scores(by=self.officer, assessment=begun, answers=marks, at=at(day))
                return
            found = {}
            if area.code == _AS_COMPUTED:
                marks |= self._as_computed(area, day)
                found = computed([area.code], self.framework, _YEAR, day)[area.code]
            file_complete(
                by=self.officer,
                centre=centre,
                framework=self.framework,
                fiscal_year=_YEAR,
                answers=marks,
                at=at(day),
                computed={pk: each.frozen() for pk, each in found.items()},
            )

    def _as_computed(self, area: Area, day: date) -> dict[int, Marked]:
        """The answers of someone who took what the system computed that day."""
        found = computed([area.code], self.framework, _YEAR, day)[area.code]
        return {
            pk: Marked(points=each.points, suggested=each.points, basis=each.note[:200])
            for pk, each in found.items()
            if each.points is not None
        }

    def paper(self, area: Area, kind: str, title: str, day: date) -> Evidence:
        moment = at(day + timedelta(days=2))
        with clock.at(moment):
            return keep(
                by=self.officer,
                area=area,
                upload=self.papers.paper(kind, title),
                dated=day,
                at=moment,
            )


def _without_phone(one: Member) -> Member:
    return Member(one.title, one.given_name, one.family_name, one.seat, one.represents, "")
