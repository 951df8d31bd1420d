from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from prasan.directives.models import Directive
from prasan.home.demo import world
from prasan.home.demo.accounts import ACCOUNTS, PASSWORD
from prasan.home.models import Demonstration


class Command(BaseCommand):
    help = "Build the demonstration and print its accounts; a second run only prints them."

    def handle(self, **options: Any) -> None:
        if settings.DEMO_DAY is None:
            raise CommandError("PRASAN_DEMO_DAY is not set: this is not a demonstration")
        if not Demonstration.objects.exists():
            if Directive.objects.exists():
                raise CommandError("this database holds real work; the demonstration needs its own")
            world.build(day=settings.DEMO_DAY, say=lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"Accounts, all with the password {PASSWORD}:")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:8} {account.says}")
