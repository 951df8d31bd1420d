"""Reminding each late unit by a letter of its own number, or all of them by one circular.

Computed from the standings of the day at every look: nothing of it is kept before it is numbered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.areas.models import within
from prasan.audit import log
from prasan.centres.models import Centre
from prasan.committees.models import Kind as Committee
from prasan.committees.models import Seat
from prasan.directives import own_wording as wording
from prasan.directives.actions import issue_directive
from prasan.directives.board import board
from prasan.directives.models import Directive
from prasan.directives.owing import Addressing, Owing, areas_of, owing
from prasan.directives.reminding import NotShort, renewed_items
from prasan.letters import rules as letter_rules
from prasan.letters.actions import (
    Addressed,
    draft_letter,
    number_batch,
    number_letter,
    save_draft,
)
from prasan.letters.composing import issuing
from prasan.letters.documents import ExternalLetter, Signature
from prasan.letters.models import Letter, Series, Signatory, Urgency
from prasan.letters.rules import Way
from prasan.orders.models import Appointment
from prasan.thai.calendar import FiscalYear

TEXTS = ("opening", "finding", "request", "extra", "closing")
NO_ADDRESS = "ไม่มีที่อยู่ในระบบ"
NO_HEAD = "ยังไม่มีประธานที่มีคำสั่งแต่งตั้งในวันนี้"
_CHAIRED = {
    Addressing.DISTRICT_COMMITTEES: Committee.DISTRICT,
    Addressing.CENTRES: Committee.TAMBON,
    Addressing.COMMITTEES: Committee.INTEGRATED,
}


@dataclass(frozen=True)
class Wanted:
    """What the writer decides; `units` are the codes of those written to."""

    to: Addressing
    wide: bool
    way: Way
    units: tuple[str, ...]
    due: date
    urgency: str
    subject: str
    texts: Mapping[str, str]
    signatory: Signatory | None
    addresses: Mapping[str, str]


@dataclass(frozen=True)
class Found:
    """Who is late on a day, where letters reach them, and what stands in the way."""

    day: date
    owing: Sequence[Owing]
    addresses: Mapping[str, str]
    problems: Mapping[str, Sequence[str]]

    def chosen(self, units: Sequence[str]) -> list[Owing]:
        codes = set(units)
        return [one for one in self.owing if one.area.code in codes]


def find(directive: Directive, to: Addressing, *, wide: bool, day: date) -> Found:
    """The late addressees of `directive`; a bounded number of queries."""
    office = directive.letter.office
    seen = board(directive, codes=[office.area_id], day=day)
    late = owing(seen, areas_of(seen, to), to, wide=wide)
    addresses = _addresses(office, to)
    heads = _heads(office, to, day)
    problems = {}
    for one in late:
        code = one.area.code
        said = [] if addresses.get(code) else [NO_ADDRESS]
        if heads is not None and code not in heads:
            said.append(NO_HEAD)
        if said:
            problems[code] = said
    return Found(day, late, addresses, problems)


def _addresses(office: Office, to: Addressing) -> dict[str, str]:
    """Where the office of each unit is, or the place of its centre."""
    inside = within([office.area_id], field="area")
    if to in (Addressing.CENTRES, Addressing.DISTRICT_COMMITTEES):
        places = Centre.objects.filter(inside).exclude(place="").values_list("area", "place")
        return {code: place for code, place in places if len(code) == to.digits}
    rows = Office.objects.filter(inside).order_by("-pk").values_list("area", "address")
    return {code: address for code, address in rows if len(code) == to.digits}


def _heads(office: Office, to: Addressing, day: date) -> set[str] | None:
    """The units whose committee has a chair on `day`; None where a post is addressed."""
    if to not in _CHAIRED:
        return None
    seats = Appointment.objects.held_on(day).filter(
        within([office.area_id], field="order__committee__area"),
        order__committee__kind=_CHAIRED[to],
        seat=Seat.CHAIR,
    )
    return set(seats.values_list("order__committee__area", flat=True))


def first_words(directive: Directive, found: Found, to: Addressing) -> dict[str, str]:
    """The texts as they write themselves; each may be changed before numbering."""
    office = directive.letter.office
    dated = any(short.due for one in found.owing for short in one.shortfalls)
    title = _title(directive, found.day)
    return {
        "subject": wording.subject(title),
        "opening": wording.opening(office, to, directive.letter.subject or title),
        "finding": wording.finding(office, found.day, dated=dated),
        "request": wording.request(office),
        "extra": "",
        "closing": wording.CLOSING,
    }


def _title(directive: Directive, day: date) -> str:
    year = FiscalYear.of(day).number
    return directive.title.replace(str(directive.fiscal_year), str(year))


def own_letter(directive: Directive, wanted: Wanted, one: Owing, *, day: date) -> ExternalLetter:
    """The letter to one late unit, without number and date."""
    annex = wording.own_annex(one, day=day)
    return _letter(
        directive,
        wanted,
        to=wording.head_of(wanted.to, one.area),
        body=wording.own_body(wanted.texts, one, due=wanted.due),
        annexes=(annex,) if annex else (),
    )


def circular(
    directive: Directive, wanted: Wanted, late: Sequence[Owing], *, day: date
) -> ExternalLetter:
    """The letter alike for all of `late`; what each owes stands in its annex."""
    things = list(dict.fromkeys(short.thing for one in late for short in one.shortfalls))
    whom = f"หน่วยตามบัญชีแนบ {len(late)} หน่วย" if len(late) > 1 else late[0].area.title
    return _letter(
        directive,
        wanted,
        to=wording.to_line(late, wanted.to),
        body=wording.common_body(wanted.texts, whom, things, due=wanted.due),
        annexes=(wording.common_annex(late, wanted.to, day=day),),
    )


def _letter(directive: Directive, wanted: Wanted, **parts: object) -> ExternalLetter:
    office, signatory = directive.letter.office, wanted.signatory
    urgency = "" if wanted.urgency == Urgency.NORMAL else Urgency(wanted.urgency).label
    has_annex = bool(parts["annexes"])
    return ExternalLetter(
        urgency=urgency,
        place=(office.hall, office.address),
        subject=wanted.subject,
        to=(str(parts["to"]),),
        references=(directive.letter.citation,),
        enclosures=("รายการที่ต้องดำเนินการ จำนวน ๑ ชุด",) if has_annex else (),
        body=parts["body"],  # type: ignore[arg-type]
        signature=Signature(signatory.name, tuple(signatory.lines)) if signatory else Signature(),
        issuing=issuing(office),
        motto=tuple(line for line in office.motto.splitlines() if line.strip()),
        annexes=parts["annexes"],  # type: ignore[arg-type]
    )


@transaction.atomic
def send_reminders(
    *, by: User, directive: Directive, wanted: Wanted, dated: date, at: datetime
) -> Directive:
    """Number the letters of `wanted` and bring the directive with the new day into being.

    All or nothing. Who is late is looked at once more: raises NotShort naming those chosen that
    are not, MayNotSign as numbering does, and ValidationError for a way that is not lawful. The
    very same a second time that day gives what it gave the first.
    """
    Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    issued = _issued(by, directive, wanted, dated)
    if issued is not None:
        return issued
    found = find(directive, wanted.to, wide=wanted.wide, day=at.date())
    chosen = found.chosen(wanted.units)
    _refuse_met(directive, wanted, chosen, found)
    if wanted.way is Way.OWN:
        letter = _number_own(by, directive, wanted, chosen, found, dated, at)
    elif problem := letter_rules.way_problem(wanted.way, []):
        raise ValidationError(problem)
    else:
        letter = _number_circular(by, directive, wanted, chosen, found, dated, at)
    follow = issue_directive(
        by=by,
        letter=letter,
        title=_title(directive, at.date()),
        fiscal_year=FiscalYear.of(at.date()).number,
        addressees=[one.area for one in chosen],
        items=renewed_items(directive, due=wanted.due, fiscal_year=FiscalYear.of(at.date()).number),
        follows=directive,
    )
    log.record(
        by=by.username,
        verb="directive.reminded",
        target=directive,
        area=directive.letter.office.area_id,
        summary=f"หนังสือเตือน {letter.label} ถึง {len(chosen)} หน่วย",
        changes={"letter": letter.label, "way": wanted.way.value, "due": wanted.due},
    )
    return follow


def _issued(by: User, directive: Directive, wanted: Wanted, dated: date) -> Directive | None:
    """What the very same reminder brought already: a second click finds it."""
    same = directive.reminders.filter(letter__dated=dated, letter__numbered_by=by)
    for one in same.select_related("letter__office__area").order_by("pk"):
        to = set(one.addressees.values_list("area", flat=True))
        dues = set(
            one.items.filter(obligations__due__isnull=False).values_list(
                "obligations__due", flat=True
            )
        )
        is_own = one.letter.batch_id is not None
        if to == set(wanted.units) and dues <= {wanted.due} and is_own == (wanted.way is Way.OWN):
            return one
    return None


def _refuse_met(
    directive: Directive, wanted: Wanted, chosen: Sequence[Owing], found: Found
) -> None:
    late = {one.area.code for one in chosen}
    gone = [code for code in wanted.units if code not in late]
    if gone or not chosen:
        seen = board(directive, codes=[directive.letter.office.area_id], day=found.day)
        areas = areas_of(seen, wanted.to)
        raise NotShort([areas[code].title if code in areas else code for code in gone])


def _number_own(
    by: User, directive: Directive, wanted: Wanted, chosen: Sequence[Owing], found: Found,
    dated: date, at: datetime,
) -> Letter:  # fmt: skip
    assert wanted.signatory  # the form asks for it
    batch = number_batch(
        by=by,
        office=directive.letter.office,
        subject=wanted.subject,
        urgency=wanted.urgency,
        signatory=wanted.signatory,
        letters=[
            Addressed(
                one.area,
                wording.head_of(wanted.to, one.area),
                wanted.addresses.get(one.area.code) or found.addresses.get(one.area.code, ""),
                own_letter(directive, wanted, one, day=found.day),
            )
            for one in chosen
        ],
        dated=dated,
        at=at,
        refers_to=directive.letter,
    )
    first = batch.letters.select_related("office__area").order_by("number").first()
    assert first
    return first


def _number_circular(
    by: User, directive: Directive, wanted: Wanted, chosen: Sequence[Owing], found: Found,
    dated: date, at: datetime,
) -> Letter:  # fmt: skip
    letter = draft_letter(
        by=by, office=directive.letter.office, series=Series.CIRCULAR, urgency=wanted.urgency,
        subject=wanted.subject, at=at, refers_to=directive.letter,
    )  # fmt: skip
    letter = save_draft(
        by=by,
        letter=letter,
        edition=letter.edition,
        recipients=[(one.area, wording.head_of(wanted.to, one.area)) for one in chosen],
        content=circular(directive, wanted, chosen, day=found.day).to_json(),
        signatory=wanted.signatory,
    )
    return number_letter(by=by, letter=letter, dated=dated, at=at)
