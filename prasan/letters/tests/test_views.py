"""The register and each letter as paper, seen from every side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.letters.actions import number_letter, record_sent
from prasan.letters.models import Letter
from prasan.letters.tests import make

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def draft(province_officer, office, ngao) -> Letter:
    """A draft to Ngao with its text, saved once."""
    return make.written(province_officer, office, ngao)


@pytest.fixture
def issued(province_officer, draft) -> Letter:
    """ว 2598 to Ngao, numbered and sent on 5 November 2567."""
    numbered = number_letter(by=province_officer, letter=draft, dated=make.TODAY, at=make.moment())
    return record_sent(by=province_officer, letter=numbered, at=make.moment())


@pytest.fixture
def on_paper(province_officer, office, ngao) -> Letter:
    return make.from_paper(province_officer, office, ngao)


def pages(letter: Letter) -> list[str]:
    """Every address of a letter."""
    at = f"/letters/{letter.pk}/"
    return [at, f"{at}letter.pdf", f"{at}letter.docx", f"{at}pages/{letter.edition}-1.png"]


def test_a_visitor_is_asked_to_log_in(client, issued):
    for url in ["/letters/", *pages(issued)]:
        assert client.get(url)["Location"].startswith("/accounts/login/"), url


def test_another_district_does_not_find_it(client, thoen_officer, issued):
    client.force_login(thoen_officer)

    assert [client.get(url).status_code for url in pages(issued)] == [404] * 4
    assert make.SUBJECT not in client.get("/letters/").content.decode()


def test_letters_are_only_looked_at(client, province_officer, issued):
    client.force_login(province_officer)

    assert [client.post(url).status_code for url in pages(issued)] == [405] * 4


@pytest.mark.parametrize("role", ["ngao_officer", "province_officer", "reader"])
def test_an_issued_letter_is_seen_by_its_addressee_and_above(client, request, role, issued):
    client.force_login(request.getfixturevalue(role))

    assert [client.get(url).status_code for url in pages(issued)] == [200] * 4
    page = client.get("/letters/").content.decode()
    assert f'href="/letters/{issued.pk}/"' in page
    assert "ลป ๐๐๑๙.๓/ว ๒๕๙๘" in page


def test_a_tambon_of_the_district_does_not_see_letters_to_the_district(
    client, tambon_officer, issued
):
    client.force_login(tambon_officer)

    assert client.get(f"/letters/{issued.pk}/").status_code == 404


def test_an_addressee_never_sees_the_draft(client, ngao_officer, draft):
    client.force_login(ngao_officer)

    assert [client.get(url).status_code for url in pages(draft)] == [404] * 4
    assert make.SUBJECT not in client.get("/letters/").content.decode()


def test_the_office_sees_its_drafts_above_the_register(client, province_officer, draft):
    client.force_login(province_officer)

    page = client.get("/letters/").content.decode()

    assert "ร่างที่ยังไม่ออกเลข" in page
    assert f'href="/letters/{draft.pk}/"' in page
    assert "ยังไม่มีหนังสือ" in page  # drafts are not in the register


def test_an_empty_register_says_where_letters_come_from(client, ngao_officer):
    client.force_login(ngao_officer)

    page = client.get("/letters/").content.decode()

    assert "ยังไม่มีหนังสือ" in page
    assert 'href="/directives/"' in page


def test_the_page_shows_what_the_register_says(client, ngao_officer, issued):
    client.force_login(ngao_officer)

    page = client.get(f"/letters/{issued.pk}/").content.decode()

    assert "ลป ๐๐๑๙.๓/ว ๒๕๙๘" in page
    assert "นายอำเภองาว" in page
    assert f"/letters/{issued.pk}/pages/1-1.png" in page


def test_the_files_are_what_they_say(client, ngao_officer, issued):
    client.force_login(ngao_officer)
    _, pdf, docx, picture = (client.get(url) for url in pages(issued))

    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert (docx["Content-Type"], docx.content[:2]) == (DOCX, b"PK")
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert "attachment" in pdf["Content-Disposition"]
    assert "2598-2567.pdf" in pdf["Content-Disposition"]
    assert "private" in picture["Cache-Control"]


def test_a_picture_is_of_this_edition_and_a_page_there_is(client, ngao_officer, issued):
    client.force_login(ngao_officer)
    at = f"/letters/{issued.pk}/pages"

    assert client.get(f"{at}/1-1.png").status_code == 200
    assert [client.get(f"{at}/{name}.png").status_code for name in ("0-1", "1-0", "1-2")] == [
        404,
        404,
        404,
    ]


def test_a_letter_from_paper_has_no_file_here(client, ngao_officer, on_paper):
    client.force_login(ngao_officer)
    page, *files = pages(on_paper)

    shown = client.get(page).content.decode()
    assert "ลงทะเบียนจากกระดาษ" in shown
    assert "letter.pdf" not in shown
    assert [client.get(url).status_code for url in files] == [404] * 3


def test_what_a_letter_refers_to_is_a_link_only_where_it_may_be_opened(
    client, province_officer, thoen_officer, office, on_paper, thoen
):
    reply = make.written(province_officer, office, thoen, refers_to=on_paper)
    number_letter(by=province_officer, letter=reply, dated=make.TODAY, at=make.moment())
    link = f'href="/letters/{on_paper.pk}/"'

    client.force_login(province_officer)
    assert link in client.get(f"/letters/{reply.pk}/").content.decode()
    client.force_login(thoen_officer)  # the first letter did not go to Thoen
    page = client.get(f"/letters/{reply.pk}/").content.decode()
    assert "ว ๒๕๖๖๘" in page
    assert link not in page


def counted(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_the_register_costs_the_same_for_many_letters(
    client, province_officer, office, on_paper, ngao, thoen
):
    make.draft(province_officer, office)
    client.force_login(province_officer)
    few = counted(client, "/letters/")

    for number in range(1, 9):
        make.from_paper(province_officer, office, ngao, thoen, number=number)
        make.draft(province_officer, office)

    assert counted(client, "/letters/") == few


def test_a_letter_costs_the_same_for_many_recipients(
    client, province_officer, office, on_paper, areas
):
    client.force_login(province_officer)
    few = counted(client, f"/letters/{on_paper.pk}/")
    many = make.from_paper(province_officer, office, *areas.values(), number=8)

    assert counted(client, f"/letters/{many.pk}/") == few
