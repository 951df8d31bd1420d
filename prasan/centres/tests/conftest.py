import pytest

from prasan.areas.models import Area
from prasan.centres.actions import open_centres, set_expectation


@pytest.fixture
def opened(province_officer, areas):
    """A centre in both districts and in every tambon."""
    places = Area.objects.filter(level__in=["district", "tambon"])
    return open_centres(by=province_officer, areas=list(places))


@pytest.fixture
def exempt(province_officer, ban_rong, today):
    """Ban Rong needs no centre, since today."""
    return set_expectation(
        by=province_officer,
        area=ban_rong,
        is_expected=False,
        reason="อยู่ในเขตเมือง ไม่มีหมู่บ้าน",
        starts=today,
    )
