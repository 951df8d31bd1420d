"""Two records that are one person, and two that are not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.db.models import ForeignObjectRel, UniqueConstraint

from prasan.accounts.models import User
from prasan.audit import log
from prasan.people.models import Distinction, Merge, Moved, Person

_OWN = "people"


class Clash(Exception):
    """Two that cannot be one person; the message says why."""


class CannotUndo(Exception):
    """A merge that is undone already, or that later ones rest on."""


@transaction.atomic
def tell_apart(
    *, by: User, one: Person, other: Person, at: datetime, because: str = ""
) -> Distinction:
    """Remember that the two are not one person; saying it again does nothing."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    if first.pk == second.pk:
        raise Clash(_ONE)
    distinction, is_new = Distinction.objects.get_or_create(
        first=first, second=second, defaults={"said_by": by, "said_at": at, "because": because}
    )
    if is_new:
        log.record(
            by=by.username,
            verb="person.told_apart",
            target=first,
            area=first.area_id,
            summary=f"{first.name} กับ {second.name} ไม่ใช่คนเดียวกัน",
            changes={"person": str(second.pk), "because": because},
        )
    return distinction


@transaction.atomic
def merge(*, by: User, kept: Person, gone: Person, at: datetime, because: str) -> Merge:
    """Let `gone` be known as `kept`: all that speaks of it moves, and its address leads on.

    The name of `kept` stays; a number it lacks is taken over. What moved is remembered row by
    row, so that `undo_merge` brings it back. The same again does nothing. Raises Clash where
    the two cannot be one: both in one order, two citizen's numbers, one and the same record.
    """
    kept, gone = _both(kept, gone)
    if gone.merged_into_id == kept.pk:
        return Merge.objects.get(gone=gone, undone_at=None)
    _must_be_one(kept, gone)
    done = Merge.objects.create(
        kept=kept,
        gone=gone,
        at=at,
        by=by,
        because=because,
        took_phone=bool(gone.phone and not kept.phone),
        took_citizen_id=bool(gone.citizen_id and not kept.citizen_id),
    )
    moved = [one for link in _links() for one in _moved(done, link, gone, kept)]
    Moved.objects.bulk_create(moved)
    _hand_over(done, giver=gone, taker=kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    log.record(
        by=by.username,
        verb="person.merged",
        target=kept,
        area=kept.area_id,
        summary=f"รวม {gone.name} เข้ากับ {kept.name} เพราะ{because}",
        changes={
            "kept": str(kept.pk),
            "gone": str(gone.pk),
            "moved": [f"{one.kind}.{one.field} {one.target}" for one in moved],
            "because": because,
        },
    )
    return done


@transaction.atomic
def undo_merge(*, by: User, merge: Merge, at: datetime, because: str) -> None:
    """Bring back what `merge` moved, as far as it is still there. Undone once, it stays so."""
    done = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    kept, gone = _both(done.kept, done.gone)
    if done.undone_at:
        return
    if kept.merged_into_id:
        raise CannotUndo(f"{kept.name} ถูกรวมเข้ากับผู้อื่นภายหลัง เลิกการรวมครั้งหลังก่อน")
    done.undone_at, done.undone_by, done.undone_because = at, by, because
    done.save(update_fields=["undone_at", "undone_by", "undone_because"])
    moved = list(done.moved.all())
    for link in _links():
        mine = [one.target for one in moved if (one.kind, one.field) == (link.kind, link.field)]
        link.rows(kept).filter(pk__in=mine).update(**{link.field: gone})
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    _hand_over(done, giver=kept, taker=gone)
    log.record(
        by=by.username,
        verb="person.merge_undone",
        target=kept,
        area=kept.area_id,
        summary=f"เลิกรวม {gone.name} กับ {kept.name} เพราะ{because}",
        changes={
            "kept": str(kept.pk),
            "gone": str(gone.pk),
            "moved": [f"{one.kind}.{one.field} {one.target}" for one in moved],
            "because": because,
        },
    )


_ONE = "เป็นระเบียนเดียวกัน เลือกอีกคนหนึ่งที่จะเทียบ"


@dataclass(frozen=True)
class _Link:
    """A column of some app that points at a person. Found, not listed: none can be forgotten."""

    model: type[models.Model]
    field: str

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    def rows(self, person: Person) -> "models.QuerySet[models.Model]":
        return self.model._base_manager.filter(**{self.field: person})

    @property
    def uniques(self) -> Iterator[tuple[list[str], models.Q]]:
        """What may stand beside one person only once: the other fields, and where this holds."""
        if self.model._meta.get_field(self.field).unique:  # type: ignore[union-attr]
            yield [], models.Q()
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and self.field in constraint.fields:
                others = [name for name in constraint.fields if name != self.field]
                yield others, constraint.condition or models.Q()


def _links() -> list[_Link]:
    """Every one, those without a name on the person's side too."""
    pointing = [
        one
        for one in Person._meta.get_fields(include_hidden=True)
        if isinstance(one, ForeignObjectRel)
    ]
    return [
        _Link(one.related_model, one.field.name)
        for one in pointing
        if one.related_model._meta.app_label != _OWN and one.field.concrete
    ]


def _both(one: Person, other: Person) -> tuple[Person, Person]:
    """The two, read anew and locked, the older first, so that no two merges wait for each other."""
    locked = Person.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk])
    known = {person.pk: person for person in locked.order_by("pk")}
    return known[one.pk], known[other.pk]


