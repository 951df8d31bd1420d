"""Why an order or a seat is refused, said for whoever has to put it right."""

from collections.abc import Sequence

from prasan.orders.composition import Problem
from prasan.orders.models import DraftOrder, Order
from prasan.thai.calendar import format_short


class Refused(Exception):
    """An order that cannot be registered or signed, with every problem that blocks it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(f"{one.text} {one.why}".strip() for one in problems))
        self.problems = problems


class NumberTaken(Exception):
    """The district has used the number that year; `order` is the one that has it."""

    def __init__(self, order: Order) -> None:
        committee, signed = order.committee, format_short(order.signed)
        super().__init__(
            f"เลขที่ {order.label} เป็นของคำสั่ง {committee} ลงวันที่ {signed} แล้ว ตรวจเลขที่จากคำสั่งที่ลงนาม"
        )
        self.order = order


class NumberRefused(Exception):
    """A number that cannot be given, or that nobody gave."""


class TooLate(Exception):
    """Something that has already ended in another way."""


class Stale(Exception):
    """Someone saved the draft in the meantime; `draft` is what it is now."""

    def __init__(self, draft: DraftOrder) -> None:
        super().__init__("มีผู้แก้ร่างนี้ไปก่อนแล้ว ตรวจร่างล่าสุด แล้วแก้อีกครั้ง")
        self.draft = draft
