"""What each line of a list of projects means for its plan: new, changed, as it stands, or broken.

Judged anew at every look, from a fixed number of queries.
"""

from collections.abc import Sequence
from functools import cached_property

from prasan.plans.actions import Outline, Place
from prasan.plans.actions.listed import Entry, Standing, entry_problems, standing_in
from prasan.plans.models import Doer, Plan
from prasan.plans.project_line import Line, changed_here, conflict, kept, money, years
from prasan.plans.project_rows import Cells
from prasan.plans.rules import doer_of
from prasan.plans.rules import lines as read
from prasan.plans.tags import STRONG, tags

_DOERS = {one.value: one.label for one in Doer}


class ProjectList:
    """The lines of a file against the plan."""

    def __init__(
        self, plan: Plan, groups: Sequence[Sequence[Cells]], *, overwrite: bool = False
    ) -> None:
        """With `overwrite` the file counts for projects changed here since it went out."""
        self.plan, self._groups, self._overwrite = plan, groups, overwrite

    @cached_property
    def lines(self) -> list[Line]:
        standing = standing_in(self.plan)
        titles = {one.project.title: pk for pk, one in standing.items()}
        found: list[Line] = []
        rows: dict[str, int] = {}
        known: dict[int, int] = {}
        for group in self._groups:
            line = Line(group)
            found.append(line)
            pk, edition = self._known(line, standing, titles)
            line.standing = standing.get(pk or 0)
            outline = self._outline(line)
            _twice(line, pk, rows, known)
            if outline is None:
                continue
            line.entry = Entry(outline, pk, None if self._overwrite else edition)
            if changed_here(line):
                line.is_conflict = True
                line.problems.append(conflict(line))
                continue
            for problem in entry_problems(line.entry, self.plan, standing, titles):
                name = _COLUMNS.get(problem.field, problem.field)
                line.problems.append(f"{group[0].where(name)}: {problem.text}")
        return found

    @property
    def ready(self) -> list[Entry]:
        """What a press takes in: the new and the changed."""
        taken = (line for line in self.lines if line.is_new or line.is_changed)
        return [line.entry for line in taken if line.entry]

    @cached_property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.is_new]

    @cached_property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if line.is_changed]

    @cached_property
    def broken(self) -> list[Line]:
        return [line for line in self.lines if line.problems]

    @property
    def same(self) -> int:
        return len(self.lines) - len(self.new) - len(self.changed) - len(self.broken)

    @cached_property
    def conflicts(self) -> list[Line]:
        """Projects somebody changed here since the file went out, and the file says otherwise."""
        return [line for line in self.lines if line.is_conflict]

    @cached_property
    def problems(self) -> list[str]:
        return [problem for line in self.broken for problem in line.problems]

    def _known(
        self, line: Line, standing: dict[int, Standing], titles: dict[str, int]
    ) -> tuple[int | None, int | None]:
        """The project a line is: by its hidden mark, else by its name."""
        key = read.key_in(line.cells[0].texts.get("key", ""))
        if key and key[0] in standing:
            return key
        return titles.get(line.title), None

    def _outline(self, line: Line) -> Outline | None:
        """All a line says; None where a cell says nothing that can be judged."""
        first, texts = line.cells[0], line.cells[0].texts
        line.problems += [problem for cells in line.cells for problem in cells.broken]

        def text(name: str) -> str:
            return texts.get(name, "")

        begin, end = years(line)
        default = Doer.VILLAGE if "doer" in texts else doer_of(text("doer_name"))
        doer = line.try_to(
            "doer", first, lambda t: read.choice_in(t, _DOERS, default), text("doer")
        )
        people = line.try_to("beneficiaries", first, read.people_in, text("beneficiaries"))
        amounts = money(line, begin)
        named = self._tags(line)
        if begin is None and not line.problems:
            line.problems.append(f"{first.where('first_year')}: ยังไม่ได้ใส่ปี พิมพ์ปี พ.ศ. เช่น 2568")
        if line.problems or begin is None or doer is None:
            return None
        outline = Outline(
            title=line.title,
            first_year=begin,
            last_year=end or begin,
            money=amounts,
            problem=text("problem"),
            doer=doer,
            doer_name=text("doer_name"),
            beneficiaries=people,
            tags=named,
            places=self._places(line),
        )
        return kept(outline, line)

    def _tags(self, line: Line) -> list[str]:
        first, texts = line.cells[0], line.cells[0].texts
        others = {code: name for code, name in tags().items() if code != STRONG}
        if line.standing and not {"strong", "tags"} & texts.keys():
            return [one.tag for one in line.standing.project.tags.all()]
        is_strong = line.try_to("strong", first, read.tick_in, texts.get("strong", ""))
        named = line.try_to(
            "tags",
            first,
            lambda text: read.codes_in(read.parts_in(text), others),
            texts.get("tags", ""),
        )
        return ([STRONG] if is_strong else []) + (named or [])

    def _places(self, line: Line) -> list[Place]:
        """Those the cell names; of a known project also those the sheet does not show."""
        area = self.plan.area
        named = [Place(area, v) for v in read.parts_in(line.cells[0].texts.get("villages", ""))]
        known = line.standing.project.places.all() if line.standing else []
        if line.standing and "villages" not in line.cells[0].texts:
            return [Place(one.area, one.village) for one in known]
        kept = [one for one in known if one.area_id != area.pk or not one.village]
        return named + [Place(one.area, one.village) for one in kept]


# Where a problem of an action is in the sheet.
_COLUMNS = {"budget": "source", "places": "villages"}


def _twice(line: Line, pk: int | None, rows: dict[str, int], known: dict[int, int]) -> None:
    """A project that stands in the file above already."""
    before = rows.setdefault(line.title, line.row)
    if pk:
        before = min(before, known.setdefault(pk, line.row))
    if line.title and before != line.row:
        where = line.cells[0].where("title")
        line.problems.append(f"{where}: ซ้ำกับแถว {before} รวมเป็นแถวเดียว หรือตั้งชื่อให้ต่างกัน")
