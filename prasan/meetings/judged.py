"""A meeting together with its verdict, as pages show it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.meetings import rules
from prasan.meetings.models import Meeting
from prasan.meetings.rules import Sitting, Terms, Verdict


@dataclass(frozen=True)
class Standing:
    """What a {% state %} shows."""

    css: str
    sign: str
    label: str | Promise


_STANDINGS = {
    Verdict.COUNTED: Standing("met", "met", _("นับแล้ว")),
    Verdict.NO_QUORUM: Standing("part", "part", _("ไม่นับ ไม่ครบองค์ประชุม")),
    Verdict.NO_MINUTES: Standing("part", "part", _("ยังไม่นับ รอรายงานการประชุม")),
}


@dataclass(frozen=True)
class Judged:
    """A meeting, loaded with its roll, under the terms of the day it was held."""

    meeting: Meeting
    terms: Terms

    @property
    def sitting(self) -> Sitting:
        return Sitting(
            held=self.meeting.planned,
            present=self.meeting.present,
            seats=self.meeting.seats,
            quorum_percent=self.terms.quorum_percent,
            has_minutes=self.meeting.minutes_id is not None,
        )

    @property
    def quorum(self) -> int:
        return rules.quorum(self.meeting.seats, self.terms.quorum_percent)

    @property
    def is_quorate(self) -> bool:
        return rules.quorate(self.meeting.present, self.meeting.seats, self.terms.quorum_percent)

    @property
    def counts(self) -> bool:
        return rules.counts(self.sitting)

    @property
    def standing(self) -> Standing:
        return _STANDINGS[rules.verdict(self.sitting)]
