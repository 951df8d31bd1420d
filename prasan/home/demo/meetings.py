"""Meetings on their way: one called, one minuted, one that lost its quorum half-way."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile

from prasan import clock
from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.committees.models import Committee, Kind
from prasan.evidence.actions import keep
from prasan.home.demo.hours import BANGKOK
from prasan.letters import typesetting
from prasan.meetings import actions
from prasan.meetings.models import AgendaItem, Meeting, Outcome, Section
from prasan.meetings.papers import minutes_paper
from prasan.orders.models import Appointment

DISTRICT, _WAITING, _LOST = "5205", "520504", "520503"
_SUBJECT = "ติดตามการขับเคลื่อนแผนพัฒนาตำบล"


def build(officer: User, area: Area) -> None:
    """All three, in the district whose office has its letterhead."""
    _call(officer, area)
    _hold(officer, Committee.objects.get(kind=Kind.TAMBON, area=_WAITING))
    _lose(officer, Committee.objects.get(kind=Kind.TAMBON, area=_LOST))


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BANGKOK)


def _convened(
    officer: User, committee: Committee, planned: date, place: str, at: datetime
) -> Meeting:
    with clock.at(at):
        meeting = actions.draft_meeting(
            by=officer, committee=committee, planned=planned, starts=time(9, 30),
            ends=time(12, 0), place=place, subject=_SUBJECT, at=at,
        )  # fmt: skip
        actions.add_item(
            by=officer, meeting=meeting, section=Section.DECISION,
            title="กำหนดกิจกรรมของศูนย์ฯ ในไตรมาสถัดไป",
        )  # fmt: skip
        return actions.convene(by=officer, meeting=meeting, at=at)


def _call(officer: User, area: Area) -> None:
    """The district's next meeting, with its numbered notice."""
    at = _moment(date(2024, 11, 4), 10)
    committee = Committee.objects.get(kind=Kind.DISTRICT, area=area)
    place = f"ห้องประชุมที่ว่าการ{area.title}"
    meeting = _convened(officer, committee, date(2024, 11, 21), place, at)
    office = Office.objects.get(area=area)
    with clock.at(at):
        actions.issue_notice(
            by=officer, meeting=meeting, office=office, dated=at.date(), at=at,
            signatory=office.signatories.on(at.date()).get(),
        )  # fmt: skip


def _opened(officer: User, committee: Committee, day: date) -> tuple[Meeting, list[Appointment]]:
    """A meeting of the morning of `day`, opened with all but one in the room."""
    called = _moment(day - timedelta(days=12), 10)
    meeting = _convened(officer, committee, day, "ศาลาอเนกประสงค์", called)
    seats = list(actions.seats_on(committee, day))[:-1]
    with clock.at(_moment(day, 9, 20)):
        for seat in seats:
            actions.arrive(by=officer, meeting=meeting, seat=seat, at=_moment(day, 9, 20))
    with clock.at(_moment(day, 9, 35)):
        meeting = actions.open_meeting(by=officer, meeting=meeting, at=_moment(day, 9, 35))
    return meeting, seats


def _hold(officer: User, committee: Committee) -> None:
    """Held and minuted, with something to be done; the next meeting will adopt the minutes."""
    day = date(2024, 10, 22)
    meeting, seats = _opened(officer, committee, day)
    with clock.at(_moment(day, 11, 40)):
        for item in meeting.items.on_agenda():
            actions.take_item(by=officer, item=item, at=_moment(day, 10))
            _minute(officer, item, seats)
        actions.close_meeting(by=officer, meeting=meeting, at=_moment(day, 11, 40))
        actions.name_writers(
            by=officer, meeting=meeting, writer=f"{seats[1].person}", writer_post="เลขานุการ",
            checker=f"{seats[0].person}", checker_post="ประธาน",
        )  # fmt: skip
    at = _moment(date(2024, 10, 24), 14)
    with clock.at(at):
        meeting = Meeting.objects.select_related("committee__area__parent__parent").get(
            pk=meeting.pk
        )
        content = typesetting.pdf(minutes_paper(meeting))
        upload = ContentFile(content, name=f"รายงานการประชุม {meeting}.pdf".replace("/", "-"))
        paper = keep(by=officer, area=committee.area, upload=upload, dated=day, at=at)
        actions.file_minutes(by=officer, meeting=meeting, minutes=paper)


def _minute(officer: User, item: AgendaItem, seats: Sequence[Appointment]) -> None:
    is_decided = item.section == Section.DECISION
    words = "ที่ประชุมเห็นชอบจัดกิจกรรมกลุ่มออมทรัพย์หมู่บ้านละหนึ่งครั้ง" if is_decided else "ที่ประชุมรับทราบ"
    actions.save_item(
        by=officer, item=item, edition=item.edition, text=f"{seats[0].person} นำเสนอต่อที่ประชุม",
        resolution=words, outcome=Outcome.AGREED if is_decided else Outcome.NOTED,
        at=_moment(date(2024, 10, 22), 11),
    )  # fmt: skip
    if is_decided:
        actions.tell_resolution(
            by=officer, item=item, text="จัดทำแผนกิจกรรมกลุ่มออมทรัพย์ทุกหมู่บ้าน",
            responsible=f"{seats[2].person}", seat=seats[2], due=date(2024, 11, 29),
        )  # fmt: skip


def _lose(officer: User, committee: Committee) -> None:
    """Half-way most went to a funeral, and it was put off."""
    day = date(2024, 10, 30)
    meeting, seats = _opened(officer, committee, day)
    with clock.at(_moment(day, 10, 40)):
        for seat in seats[4:]:
            actions.leave(by=officer, meeting=meeting, seat=seat, at=_moment(day, 10, 30))
        actions.adjourn(
            by=officer, meeting=meeting, at=_moment(day, 10, 40),
            because="กรรมการส่วนใหญ่ไปร่วมงานศพในหมู่บ้าน ไม่ครบองค์ประชุม",
        )  # fmt: skip
