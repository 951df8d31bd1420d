"""Each number of a rulebook becomes a line with its own source and confirmation."""

from django.db import migrations

_COLUMNS = (
    ("members", "seats_min", "seats_max"),
    ("term", "term_years", "term_years"),
    ("quorum", "quorum_percent", None),
    ("meetings", "meetings_a_year", None),
)


def to_lines(apps, schema_editor):
    Rulebook = apps.get_model("committees", "Rulebook")
    RulebookLine = apps.get_model("committees", "RulebookLine")
    Confirmation = apps.get_model("committees", "Confirmation")
    for book in Rulebook.objects.all():
        for place, (topic, low, high) in enumerate(_COLUMNS, start=1):
            line = RulebookLine.objects.create(
                rulebook=book,
                place=place,
                topic=topic,
                low=getattr(book, low),
                high=getattr(book, high) if high else None,
                clause=book.clause,
                source=book.regulation,
            )
            if book.confirmed:
                Confirmation.objects.create(
                    line=line,
                    clause=book.clause,
                    day=book.confirmed,
                    by_id=book.confirmed_by_id,
                )


class Migration(migrations.Migration):
    dependencies = [("committees", "0002_lines")]

    operations = [migrations.RunPython(to_lines, migrations.RunPython.noop)]
