"""The databases of all centres in sight: how complete each is, and which part is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.reach import Reach
from prasan.areas.models import Area, Level
from prasan.areas.rules import holds
from prasan.centres import rules
from prasan.centres.database import known
from prasan.centres.models import Centre
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import arabic

PAGE = 50
WHOLE = "whole"
ANY = "any"
LABELS: dict[str, str | Promise] = {
    ANY: _("ยังขาดบางรายการ"),
    WHOLE: _("ครบทุกรายการ"),
    rules.Part.FOUNDED: _("ขาดวันก่อตั้ง"),
    rules.Part.FOUNDED_BY: _("ขาดคำสั่งหรือมติที่ตั้ง"),
    rules.Part.PLACE: _("ขาดที่ตั้ง"),
    rules.Part.CONTACT: _("ขาดผู้ประสานงานหรือโทรศัพท์"),
    rules.Part.SIZE: _("ขาดจำนวนสมาชิกขององค์การ"),
    rules.Part.FUNDS: _("ขาดเงินทุนขององค์การ"),
    rules.Part.LEADER: _("ขาดผู้นำขององค์การ"),
    rules.Part.ACTIVITY: _("ขาดกิจกรรมหรือหลักฐาน"),
    rules.Part.REVIEW: _("ยังไม่ทบทวนปีนี้"),
}
# As a list of what is missing calls each part.
NAMES: dict[rules.Part, str | Promise] = {
    rules.Part.FOUNDED: _("วันก่อตั้ง"),
    rules.Part.FOUNDED_BY: _("คำสั่งหรือมติที่ตั้ง"),
    rules.Part.PLACE: _("ที่ตั้ง"),
    rules.Part.CONTACT: _("ผู้ประสานงานหรือโทรศัพท์"),
    rules.Part.SIZE: _("จำนวนสมาชิก"),
    rules.Part.FUNDS: _("เงินทุน"),
    rules.Part.LEADER: _("ผู้นำองค์การ"),
    rules.Part.ACTIVITY: _("กิจกรรมหรือหลักฐาน"),
    rules.Part.REVIEW: _("การทบทวนปีนี้"),
}


@dataclass(frozen=True)
class Entry:
    """One centre by the code of its area, and what its database lacks."""

    code: str
    name: str
    gaps: Sequence[rules.Gap]

    @property
    def complete(self) -> int:
        return rules.PARTS - len(self.gaps)

    @property
    def missing(self) -> list[str | Promise]:
        """What is missing, each in a word or two."""
        return [NAMES[gap.part] for gap in self.gaps]

    def shows_under(self, pick: str) -> bool:
        """Whether the centre stands in the list narrowed to `pick`; all stand under ""."""
        if pick in (ANY, WHOLE):
            return bool(self.gaps) == (pick == ANY)
        return not pick or any(gap.part == pick for gap in self.gaps)


@dataclass(frozen=True)
class Pick:
    """One way to narrow the list, and how many centres would stand there."""

    value: str
    label: str | Promise
    number: int


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Every centre in sight, district by district, narrowed by place, name and what it lacks."""
    today = clock.today()
    districts = _districts(request.reach, today)
    area, pick = request.GET.get("area", ""), request.GET.get("lacks", "")
    area = area if any(one.code == area for one in districts) else ""
    pick = pick if pick in LABELS else ""
    words = request.GET.get("q", "").strip()
    entries = [
        entry
        for entry in _entries(request.reach, today)
        if (not area or holds(area, entry.code)) and rules.loose(words) in rules.loose(entry.name)
    ]
    narrowed = [entry for entry in entries if entry.shows_under(pick)]
    page = Paginator(narrowed, PAGE).get_page(arabic(request.GET.get("page", "1")))
    context = {
        "page": page,
        "rows": _rows(page),
        "parts": rules.PARTS,
        "districts": districts if len(districts) > 1 else [],
        "area": area,
        "words": words,
        "lacks": pick,
        "picks": _picks(entries),
        "total": len(entries),
        "is_narrowed": bool(area or words or pick),
        "now": clock.now(),
    }
    return render(request, "centres/databases.html", context)


def _entries(reach: Reach, day: date) -> list[Entry]:
    """Every centre in sight in the order of codes, a district before its tambons; five queries."""
    have = known(reach.codes, year=FiscalYear.of(day), day=day)
    names = Centre.objects.visible_to(reach).order_by("area").values_list("area", "area__name")
    return [
        Entry(code, name, rules.gaps(have[code])) for code, name in names.iterator() if code in have
    ]


def _districts(reach: Reach, day: date) -> list[Area]:
    mine = Area.objects.filter(reach.q("code"), level=Level.DISTRICT).on(day)
    return list(mine.select_related("parent"))


def _picks(entries: Sequence[Entry]) -> list[Pick]:
    """The ways to narrow the list that lead somewhere."""
    counted = Counter(gap.part.value for entry in entries for gap in entry.gaps)
    counted[ANY] = sum(bool(entry.gaps) for entry in entries)
    counted[WHOLE] = len(entries) - counted[ANY]
    return [Pick(value, label, counted[value]) for value, label in LABELS.items() if counted[value]]


def _rows(page: Iterable[Entry]) -> list[tuple[Area, Entry]]:
    """Each of `page` with its area, those around it loaded; one query."""
    shown = list(page)
    areas = Area.objects.select_related("parent__parent").in_bulk([entry.code for entry in shown])
    return [(areas[entry.code], entry) for entry in shown]
