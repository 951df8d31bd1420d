"""Numbers of orders: typed from the paper, or given by Prasan without gaps."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.orders.actions.refusals import NumberRefused, NumberTaken
from prasan.orders.models import NumberSeries, Order
from prasan.orders.succession import next_number
from prasan.thai.calendar import buddhist_year, format_short


@transaction.atomic
def open_numbers(*, by: User, issuer: Area, year: int, last: int, because: str) -> NumberSeries:
    """Let Prasan number the orders of `issuer` in `year` (Buddhist), after `last` used before.

    Later years begin at 1 by themselves. Going back behind a number that was given raises
    NumberRefused; the same a second time does nothing.
    """
    issuer = Area.objects.select_for_update().get(pk=issuer.pk)
    series, is_new = NumberSeries.objects.get_or_create(issuer=issuer, year=year)
    used = last_used(issuer, year)
    if last < used:
        raise NumberRefused(f"ปี {year} ใช้ถึงเลข {used} แล้ว เลขถัดไปต้องเป็น {used + 1} ขึ้นไป")
    if not is_new and series.last == last and series.closed is None:
        return series
    before, series.last = series.last, last
    series.closed = series.closed_because = None
    series.save(update_fields=["last", "closed", "closed_because"])
    log.record(
        by=by.username,
        verb="order.numbers_opened",
        target=series,
        area=issuer.code,
        summary=f"ตั้งเลขคำสั่งล่าสุดของ{issuer.title} ปี {year} เป็น {last} เพราะ{because}",
        changes={"last": [before, last], "because": because},
    )
    return series


@transaction.atomic
def close_numbers(*, by: User, issuer: Area, day: date, because: str) -> NumberSeries:
    """Let the office number its orders signed from `day` on itself again; numbers given stay.

    Raises NumberRefused where Prasan gives no numbers in that year, and while an order signed on
    that day or later has one. The same a second time does nothing.
    """
    issuer = Area.objects.select_for_update().get(pk=issuer.pk)
    year = buddhist_year(day)
    series = _series(issuer, year)
    if series is None or (series.closed and series.closed < day):
        raise NumberRefused(f"{issuer.title}ยังไม่ให้ประสานออกเลข จึงไม่มีอะไรให้ปิด")
    if series.closed == day:
        return series
    later = Order.objects.filter(issuer=issuer, year=year, signed__gte=day, number__lte=series.last)
    if newest := later.order_by("-signed", "-number").first():
        raise NumberRefused(
            f"คำสั่งที่ {newest.label} ลงวันที่ {format_short(newest.signed)} ได้เลขไปแล้ว "
            "ปิดได้ตั้งแต่วันหลังจากนั้น"
        )
    series.closed, series.closed_because = day, because
    series.save()
    log.record(
        by=by.username,
        verb="order.numbers_closed",
        target=series,
        area=issuer.code,
        summary=f"ปิดการออกเลขคำสั่งของ{issuer.title} ตั้งแต่ {format_short(day)} เพราะ{because}",
        changes={"closed": day, "last": series.last, "because": because},
    )
    return series


def numbers_for_us(issuer: Area, year: int, day: date) -> NumberSeries | None:
    """The series that numbers the office's orders of `year` signed on `day`; None while the
    office numbers them itself."""
    series = _series(issuer, year)
    return series if series and series.is_open_on(day) else None


def _series(issuer: Area, year: int) -> NumberSeries | None:
    """That of the year, or one to begin, once the office has had one; closed as the last was."""
    opened = NumberSeries.objects.filter(issuer=issuer, year__lte=year)
    newest = opened.order_by("-year").first()
    if newest is None or newest.year == year:
        return newest
    return NumberSeries(
        issuer=issuer, year=year, closed=newest.closed, closed_because=newest.closed_because
    )


def take_number(order: Order, *, typed: int | None) -> None:
    """Give `order` its number; its issuer must be locked. Refuses what would leave a gap."""
    series = numbers_for_us(order.issuer, order.year, order.signed)
    if series is None:
        if typed is None:
            raise NumberRefused(f"{order.issuer.title}ยังไม่ให้ประสานออกเลข พิมพ์เลขที่จากคำสั่งที่ลงนาม")
        order.number = typed
    else:
        try:
            order.number = next_number(series.last, typed)
        except ValueError as gap:
            raise NumberRefused(str(gap)) from None
        if order.number > series.last:
            series.last = order.number
            series.save()
    taken = Order.objects.filter(issuer=order.issuer, year=order.year, number=order.number)
    if holder := taken.select_related("committee__area", "issuer").exclude(pk=order.pk).first():
        raise NumberTaken(holder)


def last_used(issuer: Area, year: int) -> int:
    """The highest number among the orders of an office in a Buddhist year; 0 before the first."""
    used = Order.objects.filter(issuer=issuer, year=year)
    number: int = used.order_by("-number").values_list("number", flat=True).first() or 0
    return number
