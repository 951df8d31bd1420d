"""E-mail by the office's own SMTP server."""

import smtplib
from typing import Self
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from prasan.reminders.channels.faults import Refused, Uncertain, Unreachable

_TIMEOUT = 20
# From this reply code on, the server means it for good (RFC 5321, 4.2.1).
_FOR_GOOD = 500


class Email:
    """SMTP has no way to know a second try, so an end nobody saw is not repeated."""

    can_repeat = False

    @classmethod
    def configured(cls) -> Self | None:
        return cls() if settings.EMAIL_HOST else None

    def carry(self, *, to: str, title: str, body: str, key: UUID) -> None:
        """One plain letter. What fails before the text was handed over was surely not taken."""
        connection = EmailBackend(timeout=_TIMEOUT)
        letter = EmailMessage(
            title, body, to=[to], connection=connection, headers={"Message-ID": f"<{key}@prasan>"}
        )
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as fault:
            raise Unreachable("ติดต่อเครื่องส่งอีเมลไม่ได้") from fault
        try:
            letter.send()
        except smtplib.SMTPRecipientsRefused as fault:
            code = max(reply[0] for reply in fault.recipients.values())
            raise _judged(code, "เครื่องส่งอีเมลไม่รับที่อยู่นี้") from fault
        except smtplib.SMTPResponseException as fault:
            raise _judged(fault.smtp_code, "เครื่องส่งอีเมลไม่รับข้อความ") from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise Uncertain("สายหลุดระหว่างส่งอีเมล ไม่ทราบว่าถึงหรือไม่") from fault
        finally:
            connection.close()


def _judged(code: int, words: str) -> Exception:
    fault = Refused if code >= _FOR_GOOD else Unreachable
    return fault(f"{words} (ตอบว่า {code})")
