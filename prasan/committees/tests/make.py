"""Rulebooks for tests, loaded through actions."""

from datetime import date

from prasan.committees.actions import Wanted, load_rulebooks
from prasan.committees.models import Rulebook

SINCE = date(2008, 2, 28)
LINES = (
    Wanted("members", low=9, high=25, source="ระเบียบ"),
    Wanted("term", low=4, high=4, source="ระเบียบ"),
    Wanted("quorum", low=50, source="ระเบียบ"),
    Wanted("meetings", low=2, source="หนังสือ"),
    Wanted("seat", seat="chair", low=1, high=1, source="ระเบียบ"),
    Wanted("seat", seat="secretary", low=1, high=1, source="ระเบียบ"),
)


def row(kind="tambon", starts=SINCE, lines=LINES) -> dict[str, object]:
    """A version as the file of start values lists it."""
    return {
        "kind": kind,
        "starts": starts,
        "regulation": "ระเบียบตัวอย่าง",
        "lines": [vars(line) for line in lines],
    }


def rulebook(by, kind="tambon", starts=SINCE, lines=LINES) -> Rulebook:
    """A version of start values, which nobody confirmed yet."""
    load_rulebooks(by=by, listed=[row(kind, starts, lines)])
    return Rulebook.objects.get(kind=kind, starts=starts)
