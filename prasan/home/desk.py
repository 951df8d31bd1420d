"""What waits for one person today: gathered for the front page, in a bounded number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS, TAMBON_DIGITS
from prasan.assessments.batches import Pending, pending
from prasan.audit.models import Event
from prasan.directives.board import Board, Row, board, ready
from prasan.directives.models import Directive, Obligation, Reminder, Submission
from prasan.directives.presenting import DutyLine, duty_lines, whole
from prasan.directives.reminding import owed
from prasan.directives.standings import Shown
from prasan.directives.wording import Owed
from prasan.jobs.models import Job
from prasan.jobs.showing import Shown as ShownJob
from prasan.letters.listing import offices_of
from prasan.letters.models import Letter
from prasan.orders.models import Order
from prasan.reminders.models import Message
from prasan.thai.calendar import MONTHS_SHORT, FiscalYear, buddhist_year

# Boards cost a few queries each, so the front page shows the newest; the rest are a click away.
BOARDS = 2
# An officer checks for an area or two; more than this many years back is found in the list.
CHECKS = 6
LETTERS = 5
AHEAD = timedelta(days=330)
# How long what a job made stays on the front page.
NEWS = timedelta(days=1)
_COMES_ALONG = (
    *("reminder.swept", "reminder.sent", "reminder.delayed", "reminder.acknowledged"),
    *("evidence.kept", "people.entered", "person.entered", "person.contact_seen"),
    *("job.asked", "job.stop_asked", "job.ended"),
)


@dataclass(frozen=True)
class Summary:
    """One directive as the front page shows it."""

    directive: Directive
    board: Board
    due: date | None
    late: list[tuple[Row, Shown, Owed]]
    units: int
    is_of_districts: bool

    @property
    def owed(self) -> int:
        return sum(row.owed for row, _, _ in self.late)

    @property
    def days(self) -> int:
        """Days past the day things were to be sent; 0 while it is ahead."""
        return max(0, (self.board.day - self.due).days) if self.due else 0


@dataclass(frozen=True)
class Coming:
    """A day ahead, and what it brings."""

    day: date
    what: str
    more: str = ""

    @property
    def month(self) -> str:
        """Month and short Buddhist year: พ.ย. 67."""
        return f"{MONTHS_SHORT[self.day.month - 1]} {buddhist_year(self.day) % 100:02}"


def summaries(reach: Reach, today: date) -> list[Summary]:
    """The newest directives in sight, with who falls short in each."""
    newest = Directive.objects.at_hand(reach).select_related("letter__office__area", "root")
    return [_summary(directive, reach, today) for directive in newest[:BOARDS]]


def _summary(directive: Directive, reach: Reach, today: date) -> Summary:
    found = board(directive, codes=reach.codes, day=today)
    tambons_only = all(len(code) == TAMBON_DIGITS for code in reach.codes)
    rows = found.tambons() if tambons_only else found.districts()
    late = [(row, whole(row), owed(row, found.obligations)) for row in rows if row.is_late]
    late.sort(key=lambda pair: -pair[0].owed)
    due = max((duty.due for duty in found.obligations if duty.due), default=None)
    return Summary(directive, found, due, late, len(rows), not tambons_only)


def own_duties(summary: Summary, reach: Reach) -> list[tuple[Area, list[DutyLine]]]:
    """What each unit one records for still owes: the unit and its open duties."""
    codes = reach.holding(Right.RECORD)
    mine = [
        unit.area
        for code, unit in sorted(summary.board.units.items())
        if any(code.startswith(own) for own in codes)
    ]
    open_duties = [
        (area, [line for line in duty_lines(summary.board, area.code) if line.standing.is_late])
        for area in mine
    ]
    return [(area, duties) for area, duties in open_duties if duties]


def ready_to_send(summary: Summary, reach: Reach) -> list[tuple[str, int]]:
    """Districts one may send for that the directive is addressed to, with how many things lie
    ready; one query."""
    mine = [code for code in reach.holding(Right.SUBMIT) if len(code) == DISTRICT_DIGITS]
    addressed = summary.directive.addressees.filter(area__in=mine).values_list("area", flat=True)
    found = list(ready(summary.board)) if mine else []
    return [
        (code, sum(unit.area.code.startswith(code) for _, unit, _ in found))
        for code in (addressed if mine else ())
    ]


def to_send(found: list[Summary], reach: Reach) -> tuple[Summary | None, list[tuple[str, int]]]:
    """The directive one's district reports on now, and what is ready for it: the newest one is
    addressed to, for what one's own office passed down is not sent to anybody."""
    for summary in found:
        if counts := ready_to_send(summary, reach):
            return summary, counts
    return None, []


