"""Templates that come with Prasan: words an office may take, change and go back to."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_LISTED = files("prasan.letters") / "data" / "templates.yaml"


@dataclass(frozen=True)
class Shipped:
    """One of them; `body` is as it would be typed."""

    key: str
    name: str
    form: str
    subject: str
    body: str


@cache
def shipped_templates() -> tuple[Shipped, ...]:
    return tuple(Shipped(**row) for row in yaml.safe_load(_LISTED.read_text(encoding="utf-8")))


def shipped_as(key: str) -> Shipped | None:
    """The one of this key; None when it no longer comes with Prasan, or never did."""
    return next((one for one in shipped_templates() if one.key == key), None)
