"""What ./run does once the packages are there: set up what changed, serve, say where."""

import argparse
import os
import signal
import sys
from pathlib import Path

from django.core.management import CommandError, call_command

from tools import installation, server, worker

DEMO_DAY = "2024-11-05"
# A demonstration in a real office's database could never be taken out again.
PRODUCTION_ONLY = ("DATABASE_URL", "PRASAN_MODE", "PRASAN_DATA", "PRASAN_DEMO_DAY")


def main() -> int:
    wanted = _arguments()
    named = [name for name in PRODUCTION_ONLY if os.environ.get(name)]
    if named:
        return _refuse(
            f"{', '.join(named)} is set, but ./run keeps its own data below var/.\n"
            "Unset it; docs/operations.md tells how a production server is started."
        )
    port = _port()
    if port is None or not server.is_free(port):
        return _refuse(
            f"Port {os.environ.get('PRASAN_PORT', 8000)} cannot be used: another program has it "
            "or it is no port number.\nChoose another one: PRASAN_PORT=8001 ./run"
        )
    data = installation.ROOT / "var" / ("local" if wanted.empty else "demo")
    os.environ["PRASAN_DATA"] = str(data)
    if not wanted.empty:
        os.environ["PRASAN_DEMO_DAY"] = DEMO_DAY
    try:
        greeting = _set_up_empty(data) if wanted.empty else installation.set_up_demo(data)
    except CommandError as error:
        return _refuse(str(error))
    return _serve(port, greeting)


def _set_up_empty(data: Path) -> str:
    """As the demonstration is set up; its one account is told at once, for it is told only once."""
    if not installation.is_up_to_date(data):
        print("Setting up an empty installation (once):")
        installation.bring_up_to_date()
        call_command("make_admin", "--first")
        installation.mark_up_to_date(data)
    return ""


def _serve(port: int, greeting: str) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        with server.served(port) as running, worker.working():
            print(
                f"\n{greeting}\nPrasan is ready: {running.address}   (Ctrl+C stops it)", flush=True
            )
            running.process.wait()
        return _refuse("The server ended by itself; its reason stands above.")
    except server.NotStarted as error:
        return _refuse(f"Prasan did not start: {error}")
    except KeyboardInterrupt:
        print("\nPrasan has stopped.")
        return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description=__doc__)
    parser.add_argument("--empty", action="store_true", help="a real, empty installation")
    return parser.parse_args()


def _port() -> int | None:
    text = os.environ.get("PRASAN_PORT") or "8000"
    return int(text) if text.isdecimal() and 0 < int(text) < 65536 else None


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
