"""A form as files that can be read back: YAML and workbook."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import yaml
from django.db.models import Prefetch

from prasan.assessments.intake import workbook
from prasan.assessments.intake.form import (
    CategoryLine,
    Form,
    GateLine,
    IndicatorLine,
    LevelLine,
    PointLine,
    Text,
)
from prasan.assessments.models import Framework, Gate, Indicator, Level
from prasan.assessments.models.frameworks import plain
from prasan.assessments.rules import Sums
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write

FREE_ROWS = 30


def form_of(framework: Framework) -> Form:
    """The form as its file said it; seven queries. Its digest is the framework's own."""
    lines: dict[int, list[IndicatorLine]] = {}
    for each in Indicator.objects.of_framework(framework.pk):
        lines.setdefault(each.category_id, []).append(_indicator_line(each))
    return Form(
        key=framework.key,
        version=framework.version,
        name=Text(framework.name, framework.name_en),
        source=Text(framework.source, framework.source_en),
        is_example=framework.is_example,
        sums=Sums(framework.sums),
        published=framework.published,
        first_year=framework.first_year,
        levels=tuple(_level_line(each) for each in _levels(framework)),
        categories=tuple(
            CategoryLine(
                number=each.number,
                name=Text(each.name, each.name_en),
                indicators=tuple(lines.get(each.pk, [])),
                weight=each.weight,
            )
            for each in framework.categories.all()
        ),
    )


def as_yaml(form: Form) -> str:
    """The form as a YAML file; a draft, whatever it was taken from."""
    told = {
        **_both("name", form.name),
        **_both("source", form.source),
        "is_example": form.is_example,
        "sums": str(form.sums),
        "declares": {"categories": len(form.categories), "indicators": len(form.indicators)},
        "levels": [_level(each) for each in form.levels],
        "categories": [_category(each) for each in form.categories],
    }
    head = {"key": form.key, "version": form.version}
    return yaml.safe_dump({**head, **told}, allow_unicode=True, sort_keys=False, width=100)


def as_workbook(form: Form) -> bytes:
    """The form as a workbook that is read back."""
    rows = _rows(form)
    heads = {
        workbook.LEVELS: (30, 24, 16),
        workbook.GATES: (20, 10, 10, 20, 12, 50, 40),
        workbook.CATEGORIES: (10, 50, 40, 12),
        workbook.INDICATORS: (10, 10, 50, 40, 40, 30, 18, 12, 40, 14, 24),
        workbook.POINTS: (10, 10, 70, 50, 18),
    }
    sheets = [_head_sheet(form)]
    for name, widths in heads.items():
        titles = workbook.COLUMNS[name]
        columns = [_column(title, width) for title, width in zip(titles, widths, strict=True)]
        sheets.append(Sheet(name, columns, rows[name], free_rows=FREE_ROWS))
    return write(sheets, title=form.name.thai)


_NUMBERS = {"อย่างน้อย", "คะแนน", "ค่าที่คำนวณได้ตั้งแต่", "ต้องมีหลักฐานตั้งแต่คะแนน", "หมวดที่", "หมวด"}
_DECIMALS = {"น้ำหนัก", "ตั้งแต่ร้อยละ"}


def _column(title: str, width: float) -> Column:
    kind = Kind.WHOLE if title in _NUMBERS else Kind.NUMBER if title in _DECIMALS else Kind.TEXT
    return Column(title, width=width, kind=kind)


def _head_sheet(form: Form) -> Sheet:
    values: dict[str, Value] = {
        "key": form.key,
        "version": form.version,
        "name": form.name.thai,
        "name_en": form.name.english,
        "source": form.source.thai,
        "source_en": form.source.english,
        "is_example": "ใช่" if form.is_example else "ไม่ใช่",
        "sums": workbook.SUMS[form.sums],
        "categories": len(form.categories),
        "indicators": len(form.indicators),
    }
    rows = [[title, values[key]] for title, key in workbook.ROWS.items()]
    columns = [Column("หัวข้อ", width=30), Column("ค่า", width=80)]
    return Sheet(workbook.HEAD, columns, rows)


