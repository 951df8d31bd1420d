from django.db import models


class Kind(models.TextChoices):
    """The four kinds of obligation a letter's item yields."""

    DELIVER = "deliver", "ส่งภายในกำหนด"
    QUOTA = "quota", "ครบจำนวนในปี"
    KEEP = "keep", "ให้เป็นปัจจุบัน"
    DRIVE = "drive", "ขับเคลื่อนต่อเนื่อง"


class Level(models.TextChoices):
    """Whose duty an obligation is."""

    DISTRICT = "district", "อำเภอ"
    TAMBON = "tambon", "ตำบล"
    BOTH = "both", "อำเภอและตำบล"
