"""For indicators: what was sent of a tambon, and whether in time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import Level as AreaLevel
from prasan.areas.models import within
from prasan.areas.progress import address
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.centres.expected import expected_at
from prasan.directives.models import Delivery, Exemption, Kind, Level, Obligation, Verdict
from prasan.thai.calendar import FiscalYear, format_short

NOTHING_ASKED = _("ปีนี้ยังไม่มีข้อสั่งการที่กำหนดวันส่ง")
ORDER_COPIES = "tambon_order_copies"
PROVINCE_DIGITS = 2

COPIES = Fact("copies_sent", _("ส่งสำเนาคำสั่ง (0 ถึง 2)"), _("ขั้น"), NOTHING_ASKED)
IN_TIME = Fact("sent_in_time", _("เรื่องที่ส่งทันกำหนด"), "%", NOTHING_ASKED, is_percent=True)


@dataclass(frozen=True)
class Asked:
    """One dated thing asked of one tambon: when due, when sent, under which receipt."""

    measure: str
    due: date
    sent: date | None
    basis: Basis

    @property
    def is_in_time(self) -> bool:
        return self.sent is not None and self.sent <= self.due


def read(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, what was sent of the dated duties of `period` by `day`; five queries.

    A duty is due once, however often a reminder asked for it again; what was returned was not
    sent; what was waived is not asked.
    """
    asked = _asked(codes, period, day)
    return {code: _of(duties, day) for code, duties in asked.items()}


SOURCES = [Source((COPIES, IN_TIME), read)]


def _asked(codes: Sequence[str], period: FiscalYear, day: date) -> dict[str, list[Asked]]:
    duties = _duties(period, day)
    every = [duty for mine in duties.values() for duty in mine]
    sent, excused = _sent(codes, every, day), _excused(codes, every, day)
    found: dict[str, list[Asked]] = defaultdict(list)
    for area in expected_at(codes, levels=[AreaLevel.TAMBON], day=day):
        code = area.code
        around = (code[:length] for length in range(PROVINCE_DIGITS, len(code) + 1, 2))
        for duty in (duty for outer in around for duty in duties.get(outer, ())):
            told = excused.get((duty.pk, code))
            if duty.due is None or (told and told.until is None):
                continue
            due = told.until if told and told.until else duty.due
            board = address("directives:district", duty.item.directive_id, code[:DISTRICT_DIGITS])
            basis = Basis(duty.label, board)
            found[code].append(Asked(duty.measure, due, sent.get((duty.pk, code)), basis))
    return found


def _duties(period: FiscalYear, day: date) -> dict[str, list[Obligation]]:
    """The dated duties of the year, by the code of each area they are addressed to.

    Duties of a tambon alone: what is asked of the district is the district's.
    """
    mine = Obligation.objects.filter(
        kind=Kind.DELIVER,
        level__in=(Level.TAMBON, Level.BOTH),
        fiscal_year=period.number,
        renews=None,
        item__directive__letter__dated__lte=day,
    )
    found: dict[str, list[Obligation]] = defaultdict(list)
    for duty in mine.select_related("item__directive").prefetch_related(
        "item__directive__addressees"
    ):
        for one in duty.item.directive.addressees.all():
            found[one.area_id].append(duty)
    return found


def _sent(
    codes: Sequence[str], duties: Sequence[Obligation], day: date
) -> dict[tuple[int, str], date]:
    """The first day each was sent and not returned."""
    rows = (
        Delivery.objects.within(codes)
        .filter(obligation__in={duty.pk for duty in duties}, submission__sent__lte=day)
        .exclude(verdict=Verdict.RETURNED, judged__lte=day)
        .order_by("-submission__sent")
    )
    columns = ("obligation", "area", "submission__sent")
    return {(pk, area): sent for pk, area, sent in rows.values_list(*columns)}


def _excused(
    codes: Sequence[str], duties: Sequence[Obligation], day: date
) -> dict[tuple[int, str], Exemption]:
    rows = Exemption.objects.filter(
        within(codes, field="area"), obligation__in={duty.pk for duty in duties}, granted__lte=day
    )
    return {(row.obligation_id, row.area_id): row for row in rows.order_by("granted", "pk")}


def _of(asked: list[Asked], day: date) -> dict[str, Reading]:
    copies = [one for one in asked if one.measure == ORDER_COPIES]
    due = [one for one in asked if one.due < day or one.sent]
    found = {}
    if copies:
        found[COPIES.key] = _copies(copies[0])
    if due:
        in_time = sum(one.is_in_time for one in due)
        words = f"ส่งทันกำหนด {in_time} จาก {len(due)} เรื่องที่ถึงกำหนด"
        basis = tuple(one.basis for one in due)
        found[IN_TIME.key] = Reading(in_time * 100 // len(due), words, basis)
    elif asked:
        first = min(one.due for one in asked)
        words = f"ยังไม่มีเรื่องใดถึงกำหนด เรื่องแรกครบกำหนด {format_short(first)}"
        found[IN_TIME.key] = Reading(None, words, tuple(one.basis for one in asked))
    return found


def _copies(one: Asked) -> Reading:
    """2 when sent in time, 1 when sent late, 0 while not sent."""
    if one.sent is None:
        return Reading(0, f"ยังไม่ได้ส่ง กำหนด {format_short(one.due)}", (one.basis,))
    words = f"ส่ง {format_short(one.sent)} กำหนด {format_short(one.due)}"
    return Reading(2 if one.is_in_time else 1, words, (one.basis,))
