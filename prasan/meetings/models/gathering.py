from django.db import models

from prasan.accounts.models import User


class Gathering(models.Model):
    """One sitting of several committees (การประชุมร่วม).

    Each committee keeps its own meeting, with its number, quorum, minutes and count; this ties
    the meetings of one place, day and hour, so that who is there is told once.
    """

    made_at = models.DateTimeField("จัดร่วมเมื่อ")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"การประชุมร่วม {self.pk}"
