"""The list of directives, the boards, and who has not sent what."""

import pytest

from prasan.audit.models import Event
from prasan.centres.actions import open_centres
from prasan.directives.tests import make


@pytest.fixture
def pages(directive):
    """The province's pages and the district's, by name."""
    at = f"/directives/{directive.pk}/"
    return {
        "index": "/directives/",
        "board": at,
        "missing": f"{at}missing/",
        "district": f"{at}5205/",
    }


PAGES = ["index", "board", "missing", "district"]


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_log_in(client, pages, page):
    assert client.get(pages[page])["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_only_looked_at(client, province_officer, pages, page):
    client.force_login(province_officer)

    assert client.post(pages[page]).status_code == 405


def test_a_district_not_addressed_finds_nothing(
    client, province_officer, office, ngao, thoen_officer, pages
):
    client.force_login(thoen_officer)
    other = make.directive(province_officer, office, [ngao], number=9, title="เฉพาะงาว")

    for path in ("", "missing/", "5205/", "5208/"):
        assert client.get(f"/directives/{other.pk}/{path}").status_code == 404, path
    assert "เฉพาะงาว" not in client.get(pages["index"]).content.decode()


def test_a_district_opens_its_own_board_and_no_other(client, ngao_officer, directive, pages):
    client.force_login(ngao_officer)

    assert client.get(pages["district"]).status_code == 200
    assert client.get(f"/directives/{directive.pk}/5208/").status_code == 404
    assert client.get(f"/directives/{directive.pk}/9999/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["reader", "province_officer", "ngao_officer"])
def test_everyone_in_reach_reads(client, request, role, pages, page):
    client.force_login(request.getfixturevalue(role))

    assert client.get(pages[page]).status_code == 200


@pytest.mark.parametrize("role", ["member", "tambon_officer"])
def test_a_tambon_sees_its_own_line_alone(client, request, role, pages):
    client.force_login(request.getfixturevalue(role))

    page = client.get(pages["board"]).content.decode()

    assert "ปงเตา" in page
    assert "บ้านร้อง" not in page
    assert "ล้อมแรด" not in page
    assert 'href="/tambon/520505/"' in page
    assert client.get(pages["district"]).status_code == 404


def test_only_the_province_is_offered_the_reminder(client, province_officer, reader, pages):
    client.force_login(province_officer)
    assert "ร่างหนังสือเตือน" in client.get(pages["board"]).content.decode()

    client.force_login(reader)
    assert "ร่างหนังสือเตือน" not in client.get(pages["board"]).content.decode()


def test_the_board_says_who_is_late_and_by_how_much(
    client, province_officer, pages, thoen_is_complete
):
    client.force_login(province_officer)

    page = client.get(pages["board"]).content.decode()

    assert "1 อำเภอยังส่งไม่ครบ" in page
    assert "พ้นกำหนดส่งมาแล้ว 5 วัน" in page
    assert page.index("งาว") < page.index("เถิน")  # who falls short comes first
    assert "ยังไม่รายงาน" in page


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("?show=late", "5205", "5208"),
        ("?show=met", "5208", "5205"),
        ("?q=เถิน", "5208", "5205"),
        ("?q=งา", "5205", "5208"),
        ("?show=nonsense", "5205", ""),
    ],
)
def test_the_board_shows_the_lines_asked_for(
    client, province_officer, directive, thoen_is_complete, query, seen, unseen
):
    client.force_login(province_officer)

    page = client.get(f"/directives/{directive.pk}/{query}").content.decode()

    assert f'href="/directives/{directive.pk}/{seen}/"' in page
    assert not unseen or f'href="/directives/{directive.pk}/{unseen}/"' not in page


def test_a_name_nobody_has_says_so_and_keeps_it(client, province_officer, pages):
    client.force_login(province_officer)

    page = client.get(f"{pages['board']}?q=เชียงใหม่").content.decode()

    assert "ไม่มีหน่วยที่ตรงกับ “เชียงใหม่”" in page
    assert 'value="เชียงใหม่"' in page


def test_a_district_is_told_what_is_missing_and_where(client, ngao_officer, pages):
    client.force_login(ngao_officer)

    page = client.get(pages["district"]).content.decode()

    assert "ยังไม่มีคำสั่ง" in page
    assert 'href="/committees/district/5205/"' in page
    assert "อำเภอนี้ยังไม่เคยส่งรายงานตามหนังสือนี้" in page


def test_a_district_sees_its_receipts(client, ngao_officer, ngao, directive, pages, pong_tao):
    make.order(ngao_officer, pong_tao)
    sent = make.sent(ngao_officer, directive, ngao)
    client.force_login(ngao_officer)

    assert (
        f'href="/directives/reports/{sent.pk}/"' in client.get(pages["district"]).content.decode()
    )


def test_the_chat_text_names_who_owes_what(client, province_officer, pages, thoen_is_complete):
    client.force_login(province_officer)

    page = client.get(pages["missing"]).content.decode()

    assert "• อำเภองาว ค้าง" in page
    assert "• อำเภอเถิน" not in page
    assert "กำหนดส่ง 31 ตุลาคม 2567" in page


def test_an_empty_list_says_what_will_be_here(client, areas, province_officer, ngao_officer):
    client.force_login(province_officer)
    page = client.get("/directives/").content.decode()
    assert "ยังไม่มีข้อสั่งการ" in page
    assert 'href="/directives/new/"' in page

    client.force_login(ngao_officer)
    assert 'href="/directives/new/"' not in client.get("/directives/").content.decode()


def test_looking_leaves_no_trace(client, province_officer, pages):
    before = Event.objects.count()
    client.force_login(province_officer)

    for url in pages.values():
        client.get(url)

    assert Event.objects.count() == before


@pytest.mark.parametrize("page", ["board", "missing", "district"])
@pytest.mark.parametrize("role", ["ngao_officer", "province_officer", "reader"])
def test_every_link_leads_somewhere(client, request, system, areas, role, pages, page):
    open_centres(by=system, areas=[areas["520504"], areas["520505"]])
    client.force_login(request.getfixturevalue(role))

    shown = client.get(pages[page]).content.decode()

    links = {part.split('"')[0] for part in shown.split('href="/')[1:]}
    inside = [f"/{link}" for link in sorted(links) if not link.startswith("static/")]
    # A reader may be told who may; nobody is sent to a page that is not there.
    answers = {link: client.get(link).status_code for link in inside}
    assert [link for link, code in answers.items() if code not in (200, 302, 403)] == []
    assert len(inside) > 5


def test_what_is_counted_or_kept_is_not_said_to_be_sent(
    client, province_officer, ngao_officer, directive, pong_tao, framework
):
    """The tambon has met twice and keeps its register; it has sent nothing yet."""
    make.whole_tambon(ngao_officer, pong_tao, framework)
    client.force_login(province_officer)

    page = client.get(f"/directives/{directive.pk}/").content.decode()

    assert "ส่งแล้ว 0 ตรวจรับแล้ว 0" in page.replace("\u00a0", " ")
