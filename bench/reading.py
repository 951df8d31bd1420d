"""Reading a letter of five pages in: as pasted text, and out of its PDF.

The letter is set by our own typesetter from the words of the labelled letters, so that its text
layer is a real one; its items must all come back. Each may take 0.3 seconds.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import django
import pypdfium2
import yaml

from bench.result import CannotMeasure, Result
from prasan.letters import typesetting
from prasan.letters.documents import ExternalLetter, Paragraph
from prasan.letters.reading import read, text_of
from prasan.letters.reading.measuring import DEVELOPMENT
from prasan.thai.digits import thai

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "prasan" / "letters" / "tests" / "typesetting" / "letter.json"
ITEMS = 60
LEAST_PAGES = 5
TIMES = 7
LIMIT = 0.3


def measure_text() -> Result:
    """Pasted text, against the limit."""
    pasted = _pdf_text(_five_pages())
    return Result(ours=_median(lambda: read(pasted)), peer=LIMIT, bar=1)


def measure_pdf() -> Result:
    """The PDF, opened and read, against the limit."""
    pdf = _five_pages()
    return Result(ours=_median(lambda: read(_pdf_text(pdf))), peer=LIMIT, bar=1)


def _median(do: Callable[[], object]) -> float:
    do()
    return statistics.median(_seconds(do) for _time in range(TIMES))


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _pdf_text(pdf: bytes) -> str:
    return text_of("หนังสือ.pdf", pdf)


def _five_pages() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("PRASAN_DATA", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
        django.setup()
        letter = ExternalLetter.from_json(json.loads(SAMPLE.read_text(encoding="utf-8")))
        asked = "จังหวัดขอให้อำเภอดำเนินการ ดังนี้"
        items = [
            Paragraph(said, f"{thai(number)}.")
            for number, said in enumerate(islice(cycle(_said()), ITEMS), start=1)
        ]
        pdf = typesetting.pdf(replace(letter, body=(Paragraph(asked, ""), *items), annexes=()))
    pages = len(pypdfium2.PdfDocument(pdf))
    found = len(read(_pdf_text(pdf)).items)
    if pages < LEAST_PAGES or found != ITEMS:
        raise CannotMeasure(f"the letter has {pages} pages, and {found} of {ITEMS} items were read")
    return pdf


def _said() -> list[str]:
    """The items of the labelled letters, in their own words."""
    letters = (
        yaml.safe_load(path.read_text(encoding="utf-8"))["letter"]
        for path in sorted(DEVELOPMENT.glob("*.yaml"))
    )
    return [item.text for letter in letters for item in read(letter).items if item.no.isdecimal()]
