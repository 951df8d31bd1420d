from dataclasses import replace
from io import StringIO

import geothai
import pytest
from django.core.management import call_command

from prasan.areas.actions import Loaded, load_areas
from prasan.areas.models import Area, Level
from prasan.areas.register import Listed, listed
from prasan.audit.models import Event

SMALL = [
    Listed("00", "ประเทศไทย", "Thailand"),
    Listed("52", "ลำปาง", "Lampang"),
    Listed("5205", "งาว", "Ngao"),
]


@pytest.fixture
def load(db, today):
    def run(rows):
        return load_areas(by="system", listed=rows, today=today)

    return run


def test_the_whole_nation_is_loaded_once(db, today):
    first, second = StringIO(), StringIO()
    call_command("load_areas", stdout=first)
    call_command("load_areas", stdout=second)

    live = Area.objects.on(today)
    counts = [live.filter(level=level).count() for level in list(Level)[:4]]
    assert counts == [1, 77, 928, 7436]
    assert counts[1] == len(geothai.provinces())
    total = Area.objects.count()
    assert first.getvalue() == f"areas: {total} added, 0 changed, 0 ended, 0 unchanged\n"
    assert second.getvalue() == f"areas: 0 added, 0 changed, 0 ended, {total} unchanged\n"
    assert Event.objects.filter(verb="areas.loaded").count() == 1


def test_areas_no_longer_in_force_are_there_with_their_end(db, today):
    call_command("load_areas", stdout=StringIO())

    ended = Area.objects.exclude(pk__in=Area.objects.on(today))
    assert ended.exists()
    assert not ended.filter(ends=None).exists()
    heirs = ended.filter(successor__isnull=False)
    assert heirs.exists()
    assert not heirs.exclude(successor__in=Area.objects.on(today)).exists()


def test_the_register_lists_each_area_once_and_parents_first():
    codes = [area.code for area in listed()]

    assert len(codes) == len(set(codes))
    seen = set()
    for area in listed():
        assert area.values()["parent_id"] in (None, *seen)
        seen.add(area.code)


def test_a_changed_name_is_taken_over(load):
    load(SMALL)

    done = load([*SMALL[:2], replace(SMALL[2], name="งาวใหม่")])

    assert done == Loaded(added=0, changed=1, ended=0, unchanged=2)
    renamed = Area.objects.get(code="5205")
    assert renamed.name == "งาวใหม่"
    assert renamed.name_sort > SMALL[2].values()["name_sort"]


def test_an_area_no_longer_listed_ends_and_stays(load, today):
    load(SMALL)

    done = load(SMALL[:2])

    assert done == Loaded(added=0, changed=0, ended=1, unchanged=2)
    assert Area.objects.get(code="5205").ends == today
    assert load(SMALL[:2]) == Loaded(added=0, changed=0, ended=0, unchanged=2)


def test_nothing_changed_leaves_no_event(load):
    load(SMALL)
    load(SMALL)

    assert [event.verb for event in Event.objects.all()] == ["areas.loaded"]
