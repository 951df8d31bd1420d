"""All that differs between SQLite and PostgreSQL. Nothing engine-specific lives elsewhere."""

from typing import Any

_SQLITE = {
    # A write transaction takes its lock at once; without this, two clerks who save together
    # can meet "database is locked" in the middle.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000",
}


def tuned(database: Any) -> dict[str, Any]:
    """`database` (a parsed address) with the options each engine needs here."""
    if database["ENGINE"].endswith("sqlite3"):
        # Reopening runs the PRAGMAs again, so a connection is kept.
        return {**database, "CONN_MAX_AGE": None, "OPTIONS": _SQLITE}
    pool = {"min_size": 2, "max_size": 8}
    return {**database, "CONN_MAX_AGE": 0, "OPTIONS": {**database.get("OPTIONS", {}), "pool": pool}}
