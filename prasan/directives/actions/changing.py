"""What changes after a letter went out: a due day, the whole of it, and what is done below."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.directives.actions.exempting import exempt
from prasan.directives.models import (
    ChangeReview,
    Decision,
    Directive,
    DueChange,
    Obligation,
)
from prasan.directives.reviewing import Change, What
from prasan.thai.calendar import format_short


class CannotChange(ValidationError):
    """Why a directive cannot be changed so, in Thai, under the field that mends it."""


@transaction.atomic
def amend_due(
    *, by: User, obligation: Obligation, due: date, reason: str, at: datetime
) -> Obligation:
    """Another due day for everybody, with its reason; the same day again changes nothing.

    Raises CannotChange where there is no day to change, and in a revoked directive.
    """
    duty = (
        Obligation.objects.select_for_update(of=("self",))
        .select_related("item__directive__letter__office")
        .get(pk=obligation.pk)
    )
    directive = duty.item.directive
    _must_stand(directive)
    if duty.due is None:
        raise CannotChange({"due": "รายการนี้ไม่มีวันกำหนดส่ง จึงไม่มีวันให้แก้"})
    if duty.due == due:
        return duty
    if directive.letter.dated and due < directive.letter.dated:
        told = f"กำหนดใหม่อยู่ก่อนวันที่ของหนังสือ {format_short(directive.letter.dated)}"
        raise CannotChange({"due": told})
    was, duty.due = duty.due, due
    duty.save(update_fields=["due"])
    DueChange.objects.create(
        obligation=duty, was=was, due=due, reason=reason, changed_at=at, changed_by=by
    )
    log.record(
        by=by.username,
        verb="directive.due_amended",
        target=directive,
        area=directive.letter.office.area_id,
        summary=f"แก้กำหนด{duty.label}เป็น {format_short(due)} เพราะ{reason}",
        changes={"due": [was, due], "because": reason},
    )
    return duty


@transaction.atomic
def revoke_directive(*, by: User, directive: Directive, because: str, at: datetime) -> Directive:
    """Nothing is owed under it any more; what was sent stays. A second call changes nothing."""
    one = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    if one.revoked_at is None:
        one.revoked_at, one.revoked_by, one.revoked_because = at, by, because
        one.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
        log.record(
            by=by.username,
            verb="directive.revoked",
            target=one,
            area=one.letter.office.area_id,
            summary=f"ยกเลิกข้อสั่งการตามหนังสือ {one.letter.label} เพราะ{because}",
            changes={"because": because},
        )
    return one


@transaction.atomic
def review_change(
    *,
    by: User,
    directive: Directive,
    change: Change,
    decision: str,
    reason: str,
    at: datetime,
    due: date | None = None,
) -> ChangeReview:
    """Decide once about a change above: kept, or followed with what that means here.

    Following another day takes `due` as the new day of the level below; following an exception
    grants the same; following a revocation revokes. A change decided already keeps its decision.
    """
    Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    known = ChangeReview.objects.filter(directive=directive, change=change.key).first()
    if known is not None:
        return known
    if decision == Decision.FOLLOWED:
        _follow(by, directive, change, due, reason, at)
    review = ChangeReview.objects.create(
        directive=directive,
        change=change.key,
        decision=decision,
        reason=reason,
        reviewed_at=at,
        reviewed_by=by,
    )
    log.record(
        by=by.username,
        verb="directive.change_reviewed",
        target=directive,
        area=directive.letter.office.area_id,
        summary=f"{Decision(decision).label}: {change.text} เพราะ{reason}",
        changes={"decision": decision, "because": reason},
    )
    return review


def _follow(
    by: User, directive: Directive, change: Change, due: date | None, reason: str, at: datetime
) -> None:
    if change.what == What.REVOKED:
        revoke_directive(by=by, directive=directive, because=reason, at=at)
    elif change.what == What.EXCUSED_UNIT and change.duty and change.area:
        exempt(
            by=by,
            obligation=change.duty,
            area=change.area,
            excuse=change.excuse,
            until=change.day,
            reason=reason,
            today=at.date(),
        )
    elif change.what == What.EXCUSED and change.duty:
        for one in directive.addressees.select_related("area"):
            exempt(
                by=by,
                obligation=change.duty,
                area=one.area,
                excuse=change.excuse,
                reason=reason,
                today=at.date(),
            )
    elif change.duty:
        if due is None:
            raise CannotChange({"due": "ยังไม่ได้ใส่กำหนดใหม่ของหน่วยในหนังสือนี้"})
        amend_due(by=by, obligation=change.duty, due=due, reason=reason, at=at)


def _must_stand(directive: Directive) -> None:
    if directive.revoked_at is not None:
        raise CannotChange("ข้อสั่งการนี้ถูกยกเลิกแล้ว จึงแก้ไม่ได้")
