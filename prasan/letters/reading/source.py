"""The text of a letter out of what was handed over: pasted words, a DOCX, a PDF with text."""

import io
import zipfile
from pathlib import PurePath

import pypdfium2
from docx import Document

from prasan.letters.reading.word import words_of

_LONGEST = 400_000
_LARGEST = 20 * 1024 * 1024
_UNPACKED = 60 * 1024 * 1024
_FEWEST = 40
_MOST_PAGES = 100
_OLE = b"\xd0\xcf\x11\xe0"
# A Word file with a password is wrapped in the very format of the old ones, under this name.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_DO = "ส่ง Word (.docx) หรือ PDF ที่มีตัวอักษร หรือวางข้อความ"


class Unreadable(ValueError):
    """A file no letter can be read from; its text says in Thai why, and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def text_of(name: str, content: bytes) -> str:
    """The words of a letter, line by line; raises Unreadable with a Thai sentence."""
    if name and not content:
        raise Unreadable("empty", f"“{name}” ว่างเปล่า (0 ไบต์) เลือกไฟล์อีกครั้ง")
    if len(content) > _LARGEST:
        raise Unreadable("too_large", "ไฟล์ใหญ่กว่า 20 MB ส่งเฉพาะตัวหนังสือ ไม่รวมสิ่งที่ส่งมาด้วย")
    if content.startswith(b"%PDF"):
        text = _pdf(content)
    elif content.startswith(b"PK"):
        text = _docx(name, content)
    else:
        _refuse_others(name, content)
        text = _plain(content)
    if len(text) > _LONGEST:
        raise Unreadable("too_long", "ข้อความยาวเกินกว่าหนังสือฉบับหนึ่ง วางเฉพาะตัวหนังสือ ไม่รวมสิ่งที่ส่งมาด้วย")
    if len("".join(text.split())) < _FEWEST:
        raise Unreadable("no_words", _no_words(content))
    return text


def _no_words(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "PDF นี้เป็นภาพสแกน ไม่มีตัวอักษรให้อ่าน พิมพ์หรือวางข้อความของหนังสือแทน แล้วแนบไฟล์นี้เป็นสำเนา"
    if content.startswith(b"PK"):
        return "ไฟล์ Word นี้ไม่มีข้อความ อาจเป็นภาพสแกนที่วางไว้ พิมพ์หรือวางข้อความของหนังสือแทน"
    return "ไม่มีข้อความของหนังสือ วางข้อความตั้งแต่ ที่ จนถึงคำลงท้าย"


def _refuse_others(name: str, content: bytes) -> None:
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise _locked(name, "Word")
        raise Unreadable(
            "old_word",
            f"“{name}” เป็น Word แบบเก่า (.doc) เปิดด้วย Word แล้วบันทึกเป็น .docx หรือ PDF และส่งอีกครั้ง",
        )
    if content.startswith(_PICTURES):
        raise Unreadable("picture", f"“{name}” เป็นภาพ ไม่มีตัวอักษรให้อ่าน {_DO} แล้วแนบภาพเป็นสำเนา")
    if content.startswith(b"{\\rtf"):
        raise Unreadable("rich_text", f"“{name}” เป็น RTF เปิดด้วย Word แล้วบันทึกเป็น .docx และส่งอีกครั้ง")
    if PurePath(name).suffix.lower() not in ("", ".txt", ".text") or b"\x00" in content[:1024]:
        raise Unreadable("not_a_letter", f"“{name}” อ่านเป็นหนังสือไม่ได้ {_DO}")


def _locked(name: str, kind: str) -> Unreadable:
    return Unreadable(
        "locked", f"“{name}” ตั้งรหัสผ่านไว้ เปิดด้วยรหัส แล้วบันทึกเป็น {kind} ที่ไม่มีรหัส และส่งอีกครั้ง"
    )


def _plain(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding", "อ่านรหัสอักษรของไฟล์ไม่ได้ บันทึกเป็น UTF-8 หรือวางข้อความแทน")


def _docx(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = {one.filename: one.file_size for one in packed.infolist()}
        if sum(inside.values()) > _UNPACKED:
            raise Unreadable("too_large", "ไฟล์นี้คลายแล้วใหญ่เกินไป วางข้อความของหนังสือแทน")
        if "word/document.xml" not in inside:
            raise Unreadable("not_a_letter", f"“{name}” ไม่ใช่ไฟล์ Word (.docx) {_DO}")
        return words_of(Document(io.BytesIO(content)))
    except Unreadable:
        raise
    except Exception:
        # Whatever a broken package raises, it means the same to the officer.
        raise Unreadable(
            "damaged", "ไฟล์ Word นี้เสียหายหรือไม่ใช่หนังสือ เปิดแล้วบันทึกใหม่เป็น .docx และส่งอีกครั้ง"
        ) from None


def _pdf(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise _locked("PDF นี้", "PDF") from None
        raise Unreadable(
            "damaged", "PDF นี้เสียหาย เปิดแล้วบันทึกใหม่ หรือขอไฟล์จากผู้ส่งอีกครั้ง แล้วส่งใหม่"
        ) from None
    try:
        if len(document) > _MOST_PAGES:
            raise Unreadable(
                "too_long", f"PDF นี้มี {len(document)} หน้า ส่งเฉพาะตัวหนังสือ ไม่รวมสิ่งที่ส่งมาด้วย"
            )
        pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError:
        raise Unreadable(
            "damaged", "PDF นี้เปิดบางหน้าไม่ได้ ขอไฟล์จากผู้ส่งอีกครั้ง หรือวางข้อความของหนังสือแทน"
        ) from None
    finally:
        document.close()
    return "\n".join(page.replace("\r\n", "\n") for page in pages)
