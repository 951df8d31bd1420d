from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import Office, User
from prasan.accounts.reach import Reach
from prasan.letters.models.codes import Form


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, reach: Reach) -> Self:
        """Templates of offices in reach."""
        return self.filter(reach.q("office__area"))


class Template(models.Model):
    """Words an office begins its letters with (แบบหนังสือ): its newest version counts.

    `shipped` is the key of the one that came with Prasan it was taken from, if any.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="templates")
    name = models.CharField("ชื่อแบบ", max_length=100)
    form = models.CharField("ชนิด", max_length=6, choices=Form.choices)
    shipped = models.SlugField("แบบที่มากับระบบ", max_length=30, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["office", "name"]
        constraints = [
            models.UniqueConstraint(name="office_names_a_template_once", fields=["office", "name"])
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> "TemplateVersion":
        return self.versions.order_by("-number")[0]


class TemplateVersion(models.Model):
    """The words of a template as they were from one saving to the next."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("ครั้งที่")
    subject = models.CharField("เรื่อง", max_length=300)
    made_at = models.DateTimeField("บันทึกเมื่อ")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="template_counts_its_versions", fields=["template", "number"]
            ),
            models.CheckConstraint(name="template_version_is_counted", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.template} ครั้งที่ {self.number}"


class TemplateBlock(models.Model):
    """One paragraph of a template; places to fill in stand in braces."""

    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="blocks")
    place = models.PositiveSmallIntegerField()
    number = models.CharField("เลขข้อ", max_length=10, blank=True)
    text = models.TextField("ข้อความ")

    class Meta:
        ordering = ["version", "place"]
        constraints = [
            models.UniqueConstraint(
                name="template_blocks_stand_in_order", fields=["version", "place"]
            )
        ]

    def __str__(self) -> str:
        return self.text
