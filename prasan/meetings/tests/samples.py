"""Meetings on paper: a plain one, one with all that may happen, and one with nobody's words."""

from dataclasses import replace
from datetime import date, time

from prasan.letters.documents import Signature
from prasan.meetings.documents import Call, Hours, Item, Line, Minutes, Part
from prasan.meetings.models import Section

BODY = "คณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล ตำบลปงเตา"
AROUND = "อำเภองาว จังหวัดลำปาง"
_NAMES = ("นายบุญส่ง ศรีสุขใจ", "นางสาวคำแปง ปงสนุกสนานใจ", "ว่าที่ร้อยตรีอินถา วงศ์งามขำ", "นางแสงหล้า ตาคำ")
_SEATS = ("ประธานกรรมการ", "รองประธานกรรมการ", "กรรมการและเลขานุการ", "กรรมการ")


def people(count: int, note: str = "") -> tuple[Line, ...]:
    return tuple(
        Line(f"{_NAMES[n % 4]}{n // 4 or ''}", _SEATS[min(n, 3)], note) for n in range(count)
    )


def parts(**items: tuple[Item, ...]) -> tuple[Part, ...]:
    """The six headings, with the items given under the names of their sections."""
    return tuple(
        Part(section.value, section.label, items.get(section.name.lower(), ()))
        for section in Section
    )


CALL = Call(
    body=BODY,
    around=AROUND,
    label="2/2567",
    planned=date(2024, 12, 3),
    starts=time(9, 30),
    place="ศาลาประชาคมตำบลปงเตา หมู่ 3 ตำบลปงเตา อำเภองาว จังหวัดลำปาง",
    subject="ติดตามการขับเคลื่อนแผนพัฒนาตำบล",
    parts=parts(
        notices=(Item(Section.NOTICES.label),),
        adoption=(Item("รับรองรายงานการประชุมครั้งที่ 1/2567", "2.1"),),
        decision=(
            Item("แผนพัฒนาตำบลปงเตา พ.ศ. 2566 ถึง 2570 ฉบับทบทวน", "5.1"),
            Item("การคัดเลือกผู้ทรงคุณวุฒิในคณะกรรมการบริหารงานตำบลแบบบูรณาการ", "5.2"),
        ),
        other=(Item(Section.OTHER.label),),
    ),
    members=people(13),
    sender=("ที่ว่าการอำเภองาว", "ถนนพหลโยธิน งาว ลป 52110"),
    signature=Signature("นายธนากร วิเศษชัยชาญ", ("นายอำเภองาว",)),
    issuing=("สำนักงานพัฒนาชุมชนอำเภองาว", "โทร. 0 5400 0000"),
)

PLAIN = Minutes(
    body=BODY,
    around=AROUND,
    label="1/2567",
    held=date(2024, 11, 5),
    place="ศาลาประชาคมตำบลปงเตา",
    present=people(9),
    absent=people(2, "ลา"),
    guests=(Line("นายแขก รับเชิญ", "กำนันตำบลปงเตา"),),
    hours=(Hours(date(2024, 11, 5), time(9, 5), time(12)),),
    seats=11,
    quorum=6,
    chair=_NAMES[0],
    gaps=(),
    parts=parts(
        notices=(
            Item(
                Section.NOTICES.label,
                text="ประธานแจ้งว่า จังหวัดขอให้ทุกตำบลจัดประชุมอย่างน้อยปีละ 2 ครั้ง และส่งรายงานการประชุม",
                resolution="รับทราบ",
            ),
        ),
        decision=(
            Item(
                "แผนพัฒนาตำบลปงเตา",
                "5.1",
                text="เลขานุการเสนอแผนพัฒนาตำบลฉบับทบทวน มี 12 โครงการ\nที่ประชุมอภิปรายลำดับความสำคัญ",
                resolution="เห็นชอบ\nมอบเลขานุการส่งแผนให้อำเภอภายในวันที่ 30 พฤศจิกายน 2567",
            ),
        ),
    ),
    writer=Line("นางแสงหล้า ตาคำ", "กรรมการและเลขานุการ"),
    checker=Line("นายบุญส่ง ศรีสุขใจ", "ประธานกรรมการ"),
)

EVENTFUL = replace(
    PLAIN,
    present=(
        *people(22),
        Line("นายคำ ตาแก้ว", "แทน นางสาวคำแปง ปงสนุกสนานใจ", "มา 10.30 น., ออก 11.15 น."),
    ),
    absent=people(2, "ขาด"),
    guests=people(6),
    seats=25,
    quorum=13,
    hours=(
        Hours(date(2024, 11, 5), time(9, 5), time(10, 20), "ไม่ครบองค์ประชุม"),
        Hours(date(2024, 11, 5), time(10, 40), time(12), "พักรับประทานอาหารกลางวัน"),
        Hours(date(2024, 11, 6), time(9), time(11, 30)),
    ),
    gaps=("ระหว่างเวลา 10.15 ถึง 10.20 น. ไม่ครบองค์ประชุม",),
    parts=parts(
        notices=(
            Item(Section.NOTICES.label, text="ประธานแจ้งเรื่องงบประมาณ " * 40, resolution="รับทราบ"),
        ),
        adoption=(
            Item(
                "รับรองรายงานการประชุมครั้งที่ 4/2566",
                "2.1",
                resolution="ที่ประชุมรับรองรายงานการประชุมครั้งที่ 4/2566 โดยมีการแก้ไข ดังนี้ หน้า 2 แก้ชื่อ",
            ),
        ),
        decision=tuple(
            Item(
                f"โครงการที่ {n} ของแผนพัฒนาตำบล",
                f"5.{n}",
                text="ที่ประชุมพิจารณารายละเอียดโครงการ งบประมาณ และผู้รับผิดชอบ " * 6,
                resolution="เห็นชอบ",
                note="พิจารณาขณะไม่ครบองค์ประชุม นำเข้าวาระอีกครั้งในการประชุมครั้งถัดไป" if n == 2 else "",
            )
            for n in range(1, 6)
        ),
    ),
    adopted="ที่ประชุมครั้งที่ 2/2567 วันที่ 3 ธันวาคม 2567 รับรองรายงานการประชุมนี้ โดยไม่มีการแก้ไข",
)

# The head is all there is: a draft while the meeting is on, hours unknown.
BARE = replace(
    PLAIN,
    present=(),
    absent=people(3, "ขาด"),
    guests=(),
    hours=(),
    chair="",
    parts=parts(),
    writer=Line(""),
    checker=Line(""),
    is_draft=True,
)
