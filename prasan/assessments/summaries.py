"""An area's results of a year: how many reached which level, how far apart, and who stands out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from prasan.areas.models import Area, Level
from prasan.assessments import rules
from prasan.assessments.grading import Graded, Grades, Lot, Lots, grades, lots
from prasan.assessments.models import Framework
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Shown:
    """A spread as percent with two decimals."""

    count: int
    least: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    most: Decimal

    @property
    def width(self) -> Decimal:
        """Of the middle half."""
        return self.upper - self.lower

    @classmethod
    def of(cls, spread: rules.Spread) -> "Shown":
        figures = (spread.least, spread.lower, spread.middle, spread.upper, spread.most)
        return cls(spread.count, *(rules.percent(each / 10_000) for each in figures))


@dataclass(frozen=True)
class Line:
    """One part of the area: its results by level, and how they lie."""

    area: Area
    count: int
    levels: tuple[int, ...]
    spread: Shown | None
    names: tuple[str, ...] = ()

    @property
    def named(self) -> list[tuple[str, int]]:
        return list(zip(self.names, self.levels, strict=True))


@dataclass(frozen=True)
class Outlier:
    """A centre whose result lies far from the others of the area."""

    area: Area
    percent: Decimal
    band: rules.Band | None
    is_high: bool


@dataclass(frozen=True)
class Summary:
    """The results of one form in one area."""

    framework: Framework
    bands: tuple[rules.Band, ...]
    lines: tuple[Line, ...]
    whole: Line
    outliers: tuple[Outlier, ...]

    @property
    def levels(self) -> list[tuple[rules.Band, int]]:
        return list(zip(self.bands, self.whole.levels, strict=True))

    @cached_property
    def below(self) -> int:
        """How many reached no level."""
        return self.whole.count - sum(self.whole.levels)


def summaries(area: Area, year: FiscalYear, tier: Tier) -> list[Summary]:
    """The results inside `area`, part by part, for each form that was used."""
    parts = _parts(area)
    digits = len(parts[0].code) if parts else len(area.code)
    found = lots(area.code, year, tier, digits=digits)
    return [_summary(area, parts, each, _outliers(each, year, tier)) for each in found if each.lots]


@dataclass(frozen=True)
class Movement:
    """From which level to which: `counts[row][column]`, rows last year, columns this year.

    The last row and column are centres without a result of that year. `is_comparable` is False
    when the two years stand on different versions.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    is_comparable: bool
    up: int
    down: int
    same: int

    @property
    def rows(self) -> list[tuple[str, list[tuple[int, bool]]]]:
        """Each row with its name; each count with whether it stayed where it was."""
        columns = (*self.after, NONE)
        return [
            (
                name,
                [(many, name == column != NONE) for many, column in zip(row, columns, strict=True)],
            )
            for name, row in zip((*self.before, NONE), self.counts, strict=True)
        ]


def movement(area: Area, year: FiscalYear, tier: Tier) -> Movement | None:
    """How the centres of `area` moved between levels since the year before; None without any."""
    now = grades([area.code], year, tier)
    then = grades([area.code], FiscalYear(year.number - 1), tier)
    if not now:
        return None
    old, new = _levels(then), _levels(now)
    before, after = _names(then), _names(now)
    counted = Counter((old.get(code, NONE), new.get(code, NONE)) for code in {*old, *new})
    is_comparable = {each.framework.pk for each in now} == {each.framework.pk for each in then}
    counts = tuple(
        tuple(counted[row, column] for column in (*after, NONE)) for row in (*before, NONE)
    )
    moves = _moves(counted, after) if is_comparable else (0, 0, 0)
    return Movement(before, after, counts, is_comparable and len(now) == 1, *moves)


NONE = ""
# Within the level none, as the lowest of all.
UNREACHED = "–"


def _levels(found: Iterable[Grades]) -> dict[str, str]:
    return {
        one.code: one.band.name if one.band else UNREACHED for each in found for one in each.graded
    }


