"""What is asked about the register: a wrong line, numbers Prasan is to give, a yearly review."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.centres.models import Outcome
from prasan.orders.composition import Member
from prasan.orders.forms import seats_of
from prasan.orders.models import Appointment, Order
from prasan.orders.persons import Known
from prasan.people.rules import NEW, Name, split_name
from prasan.thai.calendar import buddhist_year, format_short
from prasan.thai.text import tidy
from prasan.ui.fields import ThaiDateField, ThaiIntegerField

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


class ClosingForm(forms.Form):
    """From which day on the office numbers its orders itself again."""

    day = ThaiDateField(
        label=_("ปิดตั้งแต่วันที่"), help_text=_("คำสั่งที่ลงนามตั้งแต่วันนี้ อำเภอพิมพ์เลขที่เอง เลขที่ออกแล้วคงอยู่")
    )
    because = forms.CharField(
        label=_("เหตุผล"), max_length=300, help_text=_("เช่น กลับไปใช้ทะเบียนคำสั่งกลางของอำเภอ")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = buddhist_year(today)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if buddhist_year(day) != self.year:
            raise ValidationError(
                _("ปิดได้เฉพาะวันในปี %(year)s ปีอื่นปิดเมื่อถึงปีนั้น") % {"year": self.year}, code="year"
            )
        return day

    def clean_because(self) -> str:
        return tidy(self.cleaned_data["because"])


class OrderChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, order: Order) -> str:
        return f"ที่ {order.label} มีผล {format_short(order.starts)}"


class CentreReviewForm(forms.Form):
    """A yearly review of a centre, what it came to, and the order it led to."""

    held = ThaiDateField(label=_("วันที่ทบทวน"), help_text=_("พิมพ์แบบ 15/11/2567 หรือ 15 พ.ย. 2567"))
    outcome = forms.ChoiceField(
        label=_("ผลการทบทวน"),
        choices=[
            (Outcome.UNCHANGED, _("คงเดิม ข้อมูลและคำสั่งยังถูกต้อง")),
            (Outcome.REPLACED, _("ออกคำสั่งใหม่แทน")),
        ],
        widget=forms.RadioSelect,
    )
    order = OrderChoice(
        label=_("คำสั่งที่ออกแทน"),
        queryset=Order.objects.none(),
        required=False,
        empty_label=_("ไม่มี คงเดิม"),
        help_text=_("เมื่อออกคำสั่งใหม่แทน เลือกฉบับที่ลงทะเบียนไว้แล้ว"),
    )
    because = forms.CharField(
        label=_("เหตุผล"),
        max_length=300,
        required=False,
        help_text=_("คงเดิมเพราะอะไร หรือเดิมมีอะไรที่ต้องเปลี่ยน"),
    )

    def __init__(self, *args: Any, today: date, orders: QuerySet[Order], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["order"].queryset = orders  # type: ignore[attr-defined]

    def clean_held(self) -> date:
        held: date = self.cleaned_data["held"]
        if held > self.today:
            raise ValidationError(_now("วันที่อยู่หลังวันนี้ ใส่วันที่เกิดขึ้นแล้วจริง"), code="future")
        return held

    def clean_because(self) -> str:
        return tidy(self.cleaned_data["because"])
