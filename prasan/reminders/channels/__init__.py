"""The ways out of the house. A carrier takes one message, or says why not in one of three ways."""

from typing import Protocol
from uuid import UUID

from prasan.reminders.channels.email import Email
from prasan.reminders.channels.faults import Refused, Uncertain, Unreachable
from prasan.reminders.channels.line import Line

__all__ = ["Carrier", "Refused", "Uncertain", "Unreachable", "carriers"]


class Carrier(Protocol):
    """`can_repeat`: whether the other side knows a second try by its key, so that a try whose end
    nobody knows may be repeated without doubling."""

    can_repeat: bool

    def carry(self, *, to: str, title: str, body: str, key: UUID) -> None:
        """Hand the message over; raises Unreachable, Refused or Uncertain."""


def carriers() -> dict[str, Carrier]:
    """The carriers this installation is set up for, by channel (docs/operations.md)."""
    known: dict[str, Carrier | None] = {"email": Email.configured(), "line": Line.configured()}
    return {channel: carrier for channel, carrier in known.items() if carrier is not None}
