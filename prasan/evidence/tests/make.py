"""Small real files, good and bad."""

import zipfile
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def pdf(pages=1, root=None, **saving):
    """A PDF of blank pages; `root` adds to its catalogue."""
    with Pdf.new() as new:
        for _ in range(pages):
            new.add_blank_page()
        for key, value in (root or {}).items():
            new.Root[key] = value
        return _saved(new, **saving)


def pdf_with_note(action):
    """A PDF whose first page has a link that does `action`, written into the page itself."""
    with Pdf.new() as new:
        page = new.add_blank_page()
        page.Annots = pikepdf.Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)]
        )
        return _saved(new)


def pdf_with_attachment():
    with Pdf.new() as new:
        new.add_blank_page()
        new.attachments["hidden.exe"] = b"MZ"
        return _saved(new)


def pdf_padded(size):
    """A good PDF of one page whose page list lies in a stream that unpacks to `size` bytes."""
    listed = b"1 0 <</Type/Pages/Kids[2 0 R]/Count 1>>"
    packed = zlib.compress(listed + b" " * (size - len(listed)), 9)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    objects = {
        2: b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 9 9]>>",
        3: b"<</Type/Catalog/Pages 1 0 R>>",
        4: head + b"\nstream\n" + packed + b"\nendstream",
    }
    body, rows = b"%PDF-1.5\n", b"\0" * 5 + b"\x02\0\0\x04\0"
    for number, text in objects.items():
        rows += b"\x01" + len(body).to_bytes(3) + b"\0"
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    start = len(body)
    rows += b"\x01" + start.to_bytes(3) + b"\0"
    table = b"<</Type/XRef/Size 6/W[1 3 1]/Root 3 0 R/Length %d>>" % len(rows)
    body += b"5 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (table, rows)
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def picture(form="JPEG", size=(40, 30)):
    written = BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(written, form)
    return written.getvalue()


def png_bomb(width, height):
    """A PNG of a few hundred bytes that says it is huge."""
    small = picture("PNG", (1, 1))
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + small[24:29]
    return small[:8] + (13).to_bytes(4) + head + zlib.crc32(head).to_bytes(4) + small[33:]


def xlsx(extra=None, types=TYPES, workbook=WORKBOOK):
    """A workbook; `extra` maps further names in the archive to their bytes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("xl/workbook.xml", workbook)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return written.getvalue()


def xlsx_padded(megabytes):
    """A workbook with a sheet of so many megabytes of nothing."""
    written = BytesIO(xlsx())
    with (
        zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(megabytes):
            sheet.write(bytes(1024**2))
    return written.getvalue()


def archive(names):
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    return written.getvalue()


def read(evidence):
    with evidence.file.open("rb") as kept:
        return kept.read()


def _saved(new, **saving):
    written = BytesIO()
    # An encrypted file cannot have an identity of its content alone.
    same = {} if "encryption" in saving else {"deterministic_id": True}
    new.save(written, **same, **saving)
    return written.getvalue()
