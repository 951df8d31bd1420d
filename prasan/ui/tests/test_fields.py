from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from prasan.ui.fields import ThaiDateField, ThaiDecimalField, ThaiIntegerField
from prasan.ui.reader import THAI, reading


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (ThaiDateField(), "20/11/2567", date(2024, 11, 20)),
        (ThaiDateField(), "๒๐ พ.ย. ๒๕๖๗", date(2024, 11, 20)),
        (ThaiDateField(), date(2024, 11, 20), date(2024, 11, 20)),
        (ThaiDateField(), datetime(2024, 11, 20, 9, 0), date(2024, 11, 20)),  # noqa: DTZ001
        (ThaiDateField(required=False), "", None),
        (ThaiIntegerField(), "15", 15),
        (ThaiIntegerField(), "๑๕", 15),
        (ThaiIntegerField(), " 7,436 ", 7436),
        (ThaiIntegerField(required=False), "", None),
        (ThaiDecimalField(), "๑๒,๕๐๐.๕๐", Decimal("12500.50")),
        (ThaiDecimalField(required=False), "", None),
    ],
)
def test_what_an_officer_types_is_read(field, typed, value):
    assert field.clean(typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (ThaiDateField(), "31/02/2566", "31/02/2566 ไม่มีในปฏิทิน เดือนกุมภาพันธ์ปีนั้นมี 28 วัน"),
        (ThaiDateField(), "5/11/2024", "ปี 2024 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ พ.ศ. 2567"),
        (ThaiIntegerField(), "สิบเก้า", "พิมพ์เป็นจำนวนเต็ม เช่น 15"),
        (ThaiIntegerField(), "1.5", "พิมพ์เป็นจำนวนเต็ม เช่น 15"),
        (ThaiIntegerField(min_value=1), "0", "ต้องไม่น้อยกว่า 1"),
        (ThaiIntegerField(max_value=200), "201", "ต้องไม่เกิน 200"),
        (ThaiDecimalField(), "มาก", "พิมพ์เป็นตัวเลข เช่น 12,500 หรือ 12.50"),
        (ThaiDecimalField(decimal_places=2), "1.005", "ทศนิยมต้องไม่เกิน 2 ตำแหน่ง"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_type(field, typed, said):
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)

    assert caught.value.messages == [said]


class Form(forms.Form):
    held = ThaiDateField()
    present = ThaiIntegerField()


def test_a_known_date_is_shown_in_the_buddhist_era():
    form = Form(initial={"held": date(2024, 11, 5)})

    assert 'value="5 พ.ย. 2567"' in str(form["held"])
    with reading(THAI):
        assert 'value="๕ พ.ย. ๒๕๖๗"' in str(form["held"])


def test_what_is_shown_can_be_sent_back_unchanged():
    form = Form({"held": "๕ พ.ย. ๒๕๖๗", "present": "๑๕"}, initial={"held": date(2024, 11, 5)})

    assert form.is_valid()
    assert "held" not in form.changed_data


def test_what_was_typed_wrongly_stays_as_typed():
    form = Form({"held": "32/1/2567", "present": "สิบ"})

    assert 'value="32/1/2567"' in str(form["held"])
    assert 'value="สิบ"' in str(form["present"])


def test_numbers_are_typed_into_a_line_that_takes_thai_digits():
    assert 'type="text"' in str(Form()["present"])
    assert 'inputmode="numeric"' in str(Form()["present"])
