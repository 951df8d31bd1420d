"""Committees that come to be, and the rulebooks they are held to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.committees.models import Committee, Kind, Rulebook
from prasan.committees.rules import fits


@dataclass(frozen=True)
class Loaded:
    """How many rulebooks a load added, changed, found unchanged, and left because confirmed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
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
    """Bring the rulebooks up to `listed`; a second call changes nothing.

    A version is known by its kind and first day. One that somebody confirmed stays as confirmed.
    """
    known = {(book.kind, book.starts): book for book in Rulebook.objects.select_for_update()}
    tally = {"added": 0, "changed": 0, "unchanged": 0, "kept": 0}
    for row in listed:
        book = known.get((row["kind"], row["starts"])) or Rulebook()
        tally[_load(by, book, row)] += 1
    return Loaded(**tally)


@transaction.atomic
def confirm_rulebook(*, by: User, rulebook: Rulebook, clause: str, day: date) -> None:
    """Note that `by` has read `clause` and found the numbers so; a second call changes nothing."""
    rulebook = Rulebook.objects.select_for_update().get(pk=rulebook.pk)
    if rulebook.confirmed:
        return
    rulebook.clause, rulebook.confirmed, rulebook.confirmed_by = clause, day, by
    rulebook.save(update_fields=["clause", "confirmed", "confirmed_by"])
    log.record(
        by=by.username,
        verb="rulebook.confirmed",
        target=rulebook,
        summary=f"ยืนยัน{rulebook} {clause}",
        changes={"clause": clause},
    )


def _load(by: User, book: Rulebook, row: Mapping[str, Any]) -> str:
    if book.confirmed:
        return "kept"
    changes = {name: value for name, value in row.items() if getattr(book, name) != value}
    if not changes:
        return "unchanged"
    outcome = "changed" if book.pk else "added"
    for name, value in changes.items():
        setattr(book, name, value)
    book.save()
    log.record(
        by=by.username,
        verb="rulebook.loaded",
        target=book,
        summary=f"ตั้งค่า{book}",
        changes=changes,
    )
    return outcome
