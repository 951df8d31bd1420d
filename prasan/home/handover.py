"""What goes along with a post when its holder moves: computed on the day, stored nowhere.

Passwords are never part of it: whoever takes a post over has an account of their own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.accounts.models import Absence, Assignment, Handover, Office, User
from prasan.accounts.reach import Post, Reach
from prasan.accounts.rights import OFFICERS, Right, Role, rights_of
from prasan.areas.models import Area, Level
from prasan.home.week import owed
from prasan.jobs.models import Job
from prasan.letters.models import Incoming, Letter
from prasan.meetings.models import Meeting
from prasan.orders.models import DraftOrder
from prasan.reminders.models import Message, Task
from prasan.reminders.tasks import undone
from prasan.reminders.wording import places
from prasan.thai.calendar import format_short

# So many lines a part; the rest is counted and stands on the pages themselves.
MOST = 40


@dataclass(frozen=True)
class Line:
    """One thing: what, more about it, and where it is done."""

    what: str
    more: str = ""
    link: str = ""


@dataclass(frozen=True)
class Part:
    """Things of one kind; `total` may be more than the lines shown."""

    title: str
    lines: Sequence[Line]
    total: int

    @property
    def rest(self) -> int:
        return self.total - len(self.lines)


def packet(post: Assignment, today: date) -> list[Part]:
    """All that hangs on `post` and on whoever holds it, in a bounded number of queries."""
    reach, holder = Reach((Post(post.role, post.area_id),)), post.user
    writes = Right.CORRESPOND in rights_of(post.role)
    offices = list(Office.objects.filter(area=post.area)) if writes else []
    return [
        _owed(reach, today),
        _tasks(post, today),
        *(_letters(offices) if offices else ()),
        _meetings(reach, today),
        *_drafts(reach, offices),
        _jobs(holder),
        _reminders(holder),
        _absences(post, today),
    ]


def _part(title: str, lines: Sequence[Line]) -> Part:
    return Part(title, lines[:MOST], len(lines))


def _owed(reach: Reach, today: date) -> Part:
    lines = [
        Line(what, f"{places(names)} · {_('ครบกำหนด')} {format_short(due)}", link)
        for (due, what, link), names in sorted(owed(reach, today).items())
    ]
    return _part(_("สิ่งที่ยังค้างตามหนังสือสั่งการ"), lines)


def _tasks(post: Assignment, today: date) -> Part:
    found = Task.objects.filter(Q(user=post.user) | Q(area=post.area))
    lines = [
        Line(
            str(task),
            f"{task.user} · {_('ภายในวันที่')} {format_short(task.due)} {task.note}".strip(),
            reverse("reminders:take_back", args=[task.pk]),
        )
        for task in undone(found, today)
    ]
    return _part(_("งานที่มอบหมายไว้และยังไม่เสร็จ"), lines)


def _letters(offices: Sequence[Office]) -> Iterable[Part]:
    """Letters that came and were not taken in, and those taken in and passed to nobody."""
    waiting = Letter.objects.awaiting(offices).select_related("office").distinct()
    yield _counted(
        _("หนังสือที่ส่งมาถึงและยังไม่ลงรับ"),
        waiting,
        lambda one: Line(one.subject, str(one.office), reverse("letters:detail", args=[one.pk])),
    )
    received = Incoming.objects.standing().filter(office__in=offices, passings=None)
    yield _counted(
        _("หนังสือรับที่ยังไม่ได้ส่งให้ใครปฏิบัติ"),
        received,
        lambda one: Line(
            one.subject, f"{_('เลขรับ')} {one.label} {_('จาก')} {one.sender}", one.get_absolute_url()
        ),
    )


def _meetings(reach: Reach, today: date) -> Part:
    coming = Meeting.objects.visible_to(reach).to_come().filter(planned__gte=today)
    return _counted(
        _("การประชุมข้างหน้า"),
        coming.select_related("committee__area").order_by("planned", "starts", "pk"),
        lambda one: Line(
            str(one.committee), f"{format_short(one.planned)} {one.place}", one.get_absolute_url()
        ),
    )


def _drafts(reach: Reach, offices: Sequence[Office]) -> Iterable[Part]:
    letters = Letter.objects.drafts().filter(office__in=offices).select_related("drafted_by")
    if offices:
        yield _counted(
            _("ร่างหนังสือที่ยังไม่ออกเลข"),
            letters,
            lambda one: Line(
                one.subject, str(one.drafted_by), reverse("letters:detail", args=[one.pk])
            ),
        )
    orders = DraftOrder.objects.open().filter(reach.q("committee__area"))
    yield _counted(
        _("ร่างคำสั่งที่ยังไม่ลงนาม"),
        orders.select_related("committee__area").order_by("committee__area", "pk"),
        lambda one: Line(
            f"{one.get_purpose_display()} {one.committee}",
            "",
            reverse("orders:draft", args=[one.pk]),
        ),
    )


def _jobs(holder: User) -> Part:
    return _counted(
        _("งานเบื้องหลังที่ยังไม่จบ"),
        Job.objects.open().filter(by=holder),
        lambda one: Line(one.title, f"{one.done}/{one.total}", ""),
    )


def _reminders(holder: User) -> Part:
    return _counted(
        _("การแจ้งเตือนที่ยังไม่กดรับทราบ"),
        Message.objects.for_inbox(holder).unread(),
        lambda one: Line(one.title, format_short(one.made_at.date()), ""),
    )


def _absences(post: Assignment, today: date) -> Part:
    mine = Absence.objects.filter(Q(post__user=post.user) | Q(stand_in=post.user), ends__gt=today)
    lines = [
        Line(
            f"{one.post.user} {_('ไม่อยู่')} {one.span.words}",
            f"{_('ผู้ทำแทน')} {one.stand_in}" if one.stand_in else _("ไม่มีผู้ทำแทน"),
            reverse("accounts:absences"),
        )
        for one in mine.select_related("post__user", "stand_in")
    ]
    return _part(_("ช่วงที่ไม่อยู่และการทำแทน"), lines)


def _counted(title: str, rows: "QuerySet[Any]", line: Callable[[Any], Line]) -> Part:
    """The first rows as lines and how many there are; two queries."""
    lines = [line(one) for one in rows[:MOST]]
    return Part(title, lines, len(lines) if len(lines) < MOST else rows.count())


def unheld(reach: Reach, today: date) -> list[Part]:
    """What has nobody to see to it within one's own areas: nothing is lost between two holders."""
    held = Assignment.objects.on(today).filter(user__is_active=True)
    here = reach.own.q("area")
    return (
        [
            _posts_without(reach, held, today),
            _counted(
                _("วันนี้ไม่อยู่และไม่มีผู้ทำแทน"),
                Absence.objects.on(today)
                .filter(reach.own.q("post__area"), stand_in=None)
                .select_related("post__user", "post__area"),
                lambda one: Line(
                    f"{one.post.get_role_display()} {one.post.area}",
                    f"{one.post.user} {one.span.words}",
                    reverse("accounts:be_away", args=[one.post.user_id]),
                ),
            ),
            _counted(
                _("ส่งมอบแล้ว ผู้รับยังไม่กดรับมอบ"),
                Handover.objects.filter(
                    reach.own.q("post__area"), acknowledged_at=None, day__lte=today
                ).select_related("post__area", "post__user", "to__user"),
                lambda one: Line(
                    f"{one.post.get_role_display()} {one.post.area}",
                    f"{one.post.user} → {one.to.user if one.to else _('ยังไม่มีผู้รับ')}",
                    reverse("home:handover", args=[one.post_id]),
                ),
            ),
            _tasks_without(reach, held, today),
            _counted(
                _("ร่างหนังสือของผู้ที่ไม่มีหน้าที่แล้ว"),
                Letter.objects.drafts()
                .filter(reach.own.q("office__area"))
                .filter(~Exists(held.filter(user=OuterRef("drafted_by"))))
                .select_related("drafted_by"),
                lambda one: Line(
                    one.subject, str(one.drafted_by), reverse("letters:detail", args=[one.pk])
                ),
            ),
        ]
        if here
        else []
    )


