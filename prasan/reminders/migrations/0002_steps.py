from datetime import date

from django.db import migrations

# What the system comes with: before, on and after the day, then one level up. Source: ours.
SHIPPED = [(-30, "unit"), (-7, "unit"), (-1, "unit"), (0, "unit"), (3, "unit"), (10, "unit")]
SHIPPED += [(10, "above")]


def ship(apps, schema_editor):
    step = apps.get_model("reminders", "Step")
    step.objects.bulk_create(
        step(area=None, offset=offset, audience=audience, starts=date(2000, 1, 1))
        for offset, audience in SHIPPED
    )


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_initial")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
