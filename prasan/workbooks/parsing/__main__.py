"""The child: a file on standard input, its tables or the reason it is not read on output, as JSON.

Takes the file's kind as its only argument. Puts limits on itself before it looks at a byte.
"""

import json
import sys

from prasan.workbooks.parsing import delimited, excel, opendocument
from prasan.workbooks.parsing.limits import MOST_MEMORY, MOST_SECONDS, CannotRead

try:
    import resource
except ImportError:  # Not a Unix: the parent's clock is the only limit there.
    resource = None  # type: ignore[assignment]

_READERS = {
    "xlsx": excel.new_sheets,
    "xls": excel.old_sheets,
    "ods": opendocument.sheets,
    "csv": delimited.sheets,
}


def main(kind: str) -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = _read(kind, sys.stdin.buffer.read())
    except CannotRead as refusal:
        answer = {"refused": refusal.code, "detail": refusal.detail}
    except MemoryError:
        answer = {"refused": "bomb", "detail": {}}
    # The reader is compiled code, whose panics are no Exception.
    except BaseException as broken:
        print(f"{type(broken).__name__}: {broken}", file=sys.stderr)
        answer = {"refused": "damaged", "detail": {}}
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _read(kind: str, content: bytes) -> dict[str, object]:
    tables = []
    for sheet in _READERS[kind](content):
        sheet.even()
        if sheet.rows:
            errors = [[row, column, text] for (row, column), text in sheet.errors.items()]
            tables.append([sheet.name, sheet.is_hidden, sheet.rows, errors, sheet.formulas])
    return {"tables": tables}


if __name__ == "__main__":
    main(sys.argv[1])
