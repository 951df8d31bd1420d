"""Invented people. Every surname says so: no one will take them for real."""

from collections.abc import Iterator
from random import Random

_TITLES = ("นาย", "นาง", "นางสาว")
_GIVEN = (
    "ก้อนเมฆ", "แก้วใส", "ขวัญข้าว", "คำหล้า", "จันทร์แรม", "ชมพู่", "ซ่อนกลิ่น", "ดอกแก้ว", "ต้นกล้า",
    "ทองสุก", "ธารน้ำ", "นกน้อย", "บัวตอง", "ใบเตย", "ปลายฟ้า", "ฝ้ายคำ", "พวงคราม", "ฟ้ารุ่ง",
    "มะลิวัน", "ยอดหญ้า", "รวงทอง", "ลำดวน", "วันเพ็ญ", "สายหมอก", "หนึ่งดาว", "อุ่นเรือน", "เอื้องคำ",
    "ไม้งาม", "ภูผา", "แสงเทียน",
)  # fmt: skip
_FAMILY = (
    "สมมุติวงศ์", "ตัวอย่างดี", "สาธิตไพศาล", "นิทานเมือง", "ทดลองสุข", "จำลองกุล", "สมมุติทรัพย์",
    "ตัวอย่างงาม", "สาธิตเจริญ", "นิทานทอง", "ทดลองไทย", "จำลองศรี", "สมมุติชัย", "แต่งขึ้นใหม่",
)  # fmt: skip

# Names as registers meet them, in three parts; no given name of these is in the list above.
MONK = ("พระครู", "ใบโพธิ์", "")
OF_A_PLACE = ("นาย", "ดาวเด่น", "ณ เมืองสมมุติ")
RANKED = ("ร้อยตรี", "กล้าหาญ", "สาธิตเจริญ")
ACTING = ("ว่าที่ร้อยตรี", "องอาจ", "จำลองกุล")
# Two ladies of one tambon, and no one person.
NAMESAKE = ("นาง", "เดือนเต็ม", "สมมุติทรัพย์")
# One lady before and after she married.
BEFORE, AFTER = ("นางสาว", "เดือนฉาย", "ทดลองสุข"), ("นาง", "เดือนฉาย", "นิทานทอง")
# One man as two clerks wrote him down.
ONCE, TWICE = ("นาย", "ฟ้ากว้าง", "จำลองศรี"), ("นาย", "ฟ้ากว้าง", "จำลองสี")
WITHOUT_PHONE = ("นาย", "เมฆขาว", "ทดลองไทย")

# The longest name a page must bear.
LONGEST = ("ว่าที่ร้อยตรีหญิง", "อรุณรัศมี", "สมมุติพงศ์พิทักษ์เจริญวัฒนกุล")


def people(random: Random) -> Iterator[tuple[str, str, str]]:
    """Title, given and family name of ever another person, no two alike."""
    given, family = list(_GIVEN), list(_FAMILY)
    random.shuffle(given)
    random.shuffle(family)
    for step in range(len(given)):
        for place, last in enumerate(family):
            first = given[(place * 7 + step) % len(given)]
            yield random.choice(_TITLES), first, last


def phone(random: Random) -> str:
    """A number of a range no operator gives out."""
    return f"08000{random.randrange(100_000):05}"
