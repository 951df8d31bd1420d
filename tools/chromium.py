"""Finds a Chromium on this machine."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of the first one on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)