def to_judge(reach: Reach) -> list[Submission]:
    """Reports that wait for the province's verdict."""
    if not reach.may_somewhere(Right.DECIDE):
        return []
    return list(Submission.objects.visible_to(reach).waiting()[:10])


def to_receive(reach: Reach) -> list[Letter]:
    """Letters other offices sent to one's own, which wait for their receive number."""
    waiting = Letter.objects.awaiting(offices_of(reach)).select_related("office")
    return list(waiting.distinct()[:LETTERS])


def to_check(reach: Reach) -> list[Pending]:
    """Results of assessments that wait for one's check, by area and year."""
    return pending(reach)[:CHECKS]


def drafts(reach: Reach) -> list[Reminder]:
    """Reminders begun and not yet issued."""
    if not reach.may_somewhere(Right.DIRECT):
        return []
    mine = Reminder.objects.visible_to(reach).filter(letter__number=None)
    return list(mine.select_related("letter__drafted_by").order_by("-pk")[:5])


def jobs(reach: Reach, user: User, at: datetime) -> list[ShownJob]:
    """One's own jobs that go on, and those that ended within the last day."""
    mine = Job.objects.visible_to(reach, user)
    fresh = mine.filter(Q(ended_at=None) | Q(ended_at__gt=at - NEWS))
    return [ShownJob(job, at) for job in fresh[:5]]


def unread(user: User) -> int:
    """How many reminders one has not acknowledged."""
    return Message.objects.for_inbox(user).unread().count()


def coming(reach: Reach, today: date) -> list[Coming]:
    """The next days that matter: due days, terms that end, the end of the fiscal year."""
    seen = Directive.objects.at_hand(reach)
    dues = Obligation.objects.filter(item__directive__in=seen, due__gte=today)
    days = [
        Coming(day, _("กำหนดส่ง %(title)s") % {"title": title})
        for day, title in dues.order_by("due")
        .values_list("due", "item__directive__title")
        .distinct()[:5]
        if day
    ]
    ends = (
        Order.objects.visible_to(reach)
        .begun_on(today)
        .filter(expires__gt=today, expires__lte=today + AHEAD, appointments__ends=None)
    )
    by_day: dict[date, set[str]] = {}
    names = ends.order_by("expires").values_list("expires", "committee__area__name")
    for day, name in names.distinct()[:50]:
        assert day is not None  # chosen by their day
        by_day.setdefault(day, set()).add(name)
    days += [
        Coming(day, f"ครบวาระ {len(names)} คณะ", " ".join(sorted(names)))
        for day, names in list(by_day.items())[:3]
    ]
    year = FiscalYear.of(today)
    days.append(Coming(year.last, "สิ้นปีงบประมาณ", f"ประชุมให้ครบ 2 ครั้งในปี {year}"))
    return sorted(days, key=lambda one: one.day)[:6]


def changes(reach: Reach, user: User) -> list[Event]:
    """What happened lately in one's areas, newest first; not one's own doing, and no file or
    name that only came along with something else."""
    others = Event.objects.filter(reach.q("area")).exclude(by=user.username)
    told = others.exclude(verb__in=_COMES_ALONG)
    return list(told.order_by("-at", "-pk")[:8])
