"""Excel files, new (.xlsx, .xlsm) and old (.xls)."""

from io import BytesIO
from struct import unpack_from

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from prasan.workbooks.parsing import worksheets
from prasan.workbooks.parsing.archives import Archive
from prasan.workbooks.parsing.cells import rows_of_text
from prasan.workbooks.parsing.limits import MOST_SHEETS, CannotRead
from prasan.workbooks.parsing.sheets import Sheet

# An old workbook's first record, those that name a password and the first sheet, and how the
# container of a new one with a password calls its content.
_BEGINNING = bytes.fromhex("0908100000060500")
_FILE_PASS, _SHEET_LIST = 0x2F, 0x85
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def new_sheets(content: bytes) -> list[Sheet]:
    archive = Archive(content)
    if "xl/workbook.xml" not in archive.names:
        raise CannotRead("binary" if "xl/workbook.bin" in archive.names else "unknown")
    known = worksheets.known(archive)
    sheets = _sheets(content)
    for sheet in sheets:
        if sheet.name in known:
            sheet.errors, sheet.formulas = known[sheet.name].errors, known[sheet.name].formulas
    return sheets


def old_sheets(content: bytes) -> list[Sheet]:
    """Cells that failed to calculate come back empty from these."""
    if _ENCRYPTED in content or _has_password(content):
        raise CannotRead("locked")
    if "WordDocument".encode("utf-16-le") in content:
        raise CannotRead("unknown")
    return _sheets(content)


def _has_password(content: bytes) -> bool:
    """Whether the first records of an old workbook name the key that closes the others."""
    place = content.find(_BEGINNING)
    while place >= 0 and place + 4 <= len(content):
        kind, length = unpack_from("<HH", content, place)
        if kind in (_FILE_PASS, _SHEET_LIST):
            return bool(kind == _FILE_PASS)
        if not kind:
            break
        place += 4 + length
    return False


def _sheets(content: bytes) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        described = workbook.sheets_metadata
        if len(described) > MOST_SHEETS:
            raise CannotRead("bomb")
        made = []
        for one in described:
            if one.typ != SheetTypeEnum.WorkSheet:
                continue
            cells = workbook.get_sheet_by_name(one.name)
            sheet = Sheet(one.name, one.visible != SheetVisibleEnum.Visible)
            # The reader gives the empty rows above the first value, not the columns before it.
            before: list[object] = [""] * (cells.start or (0, 0))[1]
            sheet.rows = rows_of_text([*before, *row] for row in cells.iter_rows())
            sheet.merged = list(cells.merged_cell_ranges or [])
            made.append(sheet)
        return made
    except PasswordError:
        raise CannotRead("locked") from None
    except CalamineError:
        raise CannotRead("damaged") from None
