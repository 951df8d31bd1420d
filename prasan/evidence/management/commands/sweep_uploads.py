from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from prasan.evidence import actions

KEPT_FOR = timedelta(days=1)


class Command(BaseCommand):
    help = (
        "Throw away uploads that waited a day for their form. Run daily; a second run does nothing."
    )

    def handle(self, **options: Any) -> None:
        count = actions.sweep(before=timezone.now() - KEPT_FOR)
        self.stdout.write(f"{count} swept")
