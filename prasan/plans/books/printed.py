"""A book as a paper, lying: what came of all, then district by district or tambon by tambon."""

from collections.abc import Sequence
from decimal import Decimal

from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS, holds
from prasan.letters.papers import Align, Band, Block, Heading, Numbering, Paper, Table, Text, Title
from prasan.plans.books.contents import Book, Entry
from prasan.plans.models import PlanLevel
from prasan.plans.presenting import state_shown
from prasan.plans.rules import NOT_SENT, State, figure, total
from prasan.thai.calendar import format_long, format_short


def paper(held: Book) -> Paper:
    """The book as a paper, lying: what came of all, then tambon by tambon."""
    is_district = len(held.area.code) == DISTRICT_DIGITS
    blocks: list[Block] = [
        Title((held.title,), size=20.0, is_bold=True, gap=2.0),
        Title((f"ข้อมูล ณ วันที่ {format_long(held.day)}",)),
        Heading("ผลการเสนอแผน"),
        _flow_table(held),
        Text(
            f"ได้รับงบประมาณแล้ว {figure(held.granted)} บาท เงินของโครงการที่รวมกันนับครั้งเดียว",
            is_indented=False,
            align=Align.LEFT,
        ),
        Heading("โครงการของแต่ละตำบล" if is_district else "ภาพรวมของแต่ละตำบล"),
        _projects(held) if is_district else _tambons(held),
    ]
    return Paper(
        title=held.title,
        blocks=tuple(blocks),
        written=held.day,
        is_landscape=True,
        numbering=Numbering.PAGES,
        foot=f"{held.title} ข้อมูล ณ วันที่ {format_short(held.day)}",
    )


def _flow_table(held: Book) -> Table:
    whole = total(held.streams)
    rows = tuple(
        (_level(one.level), _state(one.state), f"{one.count:,}", figure(one.asked))
        for one in held.streams
    )
    return Table(
        ("แผน", "ผล", "โครงการ", "วงเงิน (บาท)"),
        rows,
        (4, 4, 2, 3),
        (Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT),
        total=("รวม", "", f"{whole.count:,}", figure(whole.asked)),
    )


def _projects(held: Book) -> Table:
    rows: list[tuple[str, ...] | Band] = []
    for tambon in held.tambons:
        mine = held.entries.get(tambon.code, ())
        rows.append(Band(_headed(held, tambon, mine)))
        rows += [
            (one.place, one.title, one.inclusion.years, figure(one.baht), one.answers)
            for one in mine
        ]
    return Table(
        ("ลำดับ (คะแนน)", "โครงการ", "ปี", "งบประมาณ (บาท)", "เสนอแผนระดับอื่น และคำตอบ"),
        tuple(rows),
        (1.6, 5, 1.5, 2.2, 6),
        (Align.CENTRE, Align.LEFT, Align.CENTRE, Align.RIGHT, Align.LEFT),
    )


def _headed(held: Book, tambon: Area, mine: Sequence[Entry]) -> str:
    """How many projects a tambon has, for how much, and how they were put in order."""
    if not mine:
        return f"{tambon.title} ยังไม่มีโครงการในแผน"
    baht = sum((one.baht for one in mine), Decimal(0))
    methods = _methods(held, tambon.code)
    ordered = f" จัดลำดับ: {methods}" if methods else ""
    return f"{tambon.title} {len(mine):,} โครงการ {figure(baht)} บาท{ordered}"


def _methods(held: Book, code: str) -> str:
    """How the committee of an area came to its order; nothing where it gave none."""
    return " และ ".join(one.told for one in held.orders.get(code, ()))


def _tambons(held: Book) -> Table:
    rows: list[tuple[str, ...] | Band] = []
    districts = {one.parent_id: one.parent for one in held.tambons}
    for code, district in sorted(districts.items()):
        rows.append(Band(district.title if district else ""))
        inside = [one for one in held.tambons if holds(str(code), one.code)]
        rows += [_tambon(one, held.entries.get(one.code, ())) for one in inside]
    every = [one for mine in held.entries.values() for one in mine]
    return Table(
        ("ตำบล", "โครงการ", "วงเงิน (บาท)", "จัดลำดับแล้ว", "เสนอแล้ว", "แผนอื่นรับ", "ตำบลเข้มแข็ง"),
        tuple(rows),
        (4, 1.6, 3, 1.8, 1.6, 1.6, 1.8),
        (Align.LEFT, *[Align.RIGHT] * 6),
        total=("รวม", *_counts(every)),
    )


def _tambon(area: Area, mine: Sequence[Entry]) -> tuple[str, ...]:
    return (area.title, *_counts(mine))


def _counts(mine: Sequence[Entry]) -> tuple[str, ...]:
    """How many, for how much, put in order, sent, taken in by some plan, of Strong Tambon."""
    taken = sum(any(line.shown.css == "met" for line in one.sent) for one in mine)
    return (
        f"{len(mine):,}",
        figure(sum((one.baht for one in mine), Decimal(0))),
        f"{sum(one.order is not None for one in mine):,}",
        f"{sum(bool(one.sent) for one in mine):,}",
        f"{taken:,}",
        f"{sum(one.is_strong for one in mine):,}",
    )


def _level(level: str) -> str:
    return "ยังไม่เสนอแผนใด" if level == NOT_SENT else str(PlanLevel(level).label)


def _state(state: str) -> str:
    return "อยู่ในแผนตำบล" if state == NOT_SENT else state_shown(State(state)).label
