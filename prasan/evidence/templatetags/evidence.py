"""How a file is shown wherever something points at it: {% load evidence %}."""

from datetime import datetime
from typing import Any

from django import template

from prasan.evidence.models import Evidence

register = template.Library()


@register.inclusion_tag("evidence/_link.html")
def file_link(
    evidence: Evidence, at: datetime | None = None, small: bool = False
) -> dict[str, Any]:
    """The name of the file as a link: the newest edition, with the one before within reach.

    `at`: as of that moment, and whether a newer one came since. `small`: with a small picture and
    what was found when it was checked. Many at once: `models.load` them first.
    """
    chain = evidence.chain
    edition = chain.shown(evidence, at)
    return {
        "file": edition.evidence,
        "edition": edition,
        # The first page, and only of what can be drawn.
        "is_small": small and edition.evidence.has_preview,
        "check": edition.evidence.last_check if small else None,
        "older": chain.editions[edition.number - 2].evidence if edition.number > 1 else None,
        "newer": chain.newest.evidence if edition != chain.newest else None,
    }
