from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_meetings_on_file_were_held")]

    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="planned",
            field=models.DateField(verbose_name="วันประชุม"),
        ),
        migrations.AlterModelOptions(
            name="meeting",
            options={"ordering": ["-planned", "-pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="meeting",
            name="committee_meets_once_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="meeting",
            name="meeting_ends_after_it_begins",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="began",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="ended",
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled", None)),
                fields=("committee", "planned"),
                name="committee_meets_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("held", None), ("held", models.F("planned")), _connector="OR"),
                name="meeting_is_held_on_the_day_planned",
            ),
        ),
    ]
