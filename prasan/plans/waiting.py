"""Projects without an answer: by age, by level."""

from datetime import date, timedelta

from django.db.models import Count, Q

from prasan.plans.models import PlanLevel, ProposalQuerySet

# Half a year and a year without a word; the bounds are ours.
BOUNDS = (90, 180, 365)
_LABELS = ("ไม่เกิน 90 วัน", "91 ถึง 180 วัน", "181 ถึง 365 วัน", "เกิน 1 ปี")


def waiting(found: ProposalQuerySet) -> ProposalQuerySet:
    """These, longest waiting first, with all a line of the list shows."""
    loaded = found.select_related("project__plan__area__parent", "plan__area")
    return loaded.order_by("proposed", "pk")


def by_level(found: ProposalQuerySet) -> list[tuple[str, str, int]]:
    """How many wait at each level: its key, its name, the number; one query."""
    counted = dict(found.order_by().values_list("level").annotate(number=Count("pk")))
    return [(one.value, one.label, counted[one.value]) for one in PlanLevel if one.value in counted]


def by_age(found: ProposalQuerySet, day: date) -> list[tuple[str, int]]:
    """How many wait how long: the words and the number; one query."""
    newer = [day - timedelta(days=bound) for bound in BOUNDS]
    ages = [
        Q(proposed__gte=newer[0]),
        Q(proposed__lt=newer[0], proposed__gte=newer[1]),
        Q(proposed__lt=newer[1], proposed__gte=newer[2]),
        Q(proposed__lt=newer[2]),
    ]
    counted = found.order_by().aggregate(
        **{f"age_{place}": Count("pk", filter=age) for place, age in enumerate(ages)}
    )
    return [(label, counted[f"age_{place}"]) for place, label in enumerate(_LABELS)]
