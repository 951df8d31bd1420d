"""The notices of a meeting, one for each member, as one file."""

from collections.abc import Sequence

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
    title = f"หนังสือเชิญประชุม {meeting}"
    content = typesetting.joined(set_, title=title)
    return Made(name=f"{title}.pdf".replace("/", "-"), content=content)


def _some_at_once(letters: Sequence[ExternalLetter]) -> list[Sequence[ExternalLetter]]:
    return [letters[n : n + _AT_ONCE] for n in range(0, len(letters), _AT_ONCE)]
