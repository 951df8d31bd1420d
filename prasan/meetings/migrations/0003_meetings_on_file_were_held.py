from django.db import migrations
from django.db.models import F

BATCH = 2000


def _plan_and_sit(apps, schema_editor):
    """Every meeting on file was held: on the day it was called for, in one stretch."""
    meeting_model = apps.get_model("meetings", "Meeting")
    stretch_model = apps.get_model("meetings", "Stretch")
    meeting_model.objects.filter(planned=None).update(planned=F("held"))
    told = meeting_model.objects.filter(stretches=None).values_list("pk", "held", "began", "ended")
    stretch_model.objects.bulk_create(
        (
            stretch_model(meeting_id=pk, day=held, began=began, ended=ended)
            for pk, held, began, ended in told
        ),
        batch_size=BATCH,
    )


def _tell_the_hours(apps, schema_editor):
    """Back: the hours of the first stretch are the meeting's."""
    meeting_model = apps.get_model("meetings", "Meeting")
    for stretch in apps.get_model("meetings", "Stretch").objects.order_by("-day", "-pk"):
        meeting_model.objects.filter(pk=stretch.meeting_id).update(
            began=stretch.began, ended=stretch.ended
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_steps")]

    operations = [migrations.RunPython(_plan_and_sit, _tell_the_hours)]
