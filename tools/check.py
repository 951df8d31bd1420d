"""What ./test does once the packages are there: every check, in order, until the first that fails.

./test                      everything
./test --fast               only the suite on SQLite
./test --fast prasan/areas  what follows goes to pytest
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tools.chromium import find_chromium
from tools.throwaway_postgres import NoPostgres, throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ["pytest", "--color=no"]
# One worker a processor: on two of them a third of the time is saved.
SUITE = [*PYTEST, "-n", "auto", "-m", "not browser"]
CHECKS = (
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy"]),
    ("layers", ["lint-imports"]),
    ("migrations", ["prasan", "makemigrations", "--check", "--dry-run"]),
)
# The last line of pytest: "212 passed, 1 skipped in 8.21s".
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|error|xfailed|xpassed)")


class Failed(Exception):
    """A step that did not pass; its name."""


class Run:
    """One run of the checks: how long it took and how many tests it had."""

    def __init__(self) -> None:
        self.tests: Counter[str] = Counter()
        self.began = time.monotonic()

    def step(self, name: str, command: Sequence[str], **variables: str) -> None:
        """Run `command`, showing its output as it comes; raises Failed."""
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        code, last = _shown(command, variables)
        print(f"-- {name}: {time.monotonic() - began:.1f} s", flush=True)
        if command[0] == "pytest":
            self.tests.update({what: int(number) for number, what in COUNTED.findall(last)})
        if code:
            raise Failed(name)

    def summary(self) -> str:
        counts = ", ".join(f"{number} {what}" for what, number in self.tests.items())
        return f"{counts or 'no tests ran'}; {time.monotonic() - self.began:.0f} s in all"


def _shown(command: Sequence[str], variables: dict[str, str]) -> tuple[int, str]:
    """Its exit code and its last line."""
    last = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line if line.strip() else last
    return process.returncode, last


def _everything(run: Run, more: list[str]) -> None:
    for name, command in CHECKS:
        run.step(name, command)
    _on_sqlite(run, more)
    with throwaway_postgres() as postgres:
        run.step(f"tests on {postgres.version}", [*SUITE, *more], DATABASE_URL=postgres.url)
    _in_a_browser(run, more)


def _on_sqlite(run: Run, more: list[str]) -> None:
    run.step("tests on SQLite", [*SUITE, *more])


def _in_a_browser(run: Run, more: list[str]) -> None:
    if find_chromium() is None and not os.environ.get("CI"):
        print("\n!! The browser tests did NOT run: no Chromium here (apt install chromium).")
        run.tests["browser suite NOT run"] = 1
        return
    run.step("tests in Chromium", [*PYTEST, "-m", "browser", *more])


def _arguments() -> tuple[bool, list[str]]:
    parser = argparse.ArgumentParser(
        prog="./test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fast", action="store_true", help="only the suite on SQLite")
    known, for_pytest = parser.parse_known_args()
    return known.fast, for_pytest


def main() -> int:
    is_fast, for_pytest = _arguments()
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    # The tests decide what they run on, whatever this terminal was set to.
    os.environ.pop("DATABASE_URL", None)
    run = Run()
    try:
        (_on_sqlite if is_fast else _everything)(run, for_pytest)
    except (Failed, NoPostgres) as failure:
        print(f"\nFAILED at: {failure}   ({run.summary()})")
        return 1
    print(f"\nPassed: {run.summary()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
