"""Drafting orders. A draft seats nobody: it may be written anew, or set aside with a reason."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.committees.models import Committee
from prasan.orders.actions.checks import amendment_problems, issuer_code
from prasan.orders.actions.refusals import Refused, Stale, TooLate
from prasan.orders.composition import Member, Problem
from prasan.orders.models import Change, DraftLine, DraftOrder, Order, Purpose
from prasan.orders.rules import read_number
from prasan.orders.succession import SeatChange
from prasan.people.rules import NEW
from prasan.thai.phones import clean_phone
from prasan.thai.text import tidy

_LONGEST_PHONE = 40


@transaction.atomic
def draft_order(
    *,
    by: User,
    committee: Committee,
    members: Sequence[Member],
    at: datetime,
    planned: date | None = None,
    expires: date | None = None,
    signatory: str = "",
    signatory_post: str = "",
    renews: Order | None = None,
    listed_as: str = "",
    listed_signed: date | None = None,
) -> DraftOrder:
    """A new draft that appoints a whole committee; `renews` is the order whose term ends.

    `listed_as` (312/2567) and `listed_signed` are what a list says of the paper it was copied
    from; they are kept to be offered at signing, but for a number an order has already.
    Whatever its people lack is said where it is shown, and blocks only its signing. Raises
    Refused when `renews` is of another committee.
    """
    if renews and renews.committee_id != committee.pk:
        raise Refused([Problem(f"คำสั่งที่ {renews.label} เป็นของ {renews.committee} ไม่ใช่ {committee}")])
    issuer = Area.objects.get(pk=issuer_code(committee.area))
    is_free = not listed_as or _is_free(issuer, listed_as)
    draft = DraftOrder.objects.create(
        committee=committee,
        issuer=issuer,
        purpose=Purpose.RENEW if renews else Purpose.APPOINT,
        follows=renews,
        listed_as=listed_as if is_free else "",
        listed_signed=listed_signed if is_free else None,
        planned=planned,
        expires=expires,
        signatory=signatory,
        signatory_post=signatory_post,
        drafted_at=at,
        drafted_by=by,
    )
    DraftLine.objects.bulk_create(member_lines(draft, members))
    _record(by, draft, "order.drafted", f"{draft} กรรมการ {len(members)} คน", members)
    return draft


@transaction.atomic
def draft_amendment(
    *,
    by: User,
    committee: Committee,
    order: Order,
    changes: Sequence[SeatChange],
    at: datetime,
    planned: date | None = None,
    signatory: str = "",
    signatory_post: str = "",
) -> DraftOrder:
    """A new draft that changes single seats of `order`, the one in force.

    Raises Refused when `order` is of another committee, or a seat is not of `order`.
    """
    _must_be_of(committee, order, changes)
    draft = DraftOrder.objects.create(
        committee=committee,
        issuer=Area.objects.get(pk=issuer_code(committee.area)),
        purpose=Purpose.AMEND,
        follows=order,
        planned=planned,
        signatory=signatory,
        signatory_post=signatory_post,
        drafted_at=at,
        drafted_by=by,
    )
    DraftLine.objects.bulk_create(change_lines(draft, changes))
    members = [change.member for change in changes if change.member]
    _record(by, draft, "order.drafted", f"{draft} คำสั่งที่ {order.label}", members)
    return draft


@transaction.atomic
def redraft(
    *,
    by: User,
    draft: DraftOrder,
    members: Sequence[Member] = (),
    changes: Sequence[SeatChange] = (),
    planned: date | None = None,
    expires: date | None = None,
    signatory: str = "",
    signatory_post: str = "",
    edition: int | None = None,
) -> DraftOrder:
    """Write `draft` anew: its head, and its members or, where it amends, its changes.

    `edition` is the one the writer saw; a newer one raises Stale. The same once more does nothing.
    """
    draft = _open(draft)
    lines = change_lines(draft, changes) if draft.is_amendment else member_lines(draft, members)
    head = {
        "planned": planned, "expires": None if draft.is_amendment else expires,
        "signatory": signatory, "signatory_post": signatory_post,
    }  # fmt: skip
    if _is_as(draft, head, lines):
        return draft
    if edition is not None and edition != draft.edition:
        raise Stale(draft)
    if draft.is_amendment and draft.follows:
        _must_be_of(draft.committee, draft.follows, changes)
    for name, value in head.items():
        setattr(draft, name, value)
    draft.edition += 1
    draft.save(update_fields=[*head, "edition"])
    draft.lines.all().delete()
    DraftLine.objects.bulk_create(lines)
    named = members or [change.member for change in changes if change.member]
    _record(by, draft, "order.redrafted", f"แก้{draft}", named)
    return draft


@transaction.atomic
def discard_draft(*, by: User, draft: DraftOrder, because: str, at: datetime) -> None:
    """Set `draft` aside; it is kept with the reason. A second time does nothing."""
    draft = locked_draft(draft)
    if draft.discarded_at:
        return
    if draft.is_signed:
        raise TooLate(f"ร่างนี้ลงนามแล้วเป็น{draft.order} ถ้าไม่ใช้แล้วให้ยกเลิกคำสั่ง")
    draft.discarded_at, draft.discarded_by, draft.discarded_because = at, by, because
    draft.save(update_fields=["discarded_at", "discarded_by", "discarded_because"])
    log.record(
        by=by.username,
        verb="order.draft_discarded",
        target=draft,
        area=draft.committee.area_id,
        summary=f"เลิกใช้{draft} เพราะ{because}",
        changes={"because": because},
    )


def member_lines(draft: DraftOrder, members: Sequence[Member]) -> list[DraftLine]:
    return [_line(draft, place, member) for place, member in enumerate(members, start=1)]


def change_lines(draft: DraftOrder, changes: Sequence[SeatChange]) -> list[DraftLine]:
    lines = []
    for place, change in enumerate(changes, start=1):
        line = _line(draft, place, change.member)
        line.ending_id = change.ending
        if change.member is None:
            line.change = Change.REMOVE
        else:
            line.change = Change.ADD if change.ending is None else Change.REPLACE
        lines.append(line)
    return lines


def members_in(lines: Sequence[DraftLine]) -> list[Member]:
    """The members that lines of a draft name, as signing takes them."""
    return [member for line in lines if (member := member_of(line))]


def changes_in(lines: Sequence[DraftLine]) -> list[SeatChange]:
    return [SeatChange(line.ending_id, member_of(line)) for line in lines]


def member_of(line: DraftLine) -> Member | None:
    if not line.given_name:
        return None
    who = NEW if line.is_new else str(line.person_id or "")
    return Member(
        line.title, line.given_name, line.family_name, line.seat, line.represents, line.phone, who
    )


def _line(draft: DraftOrder, place: int, member: Member | None) -> DraftLine:
    if member is None:
        return DraftLine(draft=draft, line=place)
    return DraftLine(
        draft=draft,
        line=place,
        person_id=int(member.who) if member.who.isdecimal() else None,
        is_new=member.who == NEW,
        title=tidy(member.title),
        given_name=tidy(member.given_name),
        family_name=tidy(member.family_name),
        seat=member.seat,
        represents=member.represents,
        phone=_phone(member.phone),
    )


def _phone(text: str) -> str:
    """As digits; what cannot be read stays as typed, and keeps the draft from being signed."""
    try:
        return clean_phone(text)
    except ValueError:
        return tidy(text)[:_LONGEST_PHONE]


def _is_free(issuer: Area, label: str) -> bool:
    """Whether no order of the office has the number: a register lists orders that are in force."""
    number, year = read_number(label)
    return not Order.objects.filter(issuer=issuer, number=number, year=year).exists()


def _must_be_of(committee: Committee, order: Order, changes: Sequence[SeatChange]) -> None:
    """Raise Refused unless `order` is the committee's and every seat that ends is the order's."""
    if order.committee_id != committee.pk or order.is_amendment:
        raise Refused(amendment_problems(committee, order, changes, order.starts)[:1])
    asked = {change.ending for change in changes if change.ending is not None}
    strangers = asked - set(order.appointments.filter(pk__in=asked).values_list("pk", flat=True))
    if strangers:
        line = next(n for n, one in enumerate(changes, start=1) if one.ending in strangers)
        why = f"เลือกจากกรรมการตามคำสั่งที่ {order.label}"
        raise Refused([Problem(f"แถว {line} ไม่ใช่ตำแหน่งตามคำสั่งที่จะแก้", why, line)])


def _is_as(draft: DraftOrder, head: Mapping[str, object], lines: Sequence[DraftLine]) -> bool:
    if any(getattr(draft, name) != value for name, value in head.items()):
        return False
    return [_facts(line) for line in draft.lines.order_by("line")] == [
        _facts(line) for line in lines
    ]


def _facts(line: DraftLine) -> tuple[object, ...]:
    return (
        line.change, line.person_id, line.is_new, line.name, line.seat, line.represents,
        line.phone, line.ending_id,
    )  # fmt: skip


def locked_draft(draft: DraftOrder) -> DraftOrder:
    drafts = DraftOrder.objects.select_for_update(of=("self",))
    return drafts.select_related(
        "committee__area", "issuer", "follows__committee__area", "order__issuer"
    ).get(pk=draft.pk)


def _open(draft: DraftOrder) -> DraftOrder:
    """The draft, locked; TooLate when it is signed or set aside."""
    draft = locked_draft(draft)
    if draft.is_signed:
        raise TooLate(f"ร่างนี้ลงนามแล้วเป็น{draft.order} แก้ได้ด้วยการแก้ทะเบียนหรือคำสั่งแก้ไข")
    if draft.discarded_at:
        raise TooLate(f"ร่างนี้เลิกใช้แล้ว เพราะ{draft.discarded_because}")
    return draft


def _record(
    by: User, draft: DraftOrder, verb: str, summary: str, members: Sequence[Member]
) -> None:
    log.record(
        by=by.username,
        verb=verb,
        target=draft,
        area=draft.committee.area_id,
        summary=summary,
        changes={
            "planned": draft.planned or "",
            "members": [f"{member.name} {member.seat}" for member in members],
        },
    )
