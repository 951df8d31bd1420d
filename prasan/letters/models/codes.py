from django.db import models


class Urgency(models.TextChoices):
    """How fast a letter is to be acted on, by the codes of the national exchange standard."""

    NORMAL = "001", "ปกติ"
    URGENT = "002", "ด่วน"
    VERY_URGENT = "003", "ด่วนมาก"
    MOST_URGENT = "004", "ด่วนที่สุด"


class Secrecy(models.TextChoices):
    """How secret a letter is, by the same codes. Only ordinary letters are kept here."""

    NORMAL = "001", "ปกติ"
    SECRET = "002", "ลับ"
    VERY_SECRET = "003", "ลับมาก"
    MOST_SECRET = "004", "ลับที่สุด"


class Form(models.TextChoices):
    """What kind of paper a letter is."""

    LETTER = "letter", "หนังสือภายนอก"
    MEMO = "memo", "บันทึกข้อความ"
    ORDER = "order", "คำสั่งของสำนักงาน"
