from django.db import models

from prasan.letters.models import Letter
from prasan.meetings.models.meeting import Meeting


class Notice(models.Model):
    """A notice calling the members to a meeting, as an official letter (หนังสือเชิญประชุม).

    The letter is one; each member's copy differs in its addressee only.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notices")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="notice")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.letter)
