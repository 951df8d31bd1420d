from django.db import models

from prasan.accounts.models import User
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

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="letter_has_a_signed_copy_once", fields=["letter", "file"])
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.file}"
