"""What a clerk puts right in a meeting that was opened and closed here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.meetings.actions.held import Corrected, hours_of
from prasan.meetings.fields import ThaiHoursField, ThaiTimeField
from prasan.meetings.models import Attendance, Meeting, Presence
from prasan.meetings.room import Room


class HeldForm(forms.Form):
    """Place, closing hour and every line of the roll, with the reason for the change.

    The lines are those of the roll that was called, whatever became of the seats since.
    """

    why = forms.CharField(label=_("เหตุที่แก้"), max_length=300)
    place = forms.CharField(label=_("สถานที่"), max_length=200)
    ended = ThaiTimeField(label=_("เลิกประชุมเวลา"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        room = Room(meeting)
        ended = room.stretches[-1].ended if room.stretches else None
        kwargs["initial"] = {"place": meeting.place, "ended": ended}
        super().__init__(*args, **kwargs)
        self.fields["why"].widget.attrs["autofocus"] = True
        self.roll = room.roll
        for line in self.roll:
            self._add(line)

    def _add(self, line: Attendance) -> None:
        name = f"{line.seat.person}"
        self.fields[f"presence_{line.pk}"] = forms.ChoiceField(
            label=name,
            choices=Presence.choices,
            initial=line.presence,
            widget=forms.RadioSelect,
        )
        sent = self.data.get(f"presence_{line.pk}") == Presence.SUBSTITUTE
        self.fields[f"substitute_{line.pk}"] = forms.CharField(
            label=_("ชื่อผู้แทนของ%(name)s") % {"name": name},
            max_length=150,
            required=sent,
            initial=line.substitute,
            error_messages={"required": f"ยังไม่ได้ใส่ชื่อผู้แทนของ{name} ใส่ชื่อ หรือเลือกมา ลา ขาด"},
        )
        self.fields[f"hours_{line.pk}"] = ThaiHoursField(
            label=_("เวลาที่อยู่ในห้องของ%(name)s") % {"name": name},
            required=False,
            initial=hours_of(line),
        )

    @property
    def days(self) -> list[tuple[Any, list[tuple[Attendance, Any, Any, Any]]]]:
        """The lines with their fields, day after day; the first day is None."""
        found: dict[Any, list[tuple[Attendance, Any, Any, Any]]] = {}
        for line in self.roll:
            names = (f"{part}_{line.pk}" for part in ("presence", "substitute", "hours"))
            choice, substitute, hours = (self[name] for name in names)
            found.setdefault(line.resumed, []).append((line, choice, substitute, hours))
        return list(found.items())

    @property
    def lines(self) -> dict[int, Corrected]:
        """The lines somebody touched: what was not touched goes with the meeting's hours."""
        told = self.cleaned_data
        touched = {int(name.split("_")[1]) for name in self.changed_data if "_" in name}
        return {
            line.pk: Corrected(
                Presence(told[f"presence_{line.pk}"]),
                told[f"substitute_{line.pk}"],
                told[f"hours_{line.pk}"] if f"hours_{line.pk}" in self.changed_data else None,
            )
            for line in self.roll
            if line.pk in touched
        }
