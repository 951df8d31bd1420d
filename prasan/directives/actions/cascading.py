"""Passing a letter from above down: drafted, saved, and with its number a directive at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.audit import log
from prasan.directives.actions.issuing import Asked, Ordered, issue_directive
from prasan.directives.deriving import Holidays, is_later, unit_name
from prasan.directives.models import (
    Addressee,
    Cascade,
    CascadeDuty,
    CascadeItem,
    Directive,
    Obligation,
)
from prasan.directives.passing import (
    Choices,
    Passed,
    chosen,
    compose,
    first_choices,
    holidays_around,
    reference_of,
    units_below,
)
from prasan.directives.passing_words import chief
from prasan.letters.actions import (
    Stale,
    draft_letter,
    number_letter,
    pass_on,
    record_sent,
    save_draft,
)
from prasan.letters.models import Incoming, Letter, Series
from prasan.thai.calendar import format_short


class CannotPass(ValidationError):
    """What keeps a letter from going down, in Thai, each under the field that mends it."""


@dataclass(frozen=True)
class _Line:
    """A duty as it goes down: the parent's it passes, and the first of its line."""

    passes: int
    renews: int
    fiscal_year: int


@transaction.atomic
def begin_cascade(
    *,
    by: User,
    office: Office,
    received: Incoming | None = None,
    parent: Directive | None = None,
    at: datetime,
) -> Cascade:
    """A draft that passes a letter down, in the letter's own words; one's open draft of it again.

    Raises CannotPass when the directive above was revoked.
    """
    if parent is not None and parent.revoked_at is not None:
        raise CannotPass(_revoked(parent))
    mine = Cascade.objects.drafts().filter(
        letter__office=office, letter__drafted_by=by, received=received, parent=parent
    )
    known = mine.order_by("pk").last()
    if known is not None:
        return known
    today = at.date()
    choices = first_choices(office, received, parent, today)
    letter = draft_letter(
        by=by,
        office=office,
        series=Series.CIRCULAR,
        urgency=choices.urgency,
        subject=choices.subject,
        at=at,
        refers_to=parent.letter if parent else None,
    )
    cascade = Cascade.objects.create(
        letter=letter,
        received=received,
        parent=parent,
        title=choices.title,
        fiscal_year=choices.fiscal_year,
        opening=choices.opening,
        purpose=choices.purpose,
        closing=choices.closing,
    )
    return _write(by, cascade, 0, choices, today)


@transaction.atomic
def save_cascade(
    *, by: User, cascade: Cascade, edition: int, choices: Choices, today: date
) -> Cascade:
    """Save what the officer chose; raises Stale when someone saved since `edition`."""
    for name in ("title", "fiscal_year", "opening", "purpose", "closing"):
        setattr(cascade, name, getattr(choices, name))
    cascade.save()
    return _write(by, cascade, edition, choices, today)


def _write(by: User, cascade: Cascade, edition: int, choices: Choices, today: date) -> Cascade:
    letter = cascade.letter
    units = units_below(letter.office.area, today)
    content = compose(
        letter.office,
        choices,
        units,
        reference=reference_of(cascade.received, cascade.parent),
        dated=today,
        holidays=holidays_around(letter.office, today),
    )
    cascade.letter = save_draft(
        by=by,
        letter=letter,
        edition=edition,
        recipients=[(one, chief(one.title)) for one in units if one.code in choices.addressees],
        content=content.to_json(),
        urgency=choices.urgency,
        subject=choices.subject,
        signatory=choices.signatory,
    )
    cascade.items.all().delete()
    items = [_item(cascade, number, one) for number, one in enumerate(choices.items, start=1)]
    CascadeItem.objects.bulk_create(items)
    CascadeDuty.objects.bulk_create(
        CascadeDuty(item=item, measure=measure)
        for item, one in zip(items, choices.items, strict=True)
        for measure in one.measures
    )
    return cascade


def _item(cascade: Cascade, number: int, one: Passed) -> CascadeItem:
    return CascadeItem(
        cascade=cascade,
        source_id=one.source,
        number=number,
        text=one.text,
        is_passed=one.is_passed,
        own=one.own,
        before=one.before,
        due=one.due,
        enough=one.enough,
        counting=one.counting,
    )


@transaction.atomic
def issue_cascade(
    *,
    by: User,
    cascade: Cascade,
    edition: int,
    dated: date,
    at: datetime,
    later_is_meant: bool = False,
) -> Directive:
    """Number the circular, record it as sent and bring its directive into being; all or nothing.

    A circular issued already gives its directive again, so a second click is harmless. Raises
    Stale when someone saved since `edition`, CannotPass with everything that stands in the way,
    and MayNotSign when whoever signs may not that day. A day later than the office's own goes
    down only when `later_is_meant`.
    """
    _lock_source(cascade)
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=cascade.letter_id)
    if not letter.is_draft:
        return Directive.objects.get(letter=letter)
    if letter.edition != edition:
        raise Stale
    choices, holidays = chosen(cascade), holidays_around(letter.office, dated)
    problems = dict(_problems(cascade, choices, dated, holidays, later_is_meant=later_is_meant))
    if problems:
        raise CannotPass(problems)
    # The days are counted from the day the letter bears, which may be later than its last save.
    cascade = _write(by, cascade, edition, choices, dated)
    numbered = number_letter(by=by, letter=cascade.letter, dated=dated, at=at)
    numbered = record_sent(by=by, letter=numbered, at=at)
    issued = issue_directive(
        by=by,
        letter=numbered,
        title=cascade.title,
        fiscal_year=cascade.fiscal_year,
        addressees=[one.area for one in numbered.recipients.select_related("area") if one.area],
        items=_ordered(cascade, choices, dated, holidays),
        received=cascade.received,
        parent=cascade.parent,
    )
    if cascade.received is not None:
        to = f"{len(choices.addressees)} {unit_name(letter.office.area_id)}"
        note = f"สั่งการต่อตามหนังสือ {numbered.label}"
        pass_on(by=by, incoming=cascade.received, to=to, note=note, at=at)
    log.record(
        by=by.username,
        verb="directive.passed",
        target=cascade.parent or issued,
        area=letter.office.area_id,
        summary=f"สั่งการต่อตามหนังสือ {numbered.label} ถึง {len(choices.addressees)} หน่วย",
        changes={"letter": numbered.label, "to": list(choices.addressees)},
    )
    return issued


