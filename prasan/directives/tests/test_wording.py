from datetime import date

from prasan.directives import wording
from prasan.directives.wording import Owed

OLD, NEW = date(2024, 10, 31), date(2024, 11, 15)


def test_addressees_stand_side_by_side_with_a_word_before_the_last():
    assert wording.addressed(["นายอำเภองาว"]) == "นายอำเภองาว"
    assert wording.addressed(["ก", "ข", "ค"]) == "ก ข และค"
    assert wording.addressed([]) == ""


def renewed(text: str) -> str:
    return wording.renewed(text, old_due=OLD, due=NEW, old_year=2567, year=2568)


def test_an_item_takes_the_new_day_for_the_old_in_either_digits():
    assert renewed("ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๗") == "ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗"
    assert renewed("ภายใน 31 ตุลาคม 2567") == "ภายใน ๑๕ พฤศจิกายน ๒๕๖๗"


def test_an_item_takes_the_new_fiscal_year_and_leaves_other_years_alone():
    text = "ปีงบประมาณ พ.ศ. ๒๕๖๗ ตามระเบียบ พ.ศ. ๒๕๖๒ ลงวันที่ ๑ ตุลาคม ๒๕๖๗"

    assert renewed(text) == "ปีงบประมาณ พ.ศ. ๒๕๖๘ ตามระเบียบ พ.ศ. ๒๕๖๒ ลงวันที่ ๑ ตุลาคม ๒๕๖๗"


def test_an_item_without_a_day_stays_as_it_is():
    text = "จัดให้มีการประชุมอย่างน้อยปีละ ๒ ครั้ง"

    assert wording.renewed(text, old_due=None, due=NEW, old_year=2567, year=2567) == text


OWED = [Owed("อำเภองาว", {"สำเนาคำสั่งแต่งตั้ง คอช.ต.": 1, "ผลการประเมินและจัดระดับ": 2})]


def test_the_annex_says_what_each_district_owes():
    annex = wording.annex(OWED, day=date(2024, 11, 5))

    assert annex.title[-1] == "ณ วันที่ 5 พฤศจิกายน 2567"
    assert annex.rows == (
        (
            "1",
            "อำเภองาว",
            "สำเนาคำสั่งแต่งตั้ง คอช.ต. 1 รายการ\nผลการประเมินและจัดระดับ 2 รายการ",
            "3",
        ),
    )


def test_the_chat_text_names_district_and_thing():
    text = wording.as_chat("งาน ศอช.", OWED, day=date(2024, 11, 5), due=OLD)

    assert "กำหนดส่ง 31 ตุลาคม 2567" in text
    assert "• อำเภองาว ค้าง 3 รายการ" in text
    assert "   - ผลการประเมินและจัดระดับ 2" in text


def test_the_chat_text_says_when_nothing_is_owed():
    assert "ส่งครบทุกอำเภอแล้ว" in wording.as_chat("งาน", [], day=OLD, due=None)
