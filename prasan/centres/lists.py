"""The kinds of organisations and the duties of a centre, as their data files list them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from prasan.ui.words import told

_DATA = files("prasan.centres") / "data"


@dataclass(frozen=True)
class Duty:
    """One of the ten duties; `number` as the source counts them."""

    code: str
    number: int
    name: str


@cache
def kinds() -> dict[str, str]:
    """The name of each kind of organisation by its code, in the order of the list."""
    listed = yaml.safe_load((_DATA / "organisation_kinds.yaml").read_text(encoding="utf-8"))
    return {one["code"]: one["name"] for one in listed}


@cache
def duties() -> dict[str, Duty]:
    """The ten duties by their code, in the order of the source."""
    listed = yaml.safe_load((_DATA / "duties.yaml").read_text(encoding="utf-8"))
    return {one["code"]: Duty(**one) for one in listed}


def kind_name(code: str) -> str:
    """A kind in the reader's language; one that is listed no more is shown by its code."""
    return told(kinds().get(code, code))


def duty_name(code: str) -> str:
    """A duty in the reader's language."""
    duty = duties().get(code)
    return told(duty.name) if duty else code
