import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from prasan import clock
from prasan.directives.models import Directive
from prasan.directives.reminding import NotShort, composed
from prasan.letters import typesetting


class Command(BaseCommand):
    help = (
        "Compose the reminder of a directive to the districts that fall short, as JSON, PDF and "
        "DOCX. Nothing is numbered, sent or changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", type=Path, nargs="+", help="files to write: .json, .pdf, .docx")
        parser.add_argument("--directive", type=int, help="its id; the newest when left out")
        parser.add_argument("--on", type=date.fromisoformat, help="as of YYYY-MM-DD, today if not")
        parser.add_argument(
            "--due", type=date.fromisoformat, help="new due day, ten days on if not"
        )

    def handle(self, **options: Any) -> None:
        today = options["on"] or clock.today()
        directive = self._directive(options["directive"])
        try:
            letter = composed(
                directive, due=options["due"] or today + timedelta(days=10), today=today
            )
        except NotShort:
            raise CommandError("every district has sent everything: nobody to remind") from None
        for path in options["out"]:
            path.write_bytes(self._written(letter, path))
            self.stdout.write(f"{path}: {letter.to[0]}")

    def _directive(self, pk: int | None) -> Directive:
        every = Directive.objects.select_related("letter__office__area")
        found = every.filter(pk=pk).first() if pk else every.first()
        if found is None:
            raise CommandError(f"no directive {pk}" if pk else "there is no directive yet")
        return found

    def _written(self, letter: Any, path: Path) -> bytes:
        if path.suffix == ".json":
            return json.dumps(letter.to_json(), ensure_ascii=False, indent=2).encode()
        if path.suffix == ".pdf":
            return typesetting.pdf(letter)
        if path.suffix == ".docx":
            return typesetting.docx(letter)
        raise CommandError(f"{path}: write .json, .pdf or .docx")
