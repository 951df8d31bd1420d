"""The board of a whole province, against a page of twenty bare rows, one after the other.

The board of the demonstration shows 13 districts and the state of each obligation of 100 tambons
within the whole frame of a page. It may cost what eight bare pages cost (a ratio of 0.125): where
those take 6 ms, the board takes 50, which nobody feels and which leaves room for many who look at
once. While nothing happens in the province a board is kept (decision 0014); `board-anew` lets
something happen before every look, so that each is computed from the records: nine measures, some
thirty queries, a thousand standings. That may cost what thirty bare pages cost (0.033), about
180 ms where a bare one takes 6. A query for every district would break both.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from urllib.request import OpenerDirector

from bench.result import CannotMeasure, Result
from bench.visiting import seconds, signed_in
from tools import server

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "bench"
LOOKS = 40
BAR, BAR_ANEW = 0.125, 0.033


def measure() -> Result:
    """The board as most looks find it."""
    return _measured(BAR)


def measure_anew() -> Result:
    """The board when something has just happened."""
    return _measured(BAR_ANEW, before="/event/")


def _measured(bar: float, before: str = "") -> Result:
    variables = {"PRASAN_DATA": str(DATA), "PRASAN_DEMO_DAY": "2024-11-05"}
    build = [sys.executable, "-m", "tools.installation", "--demo"]
    subprocess.run(
        build, cwd=ROOT, env={**os.environ, **variables}, check=True, stdout=subprocess.DEVNULL
    )
    with server.served(server.free_port(), app="bench.wsgi", **variables) as running:
        visitor = signed_in(running.address, "lampang", _password())
        board = f"{running.address}{_board(visitor, running.address)}"
        looks = []
        for _ in range(LOOKS):
            if before:
                seconds(visitor, f"{running.address}{before}")
            # In turns, so that whatever else the machine does falls on both.
            looks.append((seconds(visitor, board), seconds(visitor, f"{running.address}/bare/")))
    # The first ones fill caches in each worker.
    ours, peer = zip(*looks[LOOKS // 4 :], strict=True)
    return Result(ours=median(ours), peer=median(peer), bar=bar)


def _password() -> str:
    """As the demonstration tells it to whoever starts it."""
    told = re.search(r"password (\S+):", (DATA / "accounts.txt").read_text())
    if told is None:
        raise CannotMeasure("the demonstration does not tell its password")
    return told[1]


def _board(visitor: OpenerDirector, address: str) -> str:
    """The address of the first directive's board, as the list of directives links it."""
    page = visitor.open(f"{address}/directives/").read().decode()
    found = re.search(r'href="(/directives/\d+/)"', page)
    if found is None:
        raise CannotMeasure("the demonstration shows no directive to lampang")
    return found[1]
