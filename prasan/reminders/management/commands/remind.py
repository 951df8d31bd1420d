from typing import Any

from django.core.management.base import BaseCommand

from prasan.reminders.routines import remind


class Command(BaseCommand):
    help = (
        "Write the reminders that are due and send those that wait. The worker does this by "
        "itself; by hand it may be called at any time, nothing is told twice."
    )

    def handle(self, **options: Any) -> None:
        written, carried = remind()
        self.stdout.write(f"{written} written, {carried} sent")