def _posts_without(reach: Reach, held: "QuerySet[Assignment]", today: date) -> Part:
    """Provinces and districts without an officer of their own."""
    roles = {Level.PROVINCE: Role.PROVINCE, Level.DISTRICT: Role.DISTRICT}
    areas = Area.objects.on(today).filter(reach.own.q("code"), level__in=roles)
    vacant = areas.filter(
        ~Exists(held.filter(area=OuterRef("pk"), role__in=roles.values()))
    ).order_by("code")
    return _counted(
        _("พื้นที่ที่ไม่มีเจ้าหน้าที่ในวันนี้"),
        vacant,
        lambda one: Line(one.title, _("มอบหน้าที่แก่ผู้ใช้คนหนึ่ง"), reverse("accounts:index")),
    )


def _tasks_without(reach: Reach, held: "QuerySet[Assignment]", today: date) -> Part:
    """Tasks in the hands of people who have no officer's post any more."""
    officers = held.filter(role__in=OFFICERS).values("user")
    lost = Task.objects.filter(reach.own.q("area")).exclude(user__in=officers)
    lines = [
        Line(str(task), str(task.user), reverse("reminders:take_back", args=[task.pk]))
        for task in undone(lost, today)
    ]
    return _part(_("งานที่มอบหมายไว้กับผู้ที่ไม่มีหน้าที่แล้ว"), lines)
