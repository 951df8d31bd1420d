"""What tests of lists share."""

from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.orders.models import Order
from prasan.people.models import Person
from prasan.registers.actions import file_of
from prasan.registers.answering import answers_of
from prasan.registers.presenting import Shown
from prasan.registers.preview import Preview
from prasan.workbooks.reading import read

URL = "/registers/"


def sent(client, content, name="รายชื่อ.xlsx"):
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def shown(intake, reach, today):
    tables = read(intake.name, file_of(intake)).shown
    return Shown(Preview(tables, answers_of(intake), reach=reach, today=today))


def press(client, intake, said, do, text=""):
    url = f"/registers/intakes/{intake.pk}/decide/"
    return client.post(url, {"at": said.key, "do": do, "text": text})


def nothing_is_saved():
    return not (Person.objects.exists() or Order.objects.exists())
