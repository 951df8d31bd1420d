from importlib.resources import files
from typing import Any

import yaml
from django.core.management.base import BaseCommand

from prasan.accounts.actions import system_user
from prasan.committees.actions import load_rulebooks

LISTED = files("prasan.committees") / "data" / "rulebooks.yaml"


class Command(BaseCommand):
    help = "Load what the regulations want of each kind of committee; a second run changes nothing."

    def handle(self, **options: Any) -> None:
        listed = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
        # A kind may add lines to those it shares with another.
        whole = [{**row, "lines": [*row["lines"], *row.get("more", ())]} for row in listed]
        done = load_rulebooks(by=system_user(), listed=whole)
        self.stdout.write(
            f"lines of rulebooks: {done.added} added, {done.changed} changed, "
            f"{done.unchanged} unchanged, {done.removed} removed, {done.kept} kept as confirmed"
        )
