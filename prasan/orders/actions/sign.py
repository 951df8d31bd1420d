"""Signing a draft: it gets its number, and on the day it takes effect the seats change."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.committees.rulebooks import wants_on
from prasan.evidence.models import Evidence
from prasan.letters.models import Signatory
from prasan.orders.actions.checks import amendment_problems, lines_of, must_fit
from prasan.orders.actions.drafts import changes_in, locked_draft, members_in
from prasan.orders.actions.numbers import take_number
from prasan.orders.actions.refusals import TooLate
from prasan.orders.actions.register import issue
from prasan.orders.actions.seating import end_seats, next_order, people_of
from prasan.orders.checking import problems_of
from prasan.orders.composition import Problem, Severity, ranked
from prasan.orders.models import Appointment, DraftLine, DraftOrder, Order
from prasan.orders.rules import term_end
from prasan.orders.succession import SeatChange, begins_before, may_sign
from prasan.thai.calendar import buddhist_year, format_short


@transaction.atomic
def sign_order(
    *,
    by: User,
    draft: DraftOrder,
    signed: date,
    signatory: Signatory | str,
    signatory_post: str = "",
    starts: date | None = None,
    number: int | None = None,
    copy: Evidence | None = None,
) -> Order:
    """The order `draft` has become, signed on `signed`, in effect from `starts`, else as planned.

    Without a `number` Prasan gives the next one, where the office lets it. Raises Refused with
    everything that blocks, NumberTaken or NumberRefused for the number, TooLate for a draft set
    aside or signed otherwise; then nothing at all has changed. A second time gives the order.
    """
    draft = locked_draft(draft)
    lines = list(draft.lines.for_paper())
    order = _order(draft, signed, signatory, signatory_post, starts, copy)
    if draft.order:
        if (draft.order.signed, number or draft.order.number) == (signed, draft.order.number):
            return draft.order
        raise TooLate(f"ร่างนี้ลงนามแล้วเป็น{draft.order}")
    if draft.discarded_at:
        raise TooLate(f"ร่างนี้เลิกใช้แล้ว เพราะ{draft.discarded_because}")
    order.issuer = Area.objects.select_for_update().get(pk=draft.issuer_id)
    must_fit(signing_problems(draft, lines, order))
    take_number(order, typed=number)
    if draft.is_amendment:
        _amend(by, order, changes_in(lines))
    else:
        issue(by, order, members_in(lines))
    draft.order = order
    draft.save(update_fields=["order"])
    _record(by, order, lines)
    return order


def signing_problems(draft: DraftOrder, lines: Sequence[DraftLine], order: Order) -> list[Problem]:
    """Everything that keeps `draft` from being signed as `order`, and what only wants a look."""
    if order.starts < order.signed:
        why = f"กรรมการเป็นได้ตั้งแต่วันลงนาม {format_short(order.signed)} เป็นต้นไป แก้วันมีผลหรือวันลงนาม"
        return [Problem(f"วันมีผล {format_short(order.starts)} อยู่ก่อนวันลงนาม", why)]
    if order.expires and order.expires <= order.starts:
        why = f"วาระถึงก่อน {format_short(order.expires)} แก้วันสุดท้ายของวาระหรือวันมีผล"
        return [Problem(f"วันมีผล {format_short(order.starts)} อยู่หลังวันครบวาระ", why)]
    return [*_signer(draft, order), *composition_problems(draft, lines, order.starts)]


def composition_problems(
    draft: DraftOrder, lines: Sequence[DraftLine], starts: date
) -> list[Problem]:
    """What is wrong with who would sit, were the draft in effect from `starts`."""
    committee = draft.committee
    if draft.is_amendment and draft.follows:
        return amendment_problems(committee, draft.follows, changes_in(lines), starts)
    newest = committee.orders.seating().order_by("starts", "pk").last()
    found = problems_of(
        committee.kind, committee.area, starts, members_in(lines),
        expires=term_of(draft, starts), apart=(),
    )  # fmt: skip
    return ranked([*begins_before(starts, newest), *found])


def _order(
    draft: DraftOrder,
    signed: date,
    signatory: Signatory | str,
    signatory_post: str,
    starts: date | None,
    copy: Evidence | None,
) -> Order:
    starts = starts or draft.planned or signed
    chosen = signatory if isinstance(signatory, Signatory) else None
    return Order(
        committee=draft.committee,
        issuer=draft.issuer,
        purpose=draft.purpose,
        follows=draft.follows,
        year=buddhist_year(signed),
        signed=signed,
        starts=starts,
        expires=term_of(draft, starts),
        signatory=chosen.name if chosen else str(signatory),
        signatory_post="\n".join(chosen.lines) if chosen else signatory_post,
        signed_by=chosen,
        copy=copy,
    )


def term_of(draft: DraftOrder, starts: date) -> date | None:
    """The first day after the term: as drafted, else as the rulebook counts it."""
    if draft.is_amendment:
        return None
    if draft.expires:
        return draft.expires
    years = wants_on(draft.committee.kind, starts, draft.committee.area_id).term_years
    return term_end(starts, years) if years else None


def _signer(draft: DraftOrder, order: Order) -> list[Problem]:
    """Whether the signatory may sign such orders that day."""
    appointer = wants_on(draft.committee.kind, order.signed, draft.committee.area_id).appointer
    who = order.signed_by
    if who and not (who.starts <= order.signed and (who.ends is None or who.ends > order.signed)):
        why = f"เลือกผู้ที่มีอำนาจลงนามในวันที่ {format_short(order.signed)}"
        return [Problem(f"{who.name} ไม่มีอำนาจลงนามในวันนั้น", why)]
    posts = order.signatory_post.splitlines() or [order.signatory]
    if may_sign(posts, appointer.words):
        return []
    weight = Severity.ERROR if who else Severity.WARNING
    why = f"เกณฑ์ให้{appointer.words}หรือผู้ลงนามแทนเป็นผู้แต่งตั้ง{appointer.doubt}"
    return [Problem(f"{order.signatory} ไม่ได้ลงนามในฐานะ{appointer.words}", why, severity=weight)]


def _amend(by: User, order: Order, changes: Sequence[SeatChange]) -> None:
    """End and grant the seats an amendment names, within the term of the order it amends."""
    base = order.follows
    assert base is not None  # the table holds no amendment without
    stands = lines_of(list(base.appointments.all()), changes)
    order.save()
    ending = [change.ending for change in changes if change.ending is not None]
    end_seats(
        base.appointments.filter(pk__in=ending), order.starts,
        f"พ้นตามคำสั่งที่ {order.label}", by=order,
    )  # fmt: skip
    joining = [
        (line, change.member)
        for line, change in zip(stands, changes, strict=True)
        if line is not None and change.member is not None
    ]
    people = people_of(by, order, [member for _line, member in joining])
    Appointment.objects.bulk_create(
        Appointment(
            order=base,
            amendment=order,
            line=line,
            person=person,
            seat=member.seat,
            represents=member.represents,
            starts=order.starts,
        )
        for (line, member), person in zip(joining, people, strict=True)
    )
    _close(base, order)


def _close(base: Order, order: Order) -> None:
    """The seats an amendment grants end with the order it amends, where that end is known."""
    later = next_order(base)
    if later:
        end_seats(order.seats_added.all(), later.starts, f"แทนด้วยคำสั่งที่ {later.label}", by=later)
    if base.revoked:
        end_seats(order.seats_added.all(), base.revoked, f"ยกเลิกคำสั่งที่ {base.label}", by=base)


def _record(by: User, order: Order, lines: Sequence[DraftLine]) -> None:
    log.record(
        by=by.username,
        verb="order.signed",
        target=order,
        area=order.committee.area_id,
        summary=f"ลงนาม{order} {order.committee}",
        changes={
            "signed": order.signed,
            "starts": order.starts,
            "expires": order.expires or "",
            "signatory": order.signatory,
            "copy": order.copy.sha256 if order.copy else "",
            "follows": order.follows.label if order.follows else "",
            "lines": [f"{line.change} {line.name or line.ending} {line.seat}" for line in lines],
        },
    )
