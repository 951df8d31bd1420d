"""Issuing the notice of a meeting as a letter with its number."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import Office, User
from prasan.letters.actions import draft_letter, number_letter, save_draft
from prasan.letters.models import Series, Signatory, Urgency
from prasan.meetings import documents
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.locked import locked_together, refuse_unless
from prasan.meetings.models import Meeting, Notice
from prasan.meetings.papers import call_of
from prasan.meetings.rules import Stage
from prasan.meetings.sittings import whole_of


@transaction.atomic
def issue_notice(
    *,
    by: User,
    meeting: Meeting,
    office: Office,
    signatory: Signatory | None,
    dated: date,
    at: datetime,
) -> Notice:
    """The notice of a convened meeting under the next number of the office's circulars.

    One number serves all members, as of any circular, and all committees that sit together. A
    second call gives the notice there is; after the meeting was convened anew, or others joined,
    a new one with a number of its own.
    """
    whole = whole_of(locked_together(meeting)[0])
    meeting = whole[0]
    for one in whole:
        refuse_unless(one, Stage.CONVENED, doing="ออกหนังสือเชิญประชุม")
    known = standing_notice(meeting)
    if known is not None:
        return known
    if dated > meeting.planned:
        raise ValidationError({"dated": "หนังสือลงวันที่หลังวันประชุม ใส่วันที่ไม่เกินวันประชุม"})
    names = ", ".join(f"{one.committee}" for one in whole)
    everyone = f"คณะกรรมการ {names} ทุกท่าน"
    letter_text = documents.notice(call_of(meeting, signatory=signatory), to=everyone)
    letter = draft_letter(
        by=by,
        office=office,
        series=Series.CIRCULAR,
        urgency=Urgency.NORMAL,
        subject=letter_text.subject,
        at=at,
    )
    letter = save_draft(
        by=by,
        letter=letter,
        edition=letter.edition,
        recipients=[(meeting.committee.area, everyone)],
        content=letter_text.to_json(),
        signatory=signatory,
    )
    letter = number_letter(by=by, letter=letter, dated=dated, at=at)
    notice = Notice.objects.create(meeting=meeting, letter=letter)
    for one in whole:
        tell(
            by,
            one,
            "meeting.notice_issued",
            f"ออกหนังสือเชิญประชุม {letter.label} สำหรับ{one}",
            {"letter": letter.label, "dated": dated},
        )
    return notice


def standing_notice(meeting: Meeting) -> Notice | None:
    """The notice that calls to the meeting as it is planned now; None while there is none.

    One written before the meeting was convened anew speaks of another day, hour or place.
    """
    notices = Notice.objects.filter(meeting__in=whole_of(meeting))
    last = notices.select_related("letter__office").order_by("pk").last()
    if last is None or meeting.convened is None:
        return None
    now = documents.notice(call_of(meeting), to="").body[0].text
    said = last.letter.content.get("body", [{}])[0].get("text", "")
    return last if said == now else None
