from typing import Any, NoReturn

from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be read and added, never changed: the guard is for honest mistakes, the chain
    of hashes for the other kind."""

    def update(self, **fields: Any) -> NoReturn:
        raise TypeError("audit events are never changed")

    def delete(self) -> NoReturn:
        raise TypeError("audit events are never deleted")


class Chain(models.Model):
    """The newest link of one province's events; its row is the lock that keeps them in line.

    One chain per province, so that provinces do not wait for each other.
    """

    key = models.CharField(primary_key=True, max_length=2)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.key} ({self.length})"


class Pulse(models.Model):
    """The newest event about one app's rows in one chain: whether any happened since (ชีพจร)."""

    chain = models.CharField(max_length=2)
    app = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="chain_has_a_pulse_for_each_app", fields=["chain", "app"])
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.app}"


class Event(models.Model):
    """One change: who did what to what, when, with old and new values (เหตุการณ์).

    Holds names and ids, no foreign keys: it must outlive what it speaks of.
    """

    chain = models.CharField(max_length=2)
    place = models.PositiveBigIntegerField(help_text="1 for the first event of its chain")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    acted_for = models.CharField("ทำแทน", max_length=150, blank=True, default="")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    target = models.CharField(max_length=40)
    area = models.CharField(max_length=8, blank=True)
    summary = models.CharField(max_length=400)
    # Old and new values as text, for people to read; nothing in the product decides by them.
    changes = models.JSONField(default=dict)
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="event_has_its_place_in_a_chain", fields=["chain", "place"]
            )
        ]
        indexes = [
            models.Index(fields=["kind", "target"], name="event_by_target"),
            models.Index(fields=["area", "at"], name="event_by_area"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.target}"
