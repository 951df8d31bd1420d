"""Runs the worker that does what takes longer than a page may, and stops it cleanly."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.server import stop

COMMAND = [sys.executable, "-m", "prasan", "work_jobs"]


@contextmanager
def working(**variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker at work until the block ends; `variables` are added to its environment."""
    # In a session of its own, so that Ctrl+C reaches it once, through us.
    process = subprocess.Popen(COMMAND, env={**os.environ, **variables}, start_new_session=True)
    try:
        yield process
    finally:
        stop(process)
