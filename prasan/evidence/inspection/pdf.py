"""PDF files: opened, whole, open to all, and nothing in them that acts by itself."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

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
_UNREADABLE = (pikepdf.PdfError, pikepdf.DataDecodingError)
_END = b"%%EOF"
# The names of all that is refused below; qpdf writes a name the one way it can be written.
_ACTIVE = re.compile(
    rb"/(JS|JavaScript|Rendition|XFA|Launch|ImportData|SubmitForm|GoToE|EF|EmbeddedFiles?|AA"
    rb"|OpenAction)\b"
)
_SCRIPTS = {"/JavaScript", "/Rendition"}
_PROGRAMS = {"/Launch", "/ImportData", "/SubmitForm", "/GoToE"}


def count_pages(content: bytes) -> int:
    """The number of pages, at least one; raises Refused."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise _locked()
            pages = sum(1 for page in pdf.pages if isinstance(page.obj, Dictionary))
            _refuse_active(pdf)
    except Refused:
        raise
    except pikepdf.PasswordError:
        raise _locked() from None
    except (*_UNREADABLE, RuntimeError, TypeError, ValueError):
        raise damaged("ไฟล์ PDF") from None
    if not pages or _END not in content[-2048:]:
        raise damaged("ไฟล์ PDF")
    return pages


def _refuse_active(pdf: Pdf) -> None:
    """Look closely only at objects that name something active: a report has thousands of others."""
    for thing in pdf.objects:
        # Numbers and the like come as Python's own, and hold nothing.
        if not isinstance(thing, Dictionary | Array | Stream):
            continue
        text = (thing.stream_dict if isinstance(thing, Stream) else thing).unparse(resolved=True)
        if _ACTIVE.search(text):
            for part in _parts(thing):
                _refuse_if_active(part)


def _parts(thing: Object) -> Iterator[Dictionary | Stream]:
    """`thing` and every dictionary written inside it; those it points at come by themselves."""
    waiting: list[object] = [thing]
    while waiting:
        part = waiting.pop()
        inner: Iterable[object] = ()
        if isinstance(part, Dictionary | Stream):
            yield part
            inner = [value for _, value in part.items()]
        elif isinstance(part, Array):
            inner = part
        waiting += [
            one for one in inner if isinstance(one, Dictionary | Array) and not one.is_indirect
        ]


def _refuse_if_active(part: Dictionary | Stream) -> None:
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
