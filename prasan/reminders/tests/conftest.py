import pytest

from prasan.directives.tests import make as directives


@pytest.fixture
def directive(province_officer, areas, ngao, thoen):
    """The letter to Ngao and Thoen, due 31 October 2567: five days ago, and nothing was sent."""
    office = directives.office(province_officer, areas["52"])
    return directives.directive(province_officer, office, [ngao, thoen])
