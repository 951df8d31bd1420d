import re
from itertools import pairwise

from prasan.letters import typesetting
from prasan.letters.documents import Annex
from prasan.letters.tests.typesetting import make
from prasan.letters.tests.typesetting.reading import docx_pages, pdf_pages, squeezed
from prasan.thai.digits import thai


def test_an_annex_of_several_pages_repeats_its_head_and_counts_its_pages():
    letter = make.short_letter(annexes=(make.register(120),))

    first, *rest = pdf_pages(typesetting.pdf(letter))

    assert len(rest) == typesetting.pages(letter) - 1 > 3
    assert all("หมายเหตุ" in page for page in rest)
    assert "บัญชีรายชื่อตำบล" in rest[0]
    assert "-๒-" in squeezed(rest[1])
    assert "..." not in first


def test_every_row_of_a_long_annex_is_printed_once():
    letter = make.short_letter(annexes=(make.register(120),))

    lines = "".join(pdf_pages(typesetting.pdf(letter))).split()

    names = [thai(n) for n in range(1, 121)]
    after = [following for line, following in pairwise(lines) if line == "ตำบลที่"]
    assert after == names


def test_the_editable_copy_divides_an_annex_alike():
    letter = make.short_letter(annexes=(make.register(120), make.register(2)))

    assert len(docx_pages(typesetting.docx(letter))) == typesetting.pages(letter)


def test_a_cell_taller_than_a_page_goes_on_over_pages():
    tall = Annex(("บัญชี",), ("ที่", "รายการ"), (("1", "ขอให้ดำเนินการ " * 600),), (1.0, 1.0))
    letter = make.short_letter(annexes=(tall,))

    text = squeezed("".join(pdf_pages(typesetting.pdf(letter))))
    text = re.sub("(-[๒-๙]-)?ที่รายการ", "", text)

    assert text.count("ขอให้ดำเนินการ") == 600


def test_an_annex_without_rows_prints_its_head():
    letter = make.short_letter(annexes=(Annex((), ("ที่", "ชื่อ"), ()),))

    assert "ชื่อ" in pdf_pages(typesetting.pdf(letter))[1]
