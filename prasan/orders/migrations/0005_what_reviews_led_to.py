import re

from django.db import migrations

from prasan.thai.digits import arabic

LABEL = re.compile(r"(\d{1,6})\s*/\s*(\d{4})")


def fill(apps, schema_editor):
    """Tie reviews that cite a new order in words to it, where the words name one and no other."""
    Review = apps.get_model("centres", "Review")
    Order = apps.get_model("orders", "Order")
    Replacement = apps.get_model("orders", "Replacement")
    waiting = Review.objects.filter(outcome="replaced", replacement=None)
    for review in waiting.select_related("centre").order_by("held", "pk"):
        cited = {(int(number), int(year)) for number, year in LABEL.findall(arabic(review.because))}
        mine = Order.objects.filter(
            committee__area_id=review.centre.area_id,
            committee__kind__in=["district", "tambon"],
            replacements=None,
        ).exclude(purpose="amend")
        found = [order for order in mine if (order.number, order.year) in cited]
        if len(found) == 1:
            Replacement.objects.create(review=review, order=found[0])


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_replacement"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
