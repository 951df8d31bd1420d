"""Find what is due to be said and was not said, write it into the ledger and to the people."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from prasan.accounts.actions import system_user
from prasan.areas.rules import PROVINCE_DIGITS
from prasan.audit import log
from prasan.directives.measures import DUTIES
from prasan.directives.models import Directive
from prasan.reminders import rules, wording
from prasan.reminders.models import Address, Audience, Channel, Dispatch, Message, Step
from prasan.reminders.owing import Debt, debts, live
from prasan.reminders.recipients import Hearer, answering, hearers
from prasan.reminders.rules import Because, Say
from prasan.reminders.tasks import handed

_BATCH = 2000
# A person with the reason they are told, and the channel; obligation, unit, due day, audience.
Box = tuple[Hearer, str]
Key = tuple[int, str, date, str]
Steps = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Due:
    """A debt at the step that is to be said now, and the steps it makes needless."""

    debt: Debt
    audience: str
    say: Say


def sweep(*, at: datetime, channels: Iterable[str] = ()) -> int:
    """Say what is due by the day of `at`; returns how many messages were written.

    `channels` are the ways out of the house that are set up. It may be called at any hour, by
    several workers, after days of silence: the ledger keeps everything to once.
    """
    day = at.date()
    by_province: dict[str, list[Directive]] = defaultdict(list)
    for directive in live(day):
        by_province[directive.letter.office.area_id[:PROVINCE_DIGITS]].append(directive)
    written = 0
    for province, directives in sorted(by_province.items()):
        owed = [debt for directive in directives for debt in debts(directive, day)]
        if owed:
            steps = _steps(province, day)
            written += _say(owed, steps, [Channel.INBOX, *channels], at)
    return written


def _steps(province: str, day: date) -> Steps:
    """The days from the due day on which each audience hears."""
    steps: dict[str, list[int]] = defaultdict(list)
    for step in Step.objects.of(province).on(day):
        steps[step.audience].append(step.offset)
    return steps


@transaction.atomic
def _say(owed: Sequence[Debt], steps: Steps, channels: Sequence[str], at: datetime) -> int:
    """What a province's offices have to say; the rows of their letters keep two sweeps apart."""
    directives = {debt.directive.pk: debt.directive for debt in owed}
    list(Directive.objects.select_for_update().filter(pk__in=directives).order_by("pk"))
    known = _ledger(directives)
    due = [one for debt in owed for one in _due(debt, steps, known, at.date())]
    if not due:
        return 0
    written = _written(due, _boxes(due, channels, at.date()), _tasks(due, channels), at)
    said = Counter(one.debt.directive.pk for one in due)
    for pk, count in said.items():
        directive = directives[pk]
        log.record(
            by=system_user().username,
            verb="reminder.swept",
            target=directive,
            area=directive.letter.office.area_id,
            summary=f"แจ้งเตือนตามหนังสือ {directive.letter} {count} รายการ",
        )
    return written


def _ledger(directives: Iterable[int]) -> Mapping[Key, set[int]]:
    """The steps that were said, by obligation, unit, due day and audience; one query."""
    known: dict[Key, set[int]] = defaultdict(set)
    rows = Dispatch.objects.filter(obligation__item__directive__in=list(directives))
    fields = ("obligation", "area", "due", "audience", "offset")
    for duty, area, due, audience, offset in rows.values_list(*fields):
        known[duty, area, due, audience].add(offset)
    return known


def _due(
    debt: Debt, steps: Mapping[str, Sequence[int]], known: Mapping[Key, set[int]], day: date
) -> Iterator[Due]:
    """What to say of one debt: to its own officers, and to those above them."""
    told = debt.directive.letter.dated or day
    for audience, offsets in steps.items():
        said = known.get((debt.obligation.pk, debt.area.code, debt.due, audience), set())
        say = rules.to_say(offsets, due=debt.due, told=told, day=day, known=said)
        if say:
            yield Due(debt, audience, say)


def _boxes(due: Sequence[Due], channels: Sequence[str], day: date) -> dict[str, list[Box]]:
    """Who hears of what, by the area whose officers answer: two queries and the addresses'."""
    areas = {answering(one.debt.area.code, one.audience) for one in due}
    found = hearers(areas, day)
    outside = _addresses({one.user.pk for told in found.values() for one in told}, channels)
    return {
        area: [
            (one, channel)
            for one in told
            for channel in (Channel.INBOX.value, *outside.get(one.user.pk, []))
        ]
        for area, told in found.items()
    }


