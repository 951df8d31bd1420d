"""For meetings: resolutions carried out by a project of a plan, or by a mission of a centre."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from prasan.areas.progress import address
from prasan.meetings.outcomes import Outcome
from prasan.plans.models import Mission, Origin


class Carried:
    """Resolutions that became a project or a mission."""

    def is_carried_out(self) -> Q:
        """A condition on resolutions: a project or a mission came of them."""
        projects = Origin.objects.standing().exclude(resolution=None).order_by()
        missions = Mission.objects.exclude(resolution=None).order_by()
        return Q(pk__in=projects.values("resolution")) | Q(pk__in=missions.values("resolution"))

    def read(self, numbers: Collection[int]) -> dict[int, Outcome]:
        """What came of each, the earliest first; two queries."""
        found: dict[int, Outcome] = {}
        for number, outcome in sorted([*_projects(numbers), *_missions(numbers)], key=_by_day):
            found.setdefault(number, outcome)
        return found


SOURCE = Carried()


def _projects(numbers: Collection[int]) -> list[tuple[int, Outcome]]:
    rows = Origin.objects.standing().filter(resolution__in=numbers)
    columns = ("resolution", "dated", "project", "project__title")
    return [
        (number, Outcome(dated, f"โครงการ {title}", address("plans:project", project)))
        for number, dated, project, title in rows.order_by("pk").values_list(*columns)
        if number is not None
    ]


def _missions(numbers: Collection[int]) -> list[tuple[int, Outcome]]:
    rows = Mission.objects.filter(resolution__in=numbers)
    columns = ("resolution", "starts", "task", "centre__area")
    return [
        (number, Outcome(starts, f"ภารกิจ {task}", address("plans:missions", code)))
        for number, starts, task, code in rows.order_by("pk").values_list(*columns)
        if number is not None
    ]


def _by_day(pair: tuple[int, Outcome]) -> date:
    return pair[1].done
