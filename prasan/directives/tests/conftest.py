import pytest

from prasan.accounts.models import Office
from prasan.areas.models import Area
from prasan.assessments.models import Framework
from prasan.assessments.tests.make import framework as small_form
from prasan.directives.models import Directive
from prasan.directives.tests import make


@pytest.fixture
def office(province_officer, areas) -> Office:
    """The office of Lampang; its next circular is ว 2598."""
    return make.office(province_officer, areas["52"])


@pytest.fixture
def directive(province_officer, office, ngao, thoen) -> Directive:
    """The letter of 27 October 2566 to Ngao and Thoen, due 31 October 2567: five days ago."""
    return make.directive(province_officer, office, [ngao, thoen])


@pytest.fixture
def framework(system) -> Framework:
    """A form of three indicators."""
    return small_form(system)


@pytest.fixture
def thoen_is_complete(thoen_officer, thoen, areas, directive, framework) -> Area:
    """Thoen has done everything and sent it in time; the province has not looked at it yet."""
    tambons = [areas["520801"], areas["520802"]]
    make.whole_district(thoen_officer, thoen, tambons, framework)
    make.sent(thoen_officer, directive, thoen)
    return thoen
