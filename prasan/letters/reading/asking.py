"""What one item asks for: how often, by whom, what is to be sent, and so of which kind it is."""

import re
from collections.abc import Iterator

from prasan.letters.reading.numbers import NUMBER, number
from prasan.letters.reading.values import Kind, Quota
from prasan.thai.calendar import WEEKDAYS
from prasan.thai.digits import arabic

_PER = {
    "ปีงบประมาณ": "year", "ปี": "year", "ครึ่งปี": "half_year", "ภาคเรียน": "half_year",
    "ไตรมาส": "quarter", "เดือน": "month", "สัปดาห์": "week",
}  # fmt: skip
_EVERY = {(3, "เดือน"): "quarter", (6, "เดือน"): "half_year", (12, "เดือน"): "year"}
_UNIT = "|".join(sorted(_PER, key=len, reverse=True))
_TIMES_PER = re.compile(
    rf"(?P<n>{NUMBER})\s*ครั้ง\s*(?:/|ต่อ|ในรอบ|ในแต่ละ|ในหนึ่ง|ใน|ภายใน|ตลอด|ทุก)?\s*(?:รอบ|แต่ละ)?\s*(?P<many>{NUMBER})?\s*(?P<per>{_UNIT})(?!ที่|\S{{0,3}}นี้)"
)
_PER_TIMES = re.compile(
    rf"(?P<per>{_UNIT})(?:\s*ละ|\s*หนึ่ง)\s*(?:อย่างน้อย|ไม่น้อยกว่า|ไม่ต่ำกว่า)?\s*(?P<n>{NUMBER})?\s*(?P<times>ครั้ง)?"
)
_IN_A_YEAR = re.compile(
    rf"(?:ใน|ภายใน)\s*(?:1|หนึ่ง)?\s*(?P<per>{_UNIT})[^.]{{0,40}}?(?P<n>{NUMBER})\s*ครั้ง"
)
_EACH = re.compile(
    rf"(?:ทุก|เป็นราย|(?<=[\sนล])ราย(?!ปี|ครึ่ง))\s*(?:รอบ)?\s*(?P<n>{NUMBER})?\s*(?P<per>{_UNIT})(?!ที่|ถัด)"
)
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
# ทุกวันศุกร์ is once a week; ทุกวันศุกร์แรกของเดือน once a month.
_EACH_WEEKDAY = re.compile(
    rf"(?:ทุก|(?P<of>))\s*วัน(?:{_WEEKDAY})\s*(?P<nth>แรก|สุดท้าย|ที่\s*[1-4](?!\d)|สัปดาห์แรก|สัปดาห์สุดท้าย)?\s*(?P<monthly>ของ(?:ทุก|แต่ละ)?เดือน)?"
)
_UNCLEAR = re.compile(
    r"ทุก\s*วัน(?=\s|$|ทำการ)|วันละ\s*\d+\s*ครั้ง|เดือนเว้นเดือน|สัปดาห์เว้นสัปดาห์|ทุก\s*(?:2|4|5|7|8|9|10|11|สอง|สี่|ห้า)\s*(?:เดือน|สัปดาห์|ปี)"
    r"|ทุก\s*(?:[23]|สอง|สาม)\s*(?:สัปดาห์|ปี)|เป็นระยะ(?:\s?ๆ)?|อย่างสม่ำเสมอ|ตามความเหมาะสม"
)
_HURRY = re.compile(
    r"โดยด่วน(?:ที่สุด)?|โดยเร็ว(?:ที่สุด)?|ทันที|ในโอกาสแรก|โดยพลัน|ภายในกำหนด(?:เวลา)?(?!\s*\d)|ตามกำหนด(?:เวลา)?|ต้นเดือน|กลางเดือน|ปลายเดือน"
)

