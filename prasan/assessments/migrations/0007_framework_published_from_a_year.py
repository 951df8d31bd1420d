from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0006_framework_first_years")]

    operations = [
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_year__isnull", False), ("published__isnull", False)),
                    models.Q(("first_year__isnull", True), ("published__isnull", True)),
                    _connector="OR",
                ),
                name="framework_is_published_from_a_year",
            ),
        ),
    ]
