"""What a file says, as a tree of texts that know where they stand: of YAML or of a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

# Deeper than any form; a file nested further was not written by hand.
_DEEPEST = 12
_LONGEST_FILE = 2_000_000


@dataclass(frozen=True)
class Problem:
    """One thing to be put right: where in the file, about what, and what to do."""

    where: str
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.about}: {self.text} ({self.where})" if self.where else self.line

    @property
    def line(self) -> str:
        return f"{self.about}: {self.text}" if self.about else self.text


@dataclass(frozen=True)
class Node:
    """A text, a list or a set of headings, and the place it stands at."""

    where: str
    text: str = ""
    items: Sequence["Node"] | None = None
    parts: Mapping[str, "Node"] | None = None
    repeated: tuple[str, ...] = field(default=())

    @property
    def is_text(self) -> bool:
        return self.items is None and self.parts is None

    @property
    def is_empty(self) -> bool:
        return self.is_text and not self.text.strip()


def from_yaml(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree in a YAML `text`, everything in it a text, or why it cannot be read."""
    if len(text) > _LONGEST_FILE:
        return None, [Problem("", "ทั้งแฟ้ม", "ใหญ่เกินกว่าจะเป็นแบบประเมิน ตรวจว่าเลือกแฟ้มถูก")]
    try:
        # Composed and not loaded: nodes know their lines, and 1.10 stays 1.10.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        return None, [_unreadable(error)]
    except RecursionError:
        return None, [Problem("", "ทั้งแฟ้ม", "ย่อหน้าซ้อนกันลึกเกินไป เริ่มจากแฟ้มตัวอย่าง")]
    if not isinstance(root, yaml.MappingNode):
        return None, [Problem("", "ทั้งแฟ้ม", "ไม่มีหัวข้อใดเลย เริ่มจากแฟ้มตัวอย่างแล้วแก้เนื้อหา")]
    try:
        return _node(root, 0), []
    except _TooDeep as deep:
        return None, [Problem(deep.where, "ทั้งแฟ้ม", "ย่อหน้าซ้อนกันลึกเกินไป เริ่มจากแฟ้มตัวอย่าง")]


class _TooDeep(Exception):
    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def _node(node: yaml.Node, depth: int) -> Node:
    where = f"บรรทัด {node.start_mark.line + 1}"
    # An alias that holds itself is as deep as a file can be.
    if depth > _DEEPEST:
        raise _TooDeep(where)
    if isinstance(node, yaml.SequenceNode):
        return Node(where, items=[_node(each, depth + 1) for each in node.value])
    if not isinstance(node, yaml.MappingNode):
        return Node(where, text=str(node.value))
    parts: dict[str, Node] = {}
    repeated: list[str] = []
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name in parts:
            repeated.append(name)
        parts[name] = _node(value, depth + 1)
    return Node(where, parts=parts, repeated=tuple(repeated))


def _unreadable(error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    about = f"บรรทัด {mark.line + 1} ช่องที่ {mark.column + 1}" if mark else "ทั้งแฟ้ม"
    return Problem("", about, "อ่านไม่ได้ ดูการย่อหน้าและเครื่องหมายรอบบรรทัดนี้")
