"""A list given back as a spreadsheet: its own rows, cells marked, and a column that says why."""

from prasan.registers.preview import Preview
from prasan.registers.rules.lines import ReadSheet
from prasan.workbooks.tables import column_named
from prasan.workbooks.writing import Column, Sheet, write

REASON = "เหตุผลที่ไม่นำเข้า"


def marked(preview: Preview) -> bytes:
    """All sheets of the list, headings in the first row; what it was corrected to stands in it.

    It can be corrected and sent in again: the reason's column is passed over then.
    """
    sheets = [_sheet(sheet) for sheet in preview.sheets if sheet.table.rows]
    return write(sheets, title="ไฟล์ที่ทำเครื่องหมาย")


def _sheet(sheet: ReadSheet) -> Sheet:
    head = sheet.head if sheet.head is not None else 0
    above = [next(filter(None, dict.fromkeys(row)), "") for row in sheet.table.rows[:head]]
    headings = sheet.headings or list(sheet.table.rows[0])
    columns = [Column(text or column_named(n), _width(sheet, n)) for n, text in enumerate(headings)]
    reasons = {line.row: line.problems for line in sheet.lines if line.problems}
    rows, marks = [], {}
    for number, row in enumerate(range(head + 1, len(sheet.table.rows))):
        said = reasons.get(row, [])
        why = " · ".join(dict.fromkeys(problem.text for problem in said))
        rows.append([*sheet.table.rows[row], why])
        for problem in said:
            place = len(headings) if problem.column is None else problem.column
            marks[(number, place)] = problem.text
    return Sheet(
        sheet.table.name or "รายชื่อ",
        [*columns, Column(REASON, 50)],
        rows,
        title=[line for line in above if line],
        marks=marks,
    )


def _width(sheet: ReadSheet, column: int) -> float:
    """Wide enough for most of what stands in the column."""
    longest = max((len(row[column]) for row in sheet.table.rows[:200]), default=8)
    return float(min(max(longest, 8), 36))
