"""Environment variables, read strictly: a bad or missing value stops the start and names itself."""

import os
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# What Django's own deployment check asks of a secret.
SECRET_LENGTH, SECRET_VARIETY = 50, 5
T = TypeVar("T")


def one_of(name: str, allowed: Sequence[str], *, default: str) -> str:
    """One of a few words; unset and empty mean `default`."""
    value = _text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def flag(name: str, *, default: bool, allowed: bool = True) -> bool:
    """0 or 1; where the flag is not `allowed`, 1 stops the start."""
    value = one_of(name, ("0", "1"), default="1" if default else "0") == "1"
    if value and not allowed:
        raise _not_in_production(name)
    return value


def text(name: str) -> str:
    """What is written there, "" when nothing is."""
    return _text(name) or ""


def optional_address(name: str) -> str:
    """An address of the web, http or https; "" when nothing is written."""
    value = text(name)
    if value and not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"{name} is {value!r}; it must begin with http:// or https://")
    return value


def number(name: str, *, default: int) -> int:
    """A whole number from 1 to 65535; unset and empty mean `default`."""
    value = _text(name) or str(default)
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= 65535):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from 1 to 65535")
    return int(value)


def hosts(name: str, *, default: list[str] | None) -> list[str]:
    """Comma-separated host names, without scheme, path or star; None makes it obligatory."""
    text = _text(name)
    if text is None:
        return _or_missing(name, default)
    found = [host.strip() for host in text.split(",") if host.strip()]
    wrong = [host for host in found if "*" in host or "/" in host or " " in host]
    if wrong or not found:
        raise ImproperlyConfigured(
            f"{name} is {text!r}; write bare host names, as in prasan.example.go.th,10.0.0.5"
        )
    return found


def day(name: str, *, allowed: bool = True) -> date | None:
    """A day as YYYY-MM-DD, Christian era; None when unset."""
    text = _text(name)
    if text is not None and not allowed:
        raise _not_in_production(name)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {text!r}; write a day as YYYY-MM-DD") from None


def folder(name: str, *, default: Path | None) -> Path:
    """A folder that exists or can be made, and can be written to."""
    text = _text(name)
    path = Path(text) if text else _or_missing(name, default)
    if not path.is_absolute():
        # A relative one would be another folder for each place that a command is started from.
        raise ImproperlyConfigured(f"{name} is {text!r}; write the whole path, from /")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: {path} cannot be made ({error.strerror})") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name}: {path} cannot be written to")
    return path


def optional_folder(name: str) -> Path | None:
    """A folder that is there and can be read; None when unset."""
    text = _text(name)
    if text is None:
        return None
    path = Path(text)
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} is {text!r}; write the whole path, from /")
    if not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name}: {path} is no folder that can be read")
    return path


def secret(name: str, *, made_in: Path | None) -> str:
    """A long random text; on a private machine one is made and kept in `made_in`."""
    text = _text(name)
    if text is None:
        return _kept_secret(_or_missing(name, made_in) / f"{name.lower()}.txt")
    return _long_enough(name, text)


def secrets_list(name: str) -> list[str]:
    """Secrets parted by commas, each as long as one must be; none when unset."""
    return [
        _long_enough(name, part.strip()) for part in (_text(name) or "").split(",") if part.strip()
    ]


def must_differ(name: str, value: str, other_name: str, other: str) -> None:
    """Two secrets that are one would be lost, or changed, together."""
    if value == other:
        raise ImproperlyConfigured(f"{other_name} is the same as {name}; make a second one")


def database(name: str, *, default: str | None) -> dict[str, Any]:
    """A parsed database address, postgres:// or sqlite:///; it may hold a password: never shown."""
    address = _text(name) or _or_missing(name, default)
    if address.split(":")[0] not in ("postgres", "postgresql", "sqlite"):
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite:///")
    try:
        parsed = dict(dj_database_url.parse(address))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from None
    if not parsed["NAME"]:
        raise ImproperlyConfigured(f"{name} names no database; write it after the last /")
    return parsed


def _text(name: str) -> str | None:
    return os.environ.get(name, "").strip() or None


def _long_enough(name: str, text: str) -> str:
    if len(text) < SECRET_LENGTH or len(set(text)) < SECRET_VARIETY:
        raise ImproperlyConfigured(
            f"{name} is too short; use at least {SECRET_LENGTH} random characters"
        )
    return text


def _or_missing(name: str, default: T | None) -> T:
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set; production needs it (docs/operations.md)")
    return default


def _not_in_production(name: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is set, but it is not for production; take it out")


def _kept_secret(path: Path) -> str:
    """The secret in `path`, made on first use; two starts at once agree on one."""
    if not path.exists():
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text().strip()
