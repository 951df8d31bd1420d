"""Which post may do what: the whole table, in one place.

Upper tiers advise, accept and return; they do not overwrite what the level below recorded.
Source: ours, see decision 0004.
"""

from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    """A post that carries rights (หน้าที่)."""

    DEPARTMENT = "department", "เจ้าหน้าที่กรมการพัฒนาชุมชน"
    PROVINCE = "province", "เจ้าหน้าที่พัฒนาชุมชนจังหวัด"
    DISTRICT = "district", "เจ้าหน้าที่พัฒนาชุมชนอำเภอ"
    TAMBON = "tambon", "พัฒนากร"
    MEMBER = "member", "กรรมการศูนย์ฯ"
    READER = "reader", "ผู้อ่านภาพรวม"
    ADMINISTRATOR = "administrator", "ผู้ดูแลระบบ"


class Right(StrEnum):
    """Something one may do in an area, beyond reading."""

    RECORD = "record"  # enter facts: orders, meetings, plans
    ASSESS = "assess"  # give a centre's own scores, and file them
    VERIFY = "verify"  # check what a centre filed, and score it for the district
    SUBMIT = "submit"  # send a district's work to the province
    DECIDE = "decide"  # accept or return what was sent
    DIRECT = "direct"  # issue directives and letters, grant exceptions
    CORRESPOND = "correspond"  # keep an office's registers, write and number its letters
    PASS = "pass"  # pass letters from above down one's own area, and keep what was ordered there
    CONTACT = "contact"  # see members' telephone numbers
    ADMINISTER = "administer"  # users, posts, offices, what is expected where


_RIGHTS: dict[str, frozenset[Right]] = {
    # Orders by letter, and leaves all below to those whose task it is.
    Role.DEPARTMENT: frozenset({Right.PASS, Right.CORRESPOND}),
    Role.PROVINCE: frozenset(
        {
            Right.DECIDE,
            Right.DIRECT,
            Right.PASS,
            Right.CORRESPOND,
            Right.CONTACT,
            Right.ADMINISTER,
        }
    ),
    Role.DISTRICT: frozenset(
        {
            Right.RECORD,
            Right.ASSESS,
            Right.VERIFY,
            Right.SUBMIT,
            Right.PASS,
            Right.CORRESPOND,
            Right.CONTACT,
        }
    ),
    Role.TAMBON: frozenset({Right.RECORD, Right.ASSESS, Right.CONTACT}),
    # The centre grades itself; all else about it is recorded by its officers.
    Role.MEMBER: frozenset({Right.ASSESS}),
    Role.READER: frozenset(),
    Role.ADMINISTRATOR: frozenset({Right.ADMINISTER}),
}

# Posts of officers: what they may do, another officer may do while they are away.
OFFICERS = frozenset({Role.PROVINCE, Role.DISTRICT, Role.TAMBON})

WHO = {
    Right.RECORD: "เจ้าหน้าที่พัฒนาชุมชนอำเภอหรือพัฒนากรผู้รับผิดชอบ",
    Right.ASSESS: "กรรมการศูนย์ฯ หรือพัฒนากรผู้รับผิดชอบ",
    Right.VERIFY: "เจ้าหน้าที่พัฒนาชุมชนอำเภอ",
    Right.SUBMIT: "เจ้าหน้าที่พัฒนาชุมชนอำเภอ",
    Right.DECIDE: "เจ้าหน้าที่พัฒนาชุมชนจังหวัด",
    Right.DIRECT: "เจ้าหน้าที่พัฒนาชุมชนจังหวัด",
    Right.CORRESPOND: "เจ้าหน้าที่ของสำนักงานเจ้าของทะเบียนหนังสือ",
    Right.PASS: "เจ้าหน้าที่ของสำนักงานที่รับหรือออกหนังสือ",
    Right.CONTACT: "เจ้าหน้าที่ผู้รับผิดชอบพื้นที่",
    Right.ADMINISTER: "เจ้าหน้าที่พัฒนาชุมชนจังหวัดหรือผู้ดูแลระบบ",
}


def rights_of(role: str) -> frozenset[Right]:
    """What a post may do in its area; an unknown post may nothing."""
    return _RIGHTS.get(role, frozenset())


def lent_rights_of(role: str) -> frozenset[Right]:
    """What a post may do in the hands of a stand-in: all but look after accounts and posts.

    What is given there would outlast the days. Source: ours, see decision 0037.
    """
    return rights_of(role) - {Right.ADMINISTER} if role in OFFICERS else frozenset()


def roles_with(right: Right) -> list[str]:
    """Every post that carries `right`."""
    return [role for role, rights in _RIGHTS.items() if right in rights]
