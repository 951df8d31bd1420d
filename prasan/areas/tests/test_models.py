from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from prasan.areas.models import Area
from prasan.areas.rules import holds

SINCE = date(2023, 1, 1)

pytestmark = pytest.mark.usefixtures("areas")


@pytest.mark.parametrize(
    "codes",
    [[], ["52"], ["5205"], ["520505"], ["00"], ["5205", "520801"], ["51", "52"], ["00", "52"]],
)
def test_within_finds_what_the_codes_hold(codes):
    found = {area.code for area in Area.objects.within(codes)}

    everywhere = Area.objects.values_list("code", flat=True)
    assert found == {code for code in everywhere if any(holds(outer, code) for outer in codes)}


def test_an_area_exists_until_the_day_it_ends(pong_tao, today):
    pong_tao.starts, pong_tao.ends = SINCE, today
    pong_tao.save()

    def exists(day: date) -> bool:
        return Area.objects.on(day).filter(pk=pong_tao.pk).exists()

    one_day = timedelta(days=1)
    days = [SINCE - one_day, SINCE, today - one_day, today]
    assert [exists(day) for day in days] == [False, True, True, False]


def test_area_ends_after_it_starts(pong_tao, today):
    pong_tao.starts = pong_tao.ends = today

    with pytest.raises(IntegrityError, match="area_ends_after_it_starts"):
        pong_tao.save()
