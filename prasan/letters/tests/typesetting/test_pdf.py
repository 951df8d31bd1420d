import base64
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from prasan.letters import typesetting
from prasan.letters.documents import LetterProblem, Paragraph, Signature
from prasan.letters.tests.typesetting import make
from prasan.letters.tests.typesetting.reading import pdf_pages, poppler_text, squeezed
from prasan.letters.typesetting.parts import URGENCY_SIZE

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def test_every_paragraph_can_be_read_back():
    letter = make.letter()
    data = typesetting.pdf(letter)

    for text in (squeezed("".join(pdf_pages(data))), squeezed(poppler_text(data) or "")):
        for paragraph in letter.body if text else ():
            assert squeezed(paragraph.number + paragraph.text) in text


def test_the_parts_stand_in_the_order_of_the_form():
    text = squeezed("".join(pdf_pages(typesetting.pdf(make.letter()))))

    parts = [
        "ด่วนที่สุด", "ที่ลป๐๐๑๙.๓/ว๒๖๐๑", "ศาลากลางจังหวัดลำปาง", "๕พฤศจิกายน๒๕๖๗", "เรื่อง", "เรียน",
        "อ้างถึง", "สิ่งที่ส่งมาด้วย", "ตามหนังสือที่อ้างถึง", "/", "-๒-", "จึงเรียนมา", "ขอแสดงความนับถือ",
        "(นายธนากรวิเศษชัยชาญ)", "พัฒนาการจังหวัดลำปาง", "สำนักงานพัฒนาชุมชนจังหวัดลำปางกลุ่มงาน",
        "บัญชีรายการที่ยังไม่ได้รับแนบท้าย",
    ]  # fmt: skip
    place = 0
    for part in parts:
        assert part in text[place:], part
        place = text.index(part, place)


def test_a_label_is_read_apart_from_what_it_labels():
    letter = replace(make.letter(), enclosures=("บัญชีรายการ",), references=("หนังสือ",))
    data = typesetting.pdf(letter)

    for text in ("".join(pdf_pages(data)), poppler_text(data)):
        for label in ("เรื่อง ติดตาม", "อ้างถึง หนังสือ", "สิ่งที่ส่งมาด้วย บัญชี") if text else ():
            assert label in text


def test_the_same_letter_gives_the_same_bytes():
    letter = make.letter()
    alone = typesetting.pdf(letter)

    typesetting.pdf(make.random_letter(3))
    with ThreadPoolExecutor(1) as another_thread:
        assert another_thread.submit(typesetting.pdf, letter).result() == alone
    assert typesetting.pdf(letter) == alone


def test_many_letters_at_once_are_each_as_if_alone():
    letters = [make.random_letter(seed) for seed in range(12)]

    together = typesetting.many(letters)

    assert together == [typesetting.pdf(letter) for letter in letters]
    assert typesetting.many([]) == []


def test_eight_threads_may_print_at_the_same_time():
    barrier = threading.Barrier(8)

    def print_one(seed):
        barrier.wait(timeout=30)
        return typesetting.pdf(make.random_letter(seed % 2))

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(print_one, range(8)))

    assert len(set(made)) == 2


def test_the_file_is_pdf_a_in_thai_with_a_title():
    data = typesetting.pdf(make.letter())

    plain = data + b"".join(_streams(data))
    assert b"<pdfaid:part>2</pdfaid:part>" in plain
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in plain
    assert b"/Lang(th)" in plain
    assert make.letter().subject.encode() in plain


@pytest.mark.parametrize(
    "typed",
    ["#pagebreak()", "<label> @ref", "*หนา* _เอียง_ `ดิบ`", r"\ \n \u{41} \"", "$x^2$ // หมายเหตุ",
     "/* */ = หัวข้อ", '") #panic("', "[]{}()", "@data@", "~ -- --- ..."],
)  # fmt: skip
def test_what_looks_like_markup_is_printed_as_typed(typed):
    letter = make.short_letter(
        subject=typed, to=(typed,), number=typed, body=(Paragraph(typed), Paragraph("จึงเรียนมา"))
    )

    (text,) = pdf_pages(typesetting.pdf(letter))

    printed = squeezed(typed.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")))
    assert squeezed(text).count(printed) >= 4


def test_a_draft_leaves_blanks_for_number_day_and_signer():
    letter = make.short_letter(number=None, written=None, signature=Signature())

    (text,) = pdf_pages(typesetting.pdf(letter))

    assert "๒๕๖๗" not in text
    assert "()" in squeezed(text)
    assert typesetting.pdf(letter) == typesetting.pdf(letter)


def test_a_missing_crest_keeps_its_place():
    assert "ตราครุฑ" in pdf_pages(typesetting.pdf(make.short_letter()))[0]


@pytest.mark.parametrize("crest", [SVG, PNG])
def test_the_crest_of_the_office_is_printed(crest):
    with_crest, without = make.short_letter(crest=crest), make.short_letter()

    assert "ตราครุฑ" not in pdf_pages(typesetting.pdf(with_crest))[0]
    assert typesetting.page_images(with_crest) != typesetting.page_images(without)
    assert typesetting.docx(with_crest) != typesetting.docx(without)


@pytest.mark.parametrize("crest", [b"<svg broken", b"\x89PNG\r\n\x1a\nbroken and far too short"])
def test_a_crest_that_does_not_open_is_named(crest):
    for make_file in (typesetting.pdf, typesetting.docx, typesetting.page_images):
        with pytest.raises(LetterProblem, match="^crest: "):
            make_file(make.short_letter(crest=crest))


def test_characters_the_face_lacks_are_named_with_their_place():
    letter = make.short_letter(subject="ยินดี 🎉", body=(Paragraph("ดี"), Paragraph("漢字 ขอบคุณ")))

    with pytest.raises(LetterProblem) as problem:
        typesetting.pdf(letter)

    subject, body = problem.value.problems
    assert subject.startswith("subject: ")
    assert "🎉" in subject
    assert body.startswith("body[2]: ")
    assert "漢" in body


def test_page_images_are_pictures_of_the_width_asked_for():
    images = typesetting.page_images(make.letter(), width_px=500)

    assert len(images) == typesetting.pages(make.letter())
    for image in images:
        assert image.startswith(b"\x89PNG")
        assert abs(int.from_bytes(image[16:20], "big") - 500) <= 1


def test_urgency_is_red_and_at_least_32_points():
    assert URGENCY_SIZE >= 32
    plain = typesetting.page_images(replace(make.letter(), urgency=""), width_px=300)
    assert typesetting.page_images(make.letter(), width_px=300) != plain


def _streams(data):
    """Compressed parts of a PDF, unpacked; the others are skipped."""
    for part in data.split(b"stream\n")[1:]:
        try:
            yield zlib.decompressobj().decompress(part)
        except zlib.error:
            continue
