"""Orders, the seats they grant, and the drafts they come from."""

from prasan.committees.models import Seat
from prasan.orders.models.draft import (
    Change,
    DraftLine,
    DraftLineQuerySet,
    DraftOrder,
    DraftQuerySet,
)
from prasan.orders.models.numbering import NumberSeries
from prasan.orders.models.order import (
    Appointment,
    AppointmentQuerySet,
    Correction,
    Order,
    OrderQuerySet,
    Purpose,
)
from prasan.orders.models.review import ExpertsReview, ExpertsReviewQuerySet, Replacement

__all__ = [
    "Appointment",
    "AppointmentQuerySet",
    "Change",
    "Correction",
    "DraftLine",
    "DraftLineQuerySet",
    "DraftOrder",
    "DraftQuerySet",
    "ExpertsReview",
    "ExpertsReviewQuerySet",
    "NumberSeries",
    "Order",
    "OrderQuerySet",
    "Purpose",
    "Replacement",
    "Seat",
]
