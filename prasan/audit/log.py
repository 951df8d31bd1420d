"""The one way to write an event, and the way to check them all."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F

from prasan import clock
from prasan.audit import rules
from prasan.audit.models import Chain, Event, Pulse

NATION = "00"

# For whom `by` does something in an area: a user name, or "" for themselves.
ActedFor = Callable[[str, str], str]
_acted_for: ContextVar[ActedFor] = ContextVar("acted_for", default=lambda by, area: "")


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold: `place` 0 speaks of the chain as a whole."""

    chain: str
    place: int
    problem: str


@dataclass(frozen=True)
class Happened:
    """What happened to one thing: `area` the code it belongs to, `changes` as for record()."""

    target: models.Model
    summary: str
    area: str = ""
    changes: Mapping[str, object] | None = None


@contextmanager
def acting(acted_for: ActedFor) -> Iterator[None]:
    """Within, events tell for whom they were done, as `acted_for` answers."""
    token = _acted_for.set(acted_for)
    try:
        yield
    finally:
        _acted_for.reset(token)


def record(
    *,
    by: str,
    verb: str,
    target: models.Model,
    summary: str,
    area: str = "",
    changes: Mapping[str, object] | None = None,
) -> Event:
    """Add one event to its province's chain; must run in the action's own transaction.

    `by` is a user name, `verb` reads `noun.done` ("order.registered"), `area` the code the change
    belongs to ("" for the nation), `changes` maps field to new value or to [old, new].
    """
    return record_all(by=by, verb=verb, happened=[Happened(target, summary, area, changes)])[0]


def record_all(*, by: str, verb: str, happened: Sequence[Happened]) -> list[Event]:
    """The same for many things at once, in their order; five queries for each province."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is written in the same transaction as its change")
    by_chain: dict[str, list[Happened]] = {}
    for one in happened:
        by_chain.setdefault(one.area[:2] or NATION, []).append(one)
    return [
        event for key, mine in sorted(by_chain.items()) for event in _appended(by, verb, key, mine)
    ]


def _appended(by: str, verb: str, key: str, happened: Sequence[Happened]) -> list[Event]:
    Chain.objects.bulk_create([Chain(key=key)], ignore_conflicts=True)
    chain = Chain.objects.select_for_update().get(pk=key)
    head, events, acted_for = chain.head, [], _acted_for.get()
    for place, one in enumerate(happened, start=chain.length + 1):
        event = Event(
            chain=key,
            place=place,
            at=clock.now(),
            by=by,
            acted_for=acted_for(by, one.area),
            verb=verb,
            kind=one.target._meta.label_lower,
            target=str(one.target.pk),
            area=one.area,
            summary=one.summary[:400],
            changes=_plain(one.changes or {}),
            before=head,
        )
        head = event.digest = rules.digest(head, _content(event))
        events.append(event)
    Event.objects.bulk_create(events)
    Chain.objects.filter(pk=key).update(length=F("length") + len(events), head=head)
    newest = {event.kind.partition(".")[0]: event.digest for event in events}
    Pulse.objects.bulk_create(
        [Pulse(chain=key, app=app, digest=digest) for app, digest in sorted(newest.items())],
        update_conflicts=True,
        unique_fields=["chain", "app"],
        update_fields=["digest"],
    )
    return events


def state_of(area: str) -> tuple[str, ...]:
    """What changes with every event of the nation and of the province of `area`; one query.

    Of the nation itself it changes with every event anywhere. As every change leaves an event,
    what was computed from facts holds while this is the same.
    """
    chains = Chain.objects.all()
    if area != NATION:
        chains = chains.filter(key__in={NATION, area[:2] or NATION})
    return tuple(chains.order_by("key").values_list("head", flat=True))


def pulses(apps: Collection[str]) -> dict[str, str]:
    """For each chain, what changes with every event in it about rows of `apps`; one query.

    A chain without such an event is left out.
    """
    found: dict[str, str] = {}
    beats = Pulse.objects.filter(app__in=apps).order_by("chain", "app")
    for chain, digest in beats.values_list("chain", "digest"):
        found[chain] = found.get(chain, "") + digest
    return found


def faults() -> Iterator[Fault]:
    """Every altered, missing or added event, chain by chain; reads each event once, in order."""
    for chain in Chain.objects.order_by("key"):
        before, place = "", 0
        for event in Event.objects.filter(chain=chain.key).order_by("place").iterator():
            place += 1
            if event.place != place:
                yield Fault(chain.key, place, f"missing before {event.place}")
                place = event.place
            elif event.before != before:
                yield Fault(chain.key, place, "does not follow the one before it")
            if rules.digest(event.before, _content(event)) != event.digest:
                yield Fault(chain.key, place, "altered")
            before = event.digest
        if (place, before) != (chain.length, chain.head):
            yield Fault(chain.key, 0, f"ends at {place}, should end at {chain.length}")
    known = Chain.objects.values("key")
    for key in Event.objects.exclude(chain__in=known).values_list("chain", flat=True).distinct():
        yield Fault(key, 0, "has events but no chain")


def _content(event: Event) -> dict[str, object]:
    content = {
        "chain": event.chain,
        "place": event.place,
        "at": rules.moment(event.at),
        "by": event.by,
        "verb": event.verb,
        "kind": event.kind,
        "target": event.target,
        "area": event.area,
        "summary": event.summary,
        "changes": event.changes,
    }
    # Left out where nobody was stood in for, so that older events keep their digest.
    return {**content, "acted_for": event.acted_for} if event.acted_for else content


def _plain(changes: Mapping[str, object]) -> dict[str, object]:
    """Values as text, so that reading them back from any database gives the same bytes."""
    return {
        field: [str(part) for part in value] if isinstance(value, (list, tuple)) else str(value)
        for field, value in changes.items()
    }
