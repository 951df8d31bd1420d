"""Handing a post over: the old one ends and the new one begins on the same day."""

from datetime import date, datetime

from django.db import transaction

from prasan.accounts.actions.absences import Wrong
from prasan.accounts.actions.people import assign, end_assignment
from prasan.accounts.models import Assignment, Handover, User
from prasan.audit import log
from prasan.thai.calendar import format_short

ITSELF = "{name}เป็นเจ้าของหน้าที่นี้อยู่ เลือกผู้รับหน้าที่คนใหม่"
CLOSED = "บัญชีของ{name}ปิดอยู่ ให้เปิดบัญชีก่อน หรือเลือกผู้อื่น"
TOO_EARLY = "วันรับหน้าที่ต้องอยู่หลังวันที่ {day} ซึ่งเริ่มหน้าที่นี้"
OVER = "หน้าที่นี้สิ้นสุดไปแล้วเมื่อ {day} วันรับหน้าที่ต้องไม่หลังวันนั้น"
DONE = "หน้าที่นี้ส่งมอบไปแล้วให้{name} ดูรายการส่งมอบได้ที่หน้านี้"
NOBODY = "ผู้ที่จะกำหนดภายหลัง"


@transaction.atomic
def hand_over(
    *, by: User, post: Assignment, to: User | None, day: date, note: str, at: datetime
) -> Handover:
    """`post` ends before `day` and `to` holds it from that day; nobody yet, when `to` is None.

    Whoever holds the same post there already keeps it. A second call with the same changes
    nothing. Raises Wrong with the field for a day or person that does not fit, and Refused as
    end_assignment does.
    """
    held = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("user", "area")
        .get(pk=post.pk)
    )
    known = Handover.objects.filter(post=held).select_related("to__user").first()
    if known and (known.day, known.to and known.to.user_id) == (day, to.pk if to else None):
        return known
    if known:
        raise Wrong("to", DONE.format(name=known.to.user if known.to else NOBODY))
    _check(held, to, day)
    taken = _taken_by(by, held, to, day) if to else None
    if held.ends is None or held.ends > day:
        end_assignment(by=by, assignment=held, ends=day)
    done = Handover.objects.create(post=held, to=taken, day=day, note=note, made_at=at, made_by=by)
    who = str(to) if to else NOBODY
    log.record(
        by=by.username,
        verb="post.handed_over",
        target=held,
        area=held.area_id,
        summary=f"ส่งมอบหน้าที่{held.get_role_display()} {held.area} จาก {held.user} ให้ {who}",
        changes={"day": day, "to": who, "note": note},
    )
    return done


@transaction.atomic
def acknowledge_handover(*, by: User, handover: Handover, at: datetime) -> Handover:
    """The new holder has seen what is handed over; a second click changes nothing."""
    kept = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("post__area")
        .get(pk=handover.pk)
    )
    if kept.acknowledged_at is None:
        kept.acknowledged_at, kept.acknowledged_by = at, by
        kept.save(update_fields=["acknowledged_at", "acknowledged_by"])
        log.record(
            by=by.username,
            verb="post.taken_over",
            target=kept.post,
            area=kept.post.area_id,
            summary=f"{by} รับมอบหน้าที่{kept.post.get_role_display()} {kept.post.area}",
        )
    return kept


def _check(held: Assignment, to: User | None, day: date) -> None:
    """Raise Wrong for a day or a person that does not fit."""
    if day <= held.starts:
        raise Wrong("day", TOO_EARLY.format(day=format_short(held.starts)))
    if held.ends is not None and day > held.ends:
        raise Wrong("day", OVER.format(day=format_short(held.ends)))
    if to and to.pk == held.user_id:
        raise Wrong("to", ITSELF.format(name=to))
    if to and not User.objects.filter(pk=to.pk, is_active=True).exists():
        raise Wrong("to", CLOSED.format(name=to))


def _taken_by(by: User, held: Assignment, to: User, day: date) -> Assignment:
    """The same post in the hands of `to` on `day`: the one they have, or a new one."""
    same = Assignment.objects.on(day).filter(user=to, role=held.role, area=held.area)
    return same.first() or assign(
        by=by, user=to, role=held.role, area=held.area, starts=day, is_acting=held.is_acting
    )
