from datetime import date
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.constraints import all_or_none
from prasan.people.derived import DerivedField
from prasan.sealing import SealedField, blind
from prasan.thai.citizen import mask_citizen_id
from prasan.thai.collation import sort_key
from prasan.thai.phones import mask_phone
from prasan.thai.sounding import sound_key
from prasan.thai.text import tidy

# The columns of a name: saved together, as the last three follow from the others.
NAMES = ("title", "given_name", "family_name", "name_sort", "match_key", "family_key")
# A key is at most twice as long as what it is made of.
_KEY = 340


def _whole(named: "Person | FormerName") -> str:
    return tidy(f"{named.given_name} {named.family_name}")


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def standing(self) -> Self:
        """Without those found to be someone else who is recorded."""
        return self.filter(merged_into=None)


class Person(models.Model):
    """Someone who sits or has sat on a committee (บุคคล): the only home of members' personal data.

    Name and village are shown to whoever sees the committee; telephone and citizen's number are
    sealed, shown whole only to officers of the area, and each look is recorded.
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
    citizen_id = SealedField("เลขประจำตัวประชาชน", blank=True, default="")
    # What the number is found by, and kept once by, though it is sealed.
    citizen_hash = DerivedField(
        max_length=64, null=True, unique=True, derive=lambda one: blind(one.citizen_id)
    )
    # Its index holds only the few that are merged: one of all would be taken for "nobody is", and
    # every search would walk over the whole nation.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["area", "name_sort"], name="person_by_name"),
            models.Index(fields=["match_key"], name="person_by_sound"),
            models.Index(fields=["family_key"], name="person_by_family"),
            models.Index(
                fields=["merged_into"], name="person_merged", condition=Q(merged_into__isnull=False)
            ),
        ]
        constraints = [
            CheckConstraint(
                name="person_is_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:detail", args=[self.pk])

    @property
    def name(self) -> str:
        """As documents write it: the title joined to the given name."""
        return f"{self.title}{self.given_name} {self.family_name}".rstrip()

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @property
    def masked_citizen_id(self) -> str:
        return mask_citizen_id(self.citizen_id)

    def name_on(self, day: date) -> str:
        """The name borne on `day`; where earlier names are many, load them with the person."""
        later = [one for one in self.former_names.all() if one.until > day]
        return min(later, key=lambda one: one.until).name if later else self.name


class FormerName(models.Model):
    """A name someone bore until a day (ชื่อเดิม): orders of that time are signed with it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="former_names")
    title = models.CharField("คำนำหน้าชื่อ", max_length=40)
    given_name = models.CharField("ชื่อ", max_length=80)
    family_name = models.CharField("สกุล", max_length=80)
    match_key = DerivedField(max_length=_KEY, derive=lambda one: sound_key(_whole(one)))
    family_key = DerivedField(max_length=_KEY, derive=lambda one: sound_key(one.family_name))
    until = models.DateField("ใช้ถึงก่อนวันที่", help_text="วันแรกที่ใช้ชื่อใหม่")
    because = models.CharField("เหตุผล", max_length=200, blank=True)

    class Meta:
        ordering = ["-until"]
        indexes = [
            models.Index(fields=["match_key"], name="former_name_by_sound"),
            models.Index(fields=["family_key"], name="former_name_by_family"),
        ]
        constraints = [
            UniqueConstraint(name="one_name_ends_on_a_day", fields=["person", "until"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.title}{self.given_name} {self.family_name}".rstrip()


class Distinction(models.Model):
    """Two persons somebody found not to be one (ไม่ใช่คนเดียวกัน): not suggested again."""

    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("บันทึกเมื่อ")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    because = models.CharField("เหตุผล", max_length=200, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="two_persons_are_told_apart_once", fields=["first", "second"]),
            CheckConstraint(
                name="the_older_of_two_comes_first", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} กับ {self.second}"


class Merge(models.Model):
    """Two records found to be one person (การรวมบุคคล): `gone` leads to `kept` from then on.

    A merge that was wrong is undone, and stays in the history as undone.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="mergings")
    at = models.DateTimeField("รวมเมื่อ")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    because = models.CharField("เหตุผล", max_length=200)
    # What the kept one lacked and took over from the other, given back when this is undone.
    took_phone = models.BooleanField(default=False)
    took_citizen_id = models.BooleanField(default=False)
    undone_at = models.DateTimeField("เลิกรวมเมื่อ", null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_because = models.CharField("เหตุที่เลิกรวม", max_length=200, null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            UniqueConstraint(
                name="person_is_merged_once", fields=["gone"], condition=Q(undone_at=None)
            ),
            CheckConstraint(name="merge_is_of_two_persons", condition=~Q(kept=F("gone"))),
            all_or_none(
                "undone_at", "undone_by", "undone_because", name="merge_is_undone_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class Moved(models.Model):
    """One row that a merge took from one person to the other, to be brought back if need be."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="moved")
    kind = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    target = models.BigIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="merge_moves_a_row_once", fields=["merge", "kind", "field", "target"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
