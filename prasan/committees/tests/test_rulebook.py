from datetime import date

import pytest
from django.core.management import call_command

from prasan.committees import actions
from prasan.committees.models import Rulebook

URL = "/committees/rulebook/"


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get(URL)["Location"].startswith("/accounts/login/")


def test_every_number_says_where_it_comes_from(client, member):
    call_command("load_rulebooks")
    client.force_login(member)

    page = client.get(URL).content.decode().replace("\u00a0", " ")

    assert "9–25 คน" in page
    assert page.count("ยังไม่ยืนยัน</span>") == 3
    assert "พ.ศ. 2551" in page
    assert "ยังไม่ทราบ ระบบไม่ตรวจจำนวน" in page


def test_a_confirmed_number_names_who_read_the_clause(client, system, member):
    call_command("load_rulebooks")
    book = Rulebook.objects.get(kind="tambon")
    actions.confirm_rulebook(by=system, rulebook=book, clause="ข้อ 9", day=date(2024, 11, 1))
    client.force_login(member)

    page = client.get(URL).content.decode()

    assert "ยืนยันแล้ว" in page
    assert "ข้อ 9" in page


def test_no_rulebook_is_said(client, member):
    client.force_login(member)

    assert "ยังไม่ได้ตั้งเกณฑ์" in client.get(URL).content.decode()


@pytest.mark.parametrize("confirmed", [False, True])
def test_three_books_cost_one_query(
    client, system, member, confirmed, django_assert_max_num_queries
):
    call_command("load_rulebooks")
    for book in Rulebook.objects.all() if confirmed else []:
        actions.confirm_rulebook(by=system, rulebook=book, clause="ก", day=date(2024, 11, 1))
    client.force_login(member)

    with django_assert_max_num_queries(4):
        client.get(URL)
