"""What happens to an order after it is signed: its copy, its end."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.evidence.models import Evidence
from prasan.orders.actions.refusals import TooLate
from prasan.orders.actions.seating import end_seats, locked
from prasan.orders.models import Order
from prasan.thai.calendar import format_short


@transaction.atomic
def attach_copy(*, by: User, order: Order, copy: Evidence) -> None:
    """Put the signed copy to `order`, in place of an earlier one; the same copy does nothing."""
    order = locked(order)
    if order.copy_id == copy.pk:
        return
    before, order.copy = order.copy, copy
    order.save(update_fields=["copy"])
    log.record(
        by=by.username,
        verb="order.copy_attached",
        target=order,
        area=order.committee.area_id,
        summary=f"แนบสำเนา{order} {order.committee}",
        changes={"copy": [before.sha256 if before else "", copy.sha256]},
    )


@transaction.atomic
def revoke_order(*, by: User, order: Order, revoked: date, because: str) -> None:
    """Revoke `order` from the day `revoked` on, and end the seats it granted that day.

    Seats it ended do not come back: whoever sat there is appointed anew.
    The same a second time does nothing; another day or reason then raises TooLate.
    """
    order = locked(order)
    if order.revoked:
        if (order.revoked, order.revoked_because) == (revoked, because):
            return
        raise TooLate(f"คำสั่งนี้ยกเลิกไปแล้วตั้งแต่วันที่ {format_short(order.revoked)}")
    order.revoked, order.revoked_because = revoked, because
    order.save(update_fields=["revoked", "revoked_because"])
    granted = order.seats_added if order.is_amendment else order.appointments
    end_seats(granted.all(), revoked, f"ยกเลิกคำสั่งที่ {order.label}", by=order)
    log.record(
        by=by.username,
        verb="order.revoked",
        target=order,
        area=order.committee.area_id,
        summary=f"ยกเลิก{order} {order.committee} เพราะ{because}",
        changes={"revoked": revoked, "because": because},
    )
