import pytest

from prasan.accounts.models import Office
from prasan.assessments.models import Framework
from prasan.assessments.tests.make import framework as small_form
from prasan.directives.models import Directive
from prasan.directives.tests import make


@pytest.fixture
def office(province_officer, areas) -> Office:
    return make.office(province_officer, areas["52"])


@pytest.fixture
def directive(province_officer, office, ngao, thoen) -> Directive:
    """The letter of 27 October 2566 to Ngao and Thoen, due 31 October 2567."""
    return make.directive(province_officer, office, [ngao, thoen])


@pytest.fixture
def framework(system) -> Framework:
    return small_form(system)


@pytest.fixture
def logged_in(client, request):
    """Log in as one of the people of the small world: logged_in("ngao_officer")."""

    def enter(role: str):
        client.force_login(request.getfixturevalue(role))
        return client

    return enter
