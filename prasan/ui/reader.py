"""What one reader chose for the screen: digits and language, kept in two cookies.

The digits of the running request stand in a context variable, so that plain filters know them.
Outside a request (documents, commands, tests) they are Arabic.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from prasan.thai.digits import thai

DIGITS_COOKIE = "digits"
ARABIC, THAI = "arabic", "thai"

_digits: ContextVar[str] = ContextVar("digits", default=ARABIC)


def digits() -> str:
    """The digits chosen: ARABIC or THAI."""
    return _digits.get()


@contextmanager
def reading(choice: str | None) -> Iterator[None]:
    """Within, numbers are shown in the digits `choice`; anything unknown means Arabic."""
    token = _digits.set(THAI if choice == THAI else ARABIC)
    try:
        yield
    finally:
        _digits.reset(token)


def shown(value: object) -> str:
    """`value` as text in the digits the reader chose."""
    return thai(value) if digits() == THAI else str(value)
