"""Two versions of a plan side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from prasan.plans.models import Inclusion, Money, Plan, PlanVersion, Project
from prasan.plans.rules import Terms, difference


@dataclass(frozen=True)
class Changed:
    """A project with its years and money before and after; None where it was not in."""

    project: Project
    before: Terms | None
    after: Terms | None

    @property
    def more(self) -> Decimal:
        """By how much its money grew, in baht."""
        before = self.before.total if self.before else Decimal(0)
        return (self.after.total if self.after else Decimal(0)) - before


@dataclass(frozen=True)
class Compared:
    """What a version changed: projects brought in, left out, and with other years or money."""

    added: Sequence[Changed]
    dropped: Sequence[Changed]
    changed: Sequence[Changed]
    before: Decimal
    after: Decimal

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.dropped or self.changed)

    @property
    def groups(self) -> list[tuple[str, Sequence[Changed]]]:
        return [("เพิ่ม", self.added), ("ตัดออก", self.dropped), ("เปลี่ยนปีหรืองบ", self.changed)]


def compared(plan: Plan, before: PlanVersion, after: PlanVersion) -> Compared:
    """`after` against `before`; five queries."""
    old, new = terms(plan, before), terms(plan, after)
    found = difference(old, new)
    numbers = {*found.added, *found.dropped, *found.changed}
    projects = {one.pk: one for one in Project.objects.filter(pk__in=numbers)}

    def told(pks: Sequence[int]) -> list[Changed]:
        return [Changed(projects[pk], old.get(pk), new.get(pk)) for pk in pks]

    return Compared(
        told(found.added),
        told(found.dropped),
        told(found.changed),
        sum((one.total for one in old.values()), Decimal(0)),
        sum((one.total for one in new.values()), Decimal(0)),
    )


def terms(plan: Plan, version: PlanVersion) -> dict[int, Terms]:
    """The years and money of each project in a version, by project; two queries."""
    stand = Inclusion.objects.filter(project__plan=plan).in_version(version.number)
    money: dict[int, dict[tuple[int, str], Decimal]] = defaultdict(dict)
    rows = Money.objects.filter(inclusion__in=stand.order_by().values("pk"))
    for inclusion, year, source, amount in rows.values_list(
        "inclusion", "year", "source", "amount"
    ):
        money[inclusion][year, source] = amount
    return {
        one.project_id: Terms(one.first_year, one.last_year, money[one.pk])
        for one in stand.order_by("first_year", "project")
    }
