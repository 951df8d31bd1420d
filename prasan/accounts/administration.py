"""Who may look after which account and give which post: asked by the pages before an action."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from prasan.accounts.actions import SYSTEM
from prasan.accounts.models import Assignment, User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import OFFICERS, Right, Role
from prasan.accounts.rules import is_colleague
from prasan.areas.models import Level, within
from prasan.areas.rules import NATION, PROVINCE_DIGITS, holds

# Where each post can lie; what is not named lies anywhere.
_LEVELS: dict[str, Collection[Level]] = {
    Role.DEPARTMENT: (Level.NATION,),
    Role.PROVINCE: (Level.PROVINCE,),
    Role.DISTRICT: (Level.DISTRICT,),
    Role.TAMBON: (Level.TAMBON,),
    Role.MEMBER: (Level.DISTRICT, Level.TAMBON),
}

# Whose officers look after the holders of a post.
_ABOVE: dict[str, Collection[str]] = {
    Role.TAMBON: (Role.DISTRICT, Role.PROVINCE),
    Role.DISTRICT: (Role.PROVINCE,),
}


def users_of(reach: Reach) -> "QuerySet[User]":
    """The people with a post, past or present, within what one administers.

    Over the whole nation that is everybody, those without any post too.
    """
    people = User.objects.exclude(username=SYSTEM)
    codes = reach.holding(Right.ADMINISTER)
    if NATION in codes:
        return people
    posts = Assignment.objects.filter(within(codes, field="area"))
    return people.filter(pk__in=posts.values("user"))


def may_give(reach: Reach, role: str, code: str) -> bool:
    """Whether one may give or end the post `role` in the area `code`.

    Only an administrator makes another: a province's officer administers, but hands on less.
    """
    if role == Role.ADMINISTRATOR:
        return any(
            post.role == Role.ADMINISTRATOR and holds(post.code, code) for post in reach.posts
        )
    return reach.may(Right.ADMINISTER, code)


def may_look_after(reach: Reach, posts: Iterable[Assignment], day: date) -> bool:
    """Whether one may close the account that holds `posts`, or set its password.

    One must be able to give every post it still holds or will hold; else a password would open
    more than one has. An account without such posts goes by those it had.
    """
    all_posts = list(posts)
    lasting = [post for post in all_posts if post.ends is None or post.ends > day]
    asked = lasting or all_posts
    if not asked:
        return reach.may(Right.ADMINISTER, NATION)
    return all(may_give(reach, post.role, post.area_id) for post in asked)


def may_name(reach: Reach, user: User, post: Assignment) -> bool:
    """Whether `user`, whose reach it is, may say that the holder of `post` is away, and who stands
    in: the holder, whoever may give the post, and the officers of the tier above.

    Posts one holds for others do not count: what is named there could outlast one's days.
    """
    if post.user_id == user.pk:
        return True
    own = reach.own
    return may_give(own, post.role, post.area_id) or any(
        above.role in _ABOVE.get(post.role, ()) and holds(above.code, post.area_id)
        for above in own.posts
    )


def posts_in_sight(reach: Reach, user: User, day: date) -> "QuerySet[Assignment]":
    """The officers' posts, held on `day` or later, of oneself and within one's own areas."""
    lasting = Assignment.objects.filter(Q(ends=None) | Q(ends__gt=day), role__in=OFFICERS)
    mine = Q(user=user) | reach.own.q("area")
    return lasting.filter(mine).select_related("user", "area__parent")


def stand_ins(posts: Collection[Assignment], day: date) -> dict[bool, list[User]]:
    """Who may stand in for all of `posts`, of the same office (True) or another of the province,
    by name; one query."""
    codes = {post.area_id for post in posts}
    holders = {post.user_id for post in posts}
    found: dict[bool, list[User]] = {True: [], False: []}
    for area in {code[:PROVINCE_DIGITS] for code in codes}:
        officers = Assignment.objects.on(day).filter(
            within([area], field="area"), role__in=OFFICERS, user__is_active=True
        )
        own: dict[User, list[str]] = {}
        for post in officers.select_related("user").order_by("user__full_name", "user"):
            if post.user_id not in holders:
                own.setdefault(post.user, []).append(post.area_id)
        for user, mine in own.items():
            found[all(is_colleague(code, mine) for code in codes)].append(user)
    return found


def roles_to_give(reach: Reach) -> list[Role]:
    """The posts one may give somewhere."""
    is_administrator = any(post.role == Role.ADMINISTRATOR for post in reach.posts)
    return [role for role in Role if role != Role.ADMINISTRATOR or is_administrator]


def levels_of(role: str) -> Collection[Level]:
    """Where a post of `role` can lie; empty when anywhere."""
    return _LEVELS.get(role, ())
