"""Pictures of files, to look at before one opens them: small ones, without what cameras add.

Made when they are first asked for, in a process apart with limits of memory and time, and kept
by the checksum of the file: the same content is drawn once, whoever sent it. They hold nothing
that the file does not, and may be thrown away at any time.
"""

import logging
import os
import subprocess
import sys
from enum import IntEnum
from pathlib import Path
from threading import BoundedSemaphore

from django.core.files.base import ContentFile

from prasan.evidence.models import Evidence
from prasan.evidence.rendering.__main__ import CANNOT

_ROOT = Path(__file__).resolve().parent.parent.parent
_PATIENCE = 30
# No more are drawn at a time by one process of the server: a sheet may ask for twenty.
_PLACES = BoundedSemaphore(2)
_log = logging.getLogger(__name__)


class Size(IntEnum):
    """How wide, in dots."""

    SMALL = 240
    LARGE = 1100


def mark(evidence: Evidence, page: int, size: Size) -> str:
    """What tells one picture from every other, now and for ever."""
    return f"{evidence.sha256}-{page}-{size.name.lower()}"


def picture(evidence: Evidence, page: int, size: Size) -> bytes | None:
    """One page of `evidence` as a JPEG; None where none can be made. Pages count from 1."""
    storage = evidence.file.storage
    place = f"previews/{evidence.sha256[:2]}/{mark(evidence, page, size)}.jpg"
    if storage.exists(place):
        with storage.open(place) as kept:
            return kept.read() or None
    try:
        with evidence.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError:
        return None
    made = _drawn(evidence.kind, content, page, size)
    if made is None:
        return None
    saved = storage.save(place, ContentFile(made))
    if saved != place:
        # Someone else drew the same meanwhile.
        storage.delete(saved)
    return made or None


def _drawn(kind: str, content: bytes, page: int, size: Size) -> bytes | None:
    """The picture; nothing but b"" when it can never be made, None when it failed this time."""
    command = [sys.executable, "-s", "-m", "prasan.evidence.rendering", kind, str(page), str(size)]
    # None of our own environment goes along: it holds keys.
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.defpath}
    if not _PLACES.acquire(timeout=_PATIENCE):
        return None
    try:
        child = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    finally:
        _PLACES.release()
    if child.returncode:
        _log.info("No preview: %s", child.stderr[-300:].decode("utf-8", "replace"))
        return b"" if child.returncode == CANNOT else None
    return child.stdout
