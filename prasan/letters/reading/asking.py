"""What one item asks for: how often, by whom, what is to be sent, and so of which kind it is."""

import re
from collections.abc import Iterator

from prasan.letters.reading.days import NUMBER, number
from prasan.letters.reading.values import Kind, Quota
from prasan.thai.digits import arabic

_PER = {
    "ปีงบประมาณ": "year", "ปี": "year", "ครึ่งปี": "half_year", "ภาคเรียน": "half_year",
    "ไตรมาส": "quarter", "เดือน": "month", "สัปดาห์": "week",
}  # fmt: skip
_EVERY = {(3, "เดือน"): "quarter", (6, "เดือน"): "half_year", (12, "เดือน"): "year"}
_UNIT = "|".join(sorted(_PER, key=len, reverse=True))
_TIMES_PER = re.compile(
    rf"(?P<n>{NUMBER})\s*ครั้ง\s*(?:/|ต่อ|ในรอบ|ในแต่ละ|ในหนึ่ง|ใน|ภายใน|ทุก)?\s*(?:รอบ|1|หนึ่ง|แต่ละ)?\s*(?P<per>{_UNIT})"
)
_PER_TIMES = re.compile(
    rf"(?P<per>{_UNIT})(?:\s*ละ|\s*หนึ่ง)\s*(?:อย่างน้อย|ไม่น้อยกว่า|ไม่ต่ำกว่า)?\s*(?P<n>{NUMBER})?\s*(?P<times>ครั้ง)?"
)
_IN_A_YEAR = re.compile(
    rf"(?:ใน|ภายใน)\s*(?:1|หนึ่ง)?\s*(?P<per>{_UNIT})[^.]{{0,40}}?(?P<n>{NUMBER})\s*ครั้ง"
)
_EACH = re.compile(rf"(?:ทุก|เป็นราย)\s*(?P<n>\d{{1,2}})?\s*(?P<per>{_UNIT})(?!ที่|ถัด)")

_REGULATION = re.compile(
    r"(?:ตาม)?(?:ระเบียบ|พระราชบัญญัติ|ประกาศ|กฎกระทรวง|คู่มือ)[^“”]{0,180}?(?:พ\s?\.\s?ศ\s?\.\s*\d{4}|(?=\s{2}|$))"
)
_RECEIVER = re.compile(
    r"(?:ให้|ถึง|ไปยัง|ที่)\s*(?:สำนักงานพัฒนาชุมชน|ที่ทำการปกครอง|ศาลากลาง)?จังหวัด\S{0,16}"
)
# In the order levels are told: the widest first.
_LEVELS = (
    ("province", r"ระดับจังหวัด|ศอช\.?\s?จ\.?|คอช\.?\s?จ\.|(?:ให้|ขอให้)จังหวัด(?!ทราบ|พิจารณา)"),
    (
        "district",
        r"ระดับอำเภอ|[ศค]อช\.?\s?อ(?:\.|(?![ก-ฮะ-ู]))|ก\.?บ\.?อ\.|ทุกอำเภอ|(?:ให้|ขอให้)อำเภอ(?!ทราบ)",
    ),
    (
        "tambon",
        r"ระดับตำบล|(?:อำเภอ\s*และ\s*(?:ระดับ)?)ตำบล|[ศค]อช\.?\s?ต(?:\.|(?![ก-ฮะ-ู]))|ก\.?\s?บ\.?\s?ต\."
        r"|ทุกตำบล|รายตำบล|แต่ละตำบล|ตำบลละ|ประจำตำบล|แผนพัฒนาตำบล|ในตำบล",
    ),
    ("village", r"ระดับหมู่บ้าน|ทุกหมู่บ้าน|หมู่บ้านละ|รายหมู่บ้าน|แต่ละหมู่บ้าน|คณะกรรมการหมู่บ้าน"),
)
_SEND = re.compile(
    r"(?:จัด|นำ|รวบรวม)?ส่ง(?!เสริม|ผล(?!การ)|ต่อ|มา)|รายงาน(?!การประชุม|ประจำปี)|แจ้ง(?:ผล|รายชื่อ|ยืนยัน|จำนวน|ให้\S{0,20}ทราบ|แบบ)"
    r"|ตอบ(?:กลับ|แบบ)|เสนอ(?:ชื่อ|ผล|ราย|โครงการ|แผน)|จัดทำ\S{0,40}ส่ง|กรอกข้อมูล|บันทึกข้อมูล(?:ใน|ลง)|นำเข้าข้อมูล|ยื่น"
)
# A report every quarter is sent; a meeting every quarter whose minutes are sent is held.
_FIRST_WORDS = 25
# ผล or ไฟล์ alone names nothing.
_SHORTEST = 5
_CURRENT = re.compile(
    r"ให้เป็นปัจจุบัน|เป็นปัจจุบัน|ทบทวน|ปรับปรุง(?:ฐานข้อมูล|ทะเบียน|ข้อมูล|คำสั่ง|รายชื่อ)|จัดทำ/|จัดทำทะเบียน|สำรวจและปรับ"
)
_COPY = re.compile(
    r"สำเนา(?P<what>(?:คำสั่ง|รายงานการประชุม|หนังสือ|บัญชี|แผน|ทะเบียน|เอกสาร)\S*?)"
    r"(?=ให้(?!เป็น)|ไปยัง|ถึง|ภายใน|ก่อน|พร้อม|[\s,;()]|$)"
)
_BODIES = re.compile(r"\(?\s*((?:คอช|ศอช)\.?\s?[อตจ]\.?|ก\.?\s?บ\.?\s?[ตอจ]\.?)\s*\)?")
_THING = (
    r"แบบ(?:รายงาน|สรุป|ประเมิน|สำรวจ|ตอบรับ|ฟอร์ม)?|ผลการ|ผล|รายชื่อ|ทะเบียน|รายงาน|ภาพถ่าย|ภาพกิจกรรม|บัญชี|แผน"
    r"|ข้อมูล|สรุป|ความก้าวหน้า|ความคืบหน้า|โครงการ|เอกสาร|หลักฐาน|คลิป|ไฟล์|ปฏิทิน|จำนวน"
)
# What the name of a thing ends before: to whom, by when, how often, with what.
_NO_MORE = (
    r"ให้|ไปยัง|ถึง|ทาง(?:ไปรษณีย์|อีเมล|ไลน์|ระบบ)|ต่อ(?=\s?(?:[ก-ฮ]\.|คณะ|จังหวัด|อำเภอ|ที่ประชุม|กรม))"
    r"|ภายใน|ก่อน|ทุก\s?(?:วันที่|เดือน|ไตรมาส|สัปดาห์)|เป็นประจำ|เป็นราย(?:ไตรมาส|เดือน|ปี|สัปดาห์)"
    r"|(?:ไตรมาส|เดือน|ปี)ละ|อย่างน้อย|พร้อม|ตาม(?:สิ่งที่|แบบ)|และ(?:ภาพ|ราย|แบบ)|จำนวน|ณ |\(|,|$"
)
_SENT = re.compile(
    r"(?:ส่ง|จัดส่ง|นำส่ง|รวบรวมส่ง|พร้อมแนบ|พร้อมด้วย|แนบ|พร้อมทั้ง|รายงาน|แจ้ง|เสนอ)\s*"
    rf"(?P<what>(?:{_THING})[^,;()]*?)(?=\s*(?:{_NO_MORE}))"
)
_CITED = re.compile(
    r"ตามแบบ\S*|แบบรายงาน\S*|แบบสรุป\S*|แบบประเมิน\S*|แบบสำรวจ\S*|แบบตอบรับ\S*|ตามสิ่งที่ส่งมาด้วย|เอกสารแนบ|รายละเอียดตามที่แนบ|ปรากฏตาม\S*แนบ"
)


