"""What the nation is made of, in order. A module that adds to it needs a line here."""

from collections.abc import Callable

from bench.nation import assessments, committees, meetings

PARTS: tuple[tuple[str, Callable[[], dict[str, int]]], ...] = (
    ("committees", committees.build),
    ("assessments", assessments.build),
    ("meetings", meetings.build),
)
