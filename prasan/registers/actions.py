"""Lists of members that come as spreadsheets: received, decided about, taken in or given up."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.areas.rules import NATION
from prasan.audit import log
from prasan.committees.actions import establish
from prasan.committees.models import Kind
from prasan.orders.actions import discard_draft, draft_order, note_origin
from prasan.orders.composition import Member
from prasan.orders.models import Appointment
from prasan.people.actions import correct_person
from prasan.registers.models import About, Intake, IntakeAnswer
from prasan.thai.calendar import format_short

# The longest a file waits for somebody to take it in, or is kept to be looked at afterwards.
KEPT_DAYS = 30


_ENDED = "ไฟล์นี้นำเข้าหรือยกเลิกไปแล้ว เปิดหน้านี้ใหม่เพื่อดูผล"


class Ended(Exception):
    """A list that was taken in or given up in the meantime."""


@dataclass(frozen=True)
class Decision:
    """One answer: what it is about, and where. -1 stands for the whole sheet or column."""

    about: About
    sheet: int
    answer: str = ""
    row: int = -1
    column: int = -1
    code: str = ""
    said: str = ""


@transaction.atomic
def receive(
    *, by: User, area: Area, name: str, content: bytes, at: datetime, is_ours: bool = False
) -> Intake:
    """The list as it waits. The very file, waiting or taken in already, is found again.

    It was read before: whoever calls this knows that it can be.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    same = Intake.objects.filter(area=area, sha256=sha256, dropped_at=None)
    if known := same.order_by("-pk").first():
        return known
    intake = Intake(
        area=area,
        name=name[:200],
        size=len(content),
        sha256=sha256,
        content=b64encode(content).decode(),
        is_ours=is_ours,
        received_at=at,
        received_by=by,
    )
    try:
        with transaction.atomic():
            intake.save()
    except IntegrityError:
        # Two clicks at once: the other one was first.
        return same.get()
    log.record(
        by=by.username,
        verb="intake.received",
        target=intake,
        area=area.code,
        summary=f"รับไฟล์ทะเบียน {intake.name} ไว้ตรวจ",
        changes={"name": intake.name, "size": intake.size, "sha256": sha256},
    )
    return intake


@transaction.atomic
def decide(*, intake: Intake, decisions: Iterable[Decision]) -> None:
    """Note what was decided about a waiting list; a later answer at a place replaces the former.

    No fact yet, so no event: the event comes when the list is taken in.
    """
    _waiting(intake)
    for one in decisions:
        place: dict[str, Any] = {
            "about": one.about,
            "sheet": one.sheet,
            "row": one.row,
            "column": one.column,
            "code": one.code,
            "said_digest": hashlib.sha256(one.said.encode()).hexdigest() if one.said else "",
        }
        IntakeAnswer.objects.update_or_create(
            intake=intake, **place, defaults={"said": one.said, "answer": one.answer}
        )


@transaction.atomic
def undo(*, intake: Intake) -> None:
    """Take back the latest answer of a waiting list; without one nothing happens."""
    _waiting(intake)
    latest = intake.answers.order_by("-pk").first()
    if latest:
        latest.delete()


@dataclass(frozen=True)
class Taken:
    """What is taken in of one committee: the people of its draft order."""

    kind: str
    area: Area
    members: Sequence[Member]
    planned: date | None = None
    expires: date | None = None
    # The number and the day of the paper, where the list tells them.
    order: str = ""
    signed: date | None = None


@dataclass(frozen=True)
class Righted:
    """A line of the register that a workbook puts right; who sits stays the same."""

    seat: Appointment
    member: Member


@transaction.atomic
def take_in(
    *,
    by: User,
    intake: Intake,
    bodies: Sequence[Taken],
    righted: Sequence[Righted] = (),
    at: datetime,
) -> Intake:
    """Make a draft order of each of `bodies`, and put right each of `righted`.

    All of them or, should one fail, none; the very list a second time does nothing. A draft seats
    nobody until it is signed.
    """
    intake = _locked(intake)
    if intake.taken_at:
        return intake
    if intake.dropped_at:
        raise Ended(_ENDED)
    drafts = []
    for body in bodies:
        committee = establish(by=by, area=body.area, kind=Kind(body.kind))
        drafts.append(
            draft_order(
                by=by,
                committee=committee,
                members=body.members,
                at=at,
                planned=body.planned,
                expires=body.expires,
                listed_as=body.order,
                listed_signed=body.signed,
            )
        )
    for one in righted:
        _put_right(by, one)
    intake.taken_at, intake.taken_by, intake.corrected = at, by, len(righted)
    intake.save(update_fields=["taken_at", "taken_by", "corrected"])
    intake.drafts.set(drafts)
    members = sum(len(body.members) for body in bodies)
    log.record(
        by=by.username,
        verb="intake.taken_in",
        target=intake,
        area=intake.area_id,
        summary=f"นำเข้า {intake.name} เป็นร่างคำสั่ง {len(drafts)} ฉบับ กรรมการ {members} คน"
        f" แก้ทะเบียน {len(righted)} บรรทัด",
        changes={"drafts": [str(draft.pk) for draft in drafts]},
    )
    return intake


