import re

from django.db import migrations

# As the register has always said it.
ENDED = re.compile(r"^(?:แทนด้วย|ยกเลิก)คำสั่งที่ (\d+)/(\d+)$")


def fill(apps, schema_editor):
    """Name the order that ended a seat, where it was told in words only.

    Seats ended before the column was there would not move when that order's day is corrected.
    """
    Appointment = apps.get_model("orders", "Appointment")
    Order = apps.get_model("orders", "Order")
    told = Appointment.objects.filter(ended_by=None, ended_because__contains="คำสั่งที่")
    orders = {}
    for because, committee in (
        told.order_by().values_list("ended_because", "order__committee").distinct()
    ):
        if match := ENDED.match(because):
            number, year = map(int, match.groups())
            found = Order.objects.filter(committee=committee, number=number, year=year).first()
            if found:
                orders[because, committee] = found
    for (because, committee), order in orders.items():
        told.filter(ended_because=because, order__committee=committee).update(ended_by=order)


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0005_what_reviews_led_to"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
