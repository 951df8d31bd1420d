"""How a meeting looks on its pages: its steps, and its agenda under the standing headings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.evidence.models import load
from prasan.meetings.judged import Standing
from prasan.meetings.models import AgendaItem, Meeting, Section
from prasan.meetings.room import Room
from prasan.meetings.rules import Stage

STAGES = {
    Stage.DRAFT: Standing("wait", "wait", _("ร่าง")),
    Stage.CONVENED: Standing("wait", "wait", _("เรียกประชุมแล้ว")),
    Stage.OPEN: Standing("part", "part", _("กำลังประชุม")),
    Stage.HELD: Standing("part", "part", _("ประชุมแล้ว รอรายงาน")),
    Stage.MINUTED: Standing("met", "met", _("มีรายงานแล้ว")),
    Stage.ADOPTED: Standing("met", "met", _("รับรองรายงานแล้ว")),
    Stage.CANCELLED: Standing("wait", "none", _("ยกเลิก")),
}


@dataclass(frozen=True)
class Step:
    """One step of a meeting: taken on a day, or still to come."""

    label: str | Promise
    taken: bool
    day: date | None = None


def stage_of(meeting: Meeting) -> Standing:
    return STAGES[meeting.stage]


def steps(meeting: Meeting) -> list[Step]:
    """The way of a meeting, step by step."""
    if meeting.stage is Stage.CANCELLED:
        return [Step(_("ยกเลิก"), True, meeting.cancelled)]
    opened = meeting.opened_at is not None or meeting.held is not None
    return [
        Step(_("เรียกประชุม"), meeting.convened is not None or opened, meeting.convened),
        Step(_("เปิดประชุม"), opened, meeting.planned if opened else None),
        Step(_("ปิดประชุม"), meeting.held is not None),
        Step(_("ออกรายงาน"), meeting.minutes_id is not None),
        Step(_("รับรองรายงาน"), meeting.adopted is not None, meeting.adopted),
    ]


@dataclass(frozen=True)
class Shown:
    """One item under its number, and whether the quorum was there for it."""

    number: str
    item: AgendaItem
    lacked_quorum: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class Heading:
    """One standing heading with its items."""

    section: Section
    items: list[Shown]


class Agenda:
    """The agenda of a meeting, loaded in a handful of queries; or of `items` loaded before."""

    def __init__(
        self,
        meeting: Meeting,
        room: Room | None = None,
        items: Iterable[AgendaItem] | None = None,
    ) -> None:
        self.items = list(_loaded(meeting) if items is None else items)
        lacking = {item.pk for item in room.lacking(self.items)} if room else set()
        self.headings = [self._heading(section, lacking) for section in Section]

    def _heading(self, section: Section, lacking: set[int]) -> Heading:
        here = [item for item in self.items if item.section == section]
        return Heading(
            section,
            [
                Shown(
                    _number(section, place, item, is_alone=len(here) == 1),
                    item,
                    item.pk in lacking,
                    place == len(here),
                )
                for place, item in enumerate(here, start=1)
            ],
        )

    @property
    def shown(self) -> list[Shown]:
        return [one for heading in self.headings for one in heading.items]


def _loaded(meeting: Meeting) -> Iterable[AgendaItem]:
    about = meeting.items.on_agenda().select_related("carried_from__meeting", "adopts")
    items = list(about.prefetch_related("attachments__evidence", "resolutions"))
    load(file.evidence for item in items for file in item.attachments.all())
    return items


def _number(section: Section, place: int, item: AgendaItem, *, is_alone: bool) -> str:
    """5.2, or nothing for an item that says no more than its heading."""
    return "" if is_alone and item.title == section.label else f"{section.value}.{place}"
