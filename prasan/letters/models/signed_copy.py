from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.letters.models.letter import Letter


class SignedCopy(models.Model):
    """A letter as it was signed: by certificate here or elsewhere, or by pen and scanned.

    What its signature is worth is not kept; it is judged from the file, as of when it came.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("แนบเมื่อ")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField("เหตุที่ถอน", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            all_or_none("withdrawn_at", "withdrawn_by", name="signed_copy_is_withdrawn_by_someone"),
            models.CheckConstraint(
                name="signed_copy_is_withdrawn_for_a_reason",
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
            ),
            models.UniqueConstraint(
                name="letter_has_a_signed_copy_once", fields=["letter", "file"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.file}"
