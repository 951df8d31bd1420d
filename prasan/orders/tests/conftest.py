from datetime import date

import pytest

from prasan.committees.actions import Wanted, establish
from prasan.committees.tests.make import rulebook
from prasan.evidence.models import Evidence
from prasan.orders import actions
from prasan.orders.tests.drafting import AT
from prasan.orders.tests.make import members, order, scan


@pytest.fixture
def officer(client, ngao_officer):
    """The officer of Ngao, logged in."""
    client.force_login(ngao_officer)
    return ngao_officer


@pytest.fixture
def old(ngao_officer, pong_tao):
    """The order of 2563 of Pong Tao, four years long: over on the day of the letter."""
    return order(ngao_officer, pong_tao, number=312, starts=date(2020, 10, 1))


@pytest.fixture
def rulebooks(system):
    """9 to 25 members for four years, not confirmed."""
    for kind in ("district", "tambon"):
        rulebook(system, kind)
    rulebook(system, "integrated", lines=[Wanted("quorum", low=50, source="ระเบียบ")])


@pytest.fixture
def copy(ngao_officer, pong_tao) -> Evidence:
    return scan(ngao_officer, pong_tao)


@pytest.fixture
def by(ngao_officer):
    return ngao_officer


@pytest.fixture
def committee(by, pong_tao):
    return establish(by=by, area=pong_tao, kind="tambon")


@pytest.fixture
def draft(by, committee):
    return actions.draft_order(by=by, committee=committee, members=members(), at=AT)


@pytest.fixture
def base(by, pong_tao):
    """The order in force, of 1 October 2567."""
    return order(by, pong_tao, number=7)
