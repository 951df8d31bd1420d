from datetime import date

import pytest

from prasan.committees.actions import load_rulebooks
from prasan.evidence.models import Evidence
from prasan.orders.tests.make import order, scan


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
    row = {"quorum_percent": 50, "meetings_a_year": 2, "source": "ระเบียบ"}
    numbers = {"seats_min": 9, "seats_max": 25, "term_years": 4}
    starts = date(2008, 2, 28)
    listed = [
        {**row, **numbers, "kind": "district", "starts": starts},
        {**row, **numbers, "kind": "tambon", "starts": starts},
        {**row, "kind": "integrated", "starts": starts},
    ]
    load_rulebooks(by=system, listed=listed)


@pytest.fixture
def copy(ngao_officer, pong_tao) -> Evidence:
    return scan(ngao_officer, pong_tao)
