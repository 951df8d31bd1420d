"""PDF files: opened, whole, open to all, and nothing in them that acts by itself."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream

from prasan.evidence.inspection.refusal import Refused, damaged

# What qpdf may unpack at a time. Set once for the process: a few kilobytes can ask for gigabytes.
_MOST = 64 * 1024**2
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_MOST,
    dct_max_memory=_MOST,
    png_max_memory=_MOST,
    run_length_max_memory=_MOST,
    tiff_max_memory=_MOST,
    doc_max_warnings=1000,
)
_END = b"%%EOF"
_SCRIPTS = {"/JavaScript", "/Rendition"}
_PROGRAMS = {"/Launch", "/ImportData", "/SubmitForm", "/GoToE"}


def count_pages(content: bytes) -> int:
    """The number of pages, at least one; raises Refused."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise _locked()
            pages = sum(1 for page in pdf.pages if isinstance(page.obj, Dictionary))
            for part in _parts(pdf):
                _refuse_active(part)
    except pikepdf.PasswordError:
        raise _locked() from None
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        RuntimeError,
        ValueError,
        TypeError,
    ) as error:
        if isinstance(error, Refused):
            raise
        raise damaged("ไฟล์ PDF ") from None
    if not pages or _END not in content[-2048:]:
        raise damaged("ไฟล์ PDF ")
    return pages


def _parts(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Every dictionary of the file, those written inside others too; each once."""
    waiting = list(pdf.objects)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary | Stream):
            yield part
            inner = [value for _, value in part.items()]
        elif isinstance(part, Array):
            inner = list(part)
        else:
            continue
        waiting += [
            one for one in inner if isinstance(one, Dictionary | Array) and not one.is_indirect
        ]


def _refuse_active(part: Dictionary | Stream) -> None:
    action = str(part.get("/S", ""))
    if action in _SCRIPTS or "/JS" in part or "/JavaScript" in part or "/XFA" in part:
        raise _active("สคริปต์")
    if action in _PROGRAMS:
        raise _active("คำสั่งเปิดโปรแกรมหรือส่งข้อมูลออก")
    if "/EF" in part or "/EmbeddedFiles" in part or part.get("/Type") == "/EmbeddedFile":
        raise _active("ไฟล์อื่นแนบอยู่ข้างใน")
    if "/AA" in part or _acts_when_opened(part.get("/OpenAction")):
        raise _active("คำสั่งที่ทำงานเองเมื่อเปิดไฟล์")


def _acts_when_opened(action: object) -> bool:
    """Going to a page is harmless: common word processors write that into every file."""
    return isinstance(action, Dictionary) and action.get("/S") != "/GoTo"


def _active(what: str) -> Refused:
    return Refused("active", f"ไฟล์ PDF นี้มี{what} จึงเก็บไว้ไม่ได้ พิมพ์เป็น PDF ใหม่หรือสแกนใหม่แล้วส่งอีกครั้ง")


def _locked() -> Refused:
    return Refused("locked", "ไฟล์ PDF นี้ใส่รหัสผ่านหรือจำกัดการใช้ไว้ เอารหัสผ่านออกหรือสแกนใหม่แล้วส่งอีกครั้ง")
