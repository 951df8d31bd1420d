"""The command `prasan`: Django's commands, whose names may be written with hyphens."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    name = [word.replace("-", "_") for word in sys.argv[1:2] if not word.startswith("-")]
    try:
        execute_from_command_line(["prasan", *(name or sys.argv[1:2]), *sys.argv[2:]])
    except ImproperlyConfigured as error:
        sys.exit(f"prasan: {error}")


if __name__ == "__main__":
    main()
