"""Pages on the whole nation's records, through the real server: at most so many milliseconds.

Each page is asked for so often by someone logged in, one look after another; the median counts.
What a page may take is the peer: the bar is 1.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from urllib.request import OpenerDirector, Request

from bench.nation import cast
from bench.result import CannotMeasure, Result
from bench.visiting import seconds, sent, signed_in
from tools import server

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "nation"
LOOKS = 30
MISSPELT = "บัวน้ำ สมมุดศรี"
SEARCH = f"/people/?{urlencode({'q': MISSPELT})}"
# Its คอช.ต. is one of the largest.
BIG = "520504"
LIMIT, LIMIT_SEARCH, LIMIT_NATION, LIMIT_SAVE = 0.060, 0.100, 0.400, 0.040
LIMIT_PLAN = 0.080
SHEET = "/assessments/520505/2568/"


def measure_editor() -> Result:
    """The grid of a draft of a committee of twenty-five, begun from who sits now."""
    with _nation(cast.OFFICER) as (visitor, address):
        committee = f"{address}/committees/tambon/{BIG}/"
        draft = sent(visitor, committee, f"{address}/orders/drafts/new/tambon/{BIG}/")
        return _median(visitor, draft, LIMIT)


def measure_paper() -> Result:
    """The page where an old paper order is entered."""
    return _measured("/orders/new/tambon/520505/", LIMIT)


def measure_tambon() -> Result:
    """All of one tambon at a glance."""
    return _measured("/tambon/520505/", LIMIT)


def measure_plan() -> Result:
    """The plan of one tambon with its 138 projects, what was answered, and Strong Tambon."""
    subprocess.run(
        [sys.executable, "-m", "bench.nation", str(DATA), "plans"],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return _measured("/plans/520505/", LIMIT_PLAN)


def measure_sheet() -> Result:
    """The sheet of one centre to fill in: its 23 indicators, with what is computed for each."""
    return _measured(SHEET, LIMIT)


def measure_result() -> Result:
    """The same of a year that was filed: to read, with three scores."""
    return _measured("/assessments/520505/2567/", LIMIT)


def measure_save() -> Result:
    """One indicator saved while the sheet is open, each time with another score."""
    with _nation(cast.OFFICER) as (visitor, address):
        saves = [_saved(visitor, f"{address}{SHEET}", look % 3) for look in range(LOOKS)]
    return Result(ours=median(saves[LOOKS // 4 :]), peer=LIMIT_SAVE, bar=1)


def measure_meeting() -> Result:
    """One meeting with its roll and minutes: the first is one of the first district's."""
    return _measured("/meetings/10000/", LIMIT, cast.READER)


def measure_meetings() -> Result:
    """The list of the whole nation's meetings, each committee counted."""
    return _measured("/meetings/?year=2567", LIMIT_NATION, cast.READER)


def measure_search() -> Result:
    """A name, misspelt, among all persons of the nation."""
    return _measured(SEARCH, LIMIT_SEARCH, cast.READER)


def measure_search_near() -> Result:
    """The same, for an officer who sees one district."""
    return _measured(SEARCH, LIMIT_SEARCH, cast.OFFICER)


def _saved(visitor: OpenerDirector, sheet: str, score: int) -> float:
    """How long the answer takes to one score of the first indicator; it must be kept."""
    with visitor.open(sheet) as answer:
        page = answer.read().decode()
    field = _found(r'name="(i\d+)-choice"', page)
    typed = {
        "csrfmiddlewaretoken": _found(r'name="csrfmiddlewaretoken" value="(\w+)"', page),
        f"{field}-choice": score,
        f"{field}-edition": _found(rf'name="{field}-edition" value="(\d+)"', page),
    }
    asked = Request(f"{sheet}{field[1:]}/", urlencode(typed).encode(), {"HX-Request": "true"})
    began = time.perf_counter()
    with visitor.open(asked) as answer:
        kept = answer.read().decode()
    taken = time.perf_counter() - began
    if "data-sent" not in kept:
        raise CannotMeasure("the answer was not kept")
    return taken


def _found(pattern: str, page: str) -> str:
    if match := re.search(pattern, page):
        return match[1]
    raise CannotMeasure(f"the page has no {pattern}")


def _measured(page: str, limit: float, username: str = cast.OFFICER) -> Result:
    with _nation(username) as (visitor, address):
        return _median(visitor, f"{address}{page}", limit)


@contextmanager
def _nation(username: str) -> Iterator[tuple[OpenerDirector, str]]:
    """Someone logged in where the nation's records are, and the server's address."""
    command = [sys.executable, "-m", "bench.nation", str(DATA)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    variables = {"PRASAN_DATA": str(DATA), "PRASAN_DEMO_DAY": "2024-11-05"}
    with server.served(server.free_port(), app="bench.wsgi", **variables) as running:
        yield signed_in(running.address, username, cast.PASSWORD), running.address


def _median(visitor: OpenerDirector, page: str, limit: float) -> Result:
    looks = [seconds(visitor, page) for _ in range(LOOKS)]
    # The first ones fill caches in each worker.
    return Result(ours=median(looks[LOOKS // 4 :]), peer=limit, bar=1)
