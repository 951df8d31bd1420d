"""The peer's part of bench.letters; runs in an environment that holds docxtpl and nothing of ours.

template SAMPLE FOLDER    writes the template for the sample letter
fill NUMBER FOLDER        fills it for so many addressees
"""

import json
import sys
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

TEMPLATE = "letter.template"


def write_template(sample: Path, folder: Path) -> None:
    """The letter's own words, with marks where addressee and number go."""
    letter: dict[str, Any] = json.loads(sample.read_text(encoding="utf-8"))
    lines = ["ที่ {{ number }}", *letter["place"], str(letter["written"])]
    lines += [f"เรื่อง {letter['subject']}", "เรียน {{ to }}", *letter["references"]]
    lines += [*letter["enclosures"], *(_text(paragraph) for paragraph in letter["body"])]
    lines += [letter.get("closing", "ขอแสดงความนับถือ"), *letter["signature"]["lines"]]
    document = Document()
    for line in lines + letter["issuing"]:
        document.add_paragraph(line)
    folder.mkdir(parents=True, exist_ok=True)
    document.save(str(folder / TEMPLATE))


def fill(how_many: int, folder: Path) -> None:
    for number in range(1, how_many + 1):
        template = DocxTemplate(folder / TEMPLATE)
        template.render({"to": f"นายอำเภอตัวอย่างที่ {number}", "number": f"ลป 0019.3/{number}"})
        template.save(folder / f"{number:03}.docx")


def _text(paragraph: str | dict[str, str]) -> str:
    if isinstance(paragraph, str):
        return paragraph
    return f"{paragraph.get('number', '')} {paragraph['text']}".strip()


if __name__ == "__main__":
    if sys.argv[1] == "template":
        write_template(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        fill(int(sys.argv[2]), Path(sys.argv[3]))
