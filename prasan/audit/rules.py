"""How events are chained: each digest covers the event and the digest before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime


def digest(before: str, content: Mapping[str, object]) -> str:
    """SHA-256 over the digest `before` ("" for the first) and every field of one event.

    Source: ours, see decision 0003.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def moment(at: datetime) -> str:
    """`at` as the chain writes it: UTC to the microsecond, the same from every database."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
