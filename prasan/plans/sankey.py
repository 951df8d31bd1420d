"""A flow drawn as ribbons from levels to states, as numbers a template writes into SVG.

Never without a table beside it: the picture tells shares, the table the numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prasan.plans.rules.flow import Stream

WIDTH, BAR = 400, 12
# One point of height holds so many of the whole, so that the picture is as tall as a phone is wide.
_TALL, _GAP = 260, 26
# A thinner ribbon or bar could not be seen.
_THINNEST = 2.0
_HALF = (WIDTH - 2 * BAR) / 2


@dataclass(frozen=True)
class Bar:
    """A level or a state: its name for `css` and `label`, and where it stands."""

    key: str
    label: str
    value: str
    x: int
    y: str
    height: str
    label_x: int
    label_y: str
    anchor: str


@dataclass(frozen=True)
class Ribbon:
    """What goes from a level to a state: the outline, and its words for who points at it."""

    state: str
    path: str
    words: str


@dataclass(frozen=True)
class Sankey:
    """Bars on both sides, ribbons between them, and how tall the whole is."""

    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    height: int


Words = Callable[[str], str]
Weight = Callable[[Stream], Decimal]


def sankey(
    streams: Sequence[Stream], *, weight: Weight, level: Words, state: Words, told: Words
) -> Sankey | None:
    """The picture of `streams` in their order; None when nothing flows.

    `weight` gives a ribbon its width, `level` and `state` the names of bars, `told` a weight in
    words. Both sides are as tall as what they hold, so their sums can be compared by eye.
    """
    flowing = [one for one in streams if weight(one) > 0]
    whole = sum((weight(one) for one in flowing), Decimal(0))
    if not whole:
        return None
    tall = {id(one): max(_THINNEST, float(weight(one) / whole) * _TALL) for one in flowing}
    left = _side(flowing, lambda one: one.level, tall)
    right = _side(flowing, lambda one: one.state, tall)
    bars = [
        *_bars(flowing, left, lambda one: one.level, weight, level, told, is_left=True),
        *_bars(flowing, right, lambda one: one.state, weight, state, told, is_left=False),
    ]
    ribbons = []
    starts = {key: top for key, (top, _) in left.items()}
    ends = {key: top for key, (top, _) in right.items()}
    for one in flowing:
        height = tall[id(one)]
        words = f"{level(one.level)} – {state(one.state)} {told(str(weight(one)))}"
        ribbons.append(
            Ribbon(one.state, _ribbon(starts[one.level], ends[one.state], height), words)
        )
        starts[one.level] += height
        ends[one.state] += height
    bottom = max(top + height for side in (left, right) for top, height in side.values())
    return Sankey(tuple(bars), tuple(ribbons), round(bottom + _GAP / 2))


def _side(
    streams: Sequence[Stream], key: Callable[[Stream], str], tall: dict[int, float]
) -> dict[str, tuple[float, float]]:
    """The top and the height of each bar of a side, one below the other with room for its name."""
    heights: dict[str, float] = {}
    for one in streams:
        heights[key(one)] = heights.get(key(one), 0) + tall[id(one)]
    placed, top = {}, float(_GAP)
    for name, height in heights.items():
        placed[name] = (top, height)
        top += height + _GAP
    return placed


def _bars(
    streams: Sequence[Stream],
    side: dict[str, tuple[float, float]],
    key: Callable[[Stream], str],
    weight: Weight,
    named: Words,
    told: Words,
    *,
    is_left: bool,
) -> list[Bar]:
    x, label_x, anchor = (0, 0, "start") if is_left else (WIDTH - BAR, WIDTH, "end")
    return [
        Bar(
            name,
            named(name),
            told(str(sum((weight(one) for one in streams if key(one) == name), Decimal(0)))),
            x,
            f"{top:.1f}",
            f"{height:.1f}",
            label_x,
            f"{top - 7:.1f}",
            anchor,
        )
        for name, (top, height) in side.items()
    ]


def _ribbon(start: float, end: float, height: float) -> str:
    """The outline of a ribbon between both sides, with soft bends."""
    near, far, middle = BAR, WIDTH - BAR, BAR + _HALF
    return (
        f"M{near} {start:.1f}C{middle:.0f} {start:.1f} {middle:.0f} {end:.1f} {far} {end:.1f}"
        f"V{end + height:.1f}C{middle:.0f} {end + height:.1f} {middle:.0f} {start + height:.1f} "
        f"{near} {start + height:.1f}Z"
    )
