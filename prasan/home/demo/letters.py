"""Letters of the demonstration: offices of two districts, and what came from the department."""

from datetime import date

from prasan import clock
from prasan.accounts.actions import open_office
from prasan.accounts.models import Office, User
from prasan.areas.models import Area
from prasan.home.demo.hours import at
from prasan.letters.actions import name_signatory, open_series, pass_on, receive_letter
from prasan.letters.models import Series, Urgency

# District, letter code, who signs, the last receive number on paper; all of it invented.
_DISTRICTS = (
    ("5205", "ลป 0618", "นายสายธาร สมมุติสกุล", 412),
    ("5202", "ลป 0518", "นางดวงแก้ว สมมุติพันธ์", 305),
)
_FROM_ABOVE = """ที่ มท ๐๔๐๒.๒/ว ๙๙๘
กรมการพัฒนาชุมชน
๒๘ ตุลาคม ๒๕๖๗
เรื่อง การติดตามผลการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน
เรียน ผู้ว่าราชการจังหวัดลำปาง
ด้วยกรมการพัฒนาชุมชนขอให้จังหวัดดำเนินการ ดังนี้
๑. แจ้งอำเภอส่งสำเนาคำสั่งแต่งตั้งคณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล (คอช.ต.)
ภายในวันที่ ๒๐ พฤศจิกายน ๒๕๖๗
๒. จัดให้มีการประชุมคณะกรรมการระดับอำเภอและระดับตำบล อย่างน้อย ๒ ครั้ง/ปี
จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ
(หนังสือสมมุติเพื่อการสาธิต)"""


def open_districts(by: User) -> None:
    """The offices of two districts, with who signs and where their registers stood on paper."""
    for code, letter_code, name, last in _DISTRICTS:
        area = Area.objects.get(code=code)
        office = open_office(
            by=by,
            area=area,
            name=f"สำนักงานพัฒนาชุมชน{area.title}",
            code=letter_code,
            hall=f"ที่ว่าการ{area.title}",
            address=f"{area.title} จังหวัดลำปาง",
            section="",
            telephone="",
            fax="",
            motto="",
        )
        name_signatory(
            by=by,
            office=office,
            name=name,
            post_title=f"พัฒนาการ{area.title}",
            capacity="รักษาราชการแทน",
            principal=f"นาย{area.title}",
            authority=f"คำสั่ง{area.title} (สาธิต) ที่ 9/2566",
            starts=date(2023, 10, 1),
        )
        open_series(by=by, office=office, series=Series.RECEIVED, year=2567, last=last)


def receive(by: User, office: Office) -> None:
    """What the department asked of the province, received and passed to its section."""
    moment = at(date(2024, 10, 30), 9)
    with clock.at(moment):
        incoming = receive_letter(
            by=by,
            office=office,
            received_at=moment,
            at=moment,
            sender="กรมการพัฒนาชุมชน",
            their_number="มท 0402.2/ว 998",
            dated=date(2024, 10, 28),
            addressed="ผู้ว่าราชการจังหวัดลำปาง",
            subject="การติดตามผลการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน",
            urgency=Urgency.VERY_URGENT,
            text=_FROM_ABOVE,
        )
        note = "เพื่อแจ้งอำเภอภายใน 8 พ.ย. 2567"
        pass_on(by=by, incoming=incoming, to="กลุ่มงานส่งเสริมการพัฒนาชุมชน", note=note, at=moment)
