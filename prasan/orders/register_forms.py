"""What is asked when a line of a signed order is put right, and when Prasan is to give numbers."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.orders.composition import Member
from prasan.orders.forms import seats_of
from prasan.orders.models import Appointment
from prasan.orders.persons import Known
from prasan.people.rules import NEW, Name, split_name
from prasan.thai.text import tidy
from prasan.ui.fields import ThaiIntegerField

_MOST = 99_999


class SeatForm(forms.Form):
    """Which office a line of the signed paper carries, and who stands in it."""

    seat = forms.ChoiceField(label=_("ตำแหน่งตามคำสั่งที่ลงนาม"))
    name = forms.CharField(
        label=_("ชื่อ–สกุลตามคำสั่งที่ลงนาม"),
        max_length=200,
        help_text=_("พิมพ์ชื่อใหม่เฉพาะเมื่อลงทะเบียนไว้ผิดคน"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    because = forms.CharField(
        label=_("เหตุที่แก้"), max_length=300, help_text=_("เช่น พิมพ์ตำแหน่งสลับแถวกับสำเนาคำสั่ง")
    )

    def __init__(
        self,
        *args: Any,
        line: Appointment,
        kind: str,
        look: Callable[[str], Sequence[Known]],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"seat": line.seat, "name": line.person.name}
        super().__init__(*args, **kwargs)
        self.line, self.look = line, look
        # Whom the typed name may mean, once that has to be chosen.
        self.known: Sequence[Known] = ()
        offices = seats_of(kind)
        if line.seat not in dict(offices):
            offices = [(line.seat, line.get_seat_display()), *offices]
        self.fields["seat"].choices = offices  # type: ignore[attr-defined]

    def clean_name(self) -> Name | None:
        """The name of another person; None while it is still that of who was entered."""
        typed = tidy(self.cleaned_data["name"])
        if typed == tidy(self.line.person.name):
            return None
        try:
            name = split_name(typed)
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None
        mine = self.line.person_id
        self.known = [one for one in self.look(typed) if one.person.pk != mine]
        if self.known and not self.who:
            raise ValidationError(_now("เลือกว่าหมายถึงคนใด หรือเป็นคนใหม่"), code="unclear")
        return name

    @property
    def who(self) -> str:
        """Who was chosen among those the name may mean; "" while nobody was."""
        chosen = str(self.data.get("who", ""))
        listed = {str(one.person.pk) for one in self.known}
        return chosen if chosen == NEW or chosen in listed else ""

    @property
    def facts(self) -> dict[str, Any]:
        """As `actions.correct_seat` takes them."""
        known = self.cleaned_data
        name: Name | None = known["name"]
        member = None
        if name:
            member = Member(
                name.title,
                name.given,
                name.family,
                known["seat"],
                self.line.represents,
                who=self.who,
            )
        return {"seat": known["seat"], "member": member, "because": known["because"]}


class NumbersForm(forms.Form):
    """From which number on Prasan gives the numbers of an office's orders."""

    next = ThaiIntegerField(
        label=_("เลขคำสั่งถัดไป"),
        min_value=1,
        max_value=_MOST,
        help_text=_("เลขถัดจากเลขล่าสุดในทะเบียนคำสั่งของอำเภอปีนี้"),
    )
    because = forms.CharField(
        label=_("เหตุผล"), max_length=300, help_text=_("เช่น เริ่มใช้ประสานออกเลขคำสั่ง")
    )

    def clean_because(self) -> str:
        return tidy(self.cleaned_data["because"])