@transaction.atomic
def give_back(*, by: User, intake: Intake, at: datetime) -> None:
    """Undo taking in: set its drafts aside and let the list wait again; twice does nothing.

    Raises Ended when a draft was signed or worked on: that is no longer the list's alone.
    """
    intake = _locked(intake)
    if not intake.taken_at:
        return
    drafts = list(intake.drafts.select_related("committee__area"))
    if intake.corrected:
        raise Ended("ไฟล์นี้แก้ทะเบียนไปแล้ว เลิกทำทั้งไฟล์ไม่ได้ แก้กลับที่บรรทัดทะเบียน หรือเลิกใช้ร่างทีละฉบับ")
    if any(draft.is_signed or draft.edition > 1 for draft in drafts) or not intake.content:
        raise Ended("มีร่างคำสั่งจากไฟล์นี้ที่แก้หรือลงนามแล้ว เลิกใช้ร่างที่ไม่ต้องการทีละฉบับแทน")
    for draft in drafts:
        discard_draft(by=by, draft=draft, because=f"เลิกทำการนำเข้า {intake.name}"[:300], at=at)
    intake.taken_at = intake.taken_by = None
    intake.save(update_fields=["taken_at", "taken_by"])
    intake.drafts.clear()
    log.record(
        by=by.username,
        verb="intake.given_back",
        target=intake,
        area=intake.area_id,
        summary=f"เลิกทำการนำเข้า {intake.name} ร่างคำสั่ง {len(drafts)} ฉบับเลิกใช้",
    )


@transaction.atomic
def drop(*, by: User, intake: Intake, at: datetime) -> None:
    """Give a waiting list up and throw its file away; a second call does nothing."""
    intake = _locked(intake)
    if intake.dropped_at:
        return
    if intake.taken_at:
        raise Ended("ไฟล์นี้นำเข้าไปแล้ว ยกเลิกไม่ได้ แก้ได้ที่ร่างคำสั่งแต่ละฉบับ")
    intake.dropped_at, intake.dropped_by, intake.content = at, by, ""
    intake.save(update_fields=["dropped_at", "dropped_by", "content"])
    intake.answers.all().delete()
    log.record(
        by=by.username,
        verb="intake.dropped",
        target=intake,
        area=intake.area_id,
        summary=f"ยกเลิกการนำเข้า {intake.name}",
    )


@transaction.atomic
def sweep(*, before: datetime) -> int:
    """Throw away the files of lists received before that moment; a second call finds none.

    The row stays: it tells what came, from whom, and what it became.
    """
    old = Intake.objects.filter(received_at__lt=before, swept_at=None)
    IntakeAnswer.objects.filter(intake__in=old).delete()
    return old.update(content="", swept_at=before)


@transaction.atomic
def note_taken(*, by: User, area: Area, day: date, members: int | None) -> None:
    """Note that a register with telephone numbers was taken along; every time leaves an event.

    `members` is None for the workbook that is to come back.
    """
    what = "สมุดงานทะเบียน" if members is None else f"ทะเบียน {members} คน"
    log.record(
        by=by.username,
        verb="register.taken",
        target=area,
        area=area.code if area.code != NATION else "",
        summary=f"รับ{what} {area} พร้อมโทรศัพท์ของกรรมการ ณ วันที่ {format_short(day)}",
    )


def file_of(intake: Intake) -> bytes:
    """The file as it came; b"" once it was thrown away."""
    return b64decode(intake.content)


def _put_right(by: User, one: Righted) -> None:
    member = one.member
    correct_person(
        by=by,
        person=one.seat.person,
        title=member.title,
        given_name=member.given_name,
        family_name=member.family_name,
        phone=member.phone,
    )
    note_origin(by=by, appointment=one.seat, represents=member.represents)


def _locked(intake: Intake) -> Intake:
    return Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)


def _waiting(intake: Intake) -> None:
    locked = Intake.objects.select_for_update(of=("self",)).defer("content").get(pk=intake.pk)
    if not locked.is_waiting:
        raise Ended(_ENDED)
