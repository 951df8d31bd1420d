"""What a person may see and do on a day: the one entry point for scoping.

Views hold it as `request.reach` and hand it to querysets: `Committee.objects.visible_to(reach)`.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from prasan.accounts.models import Assignment, User
from prasan.accounts.rights import WHO, Right, rights_of
from prasan.areas import rules
from prasan.areas.models import within


@dataclass(frozen=True)
class Post:
    """One post in force: a role and the code of its area."""

    role: str
    code: str


@dataclass(frozen=True)
class Reach:
    """The posts a user holds on one day. No posts, nothing in sight."""

    posts: tuple[Post, ...] = ()

    @classmethod
    def of(cls, user: User, day: date) -> "Reach":
        """The reach of `user` on `day`; one query. An inactive user reaches nothing."""
        if not user.is_active:
            return cls()
        held = Assignment.objects.filter(user=user).on(day).order_by("area", "role")
        return cls(tuple(Post(role, code) for role, code in held.values_list("role", "area")))

    @property
    def codes(self) -> tuple[str, ...]:
        """The widest areas in sight, in code order; an area inside another is left out."""
        mine = sorted({post.code for post in self.posts}, key=lambda code: (len(code), code))
        if rules.NATION in mine:
            return (rules.NATION,)
        widest: list[str] = []
        for code in mine:
            if not any(rules.holds(outer, code) for outer in widest):
                widest.append(code)
        return tuple(sorted(widest))

    def q(self, field: str) -> Q:
        """A condition on `field`, an area code or a path to one: in sight."""
        return within(self.codes, field=field)

    def sees(self, code: str) -> bool:
        return any(rules.holds(outer, code) for outer in self.codes)

    def may(self, right: Right, code: str) -> bool:
        """Whether some post carries `right` over the area `code`."""
        return any(
            right in rights_of(post.role) and rules.holds(post.code, code) for post in self.posts
        )

    def may_at(self, right: Right, code: str) -> bool:
        """Whether a post of the very area `code` carries `right`, as no tier above does."""
        return any(right in rights_of(post.role) and post.code == code for post in self.posts)

    def must_at(self, right: Right, code: str) -> None:
        """Raise PermissionDenied, naming who may, unless `right` is held at the area `code`."""
        if not self.may_at(right, code):
            raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[right]} ท่านดูข้อมูลได้")

    def may_somewhere(self, right: Right) -> bool:
        return any(right in rights_of(post.role) for post in self.posts)

    def must(self, right: Right, code: str) -> None:
        """Raise PermissionDenied, naming who may, unless `right` holds over `code`."""
        if not self.may(right, code):
            raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[right]} ท่านดูข้อมูลได้")

    def must_somewhere(self, right: Right) -> None:
        """Raise PermissionDenied, naming who may, unless `right` holds over some area."""
        if not self.may_somewhere(right):
            raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[right]}")

    def holding(self, right: Right) -> tuple[str, ...]:
        """The codes over which `right` is held."""
        return tuple(post.code for post in self.posts if right in rights_of(post.role))
