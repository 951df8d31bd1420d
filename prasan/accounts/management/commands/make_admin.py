import getpass
import os
import secrets
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from prasan import clock
from prasan.accounts.actions import assign, create_user, system_user
from prasan.accounts.models import Assignment, User
from prasan.accounts.rights import Role
from prasan.areas.models import Area
from prasan.areas.rules import NATION

NAME, PASSWORD = "PRASAN_ADMIN_USERNAME", "PRASAN_ADMIN_PASSWORD"
USUAL_NAME = "admin"


class Command(BaseCommand):
    help = (
        "Make a system administrator of the whole nation. Asks for name and password; takes them "
        f"from {NAME} and {PASSWORD} where those are set; without a terminal it makes a password "
        "and prints it, once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username")
        parser.add_argument("--password-from-stdin", action="store_true", help="its first line")
        parser.add_argument(
            "--first", action="store_true", help="do nothing when there is an administrator"
        )

    def handle(
        self, *, username: str | None, password_from_stdin: bool, first: bool, **options: Any
    ) -> None:
        if first and Assignment.objects.on(clock.today()).filter(role=Role.ADMINISTRATOR).exists():
            return
        name = username or os.environ.get(NAME) or _asked("User name", usual=USUAL_NAME)
        given = sys.stdin.readline().strip() if password_from_stdin else _given_password()
        password = given or secrets.token_urlsafe(12)
        _check(name, password)
        _make(name, password)
        told = "the password you gave" if given else f"password {password} (shown only now)"
        self.stdout.write(f"Administrator {name} was made, with {told}.")


def _given_password() -> str | None:
    """From the environment or the terminal, typed twice; None where there is neither."""
    if os.environ.get(PASSWORD):
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        return None
    password = getpass.getpass("Password (empty: one is made for you): ")
    if password and getpass.getpass("The same again: ") != password:
        raise CommandError("The two passwords differ; nothing was made. Try again.")
    return password or None


def _asked(question: str, *, usual: str) -> str:
    if not sys.stdin.isatty():
        return usual
    return input(f"{question} of the first administrator [{usual}]: ").strip() or usual


def _check(name: str, password: str) -> None:
    user = User(username=name)
    try:
        User.username_validator(name)
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    if User.objects.filter(username=name).exists():
        raise CommandError(f"There is a user {name} already; choose another name.")


@transaction.atomic
def _make(name: str, password: str) -> None:
    system = system_user()
    user = create_user(by=system, username=name, password=password, full_name=name)
    nation = Area.objects.get(pk=NATION)
    assign(by=system, user=user, role=Role.ADMINISTRATOR, area=nation, starts=clock.today())
