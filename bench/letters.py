"""A hundred personalised letters as PDF: ours, against docxtpl and one LibreOffice for them all.

Both make the same letter for the same hundred addressees. Ours is the call a request makes in a
server that runs already, so one letter is made first; the peer is what an office does: fill the
templates, then start LibreOffice once on all of them.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import django

from bench.result import CannotMeasure, Result
from prasan.letters import typesetting
from prasan.letters.documents import ExternalLetter

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "prasan" / "letters" / "tests" / "typesetting" / "letter.json"
PEER_PYTHON = ROOT / ".tools" / "peers" / "bin" / "python"
HOW_MANY = 100
BAR = 12


def measure() -> Result:
    office = _libre_office()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("PRASAN_DATA", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
        django.setup()
        return Result(ours=_ours(), peer=_peer(office, Path(folder)), bar=BAR)


def _ours() -> float:
    letter = ExternalLetter.from_json(json.loads(SAMPLE.read_text(encoding="utf-8")))
    letters = [
        replace(letter, to=(f"นายอำเภอตัวอย่างที่ {number}",), number=f"ลป 0019.3/{number}")
        for number in range(1, HOW_MANY + 1)
    ]
    typesetting.pdf(letter)
    began = time.perf_counter()
    made = typesetting.many(letters)
    spent = time.perf_counter() - began
    assert len(set(made)) == HOW_MANY
    return spent


def _peer(office: str, folder: Path) -> float:
    made = folder / "peer"
    peer = [str(PEER_PYTHON), "-m", "bench.peers.letters"]
    subprocess.run([*peer, "template", str(SAMPLE), str(made)], check=True)
    began = time.perf_counter()
    subprocess.run([*peer, "fill", str(HOW_MANY), str(made)], check=True)
    # A profile of its own, so that an office that is open already is not asked to do it.
    convert = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    convert += [
        "--convert-to",
        "pdf",
        "--outdir",
        str(made),
        *map(str, sorted(made.glob("*.docx"))),
    ]
    subprocess.run(convert, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent = time.perf_counter() - began
    if len(list(made.glob("*.pdf"))) != HOW_MANY:
        raise CannotMeasure("LibreOffice did not convert every letter")
    return spent


def _libre_office() -> str:
    if shutil.which("soffice") is None and os.geteuid() == 0:
        print("Installing LibreOffice ...", file=sys.stderr)
        for words in (
            ["update"],
            ["install", "-y", "--no-install-recommends", "libreoffice-writer"],
        ):
            subprocess.run(["apt-get", "-qq", *words], stdout=subprocess.DEVNULL, check=False)
    found = shutil.which("soffice")
    if found is None:
        raise CannotMeasure("LibreOffice is missing: sudo apt install libreoffice-writer")
    return found
