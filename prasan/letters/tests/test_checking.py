"""What is said of a letter, a memo and an order before they are signed."""

from datetime import date

import pytest

from prasan.letters.checking import Weight, findings
from prasan.letters.documents import ExternalLetter, Paragraph
from prasan.letters.models import Form, Recipient, Scope, Signatory
from prasan.letters.reading import Reference
from prasan.letters.tests import make

ERROR, WARNING, NOTE = Weight
TO_NGAO = [Recipient(area_id="5205", name="นายอำเภองาว", place=1)]
SIGNER = Signatory(name="นายแสง", post_title="พัฒนาการ", starts=date(2024, 10, 1), scope=Scope.ALL)
SATURDAY = date(2024, 11, 16)
NUMBER = "ลป 0019.3/ว 25668"


def found(content: ExternalLetter, form: str = Form.LETTER, **change) -> list[tuple[str, Weight]]:
    said = {
        "series": "order" if form == Form.ORDER else "ordinary",
        "recipients": TO_NGAO,
        "signatory": SIGNER,
        "day": make.TODAY,
        "cited": [],
        "holiday": lambda day: "วันเสาร์" if day == SATURDAY else "",
    }
    return [(one.text, one.weight) for one in findings(content, form=form, **{**said, **change})]


def letter(*texts: str, **change) -> ExternalLetter:
    return ExternalLetter(
        "เรื่อง", ("นายอำเภองาว",), tuple(Paragraph(one) for one in texts), **change
    )


def until(day: date, *, scope: str = Scope.ALL) -> Signatory:
    return Signatory(
        name="นายแสง", post_title="พัฒนาการ", starts=date(2024, 10, 1), ends=day, scope=scope
    )


GOOD = {
    Form.LETTER: letter("ด้วยจังหวัดขอข้อมูล", "จึงเรียนมาเพื่อโปรดพิจารณา"),
    Form.MEMO: letter("ด้วยกลุ่มงานขอจัดประชุม", "จึงเรียนมาเพื่อโปรดพิจารณา"),
    Form.ORDER: letter("อาศัยอำนาจตามระเบียบ จึงแต่งตั้ง", "ทั้งนี้ ตั้งแต่วันที่ 6 พฤศจิกายน 2567"),
}


@pytest.mark.parametrize("form", Form)
def test_nothing_is_said_of_a_good_one(form):
    assert found(GOOD[form], form) == []


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(
    ("content", "change", "said", "weight"),
    [
        (letter(), {}, "ยังไม่มีเนื้อความ", ERROR),
        (letter("วันที่ {วันประชุม}"), {}, "ยังไม่ได้เติมช่อง {วันประชุม}", ERROR),
        (letter("ก"), {"signatory": None}, "ยังไม่ได้เลือกผู้ลงนาม", ERROR),
        (letter("ก"), {"signatory": until(make.TODAY)}, "ลงนามได้ถึงก่อนวันที่ 5 พ.ย. 2567", ERROR),
        (letter("ก"), {"day": date(2024, 9, 30)}, "ก่อนมีอำนาจ", ERROR),
        (letter("ภายในวันที่ 31 พฤศจิกายน 2567"), {}, "ไม่มีในปฏิทิน", ERROR),
        (letter("ภายใน ๑๖ พฤศจิกายน ๒๕๖๗"), {}, "กำหนด 16 พ.ย. 2567 ในเนื้อความเป็นวันเสาร์", WARNING),
        (letter("ประชุม 16 พ.ย. 2567"), {}, "16 พ.ย. 2567 ในเนื้อความเป็นวันเสาร์", WARNING),
        (letter("ภายในวันที่ 4 พฤศจิกายน 2567"), {}, "อยู่ก่อนวันที่ของหนังสือ", WARNING),
        (letter("ภายในวันที่ 15 พฤศจิกายน 2566"), {}, "อยู่ก่อนวันที่ของหนังสือ", WARNING),
        (letter("วันจันทร์ที่ 12 พฤศจิกายน 2567"), {}, "คือวันอังคาร", WARNING),
        (letter("จำนวน ๒5 ชุด"), {}, "“๒5” ปนเลขไทยกับอารบิก", WARNING),
        (letter("รายละเอียดตามที่แนบ"), {}, "ยังไม่มีสิ่งที่ส่งมาด้วย", WARNING),
        (letter("ก", enclosures=("แบบ 1 ชุด",)), {}, "เนื้อความไม่ได้กล่าวถึง", NOTE),
        (letter("ศูนย์ประสานงานองค์การชุมชน (คอช.) ประชุม"), {}, "ปนกันระหว่าง ศอช.", WARNING),
        (letter("คณะกรรมการศูนย์ประสานงานองค์การชุมชน (ศอช.)"), {}, "ปนกันระหว่าง ศอช.", WARNING),
        (letter("ส่ง ศอช.ต ทุกแห่ง"), {}, "ขาดจุดท้าย ใส่จุดให้ครบ", WARNING),
        (letter("ก"), {"holiday": lambda day: "วันหยุด"}, "หนังสือจะลงวันที่วันหยุด", WARNING),
        (
            letter("ก"),
            {"cited": [(Reference("ลป 1/2", make.TODAY), False)]},
            "ที่ ลป 1/2 ไม่พบในทะเบียน",
            WARNING,
        ),
        (
            letter("ก"),
            {"cited": [(Reference(NUMBER, date(2023, 10, 27)), True)]},
            "ปีงบประมาณ 2567 แต่เรื่องเป็นปีงบประมาณ 2568",
            WARNING,
        ),
        (
            letter("ก"),
            {"cited": [(Reference(NUMBER, date(2024, 10, 27)), False)]},
            "มีห้าหลัก",
            WARNING,
        ),
        (
            letter("ก"),
            {"cited": [(Reference("ลป 1/2", date(2024, 11, 6)), True)]},
            "หลังหนังสือนี้",
            WARNING,
        ),
    ],
)
def test_the_same_is_said_of_letter_memo_and_order(form, content, change, said, weight):
    assert any(said in text and of == weight for text, of in found(content, form, **change))


