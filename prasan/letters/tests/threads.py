"""The same thing in many threads at the same moment, each with a connection of its own.

The test database of SQLite lives in memory, where threads meet locks that no real one has. So
what is there when the threads start is copied to a file, and they work on the copy.
"""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

from django.db import connection


class Threads:
    """Within, `run` gives every thread the same database; results are read through it too."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "threads.sqlite3"
        self.name = connection.settings_dict["NAME"]

    def __enter__(self) -> "Threads":
        return self

    def __exit__(self, *problem: object) -> None:
        connection.settings_dict["NAME"] = self.name

    def run(self, *works: Callable[[], Any]) -> Sequence[Any]:
        """What each of `works` gives; an exception of one is raised here."""
        if connection.vendor == "sqlite" and not self.file.exists():
            self._copy()
        barrier = Barrier(len(works))

        def one(work: Callable[[], Any]) -> Any:
            barrier.wait()
            try:
                return work()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(works)) as pool:
            return list(pool.map(one, works))

    def _copy(self) -> None:
        with closing(sqlite3.connect(self.file)) as copy:
            connection.connection.backup(copy)
            # As every database of ours is; else the threads race to make it so.
            copy.execute("PRAGMA journal_mode=WAL")
        # Connections opened from here on, each thread's own, read this.
        connection.settings_dict["NAME"] = str(self.file)
