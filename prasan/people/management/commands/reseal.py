from typing import Any

from django.core.management.base import BaseCommand, CommandError

from prasan.accounts.actions import system_user
from prasan.people import actions
from prasan.sealing import CannotOpen


class Command(BaseCommand):
    help = (
        "Make the seals of earlier keys anew with today's PRASAN_SEALING_KEY. May be stopped and "
        "run again; when it finds nothing, the keys before may be thrown away."
    )

    def handle(self, **options: Any) -> None:
        try:
            renewed = actions.reseal(by=system_user())
        except CannotOpen as error:
            raise CommandError(
                f"{error}; put the missing key in PRASAN_SEALING_KEYS_BEFORE"
            ) from None
        for column, count in renewed.items():
            self.stdout.write(f"{column}: {count}")
