"""Granting one unit an exception."""

from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.directives.models import Excuse, Exemption, Obligation


@transaction.atomic
def exempt(
    *,
    by: User,
    obligation: Obligation,
    area: Area,
    excuse: str,
    reason: str,
    today: date,
    until: date | None = None,
) -> Exemption:
    """Grant one unit an exception; the last one granted rules. The same again changes nothing."""
    last = obligation.exemptions.filter(area=area).order_by("granted", "pk").last()
    if last and (last.excuse, last.until, last.reason) == (excuse, until, reason):
        return last
    exemption = Exemption.objects.create(
        obligation=obligation,
        area=area,
        excuse=excuse,
        until=until,
        reason=reason,
        granted=today,
        granted_by=by,
    )
    log.record(
        by=by.username,
        verb="exemption.granted",
        target=exemption,
        area=area.code,
        summary=f"{Excuse(excuse).label} {obligation.label} {area}: {reason}",
        changes={"excuse": excuse, "until": until or "", "reason": reason},
    )
    return exemption
