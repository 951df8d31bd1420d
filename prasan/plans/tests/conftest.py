import pytest

from prasan.plans.tests import make


@pytest.fixture
def plan(ngao_officer, pong_tao):
    return make.plan(ngao_officer, pong_tao)


@pytest.fixture
def project(ngao_officer, plan):
    return make.project(ngao_officer, plan)


@pytest.fixture
def proposal(ngao_officer, project):
    """The project sent to the district's plan, which is not on file here."""
    return make.proposal(ngao_officer, project)


@pytest.fixture
def district_plan(ngao_officer, ngao):
    return make.plan(ngao_officer, ngao, level="district")


@pytest.fixture
def province_plan(province_officer, areas):
    return make.plan(province_officer, areas["52"], level="province")


@pytest.fixture
def sent(ngao_officer, project, district_plan):
    """The project sent to the district's plan that is on file."""
    return make.proposal(ngao_officer, project, plan=district_plan)


@pytest.fixture
def centre(ngao_officer, pong_tao):
    return make.centre(ngao_officer, pong_tao)


@pytest.fixture
def mission(ngao_officer, centre):
    return make.mission(ngao_officer, centre)


@pytest.fixture
def queries(client, django_assert_max_num_queries):
    """How many queries a page costs."""

    def count(url: str) -> int:
        with django_assert_max_num_queries(60) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count
