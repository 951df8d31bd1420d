from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from prasan.ui import catalogue


class Command(BaseCommand):
    requires_system_checks = []
    help = "Make the .mo file of every .po file; needs no gettext tools."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for po in sorted(Path(folder).rglob("*.po")):
                messages = catalogue.read(po.read_text(encoding="utf-8"))
                po.with_suffix(".mo").write_bytes(catalogue.compiled(messages))
                self.stdout.write(f"{po.parts[-3]}: {len(messages) - 1} messages")
