"""Keeps a demonstration from being taken for a real installation, and the other way round."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from prasan.home.models import Demonstration


def check() -> None:
    """Stop the start when the database and PRASAN_DEMO_DAY do not speak of the same world."""
    try:
        kept = Demonstration.objects.first()
    except (OperationalError, ProgrammingError):
        return  # Not migrated yet; there is nothing to be mistaken for.
    problem = contradiction(kept.day if kept else None, settings.DEMO_DAY)
    if problem:
        raise ImproperlyConfigured(problem)


def contradiction(kept: date | None, asked: date | None) -> str | None:
    """What is wrong when the database's day and the setting's differ; None when they agree.

    A day set for a database without one is let pass: the demonstration is about to be built.
    """
    if kept is not None and asked is None:
        return f"this database is the demonstration of {kept}: set PRASAN_DEMO_DAY={kept}"
    if kept is not None and kept != asked:
        return f"PRASAN_DEMO_DAY is {asked}, but this demonstration stands on {kept}"
    return None
