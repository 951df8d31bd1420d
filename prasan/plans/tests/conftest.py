import pytest

from prasan.plans.tests import make


@pytest.fixture
def plan(ngao_officer, pong_tao):
    return make.plan(ngao_officer, pong_tao)


@pytest.fixture
def project(ngao_officer, plan):
    return make.project(ngao_officer, plan)


@pytest.fixture
def link(ngao_officer, project):
    return make.link(ngao_officer, project)


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
