"""What the columns of a list of projects hold, as our workbook and as other offices head them."""

import re
from collections.abc import Sequence

from prasan.thai.digits import arabic
from prasan.workbooks.headings import Vocabulary, headings_at, plain

_LOOKED_AT = 30
# Money of a year not named by its heading, which is that of the year the project begins.
BUDGET = "budget"
_YEAR = re.compile(r"(?:งบ|งบประมาณ|เงิน)?(?:ปี)?(?:งบประมาณ|งบ)?(?:พศ)?(2[56]\d\d)(?:บาท)?")
_SUM = re.compile(r"รวม(?:ทั้งสิ้น|ทั้งหมด|ยอด|เป็นเงิน|เงิน|งบประมาณ|จำนวน)*(?:\d+โครงการ)?(?:ทั้งสิ้น)?")
_COLUMNS: Vocabulary[str] = Vocabulary(
    {
        "number": "ที่ ลำดับ ลำดับที่ no",
        "title": "โครงการ ชื่อโครงการ โครงการ/กิจกรรม ชื่อโครงการ/กิจกรรม แผนงาน/โครงการ รายการ"
        " ชื่อแผนงาน/โครงการ รายชื่อโครงการ",
        "problem": "ปัญหาหรือความต้องการ ปัญหา ปัญหา/ความต้องการ ความต้องการ สภาพปัญหา วัตถุประสงค์"
        " หลักการและเหตุผล",
        "villages": "พื้นที่ดำเนินการ พื้นที่ สถานที่ดำเนินการ สถานที่ หมู่บ้าน หมู่ที่ พื้นที่เป้าหมาย",
        "doer": "ผู้ดำเนินการ",
        "doer_name": "ชื่อผู้ดำเนินการ หน่วยงานรับผิดชอบ หน่วยงานที่รับผิดชอบ หน่วยงานรับผิดชอบหลัก"
        " หน่วยงานที่รับผิดชอบหลัก ผู้รับผิดชอบ หน่วยดำเนินการ",
        "first_year": "ปีที่เริ่ม ปีเริ่ม ปีเริ่มต้น ปี ปีพ.ศ. ปีงบประมาณ ปีที่ดำเนินการ ปีดำเนินการ",
        "last_year": "ปีที่สิ้นสุด ปีสิ้นสุด ถึงปี",
        "source": "แหล่งงบประมาณ แหล่งงบ แหล่งทุน แหล่งเงิน แหล่งที่มาของงบประมาณ ที่มาของงบประมาณ",
        "beneficiaries": "ผู้ได้รับประโยชน์ จำนวนผู้ได้รับประโยชน์ ผู้รับประโยชน์ จำนวนผู้รับประโยชน์",
        "strong": "ตำบลเข้มแข็ง",
        "tags": "ป้ายอื่น ป้าย",
        "key": "รหัสแถว",
        BUDGET: "งบประมาณ จำนวนเงิน วงเงิน งบประมาณบาท วงเงินงบประมาณ",
        "passed": "หมายเหตุ ผลที่คาดว่าจะได้รับ ตัวชี้วัด เป้าหมาย ลำดับความสำคัญ",
    }
)


def column_of(heading: str) -> str | None:
    """What a column headed so holds, by the name a line keeps it under; a year for its money.

    None where nothing is like it. Source: ours, from lists that tambons and local authorities keep.
    """
    if found := _YEAR.fullmatch(plain(arabic(heading))):
        return found[1]
    meaning = _COLUMNS.meaning_of(arabic(heading))
    return None if meaning == "passed" else meaning


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """The place of each thing a line tells; of two columns the first is taken. Source: ours."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if name := column_of(heading):
            found.setdefault(name, place)
    return found


def list_head(rows: Sequence[Sequence[str]]) -> tuple[list[str], int] | None:
    """The headings of a list of projects, and the first row below them.

    They are the row near the top that names projects and tells most; a second row below joins it.
    It also tells when, or how much in which year. None where there is no such row. Source: ours.
    """
    best: tuple[list[str], int] | None = None
    most = 0
    for place, row in enumerate(rows[:_LOOKED_AT]):
        if len({cell for cell in row if cell}) < 2:
            continue
        heads, below = headings_at(rows, place, column_of)
        known = columns_of(heads)
        tells_when = "first_year" in known or any(name.isdecimal() for name in known)
        if "title" in known and tells_when and len(known) > most:
            best, most = (heads, below), len(known)
    return best


def is_sum(*texts: str) -> bool:
    """Whether a row only adds up those above: รวม, รวมทั้งสิ้น, รวม 5 โครงการ. Source: ours."""
    return any(_SUM.fullmatch(plain(arabic(text))) for text in texts)


def is_banner(cells: Sequence[str]) -> bool:
    """Whether one text fills a row from side to side: the name of a strategy, of a village.

    Source: ours.
    """
    told = {cell for cell in cells if cell}
    return len(told) == 1 and sum(1 for cell in cells if cell) > max(2, len(cells) // 2)


def doer_of(name: str) -> str:
    """Who does a project, by the name of who answers for it, where no column says so.

    Source: ours: names of local authorities begin alike, and of offices; all others do it
    themselves.
    """
    said = plain(name)
    if re.match(r"อบต|อบจ|เทศบาล|ทต|ทม|องค์การบริหาร|อปท|กองช่าง|กองการศึกษา|กองสวัสดิการ|สำนักปลัด", said):
        return "local"
    if re.match(
        r"สำนักงาน|สนง|กรม|กระทรวง|ที่ทำการปกครอง|อำเภอ|จังหวัด|โรงพยาบาล|รพสต|โรงเรียน|ชลประทาน", said
    ):
        return "agency"
    return "village"
