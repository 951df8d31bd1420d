"""How a message can fail to be handed over."""


class Unreachable(Exception):
    """The other side did not take it, now: try again later."""


class Refused(Exception):
    """The other side will never take it: say so."""


class Uncertain(Exception):
    """It may have been taken: trying again could double it."""
