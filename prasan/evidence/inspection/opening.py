"""From a name and bytes to an `Upload`."""

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO

import filetype  # type: ignore[import-untyped]

from prasan.evidence import rules
from prasan.evidence.inspection import pdf, pictures, workbooks
from prasan.evidence.inspection.refusal import Refused
from prasan.evidence.models import FileKind

TAKEN = "PDF, JPEG, PNG หรือ Excel (.xlsx)"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {
    "application/pdf": FileKind.PDF,
    "image/jpeg": FileKind.JPEG,
    "image/png": FileKind.PNG,
    _XLSX: FileKind.XLSX,
}
_ENDINGS = {
    FileKind.PDF: ("pdf",),
    FileKind.JPEG: ("jpg", "jpeg"),
    FileKind.PNG: ("png",),
    FileKind.XLSX: ("xlsx",),
}
_CALLED = {
    FileKind.PDF: "ไฟล์ PDF",
    FileKind.JPEG: "ภาพ JPEG",
    FileKind.PNG: "ภาพ PNG",
    FileKind.XLSX: "ไฟล์ Excel",
}
# What people send by mistake, as they call it, and what to do with it.
_OTHERS = {
    "application/msword": ("ไฟล์ Word รุ่นเก่า", "บันทึกเป็น PDF แล้วส่ง"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "ไฟล์ Word",
        "บันทึกเป็น PDF แล้วส่ง",
    ),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (
        "ไฟล์ PowerPoint",
        "บันทึกเป็น PDF แล้วส่ง",
    ),
    "application/vnd.oasis.opendocument.spreadsheet": (
        "ตาราง OpenDocument",
        "บันทึกเป็น Excel (.xlsx) แล้วส่ง",
    ),
    "image/heic": ("ภาพ HEIC", "ตั้งกล้องให้ถ่ายเป็น JPEG หรือส่งภาพหน้าจอแทน"),
    "image/gif": ("ภาพ GIF", "บันทึกเป็น JPEG หรือ PNG แล้วส่ง"),
    "image/webp": ("ภาพ WebP", "บันทึกเป็น JPEG หรือ PNG แล้วส่ง"),
    "image/tiff": ("ภาพ TIFF", "บันทึกเป็น PDF แล้วส่ง"),
    "image/bmp": ("ภาพ BMP", "บันทึกเป็น JPEG หรือ PNG แล้วส่ง"),
    "video/mp4": ("วิดีโอ", "ส่งเป็นภาพถ่ายแทน"),
    "application/zip": ("ไฟล์ ZIP", "แตกไฟล์ก่อน แล้วส่งทีละไฟล์"),
    "application/x-rar-compressed": ("ไฟล์ RAR", "แตกไฟล์ก่อน แล้วส่งทีละไฟล์"),
    "application/x-7z-compressed": ("ไฟล์ 7z", "แตกไฟล์ก่อน แล้วส่งทีละไฟล์"),
    "application/x-msdownload": ("โปรแกรม", f"ส่งได้เฉพาะ {TAKEN}"),
    "text/html": ("หน้าเว็บ (HTML)", "พิมพ์เป็น PDF แล้วส่ง"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml")


@dataclass(frozen=True)
class Upload:
    """A file that was opened and found good; not kept yet.

    `held` is the number of the held copy it came from, if the form was shown again in between.
    """

    name: str
    kind: FileKind
    content: bytes
    pages: int | None = None
    held: int | None = None

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def opened(name: str, content: bytes) -> Upload:
    """The file as an `Upload`, its name put right; raises Refused with a sentence to show.

    How large it may be is asked before it is read, not here; an empty one is refused.
    """
    if not content:
        raise Refused("empty", "ไฟล์นี้ว่างเปล่า (0 ไบต์) เลือกไฟล์อีกครั้ง")
    kind = _kind(content)
    _refuse_two_in_one(kind, content)
    pages = None
    if kind == FileKind.PDF:
        pages = pdf.count_pages(content)
    elif kind == FileKind.XLSX:
        workbooks.check(content)
    else:
        pictures.check(content, _CALLED[kind], kind.value)
    return Upload(rules.name_kept(name, _ENDINGS[kind]), kind, content, pages)


def _kind(content: bytes) -> FileKind:
    mime = filetype.guess_mime(content[:8192])
    if content.startswith(b"PK\x03\x04") and workbooks.looks_like_one(content):
        return FileKind.XLSX
    if mime in _KINDS and mime != _XLSX:
        return _KINDS[mime]
    raise _unwanted(mime, content)


def _unwanted(mime: str | None, content: bytes) -> Refused:
    if content.startswith(_OLE):
        # A workbook with a password is wrapped in the very format of the old ones.
        return Refused(
            "unwanted",
            "ไฟล์นี้เป็น Office รุ่นเก่า (.xls .doc) หรือใส่รหัสผ่านไว้ เอารหัสผ่านออก"
            " แล้วบันทึกเป็น Excel (.xlsx) หรือ PDF และส่งอีกครั้ง",
        )
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        mime = "text/html"
    if mime in _OTHERS:
        what, cure = _OTHERS[mime]
        return Refused("unwanted", f"ไฟล์นี้แท้จริงเป็น{what} ซึ่งรับไม่ได้ {cure}")
    return Refused("unwanted", f"ไฟล์นี้ไม่ใช่ {TAKEN} แม้ชื่อจะลงท้ายอย่างนั้น เลือกไฟล์อื่น")


def _refuse_two_in_one(kind: FileKind, content: bytes) -> None:
    """A picture or PDF that is an archive as well, or a picture that is a PDF as well."""
    is_archive = kind != FileKind.XLSX and zipfile.is_zipfile(BytesIO(content))
    is_pdf = kind != FileKind.PDF and b"%PDF-" in content[:1024]
    if is_archive or is_pdf:
        raise Refused(
            "two_in_one",
            f"{_CALLED[kind]} นี้มีไฟล์อีกชนิดซ่อนอยู่ในไฟล์เดียวกัน พิมพ์หรือสแกนใหม่แล้วส่งอีกครั้ง",
        )
