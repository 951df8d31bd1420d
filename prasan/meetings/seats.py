"""Who is to be called to a meeting, and who counts at it: the seats filled on its day."""

from datetime import date

from prasan.committees.models import Committee
from prasan.orders.models import Appointment, AppointmentQuerySet
from prasan.thai.calendar import format_short


def seats_on(committee: Committee, held: date) -> AppointmentQuerySet:
    """The seats filled on the day of a meeting, in the order of the register."""
    return Appointment.objects.filter(order__committee=committee).held_on(held).for_register()


def no_seats(committee: Committee, held: date) -> str:
    """Why a committee cannot meet on a day: nobody sits on it."""
    return (
        f"วันที่ {format_short(held)} {committee} ยังไม่มีกรรมการตามคำสั่ง ตรวจวันประชุม หรือบันทึกคำสั่งแต่งตั้งก่อน"
    )
