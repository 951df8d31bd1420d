"""The versions of rulebooks, read once for many committees and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from prasan.areas.rules import NATION, holds
from prasan.committees.models import Confirmation, Rulebook, RulebookLine
from prasan.committees.rules import Line, Wants, in_force


@dataclass(frozen=True)
class Version:
    """A version as an area sees it: what is confirmed there is confirmed."""

    pk: int
    kind: str
    area_code: str
    starts: date
    regulation: str
    wants: Wants

    @property
    def unconfirmed(self) -> int:
        """How many lines say something that nobody confirmed."""
        return sum(one.is_known and not one.is_confirmed for one in self.wants.lines)


class Rulebooks:
    """Every version of the given kinds, or of all, in two queries; asking is free."""

    def __init__(self, *kinds: str) -> None:
        lines = RulebookLine.objects.select_related("rulebook").order_by("rulebook", "place")
        if kinds:
            lines = lines.filter(rulebook__kind__in=kinds)
        standing = Prefetch("confirmations", Confirmation.objects.standing())
        self._books: dict[int, Rulebook] = {}
        self._lines: dict[int, list[RulebookLine]] = {}
        for line in lines.prefetch_related(standing):
            self._books[line.rulebook_id] = line.rulebook
            self._lines.setdefault(line.rulebook_id, []).append(line)

    @property
    def areas(self) -> frozenset[str]:
        """Areas with a version or confirmation of their own; the rest see the nation's."""
        given = {book.area_code for book in self._books.values()}
        lines = [line for lines in self._lines.values() for line in lines]
        confirmed = {one.area_id for line in lines for one in line.confirmations.all()}
        return frozenset(code for code in given | confirmed if code and code != NATION)

    @property
    def starts(self) -> list[date]:
        """The days on which some version begins, in order: between two of them nothing changes."""
        return sorted({book.starts for book in self._books.values()})

    def on(self, kind: str, day: date, code: str = NATION) -> Version | None:
        """The version `kind` is held to in the area `code` on `day`; None where there is none."""
        book = in_force(self._books.values(), kind, day, code)
        if book is None:
            return None
        lines = tuple(as_line(line, code) for line in self._lines[book.pk])
        return Version(
            book.pk, book.kind, book.area_code, book.starts, book.regulation, Wants(lines)
        )

    def wants(self, kind: str, day: date, code: str = NATION) -> Wants:
        """What is wanted of `kind`; nothing where no rulebook says."""
        version = self.on(kind, day, code)
        return version.wants if version else Wants()


def rulebook_on(kind: str, day: date, code: str = NATION) -> Version | None:
    """The version `kind` is held to in the area `code` on `day`; two queries."""
    return Rulebooks(kind).on(kind, day, code)


def wants_on(kind: str, day: date, code: str = NATION) -> Wants:
    """What is wanted of `kind` in the area `code` on `day`; two queries."""
    return Rulebooks(kind).wants(kind, day, code)


def confirmation_for(confirmations: Iterable[Confirmation], code: str) -> Confirmation | None:
    """The one that holds in the area `code`: the nation's, or that of an area around it."""
    return next((one for one in confirmations if holds(one.area_id or NATION, code)), None)


def as_line(line: RulebookLine, code: str) -> Line:
    """A line as the area `code` sees it, with the clause that was read where somebody read it."""
    confirmed = confirmation_for(line.confirmations.all(), code)
    return Line(
        topic=line.topic,
        seat=line.seat,
        post=line.post,
        low=line.low,
        high=line.high,
        words=line.words,
        clause=confirmed.clause if confirmed else line.clause,
        source=line.source,
        is_confirmed=confirmed is not None,
    )
