"""Being away, and who stands in meanwhile."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from prasan.accounts import rules
from prasan.accounts.actions.people import Refused
from prasan.accounts.models import Absence, Assignment, User
from prasan.accounts.rights import OFFICERS
from prasan.accounts.rules import Span
from prasan.audit import log

SELF = "ตั้งตนเองเป็นผู้ทำแทนไม่ได้ เลือกผู้อื่น หรือเว้นว่างไว้แล้วการแจ้งเตือนจะไปถึงผู้กำกับชั้นเหนือ"
CLOSED = "บัญชีของ{name}ปิดอยู่ ให้ผู้ดูแลเปิดบัญชีก่อน หรือเลือกผู้อื่น"
NO_OFFICER = "{name}ไม่มีหน้าที่เจ้าหน้าที่ในวันนั้น ผู้ทำแทนต้องเป็นเจ้าหน้าที่ของจังหวัดเดียวกัน"
FAR = "{name}อยู่จังหวัดอื่น ผู้ทำแทนต้องเป็นเจ้าหน้าที่ของจังหวัดเดียวกัน"
BY_ORDER = "{name}อยู่สำนักงานอื่น ใส่คำสั่งหรือหนังสือที่ให้ทำแทน เช่น คำสั่งจังหวัดลำปาง ที่ 12/2567"
NO_STAND_IN = "หน้าที่{post}ไม่มีผู้ทำแทน ให้ผู้ดูแลมอบหน้าที่แก่ผู้อื่น"


class Wrong(Refused):
    """Refused because of what stands in one field: days, posts, stand_in or order."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def be_away(
    *,
    by: User,
    posts: Collection[Assignment],
    starts: date,
    last: date,
    stand_in: User | None,
    reason: str,
    order: str = "",
    at: datetime,
) -> list[Absence]:
    """The holder of `posts` is away from `starts` to `last` (included); `stand_in` does the work.

    The posts are of one person. A second call with the same changes nothing. Raises Wrong, with
    the field and a sentence, for days, posts or people that do not fit.
    """
    ends = last + timedelta(days=1)
    _locked({post.user_id for post in posts} | ({stand_in.pk} if stand_in else set()))
    mine = Assignment.objects.select_related("user", "area").filter(
        pk__in=[post.pk for post in posts]
    )
    held = list(mine.order_by("area", "role"))
    same = _same(held, starts, ends, stand_in)
    if same:
        return same
    _check_days(held, starts, last, at.date())
    if stand_in:
        _check_stand_in(stand_in, held, starts, ends, order)
    return [_away(by, post, stand_in, starts, ends, reason, order, at) for post in held]


@transaction.atomic
def end_absence(*, by: User, absence: Absence, ends: date, why: str, at: datetime) -> Absence:
    """Back before the day, or the stand-in gives the post back: `ends` is the first day of that.

    Days that were stay as they were. A second call changes nothing.
    """
    _locked({absence.post.user_id})
    kept = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if kept.ended_at is not None or kept.ends <= ends:
        return kept
    old, kept.ends = kept.ends, max(ends, kept.starts)
    kept.ended_at, kept.ended_by, kept.ended_why = at, by, why
    kept.save(update_fields=["ends", "ended_at", "ended_by", "ended_why"])
    log.record(
        by=by.username,
        verb="absence.ended",
        target=kept,
        area=kept.post.area_id,
        summary=f"สิ้นสุดช่วงไม่อยู่ของ {kept.post.user} ก่อนกำหนด",
        changes={"ends": [old, kept.ends], "ended_why": why},
    )
    return kept


def _locked(people: Collection[int]) -> None:
    """Two who name stand-ins for the same people go one after the other."""
    list(User.objects.select_for_update().filter(pk__in=people).order_by("pk"))


def _same(
    held: Collection[Assignment], starts: date, ends: date, stand_in: User | None
) -> list[Absence]:
    """What stands already when the same was said before."""
    found = Absence.objects.filter(
        post__in=held, starts=starts, ends=ends, stand_in=stand_in, ended_at=None
    )
    return list(found) if len(found) == len(held) else []


def _check_days(held: Collection[Assignment], starts: date, last: date, today: date) -> None:
    """Raise Wrong for days that cannot be, of themselves or beside what is known."""
    problem = rules.days_problem(starts, last, today=today)
    if problem:
        raise Wrong("last", problem)
    ends = last + timedelta(days=1)
    known = Absence.objects.meeting(starts, ends).filter(post__in=held).select_related("stand_in")
    away: dict[int, list[Span]] = {}
    for absence in known:
        away.setdefault(absence.post_id, []).append(absence.span)
    for post in held:
        name = f"{post.get_role_display()} {post.area}"
        if post.role not in OFFICERS:
            raise Wrong("posts", NO_STAND_IN.format(post=name))
        problem = rules.post_problem(
            name,
            starts=starts,
            ends=ends,
            held=(post.starts, post.ends),
            away=away.get(post.pk, ()),
        )
        if problem:
            raise Wrong("starts", problem)


def _check_stand_in(
    stand_in: User, held: Collection[Assignment], starts: date, ends: date, order: str
) -> None:
    """Raise Wrong for whoever cannot stand in for these posts on these days."""
    kept = User.objects.get(pk=stand_in.pk)
    holders = {post.user_id for post in held}
    if kept.pk in holders:
        raise Wrong("stand_in", SELF)
    if not kept.is_active:
        raise Wrong("stand_in", CLOSED.format(name=kept))
    posts = Assignment.objects.on(starts).filter(user=kept, role__in=OFFICERS)
    own = list(posts.values_list("area", flat=True))
    if not own:
        raise Wrong("stand_in", NO_OFFICER.format(name=kept))
    for post in held:
        if not rules.is_of_province(post.area_id, own):
            raise Wrong("stand_in", FAR.format(name=kept))
        if not order and not rules.is_colleague(post.area_id, own):
            raise Wrong("order", BY_ORDER.format(name=kept))
    meeting = Absence.objects.meeting(starts, ends).select_related("post__user", "stand_in")
    found = list(meeting.filter(Q(post__user=kept) | Q(stand_in__in=holders)))
    problem = rules.stand_in_problem(
        str(kept),
        str(next(iter(held)).user),
        starts=starts,
        ends=ends,
        away=[one.span for one in found if one.post.user_id == kept.pk],
        stands_in=[
            Span(one.starts, one.ends, str(one.post.user))
            for one in found
            if one.stand_in_id in holders
        ],
    )
    if problem:
        raise Wrong("stand_in", problem)


def _away(
    by: User,
    post: Assignment,
    stand_in: User | None,
    starts: date,
    ends: date,
    reason: str,
    order: str,
    at: datetime,
) -> Absence:
    absence = Absence.objects.create(
        post=post,
        stand_in=stand_in,
        starts=starts,
        ends=ends,
        reason=reason,
        order=order,
        entered_at=at,
        entered_by=by,
    )
    whose = f"{post.user} {post.get_role_display()} {post.area}"
    who = f"{stand_in} ทำแทน" if stand_in else "ไม่มีผู้ทำแทน"
    log.record(
        by=by.username,
        verb="absence.entered",
        target=absence,
        area=post.area_id,
        summary=f"{whose} ไม่อยู่ {absence.span.words} {who}",
        changes={
            "starts": starts,
            "ends": ends,
            "stand_in": stand_in or "",
            "order": order,
        },
    )
    return absence
