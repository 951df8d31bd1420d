from typing import Self

from django.db import models

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.people.rules import mask_phone
from prasan.people.sealing import SealedField


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
    name_sort = models.CharField(max_length=700)
    phone = SealedField("โทรศัพท์", blank=True, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["area", "name_sort"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As documents write it: the title joined to the given name."""
        return f"{self.title}{self.given_name} {self.family_name}".rstrip()

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)
