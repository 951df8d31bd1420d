"""Workbooks (.xlsx): a sound archive with a workbook in it, without programs or outside links.

What it unpacks to is read from its table of contents and refused before anything is unpacked.
"""

import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree

from prasan.evidence.inspection.refusal import Refused, damaged

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024**2
_MOST_OF_ONE = 2 * 1024**2
_TYPES, _WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"


def looks_like_one(content: bytes) -> bool:
    """Whether the archive names a workbook; a damaged one that begins like one is taken for it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return b"xl/" in content or content[30:].startswith(_TYPES.encode())


def check(content: bytes) -> None:
    """Raise Refused unless `content` is a workbook that may be kept."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_bomb(archive)
            _refuse_active(archive)
            for name, root in ((_TYPES, "Types"), (_WORKBOOK, "workbook")):
                _refuse_unless_root(archive, name, root)
    except Refused:
        raise
    except (
        *(zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError),
        *(NotImplementedError, RuntimeError, ElementTree.ParseError),
    ):
        raise damaged("ไฟล์ Excel") from None


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(
            "bomb",
            f"ไฟล์ Excel นี้คลายออกแล้วใหญ่เกิน {MOST_UNPACKED // 1024**2} MB"
            " คัดเฉพาะแผ่นงานที่ใช้ลงไฟล์ใหม่แล้วส่งอีกครั้ง",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("locked", "ไฟล์ Excel นี้ใส่รหัสผ่านไว้ เอารหัสผ่านออกแล้วส่งอีกครั้ง")
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name for name in names):
        raise damaged("ไฟล์ Excel")


def _refuse_active(archive: zipfile.ZipFile) -> None:
    names = [name.lower() for name in archive.namelist()]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _with_macros()
    if any(name.startswith("xl/externallinks/") for name in names):
        raise Refused(
            "active",
            "ไฟล์ Excel นี้ดึงข้อมูลจากไฟล์อื่น คัดลอกแล้ววางเฉพาะค่าลงไฟล์ใหม่ แล้วส่งอีกครั้ง",
        )
    if any(name.startswith("xl/embeddings/") for name in names):
        raise Refused("active", "ไฟล์ Excel นี้มีไฟล์อื่นแนบอยู่ข้างใน เอาออกแล้วบันทึกใหม่และส่งอีกครั้ง")


def _refuse_unless_root(archive: zipfile.ZipFile, name: str, root: str) -> None:
    with archive.open(name) as part:
        text = part.read(_MOST_OF_ONE + 1)
    # No workbook has a document type; one that does is out to fill the memory.
    if len(text) > _MOST_OF_ONE or b"<!DOCTYPE" in text:
        raise damaged("ไฟล์ Excel")
    if b"macroEnabled" in text:
        raise _with_macros()
    if not ElementTree.fromstring(text).tag.endswith(f"}}{root}"):
        raise damaged("ไฟล์ Excel")


def _with_macros() -> Refused:
    return Refused("active", "ไฟล์ Excel นี้มีแมโคร บันทึกเป็น Excel แบบไม่มีแมโคร (.xlsx) แล้วส่งอีกครั้ง")
