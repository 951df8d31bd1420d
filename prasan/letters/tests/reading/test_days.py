"""Days as letters say them; every line of the tables is one way of saying."""

from datetime import date

import pytest

from prasan.letters.reading.asking import asks_anything, kind_of, levels_in, quota_in, quota_words
from prasan.letters.reading.days import days_in
from prasan.letters.reading.deadlines import dues_in, quarter_end
from prasan.letters.reading.values import Kind, Quota
from prasan.thai.calendar import FiscalYear

WRITTEN = date(2024, 11, 5)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 15)),
        ("ภายในวันศุกร์ที่ ๑๕ พฤศจิกายน พ.ศ. ๒๕๖๗", date(2024, 11, 15)),
        ("ภายใน 15 พ.ย. 67", date(2024, 11, 15)),
        ("ภายใน ๑๕ พย. ๒๕๖๗", date(2024, 11, 15)),
        ("ภายในวันที่ 15/11/2567", date(2024, 11, 15)),
        ("ไม่เกินวันที่ ๑๕ พ.ย. ๒๕๖๗", date(2024, 11, 15)),
        ("ก่อนวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 14)),
        ("ภายในหรือก่อนวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 15)),
        ("ภายในเวลา ๑๖.๓๐ น. ของวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 15)),
        ("ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗ เวลา ๑๒.๐๐ น.", date(2024, 11, 15)),
        ("ภายในวันที่ ๑๕ พฤศจิกายน ศกนี้", date(2024, 11, 15)),
        ("ภายในวันที่ ๑๐ มกราคม", date(2025, 1, 10)),  # the next one
        ("ระหว่างวันที่ ๑๑ - ๑๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 15)),
        ("ระหว่างวันที่ ๒๕ ตุลาคม - ๑๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 15)),
        ("ภายใน ๗ วัน", date(2024, 11, 12)),
        ("ภายในเจ็ดวันนับแต่วันที่ได้รับหนังสือ", date(2024, 11, 12)),
        ("ภายใน ๕ วันทำการ", date(2024, 11, 12)),
        ("ภายใน ๑ เดือน", date(2024, 12, 5)),
        ("ภายใน ๒ สัปดาห์", date(2024, 11, 19)),
        ("ภายในเดือนธันวาคม ๒๕๖๗", date(2024, 12, 31)),
        ("ภายในสิ้นเดือนกุมภาพันธ์ ๒๕๖๘", date(2025, 2, 28)),
        ("ก่อนสิ้นเดือนธันวาคม ๒๕๖๗", date(2024, 12, 31)),
        ("ภายในเดือนมกราคม", date(2025, 1, 31)),
        ("ภายในเดือนนี้", date(2024, 11, 30)),
        ("ภายในสิ้นเดือนหน้า", date(2024, 12, 31)),
        ("ภายในสิ้นปีงบประมาณ", date(2025, 9, 30)),
        ("ภายในปีงบประมาณ พ.ศ. ๒๕๖๙", date(2026, 9, 30)),
        ("ภายในไตรมาสที่ ๑", date(2024, 12, 31)),
        ("ภายในไตรมาสที่ ๒ ของปีงบประมาณ พ.ศ. ๒๕๖๘", date(2025, 3, 31)),
        ("ทุกวันที่ ๕ ของเดือน", date(2024, 11, 5)),
        ("ภายในวันที่ ๔ ของทุกเดือน", date(2024, 12, 4)),
        ("เป็นประจำทุกเดือน ภายในวันที่ ๑๐", date(2024, 11, 10)),
        ("ภายในวันที่ ๒๕ ของทุกเดือน", date(2024, 11, 25)),
        ("ทุกสิ้นเดือน", date(2024, 11, 30)),
        ("ภายในวันที่ ๑๕ นี้", date(2024, 11, 15)),
        ("ภายในวันที่ ๓ นี้", date(2024, 12, 3)),
        ("ภายในวันศุกร์นี้", date(2024, 11, 8)),
        ("ภายในวันอังคารที่จะถึงนี้", date(2024, 11, 12)),  # a week from a Tuesday
        ("ก่อนวันศุกร์นี้", date(2024, 11, 7)),
        ("ภายในวันศุกร์หน้า", date(2024, 11, 15)),
        ("ภายในวันพรุ่งนี้", date(2024, 11, 6)),
        ("ภายในสิ้นเดือน", date(2024, 11, 30)),
        ("ก่อนสิ้นเดือนนี้", date(2024, 11, 30)),
        ("ภายในปี พ.ศ. ๒๕๖๘", date(2025, 12, 31)),
        ("ภายในสิ้นปี", date(2024, 12, 31)),
        ("ภายในไตรมาสแรก", date(2024, 12, 31)),
        ("ภายในไตรมาสสุดท้าย", date(2025, 9, 30)),
        ("กำหนดส่ง: ๑๕ พ.ย. ๖๗", date(2024, 11, 15)),
        ("อย่างช้าภายในวันที่ ๑๕ พ.ย. ๖๗", date(2024, 11, 15)),
        ("ก่อนเวลา ๑๒.๐๐ น. ของวันที่ ๑๕ พ.ย. ๒๕๖๗", date(2024, 11, 15)),
        ("ภายใน ๗ (เจ็ด) วัน นับถัดจากวันที่ได้รับหนังสือ", date(2024, 11, 12)),
        ("ภายในยี่สิบเอ็ดวัน", date(2024, 11, 26)),
        ("ไม่เกิน ๓๐ วันนับแต่วันที่ลงในหนังสือ", date(2024, 12, 5)),
        ("ภายใน ๗ วันหลังเสร็จสิ้นการประชุม", None),
        ("ภายใน ๕ วันทำการนับแต่วันสิ้นไตรมาส", None),
    ],
)
def test_a_deadline_is_read(said, day):
    assert [due.day for due in dues_in(f"ส่งรายงาน {said}", WRITTEN)] == [day]


@pytest.mark.parametrize(
    "said",
    [
        "ตามคำสั่งลงวันที่ ๑๕ พฤศจิกายน ๒๕๖๗",
        "การประชุมเมื่อวันที่ ๑ พฤศจิกายน ๒๕๖๗",
        "ภายในตำบล",
        "ภายใน ๗ ตำบล",
        "ประชุมเดือนละ ๑ ครั้ง",
        "ภายใต้โครงการ ๑๕ วัน",
    ],
)
def test_what_is_no_deadline_is_not_read_as_one(said):
    assert dues_in(said, WRITTEN) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ภายในวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๘", "impossible_date"),
        ("ภายในวันที่ ๑๕ พฤศจิกายน 2024", "christian_year"),
        ("ภายในวันจันทร์ที่ ๑๕ พฤศจิกายน ๒๕๖๗", "weekday_wrong"),
        ("ภายในวันที่ ๑๐ มกราคม", "year_missing"),
        ("ภายใน ๗ วัน", "deadline_counted"),
    ],
)
def test_a_doubtful_day_says_so(said, code):
    (due,) = dues_in(said, WRITTEN)

    assert [doubt.code for doubt in due.doubts] == [code]


def test_without_the_letters_day_nothing_is_counted():
    assert [due.day for due in dues_in("ภายใน ๗ วัน", None)] == [None]
    assert [due.day for due in dues_in("ทุกวันที่ ๕ ของเดือน", None)] == [None]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("๑๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 15)),
        ("๑๕ พฤศจิกายน พ.ศ.๒๕๖๗", date(2024, 11, 15)),
        ("15 เดือนพฤศจิกายน ปี 2567", date(2024, 11, 15)),
        ("15 พ.ย.67", date(2024, 11, 15)),
        ("15 พย 2567", date(2024, 11, 15)),
        ("15 พ. ย. 2567", date(2024, 11, 15)),
        ("๑๕ มิย. ๖๘", date(2025, 6, 15)),
        ("๑๕ เม.ย ๖๘", date(2025, 4, 15)),
        ("15/11/2567", date(2024, 11, 15)),
        ("15-11-2567", date(2024, 11, 15)),
        ("15.11.67", date(2024, 11, 15)),
        ("2024-11-15", date(2024, 11, 15)),
        ("15 Nov 2024", date(2024, 11, 15)),
        ("15 November 2567", date(2024, 11, 15)),
        ("15/11/24", date(2024, 11, 15)),
    ],
)
def test_a_day_is_read_in_every_habit(said, day):
    assert [one.day for one in days_in(said, WRITTEN)] == [day]


