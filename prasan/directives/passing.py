"""A letter from above as it would be passed down: what it asks, of whom, by which earlier day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.accounts.models import Office
from prasan.areas.models import Area, Level
from prasan.areas.rules import DISTRICT_DIGITS, NATION
from prasan.centres.expected import expected
from prasan.directives import deriving, passing_words
from prasan.directives.deriving import Derived, Holidays
from prasan.directives.measures import DUTIES
from prasan.directives.models import (
    Cascade,
    CascadeItem,
    Counting,
    Directive,
    Excuse,
    Exemption,
    Kind,
    Obligation,
)
from prasan.directives.models import Level as Duty
from prasan.directives.proposing import duties_of
from prasan.holidays.models import holidays_of
from prasan.letters.composing import issuing
from prasan.letters.documents import ExternalLetter, Paragraph, Signature
from prasan.letters.models import Incoming, Signatory, Urgency
from prasan.letters.reading import read
from prasan.letters.rules import citation
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import thai

_TITLE = 80
_AROUND = timedelta(days=400)


@dataclass(frozen=True)
class Passed:
    """One item as it is chosen to go down; fields as on CascadeItem. `source` is an Item's id."""

    text: str
    measures: tuple[str, ...] = ()
    is_passed: bool = True
    own: date | None = None
    before: int = 0
    due: date | None = None
    enough: int | None = None
    counting: str = Counting.UNITS
    source: int | None = None

    @property
    def needs_day(self) -> bool:
        """Whether something in it is to be sent by a day."""
        return any(DUTIES[one].kind == Kind.DELIVER for one in self.measures)

    def day(self, *, dated: date, holidays: Holidays) -> Derived | None:
        """The day of the level below for a letter of the day `dated`; None without any day."""
        if self.due is not None:
            told = deriving.doubts(self.due, self.own, dated=dated, holidays=holidays)
            return Derived(self.due, "", tuple(told))
        if self.own is None:
            return None
        return deriving.derived(self.own, self.before, dated=dated, holidays=holidays)


@dataclass(frozen=True)
class Choices:
    """What the officer who passes a letter down decides."""

    title: str
    fiscal_year: int
    urgency: str
    subject: str
    opening: str
    purpose: str
    closing: str
    items: tuple[Passed, ...]
    addressees: tuple[str, ...]
    signatory: Signatory | None


def units_below(area: Area, day: date) -> list[Area]:
    """Whom an office of `area` may ask: the provinces, the districts, the tambons with a centre."""
    if len(area.code) == DISTRICT_DIGITS:
        return expected([area.code], level=Level.TAMBON, day=day)
    level = Level.PROVINCE if area.code == NATION else Level.DISTRICT
    return list(Area.objects.within([area.code]).filter(level=level).on(day).order_by("code"))


def duties_for(area: str) -> list[str]:
    """What can be asked of the units below an office of `area`: a tambon has no district's duty."""
    is_of_tambons = len(area) == DISTRICT_DIGITS
    return [key for key, one in DUTIES.items() if not is_of_tambons or one.level != Duty.DISTRICT]


def holidays_around(office: Office, day: date) -> Holidays:
    """The holidays the office's days are counted by; one query."""
    known = holidays_of([office.area_id], day - _AROUND, day + 2 * _AROUND)
    return {one: holiday.name for one, holiday in known.items()}


def first_choices(
    office: Office, received: Incoming | None, parent: Directive | None, today: date
) -> Choices:
    """The circular as it writes itself: every item that asks something of the level below."""
    subject = received.subject if received else parent.letter.subject if parent else ""
    items = items_of_parent(office, parent) if parent else items_read(office, received)
    units = units_below(office.area, today)
    signing = Signatory.objects.filter(office=office).signing("circular", today)
    return Choices(
        title=parent.title if parent else subject[:_TITLE],
        fiscal_year=parent.fiscal_year if parent else FiscalYear.of(today).number,
        urgency=received.urgency if received else parent.letter.urgency if parent else "001",
        subject=subject,
        opening=passing_words.opening(_sender(received, parent), subject),
        purpose=passing_words.purpose(office.area.title, deriving.unit_name(office.area_id)),
        closing=passing_words.CLOSING,
        items=tuple(items),
        addressees=tuple(unit.code for unit in units),
        signatory=signing.order_by("starts").last(),
    )


def _sender(received: Incoming | None, parent: Directive | None) -> str:
    if parent is not None:
        return parent.letter.office.area.title
    return received.sender if received else ""


