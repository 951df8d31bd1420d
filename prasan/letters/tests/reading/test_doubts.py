"""What the reader doubts, code by code: a letter that gives cause, and the same letter without."""

from datetime import date

import pytest

from prasan.letters.reading import read

HEAD = {
    "urgency": "",
    "number": "ที่ ตย ๐๐๑๙.๓/ว ๑๒",
    "day": "๕ พฤศจิกายน ๒๕๖๗",
    "subject": "เรื่อง การทบทวนคำสั่ง",
    "to": "เรียน นายอำเภอทุกอำเภอ",
    "reference": "อ้างถึง หนังสือจังหวัดตัวอย่าง ที่ ตย ๐๐๑๙.๓/ว ๙ ลงวันที่ ๑ พฤศจิกายน ๒๕๖๗",
    "enclosure": "สิ่งที่ส่งมาด้วย แบบรายงาน จำนวน ๑ ชุด",
    "background": "ด้วยจังหวัดตัวอย่างจะรวบรวมผลงาน จึงขอให้อำเภอดำเนินการ ดังนี้",
}
ITEMS = ("ส่งสำเนาคำสั่งแต่งตั้ง คอช.อ. ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", "ประชุมปีละ ๒ ครั้ง")


def letter(*items, **head):
    said = [line for line in {**HEAD, **head}.values() if line]
    numbered = [f"{n}. {item}" for n, item in enumerate(items or ITEMS, start=1)]
    return "\n".join([*said, *numbered, "จึงเรียนมาเพื่อดำเนินการ"])


def doubts(text, **told):
    return {doubt.code: doubt for doubt in read(text, **told).warnings}


