"""Where certificates lie: files of the machine, never the database (docs/operations.md).

In the folder PRASAN_SIGNING: `ลป 0019.3.p12` and `ลป 0019.3.password` for the office of that letter
code, `roots/*.pem`, whose certificates are trusted, and `revoked/*.crl`, lists of those that were
taken back. PRASAN_TIMESTAMPS is the address time-stamps are asked of.
"""

import logging
from pathlib import Path

from asn1crypto import crl, pem, x509  # type: ignore[import-untyped]
from django.conf import settings
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from prasan.accounts.models import Office
from prasan.letters.signatures.signing import CannotSign, Certificate

_log = logging.getLogger(__name__)
_PATIENCE = 10


def certificate_of(office: Office) -> Certificate | None:
    """The office's certificate; None without one. Raises CannotSign when it cannot be opened."""
    folder: Path | None = settings.SIGNING
    if folder is None:
        return None
    file = folder / f"{_safe(office.code)}.p12"
    if not file.is_file():
        return None
    try:
        password = file.with_name(f"{_safe(office.code)}.password").read_text(encoding="utf-8")
    except OSError:
        raise CannotSign("มีใบรับรองของสำนักงาน แต่ไม่มีแฟ้มรหัสผ่านข้างกัน ให้ผู้ดูแลเครื่องวางแฟ้มรหัสผ่าน") from None
    return Certificate.opened(file.read_bytes(), password.strip())


def roots() -> list[x509.Certificate]:
    """The certificates of those who are trusted to issue others; none without a folder."""
    folder: Path | None = settings.SIGNING
    if folder is None:
        return []
    found = []
    for path in sorted((folder / "roots").glob("*.pem")):
        for _kind, _headers, content in pem.unarmor(path.read_bytes(), multiple=True):
            found.append(x509.Certificate.load(content))
    return found


def revocations() -> list[crl.CertificateList]:
    """Lists of certificates taken back by who issued them; a file that is none is passed over."""
    folder: Path | None = settings.SIGNING
    if folder is None:
        return []
    found = []
    for path in sorted((folder / "revoked").glob("*.crl")):
        content = path.read_bytes()
        try:
            content = pem.unarmor(content)[2] if pem.detect(content) else content
            found.append(crl.CertificateList.load(content, strict=True))
        except ValueError:
            _log.warning("no list of revoked certificates: %s", path.name)
    return found


def timestamper() -> TimeStamper | None:
    """Who is asked for time-stamps; None where none is set."""
    if not settings.TIMESTAMPS:
        return None
    return HTTPTimeStamper(settings.TIMESTAMPS, timeout=_PATIENCE)


def _safe(code: str) -> str:
    """A letter code as the name of a file."""
    return code.replace("/", "-").replace("\\", "-").strip(". ")
