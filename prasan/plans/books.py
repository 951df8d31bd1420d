"""The book of a district or a province: what its tambons plan, and what came of it.

A district's names every project, a province's every tambon. The workbook holds all projects.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from prasan.areas.models import Area, within
from prasan.areas.rules import DISTRICT_DIGITS, holds
from prasan.letters.papers import Align, Band, Block, Heading, Numbering, Paper, Table, Text, Title
from prasan.plans.flows import flow, granted
from prasan.plans.models import Inclusion, Money, Plan, PlanLevel, PlanVersion, ProjectTag
from prasan.plans.presenting import SentLine, answers_told, sent_lines, state_shown
from prasan.plans.priorities import Order, OrderLine, standing_orders
from prasan.plans.rules import NOT_SENT, State, Stream, figure, total
from prasan.plans.tags import STRONG
from prasan.thai.calendar import FiscalYear, format_long, format_short
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write


@dataclass(frozen=True)
class Entry:
    """One project as its tambon's plan has it now, with its money and where it was sent."""

    inclusion: Inclusion
    baht: Decimal
    is_strong: bool
    sent: Sequence[SentLine]
    order: OrderLine | None = None

    @property
    def title(self) -> str:
        return self.inclusion.project.title + (" (ตำบลเข้มแข็ง)" if self.is_strong else "")

    @property
    def answers(self) -> str:
        """A line for each plan it was sent to."""
        return answers_told(self.sent)

    @property
    def place(self) -> str:
        """Its place in the order of its committee, with its points; a dash without."""
        return self.order.told if self.order else "–"


@dataclass(frozen=True)
class Book:
    """All that a book of `area` tells for the plans of `year`, as known on `day`."""

    area: Area
    year: FiscalYear
    day: date
    tambons: Sequence[Area]
    entries: Mapping[str, Sequence[Entry]]
    streams: Sequence[Stream]
    granted: Decimal
    orders: Mapping[str, Sequence[Order]]

    @property
    def title(self) -> str:
        return f"โครงการในแผนพัฒนาตำบล {self.area.title} ปี {self.year}"


def book(area: Area, *, year: FiscalYear, day: date) -> Book:
    """Load a book; a number of queries that does not grow with tambons or projects."""
    inner = Area.objects.within([area.code]).filter(level="tambon").on(day)
    plans = Plan.objects.of_tambons().covering(year).filter(within([area.code], field="area"))
    numbers = list(plans.order_by().values_list("pk", flat=True))
    standing = Inclusion.objects.filter(until=None, project__plan__in=numbers)
    inclusions = list(
        standing.select_related("project__plan").order_by(
            "project__plan__area", "first_year", "project"
        )
    )
    orders = _orders(numbers)
    by_area: dict[str, list[Order]] = defaultdict(list)
    for one in orders:
        by_area[one.round.version.plan.area_id].append(one)
    return Book(
        area,
        year,
        day,
        list(inner.select_related("parent").order_by("code")),
        _entries(inclusions, orders, day),
        flow([area.code], year=year, day=day),
        granted([area.code], year=year, day=day),
        by_area,
    )


def _orders(plans: Sequence[int]) -> list[Order]:
    """The committees' orders that stand for the newest versions of the plans."""
    versions = PlanVersion.objects.filter(plan__in=plans).order_by("number")
    newest = dict(versions.values_list("plan", "pk"))
    return list(standing_orders(list(newest.values())).values())


def _entries(
    inclusions: Sequence[Inclusion], orders: Iterable[Order], day: date
) -> Mapping[str, Sequence[Entry]]:
    """The projects of each area, plan by plan as its committee ordered them, the rest last."""
    money = Money.objects.filter(inclusion__in=[one.pk for one in inclusions]).order_by()
    totals = dict(money.values_list("inclusion").annotate(total=Sum("amount")))
    numbers = [one.project_id for one in inclusions]
    marked = ProjectTag.objects.filter(project__in=numbers, tag=STRONG)
    strong = set(marked.values_list("project", flat=True))
    sent = sent_lines(numbers, day)
    placed = {key: line for order in orders for key, line in order.by_project.items()}
    found: dict[str, list[Entry]] = defaultdict(list)
    for one in inclusions:
        baht = totals.get(one.pk) or Decimal(0)
        project = one.project_id
        found[one.project.plan.area_id].append(
            Entry(one, baht, project in strong, sent.get(project, []), placed.get(project))
        )
    return {code: sorted(mine, key=_placed_at) for code, mine in found.items()}


