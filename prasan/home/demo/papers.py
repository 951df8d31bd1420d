"""Paper for the demonstration: one page that says what it stands for and that it is not real."""

from pathlib import Path

import typst
from django.conf import settings
from django.core.files.base import ContentFile

from prasan.letters.typesetting import faces

_SOURCE = """
#set page(paper: "a4", margin: 3cm)
#set text(font: "{family}", lang: "th", size: 20pt, fallback: false)
#align(center)[
  #v(4cm)
  #box(stroke: 1pt + gray, inset: 1em)[#"{kind}"]
  #v(1cm)
  #"{title}"
  #v(2cm)
  #text(size: 16pt, fill: gray)[#"{note}"]
]
"""
_NOTE = "เอกสารสาธิต ใช้แทนสำเนาที่ลงนามแล้ว ไม่ใช่เอกสารราชการ"


class Papers:
    """Makes demonstration papers; one compiler serves them all."""

    def __init__(self) -> None:
        folder = faces.page_faces(Path(settings.FACES))
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        self.compiler = typst.Compiler(font_paths=fonts)

    def paper(self, kind: str, title: str) -> "ContentFile[bytes]":
        """A one-page PDF headed `kind` about `title`, named after both."""
        source = _SOURCE.format(kind=kind, title=title, note=_NOTE, family=faces.FAMILY)
        body = self.compiler.compile(source.encode(), format="pdf")
        if not isinstance(body, bytes):
            raise RuntimeError("Typst gave more or less than one page")
        return ContentFile(body, name=f"{kind} {title}.pdf".replace("/", "-"))
