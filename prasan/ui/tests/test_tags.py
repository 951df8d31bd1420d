"""Each tag and filter of the kit, as a template would use it."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.template import Context, Template
from django.test import RequestFactory

from prasan.ui.fields import ThaiDateField, ThaiIntegerField
from prasan.ui.reader import THAI, reading
from prasan.ui.samples import Standing

DAY = date(2024, 11, 5)


def shown(source: str, **context: object) -> str:
    request = RequestFactory().get("/list/?status=late&page=2")
    return Template(source).render(Context({"request": request, **context}))


class MeetingForm(forms.Form):
    held = ThaiDateField(label="วันประชุม", help_text="เช่น 5 พ.ย. 2567")
    present = ThaiIntegerField(label="ผู้มาประชุม", min_value=1)
    way = forms.ChoiceField(label="วิธีประชุม", choices=[("hall", "ที่ศาลา")], widget=forms.RadioSelect)
    proofs = forms.MultipleChoiceField(
        label="หลักฐาน",
        choices=[("names", "ลายมือชื่อ")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    minutes = forms.FileField(label="รายงาน")
    is_open = forms.BooleanField(label="เปิดให้ฟัง", required=False)
    batch = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise ValidationError("บันทึกการประชุมวันนี้ไว้แล้ว")


WRONG = {"held": "31/02/2566", "present": "0"}


@pytest.mark.parametrize(
    ("source", "value", "html"),
    [
        ("{{ value|thai }}", "ครั้งที่ 2", "ครั้งที่ 2"),
        ("{{ value|thai }}", None, ""),
        ("{{ value|thai }}", "<b>2</b>", "&lt;b&gt;2&lt;/b&gt;"),
        ("{{ value|official }}", "ว 2598", "ว ๒๕๙๘"),
        ("{{ value|thai_date }}", DAY, '<span class="day">5\u00a0พฤศจิกายน\u00a02567</span>'),
        ("{{ value|thai_date }}", None, ""),
        ("{{ value|thai_date_short }}", DAY, '<span class="day">5\u00a0พ.ย.\u00a02567</span>'),
        ("{{ value|plain_date }}", DAY, "5\u00a0พฤศจิกายน\u00a02567"),
        ("{{ value|count:'ตำบล' }}", 1200, "1,200\u00a0ตำบล"),
        ("{{ missing|count:'ตำบล' }}", 0, ""),
        (
            "{{ value|name }}",
            "สมพร <ธรรม>",
            '<span class="name"><span>สมพร</span> <span>&lt;ธรรม&gt;</span></span>',
        ),
        ("{{ value|place }}", "งาว", '<span class="place">งาว</span>'),
        ("{% icon value %}", "print", "#i-print"),
        ("{% share value 13 label='คำสั่ง' %}", 11, 'max="13" value="11"'),
        ("{% share value 13 label='คำสั่ง' %}", 11, 'aria-label="คำสั่ง 11 จาก 13"'),
        ("{% share 0 value %}", 0, 'max="1" value="0"'),  # a bar of nothing is empty, not full
    ],
)
def test_a_value_is_shown(source, value, html):
    assert html in shown(source, value=value)


def test_digits_follow_the_reader_but_official_ones_do_not():
    source = "{{ 15|thai }} {{ 15|official }}"

    assert shown(source) == "15 ๑๕"
    with reading(THAI):
        assert shown(source) == "๑๕ ๑๕"


def test_a_digit_inside_an_escaped_letter_is_left_alone():
    with reading(THAI):
        assert shown("{{ value|thai }}", value="ข้อ 1 ' ข") == "ข้อ ๑ &#x27; ข"


def test_a_standing_has_sign_and_words():
    html = shown("{% state standing %}", standing=Standing("late", "late", "เลยกำหนด 5 วัน"))

    assert 'class="state state-late"' in html
    assert "#i-late" in html
    assert "เลยกำหนด 5 วัน" in html


def test_crumbs_end_with_this_page():
    html = shown("{% crumbs 'ลำปาง' '/52/' 'งาว' %}")

    assert '<a href="/52/">ลำปาง</a>' in html
    assert '<span aria-current="page">งาว</span>' in html


def test_a_field_ties_its_hint_and_error_to_the_input():
    html = shown("{% field form.held %}", form=MeetingForm(WRONG))

    assert '<label for="id_held">วันประชุม' in html
    assert 'aria-describedby="id_held_helptext id_held_error"' in html
    assert 'id="id_held_helptext"' in html
    assert 'id="id_held_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input input-short"' in html
    assert 'value="31/02/2566"' in html


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("way", 'class="choice"'),
        ("proofs", 'class="tick"'),
        ("is_open", 'class="tick"'),
        ("minutes", 'type="file"'),
        ("batch", 'type="hidden"'),
        ("proofs", "(ถ้ามี)"),
    ],
)
def test_each_kind_of_field_has_its_part(name, part):
    assert part in shown("{% field field %}", field=MeetingForm()[name])


def test_the_browser_does_not_speak_before_us():
    assert "required" not in shown("{% fields form %}", form=MeetingForm())


def test_a_field_of_someone_elses_form_can_be_given_our_words():
    html = shown("{% field form.held label='วันจริง' hint='' %}", form=MeetingForm())

    assert "วันจริง" in html
    assert "helptext" not in html


def test_a_date_already_there_is_read_back_with_its_weekday():
    assert "วันอังคาร" in shown("{% field form.held %}", form=MeetingForm(initial={"held": DAY}))
    assert "วันอังคาร" in shown("{% field form.held %}", form=MeetingForm({"held": "5/11/2567"}))


def test_the_summary_names_every_problem_and_leads_to_it():
    html = shown("{% errors form %}", form=MeetingForm(WRONG))

    assert "ยังบันทึกไม่ได้ แก้ 5" in html
    assert "<li>บันทึกการประชุมวันนี้ไว้แล้ว</li>" in html
    assert '<a href="#id_held">31/02/2566 ไม่มีในปฏิทิน' in html
    assert '<a href="#id_present">ผู้มาประชุม: ต้องไม่น้อยกว่า 1</a>' in html
    assert '<a href="#id_way">ยังไม่ได้เลือกวิธีประชุม</a>' in html
    assert '<a href="#id_minutes">ยังไม่ได้แนบรายงาน</a>' in html


def test_choices_carry_the_id_that_the_summary_leads_to():
    assert 'id="id_way"' in shown("{% field form.way %}", form=MeetingForm(WRONG))


def test_a_form_not_yet_sent_has_no_summary():
    assert shown("{% errors form other %}", form=MeetingForm(), other=None) == ""


def test_the_summary_speaks_for_a_formset_too():
    rows = formset_factory(MeetingForm, min_num=2, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-held": "31/02/2566"}
    )
    html = shown("{% errors rows %}", rows=rows)

    assert "<li>ต้องมีอย่างน้อย 2 แถว</li>" in html
    assert 'href="#id_form-0-held"' in html


def test_a_long_list_is_stepped_through_with_its_filter_kept():
    html = shown("{% pages page %}", page=Paginator(range(162), 50).page(2))

    assert 'href="?status=late&amp;page=1"' in html
    assert 'href="?status=late&amp;page=3"' in html
    assert "หน้า 2 จาก 4 · ทั้งหมด 162 รายการ" in html


def test_a_short_list_has_no_steps():
    assert shown("{% pages page %}", page=Paginator(range(3), 50).page(1)).strip() == ""


def test_an_empty_list_says_what_will_be_here():
    html = shown(
        "{% nothing 'ยังไม่มีการประชุม' icon='calendar' %}<p>{{ why }}</p>{% endnothing %}", why="<เริ่ม>"
    )

    assert "<h2>ยังไม่มีการประชุม</h2>" in html
    assert "<p>&lt;เริ่ม&gt;</p>" in html


def test_a_day_typed_and_not_judged_yet_is_not_read_back():
    class Form(forms.Form):
        day = ThaiDateField()

    form = Form(initial={"day": "ไม่ใช่วัน"})
    page = Template("{% load ui %}{% field form.day %}").render(Context({"form": form}))

    assert 'value="ไม่ใช่วัน"' in page
    assert "<p" not in page
