"""The peer's part of bench.workbooks; runs in an environment that holds django-import-export.

What an office with Django would do: a model, a resource, a foreign key for the tambon, and the
library's default mode, with a look at the database for each row and a difference for each preview.
"""

import json
import sys
from pathlib import Path

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "import_export",
        "bench.peers",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.db import connection, models  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402
from import_export.formats.base_formats import XLSX  # noqa: E402

from bench.worked import worked  # noqa: E402


class Tambon(models.Model):
    code = models.CharField(max_length=6, unique=True)

    class Meta:
        app_label = "peers"

    def __str__(self) -> str:
        return self.code


class Member(models.Model):
    name = models.CharField(max_length=200)
    tambon = models.ForeignKey(Tambon, models.PROTECT)
    seat = models.CharField(max_length=40)
    origin = models.CharField(max_length=150)
    starts = models.DateField()
    phone = models.CharField(max_length=20)

    class Meta:
        app_label = "peers"

    def __str__(self) -> str:
        return self.name


class MemberResource(resources.ModelResource):  # type: ignore[misc]
    id = fields.Field(column_name="ที่", attribute="id", widget=widgets.IntegerWidget())
    name = fields.Field(column_name="ชื่อ-สกุล", attribute="name")
    tambon = fields.Field(
        column_name="ตำบล",
        attribute="tambon",
        widget=widgets.ForeignKeyWidget(Tambon, "code"),
    )
    seat = fields.Field(column_name="ตำแหน่ง", attribute="seat")
    origin = fields.Field(column_name="ผู้แทนจาก", attribute="origin")
    starts = fields.Field(column_name="วันที่แต่งตั้ง", attribute="starts", widget=widgets.DateWidget())
    phone = fields.Field(column_name="โทรศัพท์", attribute="phone")

    class Meta:
        model = Member


def main(file: Path) -> dict[str, float]:
    with connection.schema_editor() as editor:
        editor.create_model(Tambon)
        editor.create_model(Member)
    content = file.read_bytes()
    codes = {row["ตำบล"] for row in XLSX().create_dataset(content).dict}
    Tambon._default_manager.bulk_create(Tambon(code=code) for code in codes)
    began = worked()
    dataset = XLSX().create_dataset(content)
    result = MemberResource().import_data(dataset, dry_run=True)
    spent = worked() - began
    assert not result.has_errors(), result.row_errors()[:1]
    assert result.totals["new"] == len(dataset)
    return {"peer": spent}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
