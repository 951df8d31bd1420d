"""The board of the nation: the same as counted from the records, and anew only where it must be."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed
from prasan.directives import roll_up
from prasan.directives.board import computed
from prasan.directives.rules import tally
from prasan.directives.tests import make
from prasan.directives.views import boards

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamphun(areas) -> Area:
    """A district with a tambon in the other province."""
    known = [Listed(one.code, one.name, one.name_en) for one in areas.values()]
    more = [Listed("5101", "เมืองลำพูน", "Mueang"), Listed("510101", "ในเมือง", "Nai Mueang")]
    load_areas(by="system", listed=[*known, *more], today=make.DATED)
    return areas["51"]


@pytest.fixture
def national(system, areas, lamphun, framework):
    """A letter of the department to two provinces."""
    office = make.office(system, areas["00"], code="มท 0400")
    return make.directive(system, office, [areas["51"], areas["52"]])


@pytest.fixture
def to_districts(system, areas, lamphun, framework):
    """A letter of the department to the districts of two provinces, who report to it."""
    office = make.office(system, areas["00"], code="มท 0400")
    return make.directive(system, office, list(Area.objects.filter(level="district")))


def over(directive, **asked):
    return roll_up.over_nation(directive, day=make.TODAY, **asked)


def check(directive):
    """What is kept is what counting anew gives, province by province and together."""
    found, anew = over(directive), computed(directive, ["00"], make.TODAY)
    assert found.is_whole
    for one in found.provinces:
        row = computed(directive, [one.area.code], make.TODAY).total
        told = [(count.state, count.met, count.expected, count.late) for count in row.tallies]
        kept = [one.tallies[duty.pk] for duty in found.obligations]
        assert told == [(count.state, count.met, count.expected, count.late) for count in kept]
        assert (one.owed, one.days) == (row.owed, row.days)
    columns = [
        [u.standings[duty.pk] for u in anew.units.values() if duty.pk in u.standings]
        for duty in anew.obligations
    ]
    for duty, column in zip(anew.obligations, columns, strict=True):
        whole, count = tally(column), found.total[duty.pk]
        assert (whole.met, whole.expected, whole.late, whole.state) == (
            *(count.met, count.expected, count.late),
            count.state,
        )
    return [(one.area.code, one.owed) for one in found.provinces]


def test_the_board_is_right_whatever_happens(system, to_districts, areas, thoen, framework):
    before = check(to_districts)
    make.whole_district(system, thoen, [areas["520801"], areas["520802"]], framework)
    check(to_districts)
    make.sent(system, to_districts, thoen)
    after = check(to_districts)
    assert dict(after)["51"] == dict(before)["51"]
    assert dict(after)["52"] < dict(before)["52"]


def test_a_board_reads_only_what_its_apps_write(system, to_districts, areas, thoen, framework):
    make.whole_district(system, thoen, [areas["520801"], areas["520802"]], framework)
    make.sent(system, to_districts, thoen)
    with CaptureQueriesContext(connection) as asked:
        computed(to_districts, ["52"], make.TODAY)
    tables = {name for one in asked for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', one["sql"])}
    # The day of the letter orders its addressees, and who reviewed comes along: neither is told.
    untold = {"letters_letter", "accounts_user"}
    assert {name.partition("_")[0] for name in tables - untold} <= set(roll_up.APPS)


def test_only_the_province_where_something_happened_is_counted(
    system, national, areas, django_assert_num_queries
):
    over(national)
    with django_assert_num_queries(5):
        over(national)
    make.order(system, areas["520505"])
    with CaptureQueriesContext(connection) as asked:
        over(national)
    assert len(asked) > 5
    assert not any("'51'" in one["sql"] and "orders_" in one["sql"] for one in asked)


def test_when_time_is_over_the_rest_is_counted_when_asked_again(national):
    steps = [over(national, seconds=0), over(national, seconds=0)]
    assert [(len(one.provinces), one.asked) for one in steps] == [(1, 2), (2, 2)]


def test_a_letter_to_districts_of_one_province_has_one_line(directive):
    assert [one.area.code for one in over(directive).provinces] == ["52"]


@pytest.fixture
def looking(client, reader, national):
    client.force_login(reader)
    return lambda: client.get(reverse("directives:board", args=[national.pk]))


def test_who_sees_the_nation_sees_a_line_for_each_province(looking):
    shown = looking().content.decode()
    for code in ("51", "52"):
        assert f"?area={code}" in shown
    assert "จังหวัดยังส่งไม่ครบ" in shown
    assert "5101" not in shown


def test_until_all_are_counted_the_page_says_how_far_it_is(looking, national, monkeypatch):
    monkeypatch.setattr(boards, "PATIENCE", 0)
    shown = looking().content.decode()
    assert "1 จาก 2 จังหวัด" in shown
    assert f'hx-get="/directives/{national.pk}/"' in shown
    assert "จังหวัดยังส่งไม่ครบ" in looking().content.decode()


def test_the_page_asks_as_much_for_many_tambons_as_for_few(looking, areas):
    counts = []
    for number in (0, 20):
        if number:
            make.more_tambons(areas["5205"], number)
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert looking().status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
