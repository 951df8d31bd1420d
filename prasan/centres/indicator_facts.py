"""For indicators: a centre's database, its member organisations and what it did in the year."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import Level, within
from prasan.areas.progress import address
from prasan.centres.models import Activity, Centre, Organisation, Review
from prasan.thai.calendar import FiscalYear, format_short

NO_CENTRE = _("ยังไม่มีศูนย์ฯ ในทะเบียน")

REVIEWED = Fact("days_since_review", _("วันนับจากทบทวนครั้งล่าสุด"), _("วัน"), NO_CENTRE, at_most=True)
NETWORK = Fact("network", _("องค์การสมาชิกและกิจกรรมร่วม (0 ถึง 2)"), _("ขั้น"), NO_CENTRE)
NEVER = 99_999


def read(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, what its centre's database tells on `day`; four queries."""
    mine = within(codes, field="centre__area")
    centres = Centre.objects.filter(within(codes, field="area"), area__level=Level.TAMBON)
    reviews = Review.objects.filter(mine, held__lte=day).order_by("held")
    latest = dict(reviews.values_list("centre__area", "held"))
    joined = Q(since=None) | Q(since__lte=day)
    left = Q(until=None) | Q(until__gt=day)
    members: dict[str, int] = defaultdict(int)
    for code in Organisation.objects.filter(mine, joined, left).values_list(
        "centre__area", flat=True
    ):
        members[code] += 1
    done: dict[str, int] = defaultdict(int)
    last = min(day, period.last)
    for code in Activity.objects.filter(mine, held__gte=period.first, held__lte=last).values_list(
        "centre__area", flat=True
    ):
        done[code] += 1
    return {
        code: {
            REVIEWED.key: _reviewed(code, latest.get(code), day),
            NETWORK.key: _network(code, members[code], done[code]),
        }
        for code in centres.order_by().values_list("area", flat=True)
    }


SOURCES = [Source((REVIEWED, NETWORK), read)]


def _basis(code: str) -> tuple[Basis, ...]:
    return (Basis("ฐานข้อมูลศูนย์ฯ", address("centres:database", code)),)


def _reviewed(code: str, held: date | None, day: date) -> Reading:
    if held is None:
        return Reading(NEVER, "ยังไม่เคยทบทวน", _basis(code))
    days = (day - held).days
    return Reading(days, f"ทบทวนล่าสุด {format_short(held)} {days} วันก่อน", _basis(code))


def _network(code: str, members: int, activities: int) -> Reading:
    """2 with member organisations and an activity in the year, 1 with organisations alone."""
    words = f"องค์การสมาชิก {members} แห่ง กิจกรรมในปี {activities} ครั้ง"
    value = 0 if not members else 2 if activities else 1
    return Reading(value, words, _basis(code))
