"""The workbook of an area's sheets: out with what was answered, and in again (สมุดงานประเมิน)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from prasan.accounts.models import User
from prasan.areas.models import Area, Level, within
from prasan.assessments import actions, workflow
from prasan.assessments.computing import computed
from prasan.assessments.forms import BASIS_LIMIT, NOTE_LIMIT
from prasan.assessments.models import Assessment, Framework, Indicator, Score
from prasan.assessments.scales import NOT_APPLICABLE_LABEL, Given, read
from prasan.assessments.workflow import Tier
from prasan.centres.models import Centre
from prasan.thai.calendar import FiscalYear, format_long
from prasan.workbooks.tables import Spreadsheet, Table, place_named
from prasan.workbooks.writing import Column, Sheet, Value, write

_ABOUT, _SHEET = "ประสาน", "คะแนน"
_ROW, _EDITION, _OLD, _OLD_NOTE = "แถว", "ครั้งที่บันทึก", "คะแนนเดิม", "เหตุผลเดิม"
_TAMBON, _NUMBER, _POINTS, _NOTE = "ตำบล", "ข้อ", "คะแนน", "เหตุผล"
# A count of saves has fewer digits than this; anything longer was typed by someone.
_DIGITS = 10
_NEEDED = (_ROW, _EDITION, _OLD, _OLD_NOTE, _TAMBON, _NUMBER, _POINTS, _NOTE)


@dataclass(frozen=True)
class Problem:
    """What keeps a file from being taken in: in which cell, about what, and what to do."""

    where: str
    about: str
    text: str


@dataclass
class Around:
    """The centres of an area that still answer in `year` on `framework`; four queries."""

    area: Area
    year: FiscalYear
    framework: Framework
    centres: dict[str, Centre] = field(init=False)
    begun: dict[str, Assessment] = field(init=False)
    scores: dict[tuple[str, int], Score] = field(init=False)
    indicators: dict[str, Indicator] = field(init=False)

    def __post_init__(self) -> None:
        mine = Assessment.objects.within([self.area.code]).in_year(self.year).with_steps()
        found = {each.centre.area_id: each for each in mine.select_related("centre__area")}
        centres = Centre.objects.filter(
            within([self.area.code], field="area"), area__level=Level.TAMBON
        )
        self.begun = {code: each for code, each in found.items() if self._is_open(each)}
        self.centres = {
            each.area_id: each
            for each in centres.select_related("area").order_by("area")
            if each.area_id in self.begun or each.area_id not in found
        }
        scores = Score.objects.of(Tier.SELF).filter(
            assessment__in=[each.pk for each in self.begun.values()]
        )
        codes = {each.pk: code for code, each in self.begun.items()}
        self.scores = {(codes[each.assessment_id], each.indicator_id): each for each in scores}
        asked = Indicator.objects.of_framework(self.framework.pk)
        self.indicators = {each.number: each for each in asked}

    def _is_open(self, each: Assessment) -> bool:
        is_theirs = workflow.turn(each.state) == Tier.SELF
        return is_theirs and each.framework_id == self.framework.pk

    @property
    def about(self) -> list[str]:
        """What the file is of, as it stands hidden in it."""
        form = f"{self.framework.key}/{self.framework.version}"
        return [self.area.code, str(self.year.number), form]


def workbook_of(around: Around, day: date) -> bytes:
    """A row for each centre that still answers and each indicator, with what was answered.

    In Thai whatever the reader chose, so that it comes back in as whoever sends it reads.
    """
    with translation.override("th"):
        return _written(around, day)


def _written(around: Around, day: date) -> bytes:
    lines = [
        (code, centre, each)
        for code, centre in around.centres.items()
        for each in around.indicators.values()
    ]
    rows = [
        _values(code, centre, each, around.scores.get((code, each.pk)))
        for code, centre, each in lines
    ]
    columns = _columns()
    points = next(place for place, each in enumerate(columns) if each.heading == _POINTS)
    offered = {pk: _choices(each) for pk, each in around.indicators.items()}
    lists = {(row, points): offered[each.number] for row, (_, _, each) in enumerate(lines)}
    title = [
        f"สมุดงานประเมิน {around.area.title} ปีงบประมาณ {around.year}",
        str(around.framework) + (" แบบตัวอย่าง ไม่ใช่แบบทางการ" if around.framework.is_example else ""),
        f"ข้อมูล ณ วันที่ {format_long(day)} แก้เฉพาะช่องคะแนนและเหตุผล แล้วส่งกลับที่หน้าสมุดงานประเมิน",
    ]
    about = Sheet(_ABOUT, [Column("ของ")] * 3, [list(around.about)], is_hidden=True)
    sheet = Sheet(_SHEET, columns, rows, title=title, choices_at=lists)
    return write([sheet, about], title=title[0])


def _columns() -> list[Column]:
    hidden = [Column(each, 8, is_hidden=True, is_locked=True) for each in _NEEDED[:4]]
    return [
        *hidden,
        Column(_TAMBON, 16, is_locked=True),
        Column(_NUMBER, 7, is_locked=True, is_centred=True),
        Column("ตัวชี้วัด", 34, is_locked=True),
        Column("เกณฑ์ให้คะแนน", 46, is_locked=True),
        Column(_POINTS, 12, tip="ให้ตามเกณฑ์ในช่องซ้าย", is_centred=True),
        Column(_NOTE, 34, tip="เขียนสั้น ๆ ว่าเพราะอะไร"),
    ]


def _choices(each: Indicator) -> list[str]:
    """The scores this indicator can have, to choose from in its own cell."""
    scale = each.asked.steps or range(each.least, each.most + 1)
    left_out = [str(NOT_APPLICABLE_LABEL)] if each.not_applicable else []
    return [*map(str, sorted(scale)), *left_out]


def _values(code: str, centre: Centre, each: Indicator, score: Score | None) -> list[Value]:
    points, note = _shown(score)
    steps = [f"{point.points} {point.text}" for point in each.points.all()]
    scale = [f"{each.least} ถึง {each.most}"] if each.is_range else []
    left_out = [f"{NOT_APPLICABLE_LABEL} ({each.not_applicable})"] if each.not_applicable else []
    return [
        f"{code} {each.number}",
        str(score.edition if score else 0),
        points,
        note,
        centre.area.name,
        each.number,
        each.title,
        "\n".join([*scale, *steps, *left_out]),
        points,
        note,
    ]


def _shown(score: Score | None) -> tuple[str, str]:
    if score is None:
        return "", ""
    points = "" if score.points is None else str(score.points)
    return str(NOT_APPLICABLE_LABEL) if score.is_not_applicable else points, score.note


@dataclass
class Taken:
    """What a file says anew, centre by centre, and all that is wrong with it."""

    answers: dict[str, dict[int, actions.Answer]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def many(self) -> int:
        return sum(len(each) for each in self.answers.values())


def taken(spreadsheet: Spreadsheet, around: Around, today: date) -> Taken:
    """The rows of a workbook of ours that were changed since it went out."""
    with translation.override("th"):
        return _taken(spreadsheet, around, today)


def _taken(spreadsheet: Spreadsheet, around: Around, today: date) -> Taken:
    found = Taken()
    table = spreadsheet.table(_SHEET)
    about = spreadsheet.table(_ABOUT)
    refused = _refused(table, about, around)
    if refused or table is None:
        found.problems.append(Problem("", "ทั้งไฟล์", refused))
        return found
    start = _heading(table)
    places = {name: table.rows[start].index(name) for name in _NEEDED}
    known = computed(list(around.centres), around.framework, around.year, today)
    seen: set[str] = set()
    for row in range(start + 1, len(table.rows)):
        cells = {name: table.rows[row][place].strip() for name, place in places.items()}
        line = _Line(table, row, places, cells)
        if any(cells.values()):
            _take(found, line, around, known, seen)
    return found


def _refused(table: Table | None, about: Table | None, around: Around) -> str:
    """Why the file as a whole is not taken in; "" when it is."""
    is_ours = about is not None and about.is_hidden and len(about.rows) > 1
    if table is None or about is None or not is_ours or _heading(table) < 0:
        return "ไฟล์นี้ไม่ใช่สมุดงานประเมินที่ดาวน์โหลดจากระบบ ดาวน์โหลดจากหน้านี้ กรอก แล้วส่งไฟล์นั้น"
    area, year, form = (*about.rows[1], "", "", "")[:3]
    if area != around.area.code:
        return f"ไฟล์นี้เป็นของพื้นที่อื่น (รหัส {area}) เปิดหน้าสมุดงานของพื้นที่นั้นแล้วส่งที่นั่น"
    if year != str(around.year.number):
        return f"ไฟล์นี้เป็นของปีงบประมาณ {year} เปิดหน้าสมุดงานของปีนั้นแล้วส่งที่นั่น"
    if form != around.about[2]:
        return "ไฟล์นี้ใช้แบบประเมินคนละรุ่นกับที่ใช้อยู่ ดาวน์โหลดใหม่แล้วกรอกอีกครั้ง"
    return ""


def _heading(table: Table) -> int:
    found = (row for row, cells in enumerate(table.rows) if set(_NEEDED) <= set(cells))
    return next(found, -1)


@dataclass(frozen=True)
class _Line:
    table: Table
    row: int
    places: Mapping[str, int]
    cells: Mapping[str, str]

    def problem(self, column: str, text: str) -> Problem:
        where = place_named(self.row, self.places[column])
        about = f"{self.cells[_TAMBON]} ข้อ {self.cells[_NUMBER]}"
        return Problem(where, about, text)

    @property
    def is_untouched(self) -> bool:
        old = self.cells[_OLD], self.cells[_OLD_NOTE]
        return (self.cells[_POINTS], self.cells[_NOTE]) == old

    def broken(self, column: str) -> str:
        """What is wrong with how the cell was filled, whatever it shows; "" when nothing is."""
        at = (self.row, self.places[column])
        if at in self.table.errors:
            return "ช่องนี้คำนวณไม่สำเร็จ พิมพ์ค่าแทนสูตร"
        return "ช่องนี้เป็นสูตร พิมพ์ค่าแทนสูตร" if at in self.table.formulas else ""


def _take(
    found: Taken,
    line: _Line,
    around: Around,
    known: Mapping[str, Mapping[int, object]],
    seen: set[str],
) -> None:
    name, (code, _, number) = line.cells[_ROW], line.cells[_ROW].partition(" ")
    indicator = around.indicators.get(number)
    wrong = ""
    if not name:
        wrong = "แถวนี้เพิ่มเข้ามาเอง ลบแถวนี้ แล้วเขียนในแถวเดิมของข้อนั้น"
    elif not code.startswith(around.area.code):
        wrong = "แถวนี้มาจากไฟล์ของพื้นที่อื่น ลบแถวนี้แล้วส่งใหม่"
    elif name in seen:
        wrong = "แถวนี้ซ้ำกับแถวก่อนหน้า เหลือไว้แถวเดียว"
    elif indicator is None:
        wrong = "แบบประเมินนี้ไม่มีข้อนี้ ดาวน์โหลดไฟล์ใหม่"
    elif code not in around.centres and not line.is_untouched:
        wrong = "ศูนย์ฯ นี้ยื่นผลไปแล้ว หรือไม่มีในทะเบียน จึงแก้จากไฟล์ไม่ได้"
    elif code in around.centres:
        wrong = _tampered(line, around.centres[code], indicator, around.scores)
    seen.add(name)
    if wrong or indicator is None:
        found.problems.append(line.problem(_POINTS, wrong))
    elif not line.is_untouched:
        said = _read(found, line, indicator)
        if said:
            _compare(found, line, around, (code, indicator), said, known)


def _tampered(
    line: _Line,
    centre: Centre,
    indicator: Indicator,
    scores: Mapping[tuple[str, int], Score],
) -> str:
    """Why a row no longer is what went out, in cells that were locked or hidden; "" when it is."""
    shown = line.cells[_TAMBON], line.cells[_NUMBER]
    if shown != (centre.area.name, indicator.number):
        return f"ช่องที่ล็อกไว้ถูกแก้ แถวนี้เป็นของ {centre.area.name} ข้อ {indicator.number} แก้กลับก่อน"
    stored = scores.get((centre.area_id, indicator.pk))
    edition, now = line.cells[_EDITION], stored.edition if stored else 0
    old = line.cells[_OLD], line.cells[_OLD_NOTE]
    is_known = edition.isdecimal() and len(edition) < _DIGITS and int(edition) <= now
    if not is_known or (int(edition) == now and _bare(old) != _bare(_shown(stored))):
        return "ช่องที่ซ่อนไว้ถูกแก้ ดาวน์โหลดไฟล์ใหม่แล้วกรอกอีกครั้ง"
    return ""


def _bare(words: tuple[str, str]) -> tuple[str, ...]:
    """Without space and unseen marks, which office programs put in and take out."""
    return tuple(
        "".join(
            letter
            for letter in unicodedata.normalize("NFC", each)
            if unicodedata.category(letter)[0] not in "CZ"
        )
        for each in words
    )


def _read(found: Taken, line: _Line, indicator: Indicator) -> Given | None:
    wrong = [
        line.problem(column, line.broken(column))
        for column in (_POINTS, _NOTE)
        if line.broken(column)
    ]
    if len(line.cells[_NOTE]) > NOTE_LIMIT:
        told = f"เหตุผลยาว {len(line.cells[_NOTE])} อักษร ย่อให้ไม่เกิน {NOTE_LIMIT}"
        wrong.append(line.problem(_NOTE, told))
    said = None
    try:
        said = read(indicator, line.cells[_POINTS])
    except ValueError as refusal:
        if not line.broken(_POINTS):
            wrong.append(line.problem(_POINTS, str(refusal)))
    found.problems += wrong
    return None if wrong else said


def _compare(
    found: Taken,
    line: _Line,
    around: Around,
    at: tuple[str, Indicator],
    said: Given,
    known: Mapping[str, Mapping[int, object]],
) -> None:
    """Keep what is new; what someone else saved since is shown and not written over."""
    code, indicator = at
    stored = around.scores.get((code, indicator.pk))
    edition = int(line.cells[_EDITION])
    suggestion = known.get(code, {}).get(indicator.pk)
    points = getattr(suggestion, "points", None)
    answer = actions.Answer(
        points=said.points,
        is_not_applicable=said.is_not_applicable,
        note=line.cells[_NOTE],
        edition=edition,
        suggested=points,
        basis="" if points is None else str(getattr(suggestion, "note", ""))[:BASIS_LIMIT],
    )
    if stored and (stored.points, stored.is_not_applicable, stored.note) == answer.word:
        return
    if stored and stored.edition > edition:
        shown, note = _shown(stored)
        mine = " ".join(filter(None, (line.cells[_POINTS] or "ว่าง", line.cells[_NOTE])))
        theirs = " ".join(filter(None, (shown or "ว่าง", note)))
        told = (
            f"มีผู้บันทึกใหม่กว่าไฟล์ ในระบบ: {theirs} ในไฟล์: {mine} เลือกคำตอบที่หน้าของศูนย์ฯ หรือดาวน์โหลดไฟล์ใหม่"
        )
        found.problems.append(line.problem(_POINTS, told))
        return
    found.answers.setdefault(code, {})[indicator.pk] = answer


@transaction.atomic
def save(*, by: User, around: Around, answers: Taken, at: datetime) -> None:
    """Keep every changed row through the action of the sheet, all or nothing.

    Raises Stale or Closed when someone was faster still.
    """
    for code, mine in answers.answers.items():
        assessment = actions.start_assessment(
            by=by,
            centre=around.centres[code],
            framework=around.framework,
            fiscal_year=around.year,
        )
        actions.save_scores(by=by, assessment=assessment, answers=mine, at=at)
