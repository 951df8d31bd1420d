from django.db import migrations

from prasan.thai.sounding import sound_key

BATCH = 1000


def fill(apps, schema_editor):
    """Give those entered before there were keys their keys."""
    Person = apps.get_model("people", "Person")
    waiting = Person.objects.filter(match_key="").only("given_name", "family_name")
    batch = []
    for person in waiting.iterator(chunk_size=BATCH):
        person.match_key = sound_key(f"{person.given_name} {person.family_name}")
        person.family_key = sound_key(person.family_name)
        batch.append(person)
        if len(batch) == BATCH:
            Person.objects.bulk_update(batch, ["match_key", "family_key"])
            batch = []
    Person.objects.bulk_update(batch, ["match_key", "family_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_person_keys"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
