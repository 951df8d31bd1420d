"""What a person may see and do on a day: the one entry point for scoping.

Views hold it as `request.reach` and hand it to querysets: `Committee.objects.visible_to(reach)`.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from prasan.accounts.models import Assignment, User
from prasan.accounts.rights import OFFICERS, WHO, Right, Role, lent_rights_of, rights_of
from prasan.accounts.rules import Held, acted_for, is_of_province
from prasan.areas import rules
from prasan.areas.models import within


@dataclass(frozen=True)
class Post:
    """One post in force: a role and the code of its area.

    One that is held for somebody away names them, and until which day.
    """

    role: str
    code: str
    holder: str = ""
    holder_name: str = ""
    place: str = ""
    until: date | None = None

    @property
    def is_lent(self) -> bool:
        return bool(self.holder)

    @property
    def title(self) -> str:
        """The post in words: เจ้าหน้าที่พัฒนาชุมชนอำเภอ งาว."""
        return f"{Role(self.role).label} {self.place}".strip()

    @property
    def last(self) -> date | None:
        """The last day it is held for another."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def rights(self) -> frozenset[Right]:
        """What it may do: in the hands of a stand-in never more than in its holder's."""
        return lent_rights_of(self.role) if self.is_lent else rights_of(self.role)


@dataclass(frozen=True)
class Reach:
    """The posts a user holds on one day, and those they hold for others. None: nothing in sight.

    `asked` are the rights that were asked for; they tell for whom something was done.
    """

    posts: tuple[Post, ...] = ()
    asked: set[Right] = field(default_factory=set, compare=False, repr=False)

    @classmethod
    def of(cls, user: User, day: date) -> "Reach":
        """The reach of `user` on `day`; one query. An inactive user reaches nothing.

        Who has no officer's post in the province any more stands in for nobody there.
        """
        if not user.is_active:
            return cls()
        rows = _held(user, day)
        own = [Post(role, code) for role, code, holder, *_ in rows if holder == user.username]
        offices = [post.code for post in own if post.role in OFFICERS]
        lent = [
            Post(role, code, holder, name, place, until)
            for role, code, holder, name, place, until in rows
            if holder != user.username and role in OFFICERS and is_of_province(code, offices)
        ]
        return cls((*own, *lent))

    @property
    def own(self) -> "Reach":
        """What one's own posts reach, without those held for others."""
        return Reach(tuple(post for post in self.posts if not post.is_lent))

    @property
    def lent(self) -> tuple[Post, ...]:
        """The posts one holds for others today."""
        return tuple(post for post in self.posts if post.is_lent)

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
        self.asked.add(right)
        return any(right in post.rights and rules.holds(post.code, code) for post in self.posts)

    def roles(self, right: Right, code: str) -> frozenset[str]:
        """The posts, by their role, that carry `right` over the area `code`."""
        held = (post for post in self.posts if right in post.rights)
        return frozenset(post.role for post in held if rules.holds(post.code, code))

    def may_at(self, right: Right, code: str) -> bool:
        """Whether a post of the very area `code` carries `right`, as no tier above does."""
        self.asked.add(right)
        return any(right in post.rights and post.code == code for post in self.posts)

    def must_at(self, right: Right, code: str) -> None:
        """Raise PermissionDenied, naming who may, unless `right` is held at the area `code`."""
        if not self.may_at(right, code):
            raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[right]} ท่านดูข้อมูลได้")

    def may_somewhere(self, right: Right) -> bool:
        self.asked.add(right)
        return any(right in post.rights for post in self.posts)

    def must(self, right: Right, code: str) -> None:
        """Raise PermissionDenied, naming who may, unless `right` holds over `code`."""
        if not self.may(right, code):
            raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[right]} ท่านดูข้อมูลได้")

    def must_somewhere(self, right: Right) -> None:
        """Raise PermissionDenied, naming who may, unless `right` holds over some area."""
        if not self.may_somewhere(right):
            raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[right]}")

    def holding(self, right: Right) -> tuple[str, ...]:
        """The codes over which `right` is held, each once."""
        self.asked.add(right)
        return tuple(dict.fromkeys(post.code for post in self.posts if right in post.rights))

    def acted_for(self, code: str) -> str:
        """The user name of the one for whom something in the area `code` was done; "" for oneself,
        going by the rights that were asked for until now."""
        if not self.lent:
            return ""
        held = [Held(frozenset(post.rights), post.code, post.holder) for post in self.posts]
        return acted_for(held, self.asked, code)


def _held(user: User, day: date) -> list[tuple[str, str, str, str, str, date | None]]:
    """Role, area, user name and name of the holder, place and end of each post one holds, for
    oneself or another."""
    posts = Assignment.objects.on(day)
    who = ("role", "area", "user__username", "user__full_name", "area__name")
    own = posts.filter(user=user).values_list(*who, "ends")
    lent = posts.filter(
        absences__stand_in=user, absences__starts__lte=day, absences__ends__gt=day
    ).values_list(*who, "absences__ends")
    # One question to the database, each half by its own index.
    return sorted(own.union(lent, all=True), key=lambda row: (row[1], row[0], row[2]))
