"""The demonstration holds every odd case a register meets, so that each can be looked at."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Count, Q

from prasan import clock
from prasan.accounts.actions import assign, create_user
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Role
from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed
from prasan.assessments.tests.make import example
from prasan.audit.models import Event
from prasan.centres.actions import open_centres
from prasan.centres.models import Activity, Centre, Organisation, Review
from prasan.committees.models import Kind
from prasan.conftest import SINCE, TODAY
from prasan.home.demo import names, odd
from prasan.home.demo.district import District
from prasan.home.demo.hours import at
from prasan.home.demo.lateness import shortage_of
from prasan.home.demo.papers import Papers
from prasan.home.demo.world import kind_of
from prasan.orders.models import Appointment, ExpertsReview, Order, Purpose, Replacement
from prasan.people.duplicates import pairs
from prasan.people.models import Distinction, Person
from prasan.people.search import find

TAMBONS = {
    "520201": "บ้านดง", "520202": "นาสัก", "520203": "จางเหนือ", "520204": "แม่เมาะ", "520205": "สบป้าด",
}  # fmt: skip


@pytest.fixture
def officer(system, areas):
    user = create_user(
        by=system, username="maemo", password="ผ่านประตู-5202", full_name="นางบัวตอง นิทานเมือง"
    )
    assign(by=system, user=user, role=Role.DISTRICT, area=Area.objects.get(code="52"), starts=SINCE)
    return user


@pytest.fixture
def built(areas, system, officer):
    """The odd district as the demonstration builds it, and the committee with the longest name."""
    listed = [Listed("5202", "แม่เมาะ", "Mae Mo")]
    listed += [Listed(code, name, code) for code, name in TAMBONS.items()]
    load_areas(by="system", listed=[*_known(), *listed], today=SINCE)
    framework, papers = example(system), Papers()
    found = [*Area.objects.filter(code__startswith="5202"), Area.objects.get(code="5205")]
    with clock.at(at(date(2023, 10, 1))):
        open_centres(by=system, areas=found)
    mae_mo, *tambons = found[:-1]
    odd.OddDistrict(mae_mo, officer, shortage_of("5202"), framework, papers).build(tambons)
    District(found[-1], officer, shortage_of("5205"), framework, papers).build([])
    return officer


def _known() -> list[Listed]:
    areas = Area.objects.order_by("code")
    return [Listed(area.code, area.name, area.name_en) for area in areas]


def _named(name: tuple[str, str, str]) -> "list[Person]":
    title, given, family = name
    return list(Person.objects.filter(title=title, given_name=given, family_name=family))


def _sits(name: tuple[str, str, str]) -> bool:
    """Whether one person bears the name, and holds a seat today."""
    return Appointment.objects.held_on(TODAY).filter(person__in=_named(name)).count() == 1


def _namesakes() -> bool:
    """Two of one name in one tambon, told apart, both seated by one order."""
    two = _named(names.NAMESAKE)
    seats = Appointment.objects.held_on(TODAY).filter(person__in=two)
    orders = set(seats.values_list("order", flat=True))
    return len(two) == 2 == seats.count() and len(orders) == 1 and Distinction.objects.exists()


def _renamed(reach: Reach) -> bool:
    """Found by the name she bore before, under the one she bears now."""
    title, given, family = names.BEFORE
    found = find(f"{given} {family}", reach=reach).matches
    return any(one.former and one.person.family_name == names.AFTER[2] for one in found)


def _doubles() -> bool:
    """Offered for merging, and no other pair of the district's is."""
    shown = {
        (pair.first.family_name, pair.second.family_name)
        for pair in pairs(["5202"])
        if pair.first.given_name == names.ONCE[1]
    }
    return shown == {(names.ONCE[2], names.TWICE[2])}


def _in_two_committees() -> bool:
    """Someone sits on the district's and on a tambon's, of one record."""
    held = Appointment.objects.held_on(TODAY).values("person").annotate(
        districts=Count("pk", filter=Q(order__committee__kind=Kind.DISTRICT)),
        tambons=Count("pk", filter=Q(order__committee__kind=Kind.TAMBON)),
    )  # fmt: skip
    return held.filter(districts=1, tambons=1).exists()


def _renewed() -> bool:
    """An order that renews one whose term was over: for a while the members carried on."""
    order = Order.objects.filter(purpose=Purpose.RENEW).first()
    former = order.follows if order else None
    return bool(former and former.expires and former.expires < order.starts)


def _vacant() -> bool:
    """A treasurer resigned, and nobody has taken the seat."""
    left = Appointment.objects.get(ended_because="ลาออก")
    return not left.order.appointments.held_on(TODAY).filter(seat=left.seat).exists()


def _database(code: str) -> bool:
    """A centre with organisations, activities and a review of each of two fiscal years."""
    centre = Centre.objects.get(area=code)
    return (
        Organisation.objects.filter(centre=centre).count() >= 3
        and Activity.objects.filter(centre=centre, duties__isnull=False).exists()
        and Review.objects.filter(centre=centre).count() >= 2
    )


def test_the_demonstration_has_every_odd_case(built, reach_of):
    reach = reach_of(built)
    amendments = Order.objects.filter(purpose=Purpose.AMEND)
    cases: dict[str, Callable[[], bool]] = {
        "namesakes": _namesakes,
        "monk of one name": lambda: _sits(names.MONK) and not names.MONK[2],
        "family name of a place": lambda: _sits(names.OF_A_PLACE),
        "rank": lambda: _sits(names.RANKED),
        "acting rank": lambda: _sits(names.ACTING),
        "changed name": lambda: _renamed(reach),
        "possible doubles": _doubles,
        "longest name": lambda: _sits(names.LONGEST),
        "no telephone": lambda: [one.phone for one in _named(names.WITHOUT_PHONE)] == [""],
        "two committees": _in_two_committees,
        "amended": lambda: amendments.filter(seats_added__isnull=False).exists(),
        "replaced in a seat": lambda: amendments.filter(seats_ended__isnull=False).exists(),
        "renewed after carrying on": _renewed,
        "vacancy": _vacant,
        "experts reviewed": ExpertsReview.objects.exists,
        "review that led to an order": Replacement.objects.exists,
        "tambon centre's database": lambda: _database("520201"),
        "district centre's database": lambda: _database("5202"),
    }

    assert [name for name, is_there in cases.items() if not is_there()] == []

    verbs = set(Event.objects.filter(by="maemo").values_list("verb", flat=True))
    assert {"order.signed", "person.renamed", "person.told_apart", "seat.ended"} <= verbs


def test_the_demonstration_builds_the_odd_district_among_the_others():
    assert [kind_of(code) for code in ("5201", "5202")] == [District, odd.OddDistrict]
