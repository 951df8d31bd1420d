"""Issuing directives, granting exceptions, sending reports and judging them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.directives.board import board, ready
from prasan.directives.measures import DUTIES
from prasan.directives.models import (
    Addressee,
    Delivery,
    Directive,
    Excuse,
    Exemption,
    Item,
    Kind,
    Obligation,
    Submission,
    Verdict,
)
from prasan.letters.actions import NumberTaken, register_letter
from prasan.letters.models import Letter, Series
from prasan.thai.calendar import buddhist_year


class NothingReady(Exception):
    """There is nothing new to send."""


class AlreadyJudged(Exception):
    """Someone judged it in the meantime."""


@dataclass(frozen=True)
class Asked:
    """One obligation of an item as it is drafted: a duty of DUTIES, its due day for a delivery.

    `renews` is the id of the same obligation in the first directive of the chain.
    """

    measure: str
    fiscal_year: int
    due: date | None = None
    renews: int | None = None


@dataclass(frozen=True)
class Ordered:
    """One item as it is drafted, with the letter's words; some items ask nothing countable."""

    text: str
    asked: tuple[Asked, ...] = ()


@transaction.atomic
def issue_directive(
    *,
    by: User,
    letter: Letter,
    title: str,
    fiscal_year: int,
    addressees: Sequence[Area],
    items: Sequence[Ordered],
    follows: Directive | None = None,
) -> Directive:
    """What the numbered `letter` orders of `addressees`; a letter with its directive keeps it."""
    issued = Directive.objects.filter(letter=letter).first()
    if issued is not None:
        return issued
    directive = Directive.objects.create(
        letter=letter,
        title=title,
        fiscal_year=fiscal_year,
        follows=follows,
        root=(follows.root or follows) if follows else None,
    )
    Addressee.objects.bulk_create(Addressee(directive=directive, area=area) for area in addressees)
    for number, ordered in enumerate(items, start=1):
        item = Item.objects.create(directive=directive, number=number, text=ordered.text)
        _oblige(item, ordered.asked)
    log.record(
        by=by.username,
        verb="directive.issued",
        target=directive,
        area=letter.office.area_id,
        summary=f"ออกข้อสั่งการตามหนังสือ {letter.label} ถึง {len(addressees)} อำเภอ",
        changes={"to": [area.code for area in addressees], "fiscal_year": fiscal_year},
    )
    return directive


@transaction.atomic
def enter_directive(
    *,
    by: User,
    office: Office,
    number: int,
    dated: date,
    urgency: str,
    subject: str,
    title: str,
    fiscal_year: int,
    addressees: Sequence[Area],
    items: Sequence[Ordered],
    at: datetime,
) -> Directive:
    """Register a circular written on paper and issue what it orders, together or not at all.

    The very same entry a second time gives the first; otherwise raises NumberTaken when the
    register has the number.
    """
    try:
        letter = register_letter(
            by=by,
            office=office,
            series=Series.CIRCULAR,
            urgency=urgency,
            number=number,
            dated=dated,
            subject=subject,
            recipients=[(area, f"นาย{area.title}") for area in addressees],
            at=at,
        )
    except NumberTaken:
        entered = _entered(office, number, dated, title, addressees, items)
        if entered is None:
            raise
        return entered
    return issue_directive(
        by=by,
        letter=letter,
        title=title,
        fiscal_year=fiscal_year,
        addressees=addressees,
        items=items,
    )


def _entered(
    office: Office,
    number: int,
    dated: date,
    title: str,
    addressees: Sequence[Area],
    items: Sequence[Ordered],
) -> Directive | None:
    """The directive of this circular when it was entered with the same words before."""
    same = Directive.objects.filter(
        letter__office=office,
        letter__series=Series.CIRCULAR,
        letter__number=number,
        letter__dated=dated,
        title=title,
    ).first()
    if same is None:
        return None
    to = set(same.addressees.values_list("area", flat=True))
    texts = list(same.items.values_list("text", flat=True))
    is_same = to == {area.code for area in addressees} and texts == [one.text for one in items]
    return same if is_same else None


