"""Single seats: who left, where someone comes from."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.orders.actions.refusals import TooLate
from prasan.orders.models import Appointment
from prasan.thai.calendar import format_short


@transaction.atomic
def end_appointment(*, by: User, appointment: Appointment, ends: date, because: str) -> None:
    """End one seat: `ends` is the first day without it.

    A seat that would have ended later, with its order, ends now. Raises TooLate when it ended
    earlier, or the same day for another reason; the same a second time does nothing.
    """
    seats = Appointment.objects.select_for_update(of=("self",)).for_register()
    seat = seats.get(pk=appointment.pk)
    if (seat.ends, seat.ended_because) == (ends, because):
        return
    if seat.ends and seat.ends <= ends:
        raise TooLate(f"{seat.person} พ้นตำแหน่งไปแล้วเมื่อ {format_short(seat.ends)}")
    before = seat.ends
    seat.ends, seat.ended_because = ends, because
    seat.save(update_fields=["ends", "ended_because"])
    log.record(
        by=by.username,
        verb="seat.ended",
        target=seat,
        area=seat.order.committee.area_id,
        summary=f"{seat.person} พ้นจากตำแหน่งใน {seat.order.committee} เพราะ{because}",
        changes={"ends": [before or "", ends], "because": because},
    )


@transaction.atomic
def note_origin(*, by: User, appointment: Appointment, represents: str) -> None:
    """Note whom a seat represents, or where its holder comes from; no change, no event."""
    seat = Appointment.objects.select_for_update(of=("self",)).for_register().get(pk=appointment.pk)
    if seat.represents == represents:
        return
    before, seat.represents = seat.represents, represents
    seat.save(update_fields=["represents"])
    log.record(
        by=by.username,
        verb="seat.corrected",
        target=seat,
        area=seat.order.committee.area_id,
        summary=f"แก้ที่มาของ {seat.person} {seat.order.committee}",
        changes={"represents": [before, represents]},
    )
