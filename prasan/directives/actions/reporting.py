"""Sending reports and judging them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.directives.board import board, ready
from prasan.directives.models import Addressee, Delivery, Directive, Submission, Verdict
from prasan.evidence.models import standing_at
from prasan.thai.calendar import buddhist_year


class NothingReady(Exception):
    """There is nothing new to send."""


class AlreadyJudged(Exception):
    """Someone judged it in the meantime."""


@transaction.atomic
def submit(
    *, by: User, directive: Directive, area: Area, after: int, note: str, at: datetime
) -> Submission:
    """Send the province all of a district's work that is ready, frozen as it is; gives the receipt.

    `after` is the id of the last submission the sender saw (0 for none): a second click finds a
    newer one and gets that. Sent for a reminder, it counts for the first directive of the chain.
    Raises NothingReady when no fact is new.
    """
    root = directive.root or directive
    # The row is the lock: one report of a district at a time.
    Addressee.objects.select_for_update().get(directive=root, area=area)
    newest = Submission.objects.filter(directive=root, area=area).order_by("pk").last()
    if newest is not None and newest.pk != after:
        return newest
    found = list(ready(board(root, codes=[area.code], day=at.date())))
    if not found:
        raise NothingReady
    submission = Submission.objects.create(
        directive=root,
        area=area,
        receipt=_receipt(area, at.date()),
        sent=at.date(),
        sent_at=at,
        sent_by=by,
        note=note,
    )
    files = standing_at((pk for duty, unit, _ in found for pk in unit.facts[duty.pk].proofs), at)
    Delivery.objects.bulk_create(
        Delivery(
            submission=submission,
            # What was passed down counts for the first letter, as a reminder's does.
            obligation_id=duty.renews_id or duty.pk,
            area=unit.area,
            done=unit.facts[duty.pk].done,
            needed=unit.facts[duty.pk].needed,
            note=unit.facts[duty.pk].note,
            link=standing.link,
            # As each file stood when it was sent, not as it was first pointed at.
            proofs="\n".join(files[pk].sha256 for pk in unit.facts[duty.pk].proofs),
        )
        for duty, unit, standing in found
    )
    log.record(
        by=by.username,
        verb="report.sent",
        target=submission,
        area=area.code,
        summary=f"{area} ส่งรายงาน {len(found)} รายการ เลขรับ {submission.receipt}",
        changes={"receipt": submission.receipt, "count": len(found)},
    )
    return submission


def _receipt(area: Area, day: date) -> str:
    """The next receipt of a district in the calendar year, 5205/2567/3; taken under its lock."""
    year = buddhist_year(day)
    prefix = f"{area.code}/{year}/"
    return f"{prefix}{Submission.objects.filter(receipt__startswith=prefix).count() + 1}"


@transaction.atomic
def judge(
    *, by: User, submission: Submission, returned: Mapping[int, str], today: date
) -> Submission:
    """Accept every delivery not judged yet, but return those in `returned` (id to reason).

    Raises AlreadyJudged when none is left to judge; judged ones are never changed.
    """
    waiting = list(
        submission.deliveries.select_for_update(of=("self",)).filter(verdict=None).order_by("pk")
    )
    if not waiting:
        raise AlreadyJudged
    for delivery in waiting:
        reason = returned.get(delivery.pk)
        delivery.verdict = Verdict.RETURNED if reason else Verdict.ACCEPTED
        delivery.reason = reason or ""
        delivery.judged, delivery.judged_by = today, by
    Delivery.objects.bulk_update(waiting, ["verdict", "reason", "judged", "judged_by"])
    back = sum(delivery.verdict == Verdict.RETURNED for delivery in waiting)
    log.record(
        by=by.username,
        verb="report.judged",
        target=submission,
        area=submission.area_id,
        summary=f"ตรวจรายงาน {submission.receipt} รับไว้ {len(waiting) - back} ส่งกลับ {back}",
        changes={"accepted": len(waiting) - back, "returned": list(returned.values())},
    )
    return submission
