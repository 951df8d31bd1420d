"""What an officer copies from the minutes of an old meeting: a day, a place, who was not there."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.committees.models import Committee
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.meetings import paper
from prasan.meetings.actions import FUTURE, no_seats, seats_on
from prasan.meetings.models import Meeting, Presence
from prasan.orders.models import Appointment
from prasan.ui.fields import ThaiDateField, ThaiIntegerField

_NUMBERS = gettext_lazy("ลำดับในทะเบียน เช่น 3, 7 หรือ 5-8 เว้นว่างเมื่อมาครบ")


class PaperForm(HoldsUploads):
    """One meeting of one committee. The register is that of the day typed."""

    held = ThaiDateField(label=gettext_lazy("วันประชุม"))
    absent = forms.CharField(
        label=gettext_lazy("ไม่มา"), required=False, max_length=200, help_text=_NUMBERS
    )
    excused = forms.CharField(label=gettext_lazy("ลา"), required=False, max_length=200)
    place = forms.CharField(label=gettext_lazy("สถานที่"), max_length=200)
    number = ThaiIntegerField(
        label=gettext_lazy("ครั้งที่"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=gettext_lazy("เว้นว่างให้ระบบนับต่อในปีปฏิทิน"),
    )
    minutes = UploadField(label=gettext_lazy("รายงานการประชุมที่สแกน"), required=False)
    # The seats whose numbers the officer saw: the register of another day has others.
    rolled = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, committee: Committee, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committee, self.today = committee, today
        self.fields["held"].widget.attrs["autofocus"] = True
        self.seats: list[Appointment] = []
        self.presences: dict[int, Presence] = {}

    def show_register(self, day: date) -> None:
        """The register an officer reads the numbers from."""
        self.seats = list(seats_on(self.committee, day))
        if not self.is_bound:
            self.initial["rolled"] = self._roll_shown

    @property
    def _roll_shown(self) -> str:
        return "-".join(str(seat.pk) for seat in self.seats)

    def clean_held(self) -> date:
        held: date = self.cleaned_data["held"]
        self.show_register(held)
        if held > self.today:
            raise ValidationError(FUTURE, code="future")
        if not self.seats:
            raise ValidationError(no_seats(self.committee, held), code="no_seats")
        return held

    def clean_place(self) -> str:
        return " ".join(self.cleaned_data["place"].split())

    def clean(self) -> None:
        if not self.seats or "held" not in self.cleaned_data:
            return
        told = {name: self._numbers(name) for name in ("absent", "excused")}
        if self.errors:
            return
        try:
            seats = [seat.pk for seat in self.seats]
            self.presences = paper.presences(seats, told["absent"], told["excused"])
        except ValueError as error:
            self.add_error("excused", ValidationError(str(error), code="twice"))
        if (told["absent"] or told["excused"]) and self.data.get("rolled") != self._roll_shown:
            self._ask_to_look_again()

    def _numbers(self, name: str) -> set[int]:
        try:
            return paper.numbers(self.cleaned_data.get(name, ""), len(self.seats))
        except ValueError as error:
            self.add_error(name, ValidationError(str(error), code="numbers"))
            return set()

    def _ask_to_look_again(self) -> None:
        sent = {name: self.data.get(name) for name in self.data}
        self.data = sent | {"rolled": self._roll_shown}
        text = _("ทะเบียนของวันนั้นไม่เหมือนที่แสดงอยู่ ตรวจลำดับกับรายชื่อข้างล่างแล้วบันทึกอีกครั้ง")
        self.add_error("held", ValidationError(text, code="register"))


class CorrectionForm(PaperForm):
    """A meeting from paper put right, with the reason."""

    why = forms.CharField(label=gettext_lazy("เหตุที่แก้"), max_length=300)

    field_order = ["why", "held", "absent", "excused", "place", "number"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"held": meeting.planned, "place": meeting.place}
        super().__init__(*args, committee=meeting.committee, **kwargs)
        del self.fields["minutes"]
        self.fields["number"].initial = meeting.number
        self.show_register(meeting.planned)
        told = dict(meeting.attendance.values_list("seat", "presence"))
        for name, presence in (("absent", Presence.ABSENT), ("excused", Presence.EXCUSED)):
            self.fields[name].initial = paper.as_numbers(
                [n for n, seat in enumerate(self.seats, 1) if told.get(seat.pk) == presence]
            )


class AnnulmentForm(forms.Form):
    """Why a meeting was recorded that did not take place."""

    why = forms.CharField(label=gettext_lazy("เหตุที่ถอนบันทึก"), max_length=300)
