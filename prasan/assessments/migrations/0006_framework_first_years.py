from django.db import migrations


def fill(apps, schema_editor):
    """A form in use began with the fiscal year it was published in."""
    Framework = apps.get_model("assessments", "Framework")
    for framework in Framework.objects.exclude(published=None):
        day = framework.published
        framework.first_year = day.year + 543 + (day.month >= 10)
        framework.save(update_fields=["first_year"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_framework_shapes")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
