"""Drafts and letters for the tests of the register."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from prasan.accounts.actions import open_office
from prasan.accounts.models import Office, User
from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed
from prasan.letters.actions import (
    Addressed,
    draft_letter,
    name_signatory,
    number_batch,
    number_letter,
    open_series,
    receive_letter,
    record_sent,
    register_letter,
    save_draft,
)
from prasan.letters.documents import ExternalLetter, Paragraph
from prasan.letters.models import Batch, Incoming, Letter, Series, Signatory, Urgency

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


def signatory(by: User, office: Office, **fields) -> Signatory:
    said = {"name": "นายแสงเทียน สมมุติวงศ์", "post_title": "พัฒนาการจังหวัดลำปาง"}
    return name_signatory(
        by=by, office=office, **{**said, "starts": date(2023, 10, 1), "scope": "all", **fields}
    )


def addressed(area: Area, *, text: str = "", address: str = "") -> Addressed:
    """A letter of a batch to the chief of `area`, with its own text."""
    name = f"นาย{area.title}"
    body = (Paragraph(text or f"{area.title}ยังมีเรื่องที่ต้องดำเนินการ"), Paragraph("จึงเรียนมาเพื่อโปรดทราบ"))
    content = ExternalLetter(subject=SUBJECT, to=(name,), body=body, place=("ศาลากลางจังหวัดลำปาง",))
    return Addressed(area, name, address, content)


def batch(by: User, office: Office, *areas: Area, **fields) -> Batch:
    """Letters to the chiefs of `areas`, numbered together on 5 November 2567."""
    signing = Signatory.objects.filter(office=office).first() or signatory(by, office)
    said = {
        "subject": SUBJECT, "urgency": Urgency.URGENT, "signatory": signing, "dated": TODAY,
        "letters": [addressed(area) for area in areas], "at": moment(),
    }  # fmt: skip
    return number_batch(by=by, office=office, **{**said, **fields})


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


def districts(count: int) -> list[Area]:
    """As many new districts of Lampang, with long names."""
    known = [Listed(area.code, area.name, area.name_en) for area in Area.objects.all()]
    new = [
        Listed(f"52{number}", f"ทดสอบชื่อยาวมากแห่งที่ {number}", f"New {number}")
        for number in range(40, 40 + count)
    ]
    load_areas(by="system", listed=[*known, *new], today=date(2023, 1, 1))
    return list(Area.objects.filter(code__in=[one.code for one in new]))
