"""A list of projects taken into a plan together, in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from prasan.accounts.models import User
from prasan.plans.actions.plans import newest_version
from prasan.plans.actions.projects import Outline, name_taken, outline_problems, wanted
from prasan.plans.models import (
    Inclusion,
    Money,
    Plan,
    PlanVersion,
    Project,
    ProjectPlace,
    ProjectTag,
)
from prasan.plans.rules import Problem
from prasan.plans.saving import Refused, locked, record

_BATCH = 500
_OWN = ("title", "problem", "doer", "doer_name", "beneficiaries")


@dataclass(frozen=True)
class Entry:
    """One line of the list: `known` the project it is, if any; `edition` the one that went out.

    Without an edition the line is the newest word on the project.
    """

    outline: Outline
    known: int | None = None
    edition: int | None = None


@dataclass(frozen=True)
class Standing:
    """A project as it stands: its row, its inclusion in the newest version, what it says."""

    project: Project
    inclusion: Inclusion | None
    said: Mapping[str, object]

    def changes(self, outline: Outline) -> dict[str, list[object]]:
        """Field to [old, new]."""
        new = wanted(outline)
        return {name: [self.said[name], new[name]] for name in new if self.said[name] != new[name]}


@dataclass(frozen=True)
class Taken:
    """How many came new, and how many changed."""

    added: int
    changed: int


def standing_in(plan: Plan) -> dict[int, Standing]:
    """Every project of the plan as it stands now, by its number; five queries."""
    stand = Inclusion.objects.filter(project__plan=plan, until=None).prefetch_related("money")
    inclusions = {one.project_id: one for one in stand}
    projects = Project.objects.filter(plan=plan).prefetch_related("tags", "places")
    return {one.pk: _standing(one, inclusions.get(one.pk)) for one in projects}


def entry_problems(
    entry: Entry, plan: Plan, standing: Mapping[int, Standing], titles: Mapping[str, int]
) -> list[Problem]:
    """What keeps a line from being taken; `titles` are the plan's projects by name. No query."""
    problems = outline_problems(entry.outline, plan)
    holder = titles.get(str(wanted(entry.outline)["title"]))
    if holder is not None and holder != entry.known:
        problems.append(name_taken())
    known = standing.get(entry.known or 0)
    is_old = known and entry.edition not in (None, known.project.edition)
    if known and is_old and known.changes(entry.outline):
        problems.append(Problem("title", "มีผู้แก้โครงการนี้หลังดาวน์โหลดสมุดงาน ดาวน์โหลดใหม่แล้วแก้อีกครั้ง"))
    return problems


@transaction.atomic
def take_list(*, by: User, plan: Plan, entries: Sequence[Entry]) -> Taken:
    """Add and correct the projects of a list in the plan's newest version: all, or none.

    What stands already changes nothing, so a second press does nothing. A line that cannot stand
    raises Refused. Projects the list does not name stay as they are.
    """
    plan = locked(plan)
    version = newest_version(plan)
    standing = standing_in(plan)
    titles = {one.project.title: pk for pk, one in standing.items()}
    entries = [_found(entry, titles) for entry in entries]
    problems = [p for entry in entries for p in entry_problems(entry, plan, standing, titles)]
    if problems:
        raise Refused(problems)
    new = [entry.outline for entry in entries if entry.known is None]
    changed = [
        (standing[entry.known], entry.outline)
        for entry in entries
        if entry.known is not None and standing[entry.known].changes(entry.outline)
    ]
    if not new and not changed:
        return Taken(0, 0)
    _add(plan, version, new)
    _change(version, changed)
    summary = f"รับรายการโครงการใน{plan} {version} เพิ่ม {len(new)} แก้ {len(changed)} โครงการ"
    told = {"added": [one.title for one in new]} | {
        f"project {one.project.pk}": one.changes(outline) for one, outline in changed
    }
    record(by, "plan.list_taken", plan, plan.area_id, summary, told)
    return Taken(len(new), len(changed))


def _found(entry: Entry, titles: Mapping[str, int]) -> Entry:
    """A new line whose name the plan has by now is that project: the other click was first."""
    if entry.known is not None:
        return entry
    return Entry(entry.outline, titles.get(str(wanted(entry.outline)["title"])))


