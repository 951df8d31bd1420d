"""LINE by its Messaging API: one push message, with a key that makes a second try harmless.

Source: LINE Developers, Messaging API reference, "Send push message" and "Retry a failed API
request". Tested against a stand-in that checks what LINE checks, never against LINE itself.
"""

from typing import Self
from uuid import UUID

import requests
from django.conf import settings

from prasan.reminders.channels.faults import Refused, Unreachable

_PATH = "/v2/bot/message/push"
_TIMEOUT = (5, 20)
# The most characters LINE takes in one text.
_LONGEST = 5000
_OK, _ALREADY_TAKEN, _TOO_MANY, _THEIR_FAULT = 200, 409, 429, 500


class Line:
    """A try whose answer was lost is repeated under the same key: LINE answers 409 then."""

    can_repeat = True

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address.rstrip("/"), token

    @classmethod
    def configured(cls) -> Self | None:
        return cls(settings.LINE_ADDRESS, settings.LINE_TOKEN) if settings.LINE_TOKEN else None

    def carry(self, *, to: str, title: str, body: str, key: UUID) -> None:
        text = f"{title}\n\n{body}"
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST - 1]}…"
        try:
            answer = requests.post(
                self.address + _PATH,
                json={"to": to, "messages": [{"type": "text", "text": text}]},
                headers={"Authorization": f"Bearer {self.token}", "X-Line-Retry-Key": str(key)},
                timeout=_TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as fault:
            raise Unreachable("ติดต่อ LINE ไม่ได้") from fault
        if answer.status_code in (_OK, _ALREADY_TAKEN):
            return
        if answer.status_code == _TOO_MANY or answer.status_code >= _THEIR_FAULT:
            raise Unreachable(f"LINE รับข้อความไม่ได้ในขณะนี้ (ตอบว่า {answer.status_code})")
        raise Refused(f"LINE ไม่รับข้อความ (ตอบว่า {answer.status_code})")