_REGULATION = re.compile(
    r"(?:ตาม)?(?:ระเบียบ|พระราชบัญญัติ|ประกาศ|กฎกระทรวง|คู่มือ)[^“”]{0,180}?(?:พ\s?\.\s?ศ\s?\.\s*\d{4}|(?=\s{2}|$))"
)
_RECEIVER = re.compile(
    r"(?:ให้|ถึง|ไปยัง|ที่)\s*(?:สำนักงานพัฒนาชุมชน|ที่ทำการปกครอง|ศาลากลาง)?จังหวัด\S{0,16}"
)
# ให้อำเภอดำเนินการ names who acts; ให้อำเภอ ภายในวันที่ only who receives.
_ACTS = (
    r"(?=\s*(?:ดำเนิน|จัด(?!ส่ง)|มอบ|กำชับ|แจ้ง|สำรวจ|ทบทวน|พิจารณา|ตรวจ|เร่ง|ประสาน|คัดเลือก|แต่งตั้ง|ส่ง|รายงาน|ติดตาม"
    r"|กำกับ|นิเทศ|สนับสนุน|ปรับ|รวบรวม|ประเมิน|ประชา))"
)
# In the order levels are told: the widest first.
_LEVELS = (
    (
        "province",
        rf"ระดับจังหวัด|[ศค]อช\.?\s?จ(?:\.|(?![ก-ฮะ-ู]))|ก\.?บ\.?จ\.|ทุกจังหวัด|(?:ให้จังหวัด|ให้พัฒนาการจังหวัด){_ACTS}",
    ),
    (
        "district",
        r"ระดับอำเภอ|[ศค]อช\.?\s?อ(?:\.|(?![ก-ฮะ-ู]))|ก\.?บ\.?อ\.|ทุกอำเภอ|รายอำเภอ|ของอำเภอ|แผนพัฒนาอำเภอ"
        rf"|ให้(?:สำนักงาน\S{{0,20}}|พัฒนาการ|นาย)?อำเภอ{_ACTS}",
    ),
    (
        "tambon",
        r"ระดับตำบล|(?:อำเภอ\s*และ\s*(?:ระดับ)?)ตำบล|[ศค]อช\.?\s?ต(?:\.|(?![ก-ฮะ-ู]))|ก\.?\s?บ\.?\s?ต\."
        r"|ทุกตำบล|รายตำบล|แต่ละตำบล|ตำบลละ|ประจำตำบล|แผนพัฒนาตำบล|ในตำบล"
        r"|อบต\.|องค์การบริหารส่วนตำบล|รพ\.สต\."
        rf"|(?:ให้ตำบล|ให้กำนัน){_ACTS}",
    ),
    (
        "village",
        rf"ให้ผู้ใหญ่บ้าน{_ACTS}|"
        r"ระดับหมู่บ้าน|ทุกหมู่บ้าน|หมู่บ้านละ|รายหมู่บ้าน|แต่ละหมู่บ้าน|คณะกรรมการหมู่บ้าน|ในหมู่บ้าน|แผนพัฒนาหมู่บ้าน",
    ),
)
# อำเภอนิเทศงานของตำบล: who stands first acts.
_FIRST = (("province", rf"จังหวัด{_ACTS}"), ("district", rf"(?:สำนักงาน\S{{0,20}})?อำเภอ{_ACTS}"))
_SEND = re.compile(
    r"(?<!ขอ)(?<!ได้)(?<!ที่)(?:จัด|นำ|รวบรวม)?(?<!ขอ)(?<!ได้)(?<!ที่)ส่ง(?!เสริม|ผล(?!การ|งาน)|ต่อ|มา(?!ยัง|ให้|ที่))|รายงาน(?!การประชุม|ประจำปี)|แจ้ง(?:ผล|รายชื่อ|ชื่อ|ยืนยัน|จำนวน|ข้อมูล|ตอบ|กลับ|ให้(?:จังหวัด|อำเภอ|กรม|สำนักงาน)\S{0,20}ทราบ|แบบ)"
    r"|ตอบ(?:กลับ|แบบ)|เสนอ(?:ชื่อ|ผล|ราย|โครงการ|แผน)|จัดทำ\S{0,40}ส่ง|กรอกข้อมูล|บันทึกข้อมูล(?:ใน|ลง)|นำเข้าข้อมูล|ยื่น"
)
# ผล or ไฟล์ alone names nothing.
_SHORTEST = 5
_NOMINAL = re.compile("ด้าน|การ|งาน|เรื่อง|กรณี|ส่วน|แผน|กิจกรรม|โครงการ|ประเด็น|หมวด|กลุ่ม|สำหรับ|ระดับ")
_VERB = re.compile(
    "จัด|ดำเนิน|ทบทวน|ปรับปรุง|ส่งเสริม|สนับสนุน|มอบ|กำชับ|แจ้ง|สำรวจ|ประชาสัมพันธ์|คัดเลือก|ตรวจ|ติดตาม|สร้าง|เร่ง|กำหนด|แต่งตั้ง"
    "|ประสาน(?!งาน)|รณรงค์|ขับเคลื่อน|ให้|ขอ"
)
_CURRENT = re.compile(
    r"ให้เป็นปัจจุบัน|เป็นปัจจุบัน|ทบทวน|ปรับปรุง(?:ฐานข้อมูล|ทะเบียน|ข้อมูล|คำสั่ง|รายชื่อ)|จัดทำ/|จัดทำทะเบียน|สำรวจและปรับ"
)
_COPY = re.compile(
    r"สำเนา(?P<what>(?:คำสั่ง|รายงานการประชุม|หนังสือ|บัญชี|แผน|ทะเบียน|เอกสาร|บันทึก|ใบ|หลักฐาน|โครงการ|ประกาศ)\S*?)"
    r"(?=ให้(?!เป็น)|ไปยัง|ถึง|ภายใน|ก่อน|พร้อม|[\s,;()]|$)"
)
_BODIES = re.compile(r"\(?\s*((?:คอช|ศอช)\.?\s?[อตจ]\.?|ก\.?\s?บ\.?\s?[ตอจ]\.?)\s*\)?")
_THING = (
    r"แบบ(?:รายงาน|สรุป|ประเมิน|สำรวจ|ตอบรับ|ฟอร์ม)?|ผลการ|ผล|รายชื่อ|ชื่อ|คำสั่ง|ทะเบียน|รายงาน|ภาพถ่าย|ภาพกิจกรรม|บัญชี|แผน"
    r"|ข้อมูล|สรุป|ความก้าวหน้า|ความคืบหน้า|โครงการ|เอกสาร|หลักฐาน|คลิป|ไฟล์|ปฏิทิน|จำนวน"
)
# What the name of a thing ends before: to whom, by when, how often, with what.
_NO_MORE = (
    r"ให้|ไปยัง|ถึง|จึง|นั้น|และขอ|ทาง(?:ไปรษณีย์|อีเมล|ไลน์|ระบบ)|ต่อ(?=\s?(?:[ก-ฮ]\.|คณะ|จังหวัด|อำเภอ|ที่ประชุม|กรม))"
    r"|ภายใน|ก่อน|(?:อำเภอ|ตำบล|หมู่บ้าน|จังหวัด|แห่ง|กลุ่ม|หน่วยงาน|คน)ละ|ไม่น้อยกว่า|ไม่เกิน|โดย(?!ชุมชน)|ทุก\s?(?:วันที่|เดือน|ไตรมาส|สัปดาห์)|เป็นประจำ|เป็นราย(?:ไตรมาส|เดือน|ปี|สัปดาห์)"
    r"|(?:ไตรมาส|เดือน|ปี)ละ|อย่างน้อย|พร้อม|ตาม(?:สิ่งที่|แบบ)|และ(?:ภาพ|ราย|แบบ)|จำนวน|ณ |\(|,|$"
)
_SENT = re.compile(
    r"(?:(?<!ขอ)(?<!ได้)(?<!ที่)ส่ง|จัดส่ง|นำส่ง|รวบรวมส่ง|รวบรวม|พร้อมแนบ|พร้อมด้วย|แนบ|พร้อมทั้ง|พร้อม(?!ทั้ง|ด้วย|แนบ)|รายงาน|แจ้ง|เสนอ|และ(?=ภาพ|รายชื่อ|แบบ|บัญชี|แผน|เอกสาร|ทะเบียน))\s*"
    rf"(?P<what>(?:{_THING})[^,;()]*?)(?=\s*(?:{_NO_MORE}))"
)
# จัดทำสรุปผลงาน ส่งจังหวัด: the thing is named before it is sent.
_MADE = re.compile(
    rf"(?:จัดทำ|รวบรวม|กรอก)\s*(?P<what>(?:{_THING})[^,;()]*?)(?:ให้(?:ครบถ้วน|แล้วเสร็จ|ถูกต้อง|เป็นปัจจุบัน)\S*)?\s*(?:และ|แล้ว)?\s*(?:จัด|นำ)?ส่ง(?!เสริม)(?=ให้|จังหวัด|อำเภอ|สำนัก|กรม|กลับ|คืน|ภายใน|ก่อน|\s)"
)
_BY_FORM = re.compile(
    r"ตาม(?P<form>แบบ(?:รายงาน|สรุป|ประเมิน|สำรวจ|ตอบรับ|ฟอร์ม|เสนอ|บันทึก)[^\s,;()]*?)(?=ที่|ให้|ภายใน|ก่อน|และ|แล้ว|[\s,;()]|$)"
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
    for match in _TIMES_PER.finditer(plain):
        many = number(match["many"]) if match["many"] else 1
        if per := _per(many, match["per"]):
            return Quota(number(match["n"]), per), match
    for match in _PER_TIMES.finditer(plain):
        if match["times"] or match["n"] is None:
            return Quota(number(match["n"]) if match["n"] else 1, _PER[match["per"]]), match
    for match in _IN_A_YEAR.finditer(plain):
        return Quota(number(match["n"]), _PER[match["per"]]), match
    for match in _EACH.finditer(plain):
        if per := _per(number(match["n"]) if match["n"] else 1, match["per"]):
            return Quota(1, per), match
    for match in _EACH_WEEKDAY.finditer(plain):
        if match["of"] is None:
            return Quota(1, "month" if match["monthly"] or match["nth"] else "week"), match
        if match["monthly"] and match["nth"]:
            return Quota(1, "month"), match
    return None


def _per(many: int, unit: str) -> str:
    """ทุก ๓ เดือน is every quarter; "" for a stretch of time that has no name."""
    return _EVERY.get((many, unit)) or (_PER[unit] if many == 1 else "")


def unclear_times(text: str) -> str:
    """The words that say how often in a way that cannot be counted; "" without any."""
    plain = arabic(text)
    match = None if _quota(plain) else _UNCLEAR.search(plain)
    return text[match.start() : match.end()].strip() if match else ""


def hurry_in(text: str) -> str:
    """The words that ask for haste without naming a day; "" without any."""
    match = _HURRY.search(text)
    return match[0] if match else ""


def levels_in(text: str) -> tuple[str, ...]:
    """The levels that are to act, widest first; regulations and receivers do not count."""
    plain = _RECEIVER.sub(" ", _REGULATION.sub(" ", arabic(text)))
    for level, words in _FIRST:
        if re.match(words, plain):
            return (level,)
    return tuple(level for level, words in _LEVELS if re.search(words, plain))


def is_to_be_sent(text: str) -> bool:
    """Whether something is to be sent, reported or answered."""
    return bool(_SEND.search(text))


def asks_anything(text: str) -> bool:
    """Whether a line asks for something, or only names what stands below it."""
    plain = arabic(text)
    if _quota(plain) or re.search(r"ภายใน(?!จังหวัด|อำเภอ|ตำบล)|ก่อนวันที่", plain):
        return True
    return not _NOMINAL.match(text) and bool(is_to_be_sent(text) or _VERB.search(text))


def cites_a_form(text: str) -> bool:
    """Whether `text` leans on a form or paper that should have come with the letter."""
    return bool(_CITED.search(text))


def kind_of(text: str, *, has_due: bool, quota: Quota | None) -> Kind:
    """Of which kind an item is.

    A day to meet makes a delivery, without one a number of times a quota, be it of reports;
    something to be sent a delivery; what is to be current is kept; the rest is driven.
    Source: docs/rules.md, from the letter of Lampang 0019.3/ว 2598 (5 Nov 2567).
    """
    if has_due:
        return Kind.DELIVER
    if quota:
        return Kind.QUOTA
    if is_to_be_sent(text):
        return Kind.DELIVER
    return Kind.KEEP if _CURRENT.search(text) else Kind.DRIVE


def evidence_in(text: str) -> tuple[str, ...]:
    """What is to be sent, each named in the letter's words; copies by the body they are of."""
    named = [*_copies(text), *_sent(text)]
    return tuple(dict.fromkeys(named or _forms(text)))


def _forms(text: str) -> Iterator[str]:
    """ตามแบบรายงานที่แนบ: where nothing else is named, the form is what comes back."""
    for match in _BY_FORM.finditer(text):
        yield match["form"]


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
    for match in (*_MADE.finditer(text), *_SENT.finditer(text)):
        said = match["what"].strip()
        if len(said) >= _SHORTEST and "สำเนา" not in said:
            yield said
