"""Writing a reminder to exactly the units that fall short, and issuing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.audit import log
from prasan.directives import wording
from prasan.directives.actions import Asked, Ordered, issue_directive
from prasan.directives.board import Board, Row, board, obligations_of
from prasan.directives.measures import DUTIES
from prasan.directives.models import Directive, Kind, Obligation, Reminder, ReminderItem
from prasan.directives.wording import Owed
from prasan.letters.actions import Stale, draft_letter, number_letter, record_sent, save_draft
from prasan.letters.documents import ExternalLetter, Paragraph, Signature
from prasan.letters.models import Letter, Series, Signatory, Urgency
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import thai


class NotShort(Exception):
    """Some addressees have sent everything since: `names` of their districts."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


@dataclass(frozen=True)
class Choices:
    """What the writer of a reminder decides."""

    due: date
    fiscal_year: int
    urgency: str
    subject: str
    opening: str
    purpose: str
    extra: str
    closing: str
    items: Mapping[int, str]
    addressees: tuple[str, ...]
    signatory: Signatory | None


def owed(row: Row, columns: Sequence[Obligation]) -> Owed:
    """What a district still owes, in the order of the columns."""
    things = {
        DUTIES[duty.measure].owed: count.late
        for duty, count in zip(columns, row.tallies, strict=True)
        if count.late
    }
    return Owed(row.area.title, things)


def all_owed(found: Board) -> list[Owed]:
    """What every late district owes, in code order."""
    return [owed(row, found.obligations) for row in found.late()]


def first_words(directive: Directive, *, due: date, today: date, late: Sequence[Row]) -> Choices:
    """The draft as it writes itself: to the late districts, in the items' own words."""
    office = directive.letter.office
    year = FiscalYear.of(today).number
    old_due = next((duty.due for duty in obligations_of(directive) if duty.due), None)
    return Choices(
        due=due,
        fiscal_year=year,
        urgency=Urgency.MOST_URGENT,
        subject=wording.subject(year),
        opening=wording.opening(office.area.title),
        purpose=wording.purpose(office.area.title),
        extra="",
        closing=wording.CLOSING,
        items={
            item.number: wording.renewed(
                item.text, old_due=old_due, due=due, old_year=directive.fiscal_year, year=year
            )
            for item in directive.items.all()
        },
        addressees=tuple(row.area.code for row in late),
        signatory=Signatory.objects.filter(office=office).on(today).order_by("starts").last(),
    )


def composed(directive: Directive, *, due: date, today: date) -> ExternalLetter:
    """The reminder as it would be drafted on `today`; nothing is written anywhere.

    Raises NotShort with no names when no district falls short.
    """
    found = board(directive, codes=[directive.letter.office.area_id], day=today)
    late = found.late()
    if not late:
        raise NotShort([])
    choices = first_words(directive, due=due, today=today, late=late)
    return compose(directive, choices, all_owed(found), day=today)


@transaction.atomic
def draft_reminder(*, by: User, directive: Directive, due: date, at: datetime) -> Reminder:
    """A draft to the districts that fall short now; the writer's open draft is given again.

    Raises NotShort with no names when no district does.
    """
    mine = Reminder.objects.filter(
        directive=directive, letter__number=None, letter__drafted_by=by
    ).select_related("letter__office__area")
    open_draft = mine.order_by("pk").last()
    if open_draft is not None:
        return open_draft
    found = board(directive, codes=[directive.letter.office.area_id], day=at.date())
    late = found.late()
    if not late:
        raise NotShort([])
    choices = first_words(directive, due=due, today=at.date(), late=late)
    letter = draft_letter(
        by=by,
        office=directive.letter.office,
        series=Series.CIRCULAR,
        urgency=choices.urgency,
        subject=choices.subject,
        at=at,
        refers_to=directive.letter,
    )
    reminder = Reminder.objects.create(
        directive=directive,
        letter=letter,
        due=due,
        fiscal_year=choices.fiscal_year,
        opening=choices.opening,
        purpose=choices.purpose,
        closing=choices.closing,
    )
    return _write(by, reminder, 0, choices, found)


@transaction.atomic
def save_reminder(
    *, by: User, reminder: Reminder, edition: int, choices: Choices, today: date
) -> Reminder:
    """Save the writer's choices; raises Stale when someone saved since `edition` or numbered it."""
    directive = reminder.directive
    found = board(directive, codes=[directive.letter.office.area_id], day=today)
    for name in ("due", "fiscal_year", "opening", "purpose", "extra", "closing"):
        setattr(reminder, name, getattr(choices, name))
    reminder.save()
    return _write(by, reminder, edition, choices, found)


def _write(by: User, reminder: Reminder, edition: int, choices: Choices, found: Board) -> Reminder:
    districts = [row for row in found.districts() if row.area.code in choices.addressees]
    lines = [owed(row, found.obligations) for row in districts]
    content = compose(reminder.directive, choices, lines, day=found.day)
    reminder.letter = save_draft(
        by=by,
        letter=reminder.letter,
        edition=edition,
        recipients=[(row.area, f"นาย{row.area.title}") for row in districts],
        content=content.to_json(),
        urgency=choices.urgency,
        subject=choices.subject,
        signatory=choices.signatory,
    )
    reminder.items.all().delete()
    ReminderItem.objects.bulk_create(
        ReminderItem(
            reminder=reminder, item=item, number=item.number, text=choices.items[item.number]
        )
        for item in reminder.directive.items.all()
        if choices.items.get(item.number)
    )
    return reminder


