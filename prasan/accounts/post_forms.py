"""Posts and the places they lie in, as an administrator types them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.accounts import administration
from prasan.accounts.models import Assignment, User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right, Role
from prasan.areas.models import Area, AreaQuerySet, within
from prasan.areas.search import MOST, find, full_title
from prasan.thai.calendar import format_long
from prasan.ui.fields import ThaiDateField
from prasan.ui.reader import shown


class AreaForm(forms.Form):
    """One place, typed by name or code; where several bear the name, one of them is picked."""

    area = forms.CharField(
        label=_("พื้นที่"),
        max_length=150,
        help_text=_("พิมพ์ชื่อหรือรหัส เช่น งาว หรือ 5205 ชื่อซ้ำให้ต่อด้วยชื่ออำเภอ เช่น ปงเตา งาว"),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    which = forms.ChoiceField(label=_("แห่งที่หมายถึง"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, codes: Sequence[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        among = self.narrowed(Area.objects.filter(within(codes, field="code")).on(today))
        typed = str(self.data.get(self.add_prefix("area"), "")) if self.is_bound else ""
        self.found = find(typed, among)
        choices = [(area.code, full_title(area)) for area in self.found]
        if len(choices) > 1:
            which = self.fields["which"]
            which.choices = choices  # type: ignore[attr-defined]
            which.error_messages["required"] = self.many_found(typed)
        else:
            del self.fields["which"]

    def narrowed(self, among: AreaQuerySet) -> AreaQuerySet:
        """The areas that can be meant here."""
        return among

    def many_found(self, typed: str) -> str:
        """What to say when several places bear the name and none is picked."""
        if len(self.found) < MOST:
            return gettext("“%s” มีหลายแห่ง เลือกแห่งที่หมายถึง") % typed
        return gettext("“%s” มีหลายแห่ง เลือกแห่งที่หมายถึง หรือพิมพ์ชื่ออำเภอต่อท้ายเพื่อดูแห่งอื่น") % typed

    def none_found(self, typed: str) -> str:
        """What to say when nothing fits what was typed."""
        return _("ไม่พบ “%s” ในพื้นที่ที่ท่านดูแล พิมพ์ชื่อเต็มหรือรหัสพื้นที่") % typed

    def clean_area(self) -> Area | None:
        """The one place meant; None while one of several is still to be picked."""
        typed = self.cleaned_data["area"]
        picked = self.data.get(self.add_prefix("which"), "")
        if typed and not self.found:
            raise ValidationError(self.none_found(typed), code="unknown")
        if len(self.found) == 1:
            return self.found[0]
        return next((area for area in self.found if area.code == picked), None)


class PostForm(AreaForm):
    """A post to give: what, where, from when."""

    role = forms.ChoiceField(label=_("หน้าที่"))
    starts = ThaiDateField(label=_("ตั้งแต่วันที่"))
    ends = ThaiDateField(
        label=_("สิ้นสุดวันที่"), required=False, help_text=_("วันแรกที่ไม่มีหน้าที่แล้ว ไม่กำหนดให้เว้นว่าง")
    )
    is_acting = forms.BooleanField(label=_("รักษาราชการแทน"), required=False)

    field_order = ["role", "area", "which", "starts", "ends", "is_acting"]

    def __init__(
        self, *args: Any, reach: Reach, today: date, user: User | None = None, **kwargs: Any
    ) -> None:
        self.reach, self.user = reach, user
        # Read before the fields are, because the role says which of the places found fit.
        self.typed_role = str((args[0] if args and args[0] else {}).get("role", ""))
        kwargs["initial"] = {"starts": today, **(kwargs.get("initial") or {})}
        codes = reach.holding(Right.ADMINISTER)
        super().__init__(*args, codes=codes, today=today, **kwargs)
        roles = [(role.value, role.label) for role in administration.roles_to_give(reach)]
        self.fields["role"].choices = [("", _("เลือกหน้าที่")), *roles]  # type: ignore[attr-defined]

    def narrowed(self, among: AreaQuerySet) -> AreaQuerySet:
        levels = administration.levels_of(self.typed_role)
        return among.filter(level__in=levels) if levels else among

    def none_found(self, typed: str) -> str:
        levels = " หรือ ".join(level.label for level in administration.levels_of(self.typed_role))
        if not levels:
            return super().none_found(typed)
        role = Role(self.typed_role).label
        return _("ไม่พบ%(levels)sชื่อ “%(typed)s” ในพื้นที่ที่ท่านดูแล หน้าที่%(role)sต้องเลือก%(levels)s") % {
            "levels": levels,
            "typed": typed,
            "role": role,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("วันสิ้นสุดต้องอยู่หลังวันเริ่ม %s") % shown(format_long(starts)))
        role, area = cleaned.get("role"), cleaned.get("area")
        if role and area and not administration.may_give(self.reach, role, area.code):
            self.add_error("role", _("ท่านมอบหน้าที่นี้ใน%sไม่ได้ ให้ผู้ดูแลระบบมอบ") % area)
        elif role and area and starts:
            self._once(role, area, starts, ends)
        return cleaned

    @property
    def post(self) -> dict[str, Any]:
        """What the action `assign` takes."""
        return {
            name: self.cleaned_data[name]
            for name in ("role", "area", "starts", "ends", "is_acting")
        }

    def _once(self, role: str, area: Area, starts: date, ends: date | None) -> None:
        """Say so when the post is held already in that time; the same form may be sent twice."""
        if self.user is None:
            return
        held = Assignment.objects.filter(user=self.user, role=role, area=area)
        meets = held.filter(Q(ends=None) | Q(ends__gt=starts)).exclude(starts=starts, ends=ends)
        other = (meets.filter(starts__lt=ends) if ends else meets).first()
        if other:
            since = shown(format_long(other.starts))
            self.add_error("role", _("มีหน้าที่นี้อยู่แล้วตั้งแต่ %s สิ้นสุดหน้าที่เดิมก่อนจึงมอบใหม่ได้") % since)


class EndForm(forms.Form):
    """The last day of a post, as the first day without it."""

    ends = ThaiDateField(label=_("สิ้นสุดวันที่"), help_text=_("วันแรกที่ไม่มีหน้าที่แล้ว"))

    def __init__(self, *args: Any, starts: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts = starts

    def clean_ends(self) -> date:
        ends: date = self.cleaned_data["ends"]
        if ends <= self.starts:
            since = shown(format_long(self.starts))
            raise ValidationError(_("วันสิ้นสุดต้องอยู่หลังวันเริ่ม %s") % since, code="too_early")
        return ends
