"""The order of a plan's projects, as the committee gave it: places, or points by criterion."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.plans.forms.base import Chosen, FactForm, offer
from prasan.plans.forms.plans import resolution_label, resolutions_of
from prasan.plans.models import PriorityMethod
from prasan.plans.priorities import Order
from prasan.plans.rules import Problem, Scale
from prasan.plans.saving import tidy
from prasan.ui.fields import ThaiDateField, ThaiDecimalField, ThaiIntegerField

# So many rows of criteria at first, so many more when asked for, and no more than so many.
FIRST_ROWS, MORE_ROWS, MOST_ROWS = 5, 3, 20


class PriorityForm(FactForm):
    """What both methods share: the day and the resolution."""

    decided = ThaiDateField(label=_("วันที่ที่ประชุมจัดลำดับ"), help_text=_("เช่น 1 พ.ย. 2567"))
    resolution = Chosen(_("มติที่จัดลำดับ"), empty=_("ไม่อยู่ในรายการ"), hint=_("มติที่บันทึกไว้ในระบบ"))
    citation = forms.CharField(
        label=_("มติตามเอกสาร"),
        max_length=200,
        required=False,
        help_text=_("ถ้ามติไม่อยู่ในรายการ เช่น มติ คอช.ต. ครั้งที่ 1/2568"),
    )
    past = ("decided",)
    method = PriorityMethod.RANKED

    def __init__(self, *args: Any, area: Area, titles: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = titles
        offer(self, "resolution", resolutions_of(area.code), resolution_label)
        self.heading = [bound.name for bound in self]

    @property
    def heading_fields(self) -> list[Any]:
        return [self[name] for name in self.heading]

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.heading} | {"method": self.method}


class RankedForm(PriorityForm):
    """The place of every project."""

    def __init__(self, *args: Any, standing: Order | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {one.project: one.placed.place for one in standing.lines} if standing else {}
        for key, title in self.titles.items():
            unreadable = f"ลำดับของ “{title}” อ่านเป็นตัวเลขไม่ได้ ใส่ 1 ถึง {len(self.titles)}"
            missing = f"“{title}” ยังไม่มีลำดับ ใส่ 1 ถึง {len(self.titles)}"
            self.fields[f"place_{key}"] = ThaiIntegerField(
                label=title,
                initial=known.get(key),
                error_messages={"invalid": unreadable, "required": missing},
            )

    @property
    def rows(self) -> list[Any]:
        return [self[f"place_{key}"] for key in self.titles]

    @property
    def values(self) -> dict[str, Any]:
        places = {key: self.cleaned_data[f"place_{key}"] for key in self.titles}
        return super().values | {"places": places}


class ScoredForm(PriorityForm):
    """The criteria, and the points of every project by each that has a name."""

    method = PriorityMethod.SCORED

    def __init__(self, *args: Any, standing: Order | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scales = standing.scales if standing else []
        self.known = {one.project: one.cells for one in standing.lines} if standing else {}
        asked = str(self._typed("rows") or "")
        rows = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
        if not rows:
            rows = len(self.scales) or FIRST_ROWS
        self.count = min(max(rows, 1), MOST_ROWS)
        for number in range(self.count):
            self._add_criterion(number)
        self.named = [
            number
            for number in range(self.count)
            if tidy(str(self._first(f"name_{number}") or self._first(f"most_{number}") or ""))
        ]
        for key, title in self.titles.items():
            for place, number in enumerate(self.named):
                self._add_points(key, title, place, number)

    @property
    def criteria(self) -> list[tuple[Any, Any]]:
        return [(self[f"name_{number}"], self[f"most_{number}"]) for number in range(self.count)]

    @property
    def projects(self) -> list[tuple[str, list[Any]]]:
        """Each project with its fields of points."""
        return [
            (title, [self[f"points_{key}_{number}"] for number in self.named])
            for key, title in self.titles.items()
        ]

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        scales = [Scale(given[f"name_{one}"], given[f"most_{one}"]) for one in self.named]
        points = {key: [given[f"points_{key}_{one}"] for one in self.named] for key in self.titles}
        return super().values | {"scales": scales, "points": points}

    def _add(self, problems: Iterable[Problem]) -> None:
        """The action counts only the criteria that are there; the form's rows may have gaps."""
        super()._add(self._in_its_row(one) for one in problems)

    def _in_its_row(self, problem: Problem) -> Problem:
        head, _sep, number = problem.field.rpartition("_")
        if head.split("_")[0] not in ("name", "most", "points") or not self.named:
            return problem
        return Problem(f"{head}_{self.named[int(number)]}", problem.text)

    def _typed(self, name: str) -> Any:
        return self.data.get(name) if self.is_bound else self.initial.get(name)

    def _first(self, name: str) -> Any:
        """What stands in a field when the page is shown."""
        return self._typed(name) if self._is_typed else self.fields[name].initial

    @property
    def _is_typed(self) -> bool:
        return self.is_bound or "rows" in self.initial

    def _add_criterion(self, number: int) -> None:
        name, most = self.scales[number] if number < len(self.scales) else ("", None)
        self.fields[f"name_{number}"] = forms.CharField(
            label=_("เกณฑ์ที่ %(number)s") % {"number": number + 1},
            max_length=150,
            required=False,
            initial=name,
        )
        self.fields[f"most_{number}"] = ThaiDecimalField(
            label=_("คะแนนเต็ม"), required=False, initial=most
        )

    def _add_points(self, key: int, title: str, place: int, number: int) -> None:
        criterion = tidy(str(self._first(f"name_{number}") or "")) or f"ที่ {number + 1}"
        most = self._first(f"most_{number}")
        known = self.known.get(key, [])
        unreadable = f"คะแนนของ “{title}” เกณฑ์ “{criterion}” อ่านเป็นตัวเลขไม่ได้ เช่น 8 หรือ 7.5"
        missing = f"“{title}” ยังไม่มีคะแนนเกณฑ์ “{criterion}” ใส่ 0 ถึง {most or 'คะแนนเต็ม'}"
        self.fields[f"points_{key}_{number}"] = ThaiDecimalField(
            label=f"{criterion} ({_('เต็ม')} {most})" if most else criterion,
            initial=known[place] if place < len(known) else None,
            error_messages={"invalid": unreadable, "required": missing},
        )