def _oblige(item: Item, asked: Sequence[Asked]) -> None:
    Obligation.objects.bulk_create(
        Obligation(
            item=item,
            place=place,
            kind=DUTIES[one.measure].kind,
            level=DUTIES[one.measure].level,
            measure=one.measure,
            label=DUTIES[one.measure].label,
            due=one.due if DUTIES[one.measure].kind == Kind.DELIVER else None,
            fiscal_year=one.fiscal_year,
            renews_id=one.renews,
        )
        for place, one in enumerate(asked, start=1)
    )


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


@transaction.atomic
def submit(
    *, by: User, directive: Directive, area: Area, after: int, note: str, at: datetime
) -> Submission:
    """Send the province all of a district's work that is ready, frozen as it is; gives the receipt.

    `after` is the id of the last submission the sender saw (0 for none): a second click finds a
    newer one and gets that. Sent for a reminder, it counts for the first directive of the chain.
    Raises NothingReady when no fact is new.
    """
    root = directive.root or directive
    # The row is the lock: one report of a district at a time.
    Addressee.objects.select_for_update().get(directive=root, area=area)
    newest = Submission.objects.filter(directive=root, area=area).order_by("pk").last()
    if newest is not None and newest.pk != after:
        return newest
    found = list(ready(board(root, codes=[area.code], day=at.date())))
    if not found:
        raise NothingReady
    submission = Submission.objects.create(
        directive=root,
        area=area,
        receipt=_receipt(area, at.date()),
        sent=at.date(),
        sent_at=at,
        sent_by=by,
        note=note,
    )
    Delivery.objects.bulk_create(
        Delivery(
            submission=submission,
            obligation=duty,
            area=unit.area,
            done=unit.facts[duty.pk].done,
            needed=unit.facts[duty.pk].needed,
            note=unit.facts[duty.pk].note,
            link=standing.link,
            proofs="\n".join(unit.facts[duty.pk].proofs),
        )
        for duty, unit, standing in found
    )
    log.record(
        by=by.username,
        verb="report.sent",
        target=submission,
        area=area.code,
        summary=f"{area} ส่งรายงาน {len(found)} รายการ เลขรับ {submission.receipt}",
        changes={"receipt": submission.receipt, "count": len(found)},
    )
    return submission


def _receipt(area: Area, day: date) -> str:
    """The next receipt of a district in the calendar year, 5205/2567/3; taken under its lock."""
    year = buddhist_year(day)
    prefix = f"{area.code}/{year}/"
    return f"{prefix}{Submission.objects.filter(receipt__startswith=prefix).count() + 1}"


@transaction.atomic
def judge(
    *, by: User, submission: Submission, returned: Mapping[int, str], today: date
) -> Submission:
    """Accept every delivery not judged yet, but return those in `returned` (id to reason).

    Raises AlreadyJudged when none is left to judge; judged ones are never changed.
    """
    waiting = list(
        submission.deliveries.select_for_update(of=("self",)).filter(verdict=None).order_by("pk")
    )
    if not waiting:
        raise AlreadyJudged
    for delivery in waiting:
        reason = returned.get(delivery.pk)
        delivery.verdict = Verdict.RETURNED if reason else Verdict.ACCEPTED
        delivery.reason = reason or ""
        delivery.judged, delivery.judged_by = today, by
    Delivery.objects.bulk_update(waiting, ["verdict", "reason", "judged", "judged_by"])
    back = sum(delivery.verdict == Verdict.RETURNED for delivery in waiting)
    log.record(
        by=by.username,
        verb="report.judged",
        target=submission,
        area=submission.area_id,
        summary=f"ตรวจรายงาน {submission.receipt} รับไว้ {len(waiting) - back} ส่งกลับ {back}",
        changes={"accepted": len(waiting) - back, "returned": list(returned.values())},
    )
    return submission
