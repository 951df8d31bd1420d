"""Letters for the tests of the document engine."""

import json
import random
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from prasan.letters.documents import Annex, ExternalLetter, Paragraph, Signature

LETTER_JSON = Path(__file__).with_name("letter.json")
_PHRASES = (
    "ขอให้อำเภอมอบหมายสำนักงานพัฒนาชุมชนอำเภอดำเนินการ", "ทบทวนคำสั่งแต่งตั้งคณะกรรมการ",
    "ศูนย์ประสานงานองค์การชุมชน (ศอช.)", "คณะกรรมการบริหารงานตำบลแบบบูรณาการ (ก.บ.ต.)",
    "ตามเกณฑ์ประเมิน ๕ หมวด ๒๓ ตัวชี้วัด", "ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", "จังหวัดลำปาง",
    "จัดทำ/ปรับปรุงฐานข้อมูล", "ปีงบประมาณ พ.ศ. ๒๕๖๘", "อำเภอแจ้ห่ม", "ตำบลปงเตา อำเภองาว",
    "อย่างน้อย ๒ ครั้ง/ปี", "และรายงานผลให้จังหวัดทราบ", "ต่าง ๆ", "นายบุญส่ง ศรีสุขใจ",
    "จำนวน ๑,๒๕๐ บาท", "หลักปรัชญาของเศรษฐกิจพอเพียง",
)  # fmt: skip


@cache
def letter() -> ExternalLetter:
    """The reminder of Lampang province, in our own words and with invented people."""
    return ExternalLetter.from_json(json.loads(LETTER_JSON.read_text(encoding="utf-8")))


def short_letter(**changes: object) -> ExternalLetter:
    """A letter of one page and one paragraph."""
    plain = ExternalLetter(
        subject="ขอเชิญประชุม",
        to=("นายอำเภองาว",),
        body=(Paragraph("ขอเชิญประชุมเตรียมงาน"), Paragraph("จึงเรียนมาเพื่อทราบ")),
        signature=Signature("นางบุญมี ใจเย็น", ("พัฒนาการอำเภองาว",)),
        number="ลป ๐๐๑๙/๑",
        place=("ที่ว่าการอำเภองาว",),
        written=date(2024, 11, 5),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def random_letter(seed: int) -> ExternalLetter:
    """A letter of one to several pages; the same for the same seed."""
    dice = random.Random(seed)

    def text(most: int) -> str:
        phrases = [dice.choice(_PHRASES) for _ in range(dice.randint(1, most))]
        return "".join(phrase + dice.choice(("", " ")) for phrase in phrases).strip()

    body = tuple(
        Paragraph(text(16), dice.choice(("", "", f"{place}.")))
        for place in range(dice.randint(1, 16))
    )
    return short_letter(
        subject=text(4),
        to=tuple(text(3) for _ in range(dice.randint(1, 6))),
        references=tuple(text(3) for _ in range(dice.randint(0, 2))),
        enclosures=tuple(text(2) for _ in range(dice.randint(0, 3))),
        body=(*body, Paragraph(text(dice.choice((1, 9))))),
        issuing=("สำนักงานพัฒนาชุมชนจังหวัดลำปาง", "โทร. ๐ ๕๔๐๐ ๐๐๐๐")[: dice.randint(0, 2)],
        motto=("ชุมชนเข้มแข็งอย่างยั่งยืน",)[: dice.randint(0, 1)],
    )


def register(rows: int) -> Annex:
    """A table of `rows` rows, some of several lines."""
    return Annex(
        title=("บัญชีรายชื่อตำบล",),
        heads=("ที่", "ตำบล", "หมายเหตุ"),
        rows=tuple((str(n), f"ตำบลที่ {n}", _PHRASES[n % 17] * (n % 4)) for n in range(1, rows + 1)),
        widths=(1, 4, 6),
    )
