"""What every page of one centre and year stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.areas.models import Area, Level
from prasan.assessments import workflow
from prasan.assessments.computing import Suggestion, computed
from prasan.assessments.models import Assessment, Framework, Indicator
from prasan.assessments.workflow import Tier
from prasan.audit.kept import Kept
from prasan.centres.models import Centre
from prasan.thai.calendar import FiscalYear

# The year of the regulation under which the centres work: no assessment can be older.
FIRST_YEAR = 2551


@dataclass
class Opened:
    """A centre in sight and a year; maybe not begun yet, maybe without any form in use."""

    centre: Centre
    year: FiscalYear
    framework: Framework | None
    assessment: Assessment | None

    def suggestions(self) -> Mapping[int, Suggestion]:
        """What the system computes for each indicator today, by its id.

        Computed anew as soon as anything has happened in the province or the nation, else as it
        was the last time (decision 0014).
        """
        if self.framework is None:
            return {}
        code, form, today = self.centre.area_id, self.framework, clock.today()
        return _suggested.get(
            code,
            (code, form.pk, self.year, today),
            lambda: computed([code], form, self.year, today, indicators=self.indicators).get(
                code, {}
            ),
        )

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Of the form, in its order; loaded once for all that a page does with them."""
        if self.framework is None:
            return []
        return list(Indicator.objects.of_framework(self.framework.pk))

    @property
    def url(self) -> str:
        return reverse("assessments:sheet", args=[self.centre.area_id, self.year.number])

    @property
    def list_url(self) -> str:
        """The list of the district around, in the same year."""
        query = urlencode({"year": self.year, "area": self.centre.area.parent_id})
        return f"{reverse('assessments:index')}?{query}"

    @property
    def is_filed(self) -> bool:
        """Whether it is out of the centre's hands."""
        return bool(self.assessment) and self.turn != Tier.SELF

    @property
    def state(self) -> workflow.State:
        return self.assessment.state if self.assessment else workflow.State.DRAFT

    @property
    def turn(self) -> Tier | None:
        return workflow.turn(self.state)


class NoCentre(Http404):
    """A tambon in sight whose centre is not in the register yet: `area` is where to begin."""

    def __init__(self, area: Area) -> None:
        super().__init__()
        self.area = area


# What was computed for the centres looked at last.
_suggested: Kept[Mapping[int, Suggestion]] = Kept(256)


def open_sheet(request: Request, code: str, number: int) -> Opened:
    """The centre of the tambon `code` in the fiscal year `number`; 404 out of sight or time.

    Raises NoCentre, a 404 too unless it is caught, while the tambon has none.
    """
    today = clock.today()
    if not FIRST_YEAR <= number <= FiscalYear.of(today).number:
        raise Http404
    mine = Centre.objects.visible_to(request.reach).filter(area__level=Level.TAMBON)
    found = mine.for_list().filter(area=code).first()
    if found is None:
        tambons = Area.objects.filter(request.reach.q("code"), level=Level.TAMBON)
        raise NoCentre(get_object_or_404(tambons.select_related("parent"), code=code))
    year = FiscalYear(number)
    assessment = (
        Assessment.objects.filter(centre=found)
        .in_year(year)
        .with_steps()
        .select_related("framework")
        .first()
    )
    framework = assessment.framework if assessment else Framework.objects.in_use(number, today)
    return Opened(found, year, framework, assessment)


def number(typed: str) -> int | None:
    """A number out of the address or a hidden field; None when it is none."""
    return int(typed) if typed.isdecimal() and len(typed) < 9 else None
