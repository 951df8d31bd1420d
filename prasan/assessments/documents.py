"""The papers of a result: the report with its arithmetic, and the certificate of the level."""

from collections.abc import Iterator
from datetime import date

from prasan.assessments.results import Group, Result
from prasan.assessments.rules import percent
from prasan.assessments.workflow import Tier
from prasan.centres.models import Centre
from prasan.letters.papers import (
    Align,
    Band,
    Block,
    Gap,
    Heading,
    Paper,
    Signatures,
    Signer,
    Table,
    Text,
    Title,
)
from prasan.thai.calendar import format_long

FULL_NAME = "ศูนย์ประสานงานองค์การชุมชน"
_TIERS = {Tier.SELF: "ตนเอง", Tier.DISTRICT: "อำเภอ", Tier.PROVINCE: "จังหวัด"}


def report(centre: Centre, result: Result, *, day: date) -> Paper:
    """The whole result: level and why, every indicator, the arithmetic, the path up."""
    return Paper(
        title=f"รายงานผลการประเมิน {centre} ปี {result.year}",
        blocks=tuple(_report(centre, result)),
        written=day,
        size=15,
        foot=_foot(result, day),
    )


def certificate(centre: Centre, result: Result, *, day: date) -> Paper:
    """One page that says which level the centre reached, to be signed by hand."""
    level = result.verdict.band.name if result.verdict.band else "ยังไม่ถึงระดับใด"
    blocks: list[Block] = [
        Title(("ใบรับรองผลการประเมิน",), size=24, is_bold=True, gap=30),
        Title((_office(centre), "ขอรับรองว่า"), gap=18),
        Title((f"{FULL_NAME}{centre.area.title}",), size=20, is_bold=True),
        Title((_around(centre),), gap=18),
        Title((f"มีผลการประเมินและจัดระดับการพัฒนา ประจำปีงบประมาณ พ.ศ. {result.year}",)),
        Title((level,), size=26, is_bold=True, gap=12),
        Title((f"คะแนนร้อยละ {result.verdict.total.percent}", result.framework.title), gap=12),
    ]
    if result.framework.is_example:
        blocks.append(Title(("แบบตัวอย่าง ไม่ใช่แบบทางการ",), is_bold=True))
    blocks += [
        Gap(0.6),
        Title((f"รับรอง ณ วันที่ {format_long(_accepted(result) or day)}",), gap=30),
        Signatures((Signer(lines=("ตำแหน่ง",), is_by_hand=True),)),
    ]
    return Paper(
        title=f"ใบรับรอง {centre} ปี {result.year}",
        blocks=tuple(blocks),
        written=day,
        has_crest=True,
        foot=_foot(result, day),
    )


def _report(centre: Centre, result: Result) -> Iterator[Block]:
    yield Title(
        (
            "รายงานผลการประเมินและจัดระดับการพัฒนา",
            f"{FULL_NAME}{centre.area.title} {_around(centre)}",
            f"ปีงบประมาณ พ.ศ. {result.year}",
        ),
        is_bold=True,
    )
    yield Title((f"{result.framework} ({_TIERS[result.tier]}ให้คะแนน)",), size=14)
    if result.framework.is_example:
        yield Title(("แบบตัวอย่าง ไม่ใช่แบบทางการ",), is_bold=True)
    yield Heading("ผลและเหตุผล")
    yield Text(result.reason)
    for sentence in result.held_back:
        yield Text(sentence, level=1)
    yield Heading("คะแนนรายข้อ")
    yield _scores(result)
    yield Heading("การคิดคะแนน")
    yield Table(
        ("รายการ", "วิธีคิด", "ผล"),
        tuple((step.label, step.working, step.result) for step in result.steps),
        widths=(2, 6, 3),
        size=13,
    )
    if result.path:
        yield Heading(f"ทางที่สั้นที่สุดไปถึง{result.path.band.name}")
        for number, (indicator, raised, meaning) in enumerate(result.raises, start=1):
            words = f"ข้อ {indicator} จาก {raised.start} เป็น {raised.end} คะแนน {meaning}"
            yield Text(words, number=f"{number}.", align=Align.LEFT)
    yield Signatures(
        (
            Signer(lead="ลงชื่อ", role="ผู้ประเมิน", is_by_hand=True),
            Signer(lead="ลงชื่อ", role="ผู้รับรอง", is_by_hand=True),
        )
    )


def _scores(result: Result) -> Table:
    """Every indicator with the three scores side by side, category by category."""
    rows: list[tuple[str, ...] | Band] = []
    for group in result.groups:
        rows.append(Band(_heading(group)))
        for row in group.rows:
            points = (
                "–"
                if score is None
                else "ไม่เข้าข่าย"
                if score.is_not_applicable
                else _points(score.points)
                for _, score in row.tiers
            )
            rows.append((row.indicator.number, row.indicator.title, *points, str(row.mark.most)))
    total = result.verdict.total
    return Table(
        ("ข้อ", "ตัวชี้วัด", *_TIERS.values(), "เต็ม"),
        tuple(rows),
        widths=(1.1, 7, 1.4, 1.4, 1.4, 1.2),
        size=13,
        total=("", "รวม", *_sums(result), str(total.most)),
    )


def _sums(result: Result) -> list[str]:
    by_tier = {tier: str(verdict.total.points) for tier, verdict in result.verdicts}
    return [by_tier.get(tier, "–") for tier in Tier]


def _heading(group: Group) -> str:
    share = "ไม่ต้องประเมิน" if group.part.share is None else f"{percent(group.part.share)} %"
    return f"หมวด {group.category.number} {group.category.title} ({share})"


def _points(points: int | None) -> str:
    return "–" if points is None else str(points)


def _around(centre: Centre) -> str:
    district = centre.area.parent
    province = district.parent if district else None
    return " ".join(area.title for area in (district, province) if area)


def _office(centre: Centre) -> str:
    district = centre.area.parent
    province = district.parent if district else None
    return f"สำนักงานพัฒนาชุมชน{province.title}" if province else "สำนักงานพัฒนาชุมชน"


def _accepted(result: Result) -> date | None:
    """The day the province accepted it, by its last step."""
    step = result.assessment.steps.order_by("-number").first()
    return step.day if step else None


def _foot(result: Result, day: date) -> str:
    example = " แบบตัวอย่าง ไม่ใช่แบบทางการ" if result.framework.is_example else ""
    return f"ข้อมูล ณ วันที่ {format_long(day)}{example}"
