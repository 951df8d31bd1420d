"""From ./run to its first page, when everything was set up before: the middle of three starts."""

import os
import signal
import subprocess
import time
from pathlib import Path
from statistics import median

from bench.result import CannotMeasure, Result
from tools.server import free_port

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 5.0


def measure() -> Result:
    _one_start()
    return Result(ours=median(_one_start() for _ in range(3)), peer=LIMIT, bar=1)


def _one_start() -> float:
    """Seconds until ./run says that its first page was answered; it is stopped again."""
    environment = {**os.environ, "PRASAN_PORT": str(free_port())}
    environment.pop("PRASAN_DATA", None)
    began = time.perf_counter()
    with subprocess.Popen(["./run"], cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        try:
            for line in process.stdout or ():
                if line.startswith(b"Prasan is ready"):
                    return time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGTERM)
            # Its last words must find a reader.
            process.communicate()
    raise CannotMeasure("./run did not start")
