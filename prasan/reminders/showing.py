"""Reminders as their pages show them: words and signs, nothing left to decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from prasan.reminders.models import Address, Channel, Dispatch, Message, Why
from prasan.reminders.rules import Sending


@dataclass(frozen=True)
class Shown:
    """How a message stands: colour class, sign and words."""

    css: str
    sign: str
    label: str


@dataclass(frozen=True)
class Told:
    """One person a line went to: who, how it fares, when, and why not."""

    name: str
    state: Shown
    at: datetime | None
    problem: str
    because: str = ""
    instead_of: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the ledger with the people it reached; nobody leaves `told` empty."""

    dispatch: Dispatch
    told: Sequence[Told]


@dataclass(frozen=True)
class ShownAddress:
    """One's own address, masked as far as it need not be read."""

    address: Address
    masked: str


def state(message: Message) -> Shown:
    """How far a message has come, in words for its channel."""
    known = {
        Sending.WAITING: Shown("wait", "wait", _("รอส่ง")),
        Sending.RETRYING: Shown("part", "soon", _("ส่งไม่ได้ จะส่งอีก")),
        Sending.SENT: Shown("met", "met-late", _("ส่งแล้ว")),
        Sending.GIVEN_UP: Shown("late", "late", _("ส่งไม่สำเร็จ")),
        Sending.ACKNOWLEDGED: Shown("met", "met", _("รับทราบแล้ว")),
    }
    if message.channel == Channel.INBOX and message.acknowledged_at is None:
        return Shown("wait", "wait", _("ยังไม่กดรับทราบ"))
    return known[message.sending]


def shown_line(dispatch: Dispatch) -> Line:
    """A line with its people; `messages` and their recipients are expected to be at hand."""
    return Line(dispatch, [_told(message) for message in dispatch.messages.all()])


def shown_address(address: Address) -> ShownAddress:
    value = address.value
    if address.channel == Channel.EMAIL:
        name, at, host = value.partition("@")
        return ShownAddress(address, f"{name[:2]}…{at}{host}")
    return ShownAddress(address, f"{value[:3]}…{value[-3:]}")


def _told(message: Message) -> Told:
    when = message.acknowledged_at or message.sent_at or message.given_up_at or message.retry_at
    told = Told(str(message.recipient), state(message), when, message.problem)
    if message.because == Why.POST:
        return told
    return replace(
        told, because=message.get_because_display(), instead_of=str(message.instead_of or "")
    )