def _names(found: Iterable[Grades]) -> tuple[str, ...]:
    """The levels, highest first, and "–" where some reached none."""
    names = list(
        dict.fromkeys(band.name for each in found for band in reversed(each.shape.climbing))
    )
    if any(one.band is None for each in found for one in each.graded):
        names.append(UNREACHED)
    return tuple(names)


def _moves(counted: Mapping[tuple[str, str], int], names: Sequence[str]) -> tuple[int, int, int]:
    """How many went up, down, stayed, of those with a result in both years."""
    height = {name: place for place, name in enumerate(reversed(names))}
    up = down = same = 0
    for (old, new), many in counted.items():
        if NONE in (old, new):
            continue
        step = height.get(new, 0) - height.get(old, 0)
        up, down, same = up + many * (step > 0), down + many * (step < 0), same + many * (step == 0)
    return up, down, same


def _parts(area: Area) -> list[Area]:
    """Provinces of the nation, districts of a province, tambons of a district."""
    return list(area.children.filter(ends=None).order_by("name_sort"))


def _summary(
    area: Area, parts: Sequence[Area], found: Lots, outliers: tuple[Outlier, ...]
) -> Summary:
    bands = tuple(reversed(found.shape.climbing))
    inside: dict[str, list[Lot]] = defaultdict(list)
    for one in found.lots:
        inside[one.part].append(one)
    lines = tuple(_line(part, inside[part.code], bands) for part in parts if inside[part.code])
    return Summary(found.framework, bands, lines, _line(area, found.lots, bands), outliers)


def _line(area: Area, found: Sequence[Lot], bands: Sequence[rules.Band]) -> Line:
    counted: Counter[str] = Counter()
    for one in found:
        if one.band:
            counted[one.band.name] += one.many
    around = _spread(found)
    levels = tuple(counted[band.name] for band in bands)
    names = tuple(band.name for band in bands)
    count = sum(one.many for one in found)
    return Line(area, count, levels, Shown.of(around) if around else None, names)


def _spread(found: Sequence[Lot]) -> rules.Spread | None:
    return rules.spread([value for one in found for value in [one.hundredths] * one.many])


def _outliers(found: Lots, year: FiscalYear, tier: Tier) -> tuple[Outlier, ...]:
    """The furthest first, at most MOST_OUTLIERS of them."""
    around = _spread(found.lots)
    if around is None:
        return ()
    far = [one for one in found.lots if rules.is_outlier(one.hundredths, around)]
    far.sort(key=lambda one: -abs(one.hundredths - around.middle))
    graded = _opened(far[:MOST_OUTLIERS], found, year, tier)[:MOST_OUTLIERS]
    areas = Area.objects.select_related("parent__parent").in_bulk([one.code for one in graded])
    return tuple(
        Outlier(
            areas[one.code],
            rules.percent(Fraction(one.hundredths, 10_000)),
            one.band,
            one.hundredths > around.middle,
        )
        for one in graded
    )


def _opened(far: Sequence[Lot], found: Lots, year: FiscalYear, tier: Tier) -> list[Graded]:
    """Each centre of the lots; of more than two the names must be asked for."""
    crowded = {one.part for one in far if one.many > 2}
    inside: dict[tuple[str, int], list[str]] = defaultdict(list)
    for each in grades(sorted(crowded), year, tier) if crowded else ():
        if each.framework == found.framework:
            for one in each.graded:
                inside[one.code[: len(far[0].part)], one.hundredths].append(one.code)
    return [
        Graded(code, lot.hundredths, lot.band)
        for lot in far
        for code in (
            inside[lot.part, lot.hundredths] if lot.many > 2 else sorted({lot.first, lot.last})
        )
    ]


MOST_OUTLIERS = 20


def area_of(code: str) -> Area | None:
    """The area a summary may be asked for: the nation, a province or a district."""
    levels = (Level.NATION, Level.PROVINCE, Level.DISTRICT)
    found = Area.objects.filter(code=code, level__in=levels)
    return found.select_related("parent").first()
