"""Looking at the experts of a ก.บ.ต. again, and leaving them as they are."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.orders.models import ExpertsReview, Order


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
