from typing import Any

from django.core.management.base import BaseCommand

from prasan import clock
from prasan.areas.actions import load_areas
from prasan.areas.register import listed


class Command(BaseCommand):
    help = "Load the nation's provinces, districts and tambons; a second run changes nothing."

    def handle(self, **options: Any) -> None:
        done = load_areas(by="system", listed=listed(), today=clock.today())
        self.stdout.write(
            f"areas: {done.added} added, {done.changed} changed, {done.ended} ended, "
            f"{done.unchanged} unchanged"
        )
