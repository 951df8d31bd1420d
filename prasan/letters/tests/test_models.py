"""What the register refuses to hold."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from prasan.letters.models import Counter, Letter, Recipient, Signatory
from prasan.letters.tests import make


def breaks(name, change):
    """SQLite does not name a unique constraint, so there only the break itself is seen."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    said = str(caught.value)
    assert name in said or "UNIQUE constraint failed" in said


@pytest.fixture
def letter(province_officer, office, ngao):
    return make.from_paper(province_officer, office, ngao)


@pytest.fixture
def draft(province_officer, office):
    return make.draft(province_officer, office)


def test_a_number_is_used_once(letter, province_officer, office):
    other = make.from_paper(province_officer, office, number=7)

    breaks(
        "letter_number_is_used_once",
        lambda: Letter.objects.filter(pk=other.pk).update(number=letter.number),
    )


def test_drafts_have_no_number_to_share(province_officer, office):
    make.draft(province_officer, office)
    make.draft(province_officer, office)

    assert Letter.objects.drafts().count() == 2


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("letter_number_is_positive", {"number": 0}),
        ("letter_is_numbered_dated_and_by_someone", {"dated": None}),
        ("letter_is_numbered_dated_and_by_someone", {"year": None}),
        ("letter_is_numbered_dated_and_by_someone", {"numbered_at": None}),
        ("letter_is_numbered_dated_and_by_someone", {"numbered_by": None}),
        ("letter_is_sent_by_someone", {"sent_by": None}),
        ("letter_is_sent_by_someone", {"sent_at": None}),
    ],
)
def test_the_register_holds_no_impossible_letter(letter, name, values):
    breaks(name, lambda: Letter.objects.filter(pk=letter.pk).update(**values))


def test_a_draft_has_no_number_alone(draft):
    breaks("letter_is_numbered_dated_and_by_someone", lambda: Letter.objects.update(number=7))


def test_a_draft_is_not_sent(draft, province_officer):
    values = {"sent_at": make.moment(), "sent_by": province_officer}

    breaks("letter_is_sent_with_a_number", lambda: Letter.objects.update(**values))


def test_a_letter_goes_to_an_area_once(letter, ngao):
    breaks(
        "letter_goes_to_an_area_once",
        lambda: Recipient.objects.create(letter=letter, area=ngao, name="อีกคน", place=2),
    )


def test_a_series_has_one_counter_a_year(office):
    breaks(
        "series_has_one_counter_a_year",
        lambda: Counter.objects.create(office=office, series="circular", year=2567),
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("signatory_ends_after_they_start", {"ends": date(2024, 1, 1)}),
        ("signatory_for_another_says_for_whom_and_why", {"capacity": "รักษาราชการแทน"}),
        (
            "signatory_for_another_says_for_whom_and_why",
            {"capacity": "รักษาราชการแทน", "principal": "ผู้ว่าราชการจังหวัด"},
        ),
    ],
)
def test_a_signatory_is_as_orders_say(office, name, values):
    whole = {"office": office, "name": "นายก", "post_title": "พัฒนาการ"}

    breaks(name, lambda: Signatory.objects.create(**whole, starts=date(2024, 1, 1), **values))
