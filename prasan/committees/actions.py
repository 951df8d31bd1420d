"""Committees that come to be, and the rulebooks they are held to."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.committees.models import Committee, Confirmation, Kind, Rulebook, RulebookLine
from prasan.committees.rules import Line, fits, said
from prasan.thai.calendar import format_short

_SAYS = ("low", "high", "words", "clause", "source")


@dataclass(frozen=True)
class Wanted:
    """What one line of a rulebook is to say; `key` is what it is about."""

    topic: str
    seat: str = ""
    post: str = ""
    low: int | None = None
    high: int | None = None
    words: str = ""
    clause: str = ""
    source: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.topic, self.seat, self.post


@dataclass(frozen=True)
class Loaded:
    """How many lines a load added, changed, found unchanged, took out, left because confirmed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: int = 0


@transaction.atomic
def establish(*, by: User, area: Area, kind: Kind) -> Committee:
    """The committee of `kind` in `area`; a second call returns the same one.

    Raises ValueError when the kind does not belong to such an area.
    """
    if not fits(kind, area.level):
        raise ValueError(f"{Kind(kind).label} ตั้งใน{area}ไม่ได้")
    committee, is_new = Committee.objects.get_or_create(area=area, kind=kind)
    if is_new:
        log.record(
            by=by.username,
            verb="committee.established",
            target=committee,
            area=area.code,
            summary=f"เปิดทะเบียน {committee}",
        )
    return committee


@transaction.atomic
def load_rulebooks(*, by: User, listed: Sequence[Mapping[str, Any]]) -> Loaded:
    """Bring the start values up to `listed`; a second call changes nothing.

    A version is known by its kind and first day, a line by what it is about. A line that somebody
    confirmed stays as confirmed, and what an office made of a version is not touched.
    """
    started = Rulebook.objects.select_for_update(of=("self",)).filter(area=None, because="")
    known = {(book.kind, book.starts): book for book in started}
    tally = Counter[str]()
    for row in listed:
        book = known.get((row["kind"], row["starts"])) or Rulebook(
            kind=row["kind"], starts=row["starts"]
        )
        tally += _load(by, book, row["regulation"], [Wanted(**line) for line in row["lines"]])
    return Loaded(**tally)


@transaction.atomic
def revise_rulebook(
    *,
    by: User,
    rulebook: Rulebook,
    area: Area | None,
    starts: date,
    regulation: str,
    because: str,
    lines: Sequence[Wanted],
    at: datetime,
) -> Rulebook:
    """A new version after `rulebook`, for `area` or the nation, with `lines` in their order.

    A line that says what it said keeps its confirmations. The very same version a second time
    returns the first.
    """
    mine = Rulebook.objects.select_for_update(of=("self",)).filter(
        kind=rulebook.kind, area=area, starts=starts, regulation=regulation, because=because
    )
    for before in mine.order_by("-pk"):
        if [_wanted(line) for line in before.lines.all()] == list(lines):
            return before
    made = Rulebook.objects.create(
        kind=rulebook.kind,
        area=area,
        starts=starts,
        regulation=regulation,
        because=because,
        entered_at=at,
        entered_by=by,
    )
    changes = _write(made, rulebook, lines)
    log.record(
        by=by.username,
        verb="rulebook.revised",
        target=made,
        area=made.area_code,
        summary=f"แก้{made} ใช้ตั้งแต่ {format_short(starts)} เพราะ{because}",
        changes={"starts": starts, "because": because, **changes},
    )
    return made


@transaction.atomic
def confirm_line(
    *, by: User, line: RulebookLine, area: Area | None, clause: str, day: date
) -> Confirmation:
    """Note that `by` has read `clause` and found the line so; a second call changes nothing.

    It holds in `area`, or in the nation where there is none.
    """
    line = RulebookLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    found = line.confirmations.standing().filter(area=area).first()
    if found:
        return found
    made = Confirmation.objects.create(line=line, area=area, clause=clause, day=day, by=by)
    log.record(
        by=by.username,
        verb="rulebook.confirmed",
        target=line.rulebook,
        area=area.code if area else "",
        summary=f"ยืนยัน{line.rulebook} เรื่อง{line} {clause}",
        changes={"clause": clause},
    )
    return made


