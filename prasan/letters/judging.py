"""What the signature of a kept file is worth, as of when the file came."""

from collections.abc import Sequence

from prasan.evidence.models import Evidence, FileKind
from prasan.letters.models import Letter
from prasan.letters.signatures import Standing, Verdict, revocations, roots, verdict_on

_CSS = {
    Standing.GOOD: ("met", "met"),
    Standing.BY_HAND: ("wait", "none"),
    Standing.SOMEONE_ELSE: ("part", "soon"),
    Standing.NOT_TRUSTED: ("part", "soon"),
    Standing.NOT_YET: ("part", "soon"),
}


def judged(file: Evidence, names: Sequence[str] = ()) -> Verdict:
    """The verdict on a file; a picture is a scan. A file that is gone says so."""
    if file.kind != FileKind.PDF:
        return Verdict(Standing.BY_HAND, "ภาพถ่ายหรือสแกนของฉบับที่ลงนามด้วยปากกา ใช้ได้เท่ากัน")
    try:
        with file.file.open("rb") as copy:
            content = copy.read()
    except FileNotFoundError:
        return Verdict(Standing.UNREADABLE, "ไม่พบไฟล์ในเครื่อง แจ้งผู้ดูแลระบบ")
    return verdict_on(
        content, roots=roots(), names=names, at=file.received_at, revoked=revocations()
    )


def expected_names(letter: Letter) -> list[str]:
    """Whose certificate a letter's signature may be: whoever signs it, or its office."""
    return [letter.signatory.name if letter.signatory else "", letter.office.name]


def shown_as(verdict: Verdict) -> tuple[str, str]:
    """How a standing looks: the class of its state and the sign."""
    return _CSS.get(verdict.standing, ("late", "late"))
