"""A framework file, YAML or workbook: its shape, and every problem with it at once, in Thai."""

from collections.abc import Mapping

from prasan.assessments.catalogue import facts
from prasan.assessments.intake.checks import Checks
from prasan.assessments.intake.form import Form
from prasan.assessments.intake.nodes import Node, Problem, from_yaml
from prasan.assessments.intake.reader import Reader
from prasan.assessments.intake.workbook import NAMES, from_workbook
from prasan.workbooks.reading import read as read_spreadsheet
from prasan.workbooks.refusal import Unreadable

__all__ = ["Form", "Problem", "read", "read_file"]

_YAML = (".yaml", ".yml", ".txt")


def read(text: str) -> tuple[Form | None, list[Problem]]:
    """The form in a YAML `text`, or every problem with it, each with its place."""
    root, problems = from_yaml(text)
    return _read(root, {}) if root else (None, problems)


def read_file(name: str, content: bytes) -> tuple[Form | None, list[Problem]]:
    """The form in a file, YAML or workbook by its name, or every problem with it."""
    if name.lower().endswith(_YAML):
        try:
            return read(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            told = "อ่านตัวอักษรไม่ได้ บันทึกแฟ้มใหม่เป็น UTF-8 แล้วส่งอีกครั้ง"
            return None, [Problem("", "ทั้งแฟ้ม", told)]
    try:
        root, problems = from_workbook(read_spreadsheet(name, content))
    except Unreadable as refusal:
        return None, [Problem("", "ทั้งไฟล์", str(refusal))]
    return _read(root, NAMES) if root else (None, problems)


def _read(root: Node, names: Mapping[str, str]) -> tuple[Form | None, list[Problem]]:
    found = Reader(names).form(root)
    problems = [*found.problems, *Checks(found, facts(), names).run()]
    return (None, problems) if problems else (found.form, [])
