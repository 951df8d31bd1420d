"""The form itself on A4: every indicator with its scale to tick, blank or filled in."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from prasan.assessments import rules
from prasan.assessments.documents import FULL_NAME
from prasan.assessments.models import Category, Framework, Indicator, Score, Sums
from prasan.assessments.records import Group, Line, Record
from prasan.assessments.rules import percent
from prasan.assessments.workflow import Tier
from prasan.centres.models import Centre
from prasan.letters.papers import (
    BOX,
    TICKED,
    Align,
    Band,
    Block,
    Heading,
    Numbering,
    Paper,
    Ruled,
    Table,
    Text,
    Title,
    Turn,
    dotted,
)
from prasan.thai.calendar import FiscalYear, format_long

_TIERS = {Tier.SELF: "ตนเอง", Tier.DISTRICT: "อำเภอ", Tier.PROVINCE: "จังหวัด"}
_EXAMPLE = "แบบตัวอย่าง ไม่ใช่แบบทางการ"
_OPEN_CM = 1.0
_NOTHING = "–"


def form(
    centre: Centre,
    framework: Framework,
    year: FiscalYear,
    record: Record | None,
    indicators: Sequence[Indicator],
    *,
    day: date,
) -> Paper:
    """The form of `centre`: with the answers of `record`, or to be filled in by hand.

    `indicators` are all of the form, in its order, with the scores each may get.
    """
    groups = record.groups if record else _groups(indicators)
    is_blank = record is None
    blocks = [*_head(centre, framework, year), *_how(framework, is_blank)]
    for group in groups:
        blocks.append(Heading(f"หมวด {group.category.number} {group.category.title}"))
        blocks.append(_table(group, is_blank))
        blocks += [Text(each, gap=3) for each in _reasons(group)]
    blocks += [Turn(), Heading("ผลรวม"), _sums(framework, groups, record)]
    if is_blank:
        blocks += [Heading("ข้อสังเกตของผู้ประเมิน"), Ruled(4)]
    blocks += [Heading("ลงนาม"), _signatures()]
    example = f" {_EXAMPLE}" if framework.is_example else ""
    stated = "แบบเปล่า พิมพ์เมื่อ" if is_blank else "คะแนน ณ วันที่"
    return Paper(
        title=f"แบบประเมิน {centre} ปี {year}",
        blocks=tuple(blocks),
        written=day,
        size=15,
        numbering=Numbering.PAGES,
        foot=f"{framework} {stated} {format_long(day)}{example}",
        corner=_EXAMPLE if framework.is_example else "",
    )


def _head(centre: Centre, framework: Framework, year: FiscalYear) -> Iterator[Block]:
    district = centre.area.parent
    province = district.parent if district else None
    around = " ".join(area.title for area in (district, province) if area)
    lines = (
        "แบบประเมินและจัดระดับการพัฒนา",
        f"{FULL_NAME}{centre.area.title} {around}",
        f"ประจำปีงบประมาณ พ.ศ. {year}",
    )
    yield Title(lines, is_bold=True)
    yield Title((str(framework),), size=14)
    if framework.is_example:
        yield Title((_EXAMPLE,), is_bold=True)


def _how(framework: Framework, is_blank: bool) -> Iterator[Block]:
    if is_blank:
        yield Text(
            f"ทำเครื่องหมายใน {BOX} หน้าข้อความที่ตรงกับศูนย์ฯ หรือเขียนคะแนนบนเส้นประ "
            "แล้วเขียนคะแนนในช่องของผู้ให้คะแนน"
        )
    else:
        yield Text(f"เครื่องหมาย {TICKED} คือคำตอบของศูนย์ฯ คะแนนของอำเภอและจังหวัดอยู่ในช่องถัดไป")
    yield Text(f"วิธีรวมคะแนน {Sums(framework.sums).label}")


def _table(group: Group, is_blank: bool) -> Table:
    rows: list[tuple[str, ...] | Band] = []
    for line in group.lines:
        rows.append((line.indicator.number, _asked(line), *_scores(line, is_blank)))
    return Table(
        ("ข้อ", "ตัวชี้วัดและเกณฑ์ให้คะแนน", *_TIERS.values()),
        tuple(rows),
        widths=(1.1, 10.1, 1.5, 1.5, 1.5),
        aligns=(Align.CENTRE, Align.LEFT, Align.CENTRE, Align.CENTRE, Align.CENTRE),
        size=14,
        total=_subtotal(group, is_blank),
    )


def _asked(line: Line) -> str:
    """The question, its scale with what was answered ticked, and the proof it wants."""
    each = line.indicator
    weight = f" (น้ำหนัก {each.weight})" if each.weight is not None else ""
    return "\n".join([f"{each.title}{weight}", *_scale(line), *_proof(each)])


def _scale(line: Line) -> Iterator[str]:
    each, own = line.indicator, line.own
    points = own.points if own and not own.is_not_applicable else None
    if each.is_range:
        told = dotted(_OPEN_CM) if points is None else str(points)
        yield f"คะแนน {told} (ให้ได้ {each.least} ถึง {each.most})"
    for point in each.points.all():
        if each.is_range:
            yield f"{point.points} คะแนน หมายถึง {point.text}"
        else:
            mark = TICKED if points == point.points else BOX
            yield f"{mark} {point.points} คะแนน {point.text}"
    if each.not_applicable:
        mark = TICKED if own and own.is_not_applicable else BOX
        yield f"{mark} ไม่เข้าข่าย ({each.not_applicable})"


def _proof(each: Indicator) -> Iterator[str]:
    if each.proof:
        start = f" (เมื่อได้ {each.evidence_from} คะแนนขึ้นไป)" if each.evidence_from else ""
        yield f"หลักฐาน {each.proof}{start}"


def _scores(line: Line, is_blank: bool) -> list[str]:
    return ["" if is_blank else _score(line.scores.get(tier)) for tier in Tier]


def _score(score: Score | None) -> str:
    if score is None:
        return _NOTHING
    if score.is_not_applicable:
        return "ไม่เข้าข่าย"
    return _NOTHING if score.points is None else str(score.points)


def _subtotal(group: Group, is_blank: bool) -> tuple[str, ...]:
    whole = sum(line.indicator.most for line in group.lines)
    if is_blank:
        return ("", f"รวมหมวด {group.category.number} (เต็ม {whole})", "", "", "")
    sums = (_NOTHING if one is None else f"{one[0]}/{one[1]}" for one in group.sums())
    return ("", f"รวมหมวด {group.category.number}", *sums)


def _reasons(group: Group) -> Iterator[str]:
    """Why each tier scored as it did, below the table of the category."""
    for line in group.lines:
        for score in line.reasons:
            note = " ".join(score.note.split())
            yield f"เหตุผลข้อ {line.indicator.number} ({_TIERS[Tier(score.tier)]}) {note}"


def _sums(framework: Framework, groups: Sequence[Group], record: Record | None) -> Table:
    by_tier = {one.tier: one.verdict for one in record.sums} if record else {}
    rows: list[tuple[str, ...]] = []
    for group in groups:
        name = f"หมวด {group.category.number} {group.category.title}"
        weight = group.category.weight
        name = f"{name} (น้ำหนัก {weight})" if weight is not None else name
        cells = (_part(by_tier.get(tier), group.category.number, record) for tier in Tier)
        rows.append((name, *cells))
    rows.append(("ร้อยละของทั้งแบบ", *(_share(by_tier.get(tier), record) for tier in Tier)))
    levels = (_level(by_tier.get(tier), record) for tier in Tier)
    return Table(
        ("รายการ (ร้อยละ)", *_TIERS.values()),
        tuple(rows),
        widths=(6, 2.4, 2.4, 2.4),
        aligns=(Align.LEFT, Align.CENTRE, Align.CENTRE, Align.CENTRE),
        size=14,
        total=("ระดับการพัฒนา", *levels),
    )


def _part(verdict: rules.Verdict | None, category: int, record: Record | None) -> str:
    part = verdict.total.part(category) if verdict else None
    if part is None:
        return _NOTHING if record else ""
    return "ไม่ต้องประเมิน" if part.share is None else str(percent(part.share or Fraction(0)))


def _share(verdict: rules.Verdict | None, record: Record | None) -> str:
    if verdict is None:
        return _NOTHING if record else ""
    return str(verdict.total.percent)


def _level(verdict: rules.Verdict | None, record: Record | None) -> str:
    if verdict is None:
        return _NOTHING if record else ""
    return verdict.band.name if verdict.band else "ยังไม่ถึงระดับใด"


def _signatures() -> Table:
    """A line for each who scores, wide enough to sign on."""
    roles = ("ผู้ประเมิน (ศูนย์ฯ)", "ผู้ตรวจ (อำเภอ)", "ผู้รับรอง (จังหวัด)")
    return Table(
        ("ในฐานะ", "ลงชื่อ", "ชื่อตัวบรรจง", "วันที่"),
        tuple((role, "", "", "") for role in roles),
        widths=(3.4, 4.5, 5, 2.8),
        size=14,
        row_cm=1.3,
    )


def _groups(indicators: Sequence[Indicator]) -> list[Group]:
    """The form without an answer."""
    found: dict[int, tuple[Category, list[Line]]] = {}
    for each in indicators:
        known = found.setdefault(each.category_id, (each.category, []))
        known[1].append(Line(each, {}, []))
    return [Group(category, lines) for category, lines in found.values()]
