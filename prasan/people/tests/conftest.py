from dataclasses import dataclass

import pytest

from prasan.people import actions
from prasan.people.models import Person


@dataclass(frozen=True)
class Line:
    """A person as a list names them."""

    title: str = "นาย"
    given_name: str = "บุญส่ง"
    family_name: str = "แก้วปันดา"
    phone: str = "081-234-5678"
    who: str = ""


@pytest.fixture
def enter(ngao_officer):
    """Enter someone by name: enter(area, "ศรีวรรณ", "ใจดี", who="new")."""

    def make(area, given="บุญส่ง", family="แก้วปันดา", **facts) -> Person:
        line = Line(given_name=given, family_name=family, **facts)
        return actions.enter_person(by=ngao_officer, area=area, entered=line)

    return make


@pytest.fixture
def bunsong(enter, pong_tao) -> Person:
    return enter(pong_tao)
