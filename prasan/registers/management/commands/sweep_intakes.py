from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from prasan.registers import actions

KEPT_FOR = timedelta(days=actions.KEPT_DAYS)


class Command(BaseCommand):
    help = "Throw away files of lists received 30 days ago. Run daily; a second run does nothing."

    def handle(self, **options: Any) -> None:
        count = actions.sweep(before=timezone.now() - KEPT_FOR)
        self.stdout.write(f"{count} swept")
