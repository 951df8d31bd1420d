"""A letter to districts and the facts that answer it, made through the actions of each app."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from prasan.accounts.actions import open_office
from prasan.accounts.models import Office, User
from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed
from prasan.assessments.actions import file_complete
from prasan.assessments.models import Framework
from prasan.assessments.tests import make as assessments
from prasan.centres.actions import open_centre
from prasan.committees.actions import establish
from prasan.directives.actions import (
    Asked,
    Ordered,
    begin_cascade,
    enter_directive,
    issue_cascade,
    submit,
)
from prasan.directives.models import Directive, Obligation, Submission
from prasan.letters.actions import end_signatory, name_signatory, open_series
from prasan.letters.models import Incoming, Series, Urgency
from prasan.letters.tests import make as letters
from prasan.meetings.tests import make as meetings
from prasan.orders.models import Order
from prasan.orders.rules import Member
from prasan.orders.tests import make as orders
from prasan.plans.tests import make as plans
from prasan.thai.calendar import FiscalYear

DATED = date(2023, 10, 27)
DUE = date(2024, 10, 31)
NEW_DUE = date(2024, 11, 15)
TODAY = date(2024, 11, 5)
YEAR = 2567
SEATED = date(2023, 11, 6)
HELD = (date(2024, 2, 7), date(2024, 7, 10))
LAST_CIRCULAR = 2597
TITLE = "ขับเคลื่อนงาน ศอช. ปี 2567"

# The letter's six items with the nine duties they yield, in our own words.
ITEMS = {
    "ทบทวนคำสั่งและส่งสำเนา ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๗": (
        "district_order_copies",
        "tambon_order_copies",
        "integrated_order_copies",
        "registers",
    ),
    "ประเมินผลและส่งผล ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๗": ("assessments_filed",),
    "จัดให้มีการประชุมอย่างน้อยปีละ ๒ ครั้ง": ("meetings_held",),
    "ให้ คอช.ต. ร่วมเป็นผู้ทรงคุณวุฒิใน ก.บ.ต.": ("experts",),
    "มอบหมายภารกิจให้ศูนย์ฯ": ("missions",),
    "ผลักดันตำบลเข้มแข็งให้อยู่ในแผน": ("strong_tambon",),
}


def moment(day: date = TODAY, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo("Asia/Bangkok"))


def office(by: User, area: Area, *, code: str = "ลป 0019.3") -> Office:
    """The provincial office with its letterhead, a signatory, and its circulars up to 2597."""
    opened = open_office(
        by=by,
        area=area,
        name="สำนักงานพัฒนาชุมชนจังหวัดลำปาง",
        code=code,
        hall="ศาลากลางจังหวัดลำปาง",
        address="อำเภอเมืองลำปาง ลำปาง 52000",
        section="กลุ่มงานส่งเสริมการพัฒนาชุมชน",
        telephone="0 5400 0000",
        fax="0 5400 0001",
        motto="",
    )
    name_signatory(
        by=by,
        office=opened,
        name="นายแสงเทียน สมมุติวงศ์",
        post_title="พัฒนาการจังหวัดลำปาง",
        capacity="ปฏิบัติราชการแทน",
        principal="ผู้ว่าราชการจังหวัดลำปาง",
        authority="คำสั่งจังหวัดลำปาง (ตัวอย่าง) ที่ 1/2566",
        starts=date(2023, 10, 1),
    )
    open_series(by=by, office=opened, series=Series.CIRCULAR, year=2567, last=LAST_CIRCULAR)
    return opened


def office_below(by: User, area: Area, *, code: str) -> Office:
    """An office of another level with its letterhead and a signatory; its circulars begin at 1."""
    opened = open_office(
        by=by,
        area=area,
        name=f"สำนักงานพัฒนาชุมชน{area}",
        code=code,
        hall=f"ที่ว่าการ{area}",
        address="ลำปาง 52000",
    )
    name_signatory(
        by=by,
        office=opened,
        name="นายสายธาร สมมุติสกุล",
        post_title=f"พัฒนาการ{area}",
        capacity="รักษาราชการแทน",
        principal=f"นาย{area}",
        authority="คำสั่งอำเภอ (ตัวอย่าง) ที่ 9/2566",
        starts=date(2023, 10, 1),
    )
    return opened


def received(by: User, office: Office, of: Directive) -> Incoming:
    """The letter of a directive, received by an office it is addressed to."""
    return letters.received(
        by,
        office,
        letter=of.letter,
        sender=of.letter.office.name,
        their_number=of.letter.label,
        dated=of.letter.dated,
        subject=of.letter.subject,
    )


FROM_ABOVE = """ที่ มท ๐๔๐๒.๒/ว ๙๙๘
กรมการพัฒนาชุมชน
๒๘ ตุลาคม ๒๕๖๗
เรื่อง การติดตามผลการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘
เรียน ผู้ว่าราชการจังหวัดลำปาง
ด้วยกรมการพัฒนาชุมชนขอให้จังหวัดดำเนินการ ดังนี้
๑. แจ้งอำเภอส่งสำเนาคำสั่งแต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล (คอช.ต.)
ภายในวันที่ ๒๙ พฤศจิกายน ๒๕๖๗
๒. จัดให้มีการประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) อย่างน้อย ๒ ครั้ง/ปี
จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ"""


def items(*, fiscal_year: int = YEAR, due: date = DUE) -> list[Ordered]:
    return [
        Ordered(text, tuple(Asked(duty, fiscal_year, due) for duty in duties))
        for text, duties in ITEMS.items()
    ]


def directive(by: User, office: Office, areas: Sequence[Area], **changes: object) -> Directive:
    """The letter of 27 October 2566 to the districts `areas`, due 31 October 2567."""
    facts = {
        "number": 25668,
        "dated": DATED,
        "urgency": Urgency.MOST_URGENT,
        "subject": "การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน",
        "title": TITLE,
        "fiscal_year": YEAR,
        "items": items(),
        "at": moment(DATED),
    }
    return enter_directive(by=by, office=office, addressees=areas, **{**facts, **changes})


def duty(directive: Directive, measure: str) -> Obligation:
    return Obligation.objects.get(item__directive=directive, measure=measure)


def members(area: Area) -> list[Member]:
    return orders.members(family=f"คน{area.name}")


def order(by: User, area: Area, kind: str = "tambon", *, has_copy: bool = True, **facts) -> Order:
    """An order of four years from 6 November 2566, its copy on file the same month."""
    copy = orders.scan(by, area, f"{kind} {area.code}", at=moment(date(2023, 11, 20)))
    known = {"starts": SEATED, "members": members(area), "copy": copy if has_copy else None}
    return orders.order(by, area, kind, **{**known, **facts})


def integrated(by: User, area: Area, **facts) -> Order:
    """A ก.บ.ต. whose three experts sit on the คอช.ต."""
    drawn = [
        Member(one.title, one.given_name, one.family_name, "expert", "คอช.ต.", one.phone)
        for one in members(area)[2:5]
    ]
    chair = Member("นาย", "คำมูล", f"คน{area.name}", "chair", "ปลัดอำเภอ")
    secretary = Member("นาง", "บัวผัด", f"คน{area.name}", "secretary", "พัฒนากร")
    return order(by, area, "integrated", members=[chair, secretary, *drawn], **facts)


def met(by: User, area: Area, kind: str = "tambon", *, days: Sequence[date] = HELD) -> None:
    """Meetings with everybody there and their minutes."""
    committee = establish(by=by, area=area, kind=kind)
    for number, day in enumerate(days):
        minutes = meetings.minutes(by=by, area=area, mark=chr(ord("a") + number))
        meetings.meeting(
            by=by, committee=committee, held=day, today=TODAY, came=10, minutes=minutes
        )


def assessed(by: User, area: Area, framework: Framework, *, day: date = date(2024, 10, 20)):
    """A filed assessment of fiscal year 2567."""
    return file_complete(
        by=by,
        centre=open_centre(by=by, area=area),
        framework=framework,
        fiscal_year=FiscalYear(YEAR),
        answers=assessments.answers(framework, 1),
        at=moment(day),
    )


def whole_tambon(by: User, area: Area, framework: Framework) -> None:
    """A tambon that lacks nothing; nothing is sent yet."""
    order(by, area)
    integrated(by, area)
    met(by, area)
    assessed(by, area, framework)
    plans.mission(by, open_centre(by=by, area=area), starts=date(2023, 12, 1))
    project = plans.project(by, plans.plan(by, area), first_year=YEAR)
    plans.proposal(by, project, proposed=date(2024, 1, 15))


def whole_district(by: User, area: Area, tambons: Sequence[Area], framework: Framework) -> None:
    """A district that lacks nothing, nor does any of its `tambons`; nothing is sent yet."""
    order(by, area, "district")
    met(by, area, "district")
    plans.mission(by, open_centre(by=by, area=area), starts=date(2023, 12, 1))
    for tambon in tambons:
        whole_tambon(by, tambon, framework)


def sent(
    by: User, directive: Directive, area: Area, *, day: date = date(2024, 10, 25), after: int = 0
) -> Submission:
    """The district's report, sent on `day`."""
    return submit(by=by, directive=directive, area=area, after=after, note="", at=moment(day))


def more_tambons(district: Area, count: int) -> list[Area]:
    """As many new tambons in `district`, numbered from 50 so that they are told apart."""
    known = [Listed(area.code, area.name, area.name_en) for area in Area.objects.all()]
    new = [
        Listed(f"{district.code}{number}", f"ตำบลใหม่ {number}", f"New {number}")
        for number in range(50, 50 + count)
    ]
    load_areas(by="system", listed=[*known, *new], today=date(2023, 1, 1))
    return list(Area.objects.filter(code__in=[one.code for one in new]))


def letters_end(by: User, signatory) -> None:
    """End someone's signing on the day before the letter's."""
    end_signatory(by=by, signatory=signatory, ends=TODAY, because="คำสั่งสิ้นสุด")


def passed_down(by: User, office: Office, *, day: date = TODAY, **of) -> Directive:
    """What passes a letter down as it writes itself, numbered and sent on `day`."""
    cascade = begin_cascade(by=by, office=office, at=moment(day), **of)
    edition = cascade.letter.edition
    return issue_cascade(by=by, cascade=cascade, edition=edition, dated=day, at=moment(day))
