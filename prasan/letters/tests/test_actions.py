"""The register: drafts, numbers, letters from paper, and what is sent."""

from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.letters.actions import (
    NumberTaken,
    Stale,
    name_signatory,
    number_letter,
    open_series,
    record_sent,
    save_draft,
)
from prasan.letters.models import Counter, Letter, Series, Signatory
from prasan.letters.tests import make


def verbs(prefix):
    events = Event.objects.filter(verb__startswith=prefix).order_by("pk")
    return list(events.values_list("verb", "by", "area"))


@pytest.fixture
def number(province_officer):
    def give(letter, day=make.TODAY):
        return number_letter(by=province_officer, letter=letter, dated=day, at=make.moment(day))

    return give


def test_a_draft_has_no_number(province_officer, office):
    letter = make.draft(province_officer, office)

    assert (letter.is_draft, letter.label, letter.edition) == (True, "ร่าง ยังไม่ออกเลข", 0)
    assert verbs("letter.") == [("letter.drafted", "lampang", "52")]


def test_saving_counts_editions_and_puts_new_recipients_for_the_old(
    province_officer, office, ngao, thoen
):
    letter = make.written(province_officer, office, ngao, thoen)

    saved = save_draft(
        by=province_officer,
        letter=letter,
        edition=1,
        recipients=[(thoen, "นายอำเภอเถิน")],
        content=make.paper(thoen),
        subject="เรื่องใหม่",
    )

    assert (saved.edition, saved.subject) == (2, "เรื่องใหม่")
    assert [one.area for one in saved.recipients.all()] == [thoen]
    assert verbs("letter.saved") == [("letter.saved", "lampang", "52")] * 2


def test_saving_over_a_newer_edition_is_refused(province_officer, office, ngao):
    letter = make.written(province_officer, office, ngao)

    with pytest.raises(Stale):
        save_draft(by=province_officer, letter=letter, edition=0, recipients=[], content={})

    assert Letter.objects.get().recipients.count() == 1


def test_a_numbered_letter_is_frozen(province_officer, office, ngao, number):
    letter = number(make.written(province_officer, office, ngao))

    with pytest.raises(Stale):
        save_draft(by=province_officer, letter=letter, edition=1, recipients=[], content={})

    assert Letter.objects.get().content["subject"] == make.SUBJECT


def test_numbers_run_by_office_series_and_calendar_year(province_officer, office, areas, number):
    other = make.office(province_officer, areas["51"], code="ลพ 0019.3", last=10)

    given = [
        number(make.draft(province_officer, office)).label,
        number(make.draft(province_officer, office)).label,
        number(make.draft(province_officer, office, series=Series.ORDINARY)).label,
        number(make.draft(province_officer, other)).label,
        number(make.draft(province_officer, office), date(2024, 12, 31)).label,
        number(make.draft(province_officer, office), date(2025, 1, 1)).label,
    ]

    assert given == [
        "ลป 0019.3/ว 2598",
        "ลป 0019.3/ว 2599",
        "ลป 0019.3/1",
        "ลพ 0019.3/ว 11",
        "ลป 0019.3/ว 2600",
        "ลป 0019.3/ว 1",
    ]


def test_numbering_twice_keeps_the_number(province_officer, office, ngao, number):
    letter = make.written(province_officer, office, ngao)

    assert number(letter).number == number(letter).number == 2598
    assert Counter.objects.get().last == 2598
    assert len(verbs("letter.numbered")) == 1


def test_number_and_day_are_written_on_the_paper(province_officer, office, ngao, number):
    letter = number(make.written(province_officer, office, ngao))

    assert (letter.content["number"], letter.content["written"]) == (
        "ลป 0019.3/ว 2598",
        "2024-11-05",
    )


def test_a_series_is_opened_after_the_last_number_used(province_officer, office):
    with pytest.raises(ValueError, match="ออกเลขถึง 2597 แล้ว ตั้งย้อนหลังเป็น 2596 ไม่ได้"):
        open_series(
            by=province_officer, office=office, series=Series.CIRCULAR, year=2567, last=2596
        )

    assert Counter.objects.get().last == 2597
    assert verbs("series.") == [("series.opened", "lampang", "52")]


def test_a_letter_from_paper_counts_as_sent_and_takes_no_number(province_officer, office, ngao):
    letter = make.from_paper(province_officer, office, ngao)

    assert (letter.label, letter.year, letter.sent_by) == (
        "ลป 0019.3/ว 25668",
        2566,
        province_officer,
    )
    assert letter.citation == ("หนังสือจังหวัดลำปาง ด่วนที่สุด ที่ ลป 0019.3/ว 25668 ลงวันที่ 27 ตุลาคม 2566")
    assert Counter.objects.get().last == 2597
    assert verbs("letter.") == [("letter.registered", "lampang", "52")]


def test_a_number_in_the_register_is_not_entered_again(province_officer, office, ngao):
    make.from_paper(province_officer, office, ngao)

    with pytest.raises(NumberTaken, match=r"ลป 0019\.3/ว 25668"):
        make.from_paper(province_officer, office, ngao)

    assert Letter.objects.count() == 1


def test_a_letter_is_sent_once_and_with_a_number(province_officer, office, ngao, number):
    draft = make.written(province_officer, office, ngao)
    with pytest.raises(ValueError, match="ยังไม่มีเลข"):
        record_sent(by=province_officer, letter=draft, at=make.moment())

    letter = number(draft)
    first = record_sent(by=province_officer, letter=letter, at=make.moment())
    again = record_sent(by=province_officer, letter=letter, at=make.moment(hour=16))

    assert first.sent_at == again.sent_at == make.moment()
    assert len(verbs("letter.sent")) == 1


@pytest.fixture
def signatory(province_officer, office):
    return name_signatory(
        by=province_officer,
        office=office,
        name="นายแสงเทียน สมมุติวงศ์",
        post_title="พัฒนาการจังหวัด",
        capacity="ปฏิบัติราชการแทน",
        principal="ผู้ว่าราชการจังหวัดลำปาง",
        authority="คำสั่งจังหวัด (ตัวอย่าง) ที่ 1/2566",
        starts=date(2023, 10, 1),
        ends=date(2024, 11, 6),
    )


def test_a_signatory_signs_for_another_in_two_lines(signatory):
    assert signatory.lines == ["พัฒนาการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดลำปาง"]
    assert verbs("signatory.") == [("signatory.named", "lampang", "52")]


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (date(2023, 9, 30), False),
        (date(2023, 10, 1), True),
        (date(2024, 11, 5), True),
        (date(2024, 11, 6), False),  # the day it ends is the first without
    ],
)
def test_a_signatory_signs_while_the_post_lasts(signatory, day, may):
    assert Signatory.objects.on(day).exists() is may
