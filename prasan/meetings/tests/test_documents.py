"""The papers of a meeting: notice, sign-in sheet, minutes."""

from dataclasses import replace
from pathlib import Path

import pytest

from prasan.letters import typesetting
from prasan.letters.tests.typesetting.reading import docx_pages, pdf_pages, squeezed
from prasan.meetings import documents
from prasan.meetings.documents import Line
from prasan.meetings.tests import samples
from prasan.thai.digits import thai

GOLDEN = Path(__file__).parent / "minutes.txt"
PAPERS = {
    "minutes": documents.minutes(samples.PLAIN),
    "minutes of an eventful meeting": documents.minutes(samples.EVENTFUL),
    "minutes of nothing": documents.minutes(samples.BARE),
    "sign-in sheet": documents.sign_in_sheet(samples.CALL),
    "notice": documents.notice(samples.CALL, to="นายบุญส่ง ศรีสุขใจ ประธานกรรมการ"),
}


@pytest.fixture(params=PAPERS.values(), ids=PAPERS)
def paper(request):
    return request.param


def text_of(paper):
    return squeezed("".join(pdf_pages(typesetting.pdf(paper))))


def test_the_same_meeting_gives_the_same_bytes(paper):
    assert typesetting.pdf(paper) == typesetting.pdf(paper)
    assert typesetting.docx(paper) == typesetting.docx(paper)


def test_pdf_docx_and_pictures_have_the_same_pages(paper):
    count = typesetting.pages(paper)

    assert len(pdf_pages(typesetting.pdf(paper))) == count
    assert len(docx_pages(typesetting.docx(paper))) == count
    assert len(typesetting.page_images(paper, width_px=200)) == count


def test_nothing_stands_below_the_foot_or_over_another():
    for paper in PAPERS.values():
        for page in typesetting.laid_out(paper).pages:
            for one, following in zip(page.prints, page.prints[1:], strict=False):
                assert one.foot <= following.y + 0.01


def test_the_minutes_read_as_they_did():
    """All but the lists of names, page by page. Looked at on paper; look again before changing it.

    Its parts stand in the order of the form: head, who came, hours, agenda, end, writer, checker.
    """
    pages = docx_pages(typesetting.docx(documents.minutes(samples.EVENTFUL)))
    found = "\n\f\n".join("\n".join(page) for page in pages) + "\n"

    assert found == GOLDEN.read_text()


def test_everyone_and_all_that_happened_stands_in_the_minutes():
    told = samples.EVENTFUL
    found = text_of(documents.minutes(told))

    for person in (*told.present, *told.absent, *told.guests):
        assert thai(squeezed(person.name)) in found
    assert "มา๑๐.๓๐น.,ออก๑๑.๑๕น." in found
    assert "พักการประชุมเวลา๑๐.๒๐น.(ไม่ครบองค์ประชุม)ประชุมต่อเวลา๑๐.๔๐น." in found
    assert "ประชุมต่อในวันพุธที่๖พฤศจิกายน๒๕๖๗เวลา๐๙.๐๐น." in found
    assert "ระหว่างเวลา๑๐.๑๕ถึง๑๐.๒๐น.ไม่ครบองค์ประชุม" in found
    assert found.count("พิจารณาขณะไม่ครบองค์ประชุม") == 1


def test_what_is_not_there_is_said(paper):
    found = text_of(documents.minutes(samples.BARE))

    assert found.count(squeezed("– ไม่มี –")) == 8  # present, guests, six headings
    assert "เริ่มประชุมเวลา" not in found
    assert "ร่าง" in found


def test_copies_of_a_notice_differ_in_their_addressee_only():
    one, other = (documents.notice(samples.CALL, to=name) for name in ("นายก", "นางข"))

    assert replace(one, to=other.to) == other
    assert "ณศาลาประชาคมตำบลปงเตา" in text_of(one)


def test_words_for_a_chat_group_say_all_by_themselves():
    words = documents.call_words(samples.CALL)

    for part in ("ครั้งที่ 2/2567", "วันอังคารที่ 3 ธันวาคม 2567 เวลา 09.30 น.", "5.2 การคัดเลือก"):
        assert part in words


def test_a_notice_bears_the_longest_names():
    long = "ว่าที่ร้อยตรีหญิง " + "ปิยะนันท์ธนกฤตานนท์" * 3
    call = replace(samples.CALL, members=(Line(long, "กรรมการ"),), place="ศาลา" + "ประชาคม" * 20)

    assert typesetting.pages(documents.notice(call, to=long)) >= 2
    assert typesetting.pages(documents.sign_in_sheet(call)) >= 1
