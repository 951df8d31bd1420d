"""Who may look after which account and give which post: asked by the pages before an action."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from prasan.accounts.actions import SYSTEM
from prasan.accounts.models import Assignment, User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right, Role
from prasan.areas.models import Level, within
from prasan.areas.rules import NATION, holds

# Where each post can lie; what is not named lies anywhere.
_LEVELS: dict[str, Collection[Level]] = {
    Role.DEPARTMENT: (Level.NATION,),
    Role.PROVINCE: (Level.PROVINCE,),
    Role.DISTRICT: (Level.DISTRICT,),
    Role.TAMBON: (Level.TAMBON,),
    Role.MEMBER: (Level.DISTRICT, Level.TAMBON),
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


def roles_to_give(reach: Reach) -> list[Role]:
    """The posts one may give somewhere."""
    is_administrator = any(post.role == Role.ADMINISTRATOR for post in reach.posts)
    return [role for role in Role if role != Role.ADMINISTRATOR or is_administrator]


def levels_of(role: str) -> Collection[Level]:
    """Where a post of `role` can lie; empty when anywhere."""
    return _LEVELS.get(role, ())
