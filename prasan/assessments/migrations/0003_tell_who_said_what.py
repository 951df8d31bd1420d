"""Turns what was known of an assessment into the facts it now stands on.

A result that was filed becomes its first step, a file beside an answer its proof, and who gave
each answer when is read from the events, which told it all along.
"""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations

BANGKOK = ZoneInfo("Asia/Bangkok")


def tell(apps: Any, schema_editor: Any) -> None:
    assessments = apps.get_model("assessments", "Assessment")
    for each in assessments.objects.select_related("filed_by").iterator():
        if each.filed:
            _file(apps, each)
        _answers(apps, each)


def _file(apps: Any, assessment: Any) -> None:
    apps.get_model("assessments", "Step").objects.create(
        assessment=assessment,
        number=1,
        kind="filed",
        day=assessment.filed,
        at=datetime.combine(assessment.filed, time(12), BANGKOK),
        by=assessment.filed_by,
    )


def _answers(apps: Any, assessment: Any) -> None:
    users, proofs = apps.get_model("accounts", "User"), apps.get_model("assessments", "Proof")
    told = _told(apps, assessment)
    for score in assessment.scores.select_related("indicator"):
        username, at = told.get(score.indicator.number, ("", None))
        score.by = users.objects.filter(username=username).first() or assessment.filed_by
        score.at = at
        if score.by is None or at is None:
            raise ValueError(f"no event tells who gave answer {score.pk}")
        score.save(update_fields=["by", "at"])
        if score.evidence_id:
            proofs.objects.create(
                assessment=assessment,
                indicator=score.indicator,
                evidence_id=score.evidence_id,
                added_by=score.by,
                added_at=at,
            )


def _told(apps: Any, assessment: Any) -> dict[str, tuple[str, datetime]]:
    """Who answered an indicator last, and when, by its number."""
    events = apps.get_model("audit", "Event").objects.filter(
        kind="assessments.assessment", target=str(assessment.pk), verb="assessment.answered"
    )
    return {
        number: (event.by, event.at)
        for event in events.order_by("chain", "place")
        for number in event.changes
    }


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_three_scores"),
        ("audit", "0001_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
