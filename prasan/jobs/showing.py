"""A job in words: its standing, how far it is, how long it will still take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from prasan.jobs import rules
from prasan.jobs.models import Job
from prasan.jobs.rules import Stage

_LOOKS = {
    Stage.WAITING: ("wait", "wait", "รอคิว"),
    Stage.RUNNING: ("work", "wait", "กำลังทำ"),
    Stage.STOPPING: ("wait", "wait", "กำลังหยุด"),
    Stage.STOPPED: ("part", "part", "หยุดแล้ว"),
    Stage.FAILED: ("late", "late", "ทำไม่สำเร็จ"),
    Stage.FINISHED: ("met", "met", "เสร็จแล้ว"),
}


@dataclass(frozen=True)
class Standing:
    """How a job stands, as a page shows it."""

    css: str
    sign: str
    label: str


@dataclass(frozen=True)
class Shown:
    """One job at one moment."""

    job: Job
    at: datetime

    @property
    def standing(self) -> Standing:
        css, sign, label = _LOOKS[self.job.stage]
        return Standing("wait" if css == "work" else css, sign, label)

    @property
    def may_stop(self) -> bool:
        return self.job.is_open and self.job.stop_asked_at is None

    @property
    def time_left(self) -> str:
        """About how long it will still take; "" while that cannot be told."""
        if self.job.started_at is None or self.job.stage is not Stage.RUNNING:
            return ""
        left = rules.time_left(self.job.done, self.job.total, self.at - self.job.started_at)
        return _about(left) if left is not None else ""

    @property
    def took(self) -> str:
        if not (self.job.started_at and self.job.ended_at):
            return ""
        taken = _exactly(self.job.ended_at - self.job.started_at)
        return _("ใช้เวลา %(time)s") % {"time": taken}

    @property
    def file_is_there(self) -> bool:
        return bool(self.job.result_file)


def _about(left: timedelta) -> str:
    seconds = left.total_seconds()
    if seconds < 5:
        return _("ใกล้เสร็จแล้ว")
    if seconds < 50:
        return _("อีกประมาณ %(count)s วินาที") % {"count": -(-int(seconds) // 10) * 10}
    return _("อีกประมาณ %(count)s นาที") % {"count": max(1, round(seconds / 60))}


def _exactly(taken: timedelta) -> str:
    seconds = max(1, round(taken.total_seconds()))
    if seconds < 90:
        return _("%(count)s วินาที") % {"count": seconds}
    return _("%(count)s นาที") % {"count": round(seconds / 60)}