@pytest.mark.parametrize("form", Form)
def test_what_is_in_order_is_not_doubted(form):
    texts = [
        "ตามที่ให้รายงาน 15 ตุลาคม 2567 นั้น",  # a day behind, and no deadline
        "ภายในวันที่ 15 พฤศจิกายน 2567",  # a working day ahead
        "วันอังคารที่ 12 พฤศจิกายน 2567",
        "คณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) และศูนย์ประสานงานองค์การชุมชน (ศอช.)",
        "ทั้งนี้ ตั้งแต่บัดนี้ จึงเรียนมาเพื่อโปรดทราบ",
    ]
    cited = [(Reference("ลป 0019.3/ว 2598", date(2024, 10, 1)), True)]

    assert found(letter(*texts), form, cited=cited) == []


def test_the_year_a_subject_names_counts_for_its_references():
    content = ExternalLetter("ผลการดำเนินงาน ปีงบประมาณ พ.ศ. ๒๕๖๗", ("ก",), GOOD[Form.LETTER].body)
    cited = [(Reference("ลป 0019.3/ว 25", date(2023, 10, 27)), True)]

    assert found(content, cited=cited) == []


@pytest.mark.parametrize(
    ("form", "is_told"), [(Form.LETTER, True), (Form.MEMO, True), (Form.ORDER, False)]
)
def test_only_an_order_needs_no_addressee(form, is_told):
    texts = [text for text, _weight in found(letter("ก"), form, recipients=[])]

    assert any("ยังไม่มีผู้รับ" in text for text in texts) == is_told


def test_an_addressee_outside_needs_an_address():
    recipients = [Recipient(name="อธิบดี", place=1)]

    assert ("ผู้รับ “อธิบดี” ไม่มีที่อยู่และไม่อยู่ในพื้นที่ใด พิมพ์ที่อยู่หลังเครื่องหมาย |", ERROR) in found(
        letter("ก"), recipients=recipients
    )


def test_a_signer_of_letters_signs_no_order():
    signatory = until(date(2025, 1, 1), scope=Scope.LETTERS)

    assert found(GOOD[Form.LETTER], signatory=signatory) == []
    assert any(
        "ไม่ครอบคลุม" in text for text, _ in found(GOOD[Form.ORDER], Form.ORDER, signatory=signatory)
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (Form.LETTER, "ไม่บอกจุดประสงค์"),
        (Form.MEMO, "ไม่บอกจุดประสงค์"),
        (Form.ORDER, "ไม่บอกวันมีผล"),
        (Form.ORDER, "ไม่บอกอำนาจที่อาศัย"),
    ],
)
def test_what_a_kind_usually_has_is_a_note_only(form, said):
    assert any(said in text and weight == NOTE for text, weight in found(letter("ก"), form))


def test_what_blocks_stands_first():
    weights = [weight for _text, weight in found(letter("{ก} ๒5"), signatory=None)]

    assert weights == sorted(weights, key=list(Weight).index)
    assert set(weights) == {ERROR, WARNING, NOTE}
