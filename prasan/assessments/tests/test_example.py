"""The example form that comes along: whole in both languages, and an EXAMPLE wherever it shows."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from prasan.assessments import actions
from prasan.assessments.management.commands.load_framework import EXAMPLE
from prasan.assessments.measures import assessments_filed
from prasan.assessments.models import Gate, Indicator, Level
from prasan.assessments.tests import make

THAI = re.compile("[ก-ฮ]")


@pytest.fixture
def begun(ngao_officer, centre, example, year, now):
    """The sheet of Pong Tao on the example, filed."""
    assessment = actions.start_assessment(
        by=ngao_officer, centre=centre, framework=example, fiscal_year=year
    )
    actions.save_scores(
        by=ngao_officer, assessment=assessment, answers=make.answers(example, 1), at=now
    )
    return assessment


def texts(framework):
    """Every text of the form as (Thai, English)."""
    yield framework.name, framework.name_en
    yield framework.source, framework.source_en
    for level in Level.objects.filter(framework=framework):
        yield level.name, level.name_en
    for gate in Gate.objects.filter(level__framework=framework):
        yield gate.reason, gate.reason_en
    for category in framework.categories.all():
        yield category.name, category.name_en
    for each in Indicator.objects.of_framework(framework.pk):
        yield each.name, each.name_en
        yield each.evidence, each.evidence_en
        for point in each.points.all():
            yield point.meaning, point.meaning_en


def test_every_text_has_its_english(example):
    found = list(texts(example))

    assert len(found) == 2 + 3 + 1 + 5 + 23 * 5
    assert [thai for thai, english in found if not english or THAI.search(english)] == []


def test_no_two_texts_of_the_file_share_an_english(example):
    """A slip of the hand in a long list would show here."""
    pairs = set(texts(example))

    assert len({thai for thai, _ in pairs}) == len({english for _, english in pairs})


@pytest.mark.parametrize("page", ["", "file/", "check/", "result/"])
def test_pages_of_a_centre_show_the_english_texts(client, ngao_officer, begun, example, now, page):
    if page in ("check/", "result/"):
        actions.file_assessment(by=ngao_officer, assessment=begun, at=now)
    client.force_login(ngao_officer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = client.get(f"/assessments/520505/2568/{page}").content.decode()

    assert "The appointment order of the tambon committee is current" in shown
    assert "EXAMPLE" in shown
    # Short names are also words of the page around.
    left = [thai for thai, _ in texts(example) if len(thai) > 14 and thai in shown]
    assert left == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_form_says_that_it_is_an_example(client, ngao_officer, begun, language):
    client.force_login(ngao_officer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    for page in ("/assessments/520505/2568/", "/assessments/5205/2568/workbook/", "/assessments/"):
        shown = client.get(page).content.decode()
        assert "example-form" in shown, page


def test_what_boards_keep_is_told_in_thai_whoever_asks(begun, ngao_officer, year, today, now):
    actions.file_assessment(by=ngao_officer, assessment=begun, at=now)

    with translation.override("en"):
        told = assessments_filed(codes=["520505"], period=year, day=today)["520505"].note

    assert told == "ระดับ ข 23 จาก 46 คะแนน (แบบตัวอย่าง)"


def test_the_file_names_itself_an_example():
    assert "is_example: true" in EXAMPLE.read_text(encoding="utf-8")
