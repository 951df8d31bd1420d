from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="match_key",
            field=models.CharField(default="", editable=False, max_length=340),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="person",
            name="family_key",
            field=models.CharField(default="", editable=False, max_length=340),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="person",
            name="name_sort",
            field=models.CharField(editable=False, max_length=700),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["match_key"], name="person_by_sound"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["family_key"], name="person_by_family"),
        ),
    ]
