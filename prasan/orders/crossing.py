"""The cross-body rule: when the experts of a ก.บ.ต. are to be reviewed against the คอช.ต. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from prasan.thai.calendar import format_short


@dataclass(frozen=True)
class Expert:
    """An expert of a ก.บ.ต. on a day; `left` is when he ceased to sit on the คอช.ต., if he did.

    `since` is the first day of the seat as an expert.
    """

    name: str
    since: date
    sits: bool
    left: date | None = None


@dataclass(frozen=True)
class Left:
    """A member of the คอช.ต. who is no expert, where everyone is to be."""

    name: str
    since: date


@dataclass(frozen=True)
class Cause:
    """Why the two orders are to be looked at together, and since which day."""

    text: str
    since: date


class Ruler(Protocol):
    """An order that rules."""

    @property
    def pk(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def starts(self) -> date: ...


class Reviewed(Protocol):
    """Somebody has looked at the two orders and found that nothing changes."""

    @property
    def day(self) -> date: ...
    @property
    def tambon_order_id(self) -> int | None: ...
    @property
    def integrated_order_id(self) -> int: ...


def causes(
    experts: Iterable[Expert],
    *,
    tambon: Ruler | None,
    integrated: Ruler,
    left_out: Sequence[Left] = (),
) -> list[Cause]:
    """Why the experts by the order `integrated` are to be reviewed; nothing where all is well.

    A newer order of the คอช.ต. asks for a look even when the same people sit on.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 4: the experts are members of the
    คอช.ต., and the order is reviewed.
    """
    found = []
    if tambon and tambon.starts > integrated.starts:
        text = f"คำสั่ง คอช.ต. ที่ {tambon.label} มีผล {format_short(tambon.starts)} หลังคำสั่ง ก.บ.ต."
        found.append(Cause(text, tambon.starts))
    for one in experts:
        if one.sits:
            continue
        if one.left:
            text = f"{one.name} พ้นจาก คอช.ต. {format_short(one.left)}"
        else:
            text = f"{one.name} ไม่ได้เป็น คอช.ต."
        found.append(Cause(text, max(one.left or one.since, one.since)))
    for missing in left_out:
        found.append(Cause(f"{missing.name} ยังไม่เป็นผู้ทรงคุณวุฒิ", missing.since))
    return found


def standing_causes(
    found: Iterable[Cause],
    review: Reviewed | None,
    *,
    tambon: Ruler | None,
    integrated: Ruler,
) -> list[Cause]:
    """The causes that a review has not settled: of the same two orders, up to its day.

    A new order of either committee, or a change after the review, asks for a look again.
    Source: ours, see decision 0031.
    """
    if review is None or (review.tambon_order_id, review.integrated_order_id) != (
        tambon.pk if tambon else None,
        integrated.pk,
    ):
        return list(found)
    return [cause for cause in found if cause.since > review.day]