def _lock_source(cascade: Cascade) -> None:
    """One at a time: two drafts of the same letter must not both go to the same unit."""
    if cascade.received_id:
        Incoming.objects.select_for_update(of=("self",)).get(pk=cascade.received_id)
    if cascade.parent_id:
        cascade.parent = Directive.objects.select_for_update(of=("self",)).get(pk=cascade.parent_id)


def _problems(
    cascade: Cascade,
    choices: Choices,
    dated: date,
    holidays: Holidays,
    *,
    later_is_meant: bool,
) -> Iterator[tuple[str, str]]:
    parent = cascade.parent
    if parent is not None and parent.revoked_at is not None:
        yield "title", _revoked(parent)
    if not choices.addressees:
        yield "addressees", "ยังไม่ได้เลือกหน่วยผู้รับ เลือกอย่างน้อย 1 หน่วย"
    if twice := _passed_before(cascade, choices):
        yield "addressees", twice
    going = [(place, one) for place, one in enumerate(choices.items, 1) if one.is_passed]
    if not going:
        yield "items", "ยังไม่ได้เลือกข้อที่จะสั่งการต่อ เลือกอย่างน้อย 1 ข้อ"
    undated = [str(place) for place, one in going if one.needs_day and not (one.own or one.due)]
    if undated:
        yield "items", f"ข้อ {' '.join(undated)} มีสิ่งที่ต้องส่ง แต่ยังไม่มีกำหนด ใส่วันที่ของข้อนั้น"
    elif not later_is_meant and (late := _later(going, dated, holidays)):
        yield "later_is_meant", late


def _later(going: list[tuple[int, Passed]], dated: date, holidays: Holidays) -> str:
    """Which items would have longer than the office itself, in words; nothing when none."""
    found = []
    for place, one in going:
        day = one.day(dated=dated, holidays=holidays)
        if day and is_later(day.due, one.own):
            own = format_short(one.own or day.due)
            found.append(f"ข้อ {place}: {format_short(day.due)} หลังกำหนดของสำนักงาน {own}")
    return f"{' · '.join(found)} แก้วันที่ หรือทำเครื่องหมายว่าตั้งใจ" if found else ""


def _passed_before(cascade: Cascade, choices: Choices) -> str:
    """Which units this letter was passed to already, and by which circular; nothing when none."""
    same = Addressee.objects.filter(
        directive__letter__office=cascade.letter.office,
        directive__received=cascade.received_id,
        directive__parent=cascade.parent_id,
        directive__revoked_at=None,
        area__in=choices.addressees,
    ).exclude(directive__letter=cascade.letter_id)
    known = list(same.select_related("area", "directive__letter__office"))
    if not known:
        return ""
    names = " ".join(dict.fromkeys(one.area.title for one in known))
    return f"สั่งการต่อถึง{names}แล้วตามหนังสือ {known[0].directive.letter.label} เอาออกจากผู้รับ"


def _revoked(parent: Directive) -> str:
    return f"หนังสือต้นเรื่องถูกยกเลิกแล้ว เพราะ{parent.revoked_because} จึงสั่งการต่อไม่ได้"


def _ordered(cascade: Cascade, choices: Choices, dated: date, holidays: Holidays) -> list[Ordered]:
    """The items that go down, in the circular's words, each duty tied to the one it passes."""
    lines = _lines(cascade.parent)
    texts = iter([one["text"] for one in cascade.letter.content["body"] if one["number"]])
    ordered = []
    for one in choices.items:
        if one.is_passed:
            day = one.day(dated=dated, holidays=holidays)
            asked = [_asked(cascade, one, measure, day.due if day else None, lines)
                     for measure in one.measures]  # fmt: skip
            ordered.append(Ordered(next(texts), tuple(asked)))
    return ordered


def _asked(
    cascade: Cascade,
    one: Passed,
    measure: str,
    due: date | None,
    lines: dict[tuple[int | None, str], _Line],
) -> Asked:
    line = lines.get((one.source, measure))
    return Asked(
        measure,
        line.fiscal_year if line else cascade.fiscal_year,
        due,
        renews=line.renews if line else None,
        passes=line.passes if line else None,
        above=one.own,
        enough=one.enough,
        counting=one.counting,
    )


def _lines(parent: Directive | None) -> dict[tuple[int | None, str], _Line]:
    """The parent's duties by item and measure; one query."""
    if parent is None:
        return {}
    duties = Obligation.objects.filter(item__directive=parent)
    return {
        (one.item_id, one.measure): _Line(one.pk, one.renews_id or one.pk, one.fiscal_year)
        for one in duties
    }
