"""The form on paper, on the small form, the example and one of quite another shape."""

import unicodedata
from datetime import date
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments import actions
from prasan.assessments.form_paper import form
from prasan.assessments.models import Indicator
from prasan.assessments.records import Record
from prasan.assessments.tests import make
from prasan.assessments.workflow import Tier
from prasan.letters import typesetting
from prasan.letters.papers import BOX, TICKED, Paper, Table
from prasan.thai.digits import arabic

DAY = date(2024, 11, 5)
URL = "/assessments/520505/2568"


def paper(centre, framework, year, assessment=None) -> Paper:
    asked = list(Indicator.objects.of_framework(framework.pk))
    record = Record.of(assessment) if assessment else None
    return form(centre, framework, year, record, asked, day=DAY)


def cells(made: Paper) -> dict[str, tuple[str, ...]]:
    """The row of each indicator, by its number."""
    rows = [row for each in made.blocks if isinstance(each, Table) for row in each.rows]
    return {row[0]: row for row in rows if isinstance(row, tuple)}


def text(content: bytes) -> str:
    """All words of a Word file, without what stands above or below a letter."""
    document = docx.Document(BytesIO(content))
    parts = [each.text for each in document.element.body.iter() if each.text]
    return plain(arabic("".join(parts)))


def plain(words: str) -> str:
    return "".join(each for each in words if unicodedata.category(each) != "Mn" and each > " ")


@pytest.fixture
def other(system):
    return make.framework(system, make.OTHER)


@pytest.fixture
def begun(ngao_officer, centre, year, now):
    def run(framework, answers):
        made = actions.start_assessment(
            by=ngao_officer, centre=centre, framework=framework, fiscal_year=year
        )
        return actions.save_scores(by=ngao_officer, assessment=made, answers=answers, at=now)

    return run


def test_a_blank_form_ticks_nothing_and_asks_everything(centre, example, year):
    made = paper(centre, example, year)
    found = cells(made)

    for each in make.indicators(example):
        row = found[each.number]
        assert each.title in row[1]
        assert each.proof in row[1]
        for point in each.points.all():
            assert f"{BOX} {point.points} คะแนน {point.text}" in row[1]
        assert TICKED not in row[1]
        assert row[2:] == ("", "", "")
    assert len([number for number in found if "." in number]) == 23


def test_a_filled_form_ticks_the_answer_and_no_other(centre, framework, year, begun):
    first, second, third = make.indicators(framework)
    made = begun(
        framework,
        {first.pk: actions.Answer(1, note="มีครบ\nทุกหมู่"), second.pk: actions.Answer(0)},
    )

    found = cells(paper(centre, framework, year, made))

    assert f"{TICKED} 1 คะแนน มี" in found["1.1"][1]
    assert f"{BOX} 0 คะแนน ไม่มี" in found["1.1"][1]
    assert f"{TICKED} 0 คะแนน ไม่มี" in found["1.2"][1]
    assert TICKED not in found[third.number][1]
    assert found["1.1"][2:] == ("1", "–", "–")


def test_all_three_scores_and_their_reasons_stand_on_it(
    centre, framework, year, begun, ngao_officer, now
):
    first = make.indicators(framework)[0]
    made = begun(framework, make.answers(framework, 1, 2, 0))
    actions.file_assessment(by=ngao_officer, assessment=made, at=now)
    actions.save_scores(
        by=ngao_officer,
        assessment=made,
        tier=Tier.DISTRICT,
        answers={first.pk: actions.Answer(0, note="ไม่พบเอกสาร")},
        at=now,
    )
    shown = paper(centre, framework, year, made)

    assert cells(shown)["1.1"][2:] == ("1", "0", "–")
    assert "เหตุผลข้อ 1.1 (อำเภอ) ไม่พบเอกสาร" in [getattr(each, "text", "") for each in shown.blocks]


def test_another_shape_has_ranges_weights_and_cases_left_out(centre, other, year, begun):
    by_number = {each.number: each for each in make.indicators(other)}
    made = begun(
        other,
        {
            by_number["1.2"].pk: actions.Answer(50),
            by_number["2.1"].pk: actions.Answer(None, is_not_applicable=True),
            by_number["2.4"].pk: actions.Answer(3),
        },
    )

    blank, filled = cells(paper(centre, other, year)), cells(paper(centre, other, year, made))

    assert "ให้ได้ 0 ถึง 100" in blank["1.2"][1]
    assert "(น้ำหนัก 7.5)" in blank["1.3"][1]
    assert f"{BOX} ไม่เข้าข่าย (ตำบลที่ไม่มีกองทุน)" in blank["2.1"][1]
    assert "หลักฐาน ภาพ (เมื่อได้ 50 คะแนนขึ้นไป)" in blank["2.3"][1]
    assert "คะแนน 50 (ให้ได้ 0 ถึง 100)" in filled["1.2"][1]
    assert f"{TICKED} ไม่เข้าข่าย" in filled["2.1"][1]
    assert filled["2.1"][2] == "ไม่เข้าข่าย"
    assert f"{TICKED} 3 คะแนน พอ" in filled["2.4"][1]


def test_the_words_come_back_out_of_the_word_file(centre, example, year, begun):
    made = begun(example, make.answers(example, 1))

    found = text(typesetting.docx(paper(centre, example, year, made)))

    for each in make.indicators(example):
        assert plain(each.title) in found, each.title
        assert plain(each.meaning_of(1)) in found, each
    assert plain("แบบตัวอย่าง ไม่ใช่แบบทางการ") in found
    assert plain("ผู้รับรอง (จังหวัด)") in found


# --- the addresses -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["form.pdf", "form.docx", "blank.pdf", "blank.docx"])
def test_the_form_is_given_within_reach(
    client, ngao_officer, thoen_officer, reader, centre, framework, assessment, name
):
    url = f"{URL}/{name}"
    assert client.get(url).status_code == 302
    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 405
    for mine in (reader, ngao_officer):
        client.force_login(mine)
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF" if name.endswith("pdf") else b"PK\x03\x04")


def test_a_form_not_begun_is_given_blank(client, ngao_officer, centre, framework):
    client.force_login(ngao_officer)

    answer = client.get(f"{URL}/form.pdf")

    assert 'filename="blank-520505-2568.pdf"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["form.odt", "blank.txt"])
def test_another_ending_is_not_there(client, ngao_officer, assessment, name):
    client.force_login(ngao_officer)

    assert client.get(f"{URL}/{name}").status_code == 404


def test_without_a_form_in_use_there_is_nothing_to_print(client, ngao_officer, centre):
    client.force_login(ngao_officer)

    assert client.get(f"{URL}/blank.pdf").status_code == 404


@pytest.mark.parametrize("page", ["", "result/"])
def test_pages_lead_to_the_paper(client, ngao_officer, assessment, page):
    client.force_login(ngao_officer)

    shown = client.get(f"{URL}/{page}").content.decode()

    for name in ("form.pdf", "form.docx", "blank.pdf", "blank.docx"):
        assert f'href="{URL}/{name}"' in shown


def test_the_paper_costs_the_same_for_many_indicators(
    client, ngao_officer, centre, framework, other, year, begun
):
    made = begun(framework, make.answers(framework, 1))
    with CaptureQueriesContext(connection) as few:
        paper(centre, framework, year, made)
    made.framework = other
    made.save()
    made.scores.all().delete()
    with CaptureQueriesContext(connection) as many:
        paper(centre, other, year, made)

    assert len(many) <= len(few) + 1  # the gates, of which the small form has none
