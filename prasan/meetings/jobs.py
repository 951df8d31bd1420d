"""The notices of a meeting, one for each member, as one file."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf

from prasan.jobs.kinds import Made, kind
from prasan.jobs.work import Work
from prasan.letters import typesetting
from prasan.letters.documents import ExternalLetter
from prasan.meetings.models import Meeting
from prasan.meetings.papers import notices_of

NOTICES = "meetings.notices"
_AT_ONCE = 10


@kind(NOTICES)
def notices(work: Work) -> Made:
    """Set every member's notice and join them, in the order of the register."""
    meetings = Meeting.objects.select_related("committee__area__parent__parent")
    meeting = meetings.get(pk=work.arguments["meeting"])
    letters = [letter for _seat, letter in notices_of(meeting)]
    set_ = []
    for some in _some_at_once(letters):
        set_ += typesetting.many(some)
        work.told(len(set_))
    return Made(name=f"หนังสือเชิญประชุม {meeting}.pdf".replace("/", "-"), content=_joined(set_))


def _some_at_once(letters: Sequence[ExternalLetter]) -> list[Sequence[ExternalLetter]]:
    return [letters[n : n + _AT_ONCE] for n in range(0, len(letters), _AT_ONCE)]


def _joined(files: Sequence[bytes]) -> bytes:
    """One PDF of several, page after page."""
    out = BytesIO()
    with pikepdf.new() as whole:
        for content in files:
            with pikepdf.open(BytesIO(content)) as one:
                whole.pages.extend(one.pages)
        whole.save(out, deterministic_id=True)
    return out.getvalue()
