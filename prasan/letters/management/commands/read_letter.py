import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from prasan.letters.reading import Reading, Unreadable, read, text_of


class Command(BaseCommand):
    help = "Read a letter (DOCX, PDF with text, or plain text) and print what it asks of whom."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("letter", type=Path, help="the letter, a file")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")

    def handle(self, *, letter: Path, as_json: bool, **options: Any) -> None:
        try:
            reading = read(text_of(letter.name, letter.read_bytes()))
        except OSError as error:
            raise CommandError(f"{letter}: อ่านแฟ้มไม่ได้ ({error.strerror})") from None
        except Unreadable as refusal:
            raise CommandError(f"{letter}: {refusal}") from None
        if as_json:
            self.stdout.write(json.dumps(reading.to_json(), ensure_ascii=False, indent=2))
        else:
            self._tell(reading)

    def _tell(self, reading: Reading) -> None:
        self.stdout.write(f"{reading.urgency} ที่ {reading.number} {reading.subject}".strip())
        for item in reading.items:
            due = f" ภายใน {item.due}" if item.due else ""
            self.stdout.write(f"{item.no or '-'} [{item.kind}]{due} {item.text}")
        for doubt in reading.warnings:
            self.stdout.write(f"! {doubt.text}")
