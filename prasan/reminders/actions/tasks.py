"""Handing one thing of an office to a person in it, and taking it back."""

from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import Assignment, User
from prasan.accounts.rights import OFFICERS
from prasan.accounts.rules import is_colleague
from prasan.areas.models import Area
from prasan.audit import log
from prasan.directives.models import Obligation
from prasan.reminders.models import Task
from prasan.thai.calendar import format_short

OUTSIDE = "{name}ไม่ได้อยู่ในสำนักงานนี้แล้ว เลือกเจ้าหน้าที่ในสำนักงาน"
PAST = "วันที่ {day} ผ่านไปแล้ว ใส่วันนี้หรือวันข้างหน้า"
TAKEN = "งานนี้มอบให้{name}อยู่แล้ว เรียกคืนก่อนแล้วจึงมอบให้ผู้อื่น"


class WrongTask(Exception):
    """The thing cannot be handed so; `field` is where, the text why, in Thai."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def hand_task(
    *,
    by: User,
    obligation: Obligation,
    area: Area,
    user: User,
    due: date,
    note: str,
    at: datetime,
) -> Task:
    """`user` is to see to what `area` owes by `due`; a second call with the same changes nothing.

    Raises WrongTask for a day past, a person outside the office, and what another has in hand.
    """
    root = obligation.renews or obligation
    Obligation.objects.select_for_update(of=("self",)).get(pk=root.pk)
    held = Task.objects.standing().filter(obligation=root, area=area).first()
    if held and (held.user_id, held.due, held.note) == (user.pk, due, note):
        return held
    if held:
        raise WrongTask("thing", TAKEN.format(name=held.user))
    if due < at.date():
        raise WrongTask("due", PAST.format(day=format_short(due)))
    posts = Assignment.objects.on(at.date()).filter(user=user, role__in=OFFICERS)
    codes = list(posts.filter(user__is_active=True).values_list("area", flat=True))
    if not is_colleague(area.code, codes):
        raise WrongTask("user", OUTSIDE.format(name=user))
    task = Task.objects.create(
        obligation=root, area=area, user=user, due=due, note=note, given_at=at, given_by=by
    )
    log.record(
        by=by.username,
        verb="task.handed",
        target=task,
        area=area.code,
        summary=f"มอบหมาย {root} {area} ให้ {user}",
        changes={"user": user, "due": due, "note": note},
    )
    return task


@transaction.atomic
def take_back(*, by: User, task: Task, why: str, at: datetime) -> Task:
    """The office has it again, with the reason; a second call changes nothing."""
    kept = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if kept.taken_back_at is None:
        kept.taken_back_at, kept.taken_back_by, kept.taken_back_why = at, by, why
        kept.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
        log.record(
            by=by.username,
            verb="task.taken_back",
            target=kept,
            area=kept.area_id,
            summary=f"เรียกคืน {kept.obligation} {kept.area} จาก {kept.user}",
            changes={"taken_back_why": why},
        )
    return kept