def _must_be_one(kept: Person, gone: Person) -> None:
    if kept.pk == gone.pk:
        raise Clash(_ONE)
    for person in (kept, gone):
        if person.merged_into_id:
            raise Clash(f"{person.name} ถูกรวมเข้ากับผู้อื่นแล้ว เปิดระเบียนที่รวมไว้แล้วทำต่อจากที่นั่น")
    if kept.citizen_id and gone.citizen_id:
        raise Clash("ทั้งสองมีเลขประจำตัวประชาชนคนละเลข จึงเป็นคนละคน หรือมีเลขหนึ่งใส่ผิดคน ตรวจกับบัตรก่อน")
    if both_in := [one for link in _links() for one in _together(link, kept, gone)]:
        raise Clash(
            f"ทั้งสองมีชื่อใน{' และ '.join(both_in)} ฉบับเดียวกัน คนเดียวมีสองที่ในนั้นไม่ได้"
            " ถ้าเป็นคนละคนที่ชื่อเหมือนกัน บันทึกว่าไม่ใช่คนเดียวกัน"
        )


def _together(link: _Link, kept: Person, gone: Person) -> Iterator[str]:
    """Where the two stand side by side, and one person may not stand twice."""
    for others, where in link.uniques:
        theirs = {tuple(row) for row in link.rows(gone).filter(where).values_list(*others, "pk")}
        beside = {row[:-1] for row in theirs}
        for row in link.rows(kept).filter(where):
            if tuple(getattr(row, _column(link.model, name)) for name in others) in beside:
                yield str(getattr(row, others[0])) if others else str(row)


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).attname)  # type: ignore[union-attr]


def _moved(done: Merge, link: _Link, gone: Person, kept: Person) -> list[Moved]:
    """Move the rows of one column; each as it is to be remembered."""
    targets = list(link.rows(gone).order_by("pk").values_list("pk", flat=True))
    link.rows(gone).update(**{link.field: kept})
    return [Moved(merge=done, kind=link.kind, field=link.field, target=pk) for pk in targets]


def _hand_over(done: Merge, *, giver: Person, taker: Person) -> None:
    """The numbers the kept one lacked: taken over by a merge, given back when it is undone."""
    if done.took_phone:
        taker.phone, giver.phone = giver.phone or taker.phone, ""
    if done.took_citizen_id:
        number, giver.citizen_id = giver.citizen_id or taker.citizen_id, ""
        giver.save(update_fields=["citizen_id", "citizen_hash"])
        taker.citizen_id = number
    giver.save(update_fields=["phone"])
    taker.save(update_fields=["phone", "citizen_id", "citizen_hash"])
