"""The flow of any area, kept while nothing happens; the nation's is put together from provinces."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prasan.areas.models import Area, Level
from prasan.areas.rules import NATION, PROVINCE_DIGITS
from prasan.audit.kept import Kept, Parts
from prasan.plans.flows import Asked, Flow, flow
from prasan.plans.rules.flow import Stream, added
from prasan.plans.tags import STRONG
from prasan.thai.calendar import FiscalYear

# A flow as plain values, which other processes read: streams, granted inside, granted beyond.
Plain = tuple[tuple[tuple[str, str, int, Decimal], ...], Decimal, dict[int, Decimal]]

# A flow rests on plans, their projects and what was answered; all of them belong to this app.
APPS = ("plans",)
_provinces: Parts[Plain] = Parts("flow-1", apps=APPS)
# Of smaller areas; together so many streams and sums.
_smaller: Kept[Flow] = Kept(20_000, lambda found: len(found.streams) + len(found.beyond) + 1)


@dataclass(frozen=True)
class RolledUp:
    """A flow, and how many of its provinces are counted in; all of them, unless time ran out."""

    streams: tuple[Stream, ...]
    granted: Decimal
    counted: int
    of: int

    @property
    def is_whole(self) -> bool:
        return self.counted == self.of


def rolled_up(asked: Asked, *, seconds: float | None = None) -> RolledUp:
    """The flow of an area, counted anew only where something has happened. To be read only.

    Of the nation only the provinces are counted in which a plan, a project or an answer changed;
    three queries, and at most five for each of those. After `seconds` it stops, and when asked
    again goes on from there. Source: ours, see decision 0014.
    """
    if len(asked.code) > PROVINCE_DIGITS:
        small = _smaller.get(asked.code, asked, lambda: flow(asked))
        return RolledUp(small.streams, small.granted, 1, 1)
    codes = [asked.code]
    if asked.code == NATION:
        codes = list(Area.objects.filter(level=Level.PROVINCE).values_list("pk", flat=True))
    found = _provinces.get(
        codes,
        asked.year.number,
        asked.tag,
        day=asked.day,
        compute=lambda code: _plain(flow(Asked(code, asked.year, asked.day, asked.tag))),
        seconds=seconds,
    )
    whole = _whole(list(found.parts.values()))
    return RolledUp(whole.streams, whole.granted, len(found.parts), len(codes))


def fill(day: date) -> None:
    """Count what changed since the last time, so that the first who looks does not wait."""
    for tag in ("", STRONG):
        rolled_up(Asked(NATION, FiscalYear.of(day), day, tag))


def _plain(found: Flow) -> Plain:
    streams = tuple((one.level, one.state, one.count, one.asked) for one in found.streams)
    return streams, found.inside, dict(found.beyond)


def _whole(parts: list[Plain]) -> Flow:
    """Parts put together; what several provinces stand in counts once."""
    beyond = {pk: baht for _, _, some in parts for pk, baht in some.items()}
    streams = added((Stream(*row) for row in rows) for rows, _, _ in parts)
    return Flow(tuple(streams), sum((inside for _, inside, _ in parts), Decimal(0)), beyond)
