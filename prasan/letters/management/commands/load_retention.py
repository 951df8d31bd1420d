from importlib.resources import files
from typing import Any

import yaml
from django.core.management.base import BaseCommand

from prasan.accounts.actions import system_user
from prasan.letters.actions import load_retention

LISTED = files("prasan.letters") / "data" / "retention.yaml"


class Command(BaseCommand):
    help = "Load how long letters are kept, by class; a second run changes nothing."

    def handle(self, **options: Any) -> None:
        listed = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
        changed = load_retention(by=system_user(), listed=listed)
        self.stdout.write(f"classes of retention: {len(listed)} listed, {changed} changed")
