"""Issuing directives: from a letter numbered here, or from one copied from paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.directives.deriving import unit_name
from prasan.directives.measures import DUTIES
from prasan.directives.models import Addressee, Counting, Directive, Item, Kind, Obligation
from prasan.letters.actions import NumberTaken, register_letter
from prasan.letters.models import Incoming, Letter, Series


@dataclass(frozen=True)
class Asked:
    """One obligation of an item as it is drafted: a duty of DUTIES, its due day for a delivery.

    `renews` is the id of the same obligation in the first directive of the chain. `passes` is
    that of the parent's obligation it passes down, `above` the day the office itself has for it.
    """

    measure: str
    fiscal_year: int
    due: date | None = None
    renews: int | None = None
    passes: int | None = None
    above: date | None = None
    enough: int | None = None
    counting: str = Counting.UNITS


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
    received: Incoming | None = None,
    parent: Directive | None = None,
) -> Directive:
    """What the numbered `letter` orders of `addressees`; a letter with its directive keeps it.

    `follows` is the directive it reminds of; `received` and `parent` are what it passes down.
    """
    issued = Directive.objects.filter(letter=letter).first()
    if issued is not None:
        return issued
    directive = Directive.objects.create(
        letter=letter,
        title=title,
        fiscal_year=fiscal_year,
        follows=follows,
        root=(follows.root or follows) if follows else None,
        received=received,
        parent=parent,
    )
    Addressee.objects.bulk_create(Addressee(directive=directive, area=area) for area in addressees)
    for number, ordered in enumerate(items, start=1):
        item = Item.objects.create(directive=directive, number=number, text=ordered.text)
        _oblige(item, ordered.asked)
    units = unit_name(letter.office.area_id)
    log.record(
        by=by.username,
        verb="directive.issued",
        target=directive,
        area=letter.office.area_id,
        summary=f"ออกข้อสั่งการตามหนังสือ {letter.label} ถึง {len(addressees)} {units}",
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
            passes_id=one.passes,
            above=one.above,
            enough=one.enough,
            counting=one.counting,
        )
        for place, one in enumerate(asked, start=1)
    )
