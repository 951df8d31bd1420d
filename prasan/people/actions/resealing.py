"""Making every seal anew with today's key."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, TextField
from django.db.models.functions import Cast

from prasan.accounts.models import User
from prasan.audit import log
from prasan.sealing import SealedField, seal, seal_prefix, unseal

BATCH = 500


def sealed_columns() -> Iterator[tuple[type[models.Model], SealedField]]:
    """Every sealed column of every app."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                yield model, field


def reseal(*, by: User) -> dict[str, int]:
    """Make all seals of earlier keys anew with today's; how many, for each column.

    Goes through in batches, each whole by itself: it may be stopped and started again, and the
    service runs on. A second call finds nothing. What no key opens raises CannotOpen.
    """
    return {field.sealed_for: _resealed(by, model, field) for model, field in sealed_columns()}


def _resealed(by: User, model: type[models.Model], field: SealedField) -> int:
    total = 0
    while batch := _batch(by, model, field):
        total += batch
    return total


@transaction.atomic
def _batch(by: User, model: type[models.Model], field: SealedField) -> int:
    """One batch; 0 when none is left. A row changed meanwhile is sealed anew already."""
    sealed = model._default_manager.annotate(stored=Cast(F(field.attname), TextField()))
    waiting = sealed.exclude(stored="").exclude(stored__startswith=seal_prefix())
    rows = list(waiting.order_by("pk").values_list("pk", "stored")[:BATCH])
    for pk, stored in rows:
        anew = seal(unseal(stored, field.sealed_for), field.sealed_for)
        sealed.filter(pk=pk, stored=stored).update(**{field.attname: Raw(anew)})
    if rows:
        log.record(
            by=by.username,
            verb="sealing.renewed",
            target=model._default_manager.get(pk=rows[0][0]),
            summary=f"ผนึกข้อมูลส่วนบุคคลใหม่ด้วยกุญแจปัจจุบัน {len(rows)} รายการ",
            changes={"count": len(rows)},
        )
    return len(rows)


def Raw(text: str) -> models.Value:
    """Already sealed: to be written as it is."""
    return models.Value(text, output_field=TextField())
