"""Audit events as people read them: who may see which, and in what words.

They live here and not in audit, which stands below all that knows of reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.accounts.administration import users_of
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import within
from prasan.audit.models import Event
from prasan.ui.reader import shown
from prasan.ui.words import short_day

# What an event is about: the noun before the point of its verb.
ABOUT = {
    "absence": _("การไม่อยู่และผู้ทำแทน"),
    "activity": _("กิจกรรมของศูนย์ฯ"),
    "areas": _("ทะเบียนพื้นที่"),
    "assessment": _("การประเมิน"),
    "batch": _("ชุดหนังสือ"),
    "centre": _("ศูนย์ฯ"),
    "committee": _("คณะกรรมการ"),
    "directive": _("ข้อสั่งการ"),
    "evidence": _("หลักฐาน"),
    "exemption": _("ข้อยกเว้น"),
    "expectation": _("พื้นที่ที่ต้องมีศูนย์ฯ"),
    "framework": _("แบบประเมิน"),
    "holiday": _("วันหยุดราชการ"),
    "incoming": _("หนังสือรับ"),
    "intake": _("ไฟล์ทะเบียนที่นำเข้า"),
    "job": _("งานเบื้องหลัง"),
    "letter": _("หนังสือ"),
    "link": _("การเชื่อมโยงแผน"),
    "meeting": _("การประชุม"),
    "mission": _("ภารกิจ"),
    "office": _("สำนักงาน"),
    "order": _("คำสั่ง"),
    "organisation": _("องค์การชุมชนสมาชิก"),
    "past": _("สมุดงานการประชุมเก่า"),
    "people": _("ทะเบียนบุคคล"),
    "person": _("บุคคล"),
    "plan": _("แผนพัฒนาตำบล"),
    "post": _("หน้าที่"),
    "project": _("โครงการ"),
    "register": _("ทะเบียนคณะกรรมการ"),
    "reminder": _("การแจ้งเตือน"),
    "report": _("รายงาน"),
    "retention": _("อายุการเก็บหนังสือ"),
    "rulebook": _("เกณฑ์คณะกรรมการ"),
    "sealing": _("การผนึกข้อมูลส่วนบุคคล"),
    "seat": _("ตำแหน่งในคณะกรรมการ"),
    "series": _("ชุดเลขหนังสือ"),
    "signatory": _("ผู้ลงนาม"),
    "task": _("การมอบหมายงาน"),
    "template": _("แบบหนังสือ"),
    "user": _("บัญชีผู้ใช้"),
}
# Kinds whose history tells of people who log in, and not of the work.
_OF_ACCOUNTS, _ACCOUNT = "accounts.", "accounts.user"
# Values that are no field of the record, or whose field has no Thai name.
_WORDS = {
    "accepted": _("รับไว้"),
    "areas": _("พื้นที่"),
    "because": _("เหตุผล"),
    "copy": _("สำเนา"),
    "count": _("จำนวนรายการ"),
    "digest": _("รหัสตรวจของแบบ"),
    "duties": _("หน้าที่ของศูนย์ฯ"),
    "edition": _("บันทึกครั้งที่"),
    "finding": _("สิ่งที่พบ"),
    "fiscal_year": _("ปีงบประมาณ"),
    "gone": _("ระเบียนที่รวมเข้า"),
    "kept": _("ระเบียนที่คงไว้"),
    "members": _("กรรมการ"),
    "minutes": _("รายงานการประชุม"),
    "moved": _("รายการที่ย้าย"),
    "name": _("ชื่อ"),
    "names": _("รายชื่อ"),
    "note": _("ข้อสังเกต"),
    "number": _("ลำดับที่"),
    "phone": _("โทรศัพท์"),
    "present": _("ผู้มาประชุม"),
    "reason": _("เหตุผล"),
    "returned": _("ส่งกลับ"),
    "revoked": _("ยกเลิกวันที่"),
    "seats": _("กรรมการในวันนั้น"),
    "since": _("ตั้งแต่วันที่"),
    "sha256": _("รหัสตรวจของไฟล์"),
    "size": _("ขนาดไฟล์ (ไบต์)"),
    "to": _("ถึง"),
}
# Values that list things, where others hold an old and a new one.
_LISTS = {"duties", "to", "areas", "members", "moved", "names", "returned"}
_SHA256, _SHORT = 64, 12


@dataclass(frozen=True)
class Change:
    """One value of an event: `old` is None where nothing was replaced."""

    label: str | Promise
    old: str | None
    new: str


def events_to_watch(reach: Reach) -> "QuerySet[Event]":
    """The events of the areas one administers or directs, newest first."""
    codes = (*reach.holding(Right.ADMINISTER), *reach.holding(Right.DIRECT))
    return Event.objects.filter(within(codes, field="area")).order_by("-at", "-pk")


def history(reach: Reach, kind: str, target: str) -> "QuerySet[Event]":
    """What happened to one record, newest first, for whoever sees its area.

    The history of an account is for those within whose area it is; of posts and offices, for
    those who administer or direct.
    """
    seen: QuerySet[Event]
    if kind == _ACCOUNT and target.isdigit() and users_of(reach).filter(pk=target).exists():
        seen = Event.objects.order_by("-at", "-pk")
    elif kind.startswith(_OF_ACCOUNTS):
        seen = events_to_watch(reach)
    else:
        seen = Event.objects.filter(reach.q("area")).order_by("-at", "-pk")
    return seen.filter(kind=kind, target=target)


def about(verb: str) -> "str | Promise":
    """What an event is about, in words."""
    noun = verb.partition(".")[0]
    return ABOUT.get(noun, noun)


def changes(event: Event) -> Iterator[Change]:
    """The values of an event in words; no query."""
    for name, value in event.changes.items():
        field = _field(event.kind, name)
        label = _WORDS.get(name) or (field.verbose_name if field is not None else name)
        if isinstance(value, list) and len(value) == 2 and name not in _LISTS:
            old, new = (_said(field, part) for part in value)
            yield Change(label, old, new)
        else:
            parts = (value or [""]) if isinstance(value, list) else [value]
            yield Change(label, None, " · ".join(_said(field, part) for part in parts))


def _field(kind: str, name: str) -> "Field[object, object] | None":
    try:
        found = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist, ValueError):
        return None
    return found if isinstance(found, Field) else None


def _said(field: "Field[object, object] | None", value: str) -> str:
    """A value as a reader would write it: a choice by its label, a date in the Buddhist era."""
    choices = dict(field.flatchoices) if field is not None and field.choices else {}
    if value in choices:
        return str(choices[value])
    if not value:
        return str(_("ว่าง"))
    if value in ("True", "False"):
        return str(_("ใช่") if value == "True" else _("ไม่ใช่"))
    if len(value) == _SHA256 and value.isalnum() and value.isascii():
        return value[:_SHORT]
    try:
        return short_day(date.fromisoformat(value))
    except ValueError:
        return shown(value)
