"""Whether a member came: the words, apart from any table."""

from django.db import models


class Presence(models.TextChoices):
    PRESENT = "present", "มา"
    SUBSTITUTE = "substitute", "ส่งผู้แทน"
    EXCUSED = "excused", "ลา"
    ABSENT = "absent", "ขาด"


# A substitute sent by name counts as present (rules.Sitting).
COUNTED_PRESENT = (Presence.PRESENT, Presence.SUBSTITUTE)
