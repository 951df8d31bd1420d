"""Places as the pages of centres show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area, Level
from prasan.centres.models import Centre, Expectation
from prasan.centres.tallies import Tally


@dataclass(frozen=True)
class Presence:
    """Whether there is a centre, as {% state %} shows it."""

    css: str
    sign: str
    label: str | Promise


OPEN = Presence("met", "met", _("มีแล้ว"))
MISSING = Presence("part", "part", _("ยังไม่มีในทะเบียน"))
NOT_NEEDED = Presence("wait", "none", _("ไม่ต้องมี"))


@dataclass(frozen=True)
class Place:
    """One district or tambon: its centre, why none is needed, and for a district its tambons."""

    area: Area
    centre: Centre | None
    exempt: Expectation | None
    tally: Tally | None = None

    @property
    def presence(self) -> Presence:
        if self.exempt:
            return NOT_NEEDED
        return OPEN if self.centre else MISSING

    @property
    def is_needless(self) -> bool:
        """None is needed and there is none: nothing to enter."""
        return bool(self.exempt) and not self.centre

    @property
    def is_district(self) -> bool:
        return self.area.level == Level.DISTRICT


def places(
    areas: Iterable[Area], exempt: Mapping[str, Expectation], known: Mapping[str, Tally]
) -> list[Place]:
    """A Place for each of `areas`, which come with their centre loaded; no query."""
    return [
        Place(
            area=area,
            centre=getattr(area, "centre", None),
            exempt=exempt.get(area.code),
            tally=known.get(area.code),
        )
        for area in areas
    ]
