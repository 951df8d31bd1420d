"""The outside of .xlsx and .ods files: what they unpack to is asked before they are unpacked."""

import zipfile
import zlib
from io import BytesIO

from prasan.workbooks.parsing.limits import MOST_ENTRIES, MOST_UNPACKED, CannotRead

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


class Archive:
    """The parts of a zipped spreadsheet by name; refuses bombs, passwords and damage."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN:
            raise CannotRead("damaged") from None
        entries = self._zip.infolist()
        self.names = [entry.filename for entry in entries]
        if any(entry.flag_bits & 1 for entry in entries):
            raise CannotRead("locked")
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
            raise CannotRead("bomb")
        if len(set(self.names)) < len(self.names):
            raise CannotRead("damaged")

    def part(self, name: str) -> bytes:
        """One part unpacked. Python stops at the size the table of contents gives for it."""
        try:
            with self._zip.open(name) as part:
                text = part.read(MOST_UNPACKED)
        except (*_BROKEN, KeyError):
            raise CannotRead("damaged") from None
        if b"<!DOCTYPE" in text[:4096]:
            raise CannotRead("damaged")
        return text
