"""The token in the QR code of a meeting: what it lets a phone do, and for how long.

Decision 0023: it opens one thing only, to say of one meeting "this member is here now", while its
doors are open; it grows old in minutes, so a photograph of the screen serves nobody at home.
"""

from django.core import signing

from prasan.meetings.models import Meeting

_SALT = "meetings.check-in"
# The clerk's screen shows a new one twice in this time.
SECONDS = 600
NEW_AFTER = SECONDS // 2

NOT_OURS = "QR นี้ไม่ใช่ของการประชุมในระบบนี้ หรืออ่านมาไม่ครบ สแกนใหม่จากจอในห้องประชุม"
TOO_OLD = "QR นี้หมดเวลาแล้ว จอในห้องประชุมเปลี่ยน QR ทุก 5 นาที สแกนใหม่จากจอ"


class Refused(Exception):
    """Why a token opens nothing; a sentence for whoever scanned it."""


def token(meeting: Meeting) -> str:
    """What a phone shows to check someone in at `meeting`, good from now on for ten minutes."""
    return signing.dumps(meeting.pk, salt=_SALT)


def meeting_of(token: str) -> int:
    """The key of the meeting a token is for; raises Refused for a false or an old one."""
    try:
        found = signing.loads(token, salt=_SALT, max_age=SECONDS)
    except signing.SignatureExpired:
        raise Refused(TOO_OLD) from None
    except signing.BadSignature:
        raise Refused(NOT_OURS) from None
    return int(found)
