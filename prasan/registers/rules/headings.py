"""What a column of a strange list holds, told by its heading, and where the headings are."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from prasan.workbooks import headings as shared
from prasan.workbooks.headings import Vocabulary, plain, repeats

__all__ = [
    "LABELS", "Meaning", "head_row", "headings_at", "meaning_of", "meanings_of", "plain", "repeats",
]  # fmt: skip

_LOOKED_AT = 25


class Meaning(StrEnum):
    """What the cells of a column say about a member."""

    NUMBER = "number"
    TITLE = "title"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    SEAT = "seat"
    ORIGIN = "origin"
    MOO = "moo"
    VILLAGE = "village"
    PHONE = "phone"
    KIND = "kind"
    TAMBON = "tambon"
    DISTRICT = "district"
    PROVINCE = "province"
    PLACE = "place"
    STARTS = "starts"
    ENDS = "ends"
    ORDER = "order"
    SIGNED = "signed"
    ROW = "row"
    EDITION = "edition"
    PASSED = "passed"


# As the screen calls each.
LABELS = {
    Meaning.NUMBER: "ลำดับที่",
    Meaning.TITLE: "คำนำหน้าชื่อ",
    Meaning.NAME: "ชื่อ–สกุล",
    Meaning.GIVEN: "ชื่อ",
    Meaning.FAMILY: "สกุล",
    Meaning.SEAT: "ตำแหน่ง",
    Meaning.ORIGIN: "ผู้แทนจาก",
    Meaning.MOO: "หมู่ที่",
    Meaning.VILLAGE: "บ้าน",
    Meaning.PHONE: "โทรศัพท์",
    Meaning.KIND: "คณะกรรมการ",
    Meaning.TAMBON: "ตำบล",
    Meaning.DISTRICT: "อำเภอ",
    Meaning.PROVINCE: "จังหวัด",
    Meaning.PLACE: "ที่อยู่",
    Meaning.STARTS: "วันมีผล",
    Meaning.ENDS: "วันสุดท้ายของวาระ",
    Meaning.ORDER: "เลขที่คำสั่ง",
    Meaning.SIGNED: "ลงวันที่",
    Meaning.ROW: "เลขแถวของระบบ",
    Meaning.EDITION: "รุ่นของแถว",
    Meaning.PASSED: "ไม่นำเข้า",
}

# As people head such columns; spaces and marks do not count.
_HEADED: Mapping[Meaning, str] = {
    Meaning.NUMBER: "ที่ ลำดับ ลำดับที่ ลำดับที ลำดบ เลขที่ลำดับ no number",
    Meaning.TITLE: "คำนำหน้า คำนำหน้าชื่อ คำนำหน้านาม ยศ ยศ/คำนำหน้า title",
    Meaning.NAME: "ชื่อ-สกุล ชื่อ-นามสกุล ชื่อสกุล ชื่อและสกุล ชื่อและนามสกุล ชื่อ-ชื่อสกุล รายชื่อ"
    " รายชื่อกรรมการ ชื่อกรรมการ ชื่อตัว-ชื่อสกุล ชื่อตัวและชื่อสกุล นาม name fullname",
    Meaning.GIVEN: "ชื่อ ชื่อตัว firstname",
    Meaning.FAMILY: "สกุล นามสกุล surname lastname",
    Meaning.SEAT: "ตำแหน่ง ตำแหน่งในคณะกรรมการ ตำแหน่งกรรมการ ตำแหน่งในศูนย์ ตำแหน่งในศอช ตำแหน่งในคอช"
    " ตำแหน่งในก.บ.ต. หน้าที่ position",
    Meaning.ORIGIN: "ผู้แทน ผู้แทนจาก มาจาก ที่มา องค์กร องค์การ องค์กรชุมชน องค์การชุมชน กลุ่ม กลุ่ม/องค์กร"
    " ชื่อกลุ่ม หน่วยงาน สังกัด ตัวแทนจาก ผู้แทน/มาจาก ผู้แทนองค์กร",
    Meaning.MOO: "หมู่ หมู่ที่ ม. ม.ที่ หมู่ท",
    Meaning.VILLAGE: "บ้าน ชื่อบ้าน หมู่บ้าน ชื่อหมู่บ้าน ชุมชน",
    Meaning.PHONE: "โทร โทรศัพท์ เบอร์โทร เบอร์โทรศัพท์ หมายเลขโทรศัพท์ เบอร์ มือถือ เบอร์มือถือ"
    " โทรศัพท์มือถือ โทรศัพท์เคลื่อนที่ เบอร์ติดต่อ ติดต่อ tel phone mobile",
    Meaning.KIND: "คณะกรรมการ ชนิด ชนิดคณะกรรมการ ประเภท ประเภทคณะกรรมการ คณะ ระดับ ชื่อคณะกรรมการ",
    Meaning.TAMBON: "ตำบล ต. ชื่อตำบล ศอช.ต. แขวง tambon subdistrict",
    Meaning.DISTRICT: "อำเภอ อ. ชื่ออำเภอ เขต amphoe district",
    Meaning.PROVINCE: "จังหวัด จ. ชื่อจังหวัด province",
    Meaning.PLACE: "ที่อยู่ ที่อยู่ปัจจุบัน ที่ตั้ง พื้นที่ ภูมิลำเนา ตำบล/อำเภอ address",
    Meaning.STARTS: "วันที่แต่งตั้ง วันแต่งตั้ง วันมีผล วันที่มีผล มีผลตั้งแต่ มีผลตั้งแต่วันที่ ตั้งแต่วันที่ เริ่มวาระ วันเริ่มวาระ"
    " วันเข้ารับตำแหน่ง ดำรงตำแหน่งเมื่อ วันที่ดำรงตำแหน่ง",
    Meaning.ENDS: "ครบวาระ วันครบวาระ วันที่ครบวาระ หมดวาระ วันหมดวาระ สิ้นสุดวาระ วันสุดท้ายของวาระ ถึงวันที่",
    Meaning.ORDER: "คำสั่ง คำสั่งที่ เลขที่คำสั่ง เลขคำสั่ง คำสั่งแต่งตั้ง คำสั่งเลขที่",
    Meaning.SIGNED: "ลงวันที่ คำสั่งลงวันที่ วันที่คำสั่ง วันที่ลงนาม วันลงนาม",
    Meaning.ROW: "เลขแถวของระบบ",
    Meaning.EDITION: "รุ่นของแถว",
    Meaning.PASSED: "หมายเหตุ อายุ เพศ เลขประจำตัวประชาชน เลขบัตรประชาชน บัตรประชาชน เลขบัตร วุฒิการศึกษา"
    " อาชีพ วันเกิด ลายมือชื่อ ไลน์ line lineid อีเมล email remark เหตุผลที่ไม่นำเข้า",
}


_COLUMNS = Vocabulary(_HEADED)


def meaning_of(heading: str) -> Meaning | None:
    """What a column headed so holds; None where nothing is like it.

    "เบอร์โทรศัพท์ (มือถือ)" and "เบอร์โทรศพท์" are telephone numbers: what stands in brackets may be
    left out, and one slip of the finger is forgiven in a long word.
    Source: ours, from lists that district offices keep.
    """
    return _COLUMNS.meaning_of(heading)


def meanings_of(headings: Sequence[str]) -> dict[int, Meaning]:
    """The meaning of each column by its place; each meaning is given to one column.

    A name that a merged heading spreads over two columns goes to both. "ชื่อ" beside no column of
    family names holds the whole name.
    Source: ours.
    """
    found: dict[int, Meaning] = {}
    for place, heading in enumerate(headings):
        meaning = meaning_of(heading)
        if meaning is None:
            continue
        is_spread = meaning is Meaning.NAME and found.get(place - 1) is Meaning.NAME
        may_repeat = is_spread or meaning in (Meaning.PASSED, Meaning.NUMBER)
        if may_repeat or meaning not in found.values():
            found[place] = meaning
    if Meaning.FAMILY not in found.values() and Meaning.NAME not in found.values():
        return {
            place: Meaning.NAME if meaning is Meaning.GIVEN else meaning
            for place, meaning in found.items()
        }
    return found


def head_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row of the headings, counted from 0: the first that names a person and tells most.

    None when no row near the top names one: the headings match nothing. A row that a title fills
    from side to side is no row of headings.
    Source: ours.
    """
    best, score = None, 1
    for place, row in enumerate(rows[:_LOOKED_AT]):
        if len({cell for cell in row if cell}) < 2:
            continue
        meanings = set(meanings_of(row).values())
        if meanings & {Meaning.NAME, Meaning.GIVEN} and len(meanings) > score:
            best, score = place, len(meanings)
    return best


def headings_at(rows: Sequence[Sequence[str]], head: int) -> tuple[list[str], int]:
    """The headings, and the first row below them; a second row of headings is joined to the first.

    Merged cells repeat: "ชื่อ-สกุล" over "ชื่อ" and "สกุล" leaves the two below.
    Source: ours.
    """
    return shared.headings_at(rows, head, meaning_of)
