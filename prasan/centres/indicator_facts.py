"""For indicators: a centre's database, its member organisations and what it did in the year."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import Level, within
from prasan.areas.progress import address
from prasan.centres.lists import duty_name
from prasan.centres.models import Activity, ActivityDuty, Centre, Organisation, Review
from prasan.thai.calendar import FiscalYear, format_short

NO_CENTRE = _("ยังไม่มีศูนย์ฯ ในทะเบียน")

REVIEWED = Fact("days_since_review", _("วันนับจากทบทวนครั้งล่าสุด"), _("วัน"), NO_CENTRE, at_most=True)
NETWORK = Fact("network", _("องค์การสมาชิกและกิจกรรมร่วม (0 ถึง 2)"), _("ขั้น"), NO_CENTRE)
SUFFICIENCY = Fact("sufficiency", _("กิจกรรมเศรษฐกิจพอเพียง (0 ถึง 2)"), _("ขั้น"), NO_CENTRE)
SOCIAL = Fact("social_duties", _("ด้านสังคมและทรัพยากรที่มีหลักฐาน"), _("ด้าน"), NO_CENTRE)
NEVER = 99_999

# Codes of data/duties.yaml: duty 5, and the four that indicator 5.3 of the example form names.
SUFFICIENT = "sufficiency"
SOCIAL_DUTIES = ("knowledge", "immunity", "drugs", "nature")


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


@dataclass(frozen=True)
class Did:
    """One activity under one of the duties it served."""

    duty: str
    name: str
    held: date
    is_proven: bool

    def basis(self, code: str) -> Basis:
        proof = "" if self.is_proven else " ยังไม่มีหลักฐาน"
        words = f"{duty_name(self.duty)}: {self.name} {format_short(self.held)}{proof}"
        return Basis(words, address("centres:database", code))


def read_duties(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, which duties its centre's activities in `period` served; two queries."""
    centres = Centre.objects.filter(within(codes, field="area"), area__level=Level.TAMBON)
    rows = (
        ActivityDuty.objects.filter(
            within(codes, field="activity__centre__area"),
            activity__held__gte=period.first,
            activity__held__lte=min(day, period.last),
            duty__in=(SUFFICIENT, *SOCIAL_DUTIES),
        )
        .order_by("activity__held", "pk")
        .values_list(
            "activity__centre__area",
            "duty",
            "activity__name",
            "activity__held",
            "activity__evidence__received_at",
        )
    )
    found: dict[str, list[Did]] = defaultdict(list)
    for code, duty, name, held, received in rows:
        found[code].append(Did(duty, name, held, _is_there(received, day)))
    return {
        code: {
            SUFFICIENCY.key: _sufficient(code, found[code]),
            SOCIAL.key: _social(code, found[code]),
        }
        for code in centres.order_by().values_list("area", flat=True)
    }


SOURCES = [Source((REVIEWED, NETWORK), read), Source((SUFFICIENCY, SOCIAL), read_duties)]


def _is_there(received: datetime | None, day: date) -> bool:
    return received is not None and timezone.localdate(received) <= day


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


def _sufficient(code: str, did: Sequence[Did]) -> Reading:
    """2 with an activity that is proven, 1 with one that is not, 0 without."""
    mine = [one for one in did if one.duty == SUFFICIENT]
    proven = sum(one.is_proven for one in mine)
    value = 0 if not mine else 2 if proven else 1
    words = f"กิจกรรมเศรษฐกิจพอเพียง {len(mine)} ครั้ง มีหลักฐาน {proven} ครั้ง"
    return Reading(value, words, tuple(one.basis(code) for one in mine) or _basis(code))


def _social(code: str, did: Sequence[Did]) -> Reading:
    """How many of the four duties have an activity that is proven."""
    mine = [one for one in did if one.duty in SOCIAL_DUTIES]
    proven = {one.duty for one in mine if one.is_proven}
    lacking = [duty_name(duty) for duty in SOCIAL_DUTIES if duty not in proven]
    words = f"มีหลักฐาน {len(proven)} จาก {len(SOCIAL_DUTIES)} ด้าน"
    if lacking:
        words = f"{words} ยังขาด {' '.join(lacking)}"
    return Reading(len(proven), words, tuple(one.basis(code) for one in mine) or _basis(code))
