"""One's week: what falls due, which meetings come, what is overdue; in a bounded number of queries.

Directives are looked at through their boards, which are kept while nothing happens.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.rules import TAMBON_DIGITS
from prasan.directives.measures import DUTIES
from prasan.holidays.models import holidays_of
from prasan.holidays.rules import is_working_day, working_days
from prasan.meetings.models import Meeting
from prasan.orders.models import Order
from prasan.reminders.models import Task
from prasan.reminders.owing import Debt, debts, live
from prasan.reminders.tasks import undone
from prasan.reminders.wording import places
from prasan.thai.calendar import weekday

_DAYS = 7
# Directives beyond these are old; their boards are a click away.
_DIRECTIVES = 4
MEETINGS = 30


@dataclass(frozen=True)
class Entry:
    """One thing of a day: what, where, and the page on which it is done."""

    what: str
    where: str
    link: str


@dataclass
class Day:
    """A day of the week: whether offices work, why not, and what it brings."""

    day: date
    is_working: bool
    holiday: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def name(self) -> str:
        return weekday(self.day)


@dataclass(frozen=True)
class Late:
    """Things of one kind past their day: what, where, how many days and working days."""

    what: str
    where: str
    due: date
    days: int
    working: int
    link: str


@dataclass(frozen=True)
class HandedOn:
    """A task in one's hands that is not done: `for_whom` where one stands in for its owner."""

    task: Task
    what: str
    link: str
    for_whom: str = ""
    days: int = 0


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, and what lies behind them."""

    days: Sequence[Day]
    late: Sequence[Late]
    tasks: Sequence["HandedOn"] = ()

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day

    @property
    def working(self) -> int:
        """On how many of its days offices work."""
        return sum(day.is_working for day in self.days)

    @property
    def is_empty(self) -> bool:
        return not self.late and not self.tasks and not any(day.entries for day in self.days)


def monday(day: date) -> date:
    """The first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def week(reach: Reach, user: User, *, first: date, today: date) -> Week:
    """The seven days from `first`, as known on `today`; late things only in the week of today."""
    last = first + timedelta(days=_DAYS - 1)
    closed = holidays_of(reach.codes, first, last)
    days = [
        Day(day, is_working_day(day, closed), closed[day].name if day in closed else "")
        for day in (first + timedelta(days=number) for number in range(_DAYS))
    ]
    by_day = {one.day: one for one in days}
    due_things = owed(reach, today)
    for (due, what, link), names in due_things.items():
        if due in by_day and due >= today:
            by_day[due].entries.append(Entry(what, places(names), link))
    for meeting in _meetings(reach, first, last):
        hour = f"{meeting.starts:%H.%M} น. " if meeting.starts else ""
        link = meeting.get_absolute_url()
        by_day[meeting.planned].entries.append(
            Entry(f"ประชุม {meeting.committee}", f"{hour}{meeting.place}", link)
        )
    for expires, names in _terms(reach, first, last).items():
        by_day[expires].entries.append(Entry("ครบวาระ", places(names), reverse("orders:index")))
    is_now = first <= today <= last
    since = date.min if is_now else first
    tasks = [one for one in _tasks(reach, user, today) if since <= one.task.due <= last]
    return Week(days, _late(reach, due_things, today) if is_now else [], tasks)


Owed = Mapping[tuple[date, str, str], list[str]]


def owed(reach: Reach, today: date) -> Owed:
    """The places that owe each thing, by its due day, its name and the page of its board."""
    found: dict[tuple[date, str, str], list[str]] = defaultdict(list)
    seen = live(today, reach=reach)[-_DIRECTIVES:]
    for directive in seen:
        link = reverse("directives:board", args=[directive.pk])
        for debt in debts(directive, today, codes=reach.codes, among=seen):
            found[debt.due, _name(debt), link].append(debt.area.title)
    return found


def _name(debt: Debt) -> str:
    return DUTIES[debt.obligation.measure].owed


def _meetings(reach: Reach, first: date, last: date) -> Iterable[Meeting]:
    coming = Meeting.objects.visible_to(reach).to_come().exclude(convened=None)
    between = coming.filter(planned__gte=first, planned__lte=last)
    return between.select_related("committee__area").order_by("planned", "starts")[:MEETINGS]


def _terms(reach: Reach, first: date, last: date) -> Mapping[date, list[str]]:
    """The committees whose term ends on a day of the week and that were not renewed."""
    ends: dict[date, list[str]] = defaultdict(list)
    orders = Order.objects.visible_to(reach).filter(
        expires__gte=first, expires__lte=last, appointments__ends=None
    )
    for order in orders.select_related("committee__area").distinct():
        if order.expires:
            ends[order.expires].append(str(order.committee))
    return ends


def _tasks(reach: Reach, user: User, today: date) -> list[HandedOn]:
    """What was handed to oneself, and to those one stands in for, and is not done."""
    for_others = {post.holder: post.holder_name for post in reach.lent}
    mine = Task.objects.filter(Q(user=user) | Q(user__username__in=for_others))
    return [
        HandedOn(
            task,
            DUTIES[task.obligation.measure].owed,
            _place_of(task),
            for_others.get(task.user.username, ""),
            max(0, (today - task.due).days),
        )
        for task in undone(mine, today)
    ]


def _place_of(task: Task) -> str:
    """The page on which a task is seen to."""
    if len(task.area_id) == TAMBON_DIGITS:
        return reverse("home:tambon", args=[task.area_id])
    return reverse("directives:board", args=[task.obligation.item.directive_id])


def _late(reach: Reach, owed: Owed, today: date) -> list[Late]:
    """What is past its day, the longest first."""
    past = [key for key in owed if key[0] < today]
    if not past:
        return []
    closed = holidays_of(reach.codes, min(due for due, _, _ in past), today)
    found = [
        Late(
            what,
            places(owed[due, what, link]),
            due,
            (today - due).days,
            working_days(due + timedelta(days=1), today, closed),
            link,
        )
        for due, what, link in past
    ]
    return sorted(found, key=lambda one: one.due)
