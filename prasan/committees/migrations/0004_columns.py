from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("committees", "0003_lines_of_columns")]

    operations = [
        migrations.RemoveField(
            model_name="rulebook",
            name="clause",
        ),
        migrations.RemoveField(
            model_name="rulebook",
            name="confirmed",
        ),
        migrations.RemoveField(
            model_name="rulebook",
            name="confirmed_by",
        ),
        migrations.RemoveField(
            model_name="rulebook",
            name="meetings_a_year",
        ),
        migrations.RemoveField(
            model_name="rulebook",
            name="quorum_percent",
        ),
        migrations.RemoveField(
            model_name="rulebook",
            name="seats_max",
        ),
        migrations.RemoveField(
            model_name="rulebook",
            name="seats_min",
        ),
        migrations.RemoveField(
            model_name="rulebook",
            name="term_years",
        ),
    ]
