import json
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from prasan.letters import typesetting
from prasan.letters.documents import ExternalLetter, LetterProblem, crest_problem
from prasan.thai.digits import thai

_WRITERS: Mapping[str, Callable[[ExternalLetter], bytes]] = {
    ".pdf": typesetting.pdf,
    ".docx": typesetting.docx,
}


class Command(BaseCommand):
    help = "Print a letter described in JSON (docs/letter-json.md) as PDF, DOCX or both."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("letter", type=Path, help="the letter, a JSON file in UTF-8")
        parser.add_argument("out", type=Path, nargs="+", help="files to write: .pdf or .docx")
        parser.add_argument("--crest", type=Path, help="the office's crest, SVG or PNG")

    def handle(self, *, letter: Path, out: list[Path], crest: Path | None, **options: Any) -> None:
        for path in out:
            if path.suffix.lower() not in _WRITERS:
                raise CommandError(f"{path}: เขียนได้เฉพาะแฟ้ม .pdf และ .docx")
        try:
            document = ExternalLetter.from_json(_mapping(letter))
            if crest:
                document = replace(document, crest=_crest(crest))
            made = {path: _WRITERS[path.suffix.lower()](document) for path in out}
        except LetterProblem as problem:
            raise CommandError("\n".join(problem.problems)) from None
        for path, data in made.items():
            _write(path, data)
            pages = typesetting.pages(document)
            self.stdout.write(f"เขียน {path} แล้ว ({thai(pages)} หน้า)")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: อ่านแฟ้มไม่ได้ ({error.strerror})") from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CommandError(f"{path}: เขียนแฟ้มไม่ได้ ({error.strerror})") from None


def _mapping(path: Path) -> Mapping[str, Any]:
    """The JSON in `path`; what is wrong with its shape is for the letter itself to say."""
    try:
        mapping: Mapping[str, Any] = json.loads(_read(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CommandError(f"{path}: แฟ้มต้องเป็นข้อความ UTF-8") from None
    except json.JSONDecodeError as error:
        raise CommandError(
            f"{path}: ไม่ใช่ JSON ที่ถูกต้อง บรรทัดที่ {error.lineno} ตัวอักษรที่ {error.colno}"
        ) from None
    return mapping


def _crest(path: Path) -> bytes:
    data = _read(path)
    if problem := crest_problem(data):
        raise CommandError(f"{path}: {problem}")
    return data
