"""A tambon's plan on paper, to hand round at a forum, from plain values."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from prasan.areas.models import Area
from prasan.centres.models import Centre
from prasan.letters.papers import Align, Block, Labelled, Numbering, Paper, Table, Text, Title
from prasan.plans.models import Mission, Plan, PlanVersion
from prasan.plans.presenting import answers_told
from prasan.plans.priorities import Order, PlacedLine
from prasan.plans.rules import Standing, figure
from prasan.thai.calendar import format_long, format_short


def tambon_paper(
    area: Area,
    plan: Plan | None,
    version: PlanVersion | None,
    lines: Sequence[PlacedLine],
    standing: Standing,
    day: date,
    *,
    order: Order | None = None,
    centre: Centre | None = None,
    missions: Sequence[Mission] = (),
) -> Paper:
    """The plan, its centre and what that is charged with, Strong Tambon, and every project with its
    place, its money, where it was sent and the answer.
    """
    name = f"แผนพัฒนา{area.title}"
    district = area.parent.title if area.parent else ""
    blocks: list[Block] = [
        Title((f"{name} {district}".strip(),), size=20.0, is_bold=True, gap=2.0),
        Title((f"ข้อมูล ณ วันที่ {format_long(day)}",)),
        _fact("แผน", _adopted(plan, version)),
        _fact("ศูนย์ฯ", *_centre(centre, missions)),
        _fact("ตำบลเข้มแข็ง", _strong(standing)),
        *([_fact("จัดลำดับโดย", order.told)] if order else []),
    ]
    if lines:
        blocks.append(_table(lines))
    else:
        blocks.append(Text("ยังไม่มีโครงการในแผน", is_indented=False))
    return Paper(
        title=name,
        blocks=tuple(blocks),
        written=day,
        is_landscape=True,
        numbering=Numbering.PAGES,
        foot=f"{name} ข้อมูล ณ วันที่ {format_short(day)}",
    )


def _fact(label: str, *lines: str) -> Labelled:
    return Labelled(label, lines, width_cm=2.8)


def _centre(centre: Centre | None, missions: Sequence[Mission]) -> list[str]:
    """The centre that drives the plan, and by what it was charged to."""
    if centre is None:
        return ["ยังไม่มีศูนย์ฯ ในทะเบียน"]
    charged = [f"ภารกิจ {one.task} ตาม{one.authority}" for one in missions]
    return [str(centre), *(charged or ["ยังไม่ได้รับมอบหมายภารกิจ"])]


def _adopted(plan: Plan | None, version: PlanVersion | None) -> str:
    if plan is None or version is None:
        return "ยังไม่มีแผนพัฒนาตำบล"
    if version.adopted is None:
        return f"{plan} {version} ร่าง รอเห็นชอบ"
    by = f" {version.resolved}" if version.resolved else ""
    return f"{plan} {version} เห็นชอบเมื่อ {format_short(version.adopted)}{by}"


def _strong(standing: Standing) -> str:
    step = f" ต่อไป {standing.next_step}" if standing.next_step else ""
    return f"{standing.note}{step}"


def _table(lines: Sequence[PlacedLine]) -> Table:
    has_order = any(line.order for line in lines)
    rows = tuple(_row(number, line, has_order) for number, line in enumerate(lines, start=1))
    total = sum((line.total for line in lines), Decimal(0))
    return Table(
        (
            "ลำดับ (คะแนน)" if has_order else "ที่",
            *("โครงการ", "ปี", "งบประมาณ (บาท)", "เสนอแผนระดับอื่น และคำตอบ"),
        ),
        rows,
        (1.6 if has_order else 0.7, 5, 1.6, 2.4, 6),
        (Align.CENTRE, Align.LEFT, Align.CENTRE, Align.RIGHT, Align.LEFT),
        total=("", f"รวม {len(lines):,} โครงการ", "", figure(total), ""),
    )


def _row(number: int, line: PlacedLine, has_order: bool) -> tuple[str, ...]:
    title = line.project.title + (" (ตำบลเข้มแข็ง)" if line.is_strong else "")
    placed = line.order.told if line.order else "–"
    place = placed if has_order else str(number)
    return (place, title, line.inclusion.years, figure(line.total), answers_told(line.sent))
