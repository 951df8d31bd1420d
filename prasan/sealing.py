"""Personal data at rest: AES-GCM under the sealing key, bound to the column it stands in.

A seal names the key it was made with, so that a new key can take the place of an old one while
the service runs: new seals are made with the new key, older ones open with the keys before it,
and `prasan reseal` makes all seals anew. What a number is looked up by is a keyed hash of it,
under a key of its own that stays the same all along.
"""

import base64
import hashlib
import hmac
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

# Seals of the first version do not name their key.
_FIRST, _VERSION = "1", "2"
_NONCE = 12


class CannotOpen(Exception):
    """A sealed value that no key opens: a PRASAN_SEALING_KEY lost or wrong, or altered data."""


@cache
def _cipher(key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(key.encode()).digest())


@cache
def key_id(key: str) -> str:
    """Eight letters that tell keys apart and give nothing of them away."""
    return hashlib.sha256(b"prasan sealing key " + key.encode()).hexdigest()[:8]


def seal_prefix() -> str:
    """What every seal made with today's key begins with."""
    return f"{_VERSION}.{key_id(settings.SEALING_KEY)}."


def seal(text: str, column: str) -> str:
    """`text` sealed for `column`; the same text never gives the same seal twice."""
    nonce = os.urandom(_NONCE)
    sealed = _cipher(settings.SEALING_KEY).encrypt(nonce, text.encode(), column.encode())
    return f"{seal_prefix()}{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, column: str) -> str:
    """The text behind `sealed`; raises CannotOpen, never returns the seal itself."""
    version, _, rest = sealed.partition(".")
    keys = [settings.SEALING_KEY, *settings.SEALING_KEYS_BEFORE]
    if version == _VERSION:
        made_with, _, rest = rest.partition(".")
        keys = [key for key in keys if key_id(key) == made_with]
        if not keys:
            raise CannotOpen(f"{column}: sealed with a key that is not here ({made_with})")
    elif version != _FIRST:
        raise CannotOpen(f"{column}: unknown seal")
    raw = base64.b64decode(rest)
    for key in keys:
        try:
            return _cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], column.encode()).decode()
        except InvalidTag:
            continue
    raise CannotOpen(f"{column}: the sealing key does not open this value")


def blind(text: str) -> str | None:
    """What `text` is looked up by, so that it can be found and be unique while sealed.

    Its key is never changed: the old hashes could not be found any more. None for no text.
    """
    if not text:
        return None
    return hmac.new(settings.LOOKUP_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


class SealedField(models.TextField):  # type: ignore[type-arg]
    """Text kept sealed in the database; an empty text stays empty. Cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(value, self.sealed_for) if value else ""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str:
        return unseal(value, self.sealed_for) if value else ""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError("a sealed field cannot be searched")

    @property
    def sealed_for(self) -> str:
        """The column a seal is bound to: moved to another, it does not open."""
        return f"{self.model._meta.db_table}.{self.attname}"
