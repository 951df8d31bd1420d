"""What changed in the letter above since it was passed down, and is still to be decided on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prasan.areas.models import Area
from prasan.directives.models import (
    ChangeReview,
    Directive,
    DueChange,
    Excuse,
    Exemption,
    Obligation,
)
from prasan.thai.calendar import format_short


class What(StrEnum):
    """The kinds of change a letter above can undergo."""

    REVOKED = "revoked"
    DUE = "due"
    EXTENDED = "extended"
    EXCUSED = "excused"
    EXCUSED_UNIT = "excused_unit"


@dataclass(frozen=True)
class Change:
    """One change above: its name, in words, and what of it concerns the directive below.

    `duty` is the obligation here; `day` the office's own new day, or the unit's; `area` the unit
    an exception is for.
    """

    key: str
    what: What
    text: str
    reason: str
    duty: Obligation | None = None
    day: date | None = None
    area: Area | None = None
    excuse: str = ""

    @property
    def asks_day(self) -> bool:
        """Whether following it needs a new day for the level below."""
        return self.what in (What.DUE, What.EXTENDED)


def to_review(directives: Iterable[Directive]) -> Mapping[int, list[Change]]:
    """The changes not decided yet of each directive, by its id; five queries at most.

    Directives are expected with their letter, its office, and their parent at hand.
    """
    below = [one for one in directives if one.parent_id and one.revoked_at is None]
    if not below:
        return {}
    decided: dict[int, set[str]] = defaultdict(set)
    reviews = ChangeReview.objects.filter(directive__in=below)
    for pk, change in reviews.values_list("directive", "change"):
        decided[pk].add(change)
    duties: dict[int, list[Obligation]] = defaultdict(list)
    passing = Obligation.objects.filter(item__directive__in=below, passes__isnull=False)
    for duty in passing.select_related("item", "passes"):
        duties[duty.item.directive_id].append(duty)
    above = {duty.passes_id for mine in duties.values() for duty in mine}
    moved: dict[int | None, list[DueChange]] = defaultdict(list)
    for one in DueChange.objects.filter(obligation__in=above).order_by("changed_at", "pk"):
        moved[one.obligation_id].append(one)
    excused: dict[int | None, list[Exemption]] = defaultdict(list)
    granted = Exemption.objects.filter(obligation__in=above).select_related("area")
    for exemption in granted.order_by("granted", "pk"):
        excused[exemption.obligation_id].append(exemption)
    found: dict[int, list[Change]] = {}
    units = _units(below)
    for directive in below:
        changes = [
            *_revoked(directive),
            *(
                change
                for duty in duties[directive.pk]
                for change in (
                    *_moved(directive, duty, moved[duty.passes_id]),
                    *_excused(directive, duty, excused[duty.passes_id], units[directive.pk]),
                )
            ),
        ]
        found[directive.pk] = [one for one in changes if one.key not in decided[directive.pk]]
    return found


def _units(directives: Sequence[Directive]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    through = Directive.objects.filter(pk__in=[one.pk for one in directives])
    for pk, area in through.values_list("pk", "addressees__area"):
        found[pk].add(area)
    return found


def _revoked(directive: Directive) -> Iterator[Change]:
    parent = directive.parent
    if parent and parent.revoked_at is not None:
        yield Change(
            f"revoked:{parent.pk}", What.REVOKED, "หนังสือต้นเรื่องถูกยกเลิก", parent.revoked_because
        )


def _moved(directive: Directive, duty: Obligation, moves: Sequence[DueChange]) -> Iterator[Change]:
    """The newest day of the letter above, when it was set after this one went out."""
    if not moves or moves[-1].changed_at <= (directive.letter.numbered_at or moves[-1].changed_at):
        return
    last = moves[-1]
    days = f"จาก {format_short(last.was)} เป็น {format_short(last.due)}"
    text = f"{duty.label}: กำหนดของสำนักงานเปลี่ยน{days}"
    yield Change(f"due:{last.pk}", What.DUE, text, last.reason, duty, last.due)


def _excused(
    directive: Directive, duty: Obligation, granted: Sequence[Exemption], units: set[str]
) -> Iterator[Change]:
    """The newest exception of each unit the directive speaks of: its office's own, and below."""
    last = {one.area_id: one for one in granted}
    for code, one in last.items():
        label = f"{duty.label}: {one.area.title}ได้รับ{one.get_excuse_display()}"
        until = f"ถึง {format_short(one.until)}" if one.until else ""
        key, is_extended = f"excused:{one.pk}:{duty.pk}", one.excuse == Excuse.EXTENDED
        if code == directive.letter.office.area_id:
            if is_extended and one.until != duty.above:
                text = f"{label}{until}"
                yield Change(key, What.EXTENDED, text, one.reason, duty, one.until)
            elif not is_extended:
                yield Change(key, What.EXCUSED, label, one.reason, duty, excuse=one.excuse)
        elif code in units:
            yield Change(
                key,
                What.EXCUSED_UNIT,
                f"{label}{until}",
                one.reason,
                duty,
                one.until,
                one.area,
                one.excuse,
            )
