"""Looking again: at the experts of a ก.บ.ต., and once a year at a centre and its order."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.centres import actions as centres
from prasan.centres.models import Centre, Outcome, Review
from prasan.committees.models import Kind
from prasan.orders.models import ExpertsReview, Order, Replacement
from prasan.thai.calendar import format_short


@transaction.atomic
def review_experts(
    *, by: User, integrated: Order, tambon: Order | None, day: date, because: str
) -> ExpertsReview:
    """Note that the experts by `integrated` stay, looked at beside the order `tambon`.

    A second time on one day returns the first.
    """
    Order.objects.select_for_update(of=("self",)).get(pk=integrated.pk)
    said = {"integrated_order": integrated, "tambon_order": tambon, "day": day}
    if found := ExpertsReview.objects.filter(**said).first():
        return found
    made = ExpertsReview.objects.create(**said, because=because, by=by)
    log.record(
        by=by.username,
        verb="order.experts_reviewed",
        target=integrated,
        area=integrated.committee.area_id,
        summary=f"ทบทวนผู้ทรงคุณวุฒิ {integrated.committee} แล้ว ไม่เปลี่ยน เพราะ{because}",
        changes={"day": day, "because": because},
    )
    return made


@transaction.atomic
def review_centre(
    *,
    by: User,
    centre: Centre,
    held: date,
    outcome: Outcome,
    because: str,
    order: Order | None = None,
) -> Review:
    """Record a yearly review of a centre; `order` is what took the place of the old one.

    The same again does nothing. Raises centres.Refused with the field that is wrong: a new order
    without one named, one named where all stays, an order of another committee, or of a review
    recorded before.
    """
    if wrong := _wrong(centre, outcome, because, order):
        raise centres.Refused(*wrong)
    if order:
        Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
        _must_be_free(order, centre, held)
    review = centres.record_review(
        by=by,
        centre=centre,
        held=held,
        outcome=outcome,
        because=because,
        led_to=str(order or ""),
    )
    known = Replacement.objects.filter(review=review).select_related("order__issuer").first()
    if order and known is None:
        Replacement.objects.create(review=review, order=order)
    elif order and known and known.order_id != order.pk:
        day = format_short(held)
        raise centres.Refused("order", f"ทบทวนวันที่ {day} ไว้แล้ว ออก{known.order}แทน")
    return review


def _wrong(
    centre: Centre, outcome: Outcome, because: str, order: Order | None
) -> tuple[str, str] | None:
    """The field that is wrong and why; None where review and order fit."""
    if outcome == Outcome.UNCHANGED:
        if order:
            return "order", "ผลคือคงเดิม ไม่ต้องเลือกคำสั่ง หรือเปลี่ยนผลเป็นออกคำสั่งใหม่แทน"
        return None if because else ("because", "บอกเหตุผลว่าทำไมคงเดิม")
    if order is None:
        return "order", "เลือกคำสั่งที่ออกแทน ถ้ายังไม่มีในรายการ ลงทะเบียนคำสั่งก่อน"
    of_centre = order.committee.area_id == centre.area_id
    if not of_centre or order.committee.kind == Kind.INTEGRATED or order.is_amendment:
        return "order", f"{order} ไม่ใช่คำสั่งแต่งตั้งคณะกรรมการของ {centre}"
    return None


def _must_be_free(order: Order, centre: Centre, held: date) -> None:
    """Raise unless no other review led to `order`."""
    taken = Replacement.objects.filter(order=order).select_related("review").first()
    if taken and (taken.review.centre_id, taken.review.held) != (centre.pk, held):
        day = format_short(taken.review.held)
        raise centres.Refused("order", f"{order} เป็นผลของการทบทวน {day} แล้ว เลือกคำสั่งอื่น")
