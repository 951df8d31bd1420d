"""Columns that follow from others of their row, for finding and sorting: never typed."""

from collections.abc import Callable
from typing import Any

from django.db import models


class DerivedField(models.CharField):  # type: ignore[type-arg]
    """Text that `derive` makes of its row whenever that is saved, by itself or with many others.

    `save(update_fields=…)` and `bulk_update` write it only when it is named with its sources.
    """

    def __init__(
        self, *args: Any, derive: Callable[[Any], str | None] | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **{"editable": False, **kw})
        self.derive = derive

    def deconstruct(self) -> Any:
        """For the database it is plain text."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if self.derive is None:
            raise TypeError(f"{self} does not say what it derives from")
        setattr(model_instance, self.attname, self.derive(model_instance))
        return super().pre_save(model_instance, add)
