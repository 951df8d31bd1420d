"""What is computed is kept while nothing happens, never after, and never without bound."""

from datetime import date
from random import Random

import pytest

from prasan.audit import log
from prasan.audit.kept import Kept, Parts
from prasan.audit.models import Chain, Pulse

pytestmark = pytest.mark.django_db

DAY = date(2024, 11, 5)


def happen(area: str) -> None:
    log.record(by="x", verb="x.happened", target=Chain(key="52"), area=area, summary="x")


class Counted:
    """A computation that tells how often it was asked for."""

    def __init__(self):
        self.times = 0

    def __call__(self, *args):
        self.times += 1
        return [self.times]


def test_an_answer_is_handed_out_again_while_nothing_happens(django_assert_num_queries):
    kept, count = Kept(9), Counted()
    happen("52")
    first = kept.get("5205", "a", count)
    with django_assert_num_queries(1):
        assert kept.get("5205", "a", count) is first
    assert kept.get("5205", "b", count) is not first


@pytest.mark.parametrize(
    ("asked", "happened", "again"),
    [
        ("5205", "520501", True),
        ("5205", "5208", True),
        ("5205", "52", True),
        ("5205", "", True),
        ("5205", "00", True),
        ("5205", "51", False),
        ("00", "51", True),
        ("00", "", True),
    ],
)
def test_it_is_computed_anew_once_something_happened_around(asked, happened, again):
    kept, count = Kept(9), Counted()
    first = kept.get(asked, "a", count)
    happen(happened)
    assert (kept.get(asked, "a", count) is not first) == again


def test_the_answer_longest_not_asked_for_goes_first():
    kept, count = Kept(2), Counted()
    first, second = kept.get("52", "a", count), kept.get("52", "b", count)
    assert kept.get("52", "a", count) is first
    kept.get("52", "c", count)
    assert kept.get("52", "a", count) is first
    assert kept.get("52", "b", count) is not second


def test_all_together_hold_no_more_than_was_said():
    kept = Kept(10, len)
    for key, size in enumerate([4, 4, 4, 9, 1, 1]):
        happen("52")
        kept.get("52", key % 4, lambda size=size: "x" * size)
        assert kept.held <= 10
        assert kept.held == sum(len(answer) for _, answer, _ in kept._answers.values())


def test_what_alone_is_too_much_is_not_kept_and_pushes_nothing_out():
    kept, count = Kept(10, lambda answer: len(str(answer))), Counted()
    first = kept.get("52", "a", count)
    assert kept.get("52", "big", lambda: "x" * 11) == "x" * 11
    assert kept.get("52", "a", count) is first


def test_all_can_be_thrown_away():
    kept, count = Kept(10), Counted()
    first = kept.get("52", "a", count)
    kept.clear()
    assert kept.held == 0
    assert kept.get("52", "a", count) is not first


def test_a_computation_that_fails_leaves_nothing():
    kept, count = Kept(10), Counted()
    with pytest.raises(ZeroDivisionError):
        kept.get("52", "a", lambda: 1 // 0)
    assert kept.get("52", "a", count) == [1]


def parts(name="test", **fields):
    return Parts(name, apps=("audit",), **fields)


def look(provinces="51 52", *key, day=DAY, of=None, compute=None, **asked):
    return (of or parts()).get(
        provinces.split(), *key, day=day, compute=compute or (lambda code: code), **asked
    )


def counting():
    """A computation and the codes it was asked for."""
    codes: list[str] = []
    return lambda code: codes.append(code) or f"{code} {len(codes)}", codes


def test_parts_are_shared_by_name_and_read_in_two_queries(django_assert_num_queries):
    compute, codes = counting()
    first = look(compute=compute)
    with django_assert_num_queries(2):
        assert look(of=parts(), compute=compute) == first
    assert codes == ["51", "52"]
    assert first.waiting == ()
    look(of=parts("other"), compute=compute)
    assert codes == ["51", "52", "51", "52"]


@pytest.mark.parametrize(
    ("area", "of_nation", "anew"),
    [
        ("5205", False, ["52"]),
        ("52", True, ["52"]),
        ("", False, []),
        ("", True, ["51", "52"]),
        ("50", True, []),
    ],
)
def test_only_the_province_in_which_something_happened_is_computed(area, of_nation, anew):
    compute, codes = counting()
    asked = parts(of_nation=of_nation)
    look(of=asked, compute=compute)
    codes.clear()
    happen(area)
    look(of=asked, compute=compute)
    assert codes == anew


def test_what_happens_to_rows_of_other_apps_changes_no_part():
    compute, codes = counting()
    asked = Parts("test", apps=("plans",))
    look(of=asked, compute=compute)
    happen("52")
    look(of=asked, compute=compute)
    assert codes == ["51", "52"]


def test_another_day_and_another_key_are_other_parts():
    compute, codes = counting()
    look("52", "a", compute=compute)
    look("52", "b", compute=compute)
    look("52", "a", compute=compute)
    assert len(codes) == 2
    look("52", "a", day=date(2024, 11, 6), compute=compute)
    assert len(codes) == 3


def test_when_time_is_over_one_part_is_computed_and_the_rest_waits():
    seen = []
    while not seen or seen[-1].waiting:
        seen.append(look("50 51 52", seconds=0))
    assert [one.waiting for one in seen] == [("51", "52"), ("52",), ()]
    assert seen[-1].parts == {"50": "50", "51": "51", "52": "52"}


def test_whatever_happens_in_whatever_order_parts_are_never_old():
    chance = Random(2567)
    facts = dict.fromkeys(("50", "51", "52"), 0)
    for _ in range(60):
        code = chance.choice(sorted(facts))
        if chance.random() < 0.4:
            facts[code] += 1
            happen(f"{code}01")
        else:
            found = look(
                "50 51 52", compute=lambda code: facts[code], seconds=chance.choice([0, None])
            )
            assert all(facts[code] == part for code, part in found.parts.items())


def test_each_app_has_its_pulse_in_each_chain():
    happen("5205")
    happen("5205")
    happen("")
    assert set(Pulse.objects.values_list("chain", "app")) == {("52", "audit"), ("00", "audit")}
    assert log.pulses(["audit"]) == {one.key: one.head for one in Chain.objects.all()}
    assert log.pulses(["plans"]) == {}
