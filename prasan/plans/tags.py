"""The words a project may be found by: programmes, and the ten duties of a centre."""

from functools import cache
from importlib.resources import files

import yaml

from prasan.centres.lists import duties
from prasan.ui.words import told

# The programme of the letter's item 6.
STRONG = "strong_tambon"
_DATA = files("prasan.plans") / "data"


@cache
def programmes() -> dict[str, str]:
    """The name of each programme by its code, in the order of the list."""
    listed = yaml.safe_load((_DATA / "tags.yaml").read_text(encoding="utf-8"))
    return {one["code"]: one["name"] for one in listed}


@cache
def tags() -> dict[str, str]:
    """The name of every tag by its code: programmes first, then the duties in their order."""
    return programmes() | {code: duty.name for code, duty in duties().items()}


def tag_name(code: str) -> str:
    """A tag in the reader's language; one that is listed no more is shown by its code."""
    return told(tags().get(code, code))
