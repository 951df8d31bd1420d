"""Numbers of letters out and in: taken one after the other, under the lock of their counter."""

from django.db import transaction
from django.db.models import QuerySet

from prasan.accounts.models import Office, User
from prasan.audit import log
from prasan.letters import rules
from prasan.letters.models import Counter, Incoming, Letter, Series


class NumberTaken(Exception):
    """A letter with this number is in the register already."""


@transaction.atomic
def open_series(*, by: User, office: Office, series: str, year: int, last: int) -> Counter:
    """Start an office's series of `year` (Buddhist) after `last`, the number used before Prasan.

    Refuses with ValueError when it would go back behind a number given already. A second call
    changes nothing.
    """
    counter = locked_counter(office, series, year)
    if last < counter.last:
        raise ValueError(f"ออกเลขถึง {counter.last} แล้ว ตั้งย้อนหลังเป็น {last} ไม่ได้")
    if last == counter.last:
        return counter
    old, counter.last = counter.last, last
    if not _numbers(counter).exists():
        counter.began = last
    counter.save(update_fields=["last", "began"])
    log.record(
        by=by.username,
        verb="series.opened",
        target=counter,
        area=office.area_id,
        summary=f"ตั้งเลขล่าสุดของ{counter.get_series_display()} ปี {year} เป็น {last}",
        changes={"last": [old, last]},
    )
    return counter


def locked_counter(office: Office, series: str, year: int) -> Counter:
    """The counter, its row locked until the transaction ends; made when there is none yet."""
    row = Counter(office=office, series=series, year=year)
    Counter.objects.bulk_create([row], ignore_conflicts=True)
    return Counter.objects.select_for_update().get(office=office, series=series, year=year)


def take_next(counter: Counter) -> int:
    """The next number no letter has, of a locked counter; one entered from paper is passed over."""
    taken = _numbers(counter).filter(number__gt=counter.last)
    counter.last = rules.next_number(counter.last, taken.values_list("number", flat=True))
    counter.save(update_fields=["last"])
    return counter.last


def take_block(counter: Counter, count: int) -> list[int]:
    """The next `count` numbers no letter has, of a locked counter, in one block."""
    taken = _numbers(counter).filter(number__gt=counter.last)
    used = taken.values_list("number", flat=True)
    numbers = rules.next_numbers(counter.last, used, count)
    counter.last = numbers[-1]
    counter.save(update_fields=["last"])
    return numbers


def refuse_taken(office: Office, series: str, year: int, number: int, label: str) -> None:
    """Raise NumberTaken when the register has `number`; office and counter are locked for it.

    A year that is only on paper gets no counter by this.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    counter = Counter(office=office, series=series, year=year)
    Counter.objects.select_for_update().filter(office=office, series=series, year=year).first()
    if _numbers(counter).filter(number=number).exists():
        raise NumberTaken(label)


def missing_numbers(counter: Counter) -> list[int]:
    """Numbers given since the series began here that stand in no line of the register."""
    return rules.missing(counter.began, counter.last, _used(counter))


def _used(counter: Counter) -> list[int]:
    used = _numbers(counter).filter(number__gt=counter.began)
    return [number for number in used.values_list("number", flat=True) if number]


def _numbers(counter: Counter) -> "QuerySet[Letter] | QuerySet[Incoming]":
    if counter.series == Series.RECEIVED:
        return Incoming.objects.filter(office=counter.office_id, year=counter.year)
    return Letter.objects.filter(office=counter.office_id, series=counter.series, year=counter.year)
