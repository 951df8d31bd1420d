"""What people do with reminders: say they know, give an address."""

from datetime import datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.reminders.models import Address, Message


@transaction.atomic
def acknowledge(*, by: User, message: Message, at: datetime) -> Message:
    """Say that one has read it; a second click changes nothing."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.acknowledged_at is None:
        message.acknowledged_at = at
        message.save(update_fields=["acknowledged_at"])
        log.record(
            by=by.username,
            verb="reminder.acknowledged",
            target=message,
            summary=f"รับทราบ {message.title}",
        )
    return message


@transaction.atomic
def give_address(*, by: User, channel: str, value: str, at: datetime) -> Address:
    """One's own address for a channel; it takes the place of the one before. The same again
    changes nothing."""
    User.objects.select_for_update().get(pk=by.pk)
    known = Address.objects.standing().filter(user=by, channel=channel).first()
    if known is not None and known.value == value:
        return known
    if known is not None:
        _end(by, known, at)
    address = Address.objects.create(user=by, channel=channel, value=value, given_at=at)
    told = f"ขอรับการแจ้งเตือนทาง {address.get_channel_display()}"
    log.record(by=by.username, verb="reminder.address_given", target=address, summary=told)
    return address


@transaction.atomic
def withdraw_address(*, by: User, address: Address, at: datetime) -> Address:
    """No more reminders there; a second call changes nothing."""
    address = Address.objects.select_for_update(of=("self",)).get(pk=address.pk)
    if address.withdrawn_at is None:
        _end(by, address, at)
        told = f"เลิกรับการแจ้งเตือนทาง {address.get_channel_display()}"
        log.record(by=by.username, verb="reminder.address_withdrawn", target=address, summary=told)
    return address


def _end(by: User, address: Address, at: datetime) -> None:
    address.withdrawn_at, address.withdrawn_by = at, by
    address.save(update_fields=["withdrawn_at", "withdrawn_by"])
