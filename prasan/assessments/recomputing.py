"""The computed values of a whole area anew, against what was frozen and filed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from prasan.areas.models import Area, Level
from prasan.assessments import rules
from prasan.assessments.computing import computed
from prasan.assessments.models import Assessment, Framework, Frozen, Score
from prasan.assessments.models.assessments import IN_HAND, newest_filing
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear


def parts(area: Area, day: date) -> list[str]:
    """The codes worked off one after the other: provinces, districts, or the district itself."""
    if area.level == Level.DISTRICT:
        return [area.pk]
    inner = Area.objects.on(day).filter(parent=area).order_by("code")
    return list(inner.values_list("code", flat=True))


def differing(
    code: str, year: FiscalYear, day: date
) -> Iterator[tuple[int, list[rules.Differing]]]:
    """Of every filed result inside `code`, its id and where today's values differ.

    A number of queries that does not grow with the results.
    """
    filed = (
        Assessment.objects.within([code])
        .in_year(year)
        .at(IN_HAND)
        .annotate(filing=newest_filing())
        .values_list("framework", "pk", "centre__area", "filing")
    )
    by_form: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for form, *one in filed.order_by("centre__area"):
        by_form[form].append((one[0], one[1], one[2]))
    forms = Framework.objects.in_bulk(by_form)
    for pk, mine in by_form.items():
        yield from _of_form(forms[pk], mine, code, year, day)


def _of_form(
    form: Framework,
    filed: Sequence[tuple[int, str, int]],
    code: str,
    year: FiscalYear,
    day: date,
) -> Iterator[tuple[int, list[rules.Differing]]]:
    found = computed([code], form, year, day, also=(area for _, area, _ in filed))
    frozen = _frozen(filing for _, _, filing in filed)
    given = _given([pk for pk, _, _ in filed])
    for pk, area, filing in filed:
        today = {key: one.points for key, one in found.get(area, {}).items()}
        yield pk, list(rules.differing(today, frozen.get(filing, {}), given.get(pk, {})))


def _frozen(filings: Iterable[int]) -> dict[int, dict[int, int | None]]:
    rows = Frozen.objects.filter(step__in=list(filings))
    found: dict[int, dict[int, int | None]] = defaultdict(dict)
    for step, indicator, points in rows.values_list("step", "indicator", "points"):
        found[step][indicator] = points
    return found


def _given(assessments: Sequence[int]) -> dict[int, dict[int, int | None]]:
    rows = Score.objects.of(Tier.SELF).filter(assessment__in=assessments)
    rows = rows.exclude(indicator__fact="")
    found: dict[int, dict[int, int | None]] = defaultdict(dict)
    for assessment, indicator, points in rows.values_list("assessment", "indicator", "points"):
        found[assessment][indicator] = points
    return found