def items_read(office: Office, received: Incoming | None) -> list[Passed]:
    """The items of a letter of another house, as its words are read."""
    if received is None or not received.text:
        return []
    allowed = duties_for(office.area_id)
    before = deriving.days_before(office.area_id)
    taken: set[str] = set()
    items = []
    for item in read(received.text).items:
        asked = [one for one in duties_of(item) if one in allowed and one not in taken]
        taken.update(asked)
        items.append(Passed(item.text, tuple(asked), own=item.due, before=before))
    return items


def items_of_parent(office: Office, parent: Directive) -> list[Passed]:
    """The items of a letter of our own, with the days this office has under it."""
    days = own_days(office.area_id, parent)
    allowed = duties_for(office.area_id)
    before = deriving.days_before(office.area_id)
    items = []
    for item in parent.items.prefetch_related("obligations"):
        asked = [one for one in item.obligations.all() if one.pk in days]
        mine = [one for one in asked if one.measure in allowed]
        dues = [day for one in mine if (day := days[one.pk])]
        items.append(
            Passed(
                item.text,
                tuple(one.measure for one in mine),
                is_passed=bool(mine) or not asked,
                own=min(dues, default=None),
                before=before,
                source=item.pk,
            )
        )
    return items


def own_days(area: str, parent: Directive) -> dict[int, date | None]:
    """For each obligation of `parent` the day the unit `area` has: what it was excused from is
    left out, what was extended has its later day. Two queries."""
    days = {one.pk: one.due for one in Obligation.objects.filter(item__directive=parent)}
    granted = Exemption.objects.filter(obligation__in=days, area=area).order_by("granted", "pk")
    last = {one.obligation_id: one for one in granted}
    for pk, one in last.items():
        if one.excuse == Excuse.EXTENDED:
            days[pk] = one.until
        else:
            del days[pk]
    return days


def chosen(cascade: Cascade) -> Choices:
    """The choices a draft keeps."""
    letter = cascade.letter
    items = cascade.items.prefetch_related("duties")
    return Choices(
        title=cascade.title,
        fiscal_year=cascade.fiscal_year,
        urgency=letter.urgency,
        subject=letter.subject,
        opening=cascade.opening,
        purpose=cascade.purpose,
        closing=cascade.closing,
        items=tuple(_passed(one) for one in items),
        addressees=tuple(one.area_id for one in letter.recipients.all() if one.area_id),
        signatory=letter.signatory,
    )


def _passed(item: CascadeItem) -> Passed:
    return Passed(
        item.text,
        tuple(one.measure for one in item.duties.all()),
        is_passed=item.is_passed,
        own=item.own,
        before=item.before,
        due=item.due,
        enough=item.enough,
        counting=item.counting,
        source=item.source_id,
    )


def compose(
    office: Office,
    choices: Choices,
    units: Sequence[Area],
    *,
    reference: str,
    dated: date,
    holidays: Holidays,
) -> ExternalLetter:
    """The circular without number and date, with the days it gives, the same for every unit."""
    named = [one for one in units if one.code in choices.addressees]
    texts = [
        passing_words.with_day(one.text, own=one.own, due=day.due if day else None)
        for one in choices.items
        if one.is_passed
        for day in [one.day(dated=dated, holidays=holidays)]
    ]
    signatory = choices.signatory
    is_all = len(named) == len(units)
    line = passing_words.to([one.title for one in named], office.area_id, is_all=is_all)
    return ExternalLetter(
        urgency="" if choices.urgency == Urgency.NORMAL else Urgency(choices.urgency).label,
        place=(office.hall, office.address),
        subject=choices.subject,
        to=(line,),
        references=(reference,) if reference else (),
        body=(
            Paragraph(choices.opening),
            Paragraph(choices.purpose),
            *(Paragraph(text, f"{thai(place)}.") for place, text in enumerate(texts, start=1)),
            Paragraph(choices.closing),
        ),
        signature=Signature(signatory.name, tuple(signatory.lines)) if signatory else Signature(),
        issuing=issuing(office),
        motto=tuple(line for line in office.motto.splitlines() if line.strip()),
    )


def reference_of(received: Incoming | None, parent: Directive | None) -> str:
    """How the circular cites what it passes down."""
    if parent is not None:
        return parent.letter.citation
    if received is None:
        return ""
    urgency = "" if received.urgency == Urgency.NORMAL else received.get_urgency_display()
    if not received.their_number:
        return citation(received.sender, urgency, "", received.dated).replace("ที่  ", "")
    return citation(received.sender, urgency, received.their_number, received.dated)
