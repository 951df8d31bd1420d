"""Personal data at rest: AES-GCM under the sealing key, bound to the column it stands in."""

import base64
import hashlib
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_VERSION = "1"


class CannotOpen(Exception):
    """A sealed value that the key does not open: the wrong PRASAN_SEALING_KEY, or altered data."""


@cache
def _cipher(key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(key.encode()).digest())


def seal(text: str, column: str) -> str:
    """`text` sealed for `column`; the same text never gives the same seal twice."""
    nonce = os.urandom(12)
    sealed = _cipher(settings.SEALING_KEY).encrypt(nonce, text.encode(), column.encode())
    return f"{_VERSION}.{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, column: str) -> str:
    """The text behind `sealed`; raises CannotOpen, never returns the seal itself."""
    version, _, body = sealed.partition(".")
    raw = base64.b64decode(body)
    if version != _VERSION:
        raise CannotOpen(f"{column}: unknown seal")
    try:
        opened = _cipher(settings.SEALING_KEY).decrypt(raw[:12], raw[12:], column.encode())
    except InvalidTag:
        raise CannotOpen(f"{column}: the sealing key does not open this value") from None
    return opened.decode()


class SealedField(models.TextField):  # type: ignore[type-arg]
    """Text kept sealed in the database; an empty text stays empty. Cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(value, self._column()) if value else ""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str:
        return unseal(value, self._column()) if value else ""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError("a sealed field cannot be searched")

    def _column(self) -> str:
        return f"{self.model._meta.db_table}.{self.attname}"
