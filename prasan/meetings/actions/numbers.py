"""The running numbers of a committee's meetings in a calendar year."""

from django.core.exceptions import ValidationError
from django.db.models import Max

from prasan.committees.models import Committee
from prasan.meetings.models import Meeting
from prasan.thai.calendar import format_short


def free_number(
    committee: Committee, year: int, number: int | None, *, besides: Meeting | None = None
) -> int:
    """`number` when it is free, or the next of the calendar year; cancelled meetings free theirs.

    `besides` is the meeting that asks, which may keep its own.
    """
    meetings = Meeting.objects.standing().filter(committee=committee, year=year)
    if besides is not None:
        meetings = meetings.exclude(pk=besides.pk)
    next_one: int = (meetings.aggregate(last=Max("number"))["last"] or 0) + 1
    if number is None:
        return next_one
    taken = meetings.filter(number=number).first()
    if taken is not None:
        raise ValidationError(
            {
                "number": f"ครั้งที่ {taken.label} เป็นการประชุมวันที่ {format_short(taken.planned)} แล้ว "
                f"ครั้งถัดไปคือ {next_one}"
            }
        )
    return number