@transaction.atomic
def withdraw_confirmation(*, by: User, confirmation: Confirmation, because: str, day: date) -> None:
    """Take a confirmation back; it stays on file with the reason. Twice changes nothing."""
    kept = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    if kept.withdrawn:
        return
    kept.withdrawn, kept.withdrawn_by, kept.withdrawn_because = day, by, because
    kept.save(update_fields=["withdrawn", "withdrawn_by", "withdrawn_because"])
    log.record(
        by=by.username,
        verb="rulebook.confirmation_withdrawn",
        target=kept.line.rulebook,
        area=kept.area_id or "",
        summary=f"ถอนการยืนยัน{kept.line.rulebook} เรื่อง{kept.line} เพราะ{because}",
        changes={"because": because},
    )


def _load(by: User, book: Rulebook, regulation: str, wanted: Sequence[Wanted]) -> Counter[str]:
    """The lines of one version brought up to `wanted`, with how many became what."""
    if book.regulation != regulation:
        book.regulation = regulation
        book.save()
    lines = {_wanted(line).key: line for line in book.lines.all()}
    fixed = set(book.lines.exclude(confirmations=None).values_list("pk", flat=True))
    tally, changes = Counter[str](), {}
    for place, one in enumerate(wanted, start=1):
        line = lines.pop(one.key, None) or RulebookLine(rulebook=book)
        outcome = _fate(line, one, fixed)
        tally[outcome] += 1
        if outcome in ("added", "changed"):
            changes[str(_put(line, one, place))] = _in_words(one)
    gone = [line for line in lines.values() if line.pk not in fixed]
    tally += Counter(removed=len(gone), kept=len(lines) - len(gone))
    for line in gone:
        changes[str(line)] = "ตัดออก"
        line.delete()
    if changes:
        log.record(
            by=by.username,
            verb="rulebook.loaded",
            target=book,
            summary=f"ตั้งค่า{book}",
            changes=changes,
        )
    return tally


def _fate(line: RulebookLine, wanted: Wanted, fixed: Collection[int]) -> str:
    if line.pk is None:
        return "added"
    if _wanted(line) == wanted:
        return "unchanged"
    return "kept" if line.pk in fixed else "changed"


def _write(made: Rulebook, before: Rulebook, lines: Sequence[Wanted]) -> dict[str, object]:
    """The lines of a new version, and what is different from the version before."""
    old = {_wanted(line).key: line for line in before.lines.prefetch_related("confirmations")}
    changes: dict[str, object] = {}
    for place, one in enumerate(lines, start=1):
        line, was = _put(RulebookLine(rulebook=made), one, place), old.pop(one.key, None)
        if was and _wanted(was) == one:
            _carry(was, line)
        else:
            changes[str(line)] = [_in_words(_wanted(was)) if was else "", _in_words(one)]
    return changes | {str(line): [_in_words(_wanted(line)), "ตัดออก"] for line in old.values()}


def _put(line: RulebookLine, wanted: Wanted, place: int) -> RulebookLine:
    line.place, line.topic, line.seat, line.post = place, *wanted.key
    for name in _SAYS:
        setattr(line, name, getattr(wanted, name))
    line.save()
    return line


def _carry(before: RulebookLine, line: RulebookLine) -> None:
    """Who confirmed what has not changed need not do it again."""
    Confirmation.objects.bulk_create(
        Confirmation(
            line=line, area_id=one.area_id, clause=one.clause, day=one.day, by_id=one.by_id
        )
        for one in before.confirmations.all()
        if one.withdrawn is None
    )


def _wanted(line: RulebookLine) -> Wanted:
    says = {name: getattr(line, name) for name in _SAYS}
    return Wanted(topic=line.topic, seat=line.seat, post=line.post, **says)


def _in_words(wanted: Wanted) -> str:
    line = Line(
        wanted.topic, wanted.seat, wanted.post, wanted.low, wanted.high, wanted.words, wanted.clause
    )
    return " ".join(part for part in (said(line), wanted.clause) if part) or "ยังไม่ทราบ"
