"""What a paper leaves open: places still to be filled in, and boxes to be ticked.

Each is a character of its own in a text, so that lines break around it like around any word.
"""

import re
from collections.abc import Iterator

# Of Unicode's private area: no face prints them and nobody types them.
GREY, DOTS, BOX, TICKED = "\ue000", "\ue001", "\ue002", "\ue003"
# One GREY or DOTS is this wide; a longer place is several side by side.
STEP_CM = 0.5
_OPEN = re.compile(f"({GREY}+|{DOTS}+|{BOX}|{TICKED})")


def blank(length_cm: float) -> str:
    """A grey space for what a draft does not know yet, such as its number."""
    return GREY * max(round(length_cm / STEP_CM), 1)


def dotted(length_cm: float) -> str:
    """A dotted line to write on by hand."""
    return DOTS * max(round(length_cm / STEP_CM), 1)


def segments(text: str) -> Iterator[str]:
    """`text` cut into plain text and open places, none empty."""
    yield from (part for part in _OPEN.split(text) if part)


def is_open(text: str) -> bool:
    """Whether `text` holds an open place."""
    return _OPEN.search(text) is not None
