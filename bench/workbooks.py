"""A workbook of 10,000 members: read, checked and shown before anything is saved; then committed.

Against django-import-export in its default mode, on the same file in the same run: it reads, looks
each row up, checks it and makes its preview (a dry run), into SQLite in memory. Ours reads in its
child process, checks every row and committee, asks the database who is known, and draws the page;
the database is a file with the areas of the nation. Both are measured in seconds of processor, our
child's included, so that it does not matter what else the machine does.
"""

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from bench.result import CannotMeasure, Result

ROOT = Path(__file__).resolve().parent.parent
PEER_PYTHON = ROOT / ".tools" / "peers" / "bin" / "python"
BAR, MOST_MEGABYTES, MOST_SECONDS = 10, 300, 10


def measure_preview() -> Result:
    """Seconds of work to the whole preview page, against the peer's dry run."""
    found = _ours_and_peer()
    return Result(ours=found["preview"], peer=found["peer"], bar=BAR)


def measure_peak() -> Result:
    """Megabytes at the highest, of the process that shows the preview and its child together."""
    return Result(ours=_ours_and_peer()["peak"], peer=MOST_MEGABYTES, bar=1, unit="MB")


def measure_commit() -> Result:
    """Seconds to commit all draft orders with their events."""
    return Result(ours=_ours_and_peer()["commit"], peer=MOST_SECONDS, bar=1)


@cache
def _ours_and_peer() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "members.xlsx"
        environment = {**os.environ, "PRASAN_DATA": folder, "PRASAN_DEMO_DAY": "2024-11-05"}
        environment.pop("DATABASE_URL", None)
        ours = [sys.executable, "-m", "bench.members"]
        _told([*ours, "make", str(file)], environment)
        found = _told([*ours, "measure", str(file)], environment)
        peer = _told([str(PEER_PYTHON), "-m", "bench.peers.members", str(file)], environment)
        return {**found, **peer}


def _told(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """The figures that a part of the measurement prints last."""
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise CannotMeasure(run.stderr.strip().splitlines()[-1] if run.stderr else "no answer")
    told: dict[str, float] = json.loads(run.stdout.strip().splitlines()[-1])
    return told
