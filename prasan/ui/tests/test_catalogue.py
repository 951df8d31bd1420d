"""The translation files are whole, fresh, and speak of sentences that exist."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as translated
from django.utils.translation import override

from prasan.ui import catalogue

LOCALE = Path(settings.LOCALE_PATHS[0])


def po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def test_a_po_file_is_read_with_its_plurals_and_long_lines():
    text = (
        'msgid ""\nmsgstr "Language: th\\n"\n\n#, python-format\nmsgid "one \\"%(n)d\\" "\n"day"\n'
        'msgid_plural "days"\nmsgstr[0] "วัน"\nmsgstr[1] "วันๆ"\n\n#~ msgid "old"\n#~ msgstr "เก่า"\n'
        '\nmsgid "later"\nmsgstr ""\n'
    )

    assert catalogue.read(text) == {
        "": "Language: th\n",
        'one "%(n)d" day\0days': "วัน\0วันๆ",
        "later": "",
    }


def test_what_is_compiled_gettext_reads(tmp_path):
    file = tmp_path / "x.mo"
    header = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
    messages = {"": header, "หนึ่ง": "one", "day\0days": "d\0dd", "later": ""}
    file.write_bytes(catalogue.compiled(messages))

    with file.open("rb") as opened:
        book = gettext.GNUTranslations(opened)

    assert book.gettext("หนึ่ง") == "one"
    assert book.ngettext("day", "days", 2) == "dd"
    assert book.gettext("later") == "later"


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_compiled_words_are_those_of_the_po_file(language):
    messages = catalogue.read(po(language).read_text(encoding="utf-8"))

    assert po(language).with_suffix(".mo").read_bytes() == catalogue.compiled(messages), (
        "run: prasan compile_words"
    )


def test_the_command_compiles_every_language(tmp_path, settings, capsys):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr "x"\n\nmsgid "ก"\nmsgstr "a"\n')
    settings.LOCALE_PATHS = [tmp_path]

    call_command("compile_words")

    assert (folder / "django.mo").read_bytes() == catalogue.compiled({"": "x", "ก": "a"})
    assert "en: 1 messages" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_wording_keeps_the_blanks_of_its_sentence(language):
    messages = catalogue.read(po(language).read_text(encoding="utf-8"))
    messages.pop("")

    for sentence, wording in messages.items():
        blanks = set(re.findall(r"%\(\w+\)", sentence))
        assert set(re.findall(r"%\(\w+\)", wording)) <= blanks, sentence


def test_a_wording_of_code_has_no_more_blanks_than_its_sentence():
    messages = catalogue.read(po("en").read_text(encoding="utf-8"))
    messages.pop("")

    for sentence, wordings in messages.items():
        blanks = sentence.split("\0")[0].count("{")
        assert all(wording.count("{") <= blanks for wording in wordings.split("\0")), sentence


def test_our_wording_takes_the_place_of_the_stiff_one():
    with override("th"):
        assert translated("Use a security key") == "ใช้พาสคีย์"
        assert translated("Password") == "รหัสผ่าน"
    with override("en"):
        assert translated("Password") == "Password"
        assert translated("หน้าแรก") == "Home"
