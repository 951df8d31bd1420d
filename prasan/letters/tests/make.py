"""Drafts and letters for the tests of the register."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from prasan.accounts.actions import open_office
from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.letters.actions import (
    draft_letter,
    number_letter,
    open_series,
    receive_letter,
    record_sent,
    register_letter,
    save_draft,
)
from prasan.letters.documents import ExternalLetter, Paragraph
from prasan.letters.models import Incoming, Letter, Series, Urgency

TODAY = date(2024, 11, 5)
LAST = 2597
SUBJECT = "ขอเร่งรัดการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน"


def moment(day: date = TODAY, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Bangkok"))


def office(by: User, area: Area, *, code: str = "ลป 0019.3", last: int = LAST) -> Office:
    """An office whose circulars of 2567 have reached `last`."""
    opened = open_office(
        by=by,
        area=area,
        name=f"สำนักงานพัฒนาชุมชน{area}",
        code=code,
        hall="ศาลากลางจังหวัดลำปาง",
        address="ลำปาง 52000",
    )
    open_series(by=by, office=opened, series=Series.CIRCULAR, year=2567, last=last)
    return opened


def draft(by: User, office: Office, *, series: str = Series.CIRCULAR, **fields) -> Letter:
    return draft_letter(
        by=by,
        office=office,
        series=series,
        urgency=Urgency.MOST_URGENT,
        at=moment(),
        **{"subject": SUBJECT, **fields},
    )


def paper(*areas: Area) -> dict:
    """A letter of one page to the chiefs of `areas`, as it is stored."""
    return ExternalLetter(
        subject=SUBJECT,
        to=tuple(f"นาย{area.title}" for area in areas),
        body=(Paragraph("ขอให้รายงาน"), Paragraph("จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ")),
        place=("ศาลากลางจังหวัดลำปาง",),
    ).to_json()


def written(by: User, office: Office, *areas: Area, edition: int = 0, **fields) -> Letter:
    """A draft with its text, to the chiefs of `areas`."""
    return save_draft(
        by=by,
        letter=draft(by, office, **fields),
        edition=edition,
        recipients=[(area, f"นาย{area.title}") for area in areas],
        content=paper(*areas),
    )


def from_paper(by: User, office: Office, *areas: Area, number: int = 25668) -> Letter:
    """The circular of 27 October 2566, entered from paper."""
    dated = date(2023, 10, 27)
    return register_letter(
        by=by,
        office=office,
        series=Series.CIRCULAR,
        urgency=Urgency.MOST_URGENT,
        number=number,
        dated=dated,
        subject=SUBJECT,
        recipients=[(area, f"นาย{area.title}") for area in areas],
        at=moment(dated),
    )


def sent(by: User, office: Office, *areas: Area, **fields) -> Letter:
    """A letter to the chiefs of `areas`, numbered and sent on 5 November 2567."""
    letter = written(by, office, *areas, **fields)
    letter = number_letter(by=by, letter=letter, dated=TODAY, at=moment())
    return record_sent(by=by, letter=letter, at=moment())


def received(by: User, office: Office, **fields) -> Incoming:
    """A letter of the department, received in the morning of 5 November 2567."""
    said = {
        "sender": "กรมการพัฒนาชุมชน",
        "their_number": "มท 0402/ว 123",
        "dated": date(2024, 10, 30),
        "addressed": "ผู้ว่าราชการจังหวัดลำปาง",
        "subject": "การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน",
        "urgency": Urgency.VERY_URGENT,
    }
    at = {"received_at": moment(hour=9), "at": moment()}
    return receive_letter(by=by, office=office, **{**at, **said, **fields})
