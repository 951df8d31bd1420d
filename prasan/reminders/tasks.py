"""What was handed to whom and is not done: asked of the boards, so nobody ticks anything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.accounts.models import Assignment, User
from prasan.accounts.rights import OFFICERS
from prasan.areas.models import Area, within
from prasan.directives.board import board
from prasan.directives.measures import DUTIES
from prasan.directives.models import Directive, Obligation
from prasan.reminders.models import Task, TaskQuerySet

# So many letters are looked through; tasks of older ones are told without their standing.
_LETTERS = 6


@dataclass(frozen=True)
class Open:
    """A thing a unit has not done yet, as it can be handed on."""

    obligation: Obligation
    area: Area

    @property
    def key(self) -> str:
        return f"{self.obligation.pk}-{self.area.code}"

    @property
    def what(self) -> str:
        return DUTIES[self.obligation.measure].owed

    @property
    def label(self) -> str:
        return f"ข้อ {self.obligation.item.number} {self.what} {self.area.title}"


def open_things(directive: Directive, code: str, day: date) -> Iterator[Open]:
    """What the area `code` and those inside have not done under `directive`, in board order."""
    found = board(directive, codes=[code], day=day)
    for _, unit in sorted(found.units.items()):
        for duty in found.obligations:
            standing = unit.standings.get(duty.pk)
            if standing and not standing.state.is_met:
                yield Open(duty, unit.area)


def colleagues(code: str, day: date) -> list[User]:
    """The officers who work in the office of the district `code`, by name; one query."""
    posts = Assignment.objects.on(day).filter(within([code], field="area"), role__in=OFFICERS)
    active = User.objects.filter(is_active=True, pk__in=posts.values("user"))
    return list(active.order_by("full_name", "pk"))


def undone(tasks: TaskQuerySet, day: date) -> list[Task]:
    """Those of the standing `tasks` whose thing is not done, the nearest day first.

    A few queries for each of the newest letters they come from.
    """
    standing = list(tasks.standing().for_list())
    if not standing:
        return []
    met = _met(standing, day)
    return [task for task in standing if (task.obligation_id, task.area_id) not in met]


def _met(tasks: Sequence[Task], day: date) -> set[tuple[int, str]]:
    """What is done of the things handed on, by first obligation and area."""
    roots = {task.obligation.item.directive_id for task in tasks}
    met: set[tuple[int, str]] = set()
    codes = sorted({task.area_id for task in tasks})
    for directive in _newest_of(roots):
        found = board(directive, codes=codes, day=day)
        for code, unit in found.units.items():
            for duty in found.obligations:
                standing = unit.standings.get(duty.pk)
                if standing and standing.state.is_met:
                    met.add((duty.renews_id or duty.pk, code))
    return met


def _newest_of(roots: Iterable[int]) -> list[Directive]:
    """The newest directives that asked for something first and are cited by tasks."""
    asked = Directive.objects.filter(pk__in=roots).select_related("letter__office__area")
    return list(asked.order_by("-letter__dated", "-pk")[:_LETTERS])


def of_office(code: str) -> TaskQuerySet:
    """Tasks of a district's office: its own things and those of its tambons."""
    return Task.objects.filter(within([code], field="area"))


def handed(obligations: Iterable[int]) -> dict[tuple[int, str], User]:
    """Who has in hand which thing, by first obligation and area; one query."""
    mine = Task.objects.standing().filter(obligation__in=set(obligations), user__is_active=True)
    return {(task.obligation_id, task.area_id): task.user for task in mine.select_related("user")}
