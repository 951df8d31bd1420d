from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser

from prasan.accounts.actions import system_user
from prasan.areas.models import Area
from prasan.areas.rules import NATION
from prasan.holidays.actions import load_year
from prasan.thai.calendar import buddhist_year

SHIPPED = files("prasan.holidays") / "data"


class Command(BaseCommand):
    help = (
        "Load holidays, year by year, from reviewed files: those that come along, or the ones "
        "named. A second run changes nothing, and what an office changed stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="YAML files of one year each")

    def handle(self, *, files: list[Path], **options: Any) -> None:
        nation = Area.objects.filter(code=NATION).first()
        if nation is None:
            raise CommandError("load the areas first: prasan load-areas")
        shipped: Sequence[Traversable] = [
            path for path in SHIPPED.iterdir() if path.name.endswith(".yaml")
        ]
        wanted: Sequence[Path | Traversable] = files or shipped
        for path in sorted(wanted, key=lambda path: path.name):
            listed = _read(path.read_text(encoding="utf-8"), path.name)
            done = load_year(
                by=system_user(),
                area=nation,
                year=listed["year"],
                listed=listed["days"],
                reviewed=listed["reviewed"],
            )
            self.stdout.write(
                f"holidays {listed['year']}: {done.added} added, {done.changed} changed, "
                f"{done.unchanged} unchanged, {done.kept} left as the office has them"
            )


def _read(text: str, name: str) -> dict[str, Any]:
    """The file, once every line of it is right; CommandError names the first that is not."""
    try:
        listed = yaml.safe_load(text)
        year, reviewed, days = int(listed["year"]), listed["reviewed"], list(listed["days"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{name}: needs year, reviewed and days: {error}") from None
    if type(reviewed) is not date:
        raise CommandError(f"{name}: reviewed is a date, 2024-11-01")
    seen: set[date] = set()
    for number, row in enumerate(days, start=1):
        problem = _problem(row, year, seen)
        if problem:
            raise CommandError(f"{name}, day {number}: {problem}")
        seen.add(row["day"])
    return {"year": year, "reviewed": reviewed, "days": days}


def _problem(row: Any, year: int, seen: set[date]) -> str:
    if not isinstance(row, dict) or set(row) != {"day", "name", "sure", "source"}:
        return "needs day, name, sure and source, and nothing else"
    if type(row["day"]) is not date:
        return f"{row['day']} is no date, write 2024-12-05"
    if buddhist_year(row["day"]) != year:
        return f"{row['day']} is not in {year}"
    if row["day"] in seen:
        return f"{row['day']} stands twice"
    if not row["name"] or not row["source"] or not isinstance(row["sure"], bool):
        return "name and source must be filled, sure is true or false"
    return ""
