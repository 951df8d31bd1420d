"""What the pages of accounts load, each through what one administers."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from prasan import clock
from prasan.accounts import administration
from prasan.accounts.middleware import Request
from prasan.accounts.models import Assignment, User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, AreaQuerySet, Level, within
from prasan.areas.rules import NATION


def account(request: Request, pk: int) -> User:
    """One of the accounts within what one administers; anything else is not there."""
    return get_object_or_404(administration.users_of(request.reach), pk=pk)


def account_to_change(request: Request, pk: int) -> User:
    """An account one looks after: one may close it, name it, set its password."""
    user = account(request, pk)
    posts = Assignment.objects.filter(user=user)
    if not administration.may_look_after(request.reach, posts, clock.today()):
        raise PermissionDenied("บัญชีนี้มีหน้าที่นอกพื้นที่ที่ท่านดูแล ให้ผู้ดูแลระบบแก้ให้ ท่านดูข้อมูลได้")
    return user


def posts_of(user: User) -> list[Assignment]:
    """Every post of `user`, newest first; one query."""
    posts = Assignment.objects.filter(user=user).select_related("area__parent__parent")
    return list(posts.order_by("-starts", "-pk"))


def places(reach: Reach, day: date) -> AreaQuerySet:
    """The areas offered while typing: a province's districts and tambons, the nation's provinces.

    The rest can be typed all the same; a list of thousands would only be slow.
    """
    codes = reach.holding(Right.ADMINISTER)
    areas = Area.objects.filter(within(codes, field="code")).on(day)
    if NATION in codes:
        areas = areas.filter(level__in=[Level.NATION, Level.PROVINCE])
    return areas.select_related("parent__parent")
