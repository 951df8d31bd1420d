"""How every action here saves: lock the row, refuse what cannot stand, write, leave a trace."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.areas.rules import PROVINCE_DIGITS
from prasan.audit import log
from prasan.evidence.actions import keep
from prasan.evidence.inspection import Upload
from prasan.evidence.models import Evidence
from prasan.plans.models import (
    Advance,
    Mission,
    MissionNote,
    Origin,
    Plan,
    PlanVersion,
    PriorityRound,
    Project,
    Proposal,
    Reply,
)
from prasan.plans.rules import Problem
from prasan.thai.calendar import format_short

Row = TypeVar(
    "Row",
    Plan,
    PlanVersion,
    Project,
    Proposal,
    Reply,
    Advance,
    Mission,
    MissionNote,
    Origin,
    PriorityRound,
)
Amendable = TypeVar("Amendable", Plan, PlanVersion, Project, Mission)
Result = TypeVar("Result")


class Refused(ValueError):
    """What was asked cannot stand; `problems` say why, field by field, and what to do."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problem.text for problem in self.problems))


class Stale(Refused):
    """Someone saved a newer version in the meantime; `edition` is the one to build on now."""

    def __init__(self, now: str, edition: int) -> None:
        self.edition = edition
        text = f"มีผู้บันทึกไปก่อนแล้ว ตอนนี้เป็น {now} ถ้าจะใช้ค่าที่ท่านพิมพ์ ให้บันทึกอีกครั้ง"
        super().__init__([Problem("", text)])


def allow(problems: list[Problem]) -> None:
    """Raise Refused unless there are no problems."""
    if problems:
        raise Refused(problems)


def locked(row: Row) -> Row:
    """The row as it stands now, held until the end of the transaction."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def holds(row: models.Model, fields: Mapping[str, object]) -> bool:
    """Whether every one of `fields` has its value in `row` already."""
    return all(getattr(row, name) == value for name, value in fields.items())


def amend(row: Amendable, edition: int, fields: Mapping[str, object]) -> dict[str, object]:
    """Write `fields` to `row`; returns what changed as field to [old, new], empty if nothing.

    Raises Stale when `edition` is not the row's and something would change.
    """
    changes: dict[str, object] = {
        name: [getattr(row, name), value]
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    if not changes:
        return {}
    if row.edition != edition:
        raise Stale(_said(row, list(changes)), row.edition)
    for name in changes:
        setattr(row, name, fields[name])
    row.edition += 1
    row.save(update_fields=[*changes, "edition"])
    return changes


def record(
    by: User,
    verb: str,
    row: Row,
    area: str,
    summary: str,
    changes: Mapping[str, object],
    *,
    heard_by: Iterable[Project] = (),
) -> None:
    """Leave the event; an empty value is kept as "", not as the word None.

    `heard_by` are projects that it tells something about. Where one is of another province, that
    province has the event too: what is kept there is known by its own events only.
    """
    plain = {field: _plain(value) for field, value in changes.items()}
    happened = {area[:PROVINCE_DIGITS]: log.Happened(row, summary, area, plain)}
    for project in heard_by:
        code = project.plan.area_id
        happened.setdefault(code[:PROVINCE_DIGITS], log.Happened(project, summary, code))
    log.record_all(by=by.username, verb=verb, happened=list(happened.values()))


def with_document(
    action: Callable[..., Result],
    *,
    by: User,
    area: Area,
    at: datetime,
    otherwise: Evidence | None = None,
) -> Callable[..., Result]:
    """`action` taking an upload as its document: kept as evidence first, both or neither.

    Without an upload the document is `otherwise`.
    """

    @transaction.atomic
    def save(*, document: Upload | None, **values: Any) -> Result:
        kept = keep(by=by, area=area, upload=document, at=at) if document else otherwise
        return action(by=by, document=kept, **values)

    return save


Withdrawable = TypeVar("Withdrawable", Reply, Advance, MissionNote, Origin)


def withdraw(row: Withdrawable, *, by: User, why: str, at: datetime) -> bool:
    """Take a fact back with its reason; it stays to be read. False when it was taken back."""
    if row.withdrawn_at is not None:
        return False
    why = " ".join(why.split())
    allow([] if why else [Problem("why", "ยังไม่ได้บอกเหตุที่ถอน บอกสั้น ๆ ว่าผิดอย่างไร")])
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by, why
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    return True


def tidy(text: str) -> str:
    """One line without doubled spaces, as typed words are kept."""
    return " ".join(text.split())


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return "" if value is None else value


def _said(row: models.Model, fields: Sequence[str]) -> str:
    """`fields` of `row` as one line: ปีที่เริ่ม 2568 · งบประมาณ (บาท) 12,500.00."""
    return " · ".join(f"{_label(row, name)} {_value(row, name)}" for name in fields)


def _label(row: models.Model, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "verbose_name", name))


def _value(row: models.Model, name: str) -> str:
    value = getattr(row, name)
    display = getattr(row, f"get_{name}_display", None)
    if value is None or value == "":
        return "ว่าง"
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, date):
        return format_short(value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return str(display()) if display else str(value)
