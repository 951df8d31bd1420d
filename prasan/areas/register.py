"""The nation's areas as DOPA lists them, read from the package geothai (data CC BY 4.0)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import geothai
from geothai import abolished

from prasan.areas.models import Level
from prasan.areas.rules import NATION, parent_code
from prasan.thai.collation import sort_key

_LEVELS = {2: Level.PROVINCE, 4: Level.DISTRICT, 6: Level.TAMBON}


@dataclass(frozen=True)
class Listed:
    """One area as the register lists it; `ended` only for codes no longer in use."""

    code: str
    name: str
    name_en: str
    ended: date | None = None
    successor: str | None = None

    @property
    def level(self) -> Level:
        return _LEVELS.get(len(self.code), Level.PROVINCE) if self.code != NATION else Level.NATION

    def values(self) -> dict[str, object]:
        """The columns of the area's row."""
        return {
            "level": str(self.level),
            "parent_id": parent_code(self.code),
            "name": self.name,
            "name_en": self.name_en,
            "name_sort": sort_key(self.name),
            "ends": self.ended,
            "successor_id": self.successor,
        }


def listed() -> list[Listed]:
    """Every area, in-force and ended, widest first, so that each parent comes before its parts."""
    areas = {area.code: area for area in _in_force()}
    for area in _ended(set(areas)):
        areas.setdefault(area.code, area)
    # A code whose parent the register does not know cannot be placed and is left out.
    return sorted(
        (area for area in areas.values() if (parent_code(area.code) or NATION) in areas),
        key=lambda area: (area.code != NATION, len(area.code), area.ended is not None, area.code),
    )


def _in_force() -> Iterator[Listed]:
    yield Listed(NATION, "ประเทศไทย", "Thailand")
    for province in geothai.provinces():
        yield Listed(province.code, province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            # Bangkok's districts carry their kind in the name; the kind is added when shown.
            name = district.name_th.removeprefix("เขต")
            yield Listed(district.code, name, _english(district.name_en))
            for tambon in geothai.subdistricts(district.code):
                yield Listed(tambon.code, tambon.name_th, _english(tambon.name_en))


def _ended(live: set[str]) -> Iterator[Listed]:
    for area in abolished.abolished_areas():
        heirs = [code for code in area.successors if code in live]
        yield Listed(
            area.code,
            area.name_th,
            _english(area.name_en or ""),
            date.fromisoformat(area.abolished_on) if area.abolished_on else date(2006, 1, 1),
            heirs[0] if len(heirs) == 1 else None,
        )


def _english(name: str) -> str:
    """Each word with a capital: the source writes some second words small."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())
