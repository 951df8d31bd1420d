"""Who can log in to the demonstration."""

from dataclasses import dataclass
from datetime import date

from prasan.accounts import actions
from prasan.accounts.models import User
from prasan.accounts.rights import Role
from prasan.areas.models import Area

SINCE = date(2023, 10, 1)
PASSWORD = "prasan-2567"


@dataclass(frozen=True)
class Account:
    """A demonstration account; `says` tells what it is good for."""

    username: str
    full_name: str
    post_title: str
    role: Role
    areas: tuple[str, ...]
    says: str


ACCOUNTS = (
    Account(
        "lampang", "นางสาวสายหมอก ตัวอย่างงาม", "นักวิชาการพัฒนาชุมชนชำนาญการ", Role.PROVINCE,
        ("52",), "เจ้าหน้าที่จังหวัด · provincial officer",
    ),
    Account(
        "ngao", "นายต้นกล้า สาธิตไพศาล", "นักวิชาการพัฒนาชุมชน", Role.DISTRICT,
        ("5205",), "เจ้าหน้าที่อำเภองาว · officer of a late district",
    ),
    Account(
        "maemo", "นางบัวตอง นิทานเมือง", "นักวิชาการพัฒนาชุมชน", Role.DISTRICT,
        ("5202",), "เจ้าหน้าที่อำเภอแม่เมาะ · officer of a complete district",
    ),
    Account(
        "pattana", "นายภูผา จำลองศรี", "พัฒนากร", Role.TAMBON,
        ("520505", "520506", "520507"), "พัฒนากรสามตำบล · community development officer",
    ),
    Account(
        "member", "นางเอื้องคำ สมมุติชัย", "กรรมการ คอช.ต. ปงเตา", Role.MEMBER,
        ("520505",), "กรรมการ · committee member",
    ),
    Account(
        "reader", "นางสาวปลายฟ้า ทดลองไทย", "ผู้อ่านภาพรวม", Role.READER,
        ("00",), "ผู้อ่านระดับประเทศ · national reader",
    ),
    Account(
        "admin", "นายแสงเทียน ทดลองสุข", "ผู้ดูแลระบบ", Role.ADMINISTRATOR,
        ("00",), "ผู้ดูแลระบบ · system administrator",
    ),
)  # fmt: skip


def open_accounts(by: User) -> dict[str, User]:
    """Every account with its posts, by user name."""
    return {account.username: _open(by, account) for account in ACCOUNTS}


def _open(by: User, account: Account) -> User:
    user = actions.create_user(
        by=by,
        username=account.username,
        password=PASSWORD,
        full_name=account.full_name,
        post_title=account.post_title,
    )
    for area in Area.objects.filter(code__in=account.areas):
        actions.assign(by=by, user=user, role=account.role, area=area, starts=SINCE)
    return user


def officer_of(by: User, district: Area, known: dict[str, User]) -> User:
    """The officer who records a district's facts: an account above, or one nobody is told of."""
    for account in ACCOUNTS:
        if account.role == Role.DISTRICT and account.areas == (district.code,):
            return known[account.username]
    hidden = Account(
        f"d{district.code}", f"เจ้าหน้าที่สาธิต {district.title}", "นักวิชาการพัฒนาชุมชน", Role.DISTRICT,
        (district.code,), "",
    )  # fmt: skip
    return _open(by, hidden)
