"""A tambon's plan on paper, to hand round at a forum, from plain values."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from prasan.areas.models import Area
from prasan.letters.papers import Align, Block, Numbering, Paper, Table, Text, Title
from prasan.plans.models import Plan, PlanVersion
from prasan.plans.presenting import ProjectLine
from prasan.plans.rules import Standing
from prasan.thai.calendar import format_long, format_short


def tambon_paper(
    area: Area,
    plan: Plan | None,
    version: PlanVersion | None,
    lines: Sequence[ProjectLine],
    standing: Standing,
    day: date,
) -> Paper:
    """The plan, its projects with money, where each was sent and the answer, Strong Tambon."""
    name = f"แผนพัฒนา{area.title}"
    district = area.parent.title if area.parent else ""
    blocks: list[Block] = [
        Title((f"{name} {district}".strip(),), size=20.0, is_bold=True, gap=2.0),
        Title((f"ข้อมูล ณ วันที่ {format_long(day)}",)),
        Text(_adopted(plan, version), is_indented=False, align=Align.LEFT),
        Text(_strong(standing), is_indented=False, align=Align.LEFT),
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


def _adopted(plan: Plan | None, version: PlanVersion | None) -> str:
    if plan is None or version is None:
        return "ยังไม่มีแผนพัฒนาตำบล"
    if version.adopted is None:
        return f"{plan} {version} ร่าง รอเห็นชอบ"
    by = f" {version.resolved}" if version.resolved else ""
    return f"{plan} {version} เห็นชอบเมื่อ {format_short(version.adopted)}{by}"


def _strong(standing: Standing) -> str:
    step = f" ต่อไป {standing.next_step}" if standing.next_step else ""
    return f"ตำบลเข้มแข็ง {standing.note}{step}"


def _table(lines: Sequence[ProjectLine]) -> Table:
    rows = tuple(_row(number, line) for number, line in enumerate(lines, start=1))
    total = sum((line.total for line in lines), Decimal(0))
    return Table(
        ("ที่", "โครงการ", "ปี", "งบประมาณ (บาท)", "เสนอแผนระดับอื่น และคำตอบ"),
        rows,
        (0.7, 5, 1.6, 2.4, 6),
        (Align.CENTRE, Align.LEFT, Align.CENTRE, Align.RIGHT, Align.LEFT),
        total=("", f"รวม {len(lines):,} โครงการ", "", _baht(total), ""),
    )


def _row(number: int, line: ProjectLine) -> tuple[str, ...]:
    title = line.project.title + (" (ตำบลเข้มแข็ง)" if line.is_strong else "")
    sent = [
        f"{one.proposal}: {one.shown.label}" + (f" เพราะ{one.reason}" if one.reason else "")
        for one in line.sent
    ]
    answers = "\n".join(sent) or "ยังไม่ได้เสนอ"
    return (str(number), title, line.inclusion.years, _baht(line.total), answers)


def _baht(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