def compose(
    directive: Directive, choices: Choices, lines: Sequence[Owed], *, day: date
) -> ExternalLetter:
    """The reminder as a letter without number and date; the same for every addressee."""
    office = directive.letter.office
    items = [
        Paragraph(text, f"{thai(place)}.")
        for place, text in enumerate(filter(None, choices.items.values()), start=1)
    ]
    signatory = choices.signatory
    return ExternalLetter(
        urgency="" if choices.urgency == Urgency.NORMAL else Urgency(choices.urgency).label,
        place=(office.hall, office.address),
        subject=choices.subject,
        to=(wording.addressed([f"นาย{one.district}" for one in lines]),),
        references=(directive.letter.citation,),
        enclosures=("รายการที่ยังไม่ได้รับ จำแนกรายอำเภอ จำนวน ๑ ชุด",),
        body=(
            Paragraph(choices.opening),
            Paragraph(choices.purpose),
            *items,
            *([Paragraph(choices.extra)] if choices.extra else []),
            Paragraph(choices.closing),
        ),
        signature=Signature(signatory.name, tuple(signatory.lines)) if signatory else Signature(),
        issuing=issuing(office),
        motto=tuple(line for line in office.motto.splitlines() if line.strip()),
        annexes=(wording.annex(lines, day=day),),
    )


def issuing(office: Office) -> tuple[str, ...]:
    """The lines at the foot: office, section, and each number with its own label."""
    lines = [office.name, office.section]
    lines += [f"โทร. {office.telephone}"] if office.telephone else []
    lines += [f"โทรสาร {office.fax}"] if office.fax else []
    return tuple(line for line in lines if line)


@transaction.atomic
def issue_reminder(
    *, by: User, reminder: Reminder, edition: int, dated: date, at: datetime
) -> Directive:
    """Number the letter, record it as sent, and bring its directive with the new days into being.

    Addressees are looked at once more: raises NotShort naming those that owe nothing any more,
    and Stale when someone saved the draft since `edition`. A letter issued already gives its
    directive again, so a second click is harmless.
    """
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=reminder.letter_id)
    directive = reminder.directive
    if not letter.is_draft:
        return Directive.objects.get(letter=letter)
    _still_short(directive, letter, edition, at.date())
    numbered = number_letter(by=by, letter=letter, dated=dated, at=at)
    numbered = record_sent(by=by, letter=numbered, at=at)
    issued = issue_directive(
        by=by,
        letter=numbered,
        title=directive.title.replace(str(directive.fiscal_year), str(reminder.fiscal_year)),
        fiscal_year=reminder.fiscal_year,
        addressees=[one.area for one in letter.recipients.select_related("area") if one.area],
        items=_renewed_items(reminder),
        follows=directive,
    )
    log.record(
        by=by.username,
        verb="directive.reminded",
        target=directive,
        area=letter.office.area_id,
        summary=f"ส่งหนังสือเตือน {numbered.label} ถึง {letter.recipients.count()} อำเภอ",
        changes={"letter": numbered.label, "due": reminder.due},
    )
    return issued


def _still_short(directive: Directive, letter: Letter, edition: int, today: date) -> None:
    if letter.edition != edition:
        raise Stale
    found = board(directive, codes=[directive.letter.office.area_id], day=today)
    short = {row.area.code for row in found.late()}
    names = [
        str(one.area or one.name)
        for one in letter.recipients.select_related("area")
        if one.area_id not in short
    ]
    if names or not letter.recipients.exists():
        raise NotShort(names)


def renewed_items(directive: Directive, *, due: date, fiscal_year: int) -> list[Ordered]:
    """A directive's items as they are, with the obligations of each on the new days."""
    old_due = next((duty.due for duty in obligations_of(directive) if duty.due), None)
    texts = [
        ReminderItem(
            item=item,
            number=item.number,
            text=wording.renewed(
                item.text, old_due=old_due, due=due, old_year=directive.fiscal_year,
                year=fiscal_year,
            ),
        )
        for item in directive.items.all()
    ]  # fmt: skip
    return _ordered(directive, texts, due, fiscal_year)


def _renewed_items(reminder: Reminder) -> list[Ordered]:
    """The reminder's items, each with the obligations of the item it renews, on the new days."""
    lines = list(reminder.items.all())
    return _ordered(reminder.directive, lines, reminder.due, reminder.fiscal_year)


def _ordered(
    directive: Directive, lines: Sequence[ReminderItem], new_due: date, fiscal_year: int
) -> list[Ordered]:
    # A delivery renewed is for its own year still; what runs by the year runs in the new one.
    duties = obligations_of(directive)
    return [
        Ordered(
            line.text,
            tuple(
                Asked(
                    measure=duty.measure,
                    fiscal_year=duty.fiscal_year if duty.kind == Kind.DELIVER else fiscal_year,
                    due=new_due if duty.kind == Kind.DELIVER else None,
                    renews=duty.renews_id or duty.pk,
                )
                for duty in duties
                if duty.item_id == line.item_id
            ),
        )
        for line in lines
    ]
