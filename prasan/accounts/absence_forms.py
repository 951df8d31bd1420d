"""Being away, as an officer types it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.accounts import administration
from prasan.accounts.models import Assignment, User
from prasan.ui.fields import ThaiDateField

_NOBODY = _("ยังไม่มีผู้ทำแทน การแจ้งเตือนจะไปถึงผู้กำกับชั้นเหนือ")
_UNKNOWN = _("ไม่พบบัญชีนี้ในรายชื่อ ผู้ทำแทนต้องมีบัญชีที่เปิดอยู่และมีหน้าที่ในจังหวัด ให้ผู้ดูแลเปิดบัญชีก่อน")


class AbsenceForm(forms.Form):
    """From when to when one is away, from which posts, and who stands in."""

    posts = forms.TypedMultipleChoiceField(
        label=_("หน้าที่ที่ไม่อยู่ทำ"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("ยังไม่ได้เลือกหน้าที่ เลือกอย่างน้อยหนึ่งหน้าที่")},
    )
    starts = ThaiDateField(label=_("ไม่อยู่ตั้งแต่วันที่"))
    last = ThaiDateField(label=_("ถึงวันที่"), help_text=_("วันสุดท้ายที่ไม่อยู่ วันรุ่งขึ้นสิทธิของผู้ทำแทนสิ้นสุดเอง"))
    stand_in = forms.ChoiceField(
        label=_("ผู้ทำแทน"),
        required=False,
        help_text=_("ทำได้เท่าที่หน้าที่นั้นทำได้ ยกเว้นการดูแลบัญชีและการมอบหน้าที่"),
        error_messages={"invalid_choice": _UNKNOWN},
    )
    reason = forms.CharField(
        label=_("เหตุที่ไม่อยู่"), max_length=200, help_text=_("เช่น ไปราชการ อบรม ลา ไม่ต้องบอกเรื่องส่วนตัว")
    )
    order = forms.CharField(
        label=_("คำสั่งหรือหนังสือมอบหมาย"),
        max_length=200,
        required=False,
        help_text=_("ต้องใส่เมื่อผู้ทำแทนอยู่สำนักงานอื่น"),
    )

    def __init__(self, *args: Any, posts: Sequence[Assignment], today: date, **kwargs: Any) -> None:
        self.mine = {post.pk: post for post in posts}
        kwargs["initial"] = {
            "posts": list(self.mine),
            "starts": today,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        found = administration.stand_ins(posts, today)
        self.people = {str(user.pk): user for users in found.values() for user in users}
        self.fields["posts"].choices = [  # type: ignore[attr-defined]
            (pk, f"{post.get_role_display()} {post.area.title}") for pk, post in self.mine.items()
        ]
        groups = [(_("สำนักงานเดียวกัน"), found[True]), (_("สำนักงานอื่นในจังหวัด"), found[False])]
        self.fields["stand_in"].choices = [  # type: ignore[attr-defined]
            ("", _NOBODY),
            *(
                (label, [(str(user.pk), _named(user)) for user in users])
                for label, users in groups
                if users
            ),
        ]

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())

    def clean_order(self) -> str:
        return " ".join(self.cleaned_data["order"].split())

    @property
    def facts(self) -> dict[str, Any]:
        """What the action `be_away` takes."""
        typed = self.cleaned_data
        return {
            "posts": [self.mine[pk] for pk in typed["posts"]],
            "stand_in": self.people.get(typed["stand_in"]),
            **{name: typed[name] for name in ("starts", "last", "reason", "order")},
        }


class EndAbsenceForm(forms.Form):
    """Why one is back sooner, or gives a post back."""

    why = forms.CharField(label=_("เหตุผล"), max_length=200)

    def clean_why(self) -> str:
        return " ".join(self.cleaned_data["why"].split())


def _named(user: User) -> str:
    return f"{user} {user.post_title}".strip()
