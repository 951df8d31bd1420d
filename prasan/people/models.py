from typing import Self

from django.db import models

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.people.derived import DerivedField
from prasan.people.rules import mask_phone
from prasan.people.sealing import SealedField
from prasan.thai.collation import sort_key
from prasan.thai.sounding import sound_key
from prasan.thai.text import tidy

# The columns of a name: saved together, as the last three follow from the others.
NAMES = ("title", "given_name", "family_name", "name_sort", "match_key", "family_key")
# A key is at most twice as long as what it is made of.
_KEY = 340


def _whole(named: "Person") -> str:
    return tidy(f"{named.given_name} {named.family_name}")


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))


class Person(models.Model):
    """Someone who sits or has sat on a committee (บุคคล): the only home of members' personal data.

    Name and village are shown to whoever sees the committee; the telephone number is sealed, shown
    whole only to officers of the area, and each look is recorded.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="people")
    title = models.CharField("คำนำหน้าชื่อ", max_length=40)
    given_name = models.CharField("ชื่อ", max_length=80)
    family_name = models.CharField("สกุล", max_length=80)
    name_sort = DerivedField(max_length=700, derive=lambda one: sort_key(_whole(one)))
    # How the whole name and the family name sound: what a search looks up (people.search).
    match_key = DerivedField(max_length=_KEY, derive=lambda one: sound_key(_whole(one)))
    family_key = DerivedField(max_length=_KEY, derive=lambda one: sound_key(one.family_name))
    phone = SealedField("โทรศัพท์", blank=True, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["area", "name_sort"], name="person_by_name"),
            models.Index(fields=["match_key"], name="person_by_sound"),
            models.Index(fields=["family_key"], name="person_by_family"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As documents write it: the title joined to the given name."""
        return f"{self.title}{self.given_name} {self.family_name}".rstrip()

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)
