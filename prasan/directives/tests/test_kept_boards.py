"""Boards are handed out again while nothing happens, and never after (decision 0014)."""

import pytest

from prasan.audit import log
from prasan.directives.board import board
from prasan.directives.tests import make

pytestmark = pytest.mark.django_db


def look(directive):
    return board(directive, codes=["52"], day=make.TODAY)


def test_the_same_board_is_handed_out_while_nothing_happens(directive):
    assert look(directive) is look(directive)


@pytest.mark.parametrize("area", ["520505", "52", ""])
def test_any_event_of_the_province_or_the_nation_makes_a_new_board(directive, area):
    first = look(directive)

    log.record(by="x", verb="x.happened", target=directive, area=area, summary="x")

    assert look(directive) is not first


def test_an_event_of_another_province_leaves_the_board(directive):
    first = look(directive)

    log.record(by="x", verb="x.happened", target=directive, area="51", summary="x")

    assert look(directive) is first


def test_another_day_or_other_areas_make_another_board(directive):
    assert board(directive, codes=["5205"], day=make.TODAY) is not look(directive)
    assert board(directive, codes=["52"], day=make.DUE) is not look(directive)
