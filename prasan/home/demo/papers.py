"""Paper for the demonstration: one page that says what it stands for and that it is not real."""

from pathlib import Path

import typst
from django.conf import settings
from django.core.files.base import ContentFile

_SOURCE = """
#set page(paper: "a4", margin: 3cm)
#set text(lang: "th", size: 20pt, fallback: false)
#align(center)[
  #v(4cm)
  #box(stroke: 1pt + gray, inset: 1em)[#sys.inputs.kind]
  #v(1cm)
  #sys.inputs.title
  #v(2cm)
  #text(size: 16pt, fill: gray)[#sys.inputs.note]
]
"""
_NOTE = "เอกสารสาธิต ใช้แทนสำเนาที่ลงนามแล้ว ไม่ใช่เอกสารราชการ"


class Papers:
    """Makes demonstration papers; one compiler serves them all."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(
            _SOURCE.encode(), font_paths=[Path(settings.FACES)], ignore_system_fonts=True
        )

    def paper(self, kind: str, title: str) -> ContentFile:
        """A one-page PDF headed `kind` about `title`, named after both."""
        inputs = {"kind": kind, "title": title, "note": _NOTE}
        body = self.compiler.compile(sys_inputs=inputs, format="pdf")
        return ContentFile(body, name=f"{kind} {title}.pdf".replace("/", "-"))
