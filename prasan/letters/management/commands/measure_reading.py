from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from prasan.letters.reading.measuring import DEVELOPMENT, HELD_OUT, Figures, measured

_SETS = (
    (DEVELOPMENT, "development: letters the reader was made with"),
    (HELD_OUT, "held out: letters the reader was not fitted to"),
)


class Command(BaseCommand):
    help = "Print precision and recall of reading letters, over both labelled sets, and what fails."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--failing", action="store_true", help="also list what was misread")

    def handle(self, *, failing: bool, **options: Any) -> None:
        for folder, said in _SETS:
            figures = measured(folder)
            self.stdout.write(f"{said} ({figures.letters} letters)")
            self._print(figures)
            if failing:
                self._print_failing(figures)
            self.stdout.write("")

    def _print(self, figures: Figures) -> None:
        self.stdout.write(f"{'':<12} labelled  read  precision  recall")
        for kind in figures.kinds:
            self.stdout.write(
                f"{kind:<12} {figures.labelled[kind]:>8} {figures.read[kind]:>5} "
                f"{figures.precision(kind):>10.3f} {figures.recall(kind):>7.3f}"
            )
        right, said, found = (
            sum(counted.values()) for counted in (figures.right, figures.labelled, figures.read)
        )
        self.stdout.write(
            f"{'all':<12} {said:>8} {found:>5} {right / found:>10.3f} {right / said:>7.3f}"
        )

    def _print_failing(self, figures: Figures) -> None:
        for fact in figures.missed:
            self.stdout.write(f"missed {fact.letter} {fact.kind}: {fact.value}")
        for fact in figures.wrong:
            self.stdout.write(f"wrong  {fact.letter} {fact.kind}: {fact.value}")
