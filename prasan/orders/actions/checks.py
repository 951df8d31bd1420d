"""What is asked of the people an order names, before anything is written."""

from collections.abc import Iterable, Sequence
from datetime import date

from prasan.areas.models import Area, Level
from prasan.committees.models import Committee
from prasan.orders.actions.refusals import Refused
from prasan.orders.checking import problems_of
from prasan.orders.composition import Member, Problem
from prasan.orders.models import Appointment, Order
from prasan.orders.rules import ruling
from prasan.orders.succession import SeatChange, Sitting, first_clash
from prasan.people.rules import NEW
from prasan.thai.calendar import format_short


def issuer_code(area: Area) -> str:
    """The code of the district that issues the orders of `area`, itself or the one around it."""
    return area.code if area.level == Level.DISTRICT else str(area.parent_id)


def amendment_problems(
    committee: Committee, order: Order, changes: Sequence[SeatChange], starts: date
) -> list[Problem]:
    """Every problem with changing `order` so on `starts`: its own, its seats', who would sit."""
    if problem := _wrong_order(committee, order, starts):
        return [problem]
    seats = list(order.appointments.for_register())
    held = {seat.pk: seat for seat in seats if is_held(seat, starts)}
    problems = list(_wrong_seats(changes, held, starts))
    if not changes:
        problems.append(Problem("ยังไม่มีการเปลี่ยนแปลง", "เพิ่ม ให้พ้น หรือแทนอย่างน้อย 1 ตำแหน่ง"))
    if problems:
        return problems
    return [*_result(committee, seats, changes, starts), *_later(seats, changes, starts)]


def must_fit(problems: Iterable[Problem]) -> None:
    """Raise Refused with those of `problems` that block."""
    if blocking := [one for one in problems if one.blocks]:
        raise Refused(blocking)


def is_held(seat: Appointment, day: date) -> bool:
    return seat.starts <= day and (seat.ends is None or seat.ends > day)


def lines_of(seats: Sequence[Appointment], changes: Sequence[SeatChange]) -> list[int | None]:
    """The line each change stands on, among `seats` of the order: that of the seat it ends.

    Where that line is taken, or nobody leaves, it stands below all others.
    """
    ending = {change.ending for change in changes}
    by_key = {seat.pk: seat.line for seat in seats}
    taken = {seat.line for seat in seats if seat.ends is None and seat.pk not in ending}
    last = max(by_key.values(), default=0)
    lines: list[int | None] = []
    for change in changes:
        line = by_key.get(change.ending) if change.ending is not None else None
        if change.member is not None and (line is None or line in taken):
            last += 1
            line = last
        lines.append(line if change.member else None)
    return lines


def _wrong_order(committee: Committee, order: Order, starts: date) -> Problem | None:
    if order.committee_id != committee.pk:
        return Problem(
            f"คำสั่งที่ {order.label} เป็นของ {order.committee} ไม่ใช่ {committee}",
            f"เลือกคำสั่งที่มีผลของ {committee}",
        )
    if order.is_amendment:
        return Problem(f"คำสั่งที่ {order.label} เป็นคำสั่งแก้ไข", "แก้ไขคำสั่งแต่งตั้งฉบับหลักที่คำสั่งนั้นแก้")
    rules = ruling(committee.orders.seating(), starts)
    if rules is None or rules.pk != order.pk:
        other = f"วันนั้นคำสั่งที่ {rules.label} มีผล" if rules else "วันนั้นยังไม่มีคำสั่งใดมีผล"
        return Problem(f"คำสั่งที่ {order.label} ไม่มีผลในวันที่ {format_short(starts)}", other)
    if order.revoked and order.revoked <= starts:
        return Problem(
            f"คำสั่งที่ {order.label} ยกเลิกแล้วตั้งแต่ {format_short(order.revoked)}",
            "ออกคำสั่งแต่งตั้งใหม่ทั้งคณะ",
        )
    return None


def _wrong_seats(
    changes: Sequence[SeatChange], held: dict[int, Appointment], starts: date
) -> Iterable[Problem]:
    seen: set[int] = set()
    for line, change in enumerate(changes, start=1):
        if change.ending is None:
            continue
        if change.ending not in held:
            why = f"ผู้ที่จะให้พ้นไม่ได้ดำรงตำแหน่งในวันที่ {format_short(starts)} เลือกจากกรรมการที่ดำรงตำแหน่ง"
            yield Problem(f"แถว {line} ไม่มีตำแหน่งนี้ในวันมีผล", why, line)
        elif change.ending in seen:
            why = "ตำแหน่งหนึ่งเปลี่ยนได้ครั้งเดียวในคำสั่งเดียว ลบแถวใดแถวหนึ่ง"
            yield Problem(f"แถว {line} เปลี่ยนตำแหน่งซ้ำ", why, line)
        seen.add(change.ending)


def _result(
    committee: Committee,
    seats: Sequence[Appointment],
    changes: Sequence[SeatChange],
    starts: date,
) -> list[Problem]:
    """Who would sit on `starts`, looked at as a committee of their own."""
    ending = {change.ending for change in changes}
    joining = zip(lines_of(seats, changes), changes, strict=True)
    staying = [seat for seat in seats if is_held(seat, starts) and seat.pk not in ending]
    sitting = [
        *((seat.line, _member(seat)) for seat in staying),
        *((line, change.member) for line, change in joining if line and change.member),
    ]
    sitting.sort(key=lambda pair: pair[0])
    rows = [line for line, _member_ in sitting]
    members = [member for _line, member in sitting]
    return problems_of(committee.kind, committee.area, starts, members, rows)


def _later(
    seats: Sequence[Appointment], changes: Sequence[SeatChange], starts: date
) -> Iterable[Problem]:
    """Whether seats that begin after `starts`, by orders signed already, would clash with these."""
    ending = {change.ending for change in changes}
    sittings = [
        sitting_of(seat, ends=starts if seat.pk in ending else seat.ends)
        for seat in seats
        if seat.ends is None or seat.ends > starts
    ]
    known = {_member(seat).key: str(seat.person_id) for seat in seats}
    joining = [
        Sitting(member.seat, _who(member, known, place), member.name, starts)
        for place, member in enumerate(change.member for change in changes)
        if member
    ]
    clash = first_clash([*sittings, *joining])
    if clash and clash.day > starts:
        why = "มีคำสั่งแก้ไขที่มีผลหลังจากนี้ลงนามไว้แล้ว ตรวจคำสั่งนั้นก่อน"
        yield Problem(f"ตั้งแต่ {format_short(clash.day)} จะ{clash.what}", why)


def sitting_of(seat: Appointment, *, ends: date | None) -> Sitting:
    return Sitting(seat.seat, str(seat.person_id), seat.person.name, seat.starts, ends)


def _who(member: Member, known: dict[str, str], place: int) -> str:
    """Who a joining member is: as chosen, else the one of that name who sits or has sat."""
    if member.who == NEW:
        return f"{NEW} {place}"
    return member.who or known.get(member.key, member.key)


def _member(seat: Appointment) -> Member:
    person = seat.person
    return Member(
        person.title, person.given_name, person.family_name, seat.seat, seat.represents,
        who=str(person.pk),
    )  # fmt: skip
