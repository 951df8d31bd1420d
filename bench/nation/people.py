"""Who looks at the nation: one officer of a district, one reader of all of it."""

from datetime import date

from bench.nation.cast import OFFICER, PASSWORD, READER
from prasan.accounts import actions
from prasan.accounts.rights import Role
from prasan.areas.models import Area

SINCE = date(2023, 1, 1)


def build() -> None:
    """Make both, with their posts."""
    system = actions.system_user()
    for username, role, code in (
        (OFFICER, Role.DISTRICT, "5205"),
        (READER, Role.READER, "00"),
    ):
        user = actions.create_user(
            by=system, username=username, password=PASSWORD, full_name=f"ผู้วัดเวลา {code}"
        )
        area = Area.objects.get(code=code)
        actions.assign(by=system, user=user, role=role, area=area, starts=SINCE)
