"""A plan's list of projects as a workbook, out as it stands.

A project whose money has several sources has a row for each: those below the first only say the
source and the amounts.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from prasan.plans.models import Doer, Inclusion, MoneySource, Plan, PlanVersion
from prasan.plans.priorities import standing_order
from prasan.plans.tags import STRONG, tags
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write

PROJECTS, TAGS = "โครงการ", "ป้าย"
# What each column is called, by what a line keeps of it; those of money are one for each year.
HEADINGS = {
    "number": "ที่",
    "title": "โครงการ",
    "problem": "ปัญหาหรือความต้องการ",
    "villages": "พื้นที่ดำเนินการ",
    "doer": "ผู้ดำเนินการ",
    "doer_name": "ชื่อผู้ดำเนินการ",
    "first_year": "ปีที่เริ่ม",
    "last_year": "ปีที่สิ้นสุด",
    "source": "แหล่งงบประมาณ",
    "beneficiaries": "ผู้ได้รับประโยชน์ (คน)",
    "strong": "ตำบลเข้มแข็ง",
    "tags": "ป้ายอื่น",
    "place": "ลำดับความสำคัญ (ดูอย่างเดียว)",
    "key": "รหัสแถว",
}
MONEY = "งบปี {year} (บาท)"
_FREE_ROWS = 60


def workbook_of(plan: Plan, version: PlanVersion) -> bytes:
    """The projects of one version with free rows below; eight queries at most."""
    rows: list[list[Value]] = []
    years = range(plan.first_year, plan.last_year + 1)
    order = standing_order(version)
    placed = order.by_project if order else {}
    for number, inclusion in enumerate(_standing(plan, version), start=1):
        line = placed.get(inclusion.project_id)
        place = line.placed.place if line else None
        rows += _rows(number, inclusion, years, plan.area_id, place)
    title = f"โครงการใน{plan}"
    listed = [[name] for code, name in tags().items() if code != STRONG]
    sheets = [
        Sheet(
            PROJECTS,
            _columns(plan, years),
            rows,
            title=[title, "แถวละหนึ่งโครงการ งบหลายแหล่งให้เพิ่มแถวถัดไป ใส่เฉพาะแหล่งกับจำนวนเงิน"],
            free_rows=_FREE_ROWS,
        ),
        Sheet(TAGS, [Column("ป้ายที่ใช้ได้", 50)], listed, is_portrait=True),
    ]
    return write(sheets, title=title)


def _standing(plan: Plan, version: PlanVersion) -> list[Inclusion]:
    found = Inclusion.objects.filter(project__plan=plan).in_version(version.number)
    loaded = found.select_related("project").order_by("first_year", "project")
    return list(loaded.prefetch_related("money", "project__tags", "project__places"))


def _rows(
    number: int, inclusion: Inclusion, years: Sequence[int], area: str, placed: int | None
) -> Iterator[list[Value]]:
    project = inclusion.project
    named = [
        tags()[one.tag] for one in project.tags.all() if one.tag != STRONG and one.tag in tags()
    ]
    villages = [one.village for one in project.places.all() if one.village and one.area_id == area]
    key = f"{project.pk}-{project.edition}"
    paid: dict[str, dict[int, Decimal]] = {}
    for one in inclusion.money.all():
        paid.setdefault(one.source, {})[one.year] = one.amount
    for place, (source, amounts) in enumerate((paid or {"": {}}).items()):
        money: list[Value] = [float(amounts[year]) if year in amounts else None for year in years]
        label = MoneySource(source).label if source else ""
        if place:
            yield [*[None] * 8, *money, label, *[None] * 4, key]
            continue
        yield [
            *(number, project.title, project.problem, "; ".join(villages)),
            *(project.get_doer_display(), project.doer_name),
            *(inclusion.first_year, inclusion.last_year, *money, label, project.beneficiaries),
            "ใช่" if any(one.tag == STRONG for one in project.tags.all()) else None,
            *("; ".join(named), placed, key),
        ]


def _columns(plan: Plan, years: Sequence[int]) -> list[Column]:
    year = f"ปี พ.ศ. ในแผน {plan.years}"
    baht = "เป็นบาท เว้นว่างเมื่อไม่มี"
    return [
        Column(HEADINGS["number"], 6, Kind.WHOLE, is_centred=True),
        Column(HEADINGS["title"], 38),
        Column(HEADINGS["problem"], 30),
        Column(HEADINGS["villages"], 20, tip="เช่น หมู่ 3 บ้านปงเตา คั่นด้วย ; เว้นว่างถ้าทำทั้งพื้นที่"),
        Column(HEADINGS["doer"], 22, choices=[one.label for one in Doer], is_strict=True),
        Column(HEADINGS["doer_name"], 18, tip="เช่น อบต.ปงเตา"),
        Column(HEADINGS["first_year"], 9, tip=year, is_centred=True),
        Column(HEADINGS["last_year"], 9, tip=f"{year} เว้นว่างถ้าทำปีเดียว", is_centred=True),
        *(Column(MONEY.format(year=one), 15, Kind.NUMBER, tip=baht) for one in years),
        Column(HEADINGS["source"], 22, choices=[one.label for one in MoneySource], is_strict=True),
        Column(HEADINGS["beneficiaries"], 13, Kind.WHOLE),
        Column(HEADINGS["strong"], 10, choices=["ใช่"], is_centred=True),
        Column(HEADINGS["tags"], 26, tip="ชื่อตามแผ่น “ป้าย” หลายป้ายคั่นด้วย ;"),
        Column(HEADINGS["place"], 12, Kind.WHOLE, tip="ตามที่คณะกรรมการจัดลำดับ แก้ที่หน้าแผน"),
        Column(HEADINGS["key"], 12, is_hidden=True),
    ]
