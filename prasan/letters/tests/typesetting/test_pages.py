"""How pages turn: on the letter, and on many random ones."""

import pytest

from prasan.letters import typesetting
from prasan.letters.documents import Paragraph
from prasan.letters.tests.typesetting import make
from prasan.letters.tests.typesetting.reading import pdf_pages, squeezed
from prasan.letters.typesetting.lines import text_of, tidy
from prasan.letters.typesetting.parts import FORM, ROOM

SEEDS = range(60)


def laid_out(letter):
    return typesetting.laid_out(letter).pages


def text_marks(page):
    return [mark for mark in page.marks if mark.block.role == "paragraph"]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_catch_word_is_what_the_next_page_begins_with(seed):
    pages = laid_out(make.random_letter(seed))

    for page, following in zip(pages, pages[1:], strict=False):
        first = following.marks[0]
        label = first.block.label if first.first == 0 else ""
        begins = squeezed(label + text_of(first.rows[0]))
        word = squeezed(page.catch)
        assert word.startswith("/")
        assert word.endswith("...")
        assert len(word) > 4
        assert begins.startswith(word[1:-3])
    assert pages[-1].catch == ""


@pytest.mark.parametrize("seed", SEEDS)
def test_two_lines_of_text_stand_above_the_closing(seed):
    letter = make.random_letter(seed)
    last = laid_out(letter)[-1]

    rows = sum(len(mark.rows) for mark in last.marks if mark.block.role not in ("urgency",))
    ending = [m for m in last.marks if m.block.role in ("closing", "signature", "issuing", "motto")]

    assert [mark.block.role for mark in ending][:2] == ["closing", "signature"]
    assert rows - sum(len(mark.rows) for mark in ending) >= 2


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_printed_once_and_on_the_paper(seed):
    letter = make.random_letter(seed)
    pages = laid_out(letter)

    for paragraph in letter.body:
        said = squeezed(tidy(f"{paragraph.number}{paragraph.text}"))
        printed = squeezed(
            "".join(text_of(r) for p in pages for m in text_marks(p) for r in m.rows)
        )
        assert said in printed
    for page in pages:
        feet = [mark.y + mark.block.height(0, len(mark.rows)) for mark in page.marks]
        assert max(feet) <= (FORM.turn_bottom if page.catch else FORM.bottom) + 0.01
        tops = [mark.y for mark in page.marks]
        assert all(foot <= top + 0.01 for foot, top in zip(feet, tops[1:], strict=False))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_paragraph_leaves_one_line_alone(seed):
    for page in laid_out(make.random_letter(seed)):
        for mark in text_marks(page):
            assert len(mark.rows) >= 2 or len(mark.block.rows) == 1


@pytest.mark.parametrize("seed", range(0, 60, 4))
def test_the_pdf_has_just_these_pages_and_rows(seed):
    letter = make.random_letter(seed)
    pages = laid_out(letter)

    read = pdf_pages(typesetting.pdf(letter))

    assert len(read) == len(pages) == typesetting.pages(letter)
    for text, page in zip(read, pages, strict=True):
        # Had a row been too wide, the reader would see one line more than was planned.
        lines = {squeezed(line) for line in text.splitlines()}
        for mark in text_marks(page):
            assert {squeezed(text_of(row)) for row in mark.rows} <= lines
        assert squeezed(page.catch) in squeezed(text)


def test_rows_stay_within_their_column():
    gauge = typesetting._gauge(typesetting._faces())

    for seed in SEEDS:
        for page in laid_out(make.random_letter(seed)):
            for mark in text_marks(page):
                indent = mark.block.indent if mark.first == 0 else 0
                for place, row in enumerate(mark.rows):
                    room = ROOM - (0 if place else indent)
                    assert gauge.width(text_of(row), mark.block.size) <= room


def test_paragraphs_of_one_line_stand_above_the_closing_two_at_least():
    for count in range(8, 40):
        body = tuple(Paragraph("ขอให้ดำเนินการ") for _ in range(count))
        pages = laid_out(make.short_letter(body=body))

        assert len(text_marks(pages[-1])) >= 2
        assert sum(len(text_marks(page)) for page in pages) == count


def test_thirteen_addressees_and_a_long_subject_wrap_beside_their_labels():
    letter = make.short_letter(
        subject="การติดตามการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน " * 4,
        to=tuple(f"นายอำเภอเมืองลำปาง คนที่ {n}" for n in range(1, 14)),
    )
    marks = laid_out(letter)[0].marks

    subject = next(mark for mark in marks if mark.block.role == "subject")
    to = [mark for mark in marks if mark.block.role == "to"]

    assert len(subject.rows) > 2
    assert len(to) == 13
    assert [mark.block.label for mark in to] == ["เรียน"] + [""] * 12
    assert {mark.block.x for mark in (subject, *to)} == {subject.block.x}


def test_sixty_addressees_turn_the_page_with_a_catch_word():
    letter = make.short_letter(to=tuple(f"นายอำเภอ คนที่ {n}" for n in range(60)))
    first, second, *_ = laid_out(letter)

    assert first.catch.startswith("/นายอำเภอ")
    assert second.marks[0].block.role == "to"


def test_a_word_wider_than_the_page_is_cut_rather_than_lost():
    letter = make.short_letter(body=(Paragraph("ก" * 700), Paragraph("จึงเรียนมาเพื่อทราบ")))

    assert "ก" * 700 in squeezed("".join(pdf_pages(typesetting.pdf(letter))))


def test_more_than_one_reference_is_numbered():
    marks = laid_out(make.short_letter(references=("หนังสือ ก", "หนังสือ ข")))[0].marks

    printed = [text_of(mark.rows[0]) for mark in marks if mark.block.role == "reference"]
    assert printed == ["๑. หนังสือ ก", "๒. หนังสือ ข"]


def test_a_paragraph_of_spaces_is_left_out():
    letter = make.short_letter(body=(Paragraph("  "), Paragraph("จึงเรียนมาเพื่อทราบ")))

    assert [len(text_marks(page)) for page in laid_out(letter)] == [1]
