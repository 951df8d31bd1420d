"""What stands on the paper of an order or a draft, gathered from the records."""

from collections.abc import Sequence
from datetime import date

from prasan.committees.rulebooks import rulebook_on
from prasan.committees.rules import cited as power_cited
from prasan.orders.actions.sign import term_of
from prasan.orders.documents import Changed, Cited, Named, OrderContent
from prasan.orders.models import Appointment, DraftLine, DraftOrder, Order


def content_of(order: Order) -> OrderContent:
    """The paper of a signed order, with those it named when it was signed. Four queries."""
    granted = order.seats_added if order.is_amendment else order.appointments.filter(amendment=None)
    seats = list(granted.select_related("person").order_by("line"))
    ended = list(order.seats_ended.select_related("person").order_by("line"))
    power, regulation = _power(order.committee.kind, order.signed, order.committee.area_id)
    return OrderContent(
        power=power,
        regulation=regulation,
        purpose=order.purpose,
        issuer=order.issuer.title,
        committee=order.committee.full_name,
        number=order.number,
        year=order.year,
        signed=order.signed,
        starts=order.starts,
        expires=order.expires,
        signatory=order.signatory,
        posts=tuple(order.signatory_post.splitlines()),
        members=() if order.is_amendment else tuple(_seated(seat) for seat in seats),
        changes=tuple(_changes(seats, ended)) if order.is_amendment else (),
        follows=_cited(order.follows),
    )


def content_of_draft(draft: DraftOrder, lines: Sequence[DraftLine], today: date) -> OrderContent:
    """The paper a draft would become: no number, and blanks for what is not known."""
    starts = draft.planned
    power, regulation = _power(draft.committee.kind, starts or today, draft.committee.area_id)
    return OrderContent(
        power=power,
        regulation=regulation,
        purpose=draft.purpose,
        issuer=draft.issuer.title,
        committee=draft.committee.full_name,
        starts=starts,
        expires=term_of(draft, starts) if starts else draft.expires,
        signatory=draft.signatory,
        posts=tuple(draft.signatory_post.splitlines()) or (f"นาย{draft.issuer.title}",),
        members=() if draft.is_amendment else tuple(_drafted(line) for line in lines),
        changes=tuple(_change(line) for line in lines) if draft.is_amendment else (),
        follows=_cited(draft.follows),
    )


def _power(kind: str, day: date, code: str) -> tuple[str, str]:
    """The legal power and the regulation, as the rulebook of the day says them."""
    book = rulebook_on(kind, day, code)
    if book is None:
        return "", ""
    return power_cited(book.wants.power), book.regulation


def _cited(order: Order | None) -> Cited | None:
    return Cited(order.label, order.signed, order.last_day) if order else None


def _seated(seat: Appointment) -> Named:
    return Named(seat.person.name, seat.get_seat_display(), seat.represents)


def _drafted(line: DraftLine) -> Named:
    return Named(line.name, line.get_seat_display(), line.represents)


def _change(line: DraftLine) -> Changed:
    return Changed(
        _seated(line.ending) if line.ending else None, _drafted(line) if line.seat else None
    )


def _changes(seats: Sequence[Appointment], ended: Sequence[Appointment]) -> list[Changed]:
    """Who left and who came, paired where they share a line of the order."""
    left = {seat.line: seat for seat in ended}
    pairs = [
        Changed(_seated(left.pop(seat.line)) if seat.line in left else None, _seated(seat))
        for seat in seats
    ]
    return [*(Changed(_seated(seat)) for seat in left.values()), *pairs]