def quota_in(text: str) -> Quota | None:
    """How often, where `text` says so: อย่างน้อย ๒ ครั้ง/ปี is two a year."""
    found = _quota(arabic(text))
    return found[0] if found else None


def quota_words(text: str) -> str:
    """The words of `text` that say how often; "" where none do."""
    found = _quota(arabic(text))
    return text[found[1].start() : found[1].end()].strip() if found else ""


def _quota(plain: str) -> tuple[Quota, re.Match[str]] | None:
    if match := _TIMES_PER.search(plain):
        return Quota(number(match["n"]), _PER[match["per"]]), match
    for match in _PER_TIMES.finditer(plain):
        if match["times"] or match["n"] is None:
            return Quota(number(match["n"]) if match["n"] else 1, _PER[match["per"]]), match
    if match := _IN_A_YEAR.search(plain):
        return Quota(number(match["n"]), _PER[match["per"]]), match
    if match := _EACH.search(plain):
        count = int(match["n"] or 1)
        per = _EVERY.get((count, match["per"])) or (_PER[match["per"]] if count == 1 else "")
        return (Quota(1, per), match) if per else None
    return None


def levels_in(text: str) -> tuple[str, ...]:
    """The levels that are to act, widest first; regulations and receivers do not count."""
    plain = _RECEIVER.sub(" ", _REGULATION.sub(" ", arabic(text)))
    return tuple(level for level, words in _LEVELS if re.search(words, plain))


def is_to_be_sent(text: str) -> bool:
    """Whether something is to be sent, reported or answered."""
    return bool(_SEND.search(text))


def cites_a_form(text: str) -> bool:
    """Whether `text` leans on a form or paper that should have come with the letter."""
    return bool(_CITED.search(text))


def kind_of(text: str, *, has_due: bool, quota: Quota | None) -> Kind:
    """Of which kind an item is.

    A day to meet, or something to be sent, makes a delivery; a number of times alone a quota;
    what is to be current is kept; the rest is driven.
    Source: docs/rules.md, from the letter of Lampang 0019.3/ว 2598 (5 Nov 2567).
    """
    if has_due:
        return Kind.DELIVER
    if quota:
        begins = _SEND.search(text, 0, _FIRST_WORDS)
        return Kind.DELIVER if begins else Kind.QUOTA
    if is_to_be_sent(text):
        return Kind.DELIVER
    return Kind.KEEP if _CURRENT.search(text) else Kind.DRIVE


def evidence_in(text: str) -> tuple[str, ...]:
    """What is to be sent, each named in the letter's words; copies by the body they are of."""
    return tuple(dict.fromkeys([*_copies(text), *_sent(text)]))


def _copies(text: str) -> Iterator[str]:
    for match in _COPY.finditer(text):
        rest = re.split(r"ให้สำนักงาน|ให้จังหวัด|ภายใน|ก่อนวันที่|ให้กรม", text[match.start() :])[0]
        bodies = [re.sub(r"\s", "", found) for found in _BODIES.findall(rest)]
        name = "สำเนาคำสั่งแต่งตั้ง" if "คำสั่งแต่งตั้ง" in match["what"] else f"สำเนา{match['what']}"
        if bodies and match["what"].startswith(("คำสั่ง", "รายงานการประชุม")):
            yield from (f"{name} {body}" for body in bodies)
        else:
            yield name.strip()


def _sent(text: str) -> Iterator[str]:
    for match in _SENT.finditer(text):
        said = match["what"].strip()
        if len(said) >= _SHORTEST and "สำเนา" not in said:
            yield said
