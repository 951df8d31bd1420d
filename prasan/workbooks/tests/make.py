"""Spreadsheets of every bad habit, made in memory."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter


def xlsx(rows, *, name="Sheet1", sheets=None):
    """A workbook of one sheet, or of `sheets` as name -> rows. Text is written as text."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    clock = book.add_format({"num_format": "hh:mm"})
    for title, lines in (sheets or {name: rows}).items():
        page = book.add_worksheet(title)
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, str):
                    page.write_string(row, column, value)
                elif isinstance(value, datetime):
                    page.write_datetime(row, column, value, moment)
                elif isinstance(value, date):
                    page.write_datetime(row, column, value, day)
                elif isinstance(value, time):
                    page.write_datetime(row, column, value, clock)
                elif value is not None:
                    page.write(row, column, value)
    book.close()
    return made.getvalue()


def drawn(draw):
    """A workbook of one sheet on which `draw(book, page)` does what it likes."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    draw(book, book.add_worksheet())
    book.close()
    return made.getvalue()


def replaced(content, name, text):
    """The archive `content` with one part written anew."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
    return made.getvalue()


def with_cells(cells):
    """A workbook whose only sheet holds `cells`, raw XML of rows."""
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    )
    return replaced(xlsx([["x"]]), "xl/worksheets/sheet1.xml", sheet)


def closed_with_password():
    """What Excel makes of a workbook with a password: an old container with an opaque stream."""
    names = "EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names + b"\0" * 2048
