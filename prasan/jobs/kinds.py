"""The kinds of jobs there are. Each app names its own in its `jobs.py` (decision 0015)."""

from collections.abc import Callable
from dataclasses import dataclass

from prasan.jobs.work import Work


@dataclass(frozen=True)
class Made:
    """What a job leaves behind: an address to go to, or a file to fetch."""

    url: str = ""
    name: str = ""
    content: bytes = b""


Run = Callable[[Work], Made | None]

_KINDS: dict[str, Run] = {}


def kind(name: str) -> Callable[[Run], Run]:
    """Make the function below it the work of the kind `name`, "meetings.notices".

    It is given a `Work` and does its steps through `work.each` or `work.told`.
    """

    def register(run: Run) -> Run:
        known = _KINDS.setdefault(name, run)
        if (known.__module__, known.__qualname__) != (run.__module__, run.__qualname__):
            raise ValueError(f"two kinds of jobs are called {name}")
        return run

    return register


def known(name: str) -> Run:
    """The work of a kind; KeyError for one that no app has."""
    return _KINDS[name]
