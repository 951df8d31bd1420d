import pytest

from prasan.accounts.models import Office
from prasan.letters.tests import make
from prasan.letters.tests.threads import Threads


@pytest.fixture
def office(province_officer, areas) -> Office:
    """The office of Lampang, whose circulars have reached ว 2597."""
    return make.office(province_officer, areas["52"])


@pytest.fixture
def district(province_officer, ngao) -> Office:
    """The office of the district of Ngao."""
    return make.office(province_officer, ngao, code="ลป 0118", last=10)


@pytest.fixture
def threads(transactional_db, tmp_path):
    """Runs what it is given in threads that all begin at the same moment."""
    with Threads(tmp_path) as threads:
        yield threads
