"""The parts page is open to all: it holds nothing but examples, and asks the database nothing."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from prasan.ui.context import MENU
from prasan.ui.samples import STANDINGS


@pytest.fixture
def url():
    return reverse("ui:parts")


def test_a_visitor_sees_every_part_without_a_query(client, url, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = client.get(url).content.decode()

    for standing in STANDINGS:
        assert standing.label in html
    assert "data-errors" in html


def test_every_sign_and_icon_shown_is_in_the_sprite(client, url, db):
    html = client.get(url).content.decode()

    drawn = set(re.findall(r'<symbol id="([^"]+)"', html))
    used = set(re.findall(r'<use href="#([^"]+)"', html))
    assert used <= drawn


def test_the_page_obeys_the_strict_policy(client, url, db):
    response = client.get(url)
    html = response.content.decode()

    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.findall(r"\sstyle=|<style|\son[a-z]+=", html)
    assert not re.findall(r"<script(?![^>]*\bsrc=)", html)
    assert not re.findall(r'(?:src|href)="https?://', html)


def test_the_parts_take_no_posts(client, url, db):
    assert client.post(url).status_code == 405


def test_the_demonstration_is_announced_with_its_day(client, url, db, settings):
    assert "วันสาธิต" in client.get(url).content.decode()

    settings.DEMO_DAY = None
    assert "วันสาธิต" not in client.get(url).content.decode()


def test_the_menu_is_for_those_who_are_logged_in(client, url, ngao_officer):
    assert 'aria-label="เมนูหลัก"' not in client.get(url).content.decode()

    client.force_login(ngao_officer)
    assert 'aria-label="เมนูหลัก"' in client.get(url).content.decode()


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.url_name)
def test_every_entry_of_the_menu_leads_somewhere(entry):
    assert entry.url.startswith("/")


def test_the_menu_marks_the_place_one_is_in():
    html = render_to_string("ui/_menu.html", {"menu": MENU, "section": "orders"})

    current = f'<a href="{reverse("centres:index")}" aria-current="page">'
    assert html.count(current) == 2  # on the wide menu and on the bar under the thumb
    assert html.count("aria-current") == 2


def test_titles_say_when_a_page_came_back_with_errors(client, db):
    url = reverse("account_login")

    assert "<title>เข้าสู่ระบบ · ประสาน" in client.get(url).content.decode()
    assert "<title>มีข้อผิดพลาด: เข้าสู่ระบบ" in client.post(url, {}).content.decode()
