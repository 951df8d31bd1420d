"""The event every change of a meeting leaves."""

from collections.abc import Mapping

from prasan.accounts.models import User
from prasan.audit import log
from prasan.meetings.models import Meeting


def tell(
    by: User, meeting: Meeting, verb: str, summary: str, changes: Mapping[str, object] | None = None
) -> None:
    log.record(
        by=by.username,
        verb=verb,
        target=meeting,
        area=meeting.committee.area_id,
        summary=summary,
        changes=changes,
    )
