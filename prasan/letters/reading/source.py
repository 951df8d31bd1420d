"""The text of a letter out of what was handed over: pasted words, a DOCX, a PDF with text."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

import pypdfium2
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

_LONGEST = 400_000
_UNPACKED = 60 * 1024 * 1024
_FEWEST = 40


class Unreadable(ValueError):
    """A file no letter can be read from; its text says in Thai why, and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def text_of(name: str, content: bytes) -> str:
    """The words of a letter, line by line; raises Unreadable with a Thai sentence."""
    if content.startswith(b"%PDF"):
        text = _pdf(content)
    elif content.startswith(b"PK"):
        text = _docx(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "old_word", f"“{name}” เป็น Word แบบเก่าหรือไฟล์ที่ตั้งรหัสผ่าน บันทึกเป็น .docx หรือ PDF แล้วส่งอีกครั้ง"
        )
    elif PurePath(name).suffix.lower() in ("", ".txt", ".text"):
        text = _plain(content)
    else:
        raise Unreadable("not_a_letter", f"“{name}” อ่านเป็นหนังสือไม่ได้ ส่ง PDF, DOCX หรือวางข้อความ")
    if len(text) > _LONGEST:
        raise Unreadable("too_long", "ข้อความยาวเกินกว่าหนังสือฉบับหนึ่ง วางเฉพาะตัวหนังสือ ไม่รวมสิ่งที่ส่งมาด้วย")
    if len("".join(text.split())) < _FEWEST:
        raise Unreadable("no_words", _no_words(content))
    return text


def _no_words(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "PDF นี้เป็นภาพสแกน ไม่มีตัวอักษรให้อ่าน พิมพ์หรือวางข้อความของหนังสือแทน แล้วแนบไฟล์นี้เป็นสำเนา"
    return "ไม่มีข้อความของหนังสือ วางข้อความตั้งแต่ ที่ จนถึงคำลงท้าย"


def _plain(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding", "อ่านรหัสอักษรของไฟล์ไม่ได้ บันทึกเป็น UTF-8 หรือวางข้อความแทน")


def _docx(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
                raise Unreadable("too_large", "ไฟล์นี้คลายแล้วใหญ่เกินไป วางข้อความของหนังสือแทน")
        document = Document(io.BytesIO(content))
    except Unreadable:
        raise
    except Exception:
        # Whatever a broken package raises, it means the same to the officer.
        raise Unreadable(
            "damaged", "ไฟล์ Word นี้เสียหายหรือไม่ใช่หนังสือ เปิดแล้วบันทึกใหม่เป็น .docx และส่งอีกครั้ง"
        ) from None
    return "\n".join(line for part in document.iter_inner_content() for line in _written(part))


def _written(part: Paragraph | Table) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield part.text
        yield ""
        return
    for row in part.rows:
        # A merged cell is met once for every column it spans.
        cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
        yield "  ".join(text for text in cells if text)


def _pdf(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise Unreadable(
            "damaged", "PDF นี้เสียหายหรือตั้งรหัสผ่านไว้ เปิดแล้วบันทึกใหม่โดยไม่มีรหัสผ่าน และส่งอีกครั้ง"
        ) from None
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "\n".join(page.replace("\r\n", "\n") for page in pages)
