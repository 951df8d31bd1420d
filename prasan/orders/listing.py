"""Every committee in reach with the order that rules on a day: a few queries, however many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from prasan.accounts.reach import Reach
from prasan.committees.models import Committee
from prasan.orders.models import Appointment, DraftOrder, Order
from prasan.orders.rules import ENDING_DAYS, Standing, standing

PER_PAGE = 50


class Which(StrEnum):
    """What a list of orders may be narrowed to."""

    ALL = ""
    DRAFTS = "drafts"
    ENDING = "ending"
    OVER = "over"
    VACANT = "vacant"
    NONE = "none"


NAMES = {
    Which.ALL: _("ทั้งหมด"),
    Which.DRAFTS: _("มีร่าง"),
    Which.ENDING: _("ใกล้ครบวาระ"),
    Which.OVER: _("ครบวาระแล้ว"),
    Which.VACANT: _("มีตำแหน่งว่าง"),
    Which.NONE: _("ยังไม่มีคำสั่งที่มีผล"),
}


@dataclass(frozen=True)
class Line:
    """One committee: the order that rules, how it stands, and the drafts not signed yet."""

    committee: Committee
    order: Order | None
    standing: Standing
    drafts: tuple[DraftOrder, ...]


def listed(reach: Reach, which: Which, day: date, number: Any = 1, code: str = "") -> Page[Any]:
    """A page of lines, by area; `code` narrows to an area. Five queries."""
    committees = Committee.objects.visible_to(reach).filter(area__code__startswith=code)
    chosen = _narrowed(_with_ruling(committees, day), which, day)
    page: Page[Any] = Paginator(
        chosen.select_related("area__parent").order_by("area", "kind"), PER_PAGE
    ).get_page(number)
    page.object_list = _lines(list(page.object_list), day)
    return page


def _with_ruling(committees: QuerySet[Committee], day: date) -> QuerySet[Any]:
    newest = (
        Order.objects.seating()
        .filter(committee=OuterRef("pk"), starts__lte=day)
        .order_by("-starts", "-pk")
    )
    return committees.annotate(
        ruling=Subquery(newest.values("pk")[:1]),
        ruling_expires=Subquery(newest.values("expires")[:1]),
        ruling_revoked=Subquery(newest.values("revoked")[:1]),
    )


def _narrowed(committees: QuerySet[Any], which: Which, day: date) -> QuerySet[Any]:
    standing = Q(ruling_revoked=None) | Q(ruling_revoked__gt=day)
    if which is Which.DRAFTS:
        return committees.filter(Exists(DraftOrder.objects.open().filter(committee=OuterRef("pk"))))
    if which is Which.ENDING:
        last = day + timedelta(days=ENDING_DAYS + 1)
        return committees.filter(standing, ruling_expires__gt=day, ruling_expires__lte=last)
    if which is Which.OVER:
        return committees.filter(standing, ruling_expires__lte=day)
    if which is Which.NONE:
        return committees.filter(Q(ruling=None) | Q(ruling_revoked__lte=day))
    if which is Which.VACANT:
        return committees.filter(standing, Exists(_left(day)))
    return committees


def _left(day: date) -> QuerySet[Appointment]:
    """Seats of the ruling order that somebody left and no order has filled."""
    filled = Appointment.objects.held_on(day).filter(order=OuterRef("order"), line=OuterRef("line"))
    left = Appointment.objects.filter(order=OuterRef("ruling"), ends__lte=day, ended_by=None)
    return left.exclude(Exists(filled))


def _lines(committees: Iterable[Any], day: date) -> list[Line]:
    committees = list(committees)
    orders: dict[int, list[Order]] = {}
    found = Order.objects.seating().filter(committee__in=committees).select_related("issuer")
    for order in found:
        orders.setdefault(order.committee_id, []).append(order)
    drafts: dict[int, list[DraftOrder]] = {}
    for draft in DraftOrder.objects.open().filter(committee__in=committees).order_by("pk"):
        drafts.setdefault(draft.committee_id, []).append(draft)
    by_key = {order.pk: order for mine in orders.values() for order in mine}
    return [
        Line(
            one,
            by_key.get(one.ruling),
            standing(orders.get(one.pk, []), day),
            tuple(drafts.get(one.pk, ())),
        )
        for one in committees
    ]
