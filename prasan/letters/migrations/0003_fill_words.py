"""What letters entered before are found by, and where their series began."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Min

from prasan.letters import rules


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    letters = apps.get_model("letters", "Letter").objects
    for letter in letters.select_related("office").iterator(chunk_size=500):
        names = letter.recipients.values_list("name", flat=True)
        is_circular = letter.series == "circular"
        number = letter.number and rules.label(
            letter.office.code, letter.number, is_circular=is_circular
        )
        letter.words = rules.search_words(
            number or "", letter.subject, *names, *_texts(letter.content)
        )
        letter.save(update_fields=["words"])
    for counter in apps.get_model("letters", "Counter").objects.all():
        mine = letters.filter(office=counter.office_id, series=counter.series, year=counter.year)
        first = mine.filter(number__lte=counter.last).aggregate(first=Min("number"))["first"]
        counter.began = first - 1 if first else counter.last
        counter.save(update_fields=["began"])


def _texts(value: Any) -> Any:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "crest":
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_registers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
