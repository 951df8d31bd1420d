"""What the actions of this app share: the locked row, and the words of the audit."""

from collections.abc import Mapping
from typing import Protocol

from prasan.accounts.models import User
from prasan.assessments import workflow
from prasan.assessments.models import Assessment, Score
from prasan.audit import log
from prasan.evidence.models import Evidence


class Backed(Protocol):
    """What was said of the proofs of one indicator."""

    @property
    def files(self) -> tuple[Evidence, ...]: ...

    @property
    def withdrawn(self) -> frozenset[int]: ...


class Closed(Exception):
    """It is not this tier's turn: filed, verified or accepted meanwhile, or not filed yet."""

    def __init__(self, standing: workflow.State) -> None:
        super().__init__(workflow.told(standing))
        self.standing = standing


def locked(assessment: Assessment) -> Assessment:
    """The row as it is now, held until the transaction ends, so that saves go one by one."""
    return (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("centre__area", "framework")
        .get(pk=assessment.pk)
    )


def record(
    by: User,
    verb: str,
    assessment: Assessment,
    summary: str,
    changes: Mapping[str, object] | None = None,
) -> None:
    area = assessment.centre.area_id
    log.record(
        by=by.username, verb=verb, target=assessment, area=area, summary=summary, changes=changes
    )


def change(old: Score | None, new: Score | None, backed: Backed | None) -> list[str]:
    """Old and new answer in words."""
    before, after = words(old), words(new or old)
    for each in backed.files if backed else ():
        after += f" · {each.name}"
    if backed and backed.withdrawn:
        after += f" · เอาหลักฐานออก {len(backed.withdrawn)} ชิ้น"
    return [before, after]


def words(score: Score | None) -> str:
    """An answer in a few words: points and reason."""
    if score is None:
        return "-"
    points = "-" if score.points is None else str(score.points)
    parts = ["ไม่เข้าข่าย" if score.is_not_applicable else points, score.note]
    return " · ".join(part for part in parts if part)
