from datetime import date, datetime

import pytest

from prasan.assessments import actions
from prasan.assessments.tests import make
from prasan.centres.actions import open_centre
from prasan.centres.models import Centre
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