def _tasks(due: Sequence[Due], channels: Sequence[str]) -> dict[tuple[int, str], list[Box]]:
    """Who has which thing in hand, by first obligation and area: two queries."""
    found = handed(_root(one) for one in due)
    outside = _addresses({user.pk for user in found.values()}, channels)
    return {
        thing: [
            (Hearer(user, Because.TASK), channel)
            for channel in (Channel.INBOX.value, *outside.get(user.pk, []))
        ]
        for thing, user in found.items()
    }


def _root(one: Due) -> int:
    return one.debt.obligation.renews_id or one.debt.obligation.pk


def _addresses(people: Collection[int], channels: Sequence[str]) -> Mapping[int, list[str]]:
    """The ways out of the house each of `people` wishes; one query."""
    given = Address.objects.standing().filter(user__in=people, channel__in=channels)
    outside = defaultdict(list)
    for user, channel in given.values_list("user", "channel"):
        outside[user].append(channel)
    return outside


def _written(
    due: Sequence[Due],
    boxes: Mapping[str, list[Box]],
    tasks: Mapping[tuple[int, str], list[Box]],
    at: datetime,
) -> int:
    """The lines of the ledger and the messages that carry them; in bulk, whatever their number."""
    heads: list[tuple[Due, Dispatch]] = []
    carried: dict[Box, list[tuple[Due, Dispatch]]] = defaultdict(list)
    for one in due:
        mine = boxes.get(answering(one.debt.area.code, one.audience), [])
        if one.audience == Audience.UNIT:
            mine = [*mine, *_unheard(tasks.get((_root(one), one.debt.area.code), ()), mine)]
        # Nobody to tell: the line stands all the same, and its page says so.
        for channel in sorted({channel for _, channel in mine} or {Channel.INBOX.value}):
            head = (one, _line(one, channel, at))
            heads.append(head)
            for box in mine:
                if box[1] == channel:
                    carried[box].append(head)
    Dispatch.objects.bulk_create([line for _, line in heads], batch_size=_BATCH)
    _write_to(carried, at)
    return len(carried)


def _unheard(boxes: Iterable[Box], known: Sequence[Box]) -> Iterator[Box]:
    """Those of `boxes` whose owner does not hear by their post already."""
    people = {hearer.user.pk for hearer, _ in known}
    return (box for box in boxes if box[0].user.pk not in people)


def _write_to(carried: Mapping[Box, Sequence[tuple[Due, Dispatch]]], at: datetime) -> None:
    """One message for each person and channel, tied to the lines it tells of."""
    messages = [
        _message(hearer, channel, [_told(one) for one, _ in heads], at)
        for (hearer, channel), heads in carried.items()
    ]
    Message.objects.bulk_create(messages, batch_size=_BATCH)
    tie = Message.dispatches.through
    ties = [
        tie(message_id=message.pk, dispatch_id=line.pk)
        for message, heads in zip(messages, carried.values(), strict=True)
        for _, line in heads
    ]
    tie.objects.bulk_create(ties, batch_size=_BATCH)


def _message(hearer: Hearer, channel: str, told: Sequence[wording.Told], at: datetime) -> Message:
    why = wording.why(hearer.because, str(hearer.instead_of or ""))
    return Message(
        recipient=hearer.user,
        channel=channel,
        because=hearer.because,
        instead_of=hearer.instead_of,
        title=wording.title(told, at.date()),
        body="\n\n".join(part for part in (why, wording.body(told, at.date())) if part),
        made_at=at,
    )


def _line(one: Due, channel: str, at: datetime) -> Dispatch:
    return Dispatch(
        obligation=one.debt.obligation,
        area=one.debt.area,
        offset=one.say.step,
        audience=one.audience,
        channel=channel,
        due=one.debt.due,
        made_at=at,
        covered=one.say.covered,
    )


def _told(one: Due) -> wording.Told:
    debt = one.debt
    thing = DUTIES[debt.obligation.measure].owed
    return wording.Told(str(debt.directive.letter), thing, debt.due, debt.area.title)
