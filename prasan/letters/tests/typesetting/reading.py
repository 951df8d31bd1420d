"""Documents read back with readers that are not ours."""

import io
import re
import shutil
import subprocess

import pypdfium2
from docx import Document


def squeezed(text: str) -> str:
    """`text` without white space."""
    return re.sub(r"\s", "", text)


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page of a PDF, as pdfium reads it."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def poppler_text(data: bytes) -> str | None:
    """The text of a PDF as poppler reads it; None where poppler is not installed."""
    command = shutil.which("pdftotext")
    if command is None:
        return None
    done = subprocess.run([command, "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def docx_pages(data: bytes) -> list[list[str]]:
    """The paragraphs of a DOCX, divided where it turns the page."""
    pages: list[list[str]] = [[]]
    for paragraph in Document(io.BytesIO(data)).paragraphs:
        if paragraph.paragraph_format.page_break_before:
            pages.append([])
        pages[-1].append(paragraph.text)
    return pages
