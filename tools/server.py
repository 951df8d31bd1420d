"""Starts the web server, knows when it really answers, and stops it cleanly."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIG = Path(__file__).resolve().parent.parent / "deploy" / "gunicorn.conf.py"
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A web server that answers at `address`."""

    address: str
    process: subprocess.Popen[bytes]


class NotStarted(Exception):
    """The server ended, or did not answer in time."""


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(port: int, *, app: str = "prasan.wsgi", **variables: str) -> Iterator[Server]:
    """A running server, once it answers; it stops when the block ends.

    `variables` are added to its environment; `app` is what it serves.

    Raises NotStarted when it does not come up.
    """
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIG), app]
    environment = {**os.environ, **variables, "PRASAN_BIND": f"127.0.0.1:{port}"}
    # In a session of its own, so that Ctrl+C reaches it once, through us, and it ends gracefully.
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        running = Server(f"http://127.0.0.1:{port}", process)
        _await_answer(running)
        yield running
    finally:
        stop(process)


def _await_answer(running: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if running.process.poll() is not None:
            raise NotStarted("the server ended while starting; its reason stands above")
        try:
            urllib.request.urlopen(running.address, timeout=PATIENCE).close()
        except urllib.error.HTTPError as error:
            raise NotStarted(f"the first page answers {error.code}") from error
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise NotStarted(f"no answer within {PATIENCE} seconds")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process in good order, or by force when it does not go within half a minute."""
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