@pytest.mark.parametrize(
    "said",
    [
        "โทร. 0 5426 5055",
        "๒ ก. คัดเลือก",
        "ว 2598/2567",
        "ข้อ 1.2.3",
        "เวลา 16.30 น.",
        "ลป 0019.3/ว 12",
    ],
)
def test_what_is_no_day_is_not_read_as_one(said):
    assert days_in(said, WRITTEN) == []


def test_an_impossible_day_is_not_moved_to_another():
    (day,) = days_in("๓๐ กุมภาพันธ์ ๒๕๖๗")

    assert day.day is None


def test_quarters_run_with_the_fiscal_year():
    ends = [quarter_end(FiscalYear(2568), quarter) for quarter in (1, 2, 3, 4)]

    assert ends == [date(2024, 12, 31), date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30)]


@pytest.mark.parametrize(
    ("said", "quota"),
    [
        ("อย่างน้อย ๒ ครั้ง/ปี", Quota(2, "year")),
        ("ไม่น้อยกว่า 4 ครั้งต่อปีงบประมาณ", Quota(4, "year")),
        ("ปีละ ๒ ครั้ง", Quota(2, "year")),
        ("อย่างน้อยปีละสองครั้ง", Quota(2, "year")),
        ("ไตรมาสละ ๑ ครั้ง", Quota(1, "quarter")),
        ("เดือนละครั้ง", Quota(1, "month")),
        ("ทุก ๓ เดือน", Quota(1, "quarter")),
        ("ทุก ๖ เดือน", Quota(1, "half_year")),
        ("ทุกไตรมาส", Quota(1, "quarter")),
        ("สัปดาห์ละ ๒ ครั้ง", Quota(2, "week")),
        ("ภายใน ๑ ปี ให้ประชุม ๓ ครั้ง", Quota(3, "year")),
        ("๑ ครั้ง ทุก ๖ เดือน", Quota(1, "half_year")),
        ("อย่างน้อยสองครั้งในรอบปี", Quota(2, "year")),
        ("๔ ครั้งตลอดปีงบประมาณ", Quota(4, "year")),
        ("ทุกวันศุกร์", Quota(1, "week")),
        ("ทุกวันจันทร์แรกของเดือน", Quota(1, "month")),
        ("ทุกสัปดาห์", Quota(1, "week")),
        ("เป็นรายเดือน", Quota(1, "month")),
        ("ทุกสามเดือน", Quota(1, "quarter")),
        ("ทุก ๒ เดือน", None),
        ("๒ ครั้ง ภายในเดือนนี้", None),
        ("รายได้เดือน", None),
        ("ประชุมครั้งที่ ๒", None),
        ("ปีละ ๕,๐๐๐ บาท", None),
    ],
)
def test_how_often_is_read(said, quota):
    assert quota_in(said) == quota


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ให้ประชุมอย่างน้อย ๒ ครั้ง/ปี และรายงาน", "๒ ครั้ง/ปี"),
        ("รายงานทุกไตรมาสตามแบบ", "ทุกไตรมาส"),
        ("ประชุมครั้งที่ ๒", ""),
    ],
)
def test_how_often_is_quoted(said, words):
    assert quota_words(said) == words


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ("คอช. ระดับอำเภอและระดับตำบล", ("district", "tambon")),
        ("(คอช.อ.), (คอช.ต.)", ("district", "tambon")),
        ("คอช.ต ชุดใหม่", ("tambon",)),
        ("ก.บ.ต.", ("tambon",)),
        ("ส่งให้สำนักงานพัฒนาชุมชนจังหวัดลำปาง", ()),
        ("ตามระเบียบว่าด้วยการประสานแผนระดับอำเภอและตำบล พ.ศ. ๒๕๖๒", ()),
        ("ประชาคมทุกหมู่บ้าน", ("village",)),
        ("อำเภอติดตามงานของตำบล", ("district",)),
        ("ส่งให้อำเภอ ภายในวันที่ ๑๕", ()),
        ("ขอให้อำเภอดำเนินการ", ("district",)),
        ("อบต. จัดเวที", ("tambon",)),
        ("ส่งให้ที่ทำการปกครองจังหวัด", ()),
    ],
)
def test_who_acts_is_read(said, levels):
    assert levels_in(said) == levels


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("ด้านแผนพัฒนาตำบล", False),
        ("การทบทวนคำสั่งแต่งตั้ง", False),
        ("สำนักงานพัฒนาชุมชนอำเภอ", False),
        ("ทบทวนคำสั่งแต่งตั้ง", True),
        ("การประชุมปีละ ๒ ครั้ง", True),
        ("แผนพัฒนาตำบล ส่งภายในวันที่ ๑๕ พ.ย. ๒๕๖๗", True),
    ],
)
def test_a_heading_asks_nothing(said, asks):
    assert asks_anything(said) is asks


@pytest.mark.parametrize(
    ("said", "has_due", "quota", "kind"),
    [
        ("ทำตามนี้", True, None, Kind.DELIVER),
        ("ประชุมปีละ ๒ ครั้ง", False, Quota(2, "year"), Kind.QUOTA),
        ("รายงานผลทุกไตรมาส", False, Quota(1, "quarter"), Kind.QUOTA),
        ("ส่งรายชื่อ", False, None, Kind.DELIVER),
        ("ปรับปรุงทะเบียนให้เป็นปัจจุบัน", False, None, Kind.KEEP),
        ("ส่งเสริมให้เป็นกลไก", False, None, Kind.DRIVE),
    ],
)
def test_the_kind_follows_from_what_is_asked(said, has_due, quota, kind):
    assert kind_of(said, has_due=has_due, quota=quota) is kind
