"""What an officer copies from the minutes of a meeting."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.committees.models import Committee
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.meetings.actions import FUTURE, ROLL_CHANGED, no_seats, seats_on
from prasan.meetings.fields import ThaiTimeField
from prasan.meetings.models import COUNTED_PRESENT, Presence
from prasan.orders.models import Appointment
from prasan.ui.fields import ThaiDateField, ThaiIntegerField

# The button that asks for the members of another day, and saves nothing.
SHOW = "show"


class DayForm(forms.Form):
    """The day of a meeting: on it hangs who sat on the committee."""

    held = ThaiDateField(
        label=_("วันประชุม"), help_text=_("พิมพ์แบบ 18/10/2567 หรือ 18 ต.ค. 2567 บันทึกย้อนหลังได้")
    )

    def __init__(self, *args: Any, committee: Committee, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committee, self.today = committee, today

    def clean_held(self) -> date:
        held: date = self.cleaned_data["held"]
        if held > self.today:
            raise ValidationError(FUTURE, code="future")
        if not seats_on(self.committee, held).exists():
            raise ValidationError(no_seats(self.committee, held), code="no_seats")
        return held


class RollForm(forms.Form):
    """Who came, seat by seat. A seat nothing was told about yet is taken as present."""

    def __init__(self, *args: Any, seats: list[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self.fields[f"seat_{seat.pk}"] = forms.ChoiceField(
                label=str(seat.person),
                choices=Presence.choices,
                initial=Presence.PRESENT,
                widget=forms.RadioSelect,
            )
            self.fields[f"substitute_{seat.pk}"] = forms.CharField(
                label=f"ชื่อผู้แทนของ{seat.person}",
                max_length=150,
                required=not self.is_bound or self._sent_another(seat),
                error_messages={
                    "required": f"ยังไม่ได้ใส่ชื่อผู้แทนของ{seat.person} ใส่ชื่อ หรือเลือกมา ลา ขาด"
                },
            )

    def _sent_another(self, seat: Appointment) -> bool:
        return self.data.get(f"seat_{seat.pk}") == Presence.SUBSTITUTE

    @property
    def lines(self) -> list[tuple[Appointment, forms.BoundField, forms.BoundField]]:
        """Each seat with its choice and the name of its substitute."""
        return [
            (seat, self[f"seat_{seat.pk}"], self[f"substitute_{seat.pk}"]) for seat in self.seats
        ]

    @property
    def present(self) -> int:
        """How many came, as it is marked now."""
        return sum(choice.value() in COUNTED_PRESENT for _seat, choice, _name in self.lines)

    @property
    def presences(self) -> dict[int, Presence]:
        return {seat.pk: Presence(self.cleaned_data[f"seat_{seat.pk}"]) for seat in self.seats}

    @property
    def substitutes(self) -> dict[int, str]:
        return {seat.pk: self.cleaned_data[f"substitute_{seat.pk}"] for seat in self.seats}


class MeetingForm(HoldsUploads, DayForm):
    """One meeting as its minutes tell it, with the roll of the day in `roll`."""

    place = forms.CharField(label=_("สถานที่ประชุม"), max_length=200)
    began = ThaiTimeField(label=_("เริ่มประชุมเวลา"), required=False)
    ended = ThaiTimeField(label=_("เลิกประชุมเวลา"), required=False)
    number = ThaiIntegerField(
        label=_("ครั้งที่"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("เว้นว่างไว้ ระบบใส่ครั้งถัดไปของปี พ.ศ. นั้นให้"),
    )
    subject = forms.CharField(label=_("เรื่องสำคัญ"), max_length=300, required=False)
    minutes = UploadField(label=_("รายงานการประชุม"), required=False)

    @property
    def is_typing(self) -> bool:
        """The reader asked only for the members of another day."""
        return self.is_bound and SHOW in self.data

    @property
    def roll_day(self) -> date | None:
        """The day the roll is of: the one typed, or the one shown before while that is wrong."""
        if not self.is_bound:
            initial: date | None = self.initial.get("held")
            return initial
        typed: date | None = None if "held" in self.errors else self.cleaned_data["held"]
        return typed or _iso_day(self.data.get("rolled", ""))

    @cached_property
    def roll(self) -> RollForm:
        """The seats of the day; whoever was marked before stays marked."""
        seats = list(seats_on(self.committee, self.roll_day)) if self.roll_day else []
        told: Mapping[str, Any] = {
            **{f"seat_{seat.pk}": Presence.PRESENT for seat in seats},
            **{key: self.data[key] for key in self.data},
        }
        if not self.is_bound or self.is_typing:
            return RollForm(initial=told, seats=seats)
        return RollForm(told, seats=seats)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_typing:
            for name in set(self.errors) - {"held"}:
                del self.errors[name]
            self.hold_uploads()

    def clean(self) -> None:
        began, ended = self.cleaned_data.get("began"), self.cleaned_data.get("ended")
        if began and ended and ended <= began:
            self.add_error(
                "ended",
                f"เลิกประชุม {ended:%H.%M} ไม่ได้อยู่หลังเริ่มประชุม {began:%H.%M} ตรวจเวลาทั้งสอง",
            )

        if "held" in self.cleaned_data and not self.is_typing and self._is_of_another_day:
            self.add_error("held", ROLL_CHANGED)

    def is_valid(self) -> bool:
        """Also of the roll; a good file is held while only the roll is wrong."""
        if not super().is_valid():
            return False
        if not self.roll.is_valid():
            self.hold_uploads()
            return False
        return True

    @property
    def facts(self) -> dict[str, Any]:
        """All that record_meeting takes from here, but the file."""
        names = ("held", "place", "began", "ended", "number", "subject")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "presences": self.roll.presences,
            "substitutes": self.roll.substitutes,
            "today": self.today,
        }

    @property
    def _is_of_another_day(self) -> bool:
        """The presences were marked on the roll of a day on which others sat."""
        told = {key for key in self.data if key.startswith("seat_")}
        return told != {f"seat_{seat.pk}" for seat in self.roll.seats}


class MinutesForm(HoldsUploads):
    """The minutes of a meeting recorded before they were written."""

    minutes = UploadField(label=_("รายงานการประชุม"))


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
