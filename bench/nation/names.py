"""Invented people without number. Every surname says that nobody bears it."""

from dataclasses import dataclass

_TITLES = ("นาย", "นาง", "นางสาว")
_FIRST = (
    "ก้อน", "แก้ว", "ขวัญ", "คำ", "จันทร์", "ชมพู่", "ซ่อน",
    "ดอก", "ต้น", "ทอง", "ธาร", "นก", "บัว", "ใบ", "ปลาย",
    "ฝ้าย", "พวง", "ฟ้า", "มะลิ", "ยอด", "รวง", "ลำ", "วัน",
    "สาย", "หนึ่ง", "อุ่น", "เอื้อง", "ไม้", "ภู", "แสง",
)  # fmt: skip
_SECOND = (
    "เมฆ", "ใส", "ข้าว", "หล้า", "แรม", "กลิ่น", "กล้า", "สุก",
    "น้ำ", "น้อย", "ตอง", "เตย", "หมอก", "คราม", "รุ่ง",
    "หญ้า", "ดวน", "เพ็ญ", "ดาว", "เรือน", "งาม", "ผา",
    "เทียน", "ดี", "ศรี",
)  # fmt: skip
_FAMILY_FIRST = ("สมมุติ", "ตัวอย่าง", "สาธิต", "นิทาน", "ทดลอง", "จำลอง", "แต่งขึ้น", "ลองทำ")
_FAMILY_SECOND = (
    "วงศ์", "ดี", "ไพศาล", "เมือง", "สุข", "กุล", "ทรัพย์",
    "งาม", "เจริญ", "ทอง", "ไทย", "ศรี", "ชัย", "ใหม่", "พงศ์",
    "ธรรม", "วัฒนา", "รักษ์", "สกุล", "นคร", "บุรี", "ลำปาง",
    "ล้านนา", "อีสาน", "ทักษิณ", "บูรพา", "ประจิม", "สยาม",
    "ชล", "วนา",
)  # fmt: skip
# Prime, so that walking by it meets every pair before one comes again.
_STRIDE = 7919


@dataclass(frozen=True)
class Name:
    title: str
    given: str
    family: str


def name(number: int) -> Name:
    """The name of the person `number`; 180,000 whole names before one comes again."""
    place = number * _STRIDE
    given = place % (len(_FIRST) * len(_SECOND))
    family = (place // 11) % (len(_FAMILY_FIRST) * len(_FAMILY_SECOND))
    return Name(
        _TITLES[number % len(_TITLES)],
        _FIRST[given % len(_FIRST)] + _SECOND[given // len(_FIRST)],
        _FAMILY_FIRST[family % len(_FAMILY_FIRST)] + _FAMILY_SECOND[family // len(_FAMILY_FIRST)],
    )
