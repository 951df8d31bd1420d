"""The small world the tests stand on: Lampang, its districts of Ngao and Thoen, two tambons each.

Everything is made through actions, so no test stands on an impossible state.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from prasan.accounts import actions as accounts
from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Role
from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed

# A rule is right or wrong, not late: how fast it is, is measured elsewhere and on a quiet machine.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

TODAY = date(2024, 11, 5)
SINCE = date(2023, 1, 1)

_LISTED = [
    Listed("00", "ประเทศไทย", "Thailand"),
    Listed("51", "ลำพูน", "Lamphun"),
    Listed("52", "ลำปาง", "Lampang"),
    Listed("5205", "งาว", "Ngao"),
    Listed("5208", "เถิน", "Thoen"),
    Listed("520504", "บ้านร้อง", "Ban Rong"),
    Listed("520505", "ปงเตา", "Pong Tao"),
    Listed("520801", "ล้อมแรด", "Lom Raet"),
    Listed("520802", "แม่วะ", "Mae Wa"),
]


@pytest.fixture(autouse=True)
def _the_day_of_the_letter(settings):
    """Every test plays on 5 November 2567, the day of the letter."""
    settings.DEMO_DAY = TODAY


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def areas(db) -> dict[str, Area]:
    """The areas of the small world by code."""
    load_areas(by="system", listed=_LISTED, today=SINCE)
    return {area.code: area for area in Area.objects.all()}


@pytest.fixture
def ngao(areas) -> Area:
    return areas["5205"]


@pytest.fixture
def thoen(areas) -> Area:
    return areas["5208"]


@pytest.fixture
def pong_tao(areas) -> Area:
    """A tambon of Ngao."""
    return areas["520505"]


@pytest.fixture
def ban_rong(areas) -> Area:
    """The other tambon of Ngao."""
    return areas["520504"]


@pytest.fixture
def lom_raet(areas) -> Area:
    """A tambon of Thoen, out of reach for Ngao."""
    return areas["520801"]


@pytest.fixture
def system(areas) -> User:
    return accounts.system_user()


@pytest.fixture
def someone(system):
    """Make a user with one post per area: someone("name", Role.TAMBON, area, area)."""

    def make(username: str, role: Role, *where: Area) -> User:
        user = accounts.create_user(
            by=system, username=username, password="ผ่านประตู-5205", full_name=f"คุณ{username}"
        )
        for area in where:
            accounts.assign(by=system, user=user, role=role, area=area, starts=SINCE)
        return user

    return make


@pytest.fixture
def province_officer(someone, areas) -> User:
    return someone("lampang", Role.PROVINCE, areas["52"])


@pytest.fixture
def ngao_officer(someone, ngao) -> User:
    return someone("ngao", Role.DISTRICT, ngao)


@pytest.fixture
def thoen_officer(someone, thoen) -> User:
    return someone("thoen", Role.DISTRICT, thoen)


@pytest.fixture
def tambon_officer(someone, pong_tao) -> User:
    """The community development officer of Pong Tao alone."""
    return someone("pongtao", Role.TAMBON, pong_tao)


@pytest.fixture
def member(someone, pong_tao) -> User:
    """A committee member of Pong Tao: sees it, records nothing."""
    return someone("member", Role.MEMBER, pong_tao)


@pytest.fixture
def reader(someone, areas) -> User:
    """A national reader: sees everything, records nothing."""
    return someone("reader", Role.READER, areas["00"])


@pytest.fixture
def reach_of():
    """The reach of a user on the day of the letter."""
    return lambda user: Reach.of(user, TODAY)
