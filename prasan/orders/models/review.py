from typing import Self

from django.db import models
from django.db.models import Q, UniqueConstraint

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.centres.models import Review
from prasan.orders.models.order import Order


class ExpertsReviewQuerySet(models.QuerySet["ExpertsReview"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("integrated_order__committee__area"))


class ExpertsReview(models.Model):
    """Experts of a ก.บ.ต. looked at again and left as they are, with the reason (การทบทวนผู้ทรงคุณวุฒิ).

    It names the two orders that ruled then; no คอช.ต. order where there was none.
    """

    integrated_order = models.ForeignKey(Order, models.PROTECT, related_name="expert_reviews")
    tambon_order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField("ทบทวนเมื่อ")
    because = models.CharField("เหตุที่ไม่เปลี่ยน", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ExpertsReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            UniqueConstraint(
                name="experts_are_reviewed_once_a_day",
                fields=["integrated_order", "tambon_order", "day"],
            ),
            UniqueConstraint(
                name="experts_without_a_tambon_order_are_reviewed_once_a_day",
                fields=["integrated_order", "day"],
                condition=Q(tambon_order=None),
            ),
        ]

    def __str__(self) -> str:
        return f"ทบทวนผู้ทรงคุณวุฒิ {self.integrated_order.committee}"


class Replacement(models.Model):
    """The order a yearly review of a centre led to (คำสั่งที่ออกแทนตามการทบทวน).

    A review whose outcome is a new order has one, one that leaves all as it was has none:
    `orders.actions.review_centre` is the only way in. Reviews of before may name it in words only.
    """

    review = models.OneToOneField(Review, models.PROTECT, related_name="replacement")
    order = models.ForeignKey(Order, models.PROTECT, related_name="replacements")

    class Meta:
        constraints = [
            UniqueConstraint(name="order_comes_of_one_review", fields=["order"]),
        ]

    def __str__(self) -> str:
        return f"{self.order} ตามการทบทวน {self.review.centre}"
