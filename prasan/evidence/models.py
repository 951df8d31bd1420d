from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.evidence import rules


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    JPEG = "jpeg", "ภาพ JPEG"
    PNG = "png", "ภาพ PNG"
    XLSX = "xlsx", "Excel"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))


class Evidence(models.Model):
    """One uploaded file, opened by its real parser before it was kept (หลักฐาน).

    Three dates: `dated` is the day of the fact it proves, `received_at` when it came here, and
    each Verification when someone checked it. One file may prove many facts; a newer one that
    replaces it is a Revision, and it stays.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="evidence")
    name = models.CharField("ชื่อไฟล์", max_length=200)
    kind = models.CharField("ชนิด", max_length=4, choices=FileKind.choices)
    size = models.PositiveIntegerField("ขนาด", help_text="ไบต์")
    pages = models.PositiveIntegerField("จำนวนหน้า", null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="evidence", max_length=200)
    dated = models.DateField("วันที่ของหลักฐาน", null=True, blank=True)
    received_at = models.DateTimeField("ได้รับเมื่อ")
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_is_not_empty", condition=Q(size__gt=0)),
            models.UniqueConstraint(name="evidence_is_kept_once", fields=["area", "sha256"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evidence:view", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.kind in (FileKind.JPEG, FileKind.PNG)

    @property
    def has_preview(self) -> bool:
        """Whether a picture of it can be made; of a workbook there is none."""
        return self.kind != FileKind.XLSX

    @cached_property
    def chain(self) -> "Chain":
        """Its editions; one query, unless load() brought those of many."""
        return chains([self.pk]).get(self.pk) or Chain((Edition(self, 1),))

    @cached_property
    def last_check(self) -> "Verification | None":
        """The newest word of someone who checked it; one query, unless load() brought it."""
        return self.verifications.select_related("by").order_by("pk").last()


class Revision(models.Model):
    """A file that replaced an older one in view, with who, when and why (ฉบับใหม่ของหลักฐาน).

    All editions hang on the `first`; `number` counts from 2. A file is an edition of one chain,
    once: so no chain can run in a circle.
    """

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="revision")
    first = models.ForeignKey(Evidence, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("ฉบับที่")
    reason = models.CharField("เหตุผลที่แทน", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("แทนเมื่อ")

    class Meta:
        ordering = ["first", "number"]
        constraints = [
            models.UniqueConstraint(name="edition_has_its_number", fields=["first", "number"]),
            models.CheckConstraint(name="first_edition_is_no_revision", condition=Q(number__gt=1)),
            models.CheckConstraint(
                name="file_does_not_replace_itself", condition=~Q(evidence=F("first"))
            ),
            models.CheckConstraint(name="revision_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} ฉบับที่ {self.number}"


class Finding(models.TextChoices):
    GOOD = "good", _("ตรงและใช้เป็นหลักฐานได้")
    DOUBTED = "doubted", _("ยังใช้ไม่ได้")


class Verification(models.Model):
    """Someone looked at a file and says whether it proves what it is for (การตรวจหลักฐาน).

    A fact of its own with its day; a later one does not undo it. A newer edition is not verified
    by what was said of the older.
    """

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="verifications")
    finding = models.CharField("ผลการตรวจ", max_length=7, choices=Finding.choices)
    note = models.CharField("ข้อสังเกต", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("ตรวจเมื่อ")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="doubt_says_why", condition=~Q(finding=Finding.DOUBTED) | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} {self.get_finding_display()}"

    @property
    def is_good(self) -> bool:
        return self.finding == Finding.GOOD


@dataclass(frozen=True)
class Edition:
    """One file of a chain; the first has no revision."""

    evidence: Evidence
    number: int
    revision: Revision | None = None


@dataclass(frozen=True)
class Chain:
    """The editions of one piece of evidence, oldest first; at least one."""

    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition:
        return self.editions[-1]

    @property
    def newest_first(self) -> tuple[Edition, ...]:
        return self.editions[::-1]

    def of(self, evidence: Evidence) -> Edition:
        return next(each for each in self.editions if each.evidence.pk == evidence.pk)

    def shown(self, evidence: Evidence, at: datetime | None = None) -> Edition:
        """What stands where `evidence` was pointed at: the newest now, or the one of `at`."""
        revised = [each.revision.at if each.revision else None for each in self.editions]
        return self.editions[
            rules.edition_shown(revised, self.editions.index(self.of(evidence)), at)
        ]


def chains(evidence: Iterable[int]) -> Mapping[int, Chain]:
    """The chain of each file that has more editions than one, by its id; one query."""
    asked = set(evidence)
    roots = Revision.objects.filter(evidence__in=asked).values("first")
    found: dict[int, list[Edition]] = {}
    mine = Revision.objects.filter(Q(first__in=asked) | Q(first__in=roots))
    for each in mine.select_related("first", "evidence", "by").order_by("first", "number"):
        editions = found.setdefault(each.first_id, [Edition(each.first, 1)])
        editions.append(Edition(each.evidence, each.number, each))
    made = [Chain(tuple(editions)) for editions in found.values()]
    return {each.evidence.pk: chain for chain in made for each in chain.editions}


def standing_at(files: Iterable[int], at: datetime) -> dict[int, Evidence]:
    """What stood at `at` where each of `files` is pointed at, by its id; two queries."""
    pointed = Evidence.objects.in_bulk(set(files))
    known = chains(pointed)
    return {
        pk: known[pk].shown(one, at).evidence if pk in known else one for pk, one in pointed.items()
    }


def replaced(files: Iterable[Evidence]) -> dict[int, Evidence]:
    """Those of `files` a newer edition has replaced, by id, with the newest; one query."""
    known = chains(one.pk for one in files)
    newest = {pk: chain.newest.evidence for pk, chain in known.items()}
    return {pk: one for pk, one in newest.items() if one.pk != pk}


def load(evidence: Iterable[Evidence]) -> None:
    """Bring the editions of all, and the last check of each; two queries, none for no file."""
    mine = list(evidence)
    if not mine:
        return
    found = chains(each.pk for each in mine)
    files = list(mine)
    for one in mine:
        # A cached property lies under its own name.
        one.__dict__["chain"] = found.get(one.pk) or Chain((Edition(one, 1),))
        files += [each.evidence for each in one.chain.editions]
    checks = {
        each.evidence_id: each
        for each in Verification.objects.filter(evidence__in={each.pk for each in files})
        .select_related("by")
        .order_by("pk")
    }
    for one in files:
        one.__dict__["last_check"] = checks.get(one.pk)


class HeldUploadQuerySet(models.QuerySet["HeldUpload"]):
    def before(self, moment: datetime) -> Self:
        """Held earlier than `moment`."""
        return self.filter(held_at__lt=moment)


class HeldUpload(models.Model):
    """A good file whose form still had something to put right (ไฟล์ที่ส่งมาแล้ว).

    Once it is kept its own copy goes, and it points at the evidence instead, so that the same
    form sent twice finds the file again. Swept away after a day.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="held_uploads")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="held", max_length=200, blank=True)
    evidence = models.ForeignKey(Evidence, models.CASCADE, null=True, related_name="+")
    # The real hour even in the demonstration: it serves the sweeping only.
    held_at = models.DateTimeField(auto_now_add=True)

    objects = HeldUploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="held_upload_has_a_copy_or_evidence",
                condition=Q(file="", evidence__isnull=False) | (~Q(file="") & Q(evidence=None)),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The bytes, from its own copy or from the evidence it became."""
        source = self.evidence.file if self.evidence else self.file
        with source.open("rb") as copy:
            content: bytes = copy.read()
        return content
