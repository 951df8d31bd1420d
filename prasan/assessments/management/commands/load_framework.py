from importlib.resources import files
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from prasan.accounts.actions import system_user
from prasan.assessments import actions, intake

EXAMPLE = files("prasan.assessments") / "data" / "example-5x23.yaml"


class Command(BaseCommand):
    help = (
        "Load an assessment form from a YAML file; without one, the example that comes along. "
        "A second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *, file: Path | None, **options: Any) -> None:
        try:
            text = (file or EXAMPLE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"เปิดแฟ้ม {file} ไม่ได้: {error}") from None
        form, problems = intake.read(text)
        if form is None:
            listed = "\n".join(f"  - {problem}" for problem in problems)
            raise CommandError(f"ยังโหลดไม่ได้ ต้องแก้ {len(problems)} จุด\n{listed}")
        try:
            framework, outcome = actions.load_framework(by=system_user(), form=form)
        except actions.Published as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{framework}: {outcome}")
