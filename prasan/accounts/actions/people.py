"""Who may log in, and which posts they hold."""

from collections.abc import Mapping
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction

from prasan.accounts.models import Assignment, Office, User
from prasan.accounts.rights import Right, roles_with
from prasan.areas.models import Area
from prasan.audit import log

SYSTEM = "system"


class Refused(Exception):
    """The change may not be made; the text says why and what to do, in Thai."""


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
    *,
    by: User,
    username: str,
    password: str,
    full_name: str,
    post_title: str = "",
    area: str = "",
) -> User:
    """A new account without any post; raises IntegrityError when the name is taken.

    `area` is the code of the area that asked for the account: who administers it sees the event.
    """
    user = User.objects.create_user(
        username=username, password=password, full_name=full_name, post_title=post_title
    )
    log.record(
        by=by.username,
        verb="user.created",
        target=user,
        area=area,
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
def end_assignment(*, by: User, assignment: Assignment, ends: date) -> Assignment:
    """End a post: `ends` is the first day without it; a second call changes nothing.

    Raises Refused when `by` would end their own last post that administers: nobody would be left
    to give it back.
    """
    held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if held.ends == ends:
        return held
    if held.user_id == by.pk and _is_last_to_administer(held, ends):
        raise Refused(
            "นี่เป็นหน้าที่ดูแลระบบเพียงหน้าที่เดียวของท่าน ถ้าสิ้นสุดแล้วท่านจะมอบคืนเองไม่ได้ ให้ผู้ดูแลคนอื่นทำแทน"
        )
    old, held.ends = held.ends, ends
    held.save(update_fields=["ends"])
    log.record(
        by=by.username,
        verb="post.ended",
        target=held,
        area=held.area_id,
        summary=f"สิ้นสุดหน้าที่ของ {held.user} {held.get_role_display()} {held.area}",
        changes={"ends": [old or "", ends]},
    )
    return held


@transaction.atomic
def correct_user(*, by: User, user: User, full_name: str, post_title: str) -> User:
    """Put a name or a post title right; what stands already is left alone."""
    kept = User.objects.select_for_update().get(pk=user.pk)
    changes = _set(kept, full_name=full_name, post_title=post_title)
    if changes:
        _record(by, "user.corrected", kept, f"แก้ข้อมูลบัญชี {kept.username}", changes)
    return kept


@transaction.atomic
def deactivate_user(*, by: User, user: User) -> User:
    """Close an account: logged out at once, posts kept. A second call changes nothing.

    Raises Refused for one's own account.
    """
    if user.pk == by.pk:
        raise Refused("ปิดบัญชีของตนเองไม่ได้ ให้ผู้ดูแลคนอื่นปิดให้")
    kept = User.objects.select_for_update().get(pk=user.pk)
    if _set(kept, is_active=False):
        _record(by, "user.deactivated", kept, f"ปิดบัญชี {kept.username} ({kept})")
    return kept


@transaction.atomic
def reactivate_user(*, by: User, user: User) -> User:
    """Open a closed account again; a second call changes nothing."""
    kept = User.objects.select_for_update().get(pk=user.pk)
    if kept.username == SYSTEM:
        raise Refused("บัญชีนี้เป็นของระบบ ใช้เข้าสู่ระบบไม่ได้")
    if _set(kept, is_active=True):
        _record(by, "user.reactivated", kept, f"เปิดบัญชี {kept.username} ({kept}) อีกครั้ง")
    return kept


@transaction.atomic
def drop_second_factor(*, by: User, user: User) -> int:
    """Take away every second factor of a user who has lost theirs; gives how many there were.

    They log in by password again and set up another. Without any, nothing happens.
    """
    count: int = Authenticator.objects.filter(user=user).delete()[0]
    if count:
        _record(by, "user.second_factor_dropped", user, f"ล้างขั้นตอนที่สองของ {user.username} ({user})")
    return count


@transaction.atomic
def set_password(*, by: User, user: User, password: str) -> User:
    """Give an account another password; whoever is logged in with it is logged out."""
    kept = User.objects.select_for_update().get(pk=user.pk)
    kept.set_password(password)
    kept.save(update_fields=["password"])
    _record(by, "user.password_set", kept, f"ตั้งรหัสผ่านใหม่ให้ {kept.username} ({kept})")
    return kept


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


@transaction.atomic
def correct_office(*, by: User, office: Office, **letterhead: str) -> Office:
    """Put a letterhead right, for letters to come; those numbered keep the one they have."""
    kept = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    changes = _set(kept, **letterhead)
    if changes:
        log.record(
            by=by.username,
            verb="office.corrected",
            target=kept,
            area=kept.area_id,
            summary=f"แก้หัวหนังสือของ{kept.name}",
            changes=changes,
        )
    return kept


def _is_last_to_administer(held: Assignment, ends: date) -> bool:
    administering = roles_with(Right.ADMINISTER)
    others = Assignment.objects.filter(user=held.user_id, role__in=administering).on(ends)
    return held.role in administering and not others.exclude(pk=held.pk).exists()


def _set(row: User | Office, **fields: str | bool) -> dict[str, list[object]]:
    """Save what differs in `row`; what differed, as old and new."""
    changes = {
        name: [getattr(row, name), value]
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    for name in changes:
        setattr(row, name, fields[name])
    if changes:
        row.save(update_fields=list(changes))
    return changes


def _record(
    by: User,
    verb: str,
    user: User,
    summary: str,
    changes: Mapping[str, object] | None = None,
) -> None:
    """An event of an account, filed under the area of its newest post."""
    posts = Assignment.objects.filter(user=user).order_by("-starts", "-pk")
    area = posts.values_list("area_id", flat=True).first() or ""
    log.record(by=by.username, verb=verb, target=user, area=area, summary=summary, changes=changes)
