"""From the bytes of an uploaded spreadsheet to tables of text, or a sentence why not.

    spreadsheet = read("รายชื่อ.xlsx", content)
    for table in spreadsheet.shown: ...

Takes .xlsx, .xls, .ods and separated text in UTF-8, UTF-16 or Windows-874, told by content and
never by name. The file is opened in a process of its own with a limit of memory and of time, so
that nothing a stranger can send stops the server.
"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from prasan.workbooks.refusal import Unreadable, refusal
from prasan.workbooks.tables import Spreadsheet, Table

_ROOT = Path(__file__).resolve().parent.parent.parent
# Longer than the child gives itself, which counts only its own work.
_PATIENCE = 45
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_WEB = (b"<!doctype", b"<html", b"<table", b"<meta", b"<?xml", b"<script", b"<svg", b"mime-version")
_OTHERS = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"MZ", b"{\\rtf")
_log = logging.getLogger(__name__)


def read(name: str, content: bytes) -> Spreadsheet:
    """The file's tables; raises Unreadable with a sentence to show.

    How many bytes it may have is asked before. A file without a single filled cell is refused.
    """
    answer = _answer(_kind(content), content)
    if "refused" in answer:
        raise refusal(answer["refused"], **answer["detail"])
    tables = tuple(_table(*one) for one in answer["tables"])
    if not any(not table.is_hidden for table in tables):
        raise refusal("empty")
    return Spreadsheet(name, tables)


def _kind(content: bytes) -> str:
    """What it is by its first bytes; what it surely is not is refused by its own name."""
    if not content:
        raise refusal("nothing")
    if content.startswith(_ZIP):
        # An archive names its parts in clear.
        return "ods" if b"content.xml" in content and b"xl/workbook" not in content else "xlsx"
    if content.startswith((_OLE, *_OLD_EXCEL)):
        return "xls"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_WEB):
        raise refusal("web")
    if content.startswith(_OTHERS):
        raise refusal("unknown")
    return "csv"


def _answer(kind: str, content: bytes) -> dict[str, Any]:
    command = [sys.executable, "-s", "-m", "prasan.workbooks.parsing", kind]
    # None of our own environment goes along: it holds keys.
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.defpath}
    try:
        child = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refusal("slow") from None
    if child.stderr:
        _log.info("A spreadsheet was not read: %s", child.stderr[-500:].decode("utf-8", "replace"))
    # Its memory or its time ran out in compiled code, which ends a process and not a call.
    if child.returncode:
        raise refusal("bomb")
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _table(
    name: str,
    is_hidden: bool,
    rows: list[list[str]],
    errors: list[tuple[int, int, str]],
    formulas: list[list[int]],
) -> Table:
    return Table(
        name,
        tuple(tuple(row) for row in rows),
        is_hidden,
        {(row, column): text for row, column, text in errors},
        frozenset((row, column) for row, column in formulas),
    )


__all__ = ["Unreadable", "read"]
