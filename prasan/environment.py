"""Environment variables, read strictly: a bad or missing value stops the start and names itself."""

import os
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def _text(name: str) -> str | None:
    return os.environ.get(name, "").strip() or None


def _missing(name: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is not set; production needs it (docs/operations.md)")


def one_of(name: str, allowed: Sequence[str], *, default: str) -> str:
    value = _text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def flag(name: str, *, default: bool) -> bool:
    return one_of(name, ("0", "1"), default="1" if default else "0") == "1"


def words(name: str, *, default: list[str] | None) -> list[str]:
    """A comma-separated list; `default` None makes the variable obligatory."""
    text = _text(name)
    if text is None:
        if default is None:
            raise _missing(name)
        return default
    return [word.strip() for word in text.split(",") if word.strip()]


def day(name: str) -> date | None:
    text = _text(name)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {text!r}; write a day as YYYY-MM-DD") from None


def folder(name: str, *, default: Path | None) -> Path:
    """A folder that exists or can be made, and can be written to."""
    text = _text(name)
    if text is None and default is None:
        raise _missing(name)
    path = Path(text) if text else default
    assert path is not None
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: {path} cannot be made ({error.strerror})") from None
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name}: {path} cannot be written to")
    return path


def secret(name: str, *, made_in: Path | None) -> str:
    """A secret of at least 32 characters; on a private machine one is made and kept in `made_in`."""
    text = _text(name)
    if text is None and made_in is None:
        raise _missing(name)
    if text is None and made_in is not None:
        return _kept_secret(made_in / f"{name.lower()}.txt")
    assert text is not None
    if len(text) < 32:
        raise ImproperlyConfigured(f"{name} is too short; use at least 32 random characters")
    return text


def _kept_secret(path: Path) -> str:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        value = secrets.token_urlsafe(50)
        file.write(value)
    return value


def database(name: str, *, default: str | None) -> str:
    """A database address: postgres:// or sqlite:///."""
    value = _text(name) or default
    if value is None:
        raise _missing(name)
    if urlsplit(value).scheme not in ("postgres", "postgresql", "sqlite"):
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite:///")
    return value
