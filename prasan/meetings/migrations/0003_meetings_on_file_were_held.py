from django.db import migrations
from django.db.models import F

BATCH = 2000


def _plan_and_sit(apps, schema_editor):
    """Every meeting on file was held: on the day it was called for, in one session."""
    meeting_model = apps.get_model("meetings", "Meeting")
    session_model = apps.get_model("meetings", "Session")
    meeting_model.objects.filter(planned=None).update(planned=F("held"))
    told = meeting_model.objects.filter(sessions=None).values_list("pk", "held", "began", "ended")
    session_model.objects.bulk_create(
        (
            session_model(meeting_id=pk, day=held, began=began, ended=ended)
            for pk, held, began, ended in told
        ),
        batch_size=BATCH,
    )


def _tell_the_hours(apps, schema_editor):
    """Back: the hours of the first session are the meeting's."""
    meeting_model = apps.get_model("meetings", "Meeting")
    for session in apps.get_model("meetings", "Session").objects.order_by("-day", "-pk"):
        meeting_model.objects.filter(pk=session.meeting_id).update(
            began=session.began, ended=session.ended
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_steps")]

    operations = [migrations.RunPython(_plan_and_sit, _tell_the_hours)]
