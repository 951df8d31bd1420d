"""The documents keep up with the code: every rule, model and decision they owe is there."""

import ast
import re
from pathlib import Path
from pkgutil import resolve_name

import pytest
from django.apps import apps

from prasan.home.demo.accounts import ACCOUNTS, PASSWORD

ROOT = Path(__file__).resolve().parent.parent
PACKAGE, DOCS = ROOT / "prasan", ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
GUIDE = sorted((DOCS / "guide").glob("*.md"))
RULES = sorted(
    [
        *PACKAGE.glob("*/rules.py"),
        *PACKAGE.glob("*/rules/*.py"),
        PACKAGE / "directives" / "wording.py",
        PACKAGE / "letters" / "reading" / "asking.py",
        PACKAGE / "letters" / "reading" / "days.py",
        PACKAGE / "letters" / "reading" / "deadlines.py",
        PACKAGE / "assessments" / "workflow.py",
        PACKAGE / "meetings" / "planning.py",
        PACKAGE / "orders" / "composition.py",
        PACKAGE / "orders" / "crossing.py",
        PACKAGE / "orders" / "pasting.py",
        PACKAGE / "orders" / "succession.py",
    ]
)
CODE = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)[^)]*\)")
# The path of this very checkout, any address of packages, and a word no reader needs.
FOREIGN = re.compile(
    rf"{re.escape(str(ROOT))}|https?://\S*(?:simple|registry|packages)\b|\bsessions?\b", re.I
)


def names_of(path: Path) -> set[str]:
    """The functions that stand at the top of a module."""
    top = ast.parse(path.read_text()).body
    return {node.name for node in top if isinstance(node, ast.FunctionDef)}


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """The lines of the tables of rules, cell by cell."""
    lines = (DOCS / "rules.md").read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [line for line in cells if re.fullmatch(r"[A-Z]{3}-\d+", line[0])]


def exists(name: str) -> bool:
    """Whether `name`, told from the package on, is a function of it."""
    try:
        return callable(resolve_name(f"prasan.{name}"))
    except (AttributeError, ImportError):
        return False


def test_every_rule_is_told_and_every_rule_told_exists(rows):
    told = [name for row in rows for name in re.findall(r"`([\w.]+)`", row[3])]
    written = {
        ".".join([*path.relative_to(PACKAGE).with_suffix("").parts, name])
        for path in RULES
        for name in names_of(path)
        if not name.startswith("_")
    }
    # A folder of rules is told by the name of the folder.
    written = {re.sub(r"\.rules\.\w+\.(\w+)$", r".rules.\1", name) for name in written}

    assert sorted(written - set(told)) == [], "rules that docs/rules.md does not tell"
    assert [name for name in told if not exists(name)] == []


def test_every_rule_has_an_id_of_its_own_a_source_and_its_test(rows):
    assert len({row[0] for row in rows}) == len(rows)
    for identifier, words, source, _function, test in rows:
        assert words, identifier
        assert source, identifier
        assert test == "–" or re.fullmatch(r"`test_\w+`(, `test_\w+`)*", test), identifier


def test_every_test_that_holds_a_rule_exists(rows):
    tests = {
        name
        for folder in (PACKAGE, ROOT / "tests")
        for path in folder.rglob("test_*.py")
        for name in names_of(path)
    }
    named = {name for row in rows for name in re.findall(r"`(test_\w+)`", row[4])}

    assert named - tests == set()


def test_rules_cited_in_code_stand_in_the_document():
    told = (DOCS / "rules.md").read_text()
    cited = {
        found for path in CODE for found in re.findall(r"rules\.md, ([A-Z]{3})", path.read_text())
    }

    assert cited
    assert {found for found in cited if f"## {found}: " not in told} == set()


def test_every_model_stands_in_the_glossary(models):
    told = (DOCS / "glossary.md").read_text()

    assert {name for name in models if f"`{name}`" not in told} == set()


def test_every_identifier_of_the_glossary_exists(models):
    for name in re.findall(r"\| `([\w.]+)` \|", (DOCS / "glossary.md").read_text()):
        # Raises an error that names what is not there.
        assert name in models or resolve_name(f"prasan.{name}"), name


@pytest.fixture(scope="module")
def models() -> set[str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("prasan.")]
    return {f"{model._meta.app_label}.{model.__name__}" for model in ours}


def test_every_term_of_the_glossary_stands_once():
    lines = (DOCS / "glossary.md").read_text().splitlines()
    terms = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    terms = [term for term in terms if term != "Thai"]

    assert len(set(terms)) == len(terms)


def test_every_decision_cited_is_written_down():
    pages = [*CODE, *PAGES]
    cited = {
        number for path in pages for number in re.findall(r"decision (\d{4})", path.read_text())
    }
    written = [path.name[:4] for path in sorted((DOCS / "decisions").glob("*.md"))]

    assert cited - set(written) == set()
    assert len(set(written)) == len(written)


def test_the_map_holds_every_app_and_every_decision():
    told = (DOCS / "map.md").read_text()
    parts = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert {name for name in parts if f"`{name}`" not in told} == set()
    written = {path.name for path in (DOCS / "decisions").glob("*.md")}
    assert {name for name in written if f"decisions/{name}" not in told} == set()


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_link_leads_somewhere(page):
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_a_page_speaks_only_of_the_project(page):
    assert FOREIGN.findall(page.read_text()) == []


def test_every_account_of_the_demonstration_is_told():
    for page in (ROOT / "README.md", ROOT / "README.th.md"):
        told = page.read_text()
        assert f"`{PASSWORD}`" in told
        assert [one.username for one in ACCOUNTS if f"| `{one.username}` |" not in told] == []


@pytest.mark.parametrize("page", GUIDE, ids=ids(GUIDE))
def test_words_quoted_in_the_guide_are_on_screen(page, on_screen):
    quoted = re.findall("“([^”]+)”", page.read_text())

    assert [text for text in quoted if not is_shown(text, on_screen)] == []


def is_shown(text: str, on_screen: str) -> bool:
    """Whether every part of `text` between numbers stands in some page, form or list of words."""
    return all(part.strip() in on_screen for part in re.split(r"\d+", text))


@pytest.fixture(scope="module")
def on_screen() -> str:
    """The text of all templates, forms and models."""
    templates = sorted(PACKAGE.rglob("*.html"))
    return "\n".join(path.read_text() for path in [*templates, *CODE])


def test_every_picture_is_shown_and_small():
    shown = {
        (page.parent / link).resolve() for page in PAGES for link in LINK.findall(page.read_text())
    }
    for picture in sorted((DOCS / "pictures").glob("*.png")):
        assert picture in shown, f"{picture.name} is shown nowhere"
        assert picture.stat().st_size <= 250_000, picture.name
