"""What an uploaded file may be called, which edition stands, who may check it: plain values."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

NAME_LENGTH = 120
# Endings by which officers' files go. One of these at the end of a name is an ending; anything
# else after a full stop belongs to the name, as the year does in "คำสั่ง 12.2567".
_ENDINGS = {
    *("pdf", "jpg", "jpeg", "jpe", "jfif", "png"),
    *("xlsx", "xls", "xlsm", "xlsb", "csv"),
    *("doc", "docx", "ppt", "pptx", "odt", "ods", "rtf", "txt", "htm"),
    *("html", "gif", "webp", "heic", "bmp", "tif", "tiff"),
    *("svg", "zip", "rar"),
    *("7z", "exe", "bat", "cmd", "js", "vbs", "msi", "apk", "scr", "com", "lnk"),
}
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def name_kept(name: str, endings: tuple[str, ...]) -> str:
    """`name` as it is kept: without folders, control and direction marks, with a true ending.

    `endings` are those of what the file really is, the usual one first: a PDF called "a.jpg" is
    kept as "a.pdf". A name of nothing but marks becomes "ไฟล์".
    Source: ours.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    spaced = "".join(" " if character in "\t\r\n" else character for character in last)
    shown = (
        character
        for character in unicodedata.normalize("NFC", spaced)
        if unicodedata.category(character) not in _UNPRINTABLE
    )
    stem, ending = _parted(" ".join("".join(shown).split()).rstrip(". "))
    ending = ending if ending in endings else endings[0]
    return f"{stem[:NAME_LENGTH].strip('. ') or 'ไฟล์'}.{ending}"


def size_named(size: int) -> str:
    """A number of bytes as people say it: 20 MB, 840 kB."""
    megabytes = size / 1024**2
    if megabytes >= 1:
        return f"{megabytes:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / 1024))} kB"


def edition_shown(revised: Sequence[datetime | None], own: int, at: datetime | None) -> int:
    """The place of the edition that stands where the one at `own` was pointed at.

    `revised` is when each replaced the one before, the first None, oldest first. Without `at` it
    is the newest; as of a moment, the last that had replaced by then, and never an older one than
    was pointed at.
    Source: ours; what was given on a day stays what it was, see decision 0035.
    """
    later = range(own + 1, len(revised))
    standing = [place for place in later if at is None or (revised[place] or at) <= at]
    return max(standing, default=own)


def day_problem(dated: date, today: date) -> str:
    """Why a file cannot be of that day; "" when it can.

    Source: ours.
    """
    if dated > today:
        return "วันที่ของหลักฐานอยู่หลังวันนี้ ใส่วันที่ที่เกิดขึ้นจริงตามที่เขียนในไฟล์"
    return ""


def may_verify(*, sender: int, checker: int) -> bool:
    """Whether `checker` may say that a file is good: whoever sent it may not.

    Source: ours, after the second person of overruled scores.
    """
    return sender != checker


def _parted(name: str) -> tuple[str, str]:
    """The name before its ending and the ending; of several, "a.pdf.exe", all are endings."""
    stem, ending = name, ""
    while "." in stem and stem.rsplit(".", 1)[1].lower() in _ENDINGS:
        stem, found = stem.rsplit(".", 1)
        ending = ending or found.lower()
    return stem, ending
