"""A framework file, YAML or workbook: its shape, and every problem with it at once, in Thai."""

from prasan.assessments.catalogue import facts
from prasan.assessments.intake.checks import Checks
from prasan.assessments.intake.form import Form
from prasan.assessments.intake.nodes import Node, Problem, from_yaml
from prasan.assessments.intake.reader import Reader

__all__ = ["Form", "Problem", "read", "read_tree"]


def read(text: str) -> tuple[Form | None, list[Problem]]:
    """The form in a YAML `text`, or every problem with it, each with its place."""
    root, problems = from_yaml(text)
    return read_tree(root) if root else (None, problems)


def read_tree(root: Node) -> tuple[Form | None, list[Problem]]:
    """The form in the tree of any file, or every problem with it."""
    found = Reader().form(root)
    problems = [*found.problems, *Checks(found, facts()).run()]
    return (None, problems) if problems else (found.form, [])
