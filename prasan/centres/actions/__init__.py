"""Centres opened and described; their organisations, activities and reviews."""

from prasan.centres.actions.database import (
    Refused,
    end_organisation,
    record_activity,
    record_organisation,
    record_review,
    see_phone,
)
from prasan.centres.actions.opening import (
    describe_centre,
    open_centre,
    open_centres,
    set_expectation,
)

__all__ = [
    "Refused",
    "describe_centre",
    "end_organisation",
    "open_centre",
    "open_centres",
    "record_activity",
    "record_organisation",
    "record_review",
    "see_phone",
    "set_expectation",
]
