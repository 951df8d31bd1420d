from django.db import models


class Demonstration(models.Model):
    """Marks a database as the demonstration's, and the day it stands still on.

    A real installation has no row; `guard` keeps one from being taken for the other.
    """

    day = models.DateField()
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"demonstration of {self.day}"
