"""English, the second language: every word of the screen has it, and the pages show it.

Names, what people wrote, and official papers stay Thai.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from django.utils.translation.template import templatize

from prasan.directives.measures import DUTIES
from prasan.directives.rules import State
from prasan.directives.standings import shown
from prasan.ui import catalogue, words

ROOT = Path(settings.LOCALE_PATHS[0]).parent
APPS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
_CALL = re.compile(r"""gettext\(u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)|\b_\(("[^"]*")\)""")
_UNIT = re.compile(r'\|count:"([^"]+)"')
_THAI = re.compile("[ก-ฮ]")

LISTS = [
    "account_login",
    "home:front",
    "home:menu",
    "home:notices",
    "directives:index",
    "directives:reports",
    "centres:index",
    "committees:rulebook",
    "meetings:index",
    "assessments:index",
    "plans:index",
    "letters:index",
    "accounts:index",
]


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    """The English of every message; one with a plural stands under its first half."""
    po = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
    messages = catalogue.read(po.read_text(encoding="utf-8"))
    return {key.split("\0")[0]: text for key, text in messages.items()}


def templates_of(app: str) -> Iterator[str]:
    for path in (ROOT / app / "templates").rglob("*.*"):
        yield path.read_text(encoding="utf-8")


def words_of_pages(app: str) -> set[str]:
    """Every message the templates of `app` translate."""
    found = [match for text in templates_of(app) for match in _CALL.finditer(templatize(text))]
    return {ast.literal_eval(match[1] or match[2]) for match in found}


def words_of_code(app: str) -> set[str]:
    """Every message that forms, views and the rest of `app` translate."""
    calls = [
        node
        for path in (ROOT / app).rglob("*.py")
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "gettext"}
    ]
    said = [call.args[0] for call in calls]
    return {word.value for word in said if isinstance(word, ast.Constant)}


def labels_of_choices() -> set[str]:
    """What the choices of our models are called."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    ours = [field for field in fields if field.model.__module__.startswith("prasan.")]
    return {str(label) for field in ours for _, label in getattr(field, "choices", None) or ()}


@pytest.mark.parametrize("app", APPS)
def test_every_word_of_the_pages_has_its_english(english, app):
    assert not {word for word in words_of_pages(app) if not english.get(word)}


@pytest.mark.parametrize("app", APPS)
def test_every_word_of_forms_and_views_has_its_english(english, app):
    assert not {word for word in words_of_code(app) if not english.get(word)}


@pytest.mark.parametrize("app", APPS)
def test_every_unit_that_is_counted_has_its_english(english, app):
    units = {unit for text in templates_of(app) for unit in _UNIT.findall(text)} - {"unit"}
    if app == "ui":
        units.clear()  # the page of parts speaks Thai

    assert not {unit for unit in units if not english.get(f"{{}} {unit}")}


def test_every_label_of_a_choice_has_its_english():
    with override("en"):
        untold = {label for label in labels_of_choices() if _THAI.search(words.told(label))}

    assert not untold


def test_every_standing_and_duty_has_its_english():
    labels = {shown(state).label for state in State}
    labels |= {text for duty in DUTIES.values() for text in (duty.label, duty.owed, duty.missing)}

    with override("en"):
        untold = {label for label in labels if _THAI.search(words.told(label))}

    assert not untold


class Frame(HTMLParser):
    """Collects what stands in titles, headings, buttons, table heads and the menu."""

    heard = frozenset({"h1", "h2", "button", "label", "legend", "thead", "nav"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: dict[str, list[str]] = {}

    def handle_starttag(self, tag, attrs):
        if tag not in {"input", "img", "meta", "link", "br", "use", "path"}:
            self.open.append((tag, dict(attrs).get("lang") == "th"))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _ in self.open}
        if not any(is_thai for _, is_thai in self.open):
            for tag in tags & self.heard:
                self.said.setdefault(tag, []).append(data)


@pytest.mark.parametrize("page", LISTS)
def test_a_page_in_english_has_english_headings_buttons_and_menu(client, province_officer, page):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if page != "account_login":
        client.force_login(province_officer)

    response = client.get(reverse(page))
    frame = Frame()
    frame.feed(response.content.decode())

    assert response.status_code == 200
    assert "".join(frame.said["h1"]).strip()
    said = {text for texts in frame.said.values() for text in texts}
    assert not {text for text in said - {province_officer.full_name} if _THAI.search(text)}