def _rows(form: Form) -> dict[str, Sequence[Sequence[Value]]]:
    return {
        workbook.LEVELS: [
            [each.name.thai, each.name.english, _number(each.from_percent)] for each in form.levels
        ],
        workbook.GATES: [
            [
                level.name.thai,
                gate.indicator,
                gate.category,
                gate.level,
                gate.least,
                gate.reason.thai,
                gate.reason.english,
            ]
            for level in form.levels
            for gate in level.gates
        ],
        workbook.CATEGORIES: [
            [each.number, each.name.thai, each.name.english, _number(each.weight)]
            for each in form.categories
        ],
        workbook.INDICATORS: [
            _indicator_row(category.number, each)
            for category in form.categories
            for each in category.indicators
        ],
        workbook.POINTS: [
            [each.number, point.points, point.meaning.thai, point.meaning.english, point.threshold]
            for each in form.indicators
            for point in each.points
        ],
    }


def _indicator_row(category: int, line: IndicatorLine) -> list[Value]:
    return [
        category,
        line.number,
        line.name.thai,
        line.name.english,
        line.evidence.thai,
        line.evidence.english,
        line.evidence_from,
        _number(line.weight),
        line.not_applicable,
        f"{line.least}-{line.most}" if line.is_range else "",
        line.fact,
    ]


def _level(line: LevelLine) -> dict[str, Any]:
    told: dict[str, Any] = _both("name", line.name)
    told["from_percent"] = _number(line.from_percent)
    if line.gates:
        told["gates"] = [_gate(each) for each in line.gates]
    return told


def _gate(line: GateLine) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if line.indicator:
        told = {"indicator": line.indicator, "least": line.least}
    elif line.category:
        told = {"category": line.category, "least_percent": line.least}
    else:
        told = {"level": line.level}
    return {**told, **_both("reason", line.reason)}


def _category(line: CategoryLine) -> dict[str, Any]:
    weight = {} if line.weight is None else {"weight": _number(line.weight)}
    return {
        "number": line.number,
        **_both("name", line.name),
        **weight,
        "indicators": [_indicator(each) for each in line.indicators],
    }


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    told: dict[str, Any] = {"number": line.number, **_both("name", line.name)}
    told |= _both("evidence", line.evidence)
    if line.evidence_from is not None:
        told["evidence_from"] = line.evidence_from
    if line.weight is not None:
        told["weight"] = _number(line.weight)
    if line.not_applicable:
        told["not_applicable"] = line.not_applicable
    if line.is_range:
        told["scale"] = f"{line.least}-{line.most}"
    if line.points:
        told["points"] = {each.points: _meaning(each.meaning) for each in line.points}
    if line.fact:
        told["fact"] = line.fact
    edges = {each.points: each.threshold for each in line.points if each.threshold is not None}
    return {**told, "thresholds": edges} if edges else told


def _meaning(text: Text) -> Any:
    return {"text": text.thai, "text_en": text.english} if text.english else text.thai


def _both(key: str, text: Text) -> dict[str, str]:
    told = {key: text.thai} if text.thai else {}
    return {**told, f"{key}_en": text.english} if text.english else told


def _number(number: Decimal | None) -> int | float | None:
    """As a file holds it: two decimals at most, which a float tells exactly as written."""
    if number is None:
        return None
    told = plain(number)
    return told if isinstance(told, int) else float(told)


def _levels(framework: Framework) -> Sequence[Level]:
    gates = Gate.objects.select_related("indicator", "category", "needs")
    return list(framework.levels.prefetch_related(Prefetch("gates", gates)))


def _level_line(level: Level) -> LevelLine:
    gates = tuple(_gate_line(each) for each in level.gates.all())
    return LevelLine(Text(level.name, level.name_en), _as_read(level.from_percent), gates)


def _gate_line(gate: Gate) -> GateLine:
    return GateLine(
        indicator=gate.indicator.number if gate.indicator else "",
        category=gate.category.number if gate.category else None,
        level=gate.needs.name if gate.needs else "",
        least=gate.least,
        reason=Text(gate.reason, gate.reason_en),
    )


def _indicator_line(each: Indicator) -> IndicatorLine:
    return IndicatorLine(
        number=each.number,
        name=Text(each.name, each.name_en),
        points=tuple(
            PointLine(point.points, Text(point.meaning, point.meaning_en), point.threshold)
            for point in each.points.all()
        ),
        least=each.least,
        most=each.most,
        is_range=each.is_range,
        evidence=Text(each.evidence, each.evidence_en),
        evidence_from=each.evidence_from,
        weight=each.weight,
        not_applicable=each.not_applicable,
        fact=each.fact,
    )


def _as_read(number: Decimal) -> Decimal:
    return Decimal(str(plain(number)))
