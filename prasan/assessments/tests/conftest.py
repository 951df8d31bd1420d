from datetime import date, datetime

import pytest

from prasan.assessments import actions
from prasan.assessments.models import Assessment
from prasan.assessments.tests import make
from prasan.assessments.tests.grading import AT, YEAR
from prasan.assessments.tests.suggesting import LED, people
from prasan.centres.actions import open_centre
from prasan.centres.models import Centre
from prasan.committees.actions import establish
from prasan.committees.management.commands.load_rulebooks import Command as LoadRulebooks
from prasan.committees.models import Kind
from prasan.orders.actions import register_order
from prasan.thai.calendar import FiscalYear


@pytest.fixture
def year() -> FiscalYear:
    return FiscalYear(2568)


@pytest.fixture
def now() -> datetime:
    """Ten in the morning of the day of the letter."""
    return make.moment(date(2024, 11, 5))


@pytest.fixture
def centre(system, pong_tao) -> Centre:
    """The centre of Pong Tao."""
    return open_centre(by=system, area=pong_tao)


@pytest.fixture
def framework(system):
    """A form of three indicators and five points; not an example."""
    return make.framework(system)


@pytest.fixture
def example(system):
    """The example form of 23 indicators, the newest in use."""
    return make.example(system)


@pytest.fixture
def indicators(framework):
    return make.indicators(framework)


@pytest.fixture
def assessment(ngao_officer, centre, framework, year):
    return actions.start_assessment(
        by=ngao_officer, centre=centre, framework=framework, fiscal_year=year
    )


@pytest.fixture
def other(system):
    return make.framework(system, make.OTHER)


@pytest.fixture
def filed(system, ngao_officer, areas):
    """A filed result: filed("520505", framework, points..., year=2568, left_out=["2.1"])."""

    def run(code, framework, *points, year=YEAR, left_out=(), by=ngao_officer) -> Assessment:
        centre = open_centre(by=system, area=areas[code])
        answers = make.answers(framework, *points)
        for each in make.indicators(framework):
            if each.number in left_out:
                answers[each.pk] = actions.Answer(None, is_not_applicable=True)
        return actions.file_complete(
            by=by, centre=centre, framework=framework, fiscal_year=year, answers=answers, at=AT
        )

    return run


@pytest.fixture
def rulebooks(system):
    LoadRulebooks().handle()


@pytest.fixture
def tambon(system, pong_tao):
    return establish(by=system, area=pong_tao, kind=Kind.TAMBON)


@pytest.fixture
def order(ngao_officer, tambon):
    def make(signed=date(2024, 10, 7), members=None, committee=tambon, number=1):
        return register_order(
            by=ngao_officer,
            committee=committee,
            number=number,
            year=signed.year + 543,
            signed=signed,
            starts=signed,
            expires=signed.replace(year=signed.year + 4),
            signatory="นายอำเภองาว",
            members=people(*LED) if members is None else members,
        )

    return make
