"""Carry messages out of the house: taken up, handed over, tried again, given up."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from prasan.accounts.actions import system_user
from prasan.audit import log
from prasan.reminders import rules
from prasan.reminders.channels import Carrier, Refused, Uncertain, Unreachable
from prasan.reminders.models import Address, Message

_AT_ONCE = 200
NO_ADDRESS = "ผู้รับถอนที่อยู่แล้ว"
NO_WAY = "ช่องทางนี้ไม่ได้เปิดใช้แล้ว"
TOO_OLD = "ส่งไม่ได้ 7 วัน เลิกส่งเพราะข้อความเก่าแล้ว"
UNKNOWN = "เครื่องหยุดระหว่างส่ง ไม่ทราบว่าถึงหรือไม่ จึงไม่ส่งซ้ำ"


def send_waiting(*, carriers: Mapping[str, Carrier], at: datetime, now: datetime) -> int:
    """Hand over what waits, unless the hour is quiet; returns how many were taken.

    `at` is the hour shown to people and the one quietness is judged by; `now`, the real hour,
    spaces the tries. Each message is taken up in a transaction of its own before it leaves and its
    end is written after, so that two workers never carry the same one.
    """
    if rules.is_quiet(at):
        return 0
    lost = now - rules.SILENCE
    ready = Message.objects.outgoing().filter(
        Q(taken_at=None) | Q(taken_at__lt=lost), Q(retry_at=None) | Q(retry_at__lte=now)
    )
    waiting = list(ready.order_by("made_at", "pk").values_list("pk", flat=True)[:_AT_ONCE])
    return sum(_sent(pk, carriers, at=at, now=now) for pk in waiting)


def _sent(pk: int, carriers: Mapping[str, Carrier], *, at: datetime, now: datetime) -> bool:
    message = _taken(pk, carriers, at=at, now=now)
    if message is None:
        return False
    address = Address.objects.standing().get(user=message.recipient_id, channel=message.channel)
    try:
        carriers[message.channel].carry(
            to=address.value, title=message.title, body=message.body, key=message.key
        )
    except Unreachable as fault:
        return _tried(message, str(fault), now=now)
    except (Refused, Uncertain) as fault:
        return _given_up(message, str(fault), at=at)
    return _done(message, at=at)


@transaction.atomic
def _taken(
    pk: int, carriers: Mapping[str, Carrier], *, at: datetime, now: datetime
) -> Message | None:
    """The message, ours to carry; None when it is another's, or needs no carrying any more."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
    taken = message.taken_at
    if message.sent_at or message.given_up_at or (taken and taken > now - rules.SILENCE):
        return None
    carrier = carriers.get(message.channel)
    has_address = (
        Address.objects.standing().filter(user=message.recipient_id, channel=message.channel)
    ).exists()
    why = ""
    if carrier is None:
        why = NO_WAY
    elif not has_address:
        why = NO_ADDRESS
    elif taken and not carrier.can_repeat:
        why = UNKNOWN
    elif rules.is_stale(message.made_at, at):
        why = TOO_OLD
    if why:
        _given_up(message, why, at=at)
        return None
    message.taken_at = now
    message.save(update_fields=["taken_at"])
    return message


@transaction.atomic
def _done(message: Message, *, at: datetime) -> bool:
    Message.objects.filter(pk=message.pk).update(
        sent_at=at, taken_at=None, retry_at=None, problem="", tries=F("tries") + 1
    )
    _record(message, "reminder.sent", f"ส่งการแจ้งเตือนทาง {message.get_channel_display()}")
    return True


@transaction.atomic
def _tried(message: Message, problem: str, *, now: datetime) -> bool:
    tries = message.tries + 1
    Message.objects.filter(pk=message.pk).update(
        tries=tries, taken_at=None, retry_at=rules.next_try(tries, now), problem=problem
    )
    if tries == 1:
        _record(message, "reminder.delayed", f"ส่งการแจ้งเตือนไม่ได้ จะส่งอีก: {problem}")
    return False


@transaction.atomic
def _given_up(message: Message, problem: str, *, at: datetime) -> bool:
    Message.objects.filter(pk=message.pk).update(
        given_up_at=at, taken_at=None, retry_at=None, problem=problem
    )
    _record(message, "reminder.given_up", f"เลิกส่งการแจ้งเตือน: {problem}")
    return False


def _record(message: Message, verb: str, summary: str) -> None:
    log.record(by=system_user().username, verb=verb, target=message, summary=summary)