def test_a_letter_without_fault_is_not_doubted():
    assert doubts(letter()) == {}


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("no_number", letter(number=""), "ใส่ตามที่ปรากฏ"),
        ("no_number", letter(number="ที่ ตย ๐๐๑๙.๓/ว"), "อาจเป็นร่าง"),
        ("no_date", letter(day=""), "ใส่วันที่เอง"),
        ("no_date", letter(day="พฤศจิกายน ๒๕๖๗"), "ใส่วันที่เอง"),
        ("no_subject", letter(subject=""), "ใส่เรื่องเอง"),
        ("no_addressee", letter(to=""), "เลือกผู้รับเอง"),
        ("addressees_attached", letter(to="เรียน ตามบัญชีแนบท้าย"), "เปิดบัญชี"),
        ("secret", letter(urgency="ลับ"), "ผู้ใดควรเห็น"),
        ("another_kind", letter(urgency="คำสั่งจังหวัดตัวอย่าง"), "ลงเป็นคำสั่ง"),
        ("another_kind", letter(urgency="ประกาศจังหวัดตัวอย่าง"), "เพื่อทราบ"),
        ("another_kind", letter(subject="เรื่อง ขอเชิญประชุม"), "ปฏิทิน"),
        (
            "reference_jumps_year",
            letter(reference="อ้างถึง หนังสือ ที่ ตย ๐๐๑๙/ว ๙ ลงวันที่ ๑ ตุลาคม ๒๕๖๖"),
            "อ้างถูกฉบับ",
        ),
        (
            "reference_after_letter",
            letter(reference="อ้างถึง หนังสือ ที่ ตย ๐๐๑๙/ว ๙ ลงวันที่ ๖ พฤศจิกายน ๒๕๖๗"),
            "ทั้งสองฉบับ",
        ),
        (
            "reference_number_unlikely",
            letter(reference="อ้างถึง หนังสือ ที่ ตย ๐๐๑๙/ว ๒๕๖๖๘ ลงวันที่ ๑ พฤศจิกายน ๒๕๖๗"),
            "ฉบับเดิม",
        ),
        ("deadline_before_letter", letter("ส่งแผน ภายในวันที่ ๔ พฤศจิกายน ๒๕๖๗"), "ถามผู้ส่ง"),
        ("deadline_on_holiday", letter("ส่งแผน ภายในวันที่ ๑๖ พฤศจิกายน ๒๕๖๗"), "วันเสาร์"),
        ("impossible_date", letter("ส่งแผน ภายในวันที่ ๓๑ พ.ย. ๒๕๖๗"), "ใส่วันเอง"),
        ("weekday_wrong", letter("ส่งแผน ภายในวันจันทร์ที่ ๑๕ พ.ย. ๒๕๖๗"), "ถามผู้ส่ง"),
        ("christian_year", letter("ส่งแผน ภายในวันที่ 15/11/2024"), "ตรวจกับหนังสือ"),
        ("christian_year", letter("ส่งแผน ภายในวันที่ 15/11/24"), "ตรวจกับหนังสือ"),
        ("year_missing", letter("ส่งแผน ภายในวันที่ ๑๕ พ.ย."), "ตรวจกับหนังสือ"),
        ("deadline_loose", letter("ส่งแผน ภายในวันที่ ๑๕ นี้"), "15 พฤศจิกายน 2567"),
        ("deadline_loose", letter("ส่งแผน ภายในวันศุกร์นี้"), "8 พฤศจิกายน 2567"),
        ("deadline_loose", letter("ส่งแผน ภายในสิ้นเดือน"), "30 พฤศจิกายน 2567"),
        ("deadline_counted", letter("ส่งแผน ภายใน ๗ วันนับแต่วันที่ได้รับหนังสือ"), "วันที่รับจริง"),
        ("deadline_counted", letter("ส่งผล ภายใน ๗ วันหลังเสร็จสิ้นการประชุม"), "ใส่วันกำหนดเอง"),
        ("deadline_repeats", letter("ส่งผล ภายในวันที่ ๒๕ ของทุกเดือน"), "ครั้งแรก 25 พฤศจิกายน 2567"),
        (
            "several_deadlines",
            letter("ส่งแผน ภายในวันที่ ๒๐ พ.ย. ๒๕๖๗ และส่งผล ภายในวันที่ ๑๕ พ.ย. ๒๕๖๗"),
            "วันที่มาถึงก่อน",
        ),
        (
            "deadline_borrowed",
            letter("ส่งแผน", "ส่งผล\nทั้งนี้ ให้ส่งตามข้อ ๑ - ๒ ภายในวันที่ ๑๕ พ.ย. ๒๕๖๗"),
            "ตรวจว่ารวมข้อนี้",
        ),
        ("no_deadline", letter("ส่งรายชื่อกรรมการ"), "กำหนดวันเอง"),
        ("no_deadline", letter("ส่งรายชื่อกรรมการโดยด่วน"), "“โดยด่วน”"),
        (
            "form_not_enclosed",
            letter("ส่งผลตามแบบรายงาน ภายในวันที่ ๑๕ พ.ย. ๒๕๖๗", enclosure=""),
            "ขอแบบ",
        ),
        ("form_not_enclosed", letter("ส่งผลตามสิ่งที่ส่งมาด้วย ๒ ภายใน ๑๕ พ.ย. ๒๕๖๗"), "1 รายการ"),
        ("item_number_gap", letter("ประชุมปีละ ๒ ครั้ง\n๓. ส่งเสริมกลุ่ม"), "ควรเป็นข้อ 2"),
        (
            "item_number_again",
            letter("ประชุมปีละ ๒ ครั้ง\n\nให้ตำบลดำเนินการ ดังนี้\n๑. ส่งเสริมกลุ่ม"),
            "สองครั้ง",
        ),
        ("quota_unclear", letter("ประชุมทุก ๒ เดือน"), "ใส่เอง"),
        ("catchword_wrong", letter("ประชุมปีละ ๒ ครั้ง\n/๕. ส่งเสริม...\n๒. สนับสนุนกลุ่ม"), "หายไป"),
        (
            "centre_committee_mixed",
            letter("ส่งเสริมศูนย์ประสานงานองค์การชุมชน (คอช.) ทุกระดับ"),
            "ศูนย์ฯ คือ ศอช.",
        ),
        (
            "centre_committee_mixed",
            letter("ประชุมคณะกรรมการศูนย์ประสานงานองค์การชุมชน (ศอช.) ปีละ ๒ ครั้ง"),
            "คณะกรรมการคือ คอช.",
        ),
        ("abbreviation_undotted", letter("ส่งเสริม ศอช.ต ทุกแห่ง"), "จุด"),
    ],
)
def test_what_gives_cause_is_doubted_and_says_what_to_do(code, text, said):
    found = doubts(text)

    assert said in found[code].text


def test_no_items_are_doubted():
    text = "\n".join([*HEAD.values(), "จึงเรียนมาเพื่อทราบ"]).replace(HEAD["background"], "ด้วยมีงาน")

    assert "เพื่อทราบ" in doubts(text)["no_items"].text


def test_a_holiday_is_named():
    found = doubts(letter(), holiday=lambda day: "วันหยุดพิเศษ" if day == date(2024, 11, 15) else "")

    assert "วันหยุดพิเศษ" in found["deadline_on_holiday"].text
    assert found["deadline_on_holiday"].item == "1"
