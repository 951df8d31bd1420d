"""First passwords, made to be read out once and then changed."""

import secrets

# Without letters and digits that are taken for one another.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LENGTH = 4, 4


def made() -> str:
    """A password of four groups of four, kq7m-9xfd-2hzr-w4tn: some 79 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)
