"""Who may log in, and which posts they hold."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import Assignment, Office, User
from prasan.areas.models import Area
from prasan.audit import log

SYSTEM = "system"


def system_user() -> User:
    """The actor of scheduled commands; made on first use, cannot log in."""
    user, is_new = User.objects.get_or_create(
        username=SYSTEM, defaults={"full_name": "ระบบประสาน", "is_active": False}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def create_user(
    *, by: User, username: str, password: str, full_name: str, post_title: str = ""
) -> User:
    """A new account without any post; raises IntegrityError when the name is taken."""
    user = User.objects.create_user(
        username=username, password=password, full_name=full_name, post_title=post_title
    )
    log.record(
        by=by.username,
        verb="user.created",
        target=user,
        summary=f"สร้างบัญชีผู้ใช้ {username} ({full_name})",
        changes={"full_name": full_name, "post_title": post_title},
    )
    return user


@transaction.atomic
def assign(
    *,
    by: User,
    user: User,
    role: str,
    area: Area,
    starts: date,
    ends: date | None = None,
    is_acting: bool = False,
) -> Assignment:
    """Give `user` a post in `area`; a second call with the same post changes nothing."""
    held, is_new = Assignment.objects.get_or_create(
        user=user,
        role=role,
        area=area,
        starts=starts,
        defaults={"ends": ends, "is_acting": is_acting},
    )
    if is_new:
        log.record(
            by=by.username,
            verb="post.assigned",
            target=held,
            area=area.code,
            summary=f"มอบหมาย {user} เป็น{held.get_role_display()} {area}",
            changes={"role": role, "starts": starts, "ends": ends or ""},
        )
    return held


@transaction.atomic
def end_assignment(*, by: User, assignment: Assignment, ends: date) -> None:
    """End a post: `ends` is the first day without it."""
    old = assignment.ends
    assignment.ends = ends
    assignment.save(update_fields=["ends"])
    log.record(
        by=by.username,
        verb="post.ended",
        target=assignment,
        area=assignment.area_id,
        summary=f"สิ้นสุดหน้าที่ของ {assignment.user} {assignment.area}",
        changes={"ends": [old or "", ends]},
    )


@transaction.atomic
def open_office(*, by: User, area: Area, **letterhead: str) -> Office:
    """A new office that sends letters; `letterhead` are the text fields of Office."""
    office = Office.objects.create(area=area, **letterhead)
    log.record(
        by=by.username,
        verb="office.opened",
        target=office,
        area=area.code,
        summary=f"ตั้ง{office.name}",
        changes=letterhead,
    )
    return office