def _standing(project: Project, inclusion: Inclusion | None) -> Standing:
    money = inclusion.money.all() if inclusion else []
    said = {name: getattr(project, name) for name in _OWN} | {
        "first_year": inclusion.first_year if inclusion else None,
        "last_year": inclusion.last_year if inclusion else None,
        "money": sorted((one.year, one.source, one.amount) for one in money),
        "tags": sorted(one.tag for one in project.tags.all()),
        "places": sorted((one.area_id, one.village) for one in project.places.all()),
    }
    return Standing(project, inclusion, said)


def _add(plan: Plan, version: PlanVersion, outlines: Sequence[Outline]) -> None:
    made = Project.objects.bulk_create(
        [Project(plan=plan, **one.fields) for one in outlines], batch_size=_BATCH
    )
    pairs = list(zip(made, outlines, strict=True))
    _include(version, pairs)
    _name(pairs)


def _change(version: PlanVersion, changed: Sequence[tuple[Standing, Outline]]) -> None:
    projects: list[Project] = []
    again: list[tuple[Standing, Outline]] = []
    here: list[tuple[Standing, Outline]] = []
    for one, outline in changed:
        for name, value in outline.fields.items():
            setattr(one.project, name, value)
        one.project.edition += 1
        projects.append(one.project)
        if one.changes(outline).keys().isdisjoint(outline.terms):
            continue
        is_new = one.inclusion is None or one.inclusion.since_id != version.pk
        (again if is_new else here).append((one, outline))
    Project.objects.bulk_update(projects, [*_OWN, "edition"], batch_size=_BATCH)
    _end(version, [one.inclusion for one, _ in again if one.inclusion])
    _include(version, [(one.project, outline) for one, outline in again])
    _put_right([(one.inclusion, outline) for one, outline in here if one.inclusion])
    pks = [one.pk for one in projects]
    ProjectTag.objects.filter(project__in=pks).delete()
    ProjectPlace.objects.filter(project__in=pks).delete()
    _name([(one.project, outline) for one, outline in changed])


def _end(version: PlanVersion, standing: Sequence[Inclusion]) -> None:
    pks = [one.pk for one in standing]
    Inclusion.objects.filter(pk__in=pks).update(until=version)


def _put_right(pairs: Sequence[tuple[Inclusion, Outline]]) -> None:
    for inclusion, outline in pairs:
        inclusion.first_year, inclusion.last_year = outline.first_year, outline.last_year
    inclusions = [one for one, _ in pairs]
    Inclusion.objects.bulk_update(inclusions, ["first_year", "last_year"], batch_size=_BATCH)
    Money.objects.filter(inclusion__in=[one.pk for one in inclusions]).delete()
    _pay(pairs)


def _include(version: PlanVersion, pairs: Sequence[tuple[Project, Outline]]) -> None:
    made = Inclusion.objects.bulk_create(
        [
            Inclusion(
                project=project,
                since=version,
                first_year=outline.first_year,
                last_year=outline.last_year,
            )
            for project, outline in pairs
        ],
        batch_size=_BATCH,
    )
    _pay(zip(made, (outline for _, outline in pairs), strict=True))


def _pay(pairs: Iterable[tuple[Inclusion, Outline]]) -> None:
    Money.objects.bulk_create(
        [
            Money(inclusion=inclusion, year=year, source=source, amount=amount)
            for inclusion, outline in pairs
            for year, source, amount in outline.money
            if amount
        ],
        batch_size=_BATCH,
    )


def _name(pairs: Iterable[tuple[Project, Outline]]) -> None:
    tags: dict[int, list[str]] = defaultdict(list)
    places = []
    for project, outline in pairs:
        new = wanted(outline)
        tags[project.pk] += sorted(set(outline.tags))
        places += [
            ProjectPlace(project=project, area_id=code, village=village)
            for code, village in new["places"]  # type: ignore[attr-defined]
        ]
    ProjectTag.objects.bulk_create(
        [ProjectTag(project_id=pk, tag=tag) for pk, named in tags.items() for tag in named],
        batch_size=_BATCH,
    )
    ProjectPlace.objects.bulk_create(places, batch_size=_BATCH)