def _placed_at(one: Entry) -> tuple[int, bool, int]:
    place = one.order.placed.place if one.order else 0
    return (one.inclusion.project.plan_id, one.order is None, place)


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


def workbook(held: Book) -> bytes:
    """Every project with its tambon, its money and where it was sent, a row each."""
    rows: list[list[Value]] = [
        [
            *(tambon.parent.name if tambon.parent else "", tambon.name, one.title),
            *(one.inclusion.first_year, one.inclusion.last_year, float(one.baht)),
            *(one.inclusion.project.get_doer_display(), one.order and one.order.placed.place),
            *(_points(one.order), _methods(held, tambon.code) if one.order else ""),
            one.answers,
        ]
        for tambon in held.tambons
        for one in held.entries.get(tambon.code, ())
    ]
    columns = [
        *(Column("อำเภอ", 16), Column("ตำบล", 16), Column("โครงการ", 44)),
        *(Column("ปีที่เริ่ม", 9, Kind.WHOLE), Column("ปีที่สิ้นสุด", 9, Kind.WHOLE)),
        *(Column("งบประมาณ (บาท)", 16, Kind.NUMBER), Column("ผู้ดำเนินการ", 22)),
        *(Column("ลำดับความสำคัญ", 9, Kind.WHOLE), Column("คะแนน", 9, Kind.NUMBER)),
        *(Column("วิธีจัดลำดับ", 36), Column("เสนอแผนระดับอื่น และคำตอบ", 50)),
    ]
    said = f"ข้อมูล ณ วันที่ {format_long(held.day)}"
    return write([Sheet("โครงการ", columns, rows, title=[held.title, said])], title=held.title)


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
        baht = sum((one.baht for one in mine), Decimal(0))
        methods = _methods(held, tambon.code)
        ordered = f" จัดลำดับ: {methods}" if methods else ""
        rows.append(Band(f"{tambon.title} {len(mine):,} โครงการ {figure(baht)} บาท{ordered}"))
        rows += [
            (one.place, one.title, one.inclusion.years, figure(one.baht), one.answers)
            for one in mine
        ]
    return Table(
        ("ลำดับ", "โครงการ", "ปี", "งบประมาณ (บาท)", "เสนอแผนระดับอื่น และคำตอบ"),
        tuple(rows),
        (1.6, 5, 1.5, 2.2, 6),
        (Align.CENTRE, Align.LEFT, Align.CENTRE, Align.RIGHT, Align.LEFT),
    )


def _methods(held: Book, code: str) -> str:
    """How the committee of an area came to its order; nothing where it gave none."""
    return " และ ".join(one.told for one in held.orders.get(code, ()))


def _points(line: OrderLine | None) -> float | None:
    return float(line.placed.total) if line and line.placed.total is not None else None


def _tambons(held: Book) -> Table:
    rows: list[tuple[str, ...] | Band] = []
    districts = {one.parent_id: one.parent for one in held.tambons}
    for code, district in sorted(districts.items()):
        rows.append(Band(district.title if district else ""))
        inside = [one for one in held.tambons if holds(str(code), one.code)]
        rows += [_tambon(one, held.entries.get(one.code, ())) for one in inside]
    every = [one for mine in held.entries.values() for one in mine]
    return Table(
        ("ตำบล", "โครงการ", "วงเงิน (บาท)", "เสนอแล้ว", "แผนอื่นรับ", "ตำบลเข้มแข็ง"),
        tuple(rows),
        (4, 1.6, 3, 1.6, 1.6, 1.8),
        (Align.LEFT, *[Align.RIGHT] * 5),
        total=("รวม", *_counts(every)),
    )


def _tambon(area: Area, mine: Sequence[Entry]) -> tuple[str, ...]:
    return (area.title, *_counts(mine))


def _counts(mine: Sequence[Entry]) -> tuple[str, ...]:
    """How many, for how much, sent, taken in by some plan, of the Strong Tambon programme."""
    taken = sum(any(line.shown.css == "met" for line in one.sent) for one in mine)
    return (
        f"{len(mine):,}",
        figure(sum((one.baht for one in mine), Decimal(0))),
        f"{sum(bool(one.sent) for one in mine):,}",
        f"{taken:,}",
        f"{sum(one.is_strong for one in mine):,}",
    )


def _level(level: str) -> str:
    return "ยังไม่เสนอแผนใด" if level == NOT_SENT else str(PlanLevel(level).label)


def _state(state: str) -> str:
    return "อยู่ในแผนตำบล" if state == NOT_SENT else state_shown(State(state)).label
